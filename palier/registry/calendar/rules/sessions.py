"""Sessions that come back: on which days, at which hours, and what closes them."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from palier.kernel.days import BRUSSELS, ONE_DAY, public_holiday
from palier.kernel.language import Bilingual


class SessionKind(StrEnum):
    """What a session is for the person who comes (seed 001). The last is offered, never posted on the door."""

    DROP_IN = "drop_in"
    PHONE = "phone"
    AGENTS_PHONE = "agents_phone"
    APPOINTMENTS = "appointments"


PUBLIC_KINDS = (SessionKind.DROP_IN, SessionKind.PHONE, SessionKind.AGENTS_PHONE)
AT_A_VENUE = frozenset({SessionKind.DROP_IN, SessionKind.APPOINTMENTS})


@dataclass(frozen=True)
class Span:
    """From one moment up to another, both with a zone. Its length counts real minutes, the clock change included."""

    start: dt.datetime
    end: dt.datetime

    def overlaps(self, other: "Span") -> bool:
        """True when they share a moment; touching ends do not count."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Weekly:
    """Hours that come back on some weekdays (1 Monday to 7 Sunday), every n weeks counted from the week of `first`."""

    weekdays: frozenset[int]
    starts: dt.time
    ends: dt.time
    first: dt.date
    last: dt.date | None = None
    every_weeks: int = 1

    def falls_on(self, day: dt.date) -> bool:
        """Would it take place on this day, whatever closes it?"""
        if day < self.first or (self.last is not None and day > self.last) or day.isoweekday() not in self.weekdays:
            return False
        return (_monday(day) - _monday(self.first)).days // 7 % self.every_weeks == 0

    def on(self, day: dt.date) -> Span:
        """Its hours on this day, in Brussels. An hour that the clock skips in March moves to one that exists."""
        return Span(at(day, self.starts), at(day, self.ends))


def at(day: dt.date, hour: dt.time) -> dt.datetime:
    """This hour on a Brussels day; of an hour that occurs twice in October, the first."""
    # There and back: an hour that does not exist comes back as the one the clock then shows.
    return dt.datetime.combine(day, hour, BRUSSELS).astimezone(dt.UTC).astimezone(BRUSSELS)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.isoweekday() - 1)


@dataclass(frozen=True)
class Shut:
    """Days, both included, on which sessions do not take place: of these kinds and this venue, or of all."""

    first: dt.date
    last: dt.date
    words: Bilingual
    kinds: frozenset[str] = frozenset()
    venue: uuid.UUID | None = None

    def covers(self, day: dt.date, kind: str, venue: uuid.UUID | None) -> bool:
        return (
            self.first <= day <= self.last
            and (not self.kinds or kind in self.kinds)
            and (self.venue is None or self.venue == venue)
        )


def closed_by(day: dt.date, kind: str, venue: uuid.UUID | None, shuts: Iterable[Shut]) -> Bilingual | None:
    """What closes a session on this day, in both languages; None when it takes place.

    The ten legal holidays close by themselves (law of 4 January 1974); other closures are dated settings.
    """
    holiday = public_holiday(day)
    if holiday is not None:
        return holiday
    return next((shut.words for shut in shuts if shut.covers(day, kind, venue)), None)


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Each day from `first` to `last`, both included."""
    while first <= last:
        yield first
        first += ONE_DAY
