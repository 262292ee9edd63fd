"""Whether a household fits its dwelling, by the dated norm (engine `occupancy`), by its declared composition (P4)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from palier.engines.bad_input import BadInput
from palier.engines.occupancy import NORMS, Bedroom, Norm, Occupancy, Person, State, occupancy

BRUSSELS = "brussels"


@dataclass(frozen=True)
class Declared:
    """A person as declared: what the norm asks of her, and no name."""

    born: dt.date | None
    sex: str
    role: str
    custody: float
    disabled: bool


def norm_on(day: dt.date) -> Norm:
    """The norm of the Brussels Region that held on that day: the latest begun by then, else the first known."""
    ours = sorted((one for one in NORMS.values() if one.name.startswith(BRUSSELS)), key=lambda one: one.from_year or 0)
    return next((one for one in reversed(ours) if (one.from_year or 0) <= day.year), ours[0])


def size(on: dt.date, people: Sequence[Declared], areas: Sequence[float | None]) -> Occupancy | None:
    """The answer of the norm; None when a birth date or the head is missing. `areas`: m² of bedrooms, None unknown."""
    try:
        persons = [
            Person(str(place), one.born, one.sex, one.role, one.disabled, one.custody)  # type: ignore[arg-type]
            for place, one in enumerate(people)
            if one.born is not None
        ]
        if len(persons) < len(people):
            return None
        return occupancy(on, persons, [Bedroom(area) for area in areas], norm_on(on))
    except BadInput:
        return None


def state_of(needed: int, bedrooms: int) -> State:
    """The official state of so many bedrooms for a household that needs so many."""
    spare = bedrooms - needed
    if spare < 0:
        return State.OVERCROWDED
    return (State.FITTING, State.UNDER_OCCUPIED, State.OVERSIZED)[min(spare, 2)]
