"""The one place where HiGHS is set up: one thread, silent, a fixed seed: the same question has the same answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any


class Programme:
    """A linear or integer programme: columns with bounds and costs (minimised), rows that bound a sum of columns."""

    def __init__(self, costs: Sequence[float], low: Sequence[float], high: Sequence[float]) -> None:
        import highspy

        solver: Any = highspy
        self._highs: Any = solver._Highs()  # its subclass `Highs` writes a line on standard output
        for option, value in {"output_flag": False, "threads": 1, "random_seed": 0, "parallel": "off"}.items():
            self._highs.setOptionValue(option, value)
        self._status = highspy.HighsModelStatus
        self._kinds = highspy.HighsVarType
        self.columns = len(costs)
        for cost, lowest, highest in zip(costs, low, high, strict=True):
            self._highs.addCol(cost, lowest, highest, 0, [], [])

    def option(self, name: str, value: object) -> None:
        self._highs.setOptionValue(name, value)

    def add_row(self, low: float, high: float, terms: Mapping[int, float]) -> None:
        self._highs.addRow(low, high, len(terms), list(terms), list(terms.values()))

    def cost(self, column: int, cost: float) -> None:
        self._highs.changeColCost(column, cost)

    def bounds(self, column: int, low: float, high: float) -> None:
        self._highs.changeColBounds(column, low, high)

    def bound_rows(self, row: int, low: float, high: float) -> None:
        self._highs.changeRowBounds(row, low, high)

    def whole(self, is_whole: bool) -> None:
        """Whether every column is a whole number."""
        kind = self._kinds.kInteger if is_whole else self._kinds.kContinuous
        self._highs.changeColsIntegrality(self.columns, list(range(self.columns)), [kind] * self.columns)

    def run(self) -> str:
        """`optimal`, `unbounded`, `infeasible`, or `stopped` (a limit was met; a solution may be there)."""
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == self._status.kOptimal:
            return "optimal"
        if status in (self._status.kUnbounded, self._status.kUnboundedOrInfeasible):
            return "unbounded"
        return "infeasible" if status == self._status.kInfeasible else "stopped"

    def objective(self) -> float:
        return float(self._highs.getInfo().objective_function_value)

    def bound(self) -> float:
        """What no solution can go below, proven."""
        return float(self._highs.getInfo().mip_dual_bound)

    def nodes(self) -> int:
        """How many nodes the last integer programme took."""
        return max(int(self._highs.getInfo().mip_node_count), 0)

    def has_solution(self) -> bool:
        return int(self._highs.getInfo().primal_solution_status) == 2 and math.isfinite(self.objective())

    def solution(self) -> list[float]:
        return list(self._highs.getSolution().col_value)

    def prices(self) -> list[float]:
        """The dual of each row of the last linear programme."""
        return list(self._highs.getSolution().row_dual)

    def time_left(self, seconds: float) -> None:
        """Stop a later run after this long; the solver's own clock goes on from run to run."""
        self._highs.setOptionValue("time_limit", float(self._highs.getRunTime()) + max(seconds, 0.01))
