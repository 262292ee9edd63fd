"""Routes for a Solomon file as JSON: numbers of customers, and when each is reached."""

from __future__ import annotations

from palier.engines.rounds.fleet import Distance, FleetPlan, between
from palier.engines.rounds.solomon import Customer, Instance

DECIMALS = 4


def to_json(instance: Instance, plan: FleetPlan, distance: Distance) -> dict[str, object]:
    """`routes` of numbers, routes in the order of their first number; `schedule` the same with times."""
    rows = {row.number: row for row in instance.customers}
    schedule, total = [], 0.0
    for route in plan.routes:
        stops, driven = _schedule(instance.depot, [rows[number] for number in route], distance)
        schedule.append(stops)
        total += driven
    return {
        "name": instance.name,
        "distance": round(total, DECIMALS),
        "vehicles": len(plan.routes),
        "routes": [list(route) for route in plan.routes],
        "schedule": schedule,
        "unserved": [{"id": number, "reason": plan.reason(number)} for number in plan.unserved],
        "ties": [],
        "stopped_because": plan.stopped_because.value,
        "steps": plan.steps,
    }


def _schedule(depot: Customer, stops: list[Customer], distance: Distance) -> tuple[list[dict[str, object]], float]:
    here, free, driven = depot, depot.ready, 0.0
    shown: list[dict[str, object]] = []
    for stop in stops:
        way = between(here, stop, distance)
        arrives = free + way
        begins = max(arrives, stop.ready)
        driven += way
        shown.append(
            {
                "customer": stop.number,
                "arrives": round(arrives, DECIMALS),
                "waits": round(begins - arrives, DECIMALS),
                "begins": round(begins, DECIMALS),
                "why": "opens" if begins > arrives else "on_the_way",
            }
        )
        here, free = stop, begins + stop.service
    return shown, driven + between(here, depot, distance)
