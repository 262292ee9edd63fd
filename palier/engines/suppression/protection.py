"""From figures and rules to a release: what to hide, at which cost, and what an attacker can still tell."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from palier.engines.suppression.attacker import Attacker, Equations, Interval, unmet
from palier.engines.suppression.exact import Tie, cheapest_pattern
from palier.engines.suppression.greedy import safe_pattern, shown_again
from palier.engines.suppression.releases import with_releases
from palier.engines.suppression.rounding import Rounding, controlled_rounding, rounding_audit
from palier.engines.suppression.rules import Need, Rules, check, needs
from palier.engines.suppression.tables import Figures, Hierarchies, Table, figures

Cost = Literal["cells", "value"]

MOST_EXACT = 1_000  # cells that may be hidden; beyond, a proof would take minutes


@dataclass(frozen=True, slots=True)
class Audit:
    """What an attacker can tell of a hidden cell: at least `low`, at most `high` (infinite: no limit)."""

    cell: int
    low: float
    high: float
    is_safe: bool


@dataclass(frozen=True, slots=True)
class Protection:
    """The answer; cells are places in `figures.cells`.

    `protects`: for each secondary cell, a sensitive one that would be too narrow without it. `bound`: no pattern
    costs less, None when not known. `is_released` false: some sensitive cell is not safe, publish nothing.
    """

    figures: Figures
    needs: tuple[Need, ...]
    secondary: tuple[int, ...]
    protects: Mapping[int, int]
    cost: float
    is_optimal: bool
    bound: float | None
    audit: tuple[Audit, ...]
    audit_secondary: tuple[Audit, ...]
    ties: tuple[Tie, ...]
    stopped_because: str
    is_released: bool
    rounding: Rounding | None = None


def protect(
    tables: Sequence[Table],
    rules: Rules,
    *,
    hierarchies: Hierarchies | None = None,
    cost: Cost = "cells",
    keep_totals: bool = False,
    earlier: Sequence[Table] = (),
    base: int | None = None,
    seconds: float = 60.0,
) -> Protection:
    """What to hide in `tables` so that no sensitive cell can be told too closely, at least cost.

    `cost`: the number of cells hidden, or the sum of their figures; ties go to the other. `keep_totals`: no total or
    subtotal may be hidden. Zeros are never hidden: an empty combination is often known to be impossible.
    `earlier`: releases an attacker has. `base`: controlled rounding instead. `seconds`: a safety net.
    Optimal up to `MOST_EXACT` cells that may be hidden; safe at any size. Raises `BadInput`.
    """
    hierarchies = hierarchies or {}
    whole = figures(tables, hierarchies)
    check(rules, whole)
    equations, needed = with_releases(whole, needs(rules, whole), rules, earlier, hierarchies)
    if base is not None:
        return _rounded(whole, equations, needed, base, seconds)
    shown = equations.closed | {cell for cell, margin in enumerate(whole.is_margin) if margin and keep_totals}
    sensitive = frozenset(need.cell for need in needed)
    choices = [
        cell for cell, value in enumerate(whole.values) if value > 0 and cell not in shown and cell not in sensitive
    ]
    by_value = {cell: whole.values[cell] for cell in choices}
    by_cells = dict.fromkeys(choices, 1.0)
    costs, second = (by_cells, by_value) if cost == "cells" else (by_value, by_cells)
    if sensitive & shown:
        return _refused(whole, equations, needed, sensitive - shown, costs)
    if unmet(equations, sensitive | set(choices), needed):
        return _refused(whole, equations, needed, sensitive, costs)
    return _answer(whole, equations, needed, _chosen(equations, needed, costs, second, seconds))


def _chosen(
    equations: Equations,
    needed: Sequence[Need],
    costs: Mapping[int, float],
    second: Mapping[int, float],
    seconds: float,
) -> _Choice:
    """The pattern of least cost where that can be proven, else the cheapest safe one met."""
    if not needed or not costs:
        return _Choice(costs, frozenset(), {}, True, 0.0, (), "optimal")
    both = _with_second(costs, second)
    if len(costs) > MOST_EXACT:
        until = time.monotonic() + seconds
        pattern, protects = safe_pattern(equations, needed, both, until=until)
        why = "size" if time.monotonic() < until else "time"
        return _Choice(costs, pattern, protects, False, None, (), why)
    proof = cheapest_pattern(equations, needed, costs, second, seconds)
    if proof.pattern is None:
        starts = (proof.nearly, frozenset[int]())
        until = time.monotonic() + max(seconds, 10.0)  # a safe pattern is worth waiting for
        found = [safe_pattern(equations, needed, both, start, until) for start in starts]
        pattern, protects = min(found, key=lambda one: _price(one[0], costs))
    else:
        pattern, protects = proof.pattern, shown_again(equations, needed, costs, proof.pattern)[1]
    return _Choice(costs, pattern, protects, proof.is_optimal, proof.bound, proof.ties, proof.stopped_because)


def _price(pattern: frozenset[int], costs: Mapping[int, float]) -> float:
    return math.fsum(costs[cell] for cell in pattern)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A safe pattern and how it was found."""

    costs: Mapping[int, float]
    pattern: frozenset[int]
    protects: Mapping[int, int]
    is_optimal: bool
    bound: float | None
    ties: tuple[Tie, ...]
    stopped_because: str


def _with_second(costs: Mapping[int, float], second: Mapping[int, float]) -> dict[int, float]:
    """Both costs in one number for the quick search, which needs no proof."""
    most = max(second.values(), default=1.0)
    least = min(costs.values(), default=1.0)
    return {cell: one + 0.1 * least * second[cell] / most for cell, one in costs.items()}


def _answer(whole: Figures, equations: Equations, needed: Sequence[Need], found: _Choice) -> Protection:
    pattern = found.pattern
    attacker = Attacker(equations, pattern | {need.cell for need in needed})
    audit = tuple(_audit(need, whole.values[need.cell], attacker.interval(need.cell)) for need in needed)
    beside = []
    for cell in sorted(pattern):
        told = attacker.interval(cell)
        beside.append(Audit(cell, told.low, told.high, told.high > told.low))
    return Protection(
        figures=whole,
        needs=tuple(needed),
        secondary=tuple(sorted(pattern)),
        protects=found.protects,
        cost=_price(pattern, found.costs),
        is_optimal=found.is_optimal,
        bound=found.bound,
        audit=audit,
        audit_secondary=tuple(beside),
        ties=found.ties,
        stopped_because=found.stopped_because,
        is_released=all(one.is_safe for one in audit),
    )


def _refused(
    whole: Figures,
    equations: Equations,
    needed: Sequence[Need],
    hidden: frozenset[int],
    costs: Mapping[int, float],
) -> Protection:
    """No safe pattern: what an attacker can tell even when all that may be hidden is."""
    attacker = Attacker(equations, hidden | set(costs))
    audit = tuple(_audit(need, whole.values[need.cell], attacker.interval(need.cell)) for need in needed)
    return Protection(
        figures=whole,
        needs=tuple(needed),
        secondary=tuple(sorted(costs)),
        protects={},
        cost=math.fsum(costs.values()),
        is_optimal=False,
        bound=None,
        audit=audit,
        audit_secondary=(),
        ties=(),
        stopped_because="no_safe_pattern",
        is_released=False,
    )


def _rounded(whole: Figures, equations: Equations, needed: Sequence[Need], base: int, seconds: float) -> Protection:
    rounding = controlled_rounding(whole.values, whole.sums, base, seconds)
    intervals = rounding_audit(equations, rounding, needed)
    audit = tuple(_audit(need, whole.values[need.cell], found) for need, found in zip(needed, intervals, strict=True))
    return Protection(
        figures=whole,
        needs=tuple(needed),
        secondary=(),
        protects={},
        cost=rounding.distance,
        is_optimal=rounding.is_optimal,
        bound=None,
        audit=audit,
        audit_secondary=(),
        ties=(),
        stopped_because="optimal" if rounding.is_optimal else "nodes",
        is_released=all(one.is_safe for one in audit),
        rounding=rounding,
    )


def _audit(need: Need, value: float, found: Interval) -> Audit:
    return Audit(need.cell, found.low, found.high, need.is_met(value, found.low, found.high))
