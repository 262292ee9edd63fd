"""A day small enough to be worked out by hand: its board, its clock, its answer whole, and the rules of each step."""

from dataclasses import replace

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.rounds import Agent, Break, Day, DayPlan, Stopped, Tie, TieKind, Travel, Unserved, Visit, to_json
from palier.engines.rounds.board import Board, Job, Pause, Shift, board, metres, without
from palier.engines.rounds.effort import Effort
from palier.engines.rounds.insertion import rested, unplaced, with_breaks, with_job, with_jobs
from palier.engines.rounds.lines import day_lines, empty, key
from palier.engines.rounds.ties import settled
from palier.engines.rounds.timetable import Moment, Timetable, fits, timetable, way
from palier.engines.rounds.why import extra_way, why
from palier.engines.rounds.why_not import Reason, reason

# Walking a hundred metres a minute: office-tower 5 minutes, tower-garden 5, garden-office 8. Riding twice as fast.
PLACES = {"office": (0.0, 0.0), "tower": (300.0, 400.0), "garden": (0.0, 800.0), "unused": (9.0, 9.0)}
TRAVEL = {"walk": Travel(metres_per_minute=100.0), "ride": Travel(metres_per_minute=200.0)}
GARDEN, OFFICE, TOWER = 0, 1, 2  # by name
ANNA = Agent("anna", "walk", "office", "office", (600, 720), (Break(15, (640, 660)),))
BILAL = Agent("bilal", "ride", "office", "office", (625, 700))
CHLOE = Agent("chloe", "walk", "office", "office", (600, 720), (Break(10, (600, 700)),))
DORA = Agent("dora", "walk", "office", "office", (600, 720), done=("w",), free_from=650)
VISITS = (
    Visit("a", "tower", 10, (615, 640)),
    Visit("b", "garden", 20, promised=(665, 680)),
    Visit("c", "tower", 5),
    Visit("d", "garden", 5, promised=(685, 700)),
    Visit("t", "tower", 5, together=True),
    Visit("w", "garden", 5),
    Visit("z", "office", 500, urgency=2, optional=True),
)
DAY = Day(PLACES, (DORA, CHLOE, BILAL, ANNA), VISITS, TRAVEL)
AC, BD, T, Z = range(4)  # the jobs: a and c are done together, so are b and d
LINES = ((AC, T, -1, BD), (T,), (-1,), ())


# -- the board ---------------------------------------------------------------------------------------------------

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
        ({"window": (9, 700)}, {"window": (5, 700)}, ("b", "a", 5, 680, 30)),
        ({"minutes": 100}, {}, ("a", "b", 0, 1340, 120)),
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


# -- the clock ---------------------------------------------------------------------------------------------------


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


# -- the answer --------------------------------------------------------------------------------------------------


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


# -- insertion ---------------------------------------------------------------------------------------------------

THREE = tuple(Agent(name, "walk", "office", "office", (600, 720)) for name in ("anna", "bilal", "chloe"))


def numbers_of(*visits, agents=THREE):
    return board(Day(PLACES, tuple(agents), visits, TRAVEL), apart="abc")


@pytest.mark.parametrize(
    ("job", "lines", "found"),
    [
        (Visit("c", "office", 10), ((), (), ()), ((2,), (), ())),  # no way for any: the first
        (Visit("c", "tower", 10, urgency=1), ((0,), (1,), ()), ((2, 0), (1,), ())),
        (Visit("c", "tower", 10, (700, 710)), ((), (1,), (0,)), ((), (1,), (0, 2))),
        (Visit("c", "tower", 10, not_agents=frozenset({"chloe"})), ((), (1,), (0,)), ((), (2, 1), (0,))),
        (Visit("c", "garden", 10, not_agents=frozenset({"anna"})), ((1,), (0,), ()), ((1,), (2, 0), ())),
        (Visit("c", "tower", 10, (0, 604)), ((), (), ()), None),
        (Visit("c", "office", 10, together=True), ((), (), ()), ((2,), (2,), ())),
        (Visit("c", "office", 10, together=True, agent="chloe"), ((), (), ()), ((2,), (), (2,))),
        (Visit("c", "tower", 10, together=True), ((), (0,), (1,)), ((), (2, 0), (2, 1))),
        (Visit("c", "tower", 10, together=True, agent="anna"), ((), (0,), (1,)), ((2,), (2, 0), (1,))),
    ],
)
def test_a_job_goes_in_where_it_costs_the_least_way(job, lines, found):
    numbers = numbers_of(Visit("a", "tower", 10), Visit("b", "garden", 10), job)

    assert with_job(numbers, lines, 2) == found


def test_jobs_go_in_by_rank_then_by_the_end_of_the_window_then_by_id():
    long = {"minutes": 70}
    visits = [Visit("a", "tower", **long, urgency=2), Visit("b", "garden", **long, urgency=1)]
    numbers = numbers_of(*visits, agents=THREE[:1])
    assert with_jobs(numbers, ((),), [0, 1]) == ((1,),)

    visits = [Visit("a", "tower", **long), Visit("b", "garden", **long, window=(0, 700)), Visit("c", "office", **long)]
    numbers = numbers_of(*visits, agents=THREE[:1])
    assert with_jobs(numbers, ((),), [0, 1, 2]) == ((1,),)
    assert with_jobs(numbers, ((),), [2, 0]) == ((0,),)
    assert unplaced(numbers, ((1,),)) == [0, 2]


def test_a_break_goes_in_at_the_least_way_and_is_then_taken_where_she_is_back_earliest():
    agent = replace(THREE[0], breaks=(Break(10, (600, 700), "garden"), Break(10, (600, 700))))
    numbers = numbers_of(Visit("a", "tower", 10), Visit("b", "garden", 10), agents=[agent, *THREE[1:]])

    assert with_breaks(numbers, ((0, 1), (), ()), [0, 1]) == ((-2, 0, -1, 1), (), ())
    assert with_breaks(numbers, ((0, -2, 1), (), ()), [0]) == ((0, -1, -2, 1), (), ())
    assert with_breaks(numbers, ((0, 1), (), ()), [1]) == ((0, 1), (), ())
    assert rested(numbers, ((-2, 0, -1, 1), (), ())) == ((0, 1, -1, -2), (), ())
    never = numbers_of(agents=[replace(agent, breaks=(Break(10, (700, 719)), Break(61, (650, 660))))])
    assert with_breaks(never, ((),), [0]) is None


# -- lines and ties ----------------------------------------------------------------------------------------------


def test_lines_are_better_that_leave_out_fewer_of_the_first_rank_then_go_less_way():
    numbers = board(DAY)

    assert key(numbers, LINES) == ((0, 0, 1), 1860, LINES)
    assert key(numbers, ((), (), (), ())) == ((2, 3, 1), 480, ((), (), (), ()))


def test_a_visit_for_two_is_seated_anew_when_others_are_already_there():
    # t is most urgent and goes in first, with anna and bilal; then c and d, at the same address, take bilal and chloe.
    numbers = numbers_of(
        Visit("c", "tower", 10, agent="chloe"),
        Visit("d", "tower", 10, agent="bilal"),
        Visit("t", "tower", 10, urgency=1, together=True),
    )
    assert with_jobs(numbers, ((), (), ()), range(3)) == ((2,), (1, 2), (0,))

    assert day_lines(numbers, Effort(0, 1, 10.0**12), 0) == ((), (2, 1), (2, 0))


def test_empty_lines_have_the_breaks_or_say_who_cannot_rest():
    assert empty(board(DAY)) == ((-1,), (), (-1,), ())

    with pytest.raises(BadInput) as caught:
        empty(board(replace(DAY, agents=(replace(ANNA, breaks=(Break(30, (700, 710)),)),))))
    assert str(caught.value) == (
        "A break finds no place in the agent's hours. (agents, anna) Move the break, or count it in breaks_done."
    )


DIRECTION = (Tie(TieKind.DIRECTION, ("anna",)),)


@pytest.mark.parametrize(
    ("visits", "lines", "found", "ties"),
    [
        # The other way is as long: it begins at the more urgent end, then at the lower id.
        ([("tower", {}), ("garden", {})], ((1, 0),), ((0, 1),), DIRECTION),
        ([("tower", {}), ("garden", {"urgency": 1})], ((0, 1),), ((1, 0),), DIRECTION),
        ([("tower", {}), ("garden", {"urgency": 1})], ((1, 0),), ((1, 0),), DIRECTION),
        ([("tower", {"optional": True}), ("garden", {})], ((0, 1),), ((1, 0),), DIRECTION),
        ([("tower", {"window": (0, 605)}), ("garden", {})], ((0, 1),), ((0, 1),), ()),
        ([("tower", {}), ("garden", {}), ("office", {"window": (0, 600)})], ((2, 1, 0),), ((2, 1, 0),), ()),
        # At one address the most urgent is first.
        ([("tower", {}), ("tower", {"urgency": 1})], ((0, 1),), ((1, 0),), ()),
        ([("tower", {"window": (0, 605)}), ("tower", {"urgency": 1})], ((0, 1),), ((0, 1),), ()),
        (
            [("tower", {}), ("tower", {"urgency": 2}), ("tower", {"urgency": 1})],
            ((0, 1, 2),),
            ((2, 1, 0),),
            (),
        ),
        # Who is left out could stand for one who is in: the lower id is in.
        (
            [("tower", {"minutes": 100}), ("tower", {"minutes": 100})],
            ((1,),),
            ((0,),),
            (Tie(TieKind.VISITS, ("a", "b")),),
        ),
        (
            [("tower", {"minutes": 100}), ("tower", {"minutes": 100})],
            ((0,),),
            ((0,),),
            (Tie(TieKind.VISITS, ("a", "b")),),
        ),
        ([("tower", {"minutes": 100}), ("garden", {"minutes": 100})], ((1,),), ((1,),), ()),
        ([("tower", {"minutes": 100}), ("tower", {"minutes": 100, "urgency": 2})], ((1,),), ((1,),), ()),
    ],
)
def test_what_is_equally_good_is_settled_in_the_open(visits, lines, found, ties):
    asked = [Visit("abc"[n], place, **{"minutes": 10} | more) for n, (place, more) in enumerate(visits)]
    numbers = board(Day(PLACES, THREE[:1], tuple(asked), TRAVEL), apart="abc")

    assert settled(numbers, lines) == (found, ties)


def test_agents_alike_exchange_their_rounds_so_that_the_first_id_has_the_first_visit():
    numbers = numbers_of(Visit("a", "tower", 10), Visit("b", "garden", 10))

    tie = Tie(TieKind.AGENTS, ("anna", "bilal", "chloe"))
    assert settled(numbers, ((), (1,), (0,))) == (((0,), (1,), ()), (tie,))
    assert settled(numbers_of(), ((), (), ())) == (((), (), ()), ())


@pytest.mark.parametrize(
    "other",
    [
        {"start": "tower"},
        {"end": "tower"},
        {"hours": (601, 720)},
        {"hours": (600, 719)},
        {"travel": "ride"},
        {"breaks": (Break(5, (600, 700)),)},
    ],
)
def test_agents_who_differ_do_not_exchange(other):
    numbers = numbers_of(Visit("a", "tower", 10), agents=[THREE[0], replace(THREE[1], **other)])
    lines = with_breaks(numbers, ((), (0,)), [1])

    assert not [tie for tie in settled(numbers, lines)[1] if tie.kind is TieKind.AGENTS]


def test_agents_of_whom_one_was_asked_for_or_may_not_go_do_not_exchange():
    for more in ({"agent": "bilal"}, {"not_agents": frozenset({"anna"})}, {"agent": "bilal", "together": True}):
        numbers = numbers_of(Visit("a", "tower", 10), Visit("b", "tower", 5, **more), agents=THREE[:2])
        assert not [tie for tie in settled(numbers, ((), (0,)))[1] if tie.kind is TieKind.AGENTS]
