"""Pure decisions of the page: which session of the day it is about, and what the head is told of a week."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from palier.kernel.days import ONE_DAY, iso_week, monday_of
from palier.registry.calendar.rules.sessions import Span
from palier.registry.waiting.rules import SMALL, told, told_parts

WEEKS_TOLD = 12
AS_HOURS = 100  # minutes from which one says hours


class SessionState(StrEnum):
    """How the session of today stands."""

    NONE = "none"
    CLOSED = "closed"
    LATER = "later"
    RUNNING = "running"
    OVER = "over"


def state_of(span: Span | None, closed: bool, now: dt.datetime) -> SessionState:
    """`closed`: by a holiday or a closure, so that it does not take place."""
    if span is None:
        return SessionState.NONE
    if closed:
        return SessionState.CLOSED
    if now < span.start:
        return SessionState.LATER
    return SessionState.RUNNING if now < span.end else SessionState.OVER


_FIRST = (SessionState.RUNNING, SessionState.LATER, SessionState.OVER, SessionState.CLOSED, SessionState.NONE)


def the_one_of_today(states: Sequence[SessionState]) -> int:
    """Which of the day's sessions, in order of time, the page is about: the one running, else the next, else the last.

    Raises ValueError when there is none.
    """
    best = min(states, key=_FIRST.index)
    ends_with = best in {SessionState.OVER, SessionState.CLOSED}
    return len(states) - 1 - list(reversed(states)).index(best) if ends_with else list(states).index(best)


def minutes_since(then: dt.datetime, now: dt.datetime) -> int:
    """Whole minutes gone by."""
    return max(0, int((now - then).total_seconds() // 60))


@dataclass(frozen=True)
class Came:
    """A day at a venue, in numbers."""

    day: dt.date
    venue: str
    arrived: int
    received: int
    left_unseen: int
    interpreters: int
    minutes_waited: int


@dataclass(frozen=True)
class WeekTold:
    """A week at a venue as the head reads it: counts below five are said to be so, empty ones are not said at all.

    `wait`: minutes on average; None: too few for one.
    """

    first: dt.date
    venue: str
    arrived: str
    received: str
    left_unseen: str
    interpreters: str
    wait: int | None


def weeks_told(days: Iterable[Came]) -> list[WeekTold]:
    """By week, the latest first, then by venue. Only sums leave this function, never a day."""
    by_week: dict[tuple[dt.date, str], list[Came]] = {}
    for one in days:
        by_week.setdefault((monday_of(iso_week(one.day)), one.venue), []).append(one)
    return [_week(*key, of) for key, of in sorted(by_week.items(), key=lambda item: (-item[0][0].toordinal(), item[0]))]


def _week(first: dt.date, venue: str, of: list[Came]) -> WeekTold:
    received, minutes = sum(one.received for one in of), sum(one.minutes_waited for one in of)
    said, left = told_parts(received, sum(one.left_unseen for one in of))
    return WeekTold(
        first=first,
        venue=venue,
        arrived=told(sum(one.arrived for one in of)),
        received=said,
        left_unseen=left,
        interpreters=told(sum(one.interpreters for one in of)),
        wait=round(minutes / received) if said and received >= SMALL else None,
    )


def span_told(today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day that are told: whole weeks only, whose names have gone.

    A week under way would be told anew each day, and the difference between two days is a number below five.
    """
    last = monday_of(iso_week(today - ONE_DAY)) - ONE_DAY
    return last - dt.timedelta(weeks=WEEKS_TOLD) + ONE_DAY, last
