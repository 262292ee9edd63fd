"""What the page on the door says of each day."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from palier.registry.calendar.rules.sessions import SessionKind, days


@dataclass(frozen=True)
class Opens:
    """A session as the door says it, in one language. `closed`: why it does not take place, empty when it does."""

    company: str
    kind: str
    start: dt.datetime
    end: dt.datetime
    venue: str
    address: str
    step_free: bool
    phone: str
    closed: str
    workers: tuple[str, ...]


@dataclass(frozen=True)
class DoorDay:
    """A day and its sessions, in order."""

    day: dt.date
    sessions: tuple[Opens, ...]


@dataclass(frozen=True)
class Suspended:
    """A dated notice: on this day these do not take place, and why. `kind`: the only one concerned, or empty."""

    day: dt.date
    words: str
    kind: str


def door_days(sessions: Iterable[Opens], first: dt.date, last: dt.date) -> list[DoorDay]:
    """The days from `first` to `last`, those without any session too."""
    by_day: dict[dt.date, list[Opens]] = {day: [] for day in days(first, last)}
    for one in sessions:
        by_day[one.start.date()].append(one)
    return [DoorDay(day, tuple(some)) for day, some in by_day.items()]


def notices(of: Sequence[DoorDay]) -> list[Suspended]:
    """One notice a day and reason, the next one first."""
    found: dict[tuple[dt.date, str], set[str]] = {}
    for one in of:
        for session in one.sessions:
            if session.closed:
                found.setdefault((one.day, session.closed), set()).add(_said_as(session.kind))
    return [
        Suspended(day, words, kinds.copy().pop() if len(kinds) == 1 else "") for (day, words), kinds in found.items()
    ]


def _said_as(kind: str) -> str:
    """The agents' telephone is one telephone session among others to whoever calls."""
    return SessionKind.PHONE if kind == SessionKind.AGENTS_PHONE else kind
