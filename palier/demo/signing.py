"""Acts that tenants signed: plans go to accounts by the table between services, the words and nothing else (P8)."""

import datetime as dt
from decimal import Decimal
from typing import Any

from palier.casework.tenancies.prevention.models import SignedAct
from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.demo.world import Company, File, Stage
from palier.identity.organisations.rules import Role, ServiceKind
from palier.registry.interservice.models import ConfidedBy, Line
from palier.registry.interservice.rules import Act, Direction, State, due_on

SIGNED = 0.3  # of the plans tried out, beside the first of each company


class Signing:
    """Has plans signed and sent in the files of one company; none without accounts, who would read it."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company) -> None:
        self.sheaf, self.as_of, self.calendar, self.company = sheaf, stage.as_of, stage.calendar, company
        self.dice = Dice(stage.size.name, stage.as_of, "signing", company.slug)
        self.any = False

    def sign(self, file: File, row: dict[str, Any], amount: Decimal, months: int) -> None:
        """The plan of this file, `amount` euros a month, goes as the tenant signed it these last days.

        Only who looks after the household sends something, and a file of today has nothing signed yet.
        """
        last, begun = self.calendar.before(self.as_of), row["written_at"].date()
        if Role.ACCOUNTS not in self.company.others or file.worker.post != file.home.worker.post or begun >= last:
            return
        if self.any and not self.dice.chance(SIGNED):
            return
        self.any = True
        recent = max(begun + dt.timedelta(days=1), self.as_of - dt.timedelta(days=9))
        signed = self.dice.pick(self.calendar.between(recent, last))
        said = {"amount": amount, "day": self._next_tenth(), "months": months}
        line = self._line(file, signed, said)
        moment = at(signed, 10)
        self.sheaf.add(
            SignedAct,
            id=self.dice.id(moment),
            **row | {"written_at": moment},
            household_id=file.home.id,
            act=Act.PLAN_PROPOSED,
            **said,
            signed_by=file.concerns[:1],
            signed_on=signed,
            sent_on=signed,
            line=line,
        )

    def _line(self, file: File, signed: dt.date, said: dict[str, Any]) -> str:
        """What accounts read of it; whose act it is, for her own door (P2)."""
        moment = at(signed, 11)
        ids = {"id": self.dice.id(moment), "organisation_id": self.company.id}
        self.sheaf.add(
            Line,
            **ids,
            household_id=file.home.id,
            origin_service_id=self.company.services[ServiceKind.SOCIAL],
            recipient_service_id=self.company.services[ServiceKind.ACCOUNTS],
            direction=Direction.FROM_SOCIAL,
            author_id=file.worker.post,
            kind=Act.PLAN_PROPOSED,
            **said,
            signed_on=signed,
            due_on=due_on(Act.PLAN_PROPOSED, signed),
            state=State.OPEN,
            asked_at=moment,
        )
        whose = {"id": self.dice.id(moment), "organisation_id": self.company.id}
        self.sheaf.add(ConfidedBy, **whose, line_id=ids["id"], person_id=file.concerns[0])
        return ids["id"]

    def _next_tenth(self) -> dt.date:
        """The first payment: the next tenth of a month, a week ahead at least."""
        day = self.as_of + dt.timedelta(days=7)
        while day.day != 10:
            day += dt.timedelta(days=1)
        return day
