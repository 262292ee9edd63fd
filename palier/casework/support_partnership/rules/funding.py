"""Funding in time: where it was interrupted, when it ends, how that is drawn. No Django."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

A_DAY = dt.timedelta(days=1)
WIDTH = 640  # of the drawing, in its own units


@dataclass(frozen=True)
class Span:
    """Days from the first to the last one, both counted; `until` None: without end."""

    since: dt.date
    until: dt.date | None


@dataclass(frozen=True)
class AlertTerm:
    """How many days before its end a funding is spoken of, from a day on, and where that is said."""

    valid_from: dt.date
    days: int
    source: str


ALERT_TERMS = (
    AlertTerm(dt.date(2009, 1, 1), 120, "S4-087 asks for an alert; the number is a setting, not of seed 004"),
)
"""The latest that has begun counts."""


def alert_days(today: dt.date) -> int:
    return max((one for one in ALERT_TERMS if one.valid_from <= today), key=lambda one: one.valid_from).days


def gaps(periods: Sequence[Span], today: dt.date) -> list[Span]:
    """The days between periods on which nothing was funded; the last one is open when none has followed (S4-083)."""
    found: list[Span] = []
    covered: dt.date | None = None
    for one in sorted(periods, key=lambda one: one.since):
        if covered is not None and one.since > covered + A_DAY:
            found.append(Span(covered + A_DAY, one.since - A_DAY))
        if one.until is None:
            return found
        covered = max(covered or one.until, one.until)
    if covered is not None and covered < today:
        found.append(Span(covered + A_DAY, None))
    return found


def funded_until(periods: Sequence[Span], today: dt.date) -> dt.date | None:
    """The last day of the funding that runs today without a gap; None without end. Yesterday when nothing runs."""
    end = today - A_DAY
    for one in sorted(periods, key=lambda one: one.since):
        if one.since <= end + A_DAY:
            if one.until is None:
                return None
            end = max(end, one.until)
    return end


def is_near_its_end(periods: Sequence[Span], today: dt.date) -> bool:
    """True when the funding has ended, or ends within the days of the setting."""
    end = funded_until(periods, today)
    return bool(periods) and end is not None and (end - today).days <= alert_days(today)


@dataclass(frozen=True)
class Bar:
    """A stretch of the drawing: where it begins and how wide it is. `funded`: else a gap."""

    x: int
    width: int
    funded: bool


@dataclass(frozen=True)
class Line:
    """The drawing: its stretches, and the years written below it as (x, year)."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[int, int], ...]


def drawn(periods: Sequence[Span], today: dt.date) -> Line | None:
    """Periods and gaps from the first year to the last; None without a period."""
    if not periods:
        return None
    first = dt.date(min(one.since for one in periods).year, 1, 1)
    last = dt.date(max(today, *(one.until or today for one in periods)).year + 1, 1, 1)
    days = (last - first).days

    def x(day: dt.date) -> int:
        return round((day - first).days * WIDTH / days)

    def bar(one: Span, funded: bool) -> Bar:
        end = (one.until or max(today, one.since)) + A_DAY
        return Bar(x(one.since), max(2, x(end) - x(one.since)), funded)

    bars = (*(bar(one, True) for one in periods), *(bar(one, False) for one in gaps(periods, today)))
    every = max(1, -(-(last.year - first.year) // 6))
    years = tuple((x(dt.date(year, 1, 1)), year) for year in range(first.year, last.year, every))
    return Line(tuple(sorted(bars, key=lambda one: one.x)), years)
