"""HiGHS, asked one question: the best yes-or-no choice of columns, and a bound nothing can exceed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from palier.engines.exchanges.formulation import Formulation

TOLERANCE = 1e-9
CERTAIN = 0.1  # of a unit: aims are whole numbers of units, so a bound is cut down to the next one


@dataclass(frozen=True, slots=True)
class Floor:
    """An aim already settled: the sum of `gains` over the chosen columns stays at least `least`."""

    gains: Sequence[int]
    least: int


@dataclass(frozen=True, slots=True)
class Choice:
    """`chosen` columns (None: none found), the `bound` in whole units, and why the search ended.

    `ceilings`: by column, what no choice with this column exceeds, in units; of a relaxed question only.
    """

    chosen: tuple[int, ...] | None
    bound: int
    stopped_because: str  # finished, nodes, time
    ceilings: dict[int, float] | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Nodes of the search, and the moment (of the monotonic clock) at which it ends whatever it has."""

    nodes: int
    until: float | None = None


def relaxed(
    made: Formulation, active: Sequence[int], gains: Sequence[int], floors: Sequence[Floor], limits: Limits
) -> Choice:
    """The best choice when columns may be taken in part: a bound, and a choice if no column is."""
    return _asked(made, active, gains, floors, limits, whole=False)


def whole(
    made: Formulation,
    active: Sequence[int],
    gains: Sequence[int],
    floors: Sequence[Floor],
    limits: Limits,
) -> Choice:
    """The best choice of whole columns. One thread, a fixed seed: repeatable.

    No choice is given to begin with: HiGHS 1.16 then may prune by a value that choice does not have.
    """
    return _asked(made, active, gains, floors, limits, whole=True)


def _highspy() -> Any:
    """The solver, loaded when the first question is asked."""
    return import_module("highspy")


def _asked(
    made: Formulation,
    active: Sequence[int],
    gains: Sequence[int],
    floors: Sequence[Floor],
    limits: Limits,
    *,
    whole: bool,
) -> Choice:
    highspy = _highspy()
    size = max((abs(gains[column]) for column in active), default=0) or 1
    solver = highspy._Highs()  # its subclass Highs writes a line on the output that is not ours
    solver.setOptionValue("output_flag", False)
    _set_options(solver, limits, size)
    solver.passModel(_model(made, active, gains, floors, size, whole=whole))
    solver.run()
    return _answer(solver, active, size, whole=whole)


def _set_options(solver: Any, limits: Limits, size: int) -> None:
    for name, value in {
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.49 / size,
        "mip_max_nodes": limits.nodes,
        "primal_feasibility_tolerance": TOLERANCE,
        "dual_feasibility_tolerance": TOLERANCE,
        "mip_feasibility_tolerance": TOLERANCE,
    }.items():
        solver.setOptionValue(name, value)
    if limits.until is not None:
        solver.setOptionValue("time_limit", max(0.01, limits.until - time.monotonic()))


def _model(
    made: Formulation, active: Sequence[int], gains: Sequence[int], floors: Sequence[Floor], size: int, *, whole: bool
) -> Any:
    highspy = _highspy()
    place = {column: number for number, column in enumerate(active)}
    starts, index, value = [0], [], []
    lower: list[float] = []
    upper: list[float] = []
    rows: dict[int, list[tuple[int, int]]] = {}
    for column, number in place.items():
        for row, coefficient in made.entries[column]:
            rows.setdefault(row, []).append((number, coefficient))
    for row in sorted(rows):
        if len(rows[row]) == 1 and rows[row][0][1] <= made.limits[row] and not made.equal[row]:
            continue  # yes or no is bound enough
        index += [number for number, _ in rows[row]]
        value += [float(coefficient) for _, coefficient in rows[row]]
        starts.append(len(index))
        upper.append(float(made.limits[row]))
        lower.append(upper[-1] if made.equal[row] else -highspy.kHighsInf)
    for floor in floors:
        largest = max((abs(floor.gains[column]) for column in active), default=0) or 1
        inside = [(place[column], floor.gains[column]) for column in active if floor.gains[column]]
        index += [column for column, _ in inside]
        value += [gain / largest for _, gain in inside]
        starts.append(len(index))
        upper.append(highspy.kHighsInf)
        lower.append((floor.least - 0.5) / largest)
    return _filled(active, [-gains[column] / size for column in active], (starts, index, value), (lower, upper), whole)


def _filled(
    active: Sequence[int],
    costs: list[float],
    matrix: tuple[list[int], list[int], list[float]],
    sides: tuple[list[float], list[float]],
    whole: bool,
) -> Any:
    import numpy

    highspy = _highspy()
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(active), len(sides[0])
    model.col_cost_ = numpy.array(costs)
    model.col_lower_, model.col_upper_ = numpy.zeros(len(active)), numpy.ones(len(active))
    model.row_lower_, model.row_upper_ = numpy.array(sides[0]), numpy.array(sides[1])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = numpy.array(matrix[0], dtype=numpy.int32)
    model.a_matrix_.index_ = numpy.array(matrix[1], dtype=numpy.int32)
    model.a_matrix_.value_ = numpy.array(matrix[2])
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(active)
    return model


def _answer(solver: Any, active: Sequence[int], size: int, *, whole: bool) -> Choice:
    highspy = _highspy()
    status, solution, info = solver.getModelStatus(), solver.getSolution(), solver.getInfo()
    stopped = {
        highspy.HighsModelStatus.kOptimal: "finished",
        highspy.HighsModelStatus.kTimeLimit: "time",
    }.get(status, "nodes")
    values = list(solution.col_value) if solution.value_valid else []
    is_whole = len(values) == len(active) and all(min(value, abs(1 - value)) < 1e-6 for value in values)
    chosen = tuple(column for column, value in zip(active, values, strict=False) if value > 0.5) if is_whole else None
    if whole:
        value = sum(cost * one for cost, one in zip(solver.getLp().col_cost_, values, strict=False))
        if stopped == "finished" and abs(value - info.objective_function_value) * size < CERTAIN:
            return Choice(chosen, _cut(-value * size), stopped)
        # not finished, or its value is not that of its choice: then only what it could exclude counts
        trusted = stopped != "finished"
        return Choice(
            chosen, _cut(-info.mip_dual_bound * size) if trusted else UNBOUNDED, stopped if trusted else "nodes"
        )
    if stopped != "finished":
        return Choice(None, UNBOUNDED, stopped)
    bound = -info.objective_function_value * size
    ceilings = {column: bound - max(0.0, dual) * size for column, dual in zip(active, solution.col_dual, strict=True)}
    return Choice(chosen, _cut(bound), stopped, ceilings)


UNBOUNDED = 1 << 62


def _cut(bound: float) -> int:
    """The whole number of units that a bound allows."""
    return min(UNBOUNDED, int((bound + CERTAIN) // 1)) if bound < UNBOUNDED else UNBOUNDED
