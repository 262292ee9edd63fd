"""Where a job goes into lines that stand, at the least extra way; breaks first, then jobs in order of rank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nsmallest
from itertools import combinations

from palier.engines.rounds.board import Board
from palier.engines.rounds.timetable import Line, fits, timetable, way

Lines = tuple[Line, ...]
MOST_TRIES = 500  # of places for one job, from the least extra way on: a full day with many agents must end
Spot = tuple[int, int, int]  # agent, place in her line, seconds of extra way


def with_breaks(board: Board, lines: Lines, agents: Iterable[int]) -> Lines | None:
    """The lines with every break of these agents in, each at the least way; None when one finds no place."""
    for agent in agents:
        for number in range(len(board.shifts[agent].pauses)):
            item = -number - 1
            if item in lines[agent]:
                continue
            found = _best(board, lines, [(spot,) for spot in _spots(board, agent, lines[agent], item)], item)
            if found is None:
                return None
            lines = found
    return lines


def rested(board: Board, lines: Lines) -> Lines:
    """The same lines with each break taken where it costs no more way and her visits begin earliest."""
    for agent, line in enumerate(lines):
        for item in [item for item in line if item < 0]:
            rest = tuple(other for other in lines[agent] if other != item)
            choices = []
            for at in range(len(rest) + 1):
                new = (*lines[:agent], _put(rest, at, item), *lines[agent + 1 :])
                times = timetable(board, new)
                if times is not None:
                    begun = sum(moment.begins for moment in times.moments[agent] if moment.item >= 0)
                    choices.append((way(board, agent, new[agent]), times.back[agent], begun, at, new))
            lines = min(choices)[-1] if choices else lines
    return lines


def with_jobs(board: Board, lines: Lines, jobs: Iterable[int]) -> Lines:
    """The lines with as many of these jobs as go in, by rank, then by the end of the window, then by id."""
    order = sorted(jobs, key=lambda number: (board.jobs[number].rank, board.jobs[number].closes, number))
    for number in order:
        lines = with_job(board, lines, number) or lines
    return lines


def with_job(board: Board, lines: Lines, number: int) -> Lines | None:
    """The lines with this job where it costs the least way, or None. Equal ways: the first agent, the first place.

    Complexity: O(s·m) for one agent's visit, s places in lines and m items; at worst O(s²·m) for a visit of two.
    """
    job = board.jobs[number]
    spots = {agent: _spots(board, agent, lines[agent], number) for agent in job.agents}
    if not job.together:
        return _best(board, lines, [(spot,) for agent in job.agents for spot in spots[agent]], number)
    pairs = [pair for pair in combinations(job.agents, 2) if job.named is None or job.named in pair]
    return _best(board, lines, [(at, there) for one, two in pairs for at in spots[one] for there in spots[two]], number)


def unplaced(board: Board, lines: Lines) -> list[int]:
    """The jobs in no line."""
    placed = {item for line in lines for item in line}
    return [number for number in range(len(board.jobs)) if number not in placed]


def _spots(board: Board, agent: int, line: Line, item: int) -> list[Spot]:
    """Where the item goes into one line with its extra way, if nobody had to be waited for."""
    old = way(board, agent, line)
    lines = [(at, _put(line, at, item)) for at in range(len(line) + 1)]
    return [(agent, at, way(board, agent, new) - old) for at, new in lines if fits(board, agent, new)]


def _best(board: Board, lines: Lines, choices: Sequence[tuple[Spot, ...]], item: int) -> Lines | None:
    """Tries the choices from the least extra way on, so many at most; the first that keeps all times is the best."""
    costs = [(sum(spot[2] for spot in choice), place) for place, choice in enumerate(choices)]
    for _, place in nsmallest(MOST_TRIES, costs):
        changed = {agent: at for agent, at, _ in choices[place]}
        new = tuple(_put(line, changed[agent], item) if agent in changed else line for agent, line in enumerate(lines))
        if keeps_times(board, new, tuple(changed)):
            return new
    return None


def keeps_times(board: Board, lines: Lines, changed: tuple[int, ...]) -> bool:
    """Whether these lines can be kept, when only those of `changed` differ from lines that could."""
    for agent in changed:
        if any(item >= 0 and board.jobs[item].together for item in lines[agent]):
            return timetable(board, lines) is not None
    return all(fits(board, agent, lines[agent]) for agent in changed)


def _put(line: Line, at: int, item: int) -> Line:
    return (*line[:at], item, *line[at:])
