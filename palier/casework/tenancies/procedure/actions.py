"""Accounts begin a procedure, note its facts, correct them in the open, and end it (P8)."""

import datetime as dt
import uuid
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.casework.tenancies.procedure import queries
from palier.casework.tenancies.procedure.models import Fact, Procedure
from palier.casework.tenancies.procedure.rules import (
    ANNOUNCED,
    WITH_TERM,
    End,
    FactDraft,
    FactKind,
    ProcedureDraft,
)
from palier.kernel.errors import Conflict, InvalidInput, Message, Refused


def begin(*, actor: Actor, draft: ProcedureDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """A procedure begins. Raises Refused for a household of another company, Conflict while one runs already."""
    require(actor, Capability.PROCEDURE_KEEP)
    queries.household(actor, draft.household)
    if draft.begun_on > actor.today:
        raise InvalidInput({"begun_on": [_("This day is still to come.")]})

    def act() -> uuid.UUID:
        row = Procedure(
            organisation_id=actor.acting_organisation,
            household_id=draft.household,
            author_id=actor.acting_post,
            begun_on=draft.begun_on,
            monthly_rent=draft.monthly_rent,
        )
        try:
            with transaction.atomic():
                return uuid.UUID(str(row.insert().pk))
        except IntegrityError as double:
            raise Conflict(
                _("A procedure about this household runs already."), how_to_mend=_("Note the new fact there.")
            ) from double

    return once(actor, key, draft, act)


def note(*, actor: Actor, procedure: uuid.UUID, draft: FactDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """A fact is noted. Raises InvalidInput for what cannot be, Refused in a procedure that ended or is not hers."""
    row = queries.mine(actor, procedure)
    if row.outcome:
        raise Refused()
    _check(actor, draft)

    def act() -> uuid.UUID:
        fact = Fact(
            organisation_id=actor.acting_organisation,
            household_id=row.household_id,
            procedure_id=row.pk,
            author_id=actor.acting_post,
            kind=draft.kind,
            written_at=actor.moment,
            **_values(draft),
        )
        return uuid.UUID(str(fact.insert().pk))

    return once(actor, key, (procedure, draft), act)


def correct(*, actor: Actor, pk: uuid.UUID, draft: FactDraft, version: int) -> None:
    """Its day, sum, term or remark were wrong; its kind stays. Raises Conflict when somebody was faster."""
    fact = queries.my_fact(actor, pk)
    if draft.kind != fact.kind:
        raise Refused()
    _check(actor, draft)
    _change(actor, pk, version, **_values(draft))


def strike(*, actor: Actor, pk: uuid.UUID, version: int) -> None:
    """It never happened: the line stays, struck, and counts no more."""
    queries.my_fact(actor, pk)
    _change(actor, pk, version, struck=True)


def finish(*, actor: Actor, pk: uuid.UUID, end: End, day: dt.date, version: int) -> None:
    """It ends on that day; it is kept for its term and nothing more is noted."""
    row = queries.mine(actor, pk)
    if day > actor.today:
        raise InvalidInput({"ended_on": [_("This day is still to come.")]})
    if day < row.begun_on:
        raise InvalidInput({"ended_on": [_("It ended before it began. Look at the day.")]})
    rows = Procedure.objects.visible_to(actor, Capability.PROCEDURE_KEEP).filter(pk=pk, version=version, outcome="")
    if not rows.update(outcome=end, ended_on=day, version=F("version") + 1):
        raise Conflict()


def set_rent(*, actor: Actor, pk: uuid.UUID, monthly_rent: Decimal | None, version: int) -> None:
    """The rent of a month, from which three months' rent is counted."""
    queries.mine(actor, pk)
    rows = Procedure.objects.visible_to(actor, Capability.PROCEDURE_KEEP).filter(pk=pk, version=version, outcome="")
    if not rows.update(monthly_rent=monthly_rent, version=F("version") + 1):
        raise Conflict()


def _values(draft: FactDraft) -> dict[str, object]:
    return {
        "day": draft.day,
        "amount": draft.amount,
        "until": draft.until,
        "exception": draft.exception or "",
        "remark": draft.remark.strip(),
    }


def _check(actor: Actor, draft: FactDraft) -> None:
    problems: dict[str, list[Message | str]] = {}
    if draft.day > actor.today and draft.kind not in ANNOUNCED:
        problems["day"] = [_("Only a hearing and an eviction may lie ahead. Note the others once they happened.")]
    if draft.kind == FactKind.BALANCE and draft.amount is None:
        problems["amount"] = [_("Say the sum that was owed that day.")]
    if draft.until is not None and draft.kind not in WITH_TERM:
        problems["until"] = [_("This kind of fact has no term of its own. Leave it empty.")]
    elif draft.until is not None and draft.until < draft.day:
        problems["until"] = [_("The term ends before the day itself.")]
    if draft.exception is not None and draft.kind != FactKind.JUDGMENT:
        problems["exception"] = [_("Only a judgment lets the winter stop not count.")]
    if problems:
        raise InvalidInput(problems)


def _change(actor: Actor, pk: uuid.UUID, version: int, **values: object) -> None:
    rows = Fact.objects.visible_to(actor, Capability.PROCEDURE_KEEP).filter(pk=pk, version=version, struck=False)
    if not rows.update(version=F("version") + 1, **values):
        raise Conflict()
