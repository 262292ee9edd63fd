"""The clock of a day worked out by hand: each window and shift at its last minute, and two agents who meet."""

from dataclasses import replace

import pytest

from palier.engines.rounds import Agent, Break, Day, Visit
from palier.engines.rounds.board import board
from palier.engines.rounds.timetable import Moment, Timetable, fits, timetable, way
from tests.engines.rounds.small_day import AC, BD, DAY, GARDEN, LINES, OFFICE, PLACES, TOWER, TRAVEL, T


def test_two_agents_of_a_visit_wait_for_each_other_and_everybody_has_her_times():
    assert timetable(board(DAY), LINES) == Timetable(
        (
            (
                Moment(AC, TOWER, 605, 615, 630),
                Moment(T, TOWER, 630, 630, 635),
                Moment(-1, TOWER, 635, 640, 655),
                Moment(BD, GARDEN, 660, 665, 690),
            ),
            (Moment(T, TOWER, 628, 630, 635),),
            (Moment(-1, OFFICE, 600, 600, 610),),
            (),
        ),
        (698, 638, 610, 658),
    )
    assert [way(board(DAY), agent, line) for agent, line in enumerate(LINES)] == [1080, 300, 0, 480]


CLOCK = Day(
    PLACES,
    (Agent("anna", "walk", "office", "garden", (600, 700), (Break(10, (620, 640)), Break(10, (680, 682), "tower"))),),
    (Visit("a", "tower", 10, (605, 605)), Visit("b", "garden", 10, (600, 640)), Visit("c", "office", 5, (660, 660))),
    TRAVEL,
)


@pytest.mark.parametrize(
    ("line", "times"),  # (arrives, begins, ends, place) of each item, and when she is back
    [
        ((), ([], 608)),
        ((0,), ([(605, 605, 615, TOWER)], 620)),
        ((1,), ([(608, 608, 618, GARDEN)], 618)),
        ((0, 1), ([(605, 605, 615, TOWER), (620, 620, 630, GARDEN)], 630)),
        ((1, 0), None),
        ((0, -1, 1), ([(605, 605, 615, TOWER), (615, 620, 630, TOWER), (635, 635, 645, GARDEN)], 645)),
        ((0, -1), ([(605, 605, 615, TOWER), (620, 620, 630, GARDEN)], 630)),
        ((-1, 0), None),
        ((-1,), ([(608, 620, 630, GARDEN)], 630)),
        ((0, 2, -2), ([(605, 605, 615, TOWER), (620, 660, 665, OFFICE), (670, 680, 690, TOWER)], 695)),
        ((-1, 2), ([(600, 620, 630, OFFICE), (630, 660, 665, OFFICE)], 673)),
        ((2, 1), None),
        ((-2,), ([(605, 680, 690, TOWER)], 695)),
    ],
)
def test_the_earliest_times_of_one_line(line, times):
    numbers = board(CLOCK)
    found = timetable(numbers, (line,))

    assert fits(numbers, 0, line) is (times is not None)
    shown = found and ([(one.arrives, one.begins, one.ends, one.place) for one in found.moments[0]], found.back[0])
    assert shown == times


@pytest.mark.parametrize(
    ("ends", "is_kept"),
    [(630, True), (629, False)],
)
def test_a_shift_may_end_on_the_last_minute_and_not_after(ends, is_kept):
    numbers = board(replace(CLOCK, agents=(replace(CLOCK.agents[0], hours=(600, ends), breaks=()),)))

    assert (timetable(numbers, ((0, 1),)) is not None) is is_kept
    assert fits(numbers, 0, (0, 1)) is is_kept


@pytest.mark.parametrize(
    ("window", "lines", "begins"),
    [
        ((0, 608), ((0, 1), (1,)), None),  # she is there at 605, does a for 10 minutes
        ((0, 615), ((0, 1), (1,)), 615),
        ((0, 614), ((0, 1), (1,)), None),
        ((0, 900), ((1, 0), (1,)), 605),
        ((609, 900), ((1, 0), (1,)), 609),
        ((0, 900), ((1, 2), (2, 1)), None),  # each waits at another door
        ((0, 900), ((2, 1), (2, 1)), 616),
        ((0, 900), ((1,), ()), None),  # nobody comes
    ],
)
def test_two_who_meet(window, lines, begins):
    visits = (
        Visit("a", "tower", 10),
        Visit("b", "tower", 1, window, together=True),
        Visit("c", "office", 11, together=True),
    )
    agents = tuple(Agent(name, "walk", "office", "office", (600, 720)) for name in ("anna", "bilal"))
    found = timetable(board(Day(PLACES, agents, visits, TRAVEL)), lines)
    met = found and {moment.begins for line in found.moments for moment in line if moment.item == 1}

    assert met == (None if begins is None else {begins})
