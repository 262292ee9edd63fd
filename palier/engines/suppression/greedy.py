"""A safe pattern for tables of any size: cell by cell the cheapest way to make it vague, less what need not be hidden.

Source of the step: L.H. Cox, "Network models for complementary cell suppression", JASA 90 (1995), with a linear
programme in place of a network, so that any number of dimensions and linked tables are covered.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence

from palier.engines.suppression.attacker import Attacker, Equations, unmet
from palier.engines.suppression.rules import Need
from palier.engines.suppression.solver import Programme


def safe_pattern(
    equations: Equations,
    needs: Sequence[Need],
    costs: Mapping[int, float],
    start: frozenset[int] = frozenset(),
    until: float = math.inf,
) -> tuple[frozenset[int], dict[int, int]]:
    """Cells to hide beside the sensitive ones, and for each a sensitive cell that it protects.

    Hiding all of `costs` must be safe.
    `costs`: what hiding each cell costs; only these may be hidden. `start`: a pattern to begin with.
    `until`: a moment of `time.monotonic()`; past it, more is hidden than need be, never less.
    Two linear programmes per sensitive cell, then some per cell hidden.
    """
    sensitive = {need.cell for need in needs}
    hidden = set(start)
    paths = _Paths(equations, sensitive, costs)
    attacker = Attacker(equations, sensitive | hidden)
    for need in sorted(needs, key=lambda need: (-max(need.width, need.above), need.cell)):
        if time.monotonic() > until:
            hidden = set(costs)
            break
        if attacker.meets(need) is None:
            hidden |= paths.cells(need, hidden)
            attacker = Attacker(equations, sensitive | hidden)
    # A programme's tolerance may leave a cell a hair too narrow: then everything is hidden, and shown again below.
    if hidden != set(costs) and unmet(equations, sensitive | hidden, needs):
        hidden = set(costs)
    return shown_again(equations, needs, costs, frozenset(hidden), until)


def shown_again(
    equations: Equations,
    needs: Sequence[Need],
    costs: Mapping[int, float],
    hidden: frozenset[int],
    until: float = math.inf,
) -> tuple[frozenset[int], dict[int, int]]:
    """The pattern less the cells that need not be hidden, dearest first; and for each left one that it protects."""
    if time.monotonic() > until:
        return hidden, {}
    attacker = Attacker(equations, {need.cell for need in needs} | hidden)
    seen = {need.cell: attacker.interval(need.cell).moved for need in needs}
    kept, protects, beside = set(hidden), {}, _neighbours(equations)
    for cell in sorted(hidden, key=lambda cell: (-costs[cell], cell)):
        if time.monotonic() > until:
            break
        attacker.publish(cell)
        renewed: dict[int, frozenset[int]] = {}
        # Who stands in a sum with the cell is the likeliest to need it: asked first, the answer comes soonest.
        for need in sorted(needs, key=lambda need: (need.cell not in beside.get(cell, ()), need.cell)):
            if cell in seen[need.cell]:  # who reached her bounds without this cell still does
                found = attacker.meets(need)
                if found is None:
                    protects[cell] = need.cell
                    break
                renewed[need.cell] = found.moved
        if cell in protects:
            attacker.hide(cell)
        else:
            kept.discard(cell)
            seen |= renewed
    return frozenset(kept), protects


def _neighbours(equations: Equations) -> dict[int, set[int]]:
    """Per cell, those in a sum with it."""
    beside: dict[int, set[int]] = {}
    for one in equations.sums:
        members = {one.total, *one.parts}
        for cell in members:
            beside.setdefault(cell, set()).update(members)
    return beside


class _Paths:
    """The cheapest change of the table that moves a sensitive cell by a given amount."""

    def __init__(self, equations: Equations, sensitive: set[int], costs: Mapping[int, float]) -> None:
        self._equations, self._costs = equations, costs
        self._free = sensitive | equations.open
        self._cells = sorted(set(costs) | self._free)
        self._place = {cell: place for place, cell in enumerate(self._cells)}
        self._half = len(self._cells)  # columns: every cell going up, then every cell going down
        unit = [0.0 if cell in self._free else costs[cell] for cell in self._cells]
        room_up = [equations.highest[cell] - equations.values[cell] for cell in self._cells]
        self._down = [equations.values[cell] - equations.lowest[cell] for cell in self._cells]
        self._up = room_up
        self._programme = Programme(unit * 2, [0.0] * (2 * self._half), [*room_up, *self._down])
        self._programme.option("presolve", "off")
        for one in equations.sums:
            terms = [(one.total, -1.0), *((part, 1.0) for part in one.parts)]
            inside = [(self._place[cell], factor) for cell, factor in terms if cell in self._place]
            if inside:
                row = dict(inside) | {place + self._half: -factor for place, factor in inside}
                self._programme.add_row(0.0, 0.0, row)

    def cells(self, need: Need, hidden: set[int]) -> set[int]:
        """What to hide for a need; cells already hidden cost nothing."""
        for cell in hidden:
            self._price(cell, 0.0)
        found: set[int] = set()
        up, down = max(need.above, need.width), need.below
        moved = self._moved(need.cell, up, 0.0)
        if moved is None:  # no such room above: as far as it goes, the rest below
            up = max(self._most_up(need.cell), 0.0)
            moved, down = self._moved(need.cell, up, 0.0), max(down, need.width - up)
        found |= moved or set()
        if down > 0:
            for cell in found:
                self._price(cell, 0.0)
            found |= self._moved(need.cell, 0.0, down) or set()
            for cell in found - hidden:
                self._price(cell, self._costs[cell])
        return found

    def _moved(self, cell: int, up: float, down: float) -> set[int] | None:
        place = self._place[cell]
        if up > self._up[place] or down > self._down[place]:
            return None
        self._programme.bounds(place, up, up)
        self._programme.bounds(place + self._half, down, down)
        outcome = self._programme.run()
        moves = self._programme.solution() if outcome == "optimal" else None
        self._free_again(place)
        if moves is None:
            return None
        return {
            other
            for column, move in enumerate(moves)
            if move > 1e-6 and (other := self._cells[column % self._half]) not in self._free
        }

    def _most_up(self, cell: int) -> float:
        """How far up a cell can go when all may be hidden."""
        place = self._place[cell]
        self._programme.bounds(place + self._half, 0.0, 0.0)
        self._programme.cost(place, -1e6 * (1.0 + max(self._costs.values(), default=1.0)))
        outcome = self._programme.run()
        most = self._programme.solution()[place] if outcome == "optimal" else 0.0
        self._programme.cost(place, 0.0)
        self._free_again(place)
        return most

    def _free_again(self, place: int) -> None:
        self._programme.bounds(place, 0.0, self._up[place])
        self._programme.bounds(place + self._half, 0.0, self._down[place])

    def _price(self, cell: int, cost: float) -> None:
        self._programme.cost(self._place[cell], cost)
        self._programme.cost(self._place[cell] + self._half, cost)
