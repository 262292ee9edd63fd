"""Aims in order: the first as high as it can be, then the second among what reaches the first, and so on.

What has nothing to do with each other is decided apart: the columns fall into parts that share no row, and each part is
raised by itself. Between two aims every column is set aside with which the value just reached cannot be kept
(reduced-cost fixing), so that the later questions are small and fall into more parts.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from palier.engines.exchanges.formulation import Formulation, parts
from palier.engines.exchanges.solver import CERTAIN, Choice, Floor, Limits, relaxed, whole

PROMISING = 1_500  # columns of a first, quick search
NODES_TO_BEGIN = 5
NODES = {3_000: 5_000, 20_000: 1_000}  # nodes of a search, by number of columns at most; above: FEW_NODES
FEW_NODES = 200
PART_OF_TIME = 0.6  # of what is left, for one aim: the next ones shall have their turn

Gains = Sequence[int]


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
class _Part:
    """Columns that share rows with each other and with no other; those chosen, the bound, why the search ended."""

    columns: list[int]
    chosen: tuple[int, ...]
    bound: int = 0
    stopped_because: str = "finished"

    def value(self, gains: Gains) -> int:
        return sum(gains[column] for column in self.chosen)

    def keep_best(self, found: tuple[int, ...] | None, gains: Gains, floors: Sequence[Floor]) -> None:
        """Take the choice found, when it keeps every floor to the unit and is better than the one we had."""
        if found is None or sum(gains[column] for column in found) <= self.value(gains):
            return
        if all(sum(floor.gains[column] for column in found) >= floor.least for floor in floors):
            self.chosen = found

    def set_aside(self, first: Choice, gains: Gains) -> None:
        """Keep the columns with which the value reached can be kept; no other can be in a choice as good."""
        if first.ceilings is not None:
            mine, least = set(self.chosen), self.value(gains) - CERTAIN
            self.columns = [one for one in self.columns if first.ceilings[one] >= least or one in mine]


@dataclass(slots=True)
class Climb:
    """Where the search stands: the choice so far, the columns still open, the aims settled.

    `until`: the moment (of the monotonic clock) at which the search ends whatever it has.
    """

    made: Formulation
    until: float
    active: list[int]
    chosen: tuple[int, ...] = ()
    settled: tuple[Settled, ...] = ()
    raised: tuple[Gains, ...] = ()  # the gains of the aims settled, in order
    ran_out: bool = False  # of time, in any question

    def settle(self, aim: str, gains: Gains) -> None:
        """Raise one aim as high as it goes without lowering those settled before."""
        done = self._settled(self._parts(self.active, self.chosen), gains, self._until_next())
        self.active = sorted(column for part in done for column in part.columns)
        self.chosen = tuple(sorted(column for part in done for column in part.chosen))
        value, bound = sum(part.value(gains) for part in done), sum(part.bound for part in done)
        stopped = next((part.stopped_because for part in done if part.value(gains) != part.bound), "finished")
        self.settled += (Settled(aim, value, bound, stopped),)
        self.raised += (gains,)

    def is_only(self) -> bool:
        """Whether the relaxed question alone shows that no other choice is as good by every aim settled."""
        until, difference = self._until_next(), self._difference()
        return all(
            self._noted(relaxed(self.made, part.columns, difference, self._floors(part), Limits(0, until))).bound
            <= -len(part.chosen)
            for part in self._parts(self.active, self.chosen)
        )

    def another(self) -> tuple[tuple[int, ...] | None, bool]:
        """A choice as good by every aim settled, different in one part; and whether the question was answered.

        (None, True): the choice is the only one.
        """
        until, difference, known = self._until_next(), self._difference(), True
        for part in self._parts(self.active, self.chosen):
            before = part.chosen
            asked = self._searched(part, difference, until)
            part.keep_best(asked.chosen, difference, self._floors(part))
            if set(part.chosen) != set(before):
                return tuple(sorted({*self.chosen} - {*before} | {*part.chosen})), True
            known = known and asked.bound <= -len(before)
        return None, known

    def _parts(self, columns: Sequence[int], chosen: Sequence[int]) -> list[_Part]:
        mine = set(chosen)
        return [_Part(part, tuple(one for one in part if one in mine)) for part in parts(self.made, columns)]

    def _settled(self, open_parts: list[_Part], gains: Gains, until: float) -> list[_Part]:
        """Each part raised as high as it goes; it may come back as several smaller ones."""
        done: list[_Part] = []
        for part in open_parts:
            if not any(gains[column] for column in part.columns):
                part.bound = 0
                done.append(part)
            else:
                done += self._raised(part, gains, until)
        return done

    def _raised(self, part: _Part, gains: Gains, until: float) -> list[_Part]:
        floors = self._floors(part)
        first = self._noted(relaxed(self.made, part.columns, gains, floors, Limits(0, until)))
        part.bound, part.stopped_because = first.bound, first.stopped_because
        part.keep_best(first.chosen, gains, floors)
        if part.value(gains) < first.bound:
            self._begin(part, first, gains, until)
        part.set_aside(first, gains)
        smaller = self._parts(part.columns, part.chosen)
        if part.value(gains) < first.bound and len(smaller) > 1:
            smaller = self._settled(smaller, gains, until)
            if sum(one.bound for one in smaller) <= first.bound:
                return smaller
            part.columns = sorted(column for one in smaller for column in one.columns)
            part.chosen = tuple(sorted(column for one in smaller for column in one.chosen))
        elif part.value(gains) < first.bound:
            asked = self._searched(part, gains, until)
            part.keep_best(asked.chosen, gains, floors)
            part.bound, part.stopped_because = min(first.bound, asked.bound), asked.stopped_because
            part.set_aside(first, gains)
        part.bound = max(part.bound, part.value(gains))
        return [part]

    def _begin(self, part: _Part, first: Choice, gains: Gains, until: float) -> None:
        """A good choice from the most promising columns only: with it many others can be set aside."""
        ceilings = first.ceilings
        if ceilings is not None and len(part.columns) > PROMISING:
            best = sorted(part.columns, key=lambda column: (-ceilings[column], column))[:PROMISING]
            some = _Part(sorted({*best, *part.chosen}), part.chosen)
            part.keep_best(self._searched(some, gains, until, NODES_TO_BEGIN).chosen, gains, self._floors(part))

    def _searched(self, part: _Part, gains: Gains, until: float, nodes: int | None = None) -> Choice:
        limits = Limits(_nodes(len(part.columns)) if nodes is None else nodes, until)
        return self._noted(whole(self.made, part.columns, gains, self._floors(part), limits))

    def _floors(self, part: _Part) -> list[Floor]:
        return [Floor(gains, part.value(gains)) for gains in self.raised]

    def _noted(self, asked: Choice) -> Choice:
        self.ran_out = self.ran_out or asked.stopped_because == "time"
        return asked

    def _until_next(self) -> float:
        now = time.monotonic()
        return now + PART_OF_TIME * max(0.0, self.until - now)

    def _difference(self) -> list[int]:
        """How much each column sets a choice apart from the present one."""
        mine = set(self.chosen)
        return [-1 if column in mine else 1 for column in range(len(self.made.columns))]


def _nodes(columns: int) -> int:
    return next((nodes for most, nodes in NODES.items() if columns <= most), FEW_NODES)
