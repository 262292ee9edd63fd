"""What waits for a worker today, gathered in as few statements as it takes, whatever the length of the lists."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.kept import kept, together
from palier.access.ledger import note_read
from palier.casework.cases import queries as cases
from palier.casework.cases.models import Case, Contact, Request, Step
from palier.casework.cases.rules import RequesterKind, age_in_days
from palier.desk.agenda.queries import of_today
from palier.desk.my_day.labels import REQUEST_GROUNDS
from palier.desk.my_day.queries import beside
from palier.desk.my_day.queries.addresses import address, file_url
from palier.desk.my_day.rules import (
    ANSWERS_STAY,
    EACH_KIND,
    LINES,
    Day,
    Line,
    Who,
    emergency_told,
    first_line,
)
from palier.kernel.days import day_of
from palier.kernel.names import initials
from palier.registry.people import queries as people
from palier.registry.safety import queries as safety
from palier.registry.safety.models import SafetyInstruction
from palier.registry.signals.labels import GROUNDS, PHRASES, THEME_ICONS, THEMES
from palier.registry.signals.models import Signal
from palier.registry.signals.rules import GROUND_OF, Phrase, SignalState, Theme

BROUGHT = {RequesterKind.SERVICE, RequesterKind.PARTNER, RequesterKind.NEIGHBOUR, RequesterKind.WORKER}
KINDS = {Theme.ARREARS: "arrears", Theme.COLLEAGUE_QUESTION: "question"}


def my_day(actor: Actor, language: str) -> Day:
    """The day of `actor`. One line of the read ledger names the files whose items are shown."""
    steps, silent, requests, ending = _steps(actor), _silent(actor), _requests(actor), _ending(actor)
    signals = _signals(actor, actor.today - ANSWERS_STAY)
    known = _reached(actor, sorted({pk for step in steps for pk in step.concerns}))
    last = _last_agreed(actor, steps, silent)
    planned = [_step_line(step, known, last, actor.today) for step in steps]
    calls = [line for line in planned if line.kind == "call"]
    waiting = [
        *calls,
        *beside.without_agreement(actor),
        *beside.legal_dates(actor),
        *(_safety_line(row, actor) for row in safety.waiting(actor)),
        *beside.drafts(actor),
        *(_request_line(request, actor.today) for request in requests),
        *(_term_line(request) for request in ending),
        *(_signal_line(signal, language) for signal in signals if signal.theme != Theme.ARREARS),
        *beside.table_lines(actor, language),
        *(line for line in planned if line.kind == "step" and line.when != actor.today),
        *beside.covers(actor, language),
        *beside.referrals_of_the_day(actor),
        *beside.newcomers(actor),
        *beside.handed_over(actor),
        *beside.letters(actor),
        *beside.breaks(actor),
        *(_silence_line(case, last, actor.today) for case in silent),
        # The order of arrears is that of their arrival, never of an amount, which does not travel (P8).
        *(_signal_line(signal, language) for signal in signals if signal.theme == Theme.ARREARS),
    ]
    agenda = of_today(actor, language)
    shown: list[Any] = [*steps, *silent, *requests, *ending, *(one.row for one in agenda.meetings)]
    note_read(actor, "my_day", subjects={row.subject_id for row in shown}, ground="in_the_team")
    return Day(
        today=actor.today,
        calls=tuple(calls),
        steps=tuple(line for line in planned if line.kind == "step" and line.when == actor.today),
        lines=tuple(waiting[:LINES]),
        rest=tuple(waiting[LINES:]),
        to_complete=len(cases.ids_to_complete(actor)),
        hours=tuple(agenda.hours),
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
def _ending(actor: Actor) -> "QuerySet[Request]":
    return cases.ending_requests(actor)[:EACH_KIND]


@kept
def _signals(actor: Actor, since: datetime.date) -> "QuerySet[Signal]":
    """What others told this service or post and is still open; what was answered to her since then; oldest first."""
    told = Signal.objects.visible_to(actor, Capability.SIGNAL_READ).exclude(state=SignalState.DONE)
    answered = Signal.objects.visible_to(actor, Capability.QUESTION_REREAD).exclude(answer="")
    rows = told | answered.filter(received_on__gte=since)
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


@dataclass(frozen=True)
class Reached:
    """A person to call back, and the one way to reach her: the way agreed, else her telephone (P10)."""

    name: str
    phone: str
    agreed_way: str


def _reached(actor: Actor, persons: list[uuid.UUID]) -> dict[uuid.UUID, Reached]:
    rows, details, safe = together(
        actor,
        people.person_rows.of(persons),
        people.contact_detail_rows.of(persons),
        people.safe_contact_rows.of(persons),
    )
    phones, ways = {row.person_id: row.phone for row in details}, {row.person_id: row.way for row in safe}
    return {
        one.pk: Reached(
            f"{one.first_name} {one.last_name}".strip(),
            "" if one.pk in ways else phones.get(one.pk, ""),
            ways.get(one.pk, ""),
        )
        for one in rows
    }


def _step_line(step: Any, known: dict[uuid.UUID, Reached], last: dict[uuid.UUID, str], today: datetime.date) -> Line:
    persons = [known[pk] for pk in step.concerns if pk in known]
    names = ", ".join(one.name for one in persons[:2])
    agreed = next((one.agreed_way for one in persons if one.agreed_way), "")
    return Line(
        kind="call" if step.call_back else "step",
        id=step.pk,
        who=_who(step, names or ("" if step.household_id else step.caller or "")),
        text=step.text,
        last=last.get(step.case_id or step.household_id, ""),
        icon="phone" if step.call_back else "footprints",
        # Somebody else may answer her telephone: only the way agreed with her is shown (P10).
        phone="" if agreed else next((one.phone for one in persons if one.phone), ""),
        agreed_way=agreed,
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
        source=request.origin or (request.get_requester_kind_display() if request.requester_kind in BROUGHT else ""),
        ground=REQUEST_GROUNDS[request.no_demand],
        age=age_in_days(day_of(request.received_at), today),
    )


def _term_line(request: Request) -> Line:
    """What was noted about somebody who has not asked ends soon, unless two workers renew it (P33)."""
    name = request.household.label if request.household else ""
    return Line(
        kind="term",
        id=request.pk,
        who=Who(name, initials(name), file_url(request.household_id)),
        icon="calendar-clock",
        when=request.ends_on,
        url=address("request_term", request.pk),
    )


def _signal_line(signal: Signal, language: str) -> Line:
    """A signal, a question to her, or what a colleague answered to hers."""
    origin, theme = signal.origin_service, Theme(signal.theme)
    name = signal.household.label if signal.household else ""
    asked = theme == Theme.COLLEAGUE_QUESTION and not signal.answer
    return Line(
        kind="answer" if signal.answer else KINDS.get(theme, "signal"),
        id=signal.pk,
        who=Who(name, initials(name), file_url(signal.household_id)),
        title=signal.get_answer_display() if signal.answer else THEMES[theme],
        text=_signal_text(signal, language),
        icon=THEME_ICONS[theme],
        when=signal.answer_day if signal.answer else signal.sent_at,
        source=origin.name_nl if language == "nl" else origin.name_fr,
        ground=GROUNDS[GROUND_OF[theme]],
        url=address("question_answer", signal.pk) if asked else address("signals"),
    )


def _signal_text(signal: Signal, language: str) -> str:
    if signal.theme == Theme.ARREARS:
        return ""
    if signal.theme == Theme.EMERGENCY_ACCESS:
        told = emergency_told(signal.text, language)
        return f"{told.who_and_when}. {told.ground}"
    return str(dict(PHRASES)[Phrase(signal.phrase)]) if signal.phrase else signal.text


def _safety_line(row: SafetyInstruction, actor: Actor) -> Line:
    """A colleague asks to agree to what to do at a door; or what one proposed oneself ends soon."""
    asked = row.agreed_at is None
    name = row.household.label
    return Line(
        kind="safety_asked" if asked else "safety_ends",
        id=row.pk,
        who=Who(name, initials(name), file_url(row.household_id)),
        text=" · ".join(row.words),
        icon="door-open",
        when=row.ends,
        age=(row.ends - actor.today).days,
        source=str(row.proposed_by.staff),
        url=address("safety_agree" if asked else "safety", row.pk),
    )


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
        (Capability.SUPPORT_QUEUE, "support_queue"),
        (Capability.SUPPORT_FROZEN, "support_frozen"),
    )
    if actor is None:
        return ""
    return next((url for capability, route in order if capability in held and (url := address(route))), "")
