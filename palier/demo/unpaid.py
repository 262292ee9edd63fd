"""Unpaid rent as accounts note it: how far each procedure has gone, with days that the rules of 2023 allow."""

import datetime as dt
from decimal import Decimal

from palier.casework.tenancies.procedure.models import Fact, Procedure
from palier.casework.tenancies.procedure.rules import FactKind
from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.demo.world import Company, Home, Stage
from palier.identity.organisations.rules import Role

# Each stage with the days since the one before it. A hearing may lie ahead; the others have happened.
PATH = (
    (FactKind.REMINDER, 0, 0),
    (FactKind.REMINDER, 25, 40),
    (FactKind.FORMAL_NOTICE, 20, 40),
    (FactKind.REPAYMENT_PLAN, 10, 30),
    (FactKind.PETITION, 40, 90),
    (FactKind.HEARING, 45, 70),
    (FactKind.JUDGMENT, 10, 25),
)
HOW_FAR = ((1, 30), (2, 26), (3, 22), (4, 10), (6, 9), (7, 3))  # stages gone through, and how often


class Bookkeeper:
    """Keeps the landlord's side of what the arrears signals of a company announce (P8)."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company) -> None:
        self.sheaf, self.as_of, self.calendar = sheaf, stage.as_of, stage.calendar
        self.company, self.post = company, company.others[Role.ACCOUNTS].post
        self.dice = Dice(stage.size.name, stage.as_of, "unpaid", company.slug)

    def keep(self, home: Home) -> None:
        """One procedure about this home, its latest stage some weeks ago or just announced."""
        days = self._days(PATH[: self.dice.weighted(HOW_FAR)])
        rent = Decimal(self.dice.between(280, 640))
        whose = {"organisation_id": self.company.id, "household_id": home.id, "author_id": self.post}
        procedure = self.dice.id(at(days[0][1], 9))
        self.sheaf.add(Procedure, id=procedure, **whose, begun_on=days[0][1], monthly_rent=rent)
        owed = rent * self.dice.between(1, 2)
        for kind, day in days:
            self._fact(procedure, whose, kind, day)
            if kind in {FactKind.FORMAL_NOTICE, FactKind.PETITION}:
                owed += rent * self.dice.between(1, 2)
                self._fact(procedure, whose, FactKind.BALANCE, day, owed)

    def _days(self, path: tuple[tuple[FactKind, int, int], ...]) -> list[tuple[FactKind, dt.date]]:
        """Working days, counted back so that the last stage is recent; a hearing at the end lies ahead."""
        gaps = [self.dice.between(low, high) for _kind, low, high in path]
        ahead = path[-1][0] == FactKind.HEARING
        last = self.as_of + dt.timedelta(days=25) if ahead else self.as_of - dt.timedelta(days=self.dice.between(3, 20))
        first = last - dt.timedelta(days=sum(gaps))
        days = [first + dt.timedelta(days=sum(gaps[: number + 1])) for number in range(len(path))]
        working = [self.calendar.on_or_after(day) for day in days]
        return [(kind, day) for (kind, _low, _high), day in zip(path, working, strict=True)]

    def _fact(
        self, procedure: str, whose: dict[str, str], kind: FactKind, day: dt.date, amount: Decimal | None = None
    ) -> None:
        moment = at(min(day, self.calendar.before(self.as_of)), self.dice.between(9, 16))
        values = {"procedure_id": procedure, "kind": kind, "day": day, "amount": amount, "written_at": moment}
        self.sheaf.add(Fact, id=self.dice.id(moment), **whose, **values)
