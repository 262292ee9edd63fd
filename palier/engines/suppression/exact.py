"""The pattern of least cost, proven: cuts are added to an integer programme until its pattern is safe.

Each round the programme proposes the cheapest pattern that satisfies the cuts so far; the attacker tries it; where
it comes too close, that gives a cut. The first proposal the attacker cannot break is the cheapest safe
one. Source: Fischetti and Salazar (2001), see separation.py.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from palier.engines.suppression.attacker import Equations, unmet
from palier.engines.suppression.rules import Need
from palier.engines.suppression.separation import Cut, Separation
from palier.engines.suppression.solver import Programme

_LP_ROUNDS = 40
_ROUNDS = 300  # integer programmes in all; D28: work is bounded by counting, not by the clock
_NODES = 200_000  # of all together, divided by the number of choices: a node costs as much as there are cells
_BLOCK = 16  # cells whose order is settled by one integer programme

Pattern = frozenset[int]


@dataclass(frozen=True, slots=True)
class Tie:
    """Another pattern of the same cost, and why it was not chosen."""

    instead_of: Pattern
    chosen_by: str  # `second_cost` or `order`


@dataclass(frozen=True, slots=True)
class Proof:
    """What the search found. `bound`: no pattern costs less.

    `pattern` None: it stopped before the first safe one; then `nearly` is the cheapest it could not yet rule out.
    """

    pattern: Pattern | None
    nearly: Pattern
    is_optimal: bool
    bound: float
    ties: tuple[Tie, ...]
    stopped_because: str  # `optimal`, `nodes`, `time`


class _Stopped(Exception):
    """The search met a limit."""


def cheapest_pattern(
    equations: Equations,
    needs: Sequence[Need],
    costs: Mapping[int, float],
    second_costs: Mapping[int, float],
    seconds: float,
) -> Proof:
    """The cells to hide of least cost; of those the least second cost; of those the first in canonical order.

    A safe pattern must exist (hide all of `costs`). Exponential at worst; bounded by rounds and nodes.
    """
    search = _Search(equations, needs, sorted(costs), time.monotonic() + seconds)
    pattern: Pattern | None = None
    ties: tuple[Tie, ...] = ()
    bound, is_optimal = 0.0, False
    try:
        pattern = search.cheapest(costs)
        is_optimal, bound = True, _cost(pattern, costs)
        search.at_most(costs, bound)
        pattern = search.cheapest(second_costs)
        pattern, ties = _settled(search, pattern, second_costs)
    except _Stopped as stopped:
        return Proof(pattern, search.proposed, is_optimal, max(bound, search.bound), ties, str(stopped))
    return Proof(pattern, pattern, True, bound, ties, "optimal")


def _settled(search: _Search, pattern: Pattern, second_costs: Mapping[int, float]) -> tuple[Pattern, tuple[Tie, ...]]:
    """The pattern to take when others cost the same, and one of those others."""
    if not pattern:
        return pattern, ()
    row = search.other_than(pattern)
    other = search.find(second_costs)
    search.drop(row)
    if other is None:
        return pattern, ()
    second = _cost(pattern, second_costs)
    if _cost(other, second_costs) > second * (1 + 1e-9) + 1e-9:
        return pattern, (Tie(other, "second_cost"),)
    search.at_most(second_costs, second)
    first = search.first_in_order()
    return first, (Tie(other if first == pattern else pattern, "order"),)


def _cost(pattern: Pattern, costs: Mapping[int, float]) -> float:
    return float(sum(costs[cell] for cell in sorted(pattern)))


class _Search:
    """The integer programme over the choices, with the cuts found so far."""

    def __init__(self, equations: Equations, needs: Sequence[Need], choices: Sequence[int], until: float) -> None:
        self._equations, self._needs, self._choices, self._until = equations, needs, choices, until
        self._sensitive = frozenset(need.cell for need in needs)
        self._column = {cell: place for place, cell in enumerate(choices)}
        count = len(choices)
        self._programme = Programme([0.0] * count, [0.0] * count, [1.0] * count)
        for name, value in {"mip_rel_gap": 0.0, "mip_abs_gap": 1e-6}.items():
            self._programme.option(name, value)
        self._separation = Separation(equations, self._sensitive, choices)
        self._rows = 0
        self._rounds = 0
        self._nodes = max(_NODES // max(count, 1), 100)
        self.bound = 0.0
        self.proposed: Pattern = frozenset()
        self._safe: set[Pattern] = set()
        for low, terms in _obvious(equations, self._sensitive, self._column):
            self._add(low, _INFINITY, terms)

    def cheapest(self, costs: Mapping[int, float], *, tighten: bool = True) -> Pattern:
        found = self.find(costs, tighten=tighten)
        if found is None:  # cannot be while hiding everything is safe, but for a solver's tolerance
            raise _Stopped("nodes")
        return found

    def find(self, costs: Mapping[int, float], *, tighten: bool = True) -> Pattern | None:
        """The cheapest safe pattern within the rows added, or None when there is none."""
        scale = max(costs.values(), default=1.0) or 1.0
        for cell, column in self._column.items():
            self._programme.cost(column, costs[cell] / scale)
        if tighten:
            self._tighten()
        while True:
            self._rounds += 1
            if self._rounds > _ROUNDS or self._nodes <= 0:
                raise _Stopped("nodes")
            self._programme.option("mip_max_nodes", self._nodes)
            outcome = self._run(is_whole=True)
            self._nodes -= self._programme.nodes()
            if outcome == "infeasible":
                return None
            self.bound = max(self.bound, self._programme.bound() * scale) if not self._is_second else self.bound
            if outcome != "optimal":
                raise _Stopped("time" if time.monotonic() > self._until else "nodes")
            chosen = {cell: 1.0 for cell, share in self._shares().items() if share > 0.5}
            self.proposed = frozenset(chosen)
            if self.proposed in self._safe:
                return self.proposed
            broken = unmet(self._equations, self._sensitive | set(chosen), self._needs)
            if not broken:
                self._safe.add(self.proposed)
                return self.proposed
            self._cut_off(broken, chosen)

    _is_second = False

    def at_most(self, costs: Mapping[int, float], most: float) -> None:
        """Only patterns of this cost from now on."""
        scale = max(costs.values(), default=1.0) or 1.0
        terms = {column: costs[cell] / scale for cell, column in self._column.items()}
        self._add(-_INFINITY, most / scale * (1 + 1e-9) + 1e-7, terms)
        self._is_second = True

    def other_than(self, pattern: Pattern) -> int:
        """Not this pattern; as all costs are above zero, others of its cost leave out one of its cells."""
        self._add(-_INFINITY, len(pattern) - 1.0, {self._column[cell]: 1.0 for cell in pattern})
        return self._rows - 1

    def drop(self, row: int) -> None:
        self._programme.bound_rows(row, -_INFINITY, _INFINITY)

    def first_in_order(self) -> Pattern:
        """Of the patterns left, the one whose cells come first; settled a block of cells at a time."""
        found: Pattern = frozenset()
        for start in range(0, len(self._choices), _BLOCK):
            block = self._choices[start : start + _BLOCK]
            # A cell that comes first outweighs all after it; +1 keeps every cost above zero.
            weights = {cell: 2.0 ** (_BLOCK - place) for place, cell in enumerate(block)}
            found = self.cheapest(
                {cell: 2.0**_BLOCK + 1 - weights.get(cell, 0.0) for cell in self._choices}, tighten=False
            )
            for cell in block:
                share = 1.0 if cell in found else 0.0
                self._programme.bounds(self._column[cell], share, share)
        return found

    def _tighten(self) -> None:
        """Cuts from the fractional patterns first: they are many, cheap, and lift the bound."""
        last = -1.0
        for _ in range(_LP_ROUNDS):
            if self._run(is_whole=False) != "optimal" or self._programme.objective() < last + 1e-4 * abs(last):
                return
            last = self._programme.objective()
            shares = self._shares()
            cuts = {cut for need in self._needs for cut in self._separation.cuts(need, shares)}
            violated = [cut for cut in cuts if cut.reaches(shares) < 1 - 1e-3]
            if not violated:
                return
            for cut in sorted(violated, key=lambda cut: cut.factors):
                self._add_cut(cut)

    def _cut_off(self, broken: Sequence[Need], chosen: Mapping[int, float]) -> None:
        """Cuts that this pattern does not satisfy; at the least, that something else must be hidden too."""
        cuts: set[Cut] = set()
        for need in broken:
            for cut in [*self._separation.cuts(need, chosen), *self._separation.cuts(need, chosen, room=0.0)]:
                if cut.reaches(chosen) < 1 - 1e-6:
                    cuts.add(cut)
        if not cuts:  # only a whole-number attack breaks it
            cuts.add(Cut(tuple((cell, 1.0) for cell in self._choices if cell not in chosen)))
        for cut in sorted(cuts, key=lambda cut: cut.factors):
            self._add_cut(cut)

    def _add_cut(self, cut: Cut) -> None:
        self._add(1.0, _INFINITY, {self._column[cell]: factor for cell, factor in cut.factors})

    def _add(self, low: float, high: float, terms: Mapping[int, float]) -> None:
        self._programme.add_row(low, high, terms)
        self._rows += 1

    def _run(self, *, is_whole: bool) -> str:
        left = self._until - time.monotonic()
        if left <= 0:
            raise _Stopped("time")
        self._programme.time_left(left)
        self._programme.whole(is_whole)
        return self._programme.run()

    def _shares(self) -> dict[int, float]:
        return dict(zip(self._choices, self._programme.solution(), strict=True))


_INFINITY = float("inf")


def _obvious(
    equations: Equations, sensitive: frozenset[int], column: Mapping[int, int]
) -> Iterator[tuple[float, dict[int, float]]]:
    """Rows that need no attacker: nobody is hidden alone in a sum.

    A sensitive cell would be worked out at once; any other would be hidden for nothing.
    """
    always = sensitive | equations.open
    for one in equations.sums:
        members = [one.total, *one.parts]
        hidden = [cell for cell in members if cell in always]
        choices = {column[cell]: 1.0 for cell in members if cell in column}
        if len(hidden) == 1 and hidden[0] in sensitive:
            yield 1.0, choices
        elif not hidden:
            for alone in choices:
                yield 0.0, choices | {alone: -1.0}
