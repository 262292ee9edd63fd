"""The attacker: from all that is published, the least and the greatest figure each hidden cell can be.

What the attacker is taken to know: every figure shown and every sum, that no figure is negative, that figures
are whole numbers where all of them are, and an earlier release. Not: other statistics, or the own
contribution of somebody who is inside a cell.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from palier.engines.suppression.rules import Need
from palier.engines.suppression.solver import Programme
from palier.engines.suppression.tables import Sum

_WHOLE = 1e-6
_NODES = 2_000  # of an integer attack; a search cut short only makes the interval look narrower, never wider


@dataclass(frozen=True, slots=True)
class Equations:
    """What ties the cells: true values, the bounds anybody knows, the sums.

    `open`: cells nobody sees (hidden in an earlier release). `closed`: cells that may not be hidden.
    """

    values: tuple[float, ...]
    lowest: tuple[float, ...]
    highest: tuple[float, ...]
    sums: tuple[Sum, ...]
    open: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()

    @property
    def is_whole(self) -> bool:
        return all(value == round(value) for value in self.values)


@dataclass(frozen=True, slots=True)
class Interval:
    """What an attacker can tell of a cell; `high` may be infinite. `moved`: hidden cells that differ at either end."""

    low: float
    high: float
    moved: frozenset[int] = frozenset()


class Attacker:
    """Solves for one pattern of hidden cells; a programme over the hidden cells only, kept warm between cells."""

    def __init__(self, equations: Equations, hidden: Collection[int]) -> None:
        self._equations = equations
        self._hidden = sorted(set(hidden) | equations.open)
        self._place = {cell: place for place, cell in enumerate(self._hidden)}
        self._is_whole = equations.is_whole
        # Columns are changes from the true value: zero is always possible, and tolerances stay small.
        self._low = [equations.lowest[cell] - equations.values[cell] for cell in self._hidden]
        self._high = [equations.highest[cell] - equations.values[cell] for cell in self._hidden]
        self._programme = Programme([0.0] * len(self._hidden), self._low, self._high)
        self._programme.option("presolve", "off")
        self._programme.option("mip_max_nodes", _NODES)
        for terms in sorted({_terms(one, self._place) for one in equations.sums}):
            if terms:
                self._programme.add_row(0.0, 0.0, dict(terms))

    def publish(self, cell: int) -> None:
        self._programme.bounds(self._place[cell], 0.0, 0.0)

    def hide(self, cell: int) -> None:
        place = self._place[cell]
        self._programme.bounds(place, self._low[place], self._high[place])

    def interval(self, cell: int) -> Interval:
        """All that can be told of a cell; two linear programmes, and integer ones where a corner is not whole."""
        value = self._equations.values[cell]
        if cell not in self._place:
            return Interval(value, value)
        down, moved_down = self._furthest(cell, -1)
        up, moved_up = self._furthest(cell, 1)
        return Interval(_tidy(value - down), _tidy(value + up), moved_down | moved_up)

    def meets(self, need: Need) -> Interval | None:
        """An interval that is wide enough and that the attacker cannot narrow, else None; not always the widest."""
        value = self._equations.values[need.cell]
        found = self._upward(need) or self.interval(need.cell)
        return found if need.is_met(value, found.low, found.high) else None

    def _upward(self, need: Need) -> Interval | None:
        """One programme that goes up no further than is asked: mostly enough, and few cells move."""
        if need.below or need.cell not in self._place:
            return None
        value, place = self._equations.values[need.cell], self._place[need.cell]
        ask = float(math.ceil(max(need.width, need.above)))
        if not 0 < ask <= self._high[place]:
            return None
        self._programme.bounds(place, 0.0, ask)
        self._programme.cost(place, -1.0)
        reached = self._programme.run() == "optimal" and -self._programme.objective() >= ask - _WHOLE
        moves = self._programme.solution() if reached else []
        self._programme.cost(place, 0.0)
        self.hide(need.cell)
        if not reached or not self._may_be(moves):
            return None
        return Interval(value, value + ask, self._moved(moves))

    def _furthest(self, cell: int, direction: int) -> tuple[float, frozenset[int]]:
        """How far the cell can move in a direction, and which cells move with it."""
        programme, place = self._programme, self._place[cell]
        programme.cost(place, -direction)
        outcome = programme.run()
        far, moves = 0.0, [0.0] * len(self._hidden)
        if outcome == "optimal":
            far, moves = -programme.objective(), programme.solution()
            if not self._may_be(moves):
                far, moves = self._furthest_whole()
        programme.cost(place, 0.0)
        if outcome == "unbounded":
            return math.inf, frozenset(self._hidden)
        return max(far, 0.0), self._moved(moves)

    def _may_be(self, moves: Sequence[float]) -> bool:
        """Whether these changes make whole figures where all are whole."""
        return not self._is_whole or not any(move and abs(move - round(move)) > _WHOLE for move in moves)

    def _moved(self, moves: Sequence[float]) -> frozenset[int]:
        return frozenset(cell for cell, move in zip(self._hidden, moves, strict=True) if move and abs(move) > _WHOLE)

    def _furthest_whole(self) -> tuple[float, list[float]]:
        self._programme.whole(True)
        self._programme.run()
        found = self._programme.has_solution()
        far = round(-self._programme.objective()) if found else 0.0
        moves = self._programme.solution() if found else [0.0] * len(self._hidden)
        self._programme.whole(False)
        return far, moves


def unmet(equations: Equations, hidden: Collection[int], needs: Iterable[Need]) -> list[Need]:
    """The needs that this pattern does not meet."""
    attacker = Attacker(equations, hidden)
    return [need for need in needs if attacker.meets(need) is None]


def _terms(one: Sum, place: dict[int, int]) -> tuple[tuple[int, float], ...]:
    """A sum as columns and coefficients, only the hidden ones."""
    members: Sequence[tuple[int, float]] = [(one.total, -1.0), *((part, 1.0) for part in one.parts)]
    return tuple((place[cell], factor) for cell, factor in members if cell in place)


def _tidy(figure: float) -> float:
    """A figure without the last digits of a solver."""
    if not math.isfinite(figure):
        return figure
    nearest = round(figure)
    return float(nearest) if abs(figure - nearest) < _WHOLE * max(1.0, abs(figure)) else round(figure, 6)
