"""The plan as JSON: what `palier engine rounds` prints for a day."""

from __future__ import annotations

from itertools import pairwise

from palier.engines.rounds.board import metres
from palier.engines.rounds.day import Agent
from palier.engines.rounds.plan import DayPlan
from palier.engines.rounds.timetable import Moment
from palier.engines.rounds.why import extra_way, why

Json = dict[str, object]


def clock(minutes: int) -> str:
    """790 -> "13:10"."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def to_json(plan: DayPlan) -> Json:
    """The answer but for `feasible` and `faults`, which the checker adds. Agents by id, visits left out by id."""
    routes = [_route(plan, agent) for agent in range(len(plan.board.shifts)) if _goes_out(plan, agent)]
    urgency = {visit.id: visit for visit in plan.day.visits}
    parts = [_metres(plan, agent) for agent in range(len(plan.board.shifts)) if _goes_out(plan, agent)]
    known = [part for part in parts if part is not None]
    return {
        "distance": round(sum(known)) if len(known) == len(parts) else None,
        "travel_minutes": sum(int(str(route["travel_minutes"])) for route in routes),
        "vehicles": len(routes),
        "routes": routes,
        "unserved": [
            {
                "id": one.visit,
                "reason": one.reason.value,
                "urgency": urgency[one.visit].urgency,
                "optional": urgency[one.visit].optional,
            }
            for one in plan.unserved
        ],
        "ties": [{"kind": tie.kind.value, "between": list(tie.between)} for tie in plan.ties],
        "stopped_because": plan.stopped_because.value,
        "steps": plan.steps,
    }


def _goes_out(plan: DayPlan, agent: int) -> bool:
    return any(item >= 0 for item in plan.lines[agent]) or bool(_agent(plan, agent).done)


def _agent(plan: DayPlan, number: int) -> Agent:
    return sorted(plan.day.agents, key=lambda agent: agent.id)[number]


def _route(plan: DayPlan, number: int) -> Json:
    shift, moments = plan.board.shifts[number], plan.times.moments[number]
    places = [shift.start, *(moment.place for moment in moments), shift.end]
    travel = sum(shift.minutes[one][two] for one, two in pairwise(places))
    metres = _metres(plan, number)
    first = moments[0].begins - shift.minutes[shift.start][moments[0].place] if moments else shift.begins
    return {
        "agent": shift.id,
        "done": list(_agent(plan, number).done),
        "from": plan.board.places[shift.start],
        "leaves": clock(first),
        "stops": _stops(plan, number),
        "to": plan.board.places[shift.end],
        "returns": clock(plan.times.back[number]),
        "distance": None if metres is None else round(metres),
        "travel_minutes": travel,
        "waiting_minutes": sum(moment.begins - moment.arrives for moment in moments[1:]),
    }


def _stops(plan: DayPlan, agent: int) -> list[Json]:
    """The moments of a line, those at one address after each other as one stop."""
    stops: list[Json] = []
    shift = plan.board.shifts[agent]
    moments = plan.times.moments[agent]
    for at, moment in enumerate(moments):
        # Nobody waits at the first door: she leaves later.
        arrives = moment.begins if at == 0 else moment.arrives
        before = moments[at - 1] if at else None
        joins = before is not None and before.item >= 0 <= moment.item and before.place == moment.place
        if not joins:
            there = moment.place
            stops.append(
                {
                    "place": plan.board.places[there],
                    "minutes_from_before": shift.minutes[before.place if before else shift.start][there],
                    "arrives": clock(arrives),
                    "leaves": "",
                    "visits": [],
                }
            )
        stops[-1]["leaves"] = clock(moment.ends)
        if moment.item < 0:
            stops[-1]["break"] = {"begins": clock(moment.begins), "ends": clock(moment.ends)}
        else:
            visits = stops[-1]["visits"]
            assert isinstance(visits, list)
            visits.extend(_visits(plan, agent, at, moment, arrives))
    return stops


def _visits(plan: DayPlan, agent: int, at: int, moment: Moment, arrives: int) -> list[Json]:
    rules = why(plan.board, plan.lines, plan.times, agent, at)
    begins = moment.begins
    shown: list[Json] = []
    for visit in plan.board.jobs[moment.item].visits:
        shown.append(
            {
                "id": visit.id,
                "begins": clock(begins),
                "ends": clock(begins + visit.minutes),
                "waits": moment.begins - arrives if not shown else 0,
                "with": _with(plan, agent, moment.item),
                "why": [rule.value for rule in rules],
                "extra_minutes": extra_way(plan.board, plan.lines, plan.times, agent, at),
            }
        )
        begins += visit.minutes
    return shown


def _with(plan: DayPlan, agent: int, item: int) -> str | None:
    others = [plan.board.shifts[other].id for other, line in enumerate(plan.lines) if item in line and other != agent]
    return others[0] if others else None


def _metres(plan: DayPlan, number: int) -> float | None:
    shift = plan.board.shifts[number]
    mode = _agent(plan, number).travel
    places = [shift.start, *(moment.place for moment in plan.times.moments[number]), shift.end]
    names = [plan.board.places[place] for place in places]
    parts = [metres(plan.day, mode, one, two) for one, two in pairwise(names)]
    return None if None in parts else sum(part for part in parts if part is not None)
