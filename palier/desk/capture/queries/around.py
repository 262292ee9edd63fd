"""Whom it is about, and who will read it: what the forms of a contact and of a request know."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import get_language

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits
from palier.access.queries import Reader, readers_of
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import Terms, presets
from palier.casework.cases import queries as cases
from palier.casework.cases.models import Case
from palier.casework.cases.rules import Result
from palier.desk.capture.rules import SIMPLE
from palier.identity.organisations import queries as organisations
from palier.identity.organisations.models import Post, Service
from palier.kernel.errors import Refused
from palier.registry.housing import queries as housing
from palier.registry.people import queries as people
from palier.registry.waiting import queries as arrivals

FOUND_AT_MOST = 8


def language() -> str:
    """The language of the screen: fr or nl."""
    return (get_language() or "fr")[:2]


def worker_name(post: Post | None) -> str:
    """First and last name of whoever holds a post."""
    return str(post.staff) if post else ""


@dataclass(frozen=True)
class Place:
    """Where a contact may go: into an open file of mine, or into none. `value`: the file's id or `simple`."""

    value: str
    opened_on: datetime.date | None = None


@dataclass(frozen=True)
class Asking:
    """What the form of a request alone offers: the company's own words and services, and whether applicants may ask."""

    topics: Sequence[cases.TopicWord] = ()
    services: Sequence[str] = ()
    applicants: bool = True


@dataclass(frozen=True)
class Around:
    """What the form of a contact or request knows once a household is chosen; without one, of the writer herself.

    `deposit`: it goes into the inbox of `worker`, which the writer does not read. `readers`: by place, who reads.
    """

    household: housing.HouseholdRow | None = None
    members: Sequence[people.DoorName] = ()
    places: Sequence[Place] = ()
    worker: Post | None = None
    deposit: bool = False
    secret: bool = False
    readers: dict[str, list[Reader]] = field(default_factory=dict)
    terms: Terms = field(default_factory=presets)
    asking: Asking = Asking()

    @property
    def worker_name(self) -> str:
        return worker_name(self.worker)

    @property
    def colleagues(self) -> list[Reader]:
        """Everybody who may be named as a reader, once each."""
        return list({reader.post: reader for found in self.readers.values() for reader in found}.values())


def around(actor: Actor, household: uuid.UUID | None) -> Around:
    """Everything the form shows beside what is typed. Raises Refused for a household that is not there for the actor.

    The same number of queries whatever the household's files; it never says that a file exists which is not the
    actor's own (P1).
    """
    secret = permits(actor, Capability.DAY_OPEN)
    if household is None:
        mine = actor.post in actor.subjects
        readers = _readers(actor, {SIMPLE: actor.post} if mine else {})
        return Around(secret=secret, readers=readers, terms=kept_for(actor))
    rows = housing.rows(actor, [household], language())
    if not rows:
        raise Refused()
    files = [file for file in cases.cases_of(actor, household) if file.closed_on is None and _workable(actor, file)]
    worker = housing.assigned_workers([household]).get(household)
    inbox = worker.pk if worker else actor.post
    by_place = {str(file.pk): file.subject_id for file in files}
    if inbox in actor.subjects:
        by_place[SIMPLE] = inbox
    return Around(
        household=rows[0],
        members=people.door_names(actor, households=[household]),
        places=[Place(str(file.pk), file.opened_on) for file in files] + [Place(SIMPLE)],
        worker=worker,
        deposit=inbox not in actor.subjects,
        secret=secret,
        readers=_readers(actor, by_place),
        terms=kept_for(actor),
    )


def around_request(actor: Actor, household: uuid.UUID | None) -> Around:
    """The same, and what only the form of a request offers."""
    name = "name_nl" if language() == "nl" else "name_fr"
    open_ones = Service.objects.filter(organisations.is_open(actor.today), organisation=actor.organisation)
    services = open_ones.order_by(name).values_list(name, flat=True)
    asking = Asking(cases.topics(actor, offered=True), list(services), organisations.works_for_applicants(actor))
    return replace(around(actor, household), asking=asking)


def _workable(actor: Actor, file: Case) -> bool:
    """An emergency opens a file for reading; writing into it needs the team."""
    return file.subject_id in actor.subjects


def _readers(actor: Actor, by_place: Mapping[str, uuid.UUID | None]) -> dict[str, list[Reader]]:
    """Who else reads at each place, without the writer herself."""
    subjects = [subject for subject in by_place.values() if subject]
    teams = readers_of(actor, subjects) if subjects else {}
    return {
        place: [reader for reader in teams[subject] if reader.post != actor.post]
        for place, subject in by_place.items()
        if subject
    }


def find(actor: Actor, wanted: str) -> list[housing.HouseholdRow]:
    """Households by name, address or telephone, the best few."""
    return housing.find_households(actor, wanted, language(), FOUND_AT_MOST)


def begun_at_the_desk(actor: Actor, arrival: uuid.UUID) -> dict[str, list[str]]:
    """What the one-minute form knows of whom she just received: she came, and the name as it was said at the door."""
    try:
        row = arrivals.arrival(actor, arrival)
    except Refused:
        return {}
    return {"result": [Result.THEY_CAME.value], "who": [] if row.household_id else [row.who]}


def household_of(actor: Actor, *, case: uuid.UUID | None = None, person: uuid.UUID | None = None) -> uuid.UUID | None:
    """The household meant by an address that names a file or a person. Raises Refused."""
    if case is not None:
        return cases.case(actor, case).household_id
    if person is None:
        return None
    found = people.door_names(actor, persons=[person])
    if not found:
        raise Refused()
    return found[0].household
