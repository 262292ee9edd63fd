"""How fast one goes, as dated parameters: each says where it comes from and how sure it is.

A better speed is a new row, never a change to an old one: what a page said last spring must be explainable.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Confidence = Literal["found", "general knowledge"]
UNKNOWN_WAY = 20  # minutes counted to or from a place whose position nobody gave: general knowledge, to confirm


class Means(StrEnum):
    """How one gets from door to door."""

    FOOT = "foot"
    BICYCLE = "bicycle"
    TRANSIT = "transit"


@dataclass(frozen=True, slots=True)
class Pace:
    """One speed over the map. `detour`: how much longer the streets are than the straight line."""

    means: Means
    since: dt.date
    metres_per_minute: float
    detour: float
    source: str
    confidence: Confidence

    @property
    def km_an_hour(self) -> float:
        return self.metres_per_minute * 60 / 1000

    @property
    def percent_more(self) -> int:
        """By how many per cent the streets are longer than the straight line."""
        return round((self.detour - 1) * 100)


_SINCE = dt.date(2026, 1, 1)
PACES = (
    Pace(Means.FOOT, _SINCE, 75.0, 1.3, "4.5 km/h, an adult who is in no hurry", "general knowledge"),
    Pace(Means.BICYCLE, _SINCE, 200.0, 1.3, "12 km/h, lights and the lock included", "general knowledge"),
    Pace(Means.TRANSIT, _SINCE, 150.0, 1.3, "9 km/h door to door, waiting and changing included", "general knowledge"),
)


def pace(means: Means, day: dt.date, paces: Sequence[Pace] = PACES) -> Pace:
    """The newest speed of these means that holds on `day`; the oldest before there was any."""
    rows = sorted((one for one in paces if one.means == means), key=lambda one: one.since)
    return next((one for one in reversed(rows) if one.since <= day), rows[0])
