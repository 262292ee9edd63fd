"""What the pages of writing down gather: whom it is about, who will read it, drafts, the inbox, the desk."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits, require
from palier.access.kept import kept
from palier.access.ledger import note_read
from palier.access.models import DutyPresence
from palier.access.queries import Reader, readers_of
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import Terms, presets
from palier.access.rules import DEPOSIT_READABLE
from palier.casework.cases import queries as cases
from palier.casework.cases.labels import DOMAINS
from palier.casework.cases.models import Case, DeskWord, Request
from palier.casework.cases.rules import Domain, RequestState, age_in_days
from palier.desk.capture.models import Draft
from palier.desk.capture.rules import SIMPLE, DraftForm, as_id, first_words, one
from palier.identity.organisations import queries as organisations
from palier.identity.organisations.models import Post, Service
from palier.kernel.days import day_of
from palier.kernel.errors import Refused
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.housing import queries as housing
from palier.registry.people import queries as people
from palier.registry.people.models import ContactDetails, Household, Person, SafeContact
from palier.registry.safety import queries as safety
from palier.registry.safety.queries import AtTheDoor

FOUND_AT_MOST = 8
NO_HOUSEHOLD = uuid.UUID(int=0)


def language() -> str:
    """The language of the screen: fr or nl."""
    return (get_language() or "fr")[:2]


def worker_name(post: Post | None) -> str:
    """First and last name of whoever holds a post."""
    return str(post.staff) if post else ""


# -- whom it is about ---------------------------------------------------------------------------------------


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


# -- drafts -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DraftRow:
    """A draft in a list: when, about whom, its first words (never those of the second box), where it goes on."""

    id: uuid.UUID
    saved_at: datetime.datetime
    who: str
    first_words: str
    url: str
    form: DraftForm


def _own(actor: Actor) -> "QuerySet[Draft]":
    rows = Draft.objects.visible_to(actor, Capability.CONTACT_ADD)
    return rows.filter(post=actor.post, expires__gte=actor.today)


def draft(actor: Actor, pk: uuid.UUID, form: DraftForm) -> dict[str, list[str]]:
    """What a draft of mine holds. Raises Refused when it was sent, thrown away, is too old or is not mine."""
    row = _own(actor).filter(pk=pk, form=form).first()
    if row is None:
        raise Refused()
    return dict(row.payload)


@kept
def _latest_own(actor: Actor, form: DraftForm | None) -> "QuerySet[Draft]":
    rows = _own(actor).filter(form=form) if form else _own(actor)
    return rows.order_by("-saved_at")[:20]


@kept
def _labels(actor: Actor, households: list[uuid.UUID]) -> "QuerySet[Household]":
    known = Household.objects.visible_to(actor, Capability.HOUSEHOLD_FIND).filter(id__any_of=households)
    return known.values_list("pk", "label")


def drafts(actor: Actor, form: DraftForm | None = None) -> list[DraftRow]:
    """My unfinished drafts, latest first. Two queries."""
    rows = _latest_own(actor, form)
    chosen = {row.pk: as_id(one(row.payload, "household")) for row in rows}
    labels = dict(_labels(actor, [pk for pk in chosen.values() if pk]))
    return [
        DraftRow(
            id=row.pk,
            saved_at=row.saved_at,
            who=labels.get(chosen[row.pk]) or one(row.payload, "who"),
            first_words=first_words(DraftForm(row.form), row.payload),
            url=f"{reverse(ROUTES[DraftForm(row.form)])}?draft={row.pk}",
            form=DraftForm(row.form),
        )
        for row in rows
    ]


ROUTES = {DraftForm.CONTACT: "capture", DraftForm.REQUEST: "request_add"}


# -- the inbox ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RequestRow:
    """A request in the inbox. `mine`: the actor may act on it; else she only re-reads what she left."""

    request: Request
    home: housing.HouseholdRow | None
    days: int
    worker: str
    worker_phone: str
    mine: bool
    readable_until: datetime.datetime
    files: Sequence[Case] = ()
    names: Sequence[str] = ()
    themes: Sequence[str] = ()


@dataclass(frozen=True)
class Inbox:
    """Requests in the state asked for, the oldest first, cut at the limit."""

    rows: list[RequestRow]
    more: bool
    works: bool


def inbox(actor: Actor, *, state: str, domain: str) -> Inbox:
    """The requests a worker reads, or those the front desk left in the last 24 hours. One ledger line for the list."""
    require(actor, Capability.REQUEST_ADD)  # who can neither take nor leave a request has no inbox to look at
    rows = Request.objects.visible_to(actor, Capability.REQUEST_READ)
    if state:
        rows = rows.filter(state=state)
    if domain:
        rows = rows.filter(Q(domain=domain) | Q(also__contains=[domain]))
    order = "received_at" if state == RequestState.WAITING else "-received_at"
    page = cases.page(rows.order_by(order, "id"))
    if page.items:
        note_read(actor, "request_list", subjects={row.subject_id for row in page.items})
    return Inbox(_request_rows(actor, page.items), page.more, permits(actor, Capability.DAY_OPEN))


def opened_request(actor: Actor, pk: uuid.UUID) -> RequestRow:
    """One request, opened: a line in the ledger says so. Raises Refused."""
    request = cases.request(actor, pk)
    note_read(actor, "request", reference=request.pk, subjects=[request.subject_id])
    return _request_rows(actor, [request])[0]


def _request_rows(actor: Actor, requests: Sequence[Request]) -> list[RequestRow]:
    """Requests, homes, workers, the actor's own open files of that household. As many queries for one as for all."""
    households = list({row.household_id for row in requests if row.household_id})
    homes = {row.id: row for row in housing.rows(actor, households, language())}
    looked_after = {home: post.pk for home, post in housing.assigned_workers(households).items()}
    inboxes = {row.subject_id for row in requests} | set(looked_after.values())
    posts = Post.objects.select_related("staff", "service").in_bulk(inboxes)
    files: dict[uuid.UUID, list[Case]] = {}
    for file in Case.objects.visible_to(actor, Capability.CASE_WORK).filter(household__in=households, closed_on=None):
        files.setdefault(file.household_id, []).append(file)
    asked = people.door_names(actor, persons=list({pk for row in requests for pk in row.concerns}))
    names = {one.person: one.first_name or one.name for one in asked}
    words = {one.pk: one.word for one in cases.topics(actor)} if any(row.topics for row in requests) else {}
    made = []
    for row in requests:
        home = row.household_id or NO_HOUSEHOLD
        post = posts.get(row.subject_id) or posts.get(looked_after.get(home, row.subject_id))
        made.append(
            RequestRow(
                request=row,
                home=homes.get(home),
                days=age_in_days(day_of(row.received_at), actor.today),
                worker=worker_name(post),
                worker_phone=_phone(post),
                mine=row.subject_id in actor.subjects,
                readable_until=row.received_at + DEPOSIT_READABLE,
                files=files.get(home, ()),
                themes=_themes(row, words),
                names=[names[pk] for pk in row.concerns if pk in names],
            )
        )
    return made


def _themes(row: Request, words: Mapping[uuid.UUID, str]) -> list[str]:
    """What a request is about: its themes in their order, then the company's own words."""
    themes = dict(DOMAINS)
    said = [str(themes[Domain(value)]) for value in (row.domain, *row.also) if value]
    return said + [words[pk] for pk in row.topics if pk in words]


def _phone(post: Post | None) -> str:
    """The worker's own telephone, else that of her service."""
    if post is None:
        return ""
    return post.staff.phone or (post.service.phone if post.service else "")


@dataclass(frozen=True)
class Slip:
    """What a person takes with her, on A6 (P44). `neutral`: says that she came, never what about."""

    row: RequestRow
    neutral: bool
    only_neutral: bool
    language: str


def slip(actor: Actor, pk: uuid.UUID, *, neutral: bool) -> Slip:
    """The slip of a request, in the person's language when she has one; neutral with a safe contact (P10).

    Always neutral for who may not know whether there is one: a slip that is neutral for some would tell it.
    """
    row = opened_request(actor, pk)
    concerned = list(row.request.concerns)
    persons = list(people.persons(actor, concerned).values()) if permits(actor, Capability.HOUSEHOLD_READ) else []
    careful = (
        not row.mine
        or any(person.protected_address for person in persons)
        or bool(people.safe_contacts(actor, concerned))
    )
    spoken = {person.language for person in persons}
    only = spoken.pop() if len(spoken) == 1 else ""
    return Slip(row, neutral or careful, careful, only if only in {"fr", "nl"} else language())


# -- the duty desk ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spoken:
    """A person of the household received, and the languages she speaks, in words."""

    person: Person
    name: str
    speaks: list[str]
    details: ContactDetails | None
    safe: SafeContact | None


@dataclass(frozen=True)
class Present:
    """The person in front of me: who lives there, how to speak with them, the words left on purpose (P15)."""

    home: housing.HouseholdRow
    members: list[Spoken]
    words: list[DeskWord]
    until: datetime.datetime
    safety: list[AtTheDoor]


def present(actor: Actor, household: uuid.UUID) -> Present:
    """A household received at the desk. Raises Refused unless the actor said that it stands in front of her."""
    rows = DutyPresence.objects.filter(post=actor.post, household=household, until__gt=actor.moment)
    presence = rows.order_by("-until").first()
    found = housing.rows(actor, [household], language())
    if presence is None or not found:
        raise Refused()
    words = cases.words_for_desk(actor, household)
    if words:
        note_read(
            actor, "desk_word", reference=household, subjects={word.subject_id for word in words}, ground="on_duty"
        )
    to_do = safety.at_doors(actor, [household]).get(household, [])
    return Present(found[0], _spoken(actor, people.members(actor, household)), words, presence.until, to_do)


def _spoken(actor: Actor, members: Sequence[people.Member]) -> list[Spoken]:
    """How to speak with each of them, and how each is reached."""
    persons = [one.person.pk for one in members]
    details, safe = people.contact_details(actor, persons), people.safe_contacts(actor, persons)
    return [
        Spoken(one.person, one.name, _speaks(one.person), details.get(one.person.pk), safe.get(one.person.pk))
        for one in members
    ]


def _speaks(person: Person) -> list[str]:
    """The languages a person speaks, in the language of the screen; a code we do not know is shown as it is."""
    known = [(code, SPOKEN_LANGUAGES.get(code)) for code in person.languages_spoken]
    return [name.name.in_(language()) if name else code for code, name in known]
