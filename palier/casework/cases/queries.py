"""Reads. Each takes `actor` first; fetch is check: what is not visible is not there."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils import translation

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.kept import kept
from palier.access.labels import EMERGENCY_GROUNDS
from palier.access.rules import EmergencyGround, Tier
from palier.casework.cases.models import Analysis, Case, Confidence, Contact, DeskWord, KnownMember, Request, Step
from palier.casework.cases.rules import ENDS_SOON_DAYS, SILENCE_DAYS, RequestState, StepState
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import BOUND_BY_SECRECY, Role
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import Refused

AT_MOST = 50
FEED_WINDOWS = (31, 366, None)  # days; None: all of it


@dataclass(frozen=True)
class Page:
    """A list cut at its limit: `more` says that it goes on; totals of long lists are not counted (D24)."""

    items: list[Any]
    more: bool


def page(rows: "QuerySet[Any]", limit: int = AT_MOST) -> Page:
    """The first `limit` rows and whether there are others: one row more is read, nothing is counted."""
    found = list(rows[: limit + 1])
    return Page(found[:limit], len(found) > limit)


def _the_one(rows: "QuerySet[Any]", pk: uuid.UUID) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def case(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.CASE_READ) -> Case:
    """A file, or Refused: not yours and not there look the same."""
    return _the_one(Case.objects.visible_to(actor, capability), pk)  # type: ignore[no-any-return]


def request(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.REQUEST_READ) -> Request:
    """A request, or Refused."""
    return _the_one(Request.objects.visible_to(actor, capability), pk)  # type: ignore[no-any-return]


def contact(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.CONTACT_READ) -> Contact:
    """A contact, or Refused."""
    return _the_one(Contact.objects.visible_to(actor, capability), pk)  # type: ignore[no-any-return]


def step(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.STEP_WORK) -> Step:
    """A step, or Refused."""
    return _the_one(Step.objects.visible_to(actor, capability), pk)  # type: ignore[no-any-return]


def word(actor: Actor, pk: uuid.UUID) -> DeskWord:
    """A word for the desk that the actor may end, or Refused."""
    return _the_one(DeskWord.objects.visible_to(actor, Capability.WORD_LEAVE), pk)  # type: ignore[no-any-return]


def my_cases(actor: Actor, *, closed: bool = False, domain: str = "") -> "QuerySet[Case]":
    """Files of the actor's teams, the longest silent first."""
    rows = Case.objects.visible_to(actor, Capability.CASE_READ).filter(closed_on__isnull=not closed)
    if domain:
        rows = rows.filter(domain=domain)
    return rows.select_related("household").order_by("last_contact_on", "opened_on", "id")


@kept
def cases_of(actor: Actor, household: uuid.UUID) -> "QuerySet[Case]":
    """The files of a household that the actor may read, open ones first."""
    rows = Case.objects.visible_to(actor, Capability.CASE_READ).filter(household=household)
    return rows.order_by("-closed_on", "-opened_on")


@kept
def _latest_ids(actor: Actor, days: int | None, limit: int) -> "QuerySet[Contact]":
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_SEARCH).exclude(tier=Tier.REINFORCED)
    if days:
        rows = rows.filter(at__gte=actor.moment - datetime.timedelta(days=days))
    return rows.order_by("-at", "-id").values_list("pk", flat=True)[:limit]


@kept
def _contacts(actor: Actor, ids: list[uuid.UUID]) -> "QuerySet[Contact]":
    found = Contact.objects.unguarded(because="the ids were just read through the gate").filter(id__any_of=ids)
    return found.select_related("household", "author__staff").order_by("-at", "-id")


def latest_contacts(actor: Actor, limit: int = AT_MOST) -> list[Contact]:
    """The latest contacts of the actor's files and inboxes. Reinforced ones leave no trace here (P12).

    Ids first, from a window of days that widens until it holds enough: a team of 3,000 files costs what it shows, not
    what it holds. Then the rows of those ids.
    """
    ids: list[uuid.UUID] = []
    for days in FEED_WINDOWS:
        ids = _latest_ids(actor, days, limit)
        if len(ids) == limit:
            break
    return _contacts(actor, ids)


def waiting_requests(actor: Actor) -> "QuerySet[Request]":
    """Requests that nobody has taken, the oldest first: waiting and ageing are visible to the worker."""
    rows = Request.objects.visible_to(actor, Capability.REQUEST_READ).filter(state=RequestState.WAITING)
    return rows.select_related("household").order_by("received_at", "id")


def ending_requests(actor: Actor) -> "QuerySet[Request]":
    """Requests about persons who have not asked whose term comes soon, the nearest first (P33)."""
    until = actor.today + datetime.timedelta(days=ENDS_SOON_DAYS)
    rows = Request.objects.visible_to(actor, Capability.REQUEST_TAKE).filter(no_demand=True)
    return rows.filter(ends_on__range=(actor.today, until)).select_related("household").order_by("ends_on", "id")


def term_of(actor: Actor, pk: uuid.UUID) -> Request:
    """A request about a person who has not asked, with who proposed and who renewed. Raises Refused."""
    rows = Request.objects.visible_to(actor, Capability.REQUEST_TAKE).filter(no_demand=True)
    return _the_one(rows.select_related("renewal_by__staff", "renewed_by__staff"), pk)  # type: ignore[no-any-return]


@kept
def requests_of(actor: Actor, household: uuid.UUID) -> "QuerySet[Request]":
    """Requests of a household that the actor may read, latest first."""
    rows = Request.objects.visible_to(actor, Capability.REQUEST_READ).filter(household=household)
    return rows.order_by("-received_at")[:AT_MOST]


def open_steps(actor: Actor, *, until: datetime.date) -> "QuerySet[Step]":
    """Steps and call-backs due on or before `until`."""
    rows = Step.objects.visible_to(actor, Capability.STEP_READ).filter(
        due__lte=until, state__in=[StepState.PLANNED, StepState.UNDER_WAY]
    )
    return rows.select_related("household").order_by("due", "id")


def steps_of(actor: Actor, pk: uuid.UUID) -> list[Step]:
    """The plan of a file: climbed steps first, then those under way, then what comes, then *not now*."""
    order = {StepState.DONE: 0, StepState.UNDER_WAY: 1, StepState.PLANNED: 2, StepState.NOT_NOW: 3}
    rows = list(Step.objects.visible_to(actor, Capability.STEP_READ).filter(case=pk))
    far = datetime.date.max
    return sorted(rows, key=lambda row: (order[StepState(row.state)], row.climbed_on or row.due or far, str(row.id)))


def contacts_of(actor: Actor, pk: uuid.UUID, *, person: uuid.UUID | None = None) -> "QuerySet[Contact]":
    """The contacts of a file, latest first; with `person`, those confided by or concerning that person only (P2)."""
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_READ).filter(case=pk).exclude(tier=Tier.REINFORCED)
    if person is not None:
        rows = rows.filter(concerns__contains=[person])
    return rows.select_related("author__staff").order_by("-at", "-id")


def simple_contacts_of(actor: Actor, household: uuid.UUID) -> Page:
    """Contacts without a file of a household, latest first."""
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_READ).filter(household=household, case=None)
    rows = rows.exclude(tier=Tier.REINFORCED)
    return page(rows.select_related("author__staff").order_by("-at", "-id"))


@kept
def confidence_rows(actor: Actor, contacts: list[uuid.UUID]) -> "QuerySet[Confidence]":
    """What was confided in these contacts; reinforced ones are not in the timeline, whoever asks (P12)."""
    return Confidence.objects.visible_to(actor, Capability.CONTACT_READ).filter(
        contact__any_of=contacts, tier__in=["team", "pair", "author"]
    )


def confidences_of(actor: Actor, contacts: Sequence[Contact]) -> dict[uuid.UUID, Confidence]:
    """What was confided, by contact."""
    return {row.contact_id: row for row in confidence_rows(actor, [row.pk for row in contacts])}


def reinforced_of(actor: Actor, pk: uuid.UUID) -> list[Any]:
    """The reinforced items of a file that name the actor: opened apart, from a link that is the same on every file."""
    file = case(actor, pk)
    here = Q(case=pk) | Q(case=None, household=file.household_id)
    contacts = Contact.objects.visible_to(actor, Capability.CONTACT_READ).filter(here, tier=Tier.REINFORCED)
    about = Q(subject=file.subject_id) | Q(contact__case=None, contact__household=file.household_id)
    confided = Confidence.objects.visible_to(actor, Capability.CONTACT_READ).filter(about, tier=Tier.REINFORCED)
    known = KnownMember.objects.visible_to(actor, Capability.KNOWN_READ).filter(case=pk, tier=Tier.REINFORCED)
    found = [row for rows in (contacts, confided, known) for row in rows.select_related("author__staff")]
    return sorted(found, key=lambda row: row.written_at, reverse=True)


def analyses_of(actor: Actor, pk: uuid.UUID) -> list[Analysis]:
    """The analyses of a file, latest first."""
    rows = Analysis.objects.visible_to(actor, Capability.CASE_WORK).filter(case=pk)
    return list(rows.select_related("author__staff").order_by("-on", "-written_at"))


def known_members(actor: Actor, cases: Sequence[Case], person: uuid.UUID | None = None) -> list[KnownMember]:
    """Who lives there as known to the service (P4), of these files; reinforced ones stay apart."""
    rows = KnownMember.objects.visible_to(actor, Capability.KNOWN_READ).filter(case__in=[file.pk for file in cases])
    rows = rows.exclude(tier=Tier.REINFORCED)
    if person is not None:
        rows = rows.filter(Q(concerns__contains=[person]) | Q(confided_by__contains=[person]))
    return list(rows.select_related("author__staff").order_by(F("until").desc(nulls_first=True), "written_at"))


def known_member(actor: Actor, pk: uuid.UUID) -> KnownMember:
    """Somebody as known to the service whom the actor may keep right, or Refused."""
    rows = KnownMember.objects.visible_to(actor, Capability.KNOWN_READ) & KnownMember.objects.visible_to(
        actor, Capability.KNOWN_WORK
    )
    return _the_one(rows, pk)  # type: ignore[no-any-return]


def silent_cases(actor: Actor) -> "QuerySet[Case]":
    """Open files without contact for SILENCE_DAYS, unless it was agreed so (P34)."""
    before = actor.today - datetime.timedelta(days=SILENCE_DAYS)
    rows = Case.objects.visible_to(actor, Capability.CASE_WORK).filter(closed_on=None, last_contact_on__lt=before)
    return rows.exclude(silence_agreed_until__gte=actor.today).select_related("household").order_by("last_contact_on")


def _to_complete(actor: Actor) -> "QuerySet[Contact]":
    since = actor.moment - datetime.timedelta(days=7)
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_CHANGE).filter(
        author=actor.post, at__gte=since, tier__in=["team", "pair"]
    )
    uncoded = rows.filter(domain="") | rows.filter(channel="")
    return uncoded.order_by("-at")[:AT_MOST]


@kept
def to_complete(actor: Actor) -> "QuerySet[Contact]":
    """The actor's own contacts of the last seven days still without theme or kind: the end-of-day table."""
    return _to_complete(actor).select_related("household")


@kept
def ids_to_complete(actor: Actor) -> "QuerySet[Contact]":
    """Which these are, where their number is enough."""
    return _to_complete(actor).values_list("pk", flat=True)  # type: ignore[return-value]


@kept
def words_for_desk(actor: Actor, household: uuid.UUID) -> "QuerySet[DeskWord]":
    """The words left for whoever receives this household, for its team and for who has the person in front of her."""
    rows = DeskWord.objects.visible_to(actor, Capability.WORD_READ).filter(household=household, until__gte=actor.today)
    return rows.select_related("author__staff").order_by("-written_at")


def find_contacts(actor: Actor, wanted: str) -> list[Contact]:
    """Contacts of the actor's files that hold these words, in French or Dutch, with or without accents."""
    if not wanted.strip():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact FROM sec.find_contacts(%s, %s)", [wanted, AT_MOST])
        ids = [row[0] for row in cursor.fetchall()]
    return _contacts_found(actor, ids)


@kept
def _contacts_found(actor: Actor, ids: list[uuid.UUID]) -> "QuerySet[Contact]":
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_SEARCH).filter(id__any_of=ids)
    return rows.select_related("household", "author__staff").order_by("-at")


def assigned_worker(actor: Actor, household: uuid.UUID) -> uuid.UUID | None:
    """The post that looks after a household, through its building, site or company."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.assigned_worker(%s)", [household])
        found: uuid.UUID | None = cursor.fetchone()[0]
    return found


def nameable(actor: Actor) -> dict[uuid.UUID, str]:
    """Colleagues of the actor's own service who are bound by secrecy: id of the post and name."""
    return _colleagues(actor, BOUND_BY_SECRECY)


def second_workers(actor: Actor) -> dict[uuid.UUID, str]:
    """Colleagues who may be the worker of one member of a household: social workers of the actor's service."""
    return _colleagues(actor, {Role.SOCIAL_WORKER})


def _colleagues(actor: Actor, roles: Iterable[Role]) -> dict[uuid.UUID, str]:
    rows = Post.objects.filter(service=actor.service, role__in=roles, valid__contains=actor.today)
    rows = rows.exclude(pk=actor.acting_post).exclude(staff=actor.staff)
    named = rows.select_related("staff").order_by("staff__last_name", "staff__first_name", "pk")
    return {post.pk: f"{post.staff}" for post in named}


def emergency_subjects(actor: Actor, person: uuid.UUID) -> list[uuid.UUID]:
    """What an emergency opens for a person; nothing without a second factor of the last five minutes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.emergency_subjects(%s)", [person])
        return [row[0] for row in cursor.fetchall()]


def emergency_target(actor: Actor, case: uuid.UUID) -> tuple[uuid.UUID, uuid.UUID]:
    """The household of a file and the person who agreed to it, by the file's number.

    Raises Refused: for a file that is not there, and without a second factor of the last five minutes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT household, person FROM sec.emergency_target(%s)", [case])
        found = cursor.fetchone()
    if found is None:
        raise Refused()
    return found[0], found[1]


def emergency_notice(
    actor: Actor, household: uuid.UUID, ground: EmergencyGround
) -> tuple[list[tuple[uuid.UUID, uuid.UUID | None]], str]:
    """Who is told of an emergency (post, and household for the assigned worker alone), and in which words.

    The head and the officer read who, when and on what ground; never whom it concerns (D17).
    """
    here = Post.objects.filter(organisation=actor.organisation, valid__contains=actor.today)
    heads = Q(role=Role.HEAD_OF_SERVICE, service=actor.service)
    told: dict[uuid.UUID, uuid.UUID | None] = dict.fromkeys(
        here.filter(heads | Q(role=Role.DATA_PROTECTION_OFFICER)).values_list("pk", flat=True)
    )
    assigned = assigned_worker(actor, household)
    if assigned is not None and assigned != actor.post:
        told[assigned] = household
    mine = here.select_related("staff").get(pk=actor.acting_post)
    at = actor.moment.astimezone(BRUSSELS)
    words = []
    for language in ("fr", "nl"):
        with translation.override(language):
            words.append(str(dict(EMERGENCY_GROUNDS)[ground]))
    return list(told.items()), f"{mine.staff}, {at:%d/%m/%Y %H:%M}. {' / '.join(words)}."


@dataclass(frozen=True)
class Load:
    """What the head of service sees of one worker: counts and ages, no household, no theme (P26)."""

    worker: str
    open_files: int
    oldest: datetime.date | None
    waiting_requests: int


def team_load(actor: Actor) -> list[Load]:
    """Counts per worker of the head's own service."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker, open_files, oldest, waiting_requests FROM sec.team_load() ORDER BY worker")
        return [Load(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Break:
    """Continuity breaks: whose, what ends (post, place or file), its last day, how many open files hang on it."""

    worker: str
    what: str
    last_day: datetime.date
    open_files: int


def continuity_breaks(actor: Actor) -> list[Break]:
    """What ends within thirty days while files are open: a worker's own; for the head, those of her service."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker, what, last_day, open_files FROM sec.continuity_breaks()")
        return [Break(*row) for row in cursor.fetchall()]
