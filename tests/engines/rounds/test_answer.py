"""The answer for a day worked out by hand, whole; and why a visit stands where it stands or is left out."""

from dataclasses import replace

import pytest

from palier.engines.rounds import Agent, Day, DayPlan, Stopped, Tie, TieKind, Travel, Unserved, Visit, to_json
from palier.engines.rounds.board import board
from palier.engines.rounds.timetable import timetable
from palier.engines.rounds.why import extra_way, why
from palier.engines.rounds.why_not import Reason, reason
from tests.engines.rounds.small_day import BILAL, DAY, LINES, PLACES, TRAVEL


def plan(asked=DAY, lines=LINES):
    numbers = board(asked)
    times = timetable(numbers, lines)
    left = (Unserved("z", Reason.FITS_NO_SHIFT),)
    return DayPlan(asked, numbers, lines, times, left, (Tie(TieKind.AGENTS, ("x", "y")),), Stopped.NO_BETTER, 7)


def shown(name, begins, ends, why, extra, waits=0, beside=None):
    return {
        "id": name, "begins": begins, "ends": ends, "waits": waits, "with": beside, "why": why, "extra_minutes": extra
    }  # fmt: skip


def test_the_answer_is_printed_whole():
    at_the_tower = [
        shown("a", "10:15", "10:25", ["opens", "nearest"], 0),
        shown("c", "10:25", "10:30", ["opens", "nearest"], 0),
        shown("t", "10:30", "10:35", ["together", "same_address", "nearest"], 0, beside="bilal"),
    ]
    promised = ["promised", "opens", "nearest"]
    in_the_garden = [shown("b", "11:05", "11:25", promised, 8, waits=5), shown("d", "11:25", "11:30", promised, 8)]
    anna = {
        "agent": "anna", "done": [], "from": "office", "leaves": "10:10",
        "stops": [
            {"place": "tower", "minutes_from_before": 5, "arrives": "10:15", "leaves": "10:35", "visits": at_the_tower},
            {"place": "tower", "minutes_from_before": 0, "arrives": "10:35", "leaves": "10:55", "visits": [],
             "break": {"begins": "10:40", "ends": "10:55"}},
            {"place": "garden", "minutes_from_before": 5, "arrives": "11:00", "leaves": "11:30", "visits": in_the_garden},
        ],
        "to": "office", "returns": "11:38", "distance": 1800, "travel_minutes": 18, "waiting_minutes": 10,
    }  # fmt: skip
    together = [shown("t", "10:30", "10:35", ["together", "nearest"], 5, beside="anna")]
    bilal = {
        "agent": "bilal", "done": [], "from": "office", "leaves": "10:27",
        "stops": [
            {"place": "tower", "minutes_from_before": 3, "arrives": "10:30", "leaves": "10:35", "visits": together}
        ],
        "to": "office", "returns": "10:38", "distance": 1000, "travel_minutes": 6, "waiting_minutes": 0,
    }  # fmt: skip
    dora = {
        "agent": "dora", "done": ["w"], "from": "garden", "leaves": "10:50", "stops": [],
        "to": "office", "returns": "10:58", "distance": 800, "travel_minutes": 8, "waiting_minutes": 0,
    }  # fmt: skip

    assert to_json(plan()) == {
        "distance": 3600,
        "travel_minutes": 32,
        "vehicles": 3,
        "routes": [anna, bilal, dora],
        "unserved": [{"id": "z", "reason": "fits_no_shift", "urgency": 2, "optional": True}],
        "ties": [{"kind": "agents", "between": ["x", "y"]}],
        "stopped_because": "no_better",
        "steps": 7,
    }


def test_metres_that_one_agent_does_not_know_are_not_added_up():
    tram = Travel(between=("office", "tower"), minutes=((0, 3), (3, 0)))
    answer = to_json(plan(replace(DAY, travel=TRAVEL | {"ride": tram})))

    assert answer["distance"] is None
    assert [route["distance"] for route in answer["routes"]] == [1800, None, 800]


RULES = Day(
    PLACES,
    (Agent("anna", "walk", "office", "office", (600, 720)), BILAL),
    (
        Visit("a", "tower", 10, (0, 605), agent="anna"),
        Visit("b", "garden", 10, urgency=1),
        Visit("c", "office", 10),
        Visit("d", "garden", 10, (640, 700)),
    ),
    TRAVEL,
    {1: 601},
)


@pytest.mark.parametrize(
    ("line", "at", "rules"),
    [
        ((0, 1), 0, ["only_agent", "last_moment", "nearest"]),
        ((0, 1), 1, ["late", "nearest"]),
        ((2, 1), 0, ["nearest"]),
        ((1, 2), 0, ["late"]),
        ((3, 2), 0, ["opens"]),
        ((1, 3), 1, ["opens", "same_address", "nearest"]),
        ((0, 2), 0, ["only_agent", "last_moment"]),
        ((2, 3, 1), 1, ["opens", "nearest"]),
    ],
)
def test_why_a_visit_stands_where_it_stands(line, at, rules):
    numbers = board(RULES, late=["b"])
    lines = (line, ())

    assert [rule.value for rule in why(numbers, lines, timetable(numbers, lines), 0, at)] == rules


def test_it_is_the_last_moment_when_a_later_stop_would_be_too_late():
    # c, b and e in this order begin at 600, 618 and 628. With b first, e would begin at 644, after 630.
    late = Visit("e", "garden", 10, (0, 630))
    numbers = board(replace(RULES, visits=(*RULES.visits, late), deadlines={}), apart="e")
    lines = ((2, 1, 4), ())

    assert [rule.value for rule in why(numbers, lines, timetable(numbers, lines), 0, 0)] == ["last_moment", "nearest"]


@pytest.mark.parametrize(
    ("line", "at", "minutes"),
    [
        ((0,), 0, 10),  # there and back
        ((0, 1), 0, 2),  # 5 and 5 instead of 8
        ((0, 1), 1, 8),  # 5 and 8 instead of 5
        ((0, 1, 2), 1, 8),
        ((2, 0, 1), 1, 2),
        ((2, 0), 0, 0),
    ],
)
def test_how_much_way_a_stop_costs(line, at, minutes):
    numbers = board(
        replace(RULES, visits=tuple(replace(visit, window=(0, 1440)) for visit in RULES.visits)), late=["b"]
    )
    lines = (line, ())

    assert extra_way(numbers, lines, timetable(numbers, lines), 0, at) == minutes


def test_a_stop_on_a_shorter_way_costs_nothing_and_minutes_are_rounded_down():
    tram = Travel(between=("garden", "office", "tower"), minutes=((0, 9, 3), (9.9, 0, 3), (3, 3, 0)))
    numbers = board(replace(RULES, travel=TRAVEL | {"walk": tram}, deadlines={}))
    lines = ((0, 1), ())
    times = timetable(numbers, lines)

    assert extra_way(numbers, lines, times, 0, 0) == 0  # 3 and 3 instead of 9.9
    assert extra_way(numbers, lines, times, 0, 1) == 9  # 3 and 9 instead of 3
    lines = ((1,), ())
    assert extra_way(numbers, lines, timetable(numbers, lines), 0, 0) == 18  # 9.9 and 9


@pytest.mark.parametrize(
    ("visit", "said"),
    [
        ({"not_agents": frozenset({"anna", "bilal"})}, "nobody_may"),
        ({"together": True, "not_agents": frozenset({"anna"})}, "no_two_agents"),
        ({"together": True, "agent": "anna", "not_agents": frozenset({"anna"})}, "no_two_agents"),
        ({"together": True, "agent": "anna"}, "day_is_full"),
        ({"window": (0, 609)}, "too_late_now"),
        ({"window": (0, 610)}, "fits_no_shift"),
        ({"window": (0, 615)}, "day_is_full"),
        ({"minutes": 101}, "fits_no_shift"),
        ({"minutes": 100}, "day_is_full"),
    ],
)
def test_why_a_visit_is_left_out(visit, said):
    agents = tuple(Agent(name, "walk", "office", "office", (600, 720)) for name in ("anna", "bilal"))
    one = replace(Visit("v", "tower", 10), **visit)

    assert reason(board(Day(PLACES, agents, (one,), TRAVEL, now=610)), 0) == said
