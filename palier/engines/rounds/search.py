"""The one file that speaks to PyVRP, which is imported when a problem is made or run."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from palier.engines.rounds.effort import Effort, Until

if TYPE_CHECKING:
    from pyvrp import ProblemData as ProblemData
    from pyvrp import Solution

Matrix = list[list[int]]


@dataclass(frozen=True, slots=True)
class Stop:
    """What is to be served once at `place`, starting from `opens` to `closes`; with a `prize`, it may be left."""

    place: int
    service: int
    opens: int
    closes: int
    load: int = 0
    prize: int | None = None


@dataclass(frozen=True, slots=True)
class Crew:
    """`number` equal vehicles or one agent; `travel` is which pair of matrices they go by."""

    start: int
    end: int
    begins: int
    ends: int
    capacity: int = 0
    number: int = 1
    travel: int = 0


def problem(stops: Sequence[Stop], crews: Sequence[Crew], travel: Sequence[tuple[Matrix, Matrix]]) -> ProblemData:
    """PyVRP's data: places are the rows of the matrices, `travel` pairs of (distance, duration) in whole numbers."""
    import pyvrp

    depots = sorted({place for crew in crews for place in (crew.start, crew.end)})
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in travel[0][0]],
        clients=[
            pyvrp.Client(
                location=stop.place,
                delivery=[stop.load],
                service_duration=stop.service,
                tw_early=stop.opens,
                tw_late=stop.closes,
                prize=stop.prize or 0,
                required=stop.prize is None,
            )
            for stop in stops
        ],
        depots=[pyvrp.Depot(location=place) for place in depots],
        vehicle_types=[
            pyvrp.VehicleType(
                num_available=crew.number,
                capacity=[crew.capacity],
                start_depot=depots.index(crew.start),
                end_depot=depots.index(crew.end),
                tw_early=crew.begins,
                tw_late=crew.ends,
                profile=crew.travel,
            )
            for crew in crews
        ],
        distance_matrices=[_array(distances) for distances, _ in travel],
        duration_matrices=[_array(durations) for _, durations in travel],
    )


def _array(rows: Matrix) -> Any:
    """The rows as PyVRP takes them; its types name an array in a way that numpy's do not."""
    import numpy as np

    return np.array(rows, dtype=np.int64)


def run(
    data: ProblemData,
    effort: Effort,
    *,
    seed: int,
    start: Sequence[tuple[int, Sequence[int]]] | None = None,
    steps: int | None = None,
    first_only: bool = False,
    too_much: tuple[float, float],
) -> Solution:
    """The best solution found; `start` is (crew, stops) of each route to begin from. Deterministic by seed.

    `steps` at most (all that are left of the effort by default); `first_only` ends at the first that is feasible;
    `too_much` is the least and the most that a unit of time or load too much may cost beside one of distance or prize.
    """
    from pyvrp import PenaltyParams, Route, Solution, SolveParams, solve

    first = None
    if start is not None:
        first = Solution(data, [Route(data, list(stops), crew) for crew, stops in start if stops])
    rule = Until(effort, effort.left if steps is None else min(steps, effort.left), first_only=first_only)
    params = SolveParams(penalty=PenaltyParams(min_penalty=too_much[0], max_penalty=too_much[1]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "hard to find a feasible solution": the answer says so in our words
        return solve(data, rule, seed, collect_stats=False, params=params, initial_solution=first).best


def routes(solution: Solution) -> list[list[int]]:
    """The stops of each route that is used, in order."""
    return [stops for _, stops in crewed_routes(solution)]


def crewed_routes(solution: Solution) -> list[tuple[int, list[int]]]:
    """(crew, stops in order) of each route that is used."""
    return [
        (route.vehicle_type(), [activity.idx for activity in route if activity.is_client()])
        for route in solution.routes()
    ]
