"""How long a search goes on, what it is asked, and plans for Solomon's files that can be checked by hand."""

from dataclasses import replace

import pytest

from palier.engines.rounds import (
    Agent,
    Break,
    Day,
    Distance,
    Objective,
    Stopped,
    Travel,
    Visit,
    from_text,
    plan_fleet,
    search,
)
from palier.engines.rounds import improve as improvement
from palier.engines.rounds.board import board
from palier.engines.rounds.effort import NO_ANSWER, Effort, Until, effort
from palier.engines.rounds.fleet import between
from palier.engines.rounds.fleet_answer import to_json
from palier.engines.rounds.lines import fewer_agents
from palier.engines.rounds.solomon import Customer

LONG = 10.0**12  # a reading of the clock that never comes
TOO_MUCH = (0.1, 1000.0)  # what a unit of time or load too much may count for


# -- the stop rule -----------------------------------------------------------------------------------------------


def steps_of(rule, costs):
    """After how many steps the rule ends the search."""
    for step, cost in enumerate(costs):
        if rule(cost):
            return step
    return None


@pytest.mark.parametrize(
    ("patience", "most", "costs", "taken", "why"),
    [
        (9, 3, [5, 5, 5, 5], 3, Stopped.STEPS),
        (2, 9, [5, 5, 5, 5], 2, Stopped.NO_BETTER),
        (2, 9, [5, 5, 4, 4, 4], 4, Stopped.NO_BETTER),
        (2, 9, [5, 4, 4, 5, 5], 3, Stopped.NO_BETTER),
        (3, 3, [5, 5, 5, 5], 3, Stopped.STEPS),
        (9, 0, [5], 0, Stopped.STEPS),
        (1, 9, [5, 4, 3, 3], 3, Stopped.NO_BETTER),
    ],
)
def test_a_search_ends_after_its_steps_or_when_nothing_is_better(patience, most, costs, taken, why):
    work = Effort(100, patience, LONG)

    assert steps_of(Until(work, most), costs) == taken
    assert (work.stopped, work.taken, work.left) == (why, taken, 100 - taken)


def test_a_search_for_any_answer_ends_at_the_first_that_can_be_carried_out():
    work = Effort(100, 90, LONG)

    assert steps_of(Until(work, 50, first_only=True), [NO_ANSWER, NO_ANSWER, NO_ANSWER - 1]) == 2
    assert steps_of(Until(work, 1), [NO_ANSWER - 1] * 3) == 1
    assert (work.taken, work.stopped) == (3, Stopped.STEPS)


def test_the_net_of_seconds_ends_everything_and_steps_are_never_below_none():
    late = Effort(5, 5, 0.0, taken=7)

    assert late.left == 0
    assert steps_of(Until(late, 5), [1]) == 0
    assert (late.stopped, late.taken) == (Stopped.TIME, 7)
    assert effort(3, 2, 1000.0).is_out_of_time is False
    assert (effort(3, 2, 1000.0).steps, effort(3, 2, 1000.0).patience, effort(3, 2, -1.0).is_out_of_time) == (
        3,
        2,
        True,
    )
    assert effort(1, 1, 1.0).stopped is Stopped.STEPS


# -- what the search is given ------------------------------------------------------------------------------------


def clients(data):
    return [
        (one.location, one.delivery, one.service_duration, one.tw_early, one.tw_late, one.prize, one.required)
        for one in data.clients()
    ]


def crews(data):
    depots = data.depots()
    return [
        (
            one.num_available, one.capacity, depots[one.start_depot].location, depots[one.end_depot].location,
            one.tw_early, one.tw_late, one.profile,
        )
        for one in data.vehicle_types()
    ]  # fmt: skip


def test_a_problem_is_handed_over_whole():
    ways = ([[0, 7, 2], [3, 0, 9], [4, 5, 0]], [[0, 1, 1], [6, 0, 1], [1, 8, 0]])
    other = ([[0, 1, 1], [1, 0, 1], [1, 1, 0]], [[0, 2, 2], [2, 0, 2], [2, 2, 0]])
    data = search.problem(
        [search.Stop(1, 5, 10, 20, load=3), search.Stop(2, 6, 11, 21, prize=77)],
        [search.Crew(2, 0, 1, 99, capacity=8, number=4), search.Crew(0, 2, 2, 98, travel=1)],
        [ways, other],
    )

    assert clients(data) == [(1, [3], 5, 10, 20, 0, True), (2, [0], 6, 11, 21, 77, False)]
    assert crews(data) == [(4, [8], 2, 0, 1, 99, 0), (1, [0], 0, 2, 2, 98, 1)]
    assert [matrix.tolist() for matrix in data.distance_matrices()] == [ways[0], other[0]]
    assert [matrix.tolist() for matrix in data.duration_matrices()] == [ways[1], other[1]]


def line_of(*places, prize=None, number=1):
    """Stops on a line at these kilometres from the depot, each to be reached at any time."""
    rows = [0, *places]
    ways = [[abs(one - two) for two in rows] for one in rows]
    stops = [search.Stop(at, 0, 0, 10_000, load=1, prize=prize) for at in range(1, len(rows))]
    return search.problem(stops, [search.Crew(0, 0, 0, 10_000, capacity=9, number=number)], [(ways, ways)])


def test_a_search_begins_at_what_it_is_given_and_takes_no_more_than_its_steps():
    data = line_of(1, 2, 3)
    work = Effort(30, 1000, LONG)
    found = search.run(data, work, too_much=TOO_MUCH, seed=1, start=[(0, [2, 0, 1])], steps=0)
    assert (search.crewed_routes(found), work.taken) == ([(0, [2, 0, 1])], 0)

    found = search.run(data, work, too_much=TOO_MUCH, seed=1, steps=10)
    assert (work.taken, found.distance()) == (10, 6)
    search.run(data, work, too_much=TOO_MUCH, seed=1, steps=90)
    assert (work.taken, work.left) == (30, 0)

    work = Effort(20, 1000, LONG)
    search.run(data, work, too_much=TOO_MUCH, seed=1)
    assert work.taken == 20
    work = Effort(20, 1000, LONG)
    search.run(data, work, too_much=TOO_MUCH, seed=1, start=[(0, [0, 1, 2])], first_only=True)
    assert work.taken == 0


def test_a_stop_that_is_worth_less_than_its_way_is_left():
    for prize, served in ((5, []), (7, [[0]])):
        assert (
            search.routes(search.run(line_of(3, prize=prize), Effort(50, 50, LONG), too_much=TOO_MUCH, seed=0))
            == served
        )


# -- the problem made of the lines of a day ------------------------------------------------------------------------

# A hundred metres a minute: the tower is 5 minutes from the office and 5 from the garden, the garden 8 from the office.
PLACES = {"office": (0.0, 0.0), "tower": (300.0, 400.0), "garden": (0.0, 800.0)}
TRAVEL = {"walk": Travel(metres_per_minute=100.0)}
ANNA = Agent("anna", "walk", "office", "office", (600, 720), (Break(15, (640, 660)),))
BILAL = Agent("bilal", "walk", "office", "tower", (610, 700))
VISITS = (
    Visit("a", "tower", 10, (615, 640)),
    Visit("b", "tower", 5, urgency=2, agent="bilal"),
    Visit("c", "garden", 5, optional=True),
    Visit("d", "garden", 6, optional=True),
    Visit("o", "office", 5, together=True, window=(600, 700)),
    Visit("x", "garden", 5, (500, 400), optional=True, urgency=5),
)
A, B, CD, BOTH, X = range(5)


def asked_of_the_search(monkeypatch, lines, **options):
    """What `better` asks the search to do; the search finds nothing."""
    asked = {}

    def run(data, work, **more):
        asked.update(more, data=data, work=work)
        return _nothing(data)

    monkeypatch.setattr(search, "run", run)
    day = board(Day(PLACES, (ANNA, BILAL), VISITS, TRAVEL))
    work = Effort(100, 100, LONG)
    found = improvement.better(day, lines, work, seed=3, steps=40, **options)
    return found, asked


def _nothing(data):
    from pyvrp import Solution

    return Solution(data, [])


def test_what_stands_is_kept_where_and_when_it_stands(monkeypatch):
    found, asked = asked_of_the_search(monkeypatch, ((BOTH, A, -1), (B, BOTH)))

    assert found is None  # an empty plan leaves out what must be done
    # Points: the items in order (way home of Bilal, Anna's break, a, b, o of Anna, o of Bilal), then the ends of shifts.
    assert clients(asked["data"]) == [
        (0, [0], 0, 610, 700, 0, True),
        (1, [0], 15, 640, 660, 0, True),
        (2, [0], 10, 615, 640, 0, True),
        (3, [0], 5, 0, 1440, 0, True),
        (4, [0], 5, 625, 625, 0, True),
        (5, [0], 5, 625, 625, 0, True),
    ]
    assert crews(asked["data"]) == [(1, [0], 6, 6, 600, 720, 0), (1, [0], 6, 7, 610, 700, 1)]
    assert asked["start"] == [(0, [4, 2, 1]), (1, [3, 5, 0])]
    assert (asked["seed"], asked["steps"], asked["too_much"]) == (3, 40, (0.1, 20_000.0))

    n, s = 172_800, 300  # no way; from the office to the tower
    anna, bilal = (matrix.tolist() for matrix in asked["data"].distance_matrices())
    # Anna: Bilal's way home, b (asked of Bilal) and Bilal's half of o are closed to her; her break is at the office.
    assert anna == [
        [0, n, n, n, n, n, n, n],
        [n, 0, s, n, 0, n, 0, s],
        [n, s, 0, n, s, n, s, 0],
        [n, n, n, 0, n, n, n, n],
        [n, 0, s, n, 0, n, 0, s],
        [n, n, n, n, n, 0, n, n],
        [n, 0, s, n, 0, n, 0, s],
        [n, s, 0, n, s, n, s, 0],
    ]
    assert bilal[0] == [0, n, n, n, n, n, s, 0]  # from his way home nothing comes after but the end
    assert bilal[3] == [0, n, 0, 0, n, s, s, 0]
    minutes = asked["data"].duration_matrices()[0].tolist()
    assert minutes[1] == [2880, 0, 5, 2880, 0, 2880, 0, 5]


def test_what_may_be_left_has_its_worth_and_what_is_left_may_come_in(monkeypatch):
    _, asked = asked_of_the_search(monkeypatch, ((A, -1), (B,)), optional=[A, CD, X])

    hour = 3600
    assert clients(asked["data"]) == [
        (0, [0], 0, 610, 700, 0, True),
        (1, [0], 15, 640, 660, 0, True),
        (2, [0], 10, 615, 640, 8 * hour, False),
        (3, [0], 5, 0, 1440, 0, True),
        (4, [0], 11, 0, 1435, 16 * hour, False),  # two visits; x, whose window is past, cannot come in
    ]
    assert asked["too_much"] == (1_000.0, 100_000.0)
    assert asked["start"] == [(0, [2, 1]), (1, [3, 0])]


def test_nothing_is_searched_where_nothing_stands_or_the_lines_cannot_be_kept(monkeypatch):
    assert asked_of_the_search(monkeypatch, ((), (A, BOTH))) == (None, {})
    assert asked_of_the_search(monkeypatch, ((), ())) == (None, {})


def test_better_lines_are_found_and_worse_ones_are_not():
    day = board(Day(PLACES, (replace(ANNA, breaks=()), BILAL), VISITS[:4], TRAVEL))
    a, b, cd = range(3)

    found = improvement.better(day, ((a, cd), (b,)), Effort(200, 200, LONG), seed=0, steps=200)
    assert found is not None
    assert sorted(item for line in found for item in line) == [a, b, cd]
    found = improvement.better(day, ((a,), (b,)), Effort(200, 200, LONG), seed=0, steps=200, optional=[cd])
    assert found is not None
    assert sorted(item for line in found for item in line) == [a, b, cd]


@pytest.mark.parametrize(
    ("places", "lines", "goes_out"),
    [
        (["tower", "garden"], ((0,), (1,), ()), [1]),  # who has least to do stays in first, then the lower id
        (["tower", "garden", "office"], ((0, 1), (2,), ()), [0]),
        (["tower", "garden", "office"], ((), (0, 1), (2,)), [1]),
        (["tower", "at once", "garden"], ((0,), (1,), (2,)), [1, 2]),
    ],
)
def test_agents_stay_in_as_long_as_nobody_more_is_left_out(places, lines, goes_out):
    agents = tuple(Agent(name, "walk", "office", "office", (600, 720)) for name in ("anna", "bilal", "chloe"))
    visits = [
        Visit("abc"[number], "garden", 10, (608, 608)) if place == "at once" else Visit("abc"[number], place, 10)
        for number, place in enumerate(places)
    ]
    if "at once" in places:
        visits[0] = replace(visits[0], window=(605, 605))
    numbers = board(Day(PLACES, agents, tuple(visits), TRAVEL), apart="abc")
    found = fewer_agents(numbers, lines, Effort(60, 60, LONG), 0)

    assert [agent for agent, line in enumerate(found) if line] == goes_out
    assert sorted(item for line in found for item in line) == list(range(len(places)))


# -- Solomon's files -----------------------------------------------------------------------------------------------

FILE = "OURS\nVEHICLE\nNUMBER CAPACITY\n%s\nCUSTOMER\nCUST NO.\n%s\n"


def file(*rows, fleet="2 3"):
    return from_text(FILE % (fleet, "\n".join(rows)))


def test_a_plan_is_printed_whole():
    instance = file("0 0 0 0 2 20 0", "1 3 4 1 8 9 2", "2 6 0 2 0 15 1")
    answer = to_json(instance, plan_fleet(instance), Distance.EXACT)

    # Out at 2, at customer 1 at 7, begins at 8, ends at 10, at customer 2 at 15, ends at 16, home at 22: too late.
    assert answer.pop("steps") > 0
    assert answer == {
        "name": "OURS",
        "distance": 22.0,
        "vehicles": 2,
        "routes": [[1], [2]],
        "schedule": [
            [{"customer": 1, "arrives": 7.0, "waits": 1.0, "begins": 8.0, "why": "opens"}],
            [{"customer": 2, "arrives": 8.0, "waits": 0.0, "begins": 8.0, "why": "on_the_way"}],
        ],
        "unserved": [],
        "ties": [],
        "stopped_because": answer["stopped_because"],
    }
    instance = file("0 0 0 0 2 22 0", "1 3 4 1 8 9 2", "2 6 0 2 0 15 1", "3 1 2 4 0 9 0")
    answer = to_json(instance, plan_fleet(instance), Distance.EXACT)
    assert answer["distance"] == 16.0
    assert answer["schedule"] == [
        [
            {"customer": 1, "arrives": 7.0, "waits": 1.0, "begins": 8.0, "why": "opens"},
            {"customer": 2, "arrives": 15.0, "waits": 0.0, "begins": 15.0, "why": "on_the_way"},
        ]
    ]
    assert answer["unserved"] == [{"id": 3, "reason": "fits_no_vehicle"}]


def test_numbers_are_printed_with_four_decimals():
    instance = file("0 0 0 0 0 20 0", "1 1 1 1 3 9 2")
    (stops,) = to_json(instance, plan_fleet(instance), Distance.EXACT)["schedule"]

    assert stops == [{"customer": 1, "arrives": 1.4142, "waits": 1.5858, "begins": 3.0, "why": "opens"}]


@pytest.mark.parametrize(
    ("row", "depot", "is_reached"),
    [
        ("1 3 4 3 0 7 2", "0 0 0 0 2 14 0", True),  # there at 7, back at 14, with all it can carry
        ("1 3 4 4 0 7 2", "0 0 0 0 2 14 0", False),
        ("1 3 4 3 0 6.9 2", "0 0 0 0 2 14 0", False),
        ("1 3 4 3 0 7 2", "0 0 0 0 2.1 15 0", False),
        ("1 3 4 3 0 7 2", "0 0 0 0 2 13.9 0", False),
        ("1 3 4 3 7.1 8 2", "0 0 0 0 2 14 0", False),
        ("1 3 4 3 7.5 8 2", "0 0 0 0 2 14.5 0", True),
    ],
)
def test_who_can_be_served_alone_is_served(row, depot, is_reached):
    plan = plan_fleet(file(depot, row, fleet="1 3"))

    assert (plan.routes, plan.unserved, plan.unreachable) == (
        (((1,),), (), frozenset()) if is_reached else ((), (1,), frozenset({1}))
    )
    if not is_reached:
        assert (plan.stopped_because, plan.steps) == (Stopped.NOTHING_TO_PLAN, 0)


def test_one_who_is_reached_by_nobody_is_told_from_those_for_whom_no_plan_was_found():
    plan = plan_fleet(file("0 0 0 0 0 300 0", "1 1 0 2 0 300 0", "2 2 0 2 0 300 0", "3 9 0 4 0 9 0", fleet="1 3"))

    assert (plan.routes, plan.unserved, plan.unreachable) == ((), (1, 2, 3), frozenset({3}))
    assert [plan.reason(number) for number in (1, 2, 3)] == ["no_plan_found", "no_plan_found", "fits_no_vehicle"]


@pytest.mark.parametrize(
    ("here", "there", "exact", "cut"),
    [
        ((0, 0), (1, 1), 2**0.5, 1.4),
        ((1, 2), (4, 6), 5.0, 5.0),
        ((0, 0), (0.3, 0), 0.3, 0.3),
        ((0, 0), (0.39, 0), 0.39, 0.3),
    ],
)
def test_a_distance_is_straight_or_cut_to_one_decimal(here, there, exact, cut):
    one, two = (Customer(1, *at, 0, 0.0, 9.0, 0.0) for at in (here, there))

    assert between(one, two, Distance.EXACT) == pytest.approx(exact)
    assert between(one, two, Distance.TRUNCATED) == pytest.approx(cut)
    assert between(two, one, Distance.TRUNCATED) == pytest.approx(cut)


@pytest.mark.parametrize(
    ("distance", "unit", "far", "ceiled"),
    [(Distance.EXACT, 1000, 1414, 1415), (Distance.TRUNCATED, 10, 14, 14)],
)
def test_a_file_is_handed_over_in_whole_numbers_that_miss_no_window(monkeypatch, distance, unit, far, ceiled):
    asked = []

    def run(data, work, **more):
        asked.append((data, work, more))
        return _nothing(data)

    monkeypatch.setattr(search, "run", run)
    plan_fleet(
        file("0 0 0 0 .00005 20.00005 0", "1 1 1 2 1.00005 9.00005 2.00005", fleet="5 3"), distance=distance, seed=4
    )
    ((data, work, more),) = asked

    assert clients(data) == [(1, [2], 2 * unit + 1, unit + 1, 9 * unit, 0, True)]
    assert crews(data) == [(5, [3], 0, 0, 1, 20 * unit, 0)]
    assert data.distance_matrices()[0].tolist() == [[0, far], [far, 0]]
    assert data.duration_matrices()[0].tolist() == [[0, ceiled], [ceiled, 0]]
    assert (more["seed"], work.steps, work.patience) == (4, 2500, 2500)
    assert more["too_much"] == (0.1, 100 * unit)  # a hundred units of the file, in whole numbers


def test_as_few_vehicles_as_the_load_and_the_windows_allow():
    apart = ["1 1 0 1 0 9 0", "2 -1 0 1 0 9 0", "3 0 1 1 0 9 0"]
    assert len(plan_fleet(file("0 0 0 0 0 99 0", *apart, fleet="3 3"), objective=Objective.VEHICLES).routes) == 1
    assert len(plan_fleet(file("0 0 0 0 0 99 0", *apart, fleet="3 2"), objective=Objective.VEHICLES).routes) == 2
    at_once = ["1 1 0 1 1 1 0", "2 -1 0 1 1 1 0"]
    assert len(plan_fleet(file("0 0 0 0 0 99 0", *at_once, fleet="3 3"), objective=Objective.VEHICLES).routes) == 2
