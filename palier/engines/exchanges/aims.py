"""Aims in order: the first as high as it can be, then the second among what reaches the first, and so on.

Between two aims every column is set aside with which the value just reached cannot be kept (reduced-cost fixing), so
that the later questions are small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from palier.engines.exchanges.formulation import Formulation
from palier.engines.exchanges.solver import CERTAIN, Choice, Floor, Limits, relaxed, whole


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

    def settle(self, aim: str, gains: Sequence[int]) -> None:
        """Raise one aim as high as it goes without lowering those settled before."""
        first = relaxed(self.made, self.active, gains, self.floors, self.limits)
        asked = first if first.chosen is not None else self._searched(gains)
        chosen = self._better(asked.chosen, gains)
        value = sum(gains[column] for column in chosen)
        bound = max(value, min(first.bound, asked.bound))
        self.settled += (Settled(aim, value, bound, "finished" if value == bound else asked.stopped_because),)
        self.floors += (Floor(gains, value),)
        if first.ceilings is not None:
            mine = set(chosen)
            self.active = [one for one in self.active if first.ceilings[one] >= value - CERTAIN or one in mine]
        self.chosen = chosen

    def _searched(self, gains: Sequence[int]) -> Choice:
        return whole(self.made, self.active, gains, self.floors, self.limits, self.chosen)

    def _better(self, found: tuple[int, ...] | None, gains: Sequence[int]) -> tuple[int, ...]:
        """The choice found, when it keeps every floor to the unit and is not worse than the one we had."""
        if found is None or any(sum(floor.gains[one] for one in found) < floor.least for floor in self.floors):
            return self.chosen
        return max(found, self.chosen, key=lambda choice: sum(gains[column] for column in choice))

    def another(self) -> tuple[tuple[int, ...] | None, bool]:
        """A choice as good by every aim settled, as different as possible; and whether the question was answered.

        (None, True): the choice is the only one.
        """
        mine = set(self.chosen)
        difference = [-1 if column in mine else 1 for column in range(len(self.made.columns))]
        asked = relaxed(self.made, self.active, difference, self.floors, self.limits)
        if asked.chosen is None and asked.bound > -len(mine):
            asked = whole(self.made, self.active, difference, self.floors, self.limits, self.chosen)
        found = asked.chosen
        if found is not None and set(found) != mine and self._better(found, difference) == found:
            return found, True
        return None, asked.bound <= -len(mine)
