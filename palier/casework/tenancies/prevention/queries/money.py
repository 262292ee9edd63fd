"""Budgets with their lines, plans tried out, and the acts of a file."""

import uuid
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.casework.cases.models import Case
from palier.casework.tenancies.prevention.models import Budget, BudgetLine, PlanDraft, SignedAct
from palier.casework.tenancies.prevention.rules import DRAFTS_COMPARED, LineKind, Totals, totals
from palier.kernel.errors import Refused

LINES_ON_A_COPY = 200


@dataclass(frozen=True)
class Told:
    """A budget with its lines, as they were told."""

    row: Budget
    lines: list[BudgetLine]

    @cached_property
    def totals(self) -> Totals:
        return totals(self.lines, self.row.persons)

    def of(self, kind: LineKind) -> list[BudgetLine]:
        return [line for line in self.lines if line.kind == kind]


def _budgets(actor: Actor) -> "QuerySet[Budget]":
    rows: QuerySet[Budget] = Budget.objects.visible_to(actor, Capability.PREVENTION_READ)
    return rows.order_by("-month", "-written_at")


def _told(actor: Actor, rows: list[Budget]) -> list[Told]:
    lines: dict[uuid.UUID, list[BudgetLine]] = {row.pk: [] for row in rows}
    found = BudgetLine.objects.visible_to(actor, Capability.PREVENTION_READ).filter(budget__any_of=list(lines))
    for line in found.order_by("place", "pk"):
        lines[line.budget_id].append(line)
    return [Told(row, lines[row.pk]) for row in rows]


def budgets_of(actor: Actor, file: Case) -> list[Told]:
    """Every budget of a file, the latest first. Two statements however many."""
    return _told(actor, list(_budgets(actor).filter(case=file.pk)))


def latest_budget(actor: Actor, file: Case) -> Told | None:
    """The latest budget of a file, or None. Two statements."""
    found = _told(actor, list(_budgets(actor).filter(case=file.pk)[:1]))
    return found[0] if found else None


def latest_persons(told: Told | None) -> int:
    """How many live from it; one while nothing was told."""
    return told.row.persons if told else 1


def budget(actor: Actor, pk: uuid.UUID) -> Told:
    """One budget with its lines, or Refused."""
    rows = list(_budgets(actor).filter(pk=pk).select_related("case"))
    if not rows:
        raise Refused()
    return _told(actor, rows)[0]


def plans_of(actor: Actor, file: Case) -> list[PlanDraft]:
    """The latest plans tried out in a file, to lay side by side; the latest first."""
    rows = PlanDraft.objects.visible_to(actor, Capability.PREVENTION_READ).filter(case=file.pk)
    return list(rows.order_by("-written_at", "-pk")[:DRAFTS_COMPARED])


def acts_of(actor: Actor, file: Case) -> list[SignedAct]:
    """The acts of a file, the latest first."""
    rows = SignedAct.objects.visible_to(actor, Capability.PREVENTION_READ).filter(case=file.pk)
    return list(rows.order_by("-written_at", "-pk"))


def act(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.PREVENTION_READ) -> SignedAct:
    """One act, or Refused."""
    rows = SignedAct.objects.visible_to(actor, capability).filter(pk=pk)
    row = rows.select_related("case", "household", "author__staff", "author__service").first()
    if row is None:
        raise Refused()
    return row  # type: ignore[no-any-return]


def told_about(actor: Actor, household: uuid.UUID, person: uuid.UUID) -> list[BudgetLine | SignedAct]:
    """The lines of the latest budgets and the acts that concern this person, in the actor's files of a household."""
    lines = BudgetLine.objects.visible_to(actor, Capability.PREVENTION_READ)
    lines = lines.filter(case__household=household, concerns__contains=[person]).order_by("-budget__month", "place")
    acts = SignedAct.objects.visible_to(actor, Capability.PREVENTION_READ)
    acts = acts.filter(household=household, concerns__contains=[person], signed_on__isnull=False)
    return [*lines[:LINES_ON_A_COPY], *acts.order_by("-signed_on")]
