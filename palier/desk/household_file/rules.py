"""Pure decisions of the household file: what goes out for one person, whether the home fits, and its drawing."""

import datetime
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from palier.engines.bad_input import BadInput
from palier.engines.occupancy import Bedroom, Occupancy, Person, Rule, occupancy
from palier.engines.occupancy.norms import BRUSSELS_2013

SHOWN = 50
STAIRS = 5
ROOM_WIDTH, ROOM_HEIGHT, LIVING_HEIGHT, EDGE = 104, 96, 56, 4
ROOMS_A_ROW = 3


class Show(StrEnum):
    """What the trail shows; stands in the address."""

    ALL = "all"
    CONTACTS = "contacts"
    SIMPLE = "simple"
    ANALYSES = "analyses"
    PSYCHOSOCIAL = "psychosocial"  # the follow-up of that kind of support alone (seed 000)
    STEPS = "steps"
    REQUESTS = "requests"


def goes_out_for(
    person: uuid.UUID, *, confided_by: Collection[uuid.UUID], concerns: Collection[uuid.UUID], open_to_team: bool
) -> bool:
    """May an item leave in a view of this one person (P2)? What she confided, or what concerns only her.

    Narrower than the rule where it could harm: what somebody else confided never goes out for her, even about her
    alone; what two persons confided waits for the worker's decision. Aide-mémoires, pair and reinforced items stay.
    """
    if not open_to_team:
        return False
    only_her = {person}
    return set(confided_by) == only_her or (not confided_by and set(concerns) == only_her)


@dataclass(frozen=True)
class PurgeMarks:
    """Of the items shown: what its reader asked to be erased, what was kept all the same, what she may ask for."""

    asked: frozenset[uuid.UUID]
    kept: frozenset[uuid.UUID]
    may: frozenset[uuid.UUID]


# -- the home -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Inhabitant:
    """A declared person, as the occupancy norm asks."""

    id: uuid.UUID
    name: str
    born: datetime.date | None
    sex: str
    role: str
    disabled: bool
    custody: float


def fit(on: datetime.date, people: Sequence[Inhabitant], bedrooms: Sequence[float | None]) -> Occupancy | None:
    """Whether the declared household fits by the norm of 2013; None when a birth date or the head is missing."""
    if any(one.born is None for one in people):
        return None
    household = [
        Person(str(one.id), one.born, one.sex, one.role, one.disabled, one.custody)  # type: ignore[arg-type]
        for one in people
    ]
    try:
        return occupancy(on, household, [Bedroom(area) for area in bedrooms], BRUSSELS_2013)
    except BadInput:
        return None


@dataclass(frozen=True)
class Cell:
    """A room of the drawing. `number` counts bedrooms from 1; 0 is the living room. `lacks`: by the norm, missing."""

    x: int
    y: int
    width: int
    height: int
    number: int
    area: float | None
    names: tuple[str, ...]
    lacks: bool = False

    @property
    def figures(self) -> list[tuple[int, int]]:
        """Where each person stands."""
        return [(self.x + 22 + 30 * place, self.y + 58) for place in range(len(self.names))]

    @property
    def text_x(self) -> int:
        return self.x + 10

    @property
    def title_y(self) -> int:
        return self.y + 20

    @property
    def area_y(self) -> int:
        return self.y + 38

    @property
    def right(self) -> int:
        return self.x + self.width - 10


@dataclass(frozen=True)
class Drawing:
    """Rooms and persons of the declared composition; never a layer of what is known to the social service (P4)."""

    width: int
    height: int
    cells: tuple[Cell, ...]
    missing: int


def drawing(people: Sequence[Inhabitant], bedrooms: Sequence[float | None], found: Occupancy | None) -> Drawing:
    """Who would sleep where by the norm. Without an answer of the norm the rooms stand empty."""
    groups = _groups(people, found) if found else []
    missing = max(0, found.bedrooms_needed - len(bedrooms)) if found else 0
    rooms = sorted(bedrooms, key=lambda area: -(area if area is not None else 0))
    cells = []
    for place in range(len(rooms) + missing):
        row, column = divmod(place, ROOMS_A_ROW)
        cells.append(
            Cell(
                EDGE + column * ROOM_WIDTH,
                EDGE + row * ROOM_HEIGHT,
                ROOM_WIDTH,
                ROOM_HEIGHT,
                place + 1,
                rooms[place] if place < len(rooms) else None,
                tuple(groups[place]) if place < len(groups) else (),
                place >= len(rooms),
            )
        )
    across = max(1, min(ROOMS_A_ROW, len(cells)))
    top = EDGE + -(-len(cells) // ROOMS_A_ROW) * ROOM_HEIGHT
    cells.append(Cell(EDGE, top, across * ROOM_WIDTH, LIVING_HEIGHT, 0, None, ()))
    return Drawing(across * ROOM_WIDTH + 2 * EDGE, top + LIVING_HEIGHT + EDGE, tuple(cells), missing)


def _groups(people: Sequence[Inhabitant], found: Occupancy) -> list[list[str]]:
    """Persons by room: those who share first, so that the larger rooms are theirs."""
    names = {str(one.id): one.name for one in people}
    groups, seen = [], set[str]()
    for reason in found.because:
        if reason.id in seen or reason.rule == Rule.NOT_COUNTED:
            continue
        together = [reason.id, reason.shares_with] if reason.shares_with else [reason.id]
        seen.update(one for one in together if one)
        groups.append([names[one] for one in together if one])
    return sorted(groups, key=len, reverse=True)
