"""Dwellings with their rooms, made to the household's measure or not, and the leases on them."""

import datetime as dt
from typing import Any

from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.demo.make_up import FAMILIES, Somebody, Template
from palier.demo.world import Building, Company, Home, Stage
from palier.engines.occupancy import Person as Occupant
from palier.engines.occupancy import occupancy
from palier.engines.occupancy.norms import BRUSSELS_2013
from palier.kernel.days import add_months, age_on
from palier.kernel.sort_keys import sort_key
from palier.registry.housing.models import Dwelling, Lease, Room

KINDS = (("social", 94.0), ("transit", 2.5), ("insertion", 2.0), ("supported", 1.5))
FIXED_LEASES_SINCE = dt.date(2013, 1, 1)  # domain.md section 2
ONE_DAY = dt.timedelta(days=1)


class Dwellings:
    """Gives homes of one company, door by door."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company, dice: Dice, now: dt.datetime) -> None:
        self.sheaf, self.stage, self.company, self.dice, self.now = sheaf, stage, company, dice, now
        self.doors: dict[str, int] = {}
        self.count = 0

    def give(self, home: Home, building: Building, people: list[Somebody]) -> None:
        """A dwelling in that building with a lease that runs."""
        home.building = building
        bedrooms = self._bedrooms(home.template, people)
        kind = "social" if home.part else self.dice.weighted(KINDS)
        dwelling = self._dwelling(building, kind, bedrooms, home.since)
        self._lease(home, dwelling, kind, people)

    def leave(self, home: Home, building: Building, left: dt.date) -> None:
        """A dwelling that the household left on that day; it stands empty since."""
        dwelling = self._dwelling(building, "social", [12.0, 10.5], home.since)
        self._write_lease(home, dwelling, "open_ended", home.since, left)

    def _put(self, model: Any, moment: dt.datetime, **values: Any) -> str:
        made = self.dice.id(moment)
        self.sheaf.add(model, id=made, organisation_id=self.company.id, **values)
        return made

    def _bedrooms(self, card: Template, people: list[Somebody]) -> list[float]:
        """Areas of as many bedrooms as the norm asks, more or fewer as the card says."""
        occupants = [
            Occupant(str(n), one.born, one.sex, one.role, one.disabled, one.custody)  # type: ignore[arg-type]
            for n, one in enumerate(people)
        ]
        needed = occupancy(self.stage.as_of, occupants, [], BRUSSELS_2013).bedrooms_needed
        areas = [self.dice.between(95, 165) / 10 for _ in range(max(1, needed + card.spare))]
        if card.kind in FAMILIES and len(areas) > 2 and self.dice.chance(0.04):
            areas[-1] = 5.6  # under 6 m²: it holds one person
        return areas

    def _dwelling(self, building: Building, kind: str, bedrooms: list[float], since: dt.date) -> str:
        dice = self.dice
        door = self.doors[building.id] = self.doors.get(building.id, -1) + 1
        self.count += 1
        floor, box = door // 4, f"{door // 4}{door % 4 + 1:02d}"
        rooms = [("bedroom", area) for area in bedrooms]
        rooms.append(("living", float(dice.between(16, 26) + 2 * len(bedrooms))))
        rooms += [("kitchen", dice.between(60, 110) / 10), ("bathroom", dice.between(35, 60) / 10)]
        # The number stands behind the street in each language, so that both ways of typing an address find it.
        address = f"{building.street_fr} {building.number} {building.street_nl} {building.number} {box}"
        made = self._put(
            Dwelling,
            at(since),
            source_id=f"D{self.company.number + 1:02d}-{self.count:06d}",
            building_id=building.id,
            unit=f"{building.number}-{box}",
            box=box,
            floor=floor,
            kind=kind,
            bedrooms=len(bedrooms),
            area_m2=f"{sum(area for _, area in rooms) + 6:.2f}",
            address_key=sort_key(f"{address} {building.postcode}"),
            changed_at=self.now,
        )
        for name, area in rooms:
            self._put(Room, at(since), dwelling_id=made, kind=name, area_m2=f"{area:.2f}")
        return made

    def _lease(self, home: Home, dwelling: str, kind: str, people: list[Somebody]) -> None:
        """Nine years and extensions of three since 2013; open-ended before, and for the old and the disabled."""
        as_of, since, ends = self.stage.as_of, home.since, None
        old = any(one.disabled or age_on(one.born, max(since, one.born)) >= 65 for one in people)
        lease = "open_ended" if since < FIXED_LEASES_SINCE or old else "fixed"
        if kind == "transit":
            lease, since = "fixed", as_of.replace(day=1) - dt.timedelta(days=self.dice.between(20, 400))
            ends = add_months(since, 18) - ONE_DAY
        elif self.dice.chance(0.01):
            lease = "renovation"
        elif lease == "fixed":
            ends = add_months(since, 108) - ONE_DAY
            while ends < as_of:
                ends = add_months(ends + ONE_DAY, 36) - ONE_DAY
        home.since = since
        home.lease = self._write_lease(home, dwelling, lease, since, ends)

    def _write_lease(self, home: Home, dwelling: str, kind: str, since: dt.date, ends: dt.date | None) -> str:
        return self._put(
            Lease,
            at(since),
            source_id=f"L{self.company.number + 1:02d}-{self.count:06d}",
            dwelling_id=dwelling,
            household_id=home.id,
            kind=kind,
            starts=since,
            ends=ends,
            protected=home.protected,
            changed_at=self.now,
        )
