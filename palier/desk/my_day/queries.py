"""What waits for a worker today, gathered in as few statements as it takes, whatever the length of the lists."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q, QuerySet
from django.urls import NoReverseMatch, reverse

from palier.access.actions import ReviewOutcome
from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.kept import kept
from palier.access.labels import EMERGENCY_GROUNDS
from palier.access.ledger import note_read
from palier.access.models import EmergencyAccess
from palier.access.rules import EmergencyGround
from palier.casework.cases import queries as cases
from palier.casework.cases.models import Case, Contact, Request, Step
from palier.casework.cases.rules import age_in_days
from palier.desk.my_day.labels import REVIEW_OUTCOMES, THEME_ICONS, THEMES
from palier.desk.my_day.rules import (
    EACH_KIND,
    LINES,
    Day,
    Line,
    Notice,
    Who,
    emergency_told,
    first_line,
    initials,
    review_is_overdue,
    uncovered,
)
from palier.identity.organisations.models import Place, PlaceAssignment, Post, Replacement
from palier.identity.organisations.rules import PlaceKind, Role
from palier.kernel.days import ONE_DAY, day_of
from palier.registry.people import queries as people
from palier.registry.people.models import Person
from palier.registry.signals.models import Signal
from palier.registry.signals.queries import received
from palier.registry.signals.rules import SignalState, Theme

DRAFTS = "palier.desk.capture.queries"


def my_day(actor: Actor, language: str) -> Day:
    """The day of `actor`. One line of the read ledger names the files whose items are shown."""
    steps, silent, requests = _steps(actor), _silent(actor), _requests(actor)
    signals = _signals(actor)
    known = people.persons(actor, sorted({pk for step in steps for pk in step.concerns}))
    last = _last_agreed(actor, steps, silent)
    planned = [_step_line(step, known, last, actor.today) for step in steps]
    calls = [line for line in planned if line.kind == "call"]
    waiting = [
        *calls,
        *_drafts(actor),
        *(_request_line(request, actor.today) for request in requests),
        *(_signal_line(signal, language) for signal in signals if signal.theme != Theme.ARREARS),
        *(line for line in planned if line.kind == "step" and line.when != actor.today),
        *_covers(actor, language),
        *(_silence_line(case, last, actor.today) for case in silent),
        # The order of arrears is that of their arrival, never of an amount, which does not travel (P8).
        *(_signal_line(signal, language) for signal in signals if signal.theme == Theme.ARREARS),
    ]
    shown: list[Any] = [*steps, *silent, *requests]
    note_read(actor, "my_day", subjects={row.subject_id for row in shown}, ground="in_the_team")
    return Day(
        today=actor.today,
        calls=tuple(calls),
        steps=tuple(line for line in planned if line.kind == "step" and line.when == actor.today),
        lines=tuple(waiting[:LINES]),
        rest=tuple(waiting[LINES:]),
        to_complete=len(cases.ids_to_complete(actor)),
    )


@kept
def _steps(actor: Actor) -> "QuerySet[Step]":
    return cases.open_steps(actor, until=actor.today).annotate(caller=F("contact__who"))[:EACH_KIND]


@kept
def _silent(actor: Actor) -> "QuerySet[Case]":
    return cases.silent_cases(actor)[:EACH_KIND]


@kept
def _requests(actor: Actor) -> "QuerySet[Request]":
    return cases.waiting_requests(actor)[:EACH_KIND]


@kept
def _signals(actor: Actor) -> "QuerySet[Signal]":
    """What other services told this one or this post, still open, the oldest first."""
    rows = Signal.objects.visible_to(actor, Capability.SIGNAL_READ).exclude(state=SignalState.DONE)
    return rows.select_related("household", "origin_service").order_by("sent_at", "id")[:EACH_KIND]


@kept
def _latest_words(actor: Actor, files: list[uuid.UUID], households: list[uuid.UUID]) -> "QuerySet[Contact]":
    return (
        Contact.objects.visible_to(actor, Capability.CONTACT_SEARCH)
        .filter(Q(case__any_of=files) | Q(case=None, household__any_of=households), tier="team")
        .order_by("case", "household", "-at")
        .distinct("case", "household")
        .values_list("case", "household", "facts")
    )


def _last_agreed(actor: Actor, steps: Sequence[Step], silent: Sequence[Case]) -> dict[uuid.UUID, str]:
    """First line of the latest contact, by file and, for what has no file, by household. One statement.

    Only what the whole team reads: this page is open on a desk all day.
    """
    files = {step.case_id for step in steps if step.case_id} | {case.pk for case in silent}
    households = {step.household_id for step in steps if step.case_id is None and step.household_id}
    rows = _latest_words(actor, sorted(files), sorted(households))
    return {case or household: first_line(facts) for case, household, facts in rows}


def _who(step_or_case: Step | Case, name: str = "") -> Who:
    name = name or (step_or_case.household.label if step_or_case.household else "")
    return Who(name, initials(name), file_url(step_or_case.household_id))


def _step_line(step: Any, known: dict[uuid.UUID, Person], last: dict[uuid.UUID, str], today: datetime.date) -> Line:
    persons = [known[pk] for pk in step.concerns if pk in known]
    names = ", ".join(f"{one.first_name} {one.last_name}".strip() for one in persons[:2])
    protected = next((one for one in persons if one.safe_contact), None)
    return Line(
        kind="call" if step.call_back else "step",
        id=step.pk,
        who=_who(step, names or ("" if step.household_id else step.caller or "")),
        text=step.text,
        last=last.get(step.case_id or step.household_id, ""),
        icon="phone" if step.call_back else "footprints",
        # Somebody else may answer her telephone: only the way agreed with her is shown (P10).
        phone="" if protected else next((one.phone for one in persons if one.phone), ""),
        agreed_way=protected.safe_contact_way if protected else "",
        when=step.due,
        age=age_in_days(step.due, today),
        version=step.version,
    )


def _request_line(request: Request, today: datetime.date) -> Line:
    name = request.household.label if request.household else ""
    return Line(
        kind="request",
        id=request.pk,
        who=Who(name, initials(name), file_url(request.household_id)),
        text=first_line(request.text),
        icon="inbox",
        when=request.received_at,
        age=age_in_days(day_of(request.received_at), today),
    )


def _signal_line(signal: Signal, language: str) -> Line:
    origin = signal.origin_service
    name = signal.household.label if signal.household else ""
    return Line(
        kind="arrears" if signal.theme == Theme.ARREARS else "signal",
        id=signal.pk,
        who=Who(name, initials(name), file_url(signal.household_id)),
        title=THEMES[Theme(signal.theme)],
        text=_signal_text(signal, language),
        icon=THEME_ICONS[Theme(signal.theme)],
        when=signal.sent_at,
        source=origin.name_nl if language == "nl" else origin.name_fr,
    )


def _signal_text(signal: Signal, language: str) -> str:
    if signal.theme == Theme.ARREARS:
        return ""
    if signal.theme == Theme.EMERGENCY_ACCESS:
        told = emergency_told(signal.text, language)
        return f"{told.who_and_when}. {told.ground}"
    return signal.text


def _silence_line(case: Case, last: dict[uuid.UUID, str], today: datetime.date) -> Line:
    return Line(
        kind="silence",
        id=case.pk,
        who=_who(case),
        last=last.get(case.pk, ""),
        icon="message-circle-dashed",
        when=case.last_contact_on,
        age=age_in_days(case.last_contact_on or today, today),
        version=case.version,
    )


def _drafts(actor: Actor) -> list[Line]:
    """Drafts to finish, when the app that keeps them is there."""
    if find_spec(DRAFTS) is None:
        return []
    rows = import_module(DRAFTS).drafts(actor)
    return [
        Line(
            kind="draft",
            who=Who(row.who, initials(row.who)),
            text=row.first_words,
            icon="notebook-pen",
            when=row.saved_at,
            url=row.url,
        )
        for row in rows[:EACH_KIND]
    ]


@kept
def _stood_in_for(actor: Actor, dutch: bool) -> "QuerySet[Replacement]":
    place = f"absent__assignments__place__name_{'nl' if dutch else 'fr'}"
    return (
        Replacement.objects.filter(covering=actor.post, valid__contains=actor.today)
        .select_related("absent__staff")
        .annotate(
            places=ArrayAgg(
                place, filter=Q(absent__assignments__valid__contains=actor.today), distinct=True, default=[]
            )
        )
        .order_by("valid")[:EACH_KIND]
    )


def _covers(actor: Actor, language: str) -> list[Line]:
    """The colleagues this post stands in for today, with their places."""
    return [
        Line(
            kind="cover",
            text=str(row.absent.staff),
            title=", ".join(row.places),
            icon="users",
            when=row.valid.upper - datetime.timedelta(days=1) if row.valid.upper else None,
        )
        for row in _stood_in_for(actor, language == "nl")
    ]


# -- the head's page, and the officer's ----------------------------------------------------------------------


@dataclass(frozen=True)
class WorkerLoad:
    """One worker of the head's team, in numbers. `oldest_days` is None without an open file."""

    worker: str
    open_files: int
    oldest_days: int | None
    waiting_requests: int


@dataclass(frozen=True)
class Cover:
    """A replacement that runs or is to come; `last` is included."""

    absent: str
    covering: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Service:
    """What the head sees (P26): numbers and ages per worker, places, replacements. No household, address or theme."""

    loads: list[WorkerLoad]
    uncovered: list[str]
    replacements: list[Cover]
    colleagues: list[Post]
    emergencies: list[Notice]


def service_load(actor: Actor, language: str) -> Service:
    """Counts of the head's own team, sites nobody looks after today, who stands in for whom."""
    running = Replacement.objects.filter(absent__service=actor.service, valid__endswith__gt=actor.today)
    return Service(
        loads=[
            WorkerLoad(
                load.worker,
                load.open_files,
                age_in_days(load.oldest, actor.today) if load.oldest else None,
                load.waiting_requests,
            )
            for load in cases.team_load(actor)
        ],
        uncovered=_uncovered_sites(actor, language),
        replacements=_replacements(running),
        colleagues=colleagues(actor),
        emergencies=_emergencies_told(actor, language),
    )


def _replacements(rows: "QuerySet[Replacement]") -> list[Cover]:
    found = rows.select_related("absent__staff", "covering__staff").order_by("valid")
    return [
        Cover(str(row.absent.staff), str(row.covering.staff), row.valid.lower, row.valid.upper - ONE_DAY)
        for row in found[:EACH_KIND]
    ]


def _emergencies_told(actor: Actor, language: str) -> list[Notice]:
    """The latest emergency accesses this post was told of: who, when, on what ground, never for whom (D17)."""
    rows = received(actor).filter(theme=Theme.EMERGENCY_ACCESS, household=None)
    return [emergency_told(text, language) for text in rows.values_list("text", flat=True)[:LINES]]


def own_replacements(actor: Actor) -> list[Cover]:
    """Who stands in for this post, from today on."""
    return _replacements(Replacement.objects.filter(absent=actor.post, valid__endswith__gt=actor.today))


def stand_ins(actor: Actor) -> list[Post]:
    """The colleagues who may stand in for this post: social workers of its service (P15)."""
    return [post for post in colleagues(actor, Role.SOCIAL_WORKER) if post.staff_id != actor.staff]


def colleagues(actor: Actor, *roles: Role) -> list[Post]:
    """The workers of this actor's service, of these roles only when some are given."""
    wanted = roles or (Role.SOCIAL_WORKER, Role.WORKS_SOCIAL_WORKER)
    rows = Post.objects.filter(service=actor.service, role__in=wanted, valid__contains=actor.today)
    return list(rows.select_related("staff").order_by("staff__last_name", "staff__first_name"))


def _uncovered_sites(actor: Actor, language: str) -> list[str]:
    places = {place.pk: place for place in Place.objects.filter(organisation=actor.organisation)}
    covered = set(
        PlaceAssignment.objects.filter(
            place__organisation=actor.organisation, valid__contains=actor.today, post__valid__contains=actor.today
        ).values_list("place", flat=True)
    )
    if any(places[pk].kind == PlaceKind.COMPANY for pk in covered if pk in places):
        return []
    buildings = {
        pk: place.parent_id for pk, place in places.items() if place.kind == PlaceKind.BUILDING and place.parent_id
    }
    sites = [pk for pk, place in places.items() if place.kind == PlaceKind.SITE]
    found = [places[pk] for pk in uncovered(buildings, covered, sites) if pk in places]
    return sorted(place.name_nl if language == "nl" else place.name_fr for place in found)


@dataclass(frozen=True)
class Emergency:
    """An emergency access as its reviewer sees it: who, when, on what ground. Nothing of whom or what was read."""

    id: uuid.UUID
    who: str
    opened_at: datetime.datetime
    ground: str
    reviewed_at: datetime.datetime | None
    reviewed_by: str
    outcome: str
    open: bool
    overdue: bool


def emergencies(actor: Actor) -> list[Emergency]:
    """The emergency accesses of the organisation: those to review first, the oldest on top."""
    rows = (
        EmergencyAccess.objects.filter(organisation=actor.organisation)
        .select_related("post__staff", "reviewed_by__staff")
        .defer("subject", "person", "reason")
        .order_by(F("reviewed_at").desc(nulls_first=True), "opened_at")
    )
    labels = dict(EMERGENCY_GROUNDS)
    outcomes = dict(REVIEW_OUTCOMES)
    return [
        Emergency(
            id=row.pk,
            who=str(row.post.staff),
            opened_at=row.opened_at,
            ground=str(labels.get(EmergencyGround(row.ground), row.ground)),
            reviewed_at=row.reviewed_at,
            reviewed_by=str(row.reviewed_by.staff) if row.reviewed_by else "",
            outcome=str(outcomes[ReviewOutcome(row.outcome)]) if row.outcome else "",
            open=row.outcome in {"", ReviewOutcome.TO_DISCUSS},
            overdue=row.reviewed_at is None and review_is_overdue(row.opened_at, actor.moment),
        )
        for row in rows[:EACH_KIND]
    ]


# -- addresses of pages that other apps bring -----------------------------------------------------------------


def _address(route: str, *arguments: Any) -> str:
    """The address of a page, empty while the app that brings it is not there."""
    try:
        return reverse(route, args=arguments)
    except NoReverseMatch:
        return ""


def file_url(household: uuid.UUID | None) -> str:
    """Where a line leads: the file of its household."""
    return _address("household_file", household) if household else ""


def first_page(actor: Actor | None, may: Iterable[str]) -> str:
    """The page this actor's work begins with; empty when nothing is built for it yet."""
    held = set(may)
    order = (
        (Capability.DAY_OPEN, "my_day"),
        (Capability.LOAD_READ, "service_load"),
        (Capability.REQUEST_ADD, "request_add"),
        (Capability.HOUSEHOLD_FIND, "household_list"),
        (Capability.IMPORT_RUN, "imports"),
        (Capability.EMERGENCY_REVIEW, "emergency_list"),
    )
    if actor is None:
        return ""
    return next((url for capability, route in order if capability in held and (url := _address(route))), "")
