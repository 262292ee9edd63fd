"""The search for a day's lines: begin by insertion, improve by PyVRP, seat visits for two and breaks anew."""

from __future__ import annotations

from collections.abc import Collection

from palier.engines.bad_input import BadInput
from palier.engines.rounds.board import Board, without
from palier.engines.rounds.effort import Effort
from palier.engines.rounds.improve import better
from palier.engines.rounds.insertion import Lines, rested, unplaced, with_breaks, with_job, with_jobs
from palier.engines.rounds.timetable import way

Key = tuple[tuple[int, ...], int, Lines]

TURNS = 3  # how often visits for two and breaks are seated anew
SHARE = 6  # a stage of a day that is full may take one part in so many of the steps


def key(board: Board, lines: Lines) -> Key:
    """What makes lines better, in order: fewer visits left out, the highest rank first; less way; a fixed order."""
    ranks = sorted({job.rank for job in board.jobs})
    left = [0] * len(ranks)
    for number in unplaced(board, lines):
        left[ranks.index(board.jobs[number].rank)] += len(board.jobs[number].visits)
    return tuple(left), sum(way(board, agent, line) for agent, line in enumerate(lines)), lines


def day_lines(board: Board, work: Effort, seed: int) -> Lines:
    """Good lines for the whole day. Raises `BadInput` when a break finds no place even in an empty shift."""
    lines = with_jobs(board, empty(board), range(len(board.jobs)))
    lines = _fuller(board, lines, work, seed)
    is_plain = not any(job.together for job in board.jobs) and not any(shift.pauses for shift in board.shifts)
    turns = 1 if is_plain else TURNS
    for turn in range(turns):
        if work.is_out_of_time:
            break
        steps = (work.steps - work.taken) // (turns - turn)
        found = better(board, lines, work, seed=seed + turn, steps=steps)
        new = _seated_anew(board, lines if found is None else found)
        new = with_jobs(board, new, unplaced(board, new))
        if key(board, new) >= key(board, lines):
            break
        lines = new
    return lines


def fewer_agents(board: Board, lines: Lines, work: Effort, seed: int) -> Lines:
    """Lines for fewer agents, one after the other staying in, as long as nobody more is left out."""
    left = key(board, lines)[0]
    for agent in sorted(range(len(board.shifts)), key=lambda agent: (len(lines[agent]), agent)):
        if work.is_out_of_time:
            break
        fewer = without(board, agent)
        work.steps += work.steps // len(board.shifts)
        found = day_lines(fewer, work, seed)
        if key(board, found)[0] <= left:
            board, lines = fewer, found
    return lines


def empty(board: Board) -> Lines:
    """Lines with nothing but the breaks."""
    lines: Lines = tuple(() for _ in board.shifts)
    for agent, shift in enumerate(board.shifts):
        found = with_breaks(board, lines, (agent,))
        if found is None:
            raise BadInput(
                "A break finds no place in the agent's hours.",
                where=f"agents, {shift.id}",
                how_to_mend="Move the break, or count it in breaks_done.",
            )
        lines = found
    return lines


def _fuller(board: Board, lines: Lines, work: Effort, seed: int) -> Lines:
    """Lines that leave out fewer, rank by rank: the lower ranks are put aside, and come in again afterwards."""
    for rank in sorted({board.jobs[number].rank for number in unplaced(board, lines)}):
        level = [number for number, job in enumerate(board.jobs) if job.rank == rank]
        if not set(level) & set(unplaced(board, lines)):
            continue
        aside = {number for number, job in enumerate(board.jobs) if job.rank > rank}
        bare = _less(lines, aside)
        first = with_jobs(board, bare, set(level) & set(unplaced(board, bare)))
        found = better(board, first, work, seed=seed, steps=work.steps // SHARE, optional=level) or first
        new = with_jobs(board, found, unplaced(board, found))
        lines = min(lines, new, key=lambda lines: key(board, lines))
    return lines


def _seated_anew(board: Board, lines: Lines) -> Lines:
    """Each visit for two, and each break, taken out and put where it now costs least."""
    for number, job in enumerate(board.jobs):
        if job.together and any(number in line for line in lines):
            new = with_job(board, _less(lines, {number}), number)
            lines = lines if new is None else min(lines, new, key=lambda lines: key(board, lines))
    return rested(board, lines)


def _less(lines: Lines, items: Collection[int]) -> Lines:
    return tuple(tuple(item for item in line if item not in items) for line in lines)
