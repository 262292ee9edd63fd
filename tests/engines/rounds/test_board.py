"""The numbers of a day worked out by hand: shifts, jobs, which visits are joined, ways."""

from dataclasses import replace

import pytest

from palier.engines.rounds import Agent, Break, Day, Travel, Visit
from palier.engines.rounds.board import Board, Job, Pause, Shift, board, metres, without
from tests.engines.rounds.small_day import ANNA, BILAL, DAY, GARDEN, OFFICE, PLACES, TOWER, TRAVEL, VISITS

WALKED = ([[0, 480, 300], [480, 0, 300], [300, 300, 0]], [[0, 8, 5], [8, 0, 5], [5, 5, 0]])
RIDDEN = ([[0, 240, 150], [240, 0, 150], [150, 150, 0]], [[0, 4, 3], [4, 0, 3], [3, 3, 0]])


def test_the_board_of_a_day_is_its_numbers_in_the_order_of_ids():
    a, b, c, d, t, _, z = VISITS
    everybody = (0, 1, 2, 3)

    assert board(DAY) == Board(
        ("garden", "office", "tower"),
        (
            Shift("anna", OFFICE, OFFICE, 600, 720, (Pause(15, 640, 660, None),), *WALKED),
            Shift("bilal", OFFICE, OFFICE, 625, 700, (), *RIDDEN),
            Shift("chloe", OFFICE, OFFICE, 600, 720, (Pause(10, 600, 700, None),), *WALKED),
            Shift("dora", GARDEN, OFFICE, 650, 720, (), *WALKED),
        ),
        (
            Job((a, c), TOWER, 15, 615, 640, (1, 3), everybody, None, False),
            Job((b, d), GARDEN, 25, 665, 680, (0, 3), everybody, None, False),
            Job((t,), TOWER, 5, 0, 1440, (1, 3), everybody, None, True),
            Job((z,), OFFICE, 500, 0, 1440, (2, 2), everybody, None, False),
        ),
    )


def test_a_shift_begins_when_she_is_there_and_free_and_keeps_the_breaks_still_to_come():
    rests = (Break(9, (700, 710), "garden"), Break(5, (600, 610)), Break(4, (600, 610)))
    agent = Agent("a", "walk", "office", "tower", (600, 720), rests, ("x",), "office", 640, 1)
    asked = Day(PLACES, (agent,), (Visit("x", "tower", 1),), TRAVEL, now=650)
    (shift,) = board(asked).shifts

    assert (shift.start, shift.end, shift.begins, shift.ends) == (OFFICE, TOWER, 650, 720)
    assert shift.pauses == (Pause(5, 600, 610, None), Pause(9, 700, 710, GARDEN))
    assert board(replace(asked, now=None)).shifts[0].begins == 640
    assert board(replace(asked, now=None, agents=(replace(agent, free_from=None),))).shifts[0].begins == 600
    assert board(replace(asked, agents=(replace(agent, at=None),))).places == ("garden", "office", "tower")


@pytest.mark.parametrize(
    ("visit", "opens", "closes", "rank", "agents", "named", "late"),
    [
        (Visit("v", "tower", 1), 620, 1440, (1, 3), (0, 1), None, False),
        (Visit("v", "tower", 1, (630, 640), 1), 630, 635, (1, 1), (0, 1), None, False),
        (Visit("v", "tower", 1, (630, 634), 1), 630, 634, (1, 1), (0, 1), None, False),
        (Visit("v", "tower", 1, (635, 640), 1), 635, 635, (1, 1), (0, 1), None, False),
        (Visit("v", "tower", 1, (636, 640), 1), 636, 640, (1, 1), (0, 1), None, False),
        (Visit("late", "tower", 1, (630, 640), 1), 630, 640, (1, 1), (0, 1), None, True),
        (Visit("v", "tower", 1, (0, 9), 1, promised=(630, 640)), 630, 640, (0, 1), (0, 1), None, False),
        (Visit("v", "tower", 1, optional=True, promised=(630, 640)), 630, 640, (0, 3), (0, 1), None, False),
        (Visit("v", "tower", 1, optional=True), 620, 1440, (2, 3), (0, 1), None, False),
        (Visit("v", "tower", 1, agent="bilal"), 620, 1440, (1, 3), (1,), 1, False),
        (Visit("v", "tower", 1, agent="bilal", together=True), 620, 1440, (1, 3), (0, 1), 1, False),
        (Visit("v", "tower", 1, not_agents=frozenset({"anna"})), 620, 1440, (1, 3), (1,), None, False),
        (Visit("v", "tower", 1, agent="anna", not_agents=frozenset({"anna"})), 620, 1440, (1, 3), (), 0, False),
    ],
)
def test_a_visit_becomes_a_job(visit, opens, closes, rank, agents, named, late):
    asked = Day(PLACES, (ANNA, BILAL), (visit,), TRAVEL, {1: 635}, now=620)
    (job,) = board(asked, late=["late"]).jobs

    assert job == Job((visit,), 1, 1, opens, closes, rank, agents, named, visit.together, late)


@pytest.mark.parametrize(
    ("one", "two", "joined"),
    [
        ({}, {}, ("a", "b", 0, 1430, 30)),
        ({"window": (0, 700)}, {"window": (0, 600)}, ("b", "a", 0, 600, 30)),
        ({"window": (0, 605)}, {"window": (615, 700)}, ("a", "b", 605, 605, 30)),
        ({"window": (0, 604)}, {"window": (615, 700)}, None),
        ({"window": (0, 600)}, {"window": (500, 609)}, ("a", "b", 490, 599, 30)),
        ({"window": (9, 700)}, {"window": (5, 700)}, ("a", "b", 9, 690, 30)),  # by the latest end
        ({"window": (9, 710)}, {"window": (5, 700)}, ("b", "a", 5, 690, 30)),  # both end at 720 at the latest
        ({"minutes": 100}, {}, ("b", "a", 0, 1420, 120)),
        ({"minutes": 101}, {}, None),
        ({"urgency": 1}, {}, None),
        ({"optional": True}, {}, None),
        ({"place": "garden"}, {}, None),
        ({"together": True}, {}, None),
        ({"together": True}, {"together": True}, None),
        ({"not_agents": frozenset({"anna"})}, {}, None),
        ({"agent": "anna"}, {}, None),
    ],
)
def test_visits_at_one_address_are_joined_where_one_agent_can_do_them_one_after_the_other(one, two, joined):
    visits = (replace(Visit("a", "tower", 10), **one), replace(Visit("b", "tower", 20), **two))
    jobs = board(Day(PLACES, (ANNA, BILAL), visits, TRAVEL)).jobs
    found = [(*(visit.id for visit in job.visits), job.opens, job.closes, job.minutes) for job in jobs]

    assert found == [joined] if joined else len(found) == 2


def test_visits_kept_apart_or_late_are_not_joined():
    asked = Day(PLACES, (ANNA,), (Visit("a", "tower", 10), Visit("b", "tower", 10)), TRAVEL)

    assert len(board(asked).jobs) == 1
    assert len(board(asked, apart=["a"]).jobs) == 2
    assert len(board(asked, apart=["b"]).jobs) == 2
    assert len(board(asked, late=["b"]).jobs) == 2
    assert len(board(asked, apart=["c"]).jobs) == 1


def test_nobody_is_sent_with_who_stays_in():
    fewer = without(board(DAY), 1)

    assert {job.agents for job in fewer.jobs} == {(0, 2, 3)}
    assert fewer.shifts == board(DAY).shifts


def test_ways_by_matrix_by_map_and_where_there_is_none():
    bus = Travel(between=("tower", "office"), minutes=((0, 2.5), (1.01, 0)), metres=((0, 900.0), (400.0, 0)))
    asked = replace(
        DAY, agents=(replace(ANNA, travel="bus"),), visits=(Visit("v", "tower", 1), Visit("g", "garden", 1))
    )
    asked = replace(asked, travel={"bus": bus, "far": Travel(metres_per_minute=100.0, detour=1.5)} | TRAVEL)
    (shift,) = board(asked).shifts

    assert shift.way == [[0, 172800, 172800], [172800, 0, 61], [172800, 150, 0]]
    assert shift.minutes == [[0, 2880, 2880], [2880, 0, 2], [2880, 3, 0]]
    assert metres(asked, "bus", "tower", "office") == 900.0
    assert metres(asked, "far", "tower", "office") == 750.0
    bare = replace(asked, travel={"bus": replace(bus, metres=None)})
    assert (metres(bare, "bus", "tower", "office"), metres(bare, "bus", "tower", "tower")) == (None, 0.0)
    lost = replace(DAY, places=PLACES | {"garden": None})
    assert board(lost).shifts[0].minutes == [[0, 2880, 2880], [2880, 0, 5], [2880, 5, 0]]
