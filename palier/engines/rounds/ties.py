"""What was equally good, and how it is settled: by the order of ids, in the open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from palier.engines.rounds.board import Board
from palier.engines.rounds.insertion import Lines, keeps_times, rested, unplaced, with_breaks, with_jobs
from palier.engines.rounds.timetable import Line, timetable, way


class TieKind(StrEnum):
    """Between what."""

    AGENTS = "agents"  # these agents could exchange their rounds: the first id has the round with the first visit
    DIRECTION = "direction"  # this round could go the other way: it begins at the more urgent end, then the lower id
    VISITS = "visits"  # the visit left out could take the place of the one that is in: the lower id is in


@dataclass(frozen=True, slots=True)
class Tie:
    """Ids of agents or visits; the first was chosen."""

    kind: TieKind
    between: tuple[str, ...]


def settled(board: Board, lines: Lines) -> tuple[Lines, tuple[Tie, ...]]:
    """The lines after the tie rule, and the ties it settled."""
    ties: list[Tie] = []
    for agent in range(len(lines)):
        lines = _direction(board, lines, agent, ties)
        lines = _urgent_first(board, lines, agent)
    lines = _exchangeable(board, lines, ties)
    lines = _instead(board, lines, ties)
    lines = with_jobs(board, lines, unplaced(board, lines))  # who had to go out for a lower id may fit elsewhere
    lines = rested(board, lines)
    return lines, tuple(sorted(set(ties), key=lambda tie: (tie.kind, tie.between)))


def _urgent_first(board: Board, lines: Lines, agent: int) -> Lines:
    """At one address the most urgent comes first, where the times allow."""
    for at, (one, two) in enumerate(pairwise(lines[agent])):
        if min(one, two) < 0 or board.jobs[one].place != board.jobs[two].place or board.jobs[one].together:
            continue
        if _urgency(board, two) < _urgency(board, one):
            turned = _replaced(lines, agent, (*lines[agent][:at], two, one, *lines[agent][at + 2 :]))
            if keeps_times(board, turned, (agent,)):
                return _urgent_first(board, turned, agent)
    return lines


def _urgency(board: Board, item: int) -> tuple[int, int, int]:
    standing, urgency = board.jobs[item].rank
    return urgency, standing, item


def _replaced(lines: Lines, agent: int, line: Line) -> Lines:
    return (*lines[:agent], line, *lines[agent + 1 :])


def _direction(board: Board, lines: Lines, agent: int, ties: list[Tie]) -> Lines:
    stops = tuple(item for item in lines[agent] if item >= 0)
    if len({board.jobs[item].place for item in stops}) < 2 or any(board.jobs[item].together for item in stops):
        return lines
    turned = with_breaks(board, _replaced(lines, agent, stops[::-1]), (agent,))
    if turned is None or way(board, agent, turned[agent]) != way(board, agent, lines[agent]):
        return lines
    if not keeps_times(board, turned, (agent,)):
        return lines
    ties.append(Tie(TieKind.DIRECTION, (board.shifts[agent].id,)))
    return lines if _urgency(board, stops[0]) < _urgency(board, stops[-1]) else turned


def _exchangeable(board: Board, lines: Lines, ties: list[Tie]) -> Lines:
    groups: dict[object, list[int]] = {}
    for agent, shift in enumerate(board.shifts):
        may = tuple((agent in job.agents, job.named == agent) for job in board.jobs)
        like = (shift.start, shift.end, shift.begins, shift.ends, shift.pauses, id(shift.way), may)
        groups.setdefault(like, []).append(agent)
    new = list(lines)
    for group in groups.values():
        order = sorted((lines[agent] for agent in group), key=_first)
        for agent, line in zip(group, order, strict=True):
            new[agent] = line
        if len(group) > 1 and any(item >= 0 for line in order for item in line):
            ties.append(Tie(TieKind.AGENTS, tuple(board.shifts[agent].id for agent in group)))
    return tuple(new)


def _first(line: Line) -> tuple[bool, Line]:
    stops = tuple(item for item in line if item >= 0)
    return not stops, stops


def _instead(board: Board, lines: Lines, ties: list[Tie]) -> Lines:
    """Who is left out, though she could stand for one who is in at no cost, is in if her id is lower."""
    for out in unplaced(board, lines):
        for agent in board.jobs[out].agents:
            for at, item in enumerate(lines[agent]):
                if item < 0 or board.jobs[item].together or not _same_class(board, item, out):
                    continue
                line = (*lines[agent][:at], out, *lines[agent][at + 1 :])
                new = _replaced(lines, agent, line)
                if way(board, agent, line) == way(board, agent, lines[agent]) and timetable(board, new) is not None:
                    names = tuple(board.jobs[number].visits[0].id for number in sorted((item, out)))
                    ties.append(Tie(TieKind.VISITS, names))
                    if out < item:
                        return _instead(board, new, ties)
    return lines


def _same_class(board: Board, one: int, two: int) -> bool:
    first, second = board.jobs[one], board.jobs[two]
    return not second.together and first.rank == second.rank and len(first.visits) == len(second.visits)
