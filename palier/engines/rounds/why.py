"""Why a visit stands where it stands: the rules that hold for it, the strongest first."""

from __future__ import annotations

from enum import StrEnum

from palier.engines.rounds.board import Board
from palier.engines.rounds.insertion import Lines, keeps_times
from palier.engines.rounds.timetable import Moment, Timetable


class Why(StrEnum):
    """In words for a page: docs/engines/rounds.fr.md and rounds.nl.md."""

    PROMISED = "promised"  # this hour was promised
    TOGETHER = "together"  # two agents, at the same time
    ONLY_AGENT = "only_agent"  # she was asked for
    OPENS = "opens"  # cannot begin earlier
    LAST_MOMENT = "last_moment"  # one place later in the round would be too late
    SAME_ADDRESS = "same_address"  # nothing to walk: the stop before is at this address
    NEAREST = "nearest"  # of what is left of this round, the nearest
    ON_THE_WAY = "on_the_way"  # the round is shortest with it here
    LATE = "late"  # after the deadline of its urgency, rather than not at all


def why(board: Board, lines: Lines, times: Timetable, agent: int, at: int) -> list[Why]:
    """The rules for the item `at` in the line of `agent`; at least one."""
    line, moments = lines[agent], times.moments[agent]
    job = board.jobs[line[at]]
    here = moments[at]
    place_before = moments[at - 1].place if at else board.shifts[agent].start
    rules = {
        Why.PROMISED: job.rank[0] == 0,
        Why.TOGETHER: job.together,
        Why.ONLY_AGENT: job.named == agent,
        Why.LATE: job.late,
        Why.OPENS: here.begins > here.arrives and here.begins == job.opens,
        Why.LAST_MOMENT: _is_last_moment(board, lines, agent, at),
        Why.SAME_ADDRESS: at > 0 and place_before == here.place,
        Why.NEAREST: _is_nearest(board, agent, place_before, moments[at:]),
    }
    return [rule for rule, holds in rules.items() if holds] or [Why.ON_THE_WAY]


def extra_way(board: Board, lines: Lines, times: Timetable, agent: int, at: int) -> int:
    """Minutes of travel that the round would spare without this item, rounded down."""
    shift, moments = board.shifts[agent], times.moments[agent]
    before = moments[at - 1].place if at else shift.start
    here = moments[at].place
    after = moments[at + 1].place if at + 1 < len(moments) else shift.end
    return max(shift.way[before][here] + shift.way[here][after] - shift.way[before][after], 0) // 60


def _is_last_moment(board: Board, lines: Lines, agent: int, at: int) -> bool:
    line = lines[agent]
    if at + 1 >= len(line):
        return False
    later = (*line[:at], line[at + 1], line[at], *line[at + 2 :])
    return not keeps_times(board, (*lines[:agent], later, *lines[agent + 1 :]), (agent,))


def _is_nearest(board: Board, agent: int, place: int, rest: tuple[Moment, ...]) -> bool:
    ways = [board.shifts[agent].way[place][moment.place] for moment in rest if moment.item >= 0]
    return ways[0] == min(ways)
