"""Aims in order: the first as high as it can be, then the second among what reaches the first, and so on.

Between two aims every column is set aside with which the value just reached cannot be kept (reduced-cost fixing), so
that the later questions are small.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from palier.engines.exchanges.formulation import Formulation
from palier.engines.exchanges.solver import CERTAIN, Choice, Floor, Limits, relaxed, whole

PROMISING = 1_500  # columns of a first, quick search
NODES_TO_BEGIN = 5
PART_OF_TIME = 0.6  # of what is left, for one aim: the next ones shall have their turn


@dataclass(frozen=True, slots=True)
class Settled:
    """An aim, the value reached, a bound nothing exceeds (both in whole units), and why its search ended."""

    aim: str
    value: int
    bound: int
    stopped_because: str

    @property
    def proven(self) -> bool:
        return self.value == self.bound


@dataclass(slots=True)
class Climb:
    """Where the search stands: the choice so far, the columns still open, the aims settled."""

    made: Formulation
    limits: Limits
    active: list[int]
    chosen: tuple[int, ...] = ()
    settled: tuple[Settled, ...] = ()
    floors: tuple[Floor, ...] = ()
    ran_out: bool = False  # of time, in any question

    def settle(self, aim: str, gains: Sequence[int]) -> None:
        """Raise one aim as high as it goes without lowering those settled before."""
        if not any(gains[column] for column in self.active):
            self.settled += (Settled(aim, 0, 0, "finished"),)
            return
        limits = self._limits()
        first = self._noted(relaxed(self.made, self.active, gains, self.floors, limits))
        asked = first
        if first.chosen is None:
            self._begin(first, gains, limits)
            self._set_aside(first, gains)
            if self._value(gains) < first.bound:
                asked = self._noted(whole(self.made, self.active, gains, self.floors, limits, self.chosen))
        self.chosen = self._better(asked.chosen, gains)
        value = self._value(gains)
        bound = max(value, min(first.bound, asked.bound))
        self.settled += (Settled(aim, value, bound, "finished" if value == bound else asked.stopped_because),)
        self._set_aside(first, gains)
        self.floors += (Floor(gains, value),)

    def _begin(self, first: Choice, gains: Sequence[int], limits: Limits) -> None:
        """A good choice from the most promising columns only: with it many others can be set aside."""
        ceilings = first.ceilings
        if ceilings is None or len(self.active) <= PROMISING:
            return
        best = sorted(self.active, key=lambda column: (-ceilings[column], column))[:PROMISING]
        some = sorted({*best, *self.chosen})
        few = replace(limits, nodes=NODES_TO_BEGIN)
        found = self._noted(whole(self.made, some, gains, self.floors, few, self.chosen))
        self.chosen = self._better(found.chosen, gains)

    def _set_aside(self, first: Choice, gains: Sequence[int]) -> None:
        """Keep the columns with which the value reached can be kept; no other can be in a choice as good."""
        if first.ceilings is not None:
            mine, least = set(self.chosen), self._value(gains) - CERTAIN
            self.active = [one for one in self.active if first.ceilings[one] >= least or one in mine]

    def _noted(self, asked: Choice) -> Choice:
        self.ran_out = self.ran_out or asked.stopped_because == "time"
        return asked

    def _limits(self) -> Limits:
        if self.limits.until is None:
            return self.limits
        now = time.monotonic()
        return replace(self.limits, until=now + PART_OF_TIME * (self.limits.until - now))

    def _value(self, gains: Sequence[int]) -> int:
        return sum(gains[column] for column in self.chosen)

    def _better(self, found: tuple[int, ...] | None, gains: Sequence[int]) -> tuple[int, ...]:
        """The choice found, when it keeps every floor to the unit and is not worse than the one we had."""
        if found is None or any(sum(floor.gains[one] for one in found) < floor.least for floor in self.floors):
            return self.chosen
        return max(found, self.chosen, key=lambda choice: sum(gains[column] for column in choice))

    def is_only(self) -> bool:
        """Whether the relaxed question alone shows that no other choice is as good by every aim settled."""
        asked = self._noted(relaxed(self.made, self.active, self._difference(), self.floors, self._limits()))
        return asked.bound <= -len(self.chosen)

    def another(self) -> tuple[tuple[int, ...] | None, bool]:
        """A choice as good by every aim settled, as different as possible; and whether the question was answered.

        (None, True): the choice is the only one.
        """
        difference = self._difference()
        asked = self._noted(whole(self.made, self.active, difference, self.floors, self._limits(), self.chosen))
        found = asked.chosen
        if found is not None and set(found) != set(self.chosen) and self._better(found, difference) is found:
            return found, True
        return None, asked.bound <= -len(self.chosen)

    def _difference(self) -> list[int]:
        """How much each column sets a choice apart from the present one."""
        mine = set(self.chosen)
        return [-1 if column in mine else 1 for column in range(len(self.made.columns))]
