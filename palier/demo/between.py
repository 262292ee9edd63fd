"""The table between services: what departments tell the worker, what she asks back, and what was answered (P9)."""

import datetime as dt
from typing import Any

from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.demo.world import Company, Home, Stage
from palier.identity.organisations.rules import Role, ServiceKind
from palier.registry.interservice.models import Answer, ConfidedBy, Line
from palier.registry.interservice.rules import Act, Direction, Kind, Reply, Spot, State, due_on

LEAST, SHARE = 4, 0.02  # lines of a company: of how many of its tenants
SPOTS = (Spot.KITCHEN, Spot.BATHROOM, Spot.BEDROOM, Spot.COMMON_PARTS)
TOLD = {
    "fr": {
        Kind.ACCOUNT: "Deuxième rappel parti. Un paiement est arrivé depuis, il sera imputé cette semaine.",
        Kind.WORKS: "Remplacement des châssis prévu dans l’immeuble. Le ménage a-t-il reçu l’avis ?",
        Kind.MOVE: "Un logement sans escalier se libère sur le site.",
        Kind.REPAIR: "Le technicien passe le matin, avec la pièce commandée.",
    },
    "nl": {
        Kind.ACCOUNT: "Tweede aanmaning vertrokken. Intussen kwam een betaling toe, ze wordt deze week geboekt.",
        Kind.WORKS: "De ramen van het gebouw worden vervangen. Kreeg het huishouden het bericht?",
        Kind.MOVE: "Een woning zonder trap komt vrij op de site.",
        Kind.REPAIR: "De technicus komt in de voormiddag, met het bestelde stuk.",
    },
}
DEPARTMENT = {
    Kind.ACCOUNT: (Role.ACCOUNTS, ServiceKind.ACCOUNTS),
    Kind.WORKS: (Role.TECHNICAL, ServiceKind.TECHNICAL),
    Kind.MOVE: (Role.TRANSFERS, ServiceKind.TRANSFERS),
    Kind.REPAIR: (Role.TECHNICAL, ServiceKind.TECHNICAL),
    Act.AMOUNT_CONTESTED: (Role.ACCOUNTS, ServiceKind.ACCOUNTS),
}


class Table:
    """Lays lines on the table of a company, of every kind and in every state."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company) -> None:
        self.sheaf, self.as_of, self.calendar, self.company = sheaf, stage.as_of, stage.calendar, company
        self.social = company.services[ServiceKind.SOCIAL]
        self.dice = Dice(stage.size.name, stage.as_of, "table", company.slug)

    def lay(self, tenants: list[Home]) -> None:
        """In turn: a repair that was answered, one that waits, what each department tells, a sum that is contested."""
        homes = self.dice.sample(tenants, max(LEAST, round(len(tenants) * SHARE)))
        turns = (self._answered, self._asked, self._told, self._contested)
        for number, home in enumerate(homes):
            turns[number % len(turns)](home)

    def _answered(self, home: Home) -> None:
        """The worker asked for a repair and reads in her day when somebody comes."""
        technical, _service = self._department(Kind.REPAIR)
        spot = self.dice.pick(SPOTS)
        line, day = self._from_worker(home, Kind.REPAIR, state=State.ANSWERED, spot=spot, owner=technical)
        moment = at(self.calendar.before(self.as_of), self.dice.between(9, 16))
        self.sheaf.add(
            Answer,
            id=self.dice.id(moment),
            organisation_id=self.company.id,
            line_id=line,
            household_id=home.id,
            author_id=technical,
            from_social=False,
            reply=Reply.ON_DAY,
            day=self.calendar.on_or_after(self.as_of + dt.timedelta(days=self.dice.between(1, 6))),
            text=TOLD[home.worker.language][Kind.REPAIR],
            written_at=max(moment, at(day, 17)),
        )

    def _asked(self, home: Home) -> None:
        self._from_worker(home, Kind.REPAIR, spot=self.dice.pick(SPOTS))

    def _contested(self, home: Home) -> None:
        self._from_worker(home, Act.AMOUNT_CONTESTED, signed=True)

    def _told(self, home: Home) -> None:
        """A department tells the worker, by the place of the household: with or without a file (P1)."""
        there = [one for one in (Kind.ACCOUNT, Kind.WORKS, Kind.MOVE) if DEPARTMENT[one][0] in self.company.others]
        kind = self.dice.pick(there)
        post, service = self._department(kind)
        ends: dict[str, Any] = {"origin_service_id": service, "recipient_service_id": self.social, "author_id": post}
        words = TOLD[home.worker.language][kind]
        self._line(home, kind, direction=Direction.TO_SOCIAL, text=words, owner_id=home.worker.post, **ends)

    def _from_worker(
        self, home: Home, kind: Kind | Act, *, state: State = State.OPEN, spot: str = "", owner: str | None = None,
        signed: bool = False,
    ) -> tuple[str, dt.date]:  # fmt: skip
        """A line from the social side, without a word; for the first adult, who finds it in My file (P2)."""
        _post, service = self._department(kind)
        ends: dict[str, Any] = {"origin_service_id": self.social, "recipient_service_id": service}
        said: dict[str, Any] = {
            "author_id": home.worker.post,
            "state": state,
            "spot": spot,
            "signed": signed,
            "owner_id": owner,
        }
        line, day = self._line(home, kind, direction=Direction.FROM_SOCIAL, **said, **ends)
        for adult in home.adults[:1]:
            ids = {"id": self.dice.id(at(day, 17)), "organisation_id": self.company.id}
            self.sheaf.add(ConfidedBy, **ids, line_id=line, person_id=adult.id)
        return line, day

    def _department(self, kind: Kind | Act) -> tuple[str, str]:
        role, service = DEPARTMENT[kind]
        return self.company.others[role].post, self.company.services[service]

    def _line(
        self, home: Home, kind: Kind | Act, *, state: State = State.OPEN, spot: str = "", text: str = "",
        signed: bool = False, **ends: Any,
    ) -> tuple[str, dt.date]:  # fmt: skip
        day = self.dice.pick(self.calendar.between(self.as_of - dt.timedelta(days=9), self.calendar.before(self.as_of)))
        moment = at(day, self.dice.between(8, 15))
        row = self.dice.id(moment)
        self.sheaf.add(
            Line,
            id=row,
            organisation_id=self.company.id,
            household_id=home.id,
            kind=kind,
            spot=spot,
            text=text,
            due_on=due_on(kind, day),
            signed_on=day if signed else None,
            state=state,
            asked_at=moment,
            **ends,
        )
        return row, day
