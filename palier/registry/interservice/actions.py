"""Verbs of the table between services: begin a line, send an act, take, answer, close. None gives a reason (P9)."""

import datetime as dt
import uuid
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.identity.organisations.models import Service
from palier.identity.organisations.rules import ServiceKind
from palier.kernel.errors import Conflict, InvalidInput, Message, Refused
from palier.kernel.identifiers import new_id
from palier.registry.interservice import queries
from palier.registry.interservice.models import Answer, Line
from palier.registry.interservice.rules import (
    ALLOWED,
    DAYS_AT_MOST,
    MONTHS_AT_MOST,
    NEEDED,
    TEXT_AT_MOST,
    WITH_DAY,
    ActDraft,
    AnswerDraft,
    Direction,
    Kind,
    LineDraft,
    Reply,
    Spot,
    State,
    direction,
    due_on,
    kinds_between,
    replies_of,
    state_after,
    working_days_after,
)

Problems = dict[str, list[Message | str]]


def begin(*, actor: Actor, draft: LineDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """One line more. Raises InvalidInput for what may not travel this way, Refused where the household is not hers."""
    require(actor, Capability.INTERSERVICE_ASK)
    queries.household(actor, draft.household)
    origin, (service, owner) = _kind_of(actor), _recipient(actor, draft)
    recipient = ServiceKind(service.kind)
    problems = _line_problems(draft, origin, recipient)
    if problems:
        raise InvalidInput(problems)

    def act() -> uuid.UUID:
        row = Line(
            **_whose(actor, draft.household),
            recipient_service=service,
            direction=direction(origin, recipient),
            owner_id=owner,
            kind=draft.kind,
            spot=draft.spot if draft.kind == Kind.REPAIR else "",
            day=draft.day if draft.kind == Kind.VISIT_ARRANGED else None,
            text="" if origin == ServiceKind.SOCIAL else _words(draft.text),
            due_on=due_on(draft.kind, actor.today),
        )
        return _put(row, draft.person)

    return once(actor, key, draft, act)


def send_act(*, actor: Actor, household: uuid.UUID, draft: ActDraft, signed_on: dt.date, key: uuid.UUID) -> Line:
    """One of the five acts goes to the accounts of the company, as the tenant signed it on `signed_on` (P8).

    Raises InvalidInput by field (`amount`, `day`, `months`, `signed_on`; `""` without accounts in the company),
    Refused for whoever does not look after the household.
    """
    require(actor, Capability.INTERSERVICE_ACT)
    queries.household(actor, household)
    service, problems = queries.accounts(actor), _act_problems(draft, signed_on, actor.today)
    if service is None:
        problems[""] = [_("Your company has no accounts service in Palier: nobody would read it.")]
    if problems:
        raise InvalidInput(problems)

    def act() -> uuid.UUID:
        row = Line(
            **_whose(actor, household),
            recipient_service=service,
            direction=Direction.FROM_SOCIAL,
            kind=draft.act,
            amount=draft.amount,
            day=draft.day,
            months=draft.months,
            signed_on=signed_on,
            due_on=due_on(draft.act, actor.today),
        )
        return _put(row, None)

    return queries.line(actor, once(actor, key, (household, draft, signed_on), act))


def answer(*, actor: Actor, line: uuid.UUID, draft: AnswerDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Answer a line that is not closed. That an answer follows moves its day; everything else turns it round.

    Raises InvalidInput by field, Refused for whoever has no part in it, Conflict when it was closed meanwhile.
    """
    row = queries.line(actor, line, Capability.INTERSERVICE_ANSWER)
    from_social = _kind_of(actor) == ServiceKind.SOCIAL
    problems = _answer_problems(draft, _kind_of(actor), actor.today)
    if problems:
        raise InvalidInput(problems)

    def act() -> uuid.UUID:
        _change(actor, row.pk, **_turned(row, draft, from_social, actor))
        made = Answer(
            organisation_id=actor.acting_organisation,
            line_id=row.pk,
            household_id=row.household_id,
            author_id=actor.acting_post,
            from_social=from_social,
            reply=draft.reply,
            day=draft.day if draft.reply in WITH_DAY else None,
            days=draft.days if draft.reply == Reply.ANSWER_IN else None,
            text="" if from_social else _words(draft.text),
            written_at=actor.moment,
        )
        return uuid.UUID(str(made.insert().pk))

    return once(actor, key, (line, draft), act)


def take(*, actor: Actor, line: uuid.UUID, version: int) -> None:
    """It is the actor's from now on: of the side that is asked. Raises Conflict when somebody was faster."""
    row = queries.line(actor, line, Capability.INTERSERVICE_ANSWER)
    if not _is_asked(actor, row):
        raise Refused()
    _change(actor, row.pk, version, owner_id=actor.acting_post)


def close(*, actor: Actor, line: uuid.UUID, version: int) -> None:
    """The question is settled: the line stays legible for its term, and nothing more is answered."""
    row = queries.line(actor, line, Capability.INTERSERVICE_ANSWER)
    _change(actor, row.pk, version, state=State.CLOSED, closed_on=actor.today)


def _kind_of(actor: Actor) -> ServiceKind:
    if actor.service is None or actor.service_kind is None:
        raise Refused()
    return ServiceKind(actor.service_kind)


def _is_asked(actor: Actor, row: Line) -> bool:
    """Does the actor stand on the side that is asked? On the social side who covers may be of another service."""
    if _kind_of(actor) == ServiceKind.SOCIAL:
        return bool(row.direction == Direction.TO_SOCIAL)
    return bool(row.recipient_service_id == actor.service)


def _recipient(actor: Actor, draft: LineDraft) -> tuple[Service, uuid.UUID | None]:
    """To which service a line goes and whose it is. Without a service: to who looks after the household."""
    if draft.service is None:
        worker = queries.worker_of(draft.household)
        if worker is None or worker.service is None or _kind_of(actor) == ServiceKind.SOCIAL:
            raise InvalidInput({"to": [_("Choose to whom.")]})
        return worker.service, worker.pk
    service = next((one for one in queries.departments(actor) if one.pk == draft.service), None)
    if service is None:
        raise InvalidInput({"to": [_("Choose to whom.")]})
    return service, None


def _whose(actor: Actor, household: uuid.UUID) -> dict[str, Any]:
    return {
        "organisation_id": actor.acting_organisation,
        "household_id": household,
        "origin_service_id": actor.service,
        "author_id": actor.acting_post,
        "asked_at": actor.moment,
    }


def _put(row: Line, person: uuid.UUID | None) -> uuid.UUID:
    """The line, and for whom it was asked. Raises Refused where the second lock lets it not stand."""
    try:
        with transaction.atomic():
            row.insert()
    except ProgrammingError as refusal:
        raise Refused() from refusal
    if row.direction == Direction.FROM_SOCIAL:
        with connection.cursor() as cursor:
            cursor.execute("SELECT sec.confide_line(%s, %s, %s)", [new_id(), row.pk, person])
    return uuid.UUID(str(row.pk))


def _turned(row: Line, draft: AnswerDraft, from_social: bool, actor: Actor) -> dict[str, Any]:
    by_recipient = from_social if row.direction != Direction.BETWEEN else row.recipient_service_id == actor.service
    if row.direction == Direction.FROM_SOCIAL:
        by_recipient = not from_social
    values: dict[str, Any] = {"state": state_after(draft.reply, by_recipient)}
    if draft.reply == Reply.ANSWER_IN and draft.days:
        values["due_on"] = working_days_after(actor.today, draft.days)
    if by_recipient and row.owner_id is None:
        values["owner_id"] = actor.acting_post
    return values


def _change(actor: Actor, pk: uuid.UUID, version: int | None = None, **values: object) -> None:
    rows = Line.objects.visible_to(actor, Capability.INTERSERVICE_ANSWER).filter(pk=pk).exclude(state=State.CLOSED)
    if version is not None:
        rows = rows.filter(version=version)
    if not rows.update(version=F("version") + 1, **values):
        raise Conflict()


def _words(text: str) -> str:
    return text.replace("\x00", "").strip()[:TEXT_AT_MOST]


def _line_problems(draft: LineDraft, origin: ServiceKind, recipient: ServiceKind) -> Problems:
    problems: Problems = {}
    if draft.kind not in kinds_between(origin, recipient):
        problems["kind"] = [_("Choose what it is about: a matter of your service, or of the one that you ask.")]
    if draft.kind == Kind.REPAIR and draft.spot not in set(Spot):
        problems["spot"] = [_("Say where in the dwelling.")]
    if draft.kind == Kind.VISIT_ARRANGED and draft.day is None:
        problems["day"] = [_("Say on which day.")]
    if origin == ServiceKind.SOCIAL:
        if draft.text.strip():
            problems["text"] = [_("From the social service no words travel, only what the list says, never a reason.")]
    elif not _words(draft.text):
        problems["text"] = [_("Write what you know or ask: a fact of your service.")]
    return problems


def _answer_problems(draft: AnswerDraft, side: ServiceKind, today: dt.date) -> Problems:
    problems: Problems = {}
    if draft.reply not in replies_of(side):
        problems["reply"] = [_("Choose one of the answers.")]
    if draft.reply in WITH_DAY and (draft.day is None or draft.day < today):
        problems["day"] = [_("Say on which day: today or later.")]
    if draft.reply == Reply.ANSWER_IN and not 0 < (draft.days or 0) <= DAYS_AT_MOST:
        problems["days"] = [Message(_("Say in how many working days: from 1 to %(most)s."), {"most": DAYS_AT_MOST})]
    if side == ServiceKind.SOCIAL and draft.text.strip():
        problems["text"] = [_("From the social service no words travel, only what the list says, never a reason.")]
    if draft.reply == Reply.IN_WORDS and not _words(draft.text):
        problems["text"] = [_("Write the answer.")]
    return problems


def _act_problems(draft: ActDraft, signed_on: dt.date, today: dt.date) -> Problems:
    problems: Problems = {}
    for name in ("amount", "day", "months"):
        given = getattr(draft, name)
        if given is None and name in NEEDED[draft.act]:
            problems[name] = [_("This act needs it. Fill it in.")]
        elif given is not None and name not in ALLOWED[draft.act]:
            problems[name] = [_("This act does not say it. Leave it empty.")]
    if draft.amount is not None and draft.amount <= 0:
        problems["amount"] = [_("Say a sum in euros that is more than nothing.")]
    if draft.months is not None and not 0 < draft.months <= MONTHS_AT_MOST:
        problems["months"] = [Message(_("Say how many months: from 1 to %(most)s."), {"most": MONTHS_AT_MOST})]
    if draft.day is not None and draft.day < today:
        problems["day"] = [_("This day is past.")]
    if signed_on > today:
        problems["signed_on"] = [_("The tenant signs first: this day is still to come.")]
    return problems
