"""The figures of a year as they may be said: small cells closed, and what would give them away (D35). No Django."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from palier.engines.suppression import TOTAL, Entry, Rules, Table, printed

AT_MOST_SECONDS = 2.0  # a safety net: lists of ten codes are proven in milliseconds
NOT_SAID = "not_said"  # a label must be something


class List(StrEnum):
    """What is counted, in the order of the page."""

    ORIGIN = "origin"
    SITUATION = "situation"
    TRIGGER = "trigger"
    HOME = "home"
    CRISIS = "crisis"
    NEIGHBOURS = "neighbours"
    EVICTION = "eviction"
    NETWORK = "network"
    MET = "met"
    GAINED = "gained"


# Lists of the same requests have one total: what one hides the other must not give back.
TIED = (
    (List.ORIGIN, List.SITUATION),
    (List.HOME, List.CRISIS, List.NEIGHBOURS, List.EVICTION),
    (List.MET,),
)
OF_SEVERAL = frozenset({List.TRIGGER, List.NETWORK, List.GAINED})
"""One request may stand in several lines of these: no total is said, so there is nothing to subtract from."""
DAYS = "days"


@dataclass(frozen=True)
class SmallCells:
    """From how many on a figure is said, from a day on: inside the cell, and to the Region (D35)."""

    valid_from: dt.date
    inside: int
    sector: int
    source: str


SMALL_CELLS = (SmallCells(dt.date(2009, 1, 1), 5, 10, "D35: ten for the sector, five inside one organisation"),)
"""The latest that has begun counts."""


def small_cells(today: dt.date) -> SmallCells:
    return max((one for one in SMALL_CELLS if one.valid_from <= today), key=lambda one: one.valid_from)


@dataclass(frozen=True)
class Counted:
    """A figure before small cells are closed. `behind`: of how many requests."""

    list: str
    code: str
    number: float
    behind: int


@dataclass(frozen=True)
class Figure:
    """A line of a list. `number` None: not said, because it is small or would give a small one away."""

    code: str
    number: int | None


@dataclass(frozen=True)
class Told:
    """A list as it may be printed. `has_total`: its lines are parts of one number."""

    name: List
    lines: tuple[Figure, ...]
    total: int | None
    has_total: bool


@dataclass(frozen=True)
class Year:
    """A year as it may be said. `days`: the median until a pair was named, None when it is not said."""

    lists: tuple[Told, ...]
    days: float | None


def told(rows: Iterable[Counted], at_least: int) -> Year:
    """Every list with something in it, and the median of days when enough requests stand behind it."""
    counts: dict[str, dict[str, Counted]] = {}
    for row in rows:
        counts.setdefault(row.list, {})[row.code] = row
    days = counts.pop(DAYS, {}).get("")
    found = {name: _alone(name, counts[name], at_least) for name in OF_SEVERAL if counts.get(name)}
    for tied in TIED:
        found |= _closed([name for name in tied if counts.get(name)], counts, at_least)
    return Year(
        tuple(found[name] for name in List if name in found), days.number if days and days.behind >= at_least else None
    )


def _alone(name: List, rows: Mapping[str, Counted], at_least: int) -> Told:
    lines = [Figure(code, int(row.number) if row.behind >= at_least else None) for code, row in sorted(rows.items())]
    return Told(name, _in_order(lines), total=None, has_total=False)


def _closed(names: Sequence[List], counts: Mapping[str, Mapping[str, Counted]], at_least: int) -> dict[List, Told]:
    if not names:
        return {}
    tables = [
        Table(
            name=name,
            dimensions=(name,),
            entries=tuple(
                Entry((code or NOT_SAID,), row.number, float(row.behind)) for code, row in counts[name].items()
            ),
            has_counts=True,
        )
        for name in names
    ]
    said = printed(tables, Rules(threshold=float(at_least)), seconds=AT_MOST_SECONDS)
    return {name: _told(name, said) for name in names}


def _told(name: List, said: Mapping[tuple[str, str], int | None]) -> Told:
    codes = sorted("" if label == NOT_SAID else label for of, label in said if of == name and label != TOTAL)
    lines = [Figure(code, said[name, code or NOT_SAID]) for code in codes]
    return Told(name, _in_order(lines), said[name, TOTAL], has_total=True)


def _in_order(lines: Iterable[Figure]) -> tuple[Figure, ...]:
    """The largest first; what is not said is not ranked: it comes last, by code."""
    return tuple(sorted(lines, key=lambda one: (one.number is None, -(one.number or 0))))


def kept(year: Year) -> dict[str, Any]:
    """A year that is frozen: `{"days", "lists": [{"name", "lines": [{"code", "number"}], "total", "has_total"}]}`."""
    return asdict(year)


def read(values: Mapping[str, Any]) -> Year:
    """The same, read back."""
    lists = (
        Told(
            List(one["name"]),
            tuple(Figure(line["code"], line["number"]) for line in one["lines"]),
            one["total"],
            one["has_total"],
        )
        for one in values["lists"]
    )
    return Year(tuple(lists), values["days"])


def years(today: dt.date) -> tuple[int, int]:
    """This year and the one before: what lies further back has mostly been erased, and is read frozen."""
    return today.year, today.year - 1


def span(year: int, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day counted of a year; this year, until today."""
    return dt.date(year, 1, 1), min(dt.date(year, 12, 31), today)
