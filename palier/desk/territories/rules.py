"""Pure decisions of the page: how many dwellings an area holds, what is too few to show, how dark it is drawn."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from palier.registry.housing.rules import AreaList
from palier.registry.territories.rules import COMMUNE_LIST, LISTS, Area, Held, Part

# Numbers of homes below this are not shown inside one organisation (D35). Dated: the last that has begun holds.
SMALL = ((datetime.date(2020, 1, 1), 5),)
STEPS = 4

# The 19 communes on a grid that resembles Brussels: column, row.
GRID = {
    "21008": (1, 0), "21010": (2, 0),
    "21003": (0, 1), "21011": (1, 1), "21004": (2, 1), "21015": (3, 1), "21006": (4, 1),
    "21012": (1, 2), "21014": (2, 2), "21005": (3, 2), "21018": (4, 2),
    "21001": (1, 3), "21013": (2, 3), "21009": (3, 3), "21019": (4, 3),
    "21007": (1, 4), "21016": (2, 4), "21017": (3, 4), "21002": (4, 4),
}  # fmt: skip


def chosen(wanted: str) -> str:
    """The list asked for; the communes when it is none of them."""
    return wanted if wanted in LISTS else COMMUNE_LIST


def small_below(today: datetime.date) -> int:
    """The least number of dwellings that is shown."""
    return next(number for since, number in reversed(SMALL) if since <= today)


def short_name(name: str) -> str:
    """What fits in a tile: « Woluwe-Saint-Lambert » WSL, « Ixelles » Ixe."""
    words = name.split("-")
    return "".join(word[0].upper() for word in words) if len(words) > 1 else name[:3]


def short_code(code: str, commune: str) -> str:
    """A code without the commune's own, which stands above its tiles."""
    rest = code.removeprefix(commune) if commune else code
    return (rest or code)[-6:]


@dataclass
class Tally:
    """What the actor's company has in one area. `about`: a share of a neighbourhood that lies in several areas."""

    dwellings: float = 0
    about: bool = False
    sites: dict[uuid.UUID, str] = field(default_factory=dict)


def tallies(of: str, held: Iterable[Held], parts: Mapping[uuid.UUID, Sequence[Part]]) -> tuple[dict[Any, Tally], int]:
    """What lies in each area, and how many dwellings no area of this list is known for.

    Communes follow the address. A company neighbourhood is its sites'. An area of another list gets the share that the
    neighbourhood's correspondences say: an estimate, unless the whole of the neighbourhood lies in it.
    """
    found: dict[Any, Tally] = {}
    nowhere = 0
    for one in held:
        shares = _shares(of, one, parts)
        if not shares:
            nowhere += one.dwellings
        for key, share in shares:
            tally = found.setdefault(key, Tally())
            tally.dwellings += one.dwellings * share
            tally.about = tally.about or share < 1
            tally.sites[one.site] = one.name
    return found, nowhere


def _shares(of: str, one: Held, parts: Mapping[uuid.UUID, Sequence[Part]]) -> list[tuple[Any, float]]:
    if of == COMMUNE_LIST:
        return [(one.commune, 1.0)] if one.commune else []
    if one.neighbourhood is None:
        return []
    if of == AreaList.COMPANY:
        return [(one.neighbourhood, 1.0)]
    return [(part.within, float(part.share)) for part in parts.get(one.neighbourhood, ())]


@dataclass(frozen=True)
class Number:
    """A number of dwellings as it may be shown: hidden when small, about when estimated."""

    value: int
    hidden_below: int = 0
    about: bool = False

    @property
    def words(self) -> str:
        """« <5 », « ≈ 120 », « 120 »; nothing for none."""
        if not self.value and not self.hidden_below:
            return ""
        return f"<{self.hidden_below}" if self.hidden_below else f"≈ {self.value}" if self.about else str(self.value)


def number(tally: Tally | None, small: int) -> Number:
    """What may be shown of a tally. Nothing at all is shown as such: an empty area says nothing of anybody."""
    if tally is None or not tally.dwellings:
        return Number(0)
    if tally.dwellings < small:
        return Number(0, hidden_below=small)
    return Number(round(tally.dwellings), about=tally.about)


def bounds(numbers: Iterable[Number], small: int) -> list[int]:
    """Where the steps 2, 3 and 4 begin. Step 1 is what is too small to show."""
    most = max((one.value for one in numbers), default=0)
    found = [small]
    for part in (0.25, 0.6):
        if (edge := _round(most * part)) > found[-1]:
            found.append(edge)
    return found


def _round(value: float) -> int:
    """To a number one says easily: 7, 20, 150, 3000."""
    size = 1 if value < 20 else 10 if value < 200 else 50 if value < 1000 else 500
    return int(round(value / size) * size)


def step(one: Number, edges: Sequence[int]) -> int:
    """How dark an area is drawn, 0 to 4."""
    if one.hidden_below:
        return 1
    return sum(one.value >= edge for edge in edges) + 1 if one.value else 0


@dataclass(frozen=True)
class Row:
    """A line of the table, and its area in the drawing."""

    area: Area
    label: str
    number: Number
    sites: tuple[tuple[uuid.UUID, str], ...]
    parts: tuple[Part, ...] = ()


def rows(
    of: str, areas: Iterable[Area], found: Mapping[Any, Tally], parts: Mapping[uuid.UUID, Sequence[Part]], small: int
) -> list[Row]:
    """A row an area, in the order of the areas."""
    made = []
    for area in areas:
        tally = found.get(area.key)
        label = short_name(area.name) if of == COMMUNE_LIST else short_code(area.code, area.commune)
        sites = tuple(tally.sites.items()) if tally else ()
        made.append(Row(area, label, number(tally, small), sites, tuple(parts.get(area.key, ()))))
    return made
