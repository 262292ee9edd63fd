"""A budget as it is told, a plan tried out on it. Both are kept as they were; a later one erases none."""

import uuid

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.once import once
from palier.casework.cases.models import Case
from palier.casework.tenancies.prevention import queries
from palier.casework.tenancies.prevention.models import Budget, BudgetLine, PlanDraft
from palier.casework.tenancies.prevention.rules import (
    LAST_DAY_OF_PLAN,
    MONTHS_AT_MOST,
    BudgetDraft,
    Label,
    LineDraft,
    LineKind,
    PlanWords,
)
from palier.kernel.errors import InvalidInput, Message, Refused


def write_budget(*, actor: Actor, case: uuid.UUID, draft: BudgetDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """A budget from a month on; former ones stay. Raises InvalidInput without a line or without who told it (P2)."""
    file = queries.file_of(actor, case)
    _check_budget(file, draft)

    def act() -> uuid.UUID:
        whose = _of_file(actor, file)
        about = {"confided_by": list(draft.confided_by), "concerns": list(draft.confided_by)}
        row = Budget(**whose, **about, month=draft.month.replace(day=1), persons=draft.persons).insert()
        for place, line in enumerate(draft.lines):
            about["concerns"] = [line.whose] if line.whose else list(draft.confided_by)
            BudgetLine(**whose, **about, budget=row, place=place, **_line(line)).insert()
        return uuid.UUID(str(row.pk))

    return once(actor, key, (case, draft), act)


def _of_file(actor: Actor, file: Case) -> dict[str, object]:
    return {
        "organisation_id": actor.acting_organisation,
        "subject_id": file.subject_id,
        "case_id": file.pk,
        "author_id": actor.acting_post,
        "written_at": actor.moment,
    }


def _line(line: LineDraft) -> dict[str, object]:
    is_debt = line.kind == LineKind.DEBT
    return {
        "kind": line.kind,
        "label": line.label,
        "words": line.words.strip(),
        "amount": line.amount,
        "period": line.period,
        "paid": line.paid if is_debt else None,
        "since": line.since if is_debt else None,
        "creditor": line.creditor.strip() if is_debt else "",
    }


def _check_budget(file: Case, draft: BudgetDraft) -> None:
    problems: dict[str, list[Message | str]] = {}
    if not draft.confided_by:
        problems["confided_by"] = [_("Say who told it.")]
    if not draft.lines:
        problems["lines"] = [_("Write at least one line; a budget may be begun with what is known.")]
    if any(line.label == Label.OWN and not line.words.strip() for line in draft.lines):
        problems["lines"] = [_("Say in her words what this line is.")]
    if problems:
        raise InvalidInput(problems)
    named = {*draft.confided_by, *(line.whose for line in draft.lines if line.whose)}
    if not named <= set(file.concerns):
        raise Refused()


def draft_plan(*, actor: Actor, case: uuid.UUID, draft: PlanWords, key: uuid.UUID | None = None) -> uuid.UUID:
    """A plan is tried out; it binds nobody and goes nowhere. Raises InvalidInput for what pays nothing off."""
    file = queries.file_of(actor, case)
    problems: dict[str, list[Message | str]] = {}
    if draft.balance <= 0:
        problems["balance"] = [_("Say what is owed when the plan begins.")]
    if draft.amount <= 0:
        problems["amount"] = [_("A plan pays something every month.")]
    if not 1 <= draft.day <= LAST_DAY_OF_PLAN:
        problems["day"] = [Message(_("A day from 1 to %(last)s: every month has it."), {"last": LAST_DAY_OF_PLAN})]
    if not 1 <= draft.months <= MONTHS_AT_MOST:
        problems["months"] = [Message(_("From 1 to %(most)s months."), {"most": MONTHS_AT_MOST})]
    if problems:
        raise InvalidInput(problems)

    def act() -> uuid.UUID:
        row = PlanDraft(
            **_of_file(actor, file),
            confided_by=list(file.agreed_by),
            concerns=list(file.concerns),
            balance=draft.balance,
            is_landlords=draft.is_landlords,
            amount=draft.amount,
            day=draft.day,
            months=draft.months,
            first=draft.first,
        )
        return uuid.UUID(str(row.insert().pk))

    return once(actor, key, (case, draft), act)
