"""Homes that are being kept: in files about unpaid rent, what was told of causes, of a budget and of plans (P8)."""

import datetime as dt
from decimal import Decimal
from typing import Any

from palier.casework.cases.rules import Domain
from palier.casework.tenancies.prevention.models import Budget, BudgetLine, PlanDraft, Prevention
from palier.casework.tenancies.prevention.rules import Cause, Label, LineKind, Period, Stake
from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.demo.signing import Signing
from palier.demo.world import Company, File, Stage

ABOUT_RENT = frozenset({Domain.ARREARS, Domain.EVICTION_RISK})
# What a month comes to, drawn between two sums in euros.
INCOMES = ((Label.WAGES, 1100, 1900), (Label.REPLACEMENT, 900, 1500), (Label.WELFARE, 850, 1250))
CHARGES = (
    (Label.RENT, 280, 640),
    (Label.ENERGY, 90, 210),
    (Label.WATER, 20, 55),
    (Label.PHONE, 25, 70),
    (Label.TRANSPORT, 10, 60),
    (Label.FOOD, 220, 480),
    (Label.HEALTH, 15, 90),
)
DEBTS = (Label.DEBT_ENERGY, Label.DEBT_HOSPITAL, Label.DEBT_CREDIT)
STAKES = (
    (Stake.FAIR_HEARING, Stake.RENT),
    (Stake.CHARGE_STATEMENT, Stake.RENT),
    (Stake.PEACEFUL_ENJOYMENT, Stake.REPAIRS, Stake.UPKEEP),
)


class Keeper:
    """Writes how homes are kept in the files of one company that are open and about unpaid rent."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company) -> None:
        self.sheaf, self.as_of, self.company = sheaf, stage.as_of, company
        self.dice = Dice(stage.size.name, stage.as_of, "keeping", company.slug)
        self.signing = Signing(sheaf, stage, company)

    def keep(self, file: File) -> None:
        """The home of this file, when it is one of those."""
        if file.closed or file.domain not in ABOUT_RENT:
            return
        day = min(file.opened + dt.timedelta(days=self.dice.between(0, 20)), self.as_of - dt.timedelta(days=1))
        moment = at(day, self.dice.between(9, 16))
        row = {
            "organisation_id": self.company.id,
            "subject_id": file.subject,
            "case_id": file.id,
            "author_id": file.worker.post,
            "confided_by": file.concerns[:1],
            "concerns": file.concerns,
            "written_at": moment,
        }
        causes = self.dice.sample(list(Cause), self.dice.between(1, 3))
        self.sheaf.add(
            Prevention,
            id=self.dice.id(moment),
            **row,
            household_id=file.home.id,
            begun_on=day,
            causes=[str(one) for one in Cause if one in causes],
            at_stake=[str(one) for one in self.dice.pick(STAKES)],
        )
        self._budget(file, row, day)
        if self.dice.chance(0.5):
            self._plan(file, row, day)

    def _budget(self, file: File, row: dict[str, Any], day: dt.date) -> None:
        moment = row["written_at"]
        budget, month = self.dice.id(moment), day.replace(day=1)
        self.sheaf.add(Budget, id=budget, **row, month=month, persons=min(len(file.home.people), 30))
        incomes = [self.dice.pick(INCOMES)]
        lines = [(LineKind.INCOME, *one) for one in incomes] + [(LineKind.CHARGE, *one) for one in CHARGES]
        for place, (kind, label, low, high) in enumerate(lines):
            self._line(row, budget, place, kind=str(kind), label=str(label), amount=self._sum(low, high))
        for place, label in enumerate(self.dice.sample(DEBTS, self.dice.between(0, 2)), len(lines)):
            paid = self._sum(15, 60)
            values = {"kind": str(LineKind.DEBT), "label": str(label), "amount": self._sum(200, 1800), "paid": paid}
            self._line(row, budget, place, **values)

    def _line(self, row: dict[str, Any], budget: str, place: int, **values: Any) -> None:
        moment = row["written_at"]
        self.sheaf.add(
            BudgetLine,
            id=self.dice.id(moment),
            **row,
            budget_id=budget,
            period=str(Period.MONTH),
            place=place,
            **values,
        )

    def _plan(self, file: File, row: dict[str, Any], day: dt.date) -> None:
        """Tried out on the budget; some are signed and go to accounts."""
        amount, months = self._sum(30, 90), self.dice.between(6, 18)
        plan = {"balance": amount * months, "amount": amount, "day": 10, "months": months, "first": day.replace(day=1)}
        self.sheaf.add(PlanDraft, id=self.dice.id(row["written_at"]), **row, **plan)
        self.signing.sign(file, row, amount, months)

    def _sum(self, low: int, high: int) -> Decimal:
        return Decimal(self.dice.between(low, high))
