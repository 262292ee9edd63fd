"""The clock of a plan: when each agent arrives, begins and leaves, two agents of one visit waiting for each other.

A line is the order of one agent: numbers of jobs, and -1, -2 … for her first, second break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from palier.engines.rounds.board import Board, Shift

Line = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """One item of a line: minutes of arrival, begin and end, and the place (where the agent stands, at a break)."""

    item: int
    place: int
    arrives: int
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """Per agent the moments of her line and the minute she is back."""

    moments: tuple[tuple[Moment, ...], ...]
    back: tuple[int, ...]


@dataclass(slots=True)
class _Walk:
    """How far one agent has come."""

    place: int
    free: int
    next: int
    moments: list[Moment]


def pause_of(item: int) -> int:
    """The number of the break that an item below zero stands for."""
    return -item - 1


def way(board: Board, agent: int, line: Line) -> int:
    """Seconds of travel along a line, from the start and home."""
    shift = board.shifts[agent]
    here, total = shift.start, 0
    for item in line:
        there = _place(board, shift, item)
        if there is not None:
            total += shift.way[here][there]
            here = there
    return total + shift.way[here][shift.end]


def timetable(board: Board, lines: Sequence[Line]) -> Timetable | None:
    """The earliest times that keep every window, break and shift, or None. Complexity O(items)."""
    walks = [_Walk(shift.start, shift.begins, 0, []) for shift in board.shifts]
    waiting: dict[int, int] = {}  # a visit for two -> who is already there
    queue = list(range(len(walks)))
    while queue:
        agent = queue.pop()
        walk = walks[agent]
        while walk.next < len(lines[agent]):
            item = lines[agent][walk.next]
            if item >= 0 and board.jobs[item].together:
                partner = waiting.setdefault(item, agent)
                if partner == agent:
                    break  # the other one goes on; she comes back for this agent
                if not _meet(board, item, (agent, walk), (partner, walks[partner])):
                    return None
                queue.append(partner)
            elif not _step(board, board.shifts[agent], walk, lines[agent]):
                return None
    if any(walk.next < len(line) for walk, line in zip(walks, lines, strict=True)):
        return None  # two agents each wait for the other at different doors
    return _home(board, walks)


def fits(board: Board, agent: int, line: Line) -> bool:
    """Whether one agent can keep a line when she waits for nobody: the same clock, without a record."""
    shift = board.shifts[agent]
    here, time = shift.start, shift.begins
    last = max((at for at, item in enumerate(line) if item >= 0), default=-1)
    for at, item in enumerate(line):
        stop = board.jobs[item] if item >= 0 else shift.pauses[pause_of(item)]
        there = stop.place
        if there is None:
            there = shift.end if at > last else here
        time += shift.minutes[here][there]
        if time < stop.opens:
            time = stop.opens
        if time > stop.closes:
            return False
        time += stop.minutes
        here = there
    return time + shift.minutes[here][shift.end] <= shift.ends


def _home(board: Board, walks: list[_Walk]) -> Timetable | None:
    back = []
    for shift, walk in zip(board.shifts, walks, strict=True):
        back.append(walk.free + shift.minutes[walk.place][shift.end])
        if back[-1] > shift.ends and walk.moments:
            return None
    return Timetable(tuple(tuple(walk.moments) for walk in walks), tuple(back))


def _step(board: Board, shift: Shift, walk: _Walk, line: Line) -> bool:
    item = line[walk.next]
    there = _place(board, shift, item)
    if there is None:  # after the last visit nobody rests in the street: she goes to where her day ends
        there = shift.end if max(line[walk.next :]) < 0 else walk.place
    if item < 0:
        pause = shift.pauses[pause_of(item)]
        opens, closes, minutes = pause.opens, pause.closes, pause.minutes
    else:
        job = board.jobs[item]
        opens, closes, minutes = job.opens, job.closes, job.minutes
    arrives = walk.free + shift.minutes[walk.place][there]
    begins = arrives if arrives > opens else opens
    if begins > closes:
        return False
    _go(walk, Moment(item, there, arrives, begins, begins + minutes))
    return True


def _meet(board: Board, item: int, one: tuple[int, _Walk], two: tuple[int, _Walk]) -> bool:
    job = board.jobs[item]
    arrivals = [walk.free + board.shifts[agent].minutes[walk.place][job.place] for agent, walk in (one, two)]
    begins = max(*arrivals, job.opens)
    if begins > job.closes:
        return False
    for (_, walk), arrives in zip((one, two), arrivals, strict=True):
        _go(walk, Moment(item, job.place, arrives, begins, begins + job.minutes))
    return True


def _go(walk: _Walk, moment: Moment) -> None:
    walk.moments.append(moment)
    walk.place, walk.free = moment.place, moment.ends
    walk.next += 1


def _place(board: Board, shift: Shift, item: int) -> int | None:
    return board.jobs[item].place if item >= 0 else shift.pauses[pause_of(item)].place
