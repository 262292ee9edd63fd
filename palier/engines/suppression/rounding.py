"""Controlled rounding: every figure becomes a multiple of a base next to it, and totals remain the sums of their parts.

Source: L.H. Cox and L.R. Ernst, "Controlled rounding", INFOR 20 (1982). In three dimensions or more, next-to-it may be
impossible; then a figure may go one step further.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from palier.engines.bad_input import BadInput
from palier.engines.suppression.attacker import Attacker, Equations, Interval
from palier.engines.suppression.rules import Need
from palier.engines.suppression.solver import Programme
from palier.engines.suppression.tables import Sum

_NODES = 50_000


@dataclass(frozen=True, slots=True)
class Rounding:
    """The rounded figures. `distance`: the sum of all changes. `reach`: an attacker knows every change is below it."""

    values: tuple[float, ...]
    distance: float
    is_optimal: bool
    reach: float


def controlled_rounding(values: Sequence[float], sums: Sequence[Sum], base: int, seconds: float) -> Rounding:
    """The additive rounding to multiples of `base` closest to the figures. An integer programme; bounded by nodes."""
    if base < 2:
        raise BadInput("Rounding needs a base of 2 or more.", where="--round", how_to_mend="Give 3, 5 or 10.")
    for extra in (0, 1):
        found = _rounded(values, sums, base, extra, seconds)
        if found is not None:
            return found
    raise BadInput("No additive rounding was found.", where="--round", how_to_mend="Take another base, or suppress.")


def _rounded(values: Sequence[float], sums: Sequence[Sum], base: int, extra: int, seconds: float) -> Rounding | None:
    count = len(values)
    floors = [math.floor(value / base + 1e-9) for value in values]
    over = [max(value - floor * base, 0.0) for value, floor in zip(values, floors, strict=True)]
    step = [0.0 if left < 1e-6 else 1.0 for left in over]
    # Columns: up to the next multiple; one further up; one further down.
    costs = [base - 2 * left for left in over] + [float(base)] * (2 * count)
    lowest_steps = [float(extra) if floor > 0 else 0.0 for floor in floors]
    programme = Programme(costs, [0.0] * (3 * count), [*step, *[float(extra)] * count, *lowest_steps])
    for name, value in {"mip_rel_gap": 0.0, "mip_max_nodes": _NODES}.items():
        programme.option(name, value)
    for one in sums:
        members = {one.total: -1.0} | dict.fromkeys(one.parts, 1.0)
        told = -sum(factor * floors[place] for place, factor in members.items())
        terms = dict(members)
        terms |= {place + count: factor for place, factor in members.items()}
        terms |= {place + 2 * count: -factor for place, factor in members.items()}
        programme.add_row(told, told, terms)
    programme.whole(True)
    programme.time_left(seconds)
    outcome = programme.run()
    if not programme.has_solution():
        return None
    steps = [round(one) for one in programme.solution()]
    rounded = tuple(
        float(base * (floors[cell] + steps[cell] + steps[cell + count] - steps[cell + 2 * count]))
        for cell in range(count)
    )
    distance = math.fsum(abs(new - old) for new, old in zip(rounded, values, strict=True))
    return Rounding(rounded, distance, outcome == "optimal", float(base * (1 + extra)))


def rounding_audit(known: Equations, rounding: Rounding, needs: Sequence[Need]) -> list[Interval]:
    """What an attacker who knows the base and the rule, and `known`, can tell of each sensitive cell.

    Cells beyond those rounded belong to an earlier release.
    """
    grain = 1.0 if known.is_whole else 0.0
    lowest, highest = list(known.lowest), list(known.highest)
    for cell, value in enumerate(rounding.values):
        lowest[cell] = max(lowest[cell], value - rounding.reach + grain)
        highest[cell] = min(highest[cell], value + rounding.reach - grain)
    for cell in known.closed:
        lowest[cell] = highest[cell] = known.values[cell]
    everything = frozenset(range(len(known.values)))
    attacker = Attacker(Equations(known.values, tuple(lowest), tuple(highest), known.sums, everything), ())
    return [attacker.interval(need.cell) for need in needs]
