"""The day as numbers: places, agents and jobs by index, ways and minutes as matrices. Everything in canonical order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from palier.engines.rounds.day import MIDNIGHT, Agent, Day, Travel, Visit

Matrix = list[list[int]]
LONGEST_STOP = 120  # minutes: what is longer together is not joined to one job


@dataclass(frozen=True, slots=True)
class Pause:
    """A break by numbers; place None: where the agent stands."""

    minutes: int
    opens: int
    closes: int
    place: int | None


@dataclass(frozen=True, slots=True)
class Shift:
    """What is left of an agent's day. `way` is what a plan spares (seconds), `minutes` what its clock counts."""

    id: str
    start: int
    end: int
    begins: int
    ends: int
    pauses: tuple[Pause, ...]
    way: Matrix
    minutes: Matrix


@dataclass(frozen=True, slots=True)
class Job:
    """One or several visits at one place, done one after the other by the same agent.

    `rank`: who gives way first when the day is full; 0 is the last to give way. `agents` may do it; `named` is
    one of those who do. `late`: the deadline of its class has given way.
    """

    visits: tuple[Visit, ...]
    place: int
    minutes: int
    opens: int
    closes: int
    rank: tuple[int, int]
    agents: tuple[int, ...]
    named: int | None
    together: bool
    late: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """What the planner works on."""

    places: tuple[str, ...]
    shifts: tuple[Shift, ...]
    jobs: tuple[Job, ...]


def board(day: Day, late: Iterable[str] = (), apart: Iterable[str] = ()) -> Board:
    """The numbers of a day. Visits in `late` are freed of their deadline, those in `apart` are not joined to others."""
    places = tuple(sorted(_used(day)))
    index = {name: number for number, name in enumerate(places)}
    matrices = {mode: matrices_of(day, places, mode) for mode in sorted({agent.travel for agent in day.agents})}
    agents = sorted(day.agents, key=lambda agent: agent.id)
    done = {visit for agent in agents for visit in agent.done}
    shifts = tuple(_shift(day, agent, index, matrices[agent.travel]) for agent in agents)
    numbers = {agent.id: number for number, agent in enumerate(agents)}
    jobs = [_job(day, visit, index, numbers, visit.id in set(late)) for visit in day.visits if visit.id not in done]
    return Board(places, shifts, tuple(_joined(jobs, set(apart))))


def _used(day: Day) -> set[str]:
    """The places where somebody is, goes or rests."""
    used = {visit.place for visit in day.visits}
    for agent in day.agents:
        used |= {agent.start, agent.end, agent.at or agent.start}
        used |= {rest.place for rest in agent.breaks if rest.place is not None}
    return used


def without(board_: Board, shift: int) -> Board:
    """The same day with one agent staying in: nobody may be sent with her."""
    jobs = tuple(replace(job, agents=tuple(agent for agent in job.agents if agent != shift)) for job in board_.jobs)
    return replace(board_, jobs=jobs)


def matrices_of(day: Day, places: Sequence[str], mode: str) -> tuple[Matrix, Matrix]:
    """(seconds of travel, whole minutes of travel) from place to place; a minute begun counts whole."""
    travel = day.travel[mode]
    rows = {name: number for number, name in enumerate(travel.between)}
    ways = [[_minutes(day, travel, rows, one, two) for two in places] for one in places]
    seconds = [[math.ceil(minutes * 60 - 1e-6) for minutes in row] for row in ways]
    return seconds, [[math.ceil(minutes - 1e-6) for minutes in row] for row in ways]


def metres(day: Day, mode: str, one: str, two: str) -> float | None:
    """How far it is by this travel; None when only minutes are known."""
    travel = day.travel[mode]
    if travel.metres_per_minute is not None:
        return straight(day, one, two) * travel.detour
    if travel.metres is None:
        return 0.0 if one == two else None
    return travel.metres[travel.between.index(one)][travel.between.index(two)]


def straight(day: Day, one: str, two: str) -> float:
    """Metres as the crow flies."""
    here, there = day.places[one], day.places[two]
    return math.dist(here, there) if here and there else 0.0


def _minutes(day: Day, travel: Travel, rows: dict[str, int], one: str, two: str) -> float:
    if one == two:
        return 0.0
    if travel.metres_per_minute is not None and day.places[one] and day.places[two]:
        return straight(day, one, two) * travel.detour / travel.metres_per_minute
    if one in rows and two in rows:
        return travel.minutes[rows[one]][rows[two]]
    return float(MIDNIGHT * 2)  # no way there: later than any day


def _shift(day: Day, agent: Agent, index: dict[str, int], matrices: tuple[Matrix, Matrix]) -> Shift:
    last = {visit.id: visit for visit in day.visits}[agent.done[-1]].place if agent.done else agent.start
    begins = max(agent.hours[0], day.now or 0, agent.free_from or 0)
    pauses = tuple(
        Pause(rest.minutes, *rest.window, None if rest.place is None else index[rest.place])
        for rest in sorted(agent.breaks, key=lambda rest: (rest.window, rest.minutes))[agent.breaks_done :]
    )
    return Shift(agent.id, index[agent.at or last], index[agent.end], begins, agent.hours[1], pauses, *matrices)


def _job(day: Day, visit: Visit, index: dict[str, int], numbers: dict[str, int], late: bool) -> Job:
    opens, closes = visit.promised or visit.window
    deadline = day.deadlines.get(visit.urgency)
    if visit.promised is None and deadline is not None and not late and deadline >= opens:
        closes = min(closes, deadline)
    named = None if visit.agent is None else numbers[visit.agent]
    may = [number for name, number in numbers.items() if name not in visit.not_agents]
    if named is not None and not visit.together:
        may = [number for number in may if number == named]
    standing = 0 if visit.promised is not None else 2 if visit.optional else 1
    return Job(
        (visit,), index[visit.place], visit.minutes, max(opens, day.now or 0), closes,
        (standing, visit.urgency), tuple(may), named, visit.together, late,
    )  # fmt: skip


def _joined(jobs: list[Job], apart: set[str]) -> list[Job]:
    """Several visits at one address as one stop, where one agent can do them one after the other.

    In the order of the latest end: of all orders it lets the stop begin latest (Jackson's rule of due dates).
    """
    result: list[Job] = []
    for job in sorted(jobs, key=lambda job: (_kind(job), job.closes + job.minutes, job.opens, job.visits[0].id)):
        last = result[-1] if result else None
        both = None if last is None or {job.visits[0].id, last.visits[-1].id} & apart else _join(last, job)
        if both is None:
            result.append(job)
        else:
            result[-1] = both
    return sorted(result, key=lambda job: job.visits[0].id)


def _kind(job: Job) -> tuple[object, ...]:
    named = -1 if job.named is None else job.named
    return job.place, job.rank, job.together, job.agents, named, job.late


def _join(first: Job, second: Job) -> Job | None:
    opens, closes = max(first.opens, second.opens - first.minutes), min(first.closes, second.closes - first.minutes)
    minutes = first.minutes + second.minutes
    if _kind(first) != _kind(second) or first.together or opens > closes or minutes > LONGEST_STOP:
        return None
    return replace(first, visits=first.visits + second.visits, minutes=minutes, opens=opens, closes=closes)
