"""Cuts: from a pattern under which an attacker comes too close, an inequality that every safe pattern satisfies.

The attacker's programme has a dual; any of its solutions says how much each hidden cell can contribute to
the doubt about a sensitive one. Source: M. Fischetti, J.J. Salazar, "Solving the cell suppression problem on tabular
data with linear constraints", Management Science 47 (2001); the tightening of coefficients is theirs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from palier.engines.suppression.attacker import Equations
from palier.engines.suppression.rules import Need
from palier.engines.suppression.solver import Programme

# A published cell is given this much room in the dual's programme, or its price would be arbitrary and the cut weak.
_ROOM = 1e-4
_DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Cut:
    """The factors of cells that may be hidden; the sum over those that are must be at least 1."""

    factors: tuple[tuple[int, float], ...]

    def reaches(self, pattern: Mapping[int, float]) -> float:
        return sum(factor * pattern.get(cell, 0.0) for cell, factor in self.factors)


class Separation:
    """Finds cuts for one set of equations, with the programme kept warm."""

    def __init__(self, equations: Equations, sensitive: Iterable[int], choices: Sequence[int]) -> None:
        self._equations = equations
        self._always = frozenset(sensitive) | equations.open
        self._choices = frozenset(choices)
        count = len(equations.values)
        self._programme = Programme([0.0] * count, [0.0] * count, [0.0] * count)
        self._programme.option("presolve", "off")
        self._rows: list[dict[int, float]] = []
        self._opened: dict[int, tuple[float, float]] = {}  # the bounds as they are, so as to change few
        self._last: tuple[Mapping[int, float], float, float] | None = None
        for one in equations.sums:
            terms = {one.total: -1.0} | dict.fromkeys(one.parts, 1.0)
            self._programme.add_row(0.0, 0.0, terms)
            self._rows.append(terms)

    def cuts(self, need: Need, pattern: Mapping[int, float], room: float = _ROOM) -> list[Cut]:
        """Cuts for a need under a pattern (0 to 1 per choice; fractions allowed); not all need be violated."""
        found: list[Cut | None] = []
        ask = max(need.width, need.above, need.below, 1e-3)
        self._open(pattern, ask, room)
        upper = self._room_given(need.cell, 1)
        lower = self._room_given(need.cell, -1)
        if need.above:
            found.append(self._cut(upper, need.above))
        if need.below:
            found.append(self._cut(lower, need.below))
        if need.width:
            both = {cell: upper.get(cell, 0.0) + lower.get(cell, 0.0) for cell in sorted({*upper, *lower})}
            found.append(self._cut(both, need.width))
        return [cut for cut in found if cut is not None]

    def _open(self, pattern: Mapping[int, float], ask: float, room: float) -> None:
        """Gives each cell its room to move, in proportion to how far it is hidden."""
        if (pattern, ask, room) == self._last:
            return
        self._last = (dict(pattern), ask, room)
        known = self._equations
        for cell, value in enumerate(known.values):
            share = 1.0 if cell in self._always else max(pattern.get(cell, 0.0), room) * (cell in self._choices)
            down, up = min(value - known.lowest[cell], ask), min(known.highest[cell] - value, ask)
            if self._opened.get(cell) != (down * share, up * share):
                self._opened[cell] = (down * share, up * share)
                self._programme.bounds(cell, -down * share, up * share)

    def _room_given(self, cell: int, direction: int) -> dict[int, float]:
        """Per cell, what hiding it can add to the furthest move of `cell` at most: a dual solution."""
        self._programme.cost(cell, -direction)
        self._programme.run()
        prices = [round(price, 9) for price in self._programme.prices()]
        self._programme.cost(cell, 0.0)
        known, given = self._equations, {}
        costs = {cell: -float(direction)}
        for price, terms in zip(prices, self._rows, strict=True):
            if price:
                for other, factor in terms.items():
                    costs[other] = costs.get(other, 0.0) - price * factor
        for other, reduced in costs.items():
            if abs(reduced) <= _DUST:
                continue
            value = known.values[other]
            # Any prices whatever give a valid cut, so a rounded one does; an unlimited room gives infinity.
            limit = value - known.lowest[other] if reduced > 0 else known.highest[other] - value
            if limit > 0:
                given[other] = abs(reduced) * limit
        return given

    def _cut(self, given: Mapping[int, float], ask: float) -> Cut | None:
        """What must come from cells one may choose; None when the sensitive ones suffice."""
        missing = ask - sum(room for cell, room in given.items() if cell in self._always)
        if not math.isfinite(missing) or missing <= _DUST * max(1.0, ask):
            return None
        return Cut(
            tuple((cell, min(room / missing, 1.0)) for cell, room in sorted(given.items()) if cell in self._choices)
        )
