"""Whether routes can be carried out: a second opinion that shares no code with the planner, only what was asked.

It walks the printed answer from the beginning, works out ways and times itself, and says each fault in a sentence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from palier.engines.rounds.day import Agent, Day, Visit
from palier.engines.rounds.solomon import Customer, Instance

SAME = 1e-3  # distances that differ by less are the same


def faults_of_routes(
    instance: Instance, routes: Sequence[Sequence[int]], claimed: float | None = None, *, is_truncated: bool = False
) -> list[str]:
    """The faults of routes of customer numbers for a Solomon instance; [] when all is well. O(customers).

    `claimed`: the distance said to be driven, within 0.001. `is_truncated`: distances cut to one decimal.
    """
    rows = {row.number: row for row in instance.customers}
    faults = []
    if len([route for route in routes if route]) > instance.vehicles:
        faults.append(f"{len(routes)} routes for {instance.vehicles} vehicles.")
    counts = Counter(stop for route in routes for stop in route)
    faults += [f"There is no customer {stop}." for stop in sorted(set(counts) - set(rows))]
    faults += [f"Customer {stop} is visited {counts[stop]} times." for stop in sorted(rows) if counts[stop] != 1]
    if set(counts) - set(rows):
        return faults
    total = 0.0
    for number, route in enumerate(routes, 1):
        driven, wrong = _drive(instance, [rows[stop] for stop in route], is_truncated)
        total += driven
        faults += [f"Route {number}: {fault}" for fault in wrong]
    if claimed is not None and abs(total - claimed) > SAME:
        faults.append(f"The distance is {total:.4f}, not {claimed:.4f}.")
    return faults


def _drive(instance: Instance, stops: Sequence[Customer], is_truncated: bool) -> tuple[float, list[str]]:
    faults = []
    load = sum(stop.demand for stop in stops)
    if load > instance.capacity:
        faults.append(f"it carries {load} of {instance.capacity}.")
    here, time, driven = instance.depot, instance.depot.ready, 0.0
    for stop in (*stops, instance.depot):
        far = math.sqrt((here.x - stop.x) ** 2 + (here.y - stop.y) ** 2)
        if is_truncated:
            far = int(far * 10 + 1e-9) / 10
        driven += far
        time = max(time + here.service + far, stop.ready) if here is not instance.depot else max(time + far, stop.ready)
        if time > stop.due + 1e-6:
            faults.append(f"it comes to {stop.number} at {time:.3f}, after {stop.due:g}.")
        here = stop
    return driven, faults


def faults_of_day(day: Day, answer: Mapping[str, object]) -> list[str]:
    """The faults of a printed plan for a day; [] when all is well. O(visits + agents).

    Looks at: every visit once (twice at the same minute when for two), who may go, windows and promises, `now`,
    times of travel, hours, breaks, what is done staying as it was, and the sums.
    """
    routes = [_Route(day, route) for route in _list(answer["routes"])]
    faults = [f"{route.agent.id}: {fault}" for route in routes for fault in route.faults()]
    faults += _who_is_visited(day, routes, [str(one["id"]) for one in _list(answer["unserved"])])
    if len({route.agent.id for route in routes}) != len(routes) or len(routes) != answer["vehicles"]:
        faults.append("The number of agents is not the number of routes.")
    if sum(route.minutes for route in routes) != answer["travel_minutes"]:
        faults.append("The minutes of travel do not add up.")
    metres = [route.metres for route in routes]
    if answer["distance"] is not None and abs(sum(m or 0 for m in metres) - float(str(answer["distance"]))) > 0.51:
        faults.append("The distance does not add up.")
    return faults


def _who_is_visited(day: Day, routes: Sequence[_Route], unserved: Sequence[str]) -> list[str]:
    faults = []
    begins: dict[str, list[tuple[str, int]]] = {}
    for route in routes:
        for name, minute in route.visited:
            begins.setdefault(name, []).append((route.agent.id, minute))
    done = Counter(visit for agent in day.agents for visit in agent.done)
    out = Counter(unserved)
    for visit in day.visits:
        who = begins.get(visit.id, [])
        should = 0 if done[visit.id] or out[visit.id] else 2 if visit.together else 1
        if len(who) != should or len({agent for agent, _ in who}) != len(who):
            faults.append(f"{visit.id} is visited {len(who)} times, not {should}.")
        if bool(done[visit.id]) + out[visit.id] > 1:
            faults.append(f"{visit.id} is both left out and done, or left out twice.")
        if len({minute for _, minute in who}) > 1:
            faults.append(f"The two agents of {visit.id} do not begin together.")
        faults += _who_goes(visit, [agent for agent, _ in who])
    known = {visit.id for visit in day.visits}
    return faults + [f"There is no visit {name}." for name in sorted({*begins, *out} - known)]


def _who_goes(visit: Visit, agents: Sequence[str]) -> list[str]:
    faults = [f"{agent} may not go to {visit.id}." for agent in agents if agent in visit.not_agents]
    if agents and visit.agent is not None and visit.agent not in agents:
        faults.append(f"{visit.agent} was to go to {visit.id}.")
    return faults


class _Route:
    """One printed route, walked again."""

    def __init__(self, day: Day, printed: Mapping[str, object]) -> None:
        self.day, self.printed = day, printed
        self.agent = next(agent for agent in day.agents if agent.id == printed["agent"])
        self.visits = {visit.id: visit for visit in day.visits}
        self.minutes, self.metres = 0, 0.0
        self.visited: list[tuple[str, int]] = []

    def faults(self) -> list[str]:
        """Every fault of this route; fills what was visited and how far it went."""
        agent, faults = self.agent, []
        here = agent.at or (self.visits[agent.done[-1]].place if agent.done else agent.start)
        time = _minute(self.printed["leaves"])
        if self.printed["done"] != list(agent.done) or self.printed["from"] != here:
            faults.append("what is done, or where she is, is not kept.")
        if time < max(agent.hours[0], self.day.now or 0, agent.free_from or 0):
            faults.append("she leaves before she is free.")
        rests: list[tuple[int, int, str]] = []
        for stop in _list(self.printed["stops"]):
            there = str(stop["place"])
            time += self._walk(here, there)
            here = there
            if _minute(stop["arrives"]) < time:
                faults.append(f"she is at {there} sooner than she can be.")
            time = max(time, _minute(stop["arrives"]))
            if "break" in stop:
                time = self._rest(stop["break"], time, there, rests, faults)
            for visit in _list(stop["visits"]):
                time = self._visit(visit, time, there, faults)
            if _minute(stop["leaves"]) != time:
                faults.append(f"she leaves {there} at another minute than she is ready.")
        time += self._walk(here, agent.end)
        if _minute(self.printed["returns"]) < time or (time > agent.hours[1] and self.printed["stops"]):
            faults.append("she is back later than said, or than her hours.")
        return faults + self._rests(rests)

    def _walk(self, here: str, there: str) -> int:
        minutes, metres = _way(self.day, self.agent, here, there)
        self.minutes += minutes
        self.metres += metres
        return minutes

    def _visit(self, printed: Mapping[str, object], time: int, place: str, faults: list[str]) -> int:
        name = str(printed["id"])
        begins, ends = _minute(printed["begins"]), _minute(printed["ends"])
        self.visited.append((name, begins))
        visit = self.visits.get(name)
        if visit is None:
            return ends
        opens, closes = visit.promised or visit.window
        if visit.place != place or begins < time or ends - begins != visit.minutes:
            faults.append(f"{name} is at another place, too early, or of another length.")
        if not max(opens, self.day.now or 0) <= begins <= closes:
            faults.append(f"{name} does not begin in its window.")
        return ends

    def _rest(
        self, printed: object, time: int, place: str, rests: list[tuple[int, int, str]], faults: list[str]
    ) -> int:
        assert isinstance(printed, Mapping)
        begins, ends = _minute(printed["begins"]), _minute(printed["ends"])
        if begins < time:
            faults.append("a break begins before she is there.")
        rests.append((begins, ends - begins, place))
        return ends

    def _rests(self, taken: Sequence[tuple[int, int, str]]) -> list[str]:
        """Each break that is still to come is one of those taken."""
        left = list(taken)
        due = sorted(self.agent.breaks, key=lambda rest: (rest.window, rest.minutes))[self.agent.breaks_done :]
        faults = []
        for rest in sorted(due, key=lambda rest: rest.window[1]):
            fitting = [
                one
                for one in left
                if rest.window[0] <= one[0] <= rest.window[1]
                and one[1] == rest.minutes
                and rest.place in (None, one[2])
            ]
            if fitting:
                left.remove(min(fitting))
            else:
                faults.append(f"her break of {rest.minutes} minutes is not taken in its window.")
        return faults + (["a break that was not asked."] if left else [])


def _way(day: Day, agent: Agent, here: str, there: str) -> tuple[int, float]:
    """(whole minutes, metres) from here to there by the agent's travel."""
    if here == there:
        return 0, 0.0
    travel = day.travel[agent.travel]
    one, two = day.places[here], day.places[there]
    if travel.metres_per_minute is not None:
        if one is None or two is None:
            return 10_000, 0.0
        metres = math.sqrt((one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2) * travel.detour
        return math.ceil(metres / travel.metres_per_minute - 1e-6), metres
    if here not in travel.between or there not in travel.between:
        return 10_000, 0.0
    row, column = travel.between.index(here), travel.between.index(there)
    minutes = math.ceil(travel.minutes[row][column] - 1e-6)
    return minutes, 0.0 if travel.metres is None else travel.metres[row][column]


def _minute(printed: object) -> int:
    hours, minutes = str(printed).split(":")
    return int(hours) * 60 + int(minutes)


def _list(value: object) -> list[Mapping[str, object]]:
    assert isinstance(value, list)
    return value
