"""HiGHS, asked one question: who takes each site, best by one aim while the earlier ones keep what they reached."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal

from palier.engines.caseload.standing import STEP, Standing

TIGHT = 1e-9
GRAIN = 2e-7  # per cent: less than one thousandth of a weight, more than the solver's own error

Stopped = Literal["finished", "nodes", "time"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Nodes of one search; the moment (of the monotonic clock) at which every search ends with what it has."""

    nodes: int
    until: float


@dataclass(frozen=True, slots=True)
class Found:
    """A distribution (None: none found), what nothing can be below, and why the search ended.

    Ended by itself without a distribution means that there is none.
    """

    given: list[int] | None
    bound: int
    stopped: Stopped


@dataclass(slots=True)
class Question:
    """A programme of whole numbers: 0-1 columns "site to worker", then helpers; rows; the aim as costs."""

    costs: list[float] = field(default_factory=list)
    uppers: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[float, float, dict[int, float]]] = field(default_factory=list)
    column: dict[tuple[int, int], int] = field(default_factory=dict)
    outside: dict[int, int] = field(default_factory=dict)  # helper -> the worker whose steps it counts
    apart: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # helper -> two sites; has only the first

    def add(self, *, upper: float = 1.0, whole: bool = True) -> int:
        """A new column from 0 to `upper`."""
        self.costs.append(0.0)
        self.uppers.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def at_most(self, entries: dict[int, float], most: float) -> None:
        """A row that keeps the sum of `entries` at `most` or below; scaled so that its largest number is 1."""
        largest = max((abs(number) for number in entries.values()), default=1.0) or 1.0
        self.rows.append((-INFINITE, most / largest, {place: value / largest for place, value in entries.items()}))


INFINITE = 1e30


def question(standing: Standing, most_steps: int, *, with_neighbours: bool, with_outside: bool) -> Question:
    """All distributions in which nobody is more than `most_steps` outside what is tolerated."""
    asked = Question()
    for site, takers in enumerate(standing.takers):
        open_to = [worker for worker in takers if not standing.is_too_heavy(site, worker, most_steps)]
        for worker in open_to:
            asked.column[site, worker] = asked.add()
        asked.rows.append((1.0, 1.0, {asked.column[site, worker]: 1.0 for worker in open_to}))
    _balance(asked, standing, most_steps, with_outside=with_outside)
    if with_neighbours:
        _neighbours(asked, standing)
    return asked


def _balance(asked: Question, standing: Standing, most_steps: int, *, with_outside: bool) -> None:
    if not standing.total:
        return
    for worker, fraction in enumerate(standing.fractions):
        per_cent = 100 * standing.fraction / (standing.total * fraction)
        share = {
            asked.column[site, worker]: per_cent * weight
            for site, weight in enumerate(standing.weights)
            if (site, worker) in asked.column
        }
        width = standing.tolerance + (0 if with_outside else STEP * most_steps) + GRAIN
        steps = {}
        if with_outside:
            counter = asked.add(upper=float(most_steps))
            asked.outside[counter] = worker
            steps = {counter: -float(STEP)}
        asked.at_most(share | steps, 100 + width)
        asked.at_most({place: -number for place, number in share.items()} | steps, width - 100)


def _neighbours(asked: Question, standing: Standing) -> None:
    for one, other in standing.pairs:
        for worker in range(len(standing.workers)):
            here, there = asked.column.get((one, worker)), asked.column.get((other, worker))
            if here is None:
                continue  # only who takes the first counts, or a pair apart would count twice
            differs = asked.add(whole=False)
            asked.apart[differs] = (one, other, worker)
            asked.at_most({here: 1.0, differs: -1.0} | ({} if there is None else {there: -1.0}), 0.0)


def by_site(asked: Question, table: Sequence[Sequence[int]]) -> dict[int, float]:
    """An aim that adds a number of `table` for each site and its worker."""
    return {place: float(table[site][worker]) for (site, worker), place in asked.column.items()}


def solved(
    standing: Standing, asked: Question, costs: dict[int, float], limits: Limits, known: Sequence[int] | None
) -> Found:
    """The distribution with the least sum of `costs`. One thread, a fixed seed: the same again."""
    highspy = import_module("highspy")
    size = max((abs(cost) for cost in costs.values()), default=0.0) or 1.0
    solver = highspy._Highs()  # its subclass Highs writes a line on the output that is not ours
    left = limits.until - time.monotonic()
    if left <= 0:
        return Found(None, 0, "time")
    for name, value in {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.49 / size,
        "mip_max_nodes": limits.nodes,
        "primal_feasibility_tolerance": TIGHT,
        "mip_feasibility_tolerance": TIGHT,
        "time_limit": left,
    }.items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(highspy, asked, {place: cost / size for place, cost in costs.items()}))
    if known is not None:
        solution = highspy.HighsSolution()
        solution.col_value = _values(standing, asked, known)
        solver.setSolution(solution)
    solver.run()
    return _found(highspy, solver, asked, size, len(standing.sites))


def _values(standing: Standing, asked: Question, known: Sequence[int]) -> list[float]:
    """`known` as values of the columns, helpers included."""
    values = [0.0] * len(asked.costs)
    for site, worker in enumerate(known):
        values[asked.column[site, worker]] = 1.0
    loads = standing.loads(known)
    for place, worker in asked.outside.items():
        values[place] = float(standing.steps(worker, loads[worker]))
    for place, (one, other, worker) in asked.apart.items():
        values[place] = float(known[one] == worker != known[other])
    return values


def _model(highspy: Any, asked: Question, costs: dict[int, float]) -> Any:
    numpy = import_module("numpy")
    model = highspy.HighsLp()
    count = len(asked.costs)
    model.num_col_, model.num_row_ = count, len(asked.rows)
    model.col_cost_ = numpy.array([costs.get(place, 0.0) for place in range(count)])
    model.col_lower_, model.col_upper_ = numpy.zeros(count), numpy.array(asked.uppers)
    model.row_lower_ = numpy.array([max(low, -highspy.kHighsInf) for low, _, _ in asked.rows])
    model.row_upper_ = numpy.array([high for _, high, _ in asked.rows])
    starts = [0]
    for _, _, entries in asked.rows:
        starts.append(starts[-1] + len(entries))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = numpy.array(starts, dtype=numpy.int32)
    model.a_matrix_.index_ = numpy.array([p for _, _, row in asked.rows for p in row], dtype=numpy.int32)
    model.a_matrix_.value_ = numpy.array([v for _, _, row in asked.rows for v in row.values()], dtype=float)
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in asked.whole]
    return model


def _found(highspy: Any, solver: Any, asked: Question, size: float, sites: int) -> Found:
    status, info = solver.getModelStatus(), solver.getInfo()
    statuses = highspy.HighsModelStatus
    stopped: Stopped = "nodes"
    if status in (statuses.kOptimal, statuses.kInfeasible, statuses.kUnboundedOrInfeasible):
        stopped = "finished"
    elif status == statuses.kTimeLimit:
        stopped = "time"
    solution = solver.getSolution()
    values = list(solution.col_value) if solution.value_valid else []
    given = {site: worker for (site, worker), place in asked.column.items() if values and values[place] > 0.5}
    if len(given) != sites or status in (statuses.kInfeasible, statuses.kUnboundedOrInfeasible):
        return Found(None, 0, stopped)
    bound = info.objective_function_value if stopped == "finished" else info.mip_dual_bound
    return Found([given[site] for site in range(sites)], _up(bound * size), stopped)


def _up(bound: float) -> int:
    """The least whole number that a bound allows; aims are whole numbers, never below 0."""
    return max(0, int(-((-bound + 0.1) // 1))) if abs(bound) < INFINITE else 0
