"""A day planned: who goes where, when and why; who is left out and why; what was equally good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from palier.engines.rounds.board import Board, board
from palier.engines.rounds.day import Day
from palier.engines.rounds.effort import Effort, Stopped, effort
from palier.engines.rounds.fleet import Objective
from palier.engines.rounds.insertion import Lines, unplaced
from palier.engines.rounds.lines import day_lines, fewer_agents, key
from palier.engines.rounds.ties import Tie, settled
from palier.engines.rounds.timetable import Timetable, timetable
from palier.engines.rounds.why_not import Reason, reason

SMALL = 20  # visits: up to here a day is planned twice, with its visits at one address joined and not


@dataclass(frozen=True, slots=True)
class Unserved:
    """A visit left out, and why."""

    visit: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Lines of jobs on a board with their times. Everything the answer shows is made from it."""

    day: Day
    board: Board
    lines: Lines
    times: Timetable
    unserved: tuple[Unserved, ...]
    ties: tuple[Tie, ...]
    stopped_because: Stopped
    steps: int


def plan_day(day: Day, *, objective: Objective = Objective.DISTANCE, seconds: float = 60.0, seed: int = 0) -> DayPlan:
    """The plan of a day: as many visits as fit, the most urgent first; then the least travel (or agents).

    Raises `BadInput` when a break fits nowhere. Method: cheapest insertion, then iterated local search (PyVRP) with
    the visits for two standing at an hour, seated anew between turns. Steps by the size, `seconds` as a net.
    Not a proven optimum. Complexity: steps times the number of visits; insertion of a visit for two O(n³).
    """
    work = effort(*_steps(len(day.visits)), seconds)
    numbers, lines = _lines(day, objective, work, seed)
    lines, ties = settled(numbers, lines)
    times = timetable(numbers, lines)
    if times is None:  # no line leaves the search that cannot be kept
        raise AssertionError("lines that cannot be kept")
    left = [
        Unserved(visit.id, reason(numbers, number))
        for number in unplaced(numbers, lines)
        for visit in numbers.jobs[number].visits
    ]
    stopped = work.stopped if numbers.jobs else Stopped.NOTHING_TO_PLAN
    unserved = tuple(sorted(left, key=lambda one: one.visit))
    return DayPlan(day, numbers, lines, times, unserved, ties, stopped, work.taken)


def _steps(visits: int) -> tuple[int, int]:
    """Steps in all, and without a better plan: measured so that sixty visits take about a second."""
    return max(400, 1800 - 5 * visits), 600


def _lines(day: Day, objective: Objective, work: Effort, seed: int) -> tuple[Board, Lines]:
    numbers = board(day)
    lines = day_lines(numbers, work, seed)
    left = [numbers.jobs[number] for number in unplaced(numbers, lines)]
    late = [visit.id for job in left for visit in job.visits]
    joined = [job for job in (numbers.jobs if len(day.visits) <= SMALL else left) if len(job.visits) > 1]
    may_loosen = joined or any(_has_deadline(day, job.visits[0].urgency) for job in left)
    if may_loosen and not work.is_out_of_time:
        apart = {*late, *(visit.id for job in joined for visit in job.visits)}
        numbers, lines = _looser(day, numbers, lines, late, apart, work, seed)
    if objective is Objective.VEHICLES:
        lines = fewer_agents(numbers, lines, work, seed)
    return numbers, lines


def _has_deadline(day: Day, urgency: int) -> bool:
    return urgency in day.deadlines


def _looser(
    day: Day, numbers: Board, lines: Lines, late: Iterable[str], apart: Iterable[str], work: Effort, seed: int
) -> tuple[Board, Lines]:
    """The better of these lines and those of a day where some visits may be late, and some are not joined to others."""
    looser = board(day, late=late, apart=apart)
    work.steps += work.taken
    found = day_lines(looser, work, seed)
    if key(looser, found)[:2] < key(numbers, lines)[:2]:
        return looser, found
    return numbers, lines
