"""Who asks the transfers department for another dwelling, as each declared it; one search that waits (P16)."""

import datetime as dt

from palier.casework.transfers.models import Round, StepAgreement, TransferRequest
from palier.casework.transfers.rules import End, Kind, Need, RoundState, Step
from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.demo.world import Company, Home, Stage
from palier.identity.organisations.rules import Role
from palier.kernel.days import age_on

# By bedrooms beyond the norm: of how many households in a hundred a transfer runs.
TIGHT, WIDE, FITTING = 45, 20, 2
OLDEST_MADE_TO_MOVE = 69
NEEDS = ((Need.NO_STAIRS, 3), (Need.LIFT, 3), (Need.NEAR_SCHOOL, 2), (Need.GROUND_FLOOR, 1), (None, 20))
SCHOOLS = {"fr": "école communale du quartier", "nl": "gemeenteschool van de wijk"}
ENDED = 0.15


class Mover:
    """Keeps the requests of one company."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company) -> None:
        self.sheaf, self.as_of, self.calendar = sheaf, stage.as_of, stage.calendar
        self.company, self.clerk = company, company.others[Role.TRANSFERS]
        self.dice = Dice(stage.size.name, stage.as_of, "mobility", company.slug)

    def keep(self, tenants: list[Home]) -> None:
        """Requests of those who live too tight or too wide, more or less; then a search that the worker takes up."""
        for home in tenants:
            if home.lease and self.dice.chance(self._share(home) / 100):
                self._request(home)
        moment = at(self.calendar.before(self.as_of), 16)
        values = {"author_id": self.clerk.post, "asked_at": moment, "state": RoundState.WAITING}
        self.sheaf.add(Round, id=self.dice.id(moment), organisation_id=self.company.id, **values)

    def _share(self, home: Home) -> int:
        spare = home.template.spare
        return TIGHT if spare < 0 else WIDE if spare > 0 else FITTING

    def _request(self, home: Home) -> None:
        days = min(self.dice.between(20, 2400), max(20, (self.as_of - home.since).days))
        asked = self.calendar.on_or_after(self.as_of - dt.timedelta(days=days))
        ages = [age_on(person.somebody.born, self.as_of) for person in home.people]
        mandatory = home.template.spare >= 2 and max(ages) <= OLDEST_MADE_TO_MOVE and self.dice.chance(0.5)
        need = self.dice.weighted(NEEDS)
        ended = self.dice.chance(ENDED) and days > 200
        moment = at(asked, self.dice.between(9, 16))
        made = self.dice.id(moment)
        whose = {"organisation_id": self.company.id, "household_id": home.id, "author_id": self.clerk.post}
        self.sheaf.add(
            TransferRequest,
            id=made,
            **whose,
            kind=Kind.MANDATORY if mandatory else Kind.VOLUNTARY,
            asked_on=asked,
            declared_by=[home.people[0].id],
            needs=[need] if need else [],
            near=SCHOOLS[self.clerk.language or "fr"] if need == Need.NEAR_SCHOOL else "",
            sites=[home.building.site] if home.building and self.dice.chance(0.3) else [],
            certificate_seen_on=asked if need in {Need.NO_STAIRS, Need.LIFT} and self.dice.chance(0.5) else None,
            met_on=asked + dt.timedelta(days=10) if mandatory and self.dice.chance(0.7) else None,
            outcome=self.dice.pick((End.WITHDRAWN, End.STOPPED)) if ended else "",
            ended_on=asked + dt.timedelta(days=180) if ended else None,
        )
        for step, share in ((Step.PROPOSALS, 1.0), (Step.OTHER_COMPANIES, 0.3)):
            if not mandatory and self.dice.chance(share):
                values = {"step": step, "given": True, "on": asked, "written_at": moment}
                self.sheaf.add(StepAgreement, id=self.dice.id(moment), request_id=made, **whose, **values)
