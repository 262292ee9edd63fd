"""Better lines by PyVRP: visits for two stand at the agents and minute they have, breaks at the place they have."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from palier.engines.rounds import search
from palier.engines.rounds.board import Board, Job
from palier.engines.rounds.effort import Effort
from palier.engines.rounds.insertion import Lines
from palier.engines.rounds.timetable import Moment, pause_of, timetable

NO_WAY = 2 * 24 * 60  # minutes to where an agent may not go: longer than any shift
NO_WAY_SECONDS = NO_WAY * 60
LATE = (0.1, 20_000.0)  # seconds of travel that a minute too late counts for in the search: at least, at most
LATE_OR_LEFT = (1_000.0, 100_000.0)  # where a visit may be left out: soon more than the visit is worth
HOME = -1_000_000  # the item that stands for an agent's way home, below the number of any break
WORTH = 8 * 3600  # seconds of travel that one more visit of a class is worth: more than any detour of a day


@dataclass(frozen=True, slots=True)
class _Client:
    """One stop of PyVRP's problem: the item, where, when, for whom; what it is worth, None if it may not be left."""

    item: int
    place: int
    minutes: int
    opens: int
    closes: int
    agents: tuple[int, ...]
    worth: int | None


def better(
    board: Board,
    lines: Lines,
    work: Effort,
    *,
    seed: int,
    steps: int,
    optional: Collection[int] = (),
) -> Lines | None:
    """Lines with the same jobs and less way, or None when none was found that keeps all times.

    With `optional`, those jobs may come in or go out; as many visits as possible are in. Never worse than `lines`
    by PyVRP's count, which starts from them.
    """
    times = timetable(board, lines)
    if times is None:
        return None
    clients = _clients(board, times.moments, optional)
    if all(client.item == HOME for client in clients):
        return None
    data = _problem(board, clients)
    number = {_key(board, client.item, client.agents[:1]): place for place, client in enumerate(clients)}
    keys = [[_key(board, item, (agent,)) for item in (*line, HOME)] for agent, line in enumerate(lines)]
    start = [(agent, [number[key] for key in line if key in number]) for agent, line in enumerate(keys)]
    best = search.run(data, work, seed=seed, start=start, steps=steps, too_much=LATE_OR_LEFT if optional else LATE)
    if not best.is_feasible():
        return None
    found: list[tuple[int, ...]] = [()] * len(lines)
    for agent, stops in search.crewed_routes(best):
        found[agent] = tuple(clients[stop].item for stop in stops if clients[stop].item != HOME)
    return tuple(found) if timetable(board, tuple(found)) is not None else None


def _key(board: Board, item: int, agent: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    """A break, and each half of a visit for two, belongs to one agent; any other job is itself."""
    is_of_one = item < 0 or board.jobs[item].together
    return item, agent if is_of_one else ()


def _clients(board: Board, moments: tuple[tuple[Moment, ...], ...], optional: Collection[int]) -> list[_Client]:
    clients, placed = [], set()
    for agent, line in enumerate(moments):
        for moment in line:
            clients.append(_standing(board, agent, moment, optional))
            placed.add(moment.item)
    for number in sorted(set(optional) - placed):
        job = board.jobs[number]
        if job.agents and job.opens <= job.closes and not job.together:
            clients.append(_Client(number, job.place, job.minutes, job.opens, job.closes, job.agents, _worth(job)))
    clients += _homes(board)
    return sorted(clients, key=lambda client: (client.item, client.agents))


def _homes(board: Board) -> list[_Client]:
    """Who ends elsewhere than she begins goes there in any case; PyVRP counts no way for a route without stops."""
    return [
        _Client(HOME, shift.end, 0, shift.begins, shift.ends, (agent,), None)
        for agent, shift in enumerate(board.shifts)
        if shift.way[shift.start][shift.end] and shift.begins + shift.minutes[shift.start][shift.end] <= shift.ends
    ]


def _standing(board: Board, agent: int, moment: Moment, optional: Collection[int]) -> _Client:
    if moment.item < 0:
        pause = board.shifts[agent].pauses[pause_of(moment.item)]
        return _Client(moment.item, moment.place, pause.minutes, pause.opens, pause.closes, (agent,), None)
    job = board.jobs[moment.item]
    if job.together:
        return _Client(moment.item, job.place, job.minutes, moment.begins, moment.begins, (agent,), None)
    worth = _worth(job) if moment.item in optional else None
    return _Client(moment.item, job.place, job.minutes, job.opens, job.closes, job.agents, worth)


def _worth(job: Job) -> int:
    """Visits count, not stops: two visits at one address are worth twice one."""
    return WORTH * len(job.visits)


def _problem(board: Board, clients: list[_Client]) -> search.ProblemData:
    stops = [
        search.Stop(place, client.minutes, client.opens, client.closes, prize=client.worth)
        for place, client in enumerate(clients)
    ]
    ends = [(shift.start, shift.end) for shift in board.shifts]
    depots = sorted({place for pair in ends for place in pair})
    crews = [
        search.Crew(
            start=len(clients) + depots.index(shift.start),
            end=len(clients) + depots.index(shift.end),
            begins=shift.begins,
            ends=max(shift.ends, shift.begins),
            travel=agent,
        )
        for agent, shift in enumerate(board.shifts)
    ]
    points = [client.place for client in clients] + depots
    return search.problem(stops, crews, [_ways(board, agent, clients, points) for agent in range(len(board.shifts))])


def _ways(board: Board, agent: int, clients: list[_Client], points: list[int]) -> tuple[search.Matrix, search.Matrix]:
    shift = board.shifts[agent]
    seconds = [[shift.way[one][two] for two in points] for one in points]
    minutes = [[shift.minutes[one][two] for two in points] for one in points]
    for one, two in _closed(agent, clients, len(points)):
        seconds[one][two], minutes[one][two] = NO_WAY_SECONDS, NO_WAY
    return seconds, minutes


def _closed(agent: int, clients: list[_Client], points: int) -> Iterator[tuple[int, int]]:
    """From which point to which the agent may not go: where she is not to come, and on from home to anybody."""
    for number, client in enumerate(clients):
        others = [other for other in range(points) if other != number]
        if agent not in client.agents:
            yield from ((number, other) for other in others)
            yield from ((other, number) for other in others)
        elif client.item == HOME:
            yield from ((number, other) for other in others if other < len(clients))
