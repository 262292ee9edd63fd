"""Routes for equal vehicles from one depot: the problem of Solomon's files (capacities and time windows)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from palier.engines.rounds import search
from palier.engines.rounds.effort import Effort, Stopped, effort
from palier.engines.rounds.solomon import Customer, Instance

if TYPE_CHECKING:
    from pyvrp import ProblemData, VehicleType

EXACT_UNITS = 1000  # a unit of the file in whole numbers; driving times are rounded up, so that no window is missed
ATTEMPT = 1500  # steps to find a plan with one vehicle fewer
DEAREST = 100  # units of distance that a unit of load or of time too much may count for in the search, at most


class Distance(StrEnum):
    """How far two points are: the straight line, or that cut to one decimal as in the published optima."""

    EXACT = "exact"
    TRUNCATED = "truncated"


class Objective(StrEnum):
    """What counts first."""

    DISTANCE = "distance"
    VEHICLES = "vehicles"


@dataclass(frozen=True, slots=True)
class FleetPlan:
    """Routes of customer numbers, each in order of driving, routes by their first customer; nothing left out."""

    routes: tuple[tuple[int, ...], ...]
    unserved: tuple[int, ...]
    unreachable: frozenset[int]
    stopped_because: Stopped
    steps: int

    def reason(self, number: int) -> str:
        """Why a customer is unserved: no vehicle can do it, or no plan for all the others was found."""
        return "fits_no_vehicle" if number in self.unreachable else "no_plan_found"


def between(one: Customer, two: Customer, distance: Distance) -> float:
    """The distance of two points; time is the same number."""
    straight = math.hypot(one.x - two.x, one.y - two.y)
    return math.floor(straight * 10 + 1e-9) / 10 if distance is Distance.TRUNCATED else straight


def plan_fleet(
    instance: Instance,
    *,
    distance: Distance = Distance.EXACT,
    objective: Objective = Objective.DISTANCE,
    seconds: float = 60.0,
    seed: int = 0,
) -> FleetPlan:
    """Short routes that serve every customer once, within window and capacity.

    Iterated local search (PyVRP); a number of steps by the size, `seconds` as a net. With `vehicles` as
    objective the fleet is made smaller first, as long as a plan is found. Who cannot be served alone by a
    vehicle is unserved; when no plan for all the others is found, all of them are.
    Complexity: steps times O(n) in practice, n customers. Source: Wouda, Lan, Kool, PyVRP (2024).
    """
    lost = tuple(row.number for row in instance.customers if not _fits_alone(instance, row, distance))
    rows = [row for row in instance.customers if row.number not in set(lost)]
    if not rows:
        return FleetPlan((), lost, frozenset(lost), Stopped.NOTHING_TO_PLAN, 0)
    work = effort(*_steps(len(rows), objective), seconds)
    data, begin, too_much = _problem(instance, rows, distance), None, (0.1, DEAREST * _units(distance))
    if objective is Objective.VEHICLES:
        data, begin = _smallest_fleet(data, work, seed, too_much)
    steps = None if begin is None else work.left // 2
    found = search.run(data, work, seed=seed, start=begin, steps=steps, too_much=too_much)
    if begin is not None:  # few vehicles leave few ways from one plan to another: begin once more from nothing
        again = search.run(data, work, seed=seed, too_much=too_much)
        found = min(found, again, key=lambda plan: (not plan.is_feasible(), plan.distance()))
    if not found.is_feasible():
        everybody = tuple(row.number for row in instance.customers)
        return FleetPlan((), everybody, frozenset(lost), work.stopped, work.taken)
    routes = tuple(sorted(tuple(rows[stop].number for stop in route) for route in search.routes(found)))
    return FleetPlan(routes, lost, frozenset(lost), work.stopped, work.taken)


def _steps(customers: int, objective: Objective) -> tuple[int, int]:
    """Steps in all and without a better answer: fifty customers take a second, a hundred four, by vehicles eight."""
    if customers <= 50:
        return 2_500, 2_500
    return (6_000, 2_000) if objective is Objective.VEHICLES else (5_000, 2_500)


def _smallest_fleet(
    data: ProblemData, work: Effort, seed: int, too_much: tuple[float, float]
) -> tuple[ProblemData, list[tuple[int, list[int]]] | None]:
    """The same problem with as few vehicles as a plan was found for, one fewer at a time, and that plan."""
    kept, begin = data, None
    vehicle: VehicleType = data.vehicle_type(0)
    least = -(-sum(client.delivery[0] for client in data.clients()) // max(vehicle.capacity[0], 1))
    found = search.run(data, work, seed=seed, first_only=True, too_much=too_much)
    while found.is_feasible():
        used = found.num_routes()
        kept, begin = data.replace(vehicle_types=[vehicle.replace(num_available=used)]), search.crewed_routes(found)
        if used <= max(least, 1) or work.is_out_of_time:
            break
        fewer = data.replace(vehicle_types=[vehicle.replace(num_available=used - 1)])
        found = search.run(fewer, work, seed=seed, first_only=True, steps=ATTEMPT, too_much=too_much)
    return kept, begin


def _units(distance: Distance) -> int:
    """Whole numbers in a unit of the file."""
    return 10 if distance is Distance.TRUNCATED else EXACT_UNITS


def _fits_alone(instance: Instance, row: Customer, distance: Distance) -> bool:
    way = between(instance.depot, row, distance)
    starts = max(row.ready, instance.depot.ready + way)
    home = starts + row.service + way
    return row.demand <= instance.capacity and starts <= row.due and home <= instance.depot.due


def _problem(instance: Instance, rows: list[Customer], distance: Distance) -> ProblemData:
    units = _units(distance)
    points = [instance.depot, *rows]
    ways = [[between(one, two, distance) * units for two in points] for one in points]
    durations = [[math.ceil(way - 1e-6) for way in row] for row in ways]
    distances = [[round(way) for way in row] for row in ways]
    clients = [
        search.Stop(
            place=place,
            service=math.ceil(row.service * units),
            opens=math.ceil(row.ready * units),
            closes=math.floor(row.due * units),
            load=row.demand,
        )
        for place, row in enumerate(rows, 1)
    ]
    depot = (math.ceil(instance.depot.ready * units), math.floor(instance.depot.due * units))
    crew = [
        search.Crew(
            start=0, end=0, begins=depot[0], ends=depot[1], capacity=instance.capacity, number=instance.vehicles
        )
    ]
    return search.problem(clients, crew, [(distances, durations)])
