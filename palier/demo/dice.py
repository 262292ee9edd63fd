"""Chance that can be repeated: a stream of draws for each part of the sector, so that parts do not disturb others."""

import datetime as dt
import random
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

from palier.demo import SEED
from palier.kernel.days import BRUSSELS, is_working_day

T = TypeVar("T")
_VARIANTS = "89ab"


class Dice:
    """A stream of draws named by `parts`: the same name gives the same draws on every machine."""

    def __init__(self, *parts: object) -> None:
        self.chance_of = random.Random("|".join(map(str, (SEED, *parts))))  # noqa: S311 - wanted: it repeats

    def id(self, moment: dt.datetime) -> str:
        """A row id in the layout of UUID version 7: the moment in milliseconds, then 74 drawn bits."""
        bits = self.chance_of.getrandbits(74)
        time = f"{int(moment.timestamp() * 1000):012x}"
        tail = f"{bits >> 14:015x}"
        return f"{time[:8]}-{time[8:]}-7{tail[:3]}-{_VARIANTS[bits & 3]}{tail[3:6]}-{tail[6:]}{(bits >> 2) & 0xFFF:03x}"

    def chance(self, share: float) -> bool:
        """True in `share` of the draws."""
        return self.chance_of.random() < share

    def pick(self, among: Sequence[T]) -> T:
        """One of `among`."""
        return among[int(self.chance_of.random() * len(among))]

    def weighted(self, among: Sequence[tuple[T, float]]) -> T:
        """One of `among`, each with its weight."""
        at = self.chance_of.random() * sum(weight for _, weight in among)
        for what, weight in among:
            at -= weight
            if at < 0:
                return what
        return among[-1][0]

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.chance_of.random() * (high - low + 1))

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        """A day from `first` to `last`, both included; `first` when they are the wrong way round."""
        return first + dt.timedelta(days=self.between(0, max(0, (last - first).days)))

    def sample(self, among: Sequence[T], count: int) -> list[T]:
        """`count` different ones of `among`."""
        return self.chance_of.sample(among, min(count, len(among)))

    def shuffled(self, among: Sequence[T]) -> list[T]:
        """All of `among` in a drawn order."""
        mixed = list(among)
        self.chance_of.shuffle(mixed)
        return mixed


class Calendar:
    """The working days around the day on which the sector stands."""

    def __init__(self, as_of: dt.date, years: int = 12) -> None:
        first = as_of - dt.timedelta(days=366 * years)
        days = (first + dt.timedelta(days=n) for n in range(366 * years + 400))
        self.days = [day for day in days if is_working_day(day)]
        self.as_of = as_of

    def between(self, first: dt.date, last: dt.date) -> Sequence[dt.date]:
        """Working days from `first` to `last`; the next one when there is none."""
        low, high = bisect_left(self.days, first), bisect_right(self.days, last)
        return self.days[low : max(high, low + 1)]

    def before(self, day: dt.date) -> dt.date:
        """The last working day before `day`."""
        return self.days[bisect_left(self.days, day) - 1]

    def on_or_after(self, day: dt.date) -> dt.date:
        """`day`, or the next working day."""
        return self.days[bisect_left(self.days, day)]


def at(day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
    """A moment of a Brussels day."""
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRUSSELS)


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to `weights` that sum to `total` (largest remainders; ties to the earlier)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    given = [int(share) for share in exact]
    order = sorted(range(len(weights)), key=lambda n: (given[n] - exact[n], n))
    for n in order[: total - sum(given)]:
        given[n] += 1
    return given
