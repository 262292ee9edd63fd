"""The checker on an answer written by hand, whose every number is at its bound: all the faults of each small change, no more."""

import copy
from dataclasses import replace

import pytest

from palier.engines.rounds import Agent, Break, Day, Travel, Visit, faults_of_day, faults_of_routes, from_text

# A hundred metres a minute: the tower is 5 minutes from the office and 5 from the garden, the garden 8 from the office.
PLACES = {"office": (0.0, 0.0), "tower": (300.0, 400.0), "garden": (0.0, 800.0), "moon": None}
WALK = Travel(metres_per_minute=100.0)
ANNA = Agent("anna", "walk", "office", "office", (605, 673), (Break(15, (650, 650)),))
BILAL = Agent("bilal", "walk", "office", "office", (600, 630))
VISITS = (
    Visit("a", "tower", 10, (610, 610)),
    Visit("b", "garden", 20, (630, 630)),
    Visit("t", "tower", 5, together=True),
    Visit("x", "moon", 5),
)
ASKED = Day(PLACES, (ANNA, BILAL), VISITS, {"walk": WALK})


def seen(name, begins, ends):
    return {"id": name, "begins": begins, "ends": ends}


def stop(place, arrives, leaves, *visits):
    return {"place": place, "arrives": arrives, "leaves": leaves, "visits": list(visits)}


def route(agent, leaves, stops, returns, start="office", done=()):
    return {"agent": agent, "done": list(done), "from": start, "leaves": leaves, "stops": stops, "returns": returns}


def printed():
    """Anna and Bilal meet at the tower at 10:20."""
    both = seen("t", "10:20", "10:25")
    rest = stop("garden", "10:50", "11:05") | {"break": {"begins": "10:50", "ends": "11:05"}}
    anna = [
        stop("tower", "10:10", "10:25", seen("a", "10:10", "10:20"), both),
        stop("garden", "10:30", "10:50", seen("b", "10:30", "10:50")),
        rest,
    ]
    bilal = [stop("tower", "10:20", "10:25", copy.deepcopy(both))]
    return {
        "routes": [route("anna", "10:05", anna, "11:13"), route("bilal", "10:15", bilal, "10:30")],
        "unserved": [{"id": "x"}],
        "vehicles": 2,
        "travel_minutes": 28,
        "distance": 2800,
    }


def with_(*steps_and_value):
    """An answer with one part replaced."""
    *steps, value = steps_and_value
    answer = printed()
    part = answer
    for step in steps[:-1]:
        part = part[step]
    part[steps[-1]] = value
    return answer


def anna(*steps_and_value):
    return with_("routes", 0, *steps_and_value)


def resting(begins, ends):
    """Anna's break at other minutes; she leaves when it ends."""
    return anna("stops", 2, stop("garden", "10:50", ends) | {"break": {"begins": begins, "ends": ends}})


ELSEWHERE = "%s is at another place, too early, or of another length."
NOT_RESTED, NOT_ASKED = (
    "anna: her break of 15 minutes is not taken in its window.",
    "anna: a break that was not asked.",
)
BACK = "%s: she is back later than said, or than her hours."
NOT_KEPT = "anna: what is done, or where she is, is not kept."


@pytest.mark.parametrize(
    ("answer", "faults"),
    [
        (printed(), []),
        (anna("leaves", "10:04"), ["anna: she leaves before she is free."]),
        (anna("done", ["a"]), [NOT_KEPT]),
        (anna("from", "tower"), [NOT_KEPT]),
        (anna("returns", "11:12"), [BACK % "anna"]),
        (anna("returns", "11:14"), []),
        (anna("stops", 0, "arrives", "10:09"), ["anna: she is at tower sooner than she can be."]),
        (anna("stops", 0, "leaves", "10:26"), ["anna: she leaves tower at another minute than she is ready."]),
        (anna("stops", 0, "leaves", "10:24"), ["anna: she leaves tower at another minute than she is ready."]),
        (
            anna("stops", 0, "visits", 0, seen("a", "10:09", "10:19")),
            ["anna: " + ELSEWHERE % "a", "anna: a does not begin in its window."],
        ),
        (
            anna("stops", 0, "visits", 0, seen("a", "10:11", "10:21")),
            ["anna: a does not begin in its window.", "anna: " + ELSEWHERE % "t"],
        ),
        (anna("stops", 0, "visits", 0, seen("a", "10:10", "10:19")), ["anna: " + ELSEWHERE % "a"]),
        (
            anna("stops", 0, "arrives", "10:11"),
            ["anna: " + ELSEWHERE % "a"],
        ),
        (
            anna("stops", 1, "visits", 0, seen("q", "10:30", "10:50")),
            ["b is visited 0 times, not 1.", "There is no visit q."],
        ),
        (resting("10:49", "11:04"), ["anna: a break begins before she is there.", NOT_RESTED, NOT_ASKED]),
        (resting("10:50", "11:04"), [NOT_RESTED, NOT_ASKED]),
        (with_("routes", 1, "stops", 0, "visits", 0, seen("t", "10:21", "10:26")),
            ["bilal: she leaves tower at another minute than she is ready.", BACK % "bilal",
             "The two agents of t do not begin together."]),
        (with_("routes", 1, "agent", "anna"),
            ["anna: her break of 15 minutes is not taken in its window.", "t is visited 2 times, not 2.",
             "The number of agents is not the number of routes."]),
        (with_("unserved", []), ["x is visited 0 times, not 1."]),
        (with_("unserved", [{"id": "x"}, {"id": "x"}]), ["x is both left out and done, or left out twice."]),
        (with_("unserved", [{"id": "x"}, {"id": "z"}, {"id": "y"}]), ["There is no visit y.", "There is no visit z."]),
        (with_("unserved", [{"id": "x"}, {"id": "a"}]), ["a is visited 1 times, not 0."]),
        (with_("unserved", [{"id": "x"}, {"id": "t"}]), ["t is visited 2 times, not 0."]),
        (with_("vehicles", 3), ["The number of agents is not the number of routes."]),
        (with_("travel_minutes", 27), ["The minutes of travel do not add up."]),
        (with_("distance", None), []),
        (with_("distance", 2800.5), []),
        (with_("distance", 2799.5), []),
        (with_("distance", 2800.6), ["The distance does not add up."]),
        (with_("distance", 2799.4), ["The distance does not add up."]),
    ],
)  # fmt: skip
def test_all_the_faults_of_a_changed_answer_are_said_and_no_more(answer, faults):
    assert faults_of_day(ASKED, answer) == faults


def but(agent, **changed):
    """The same day with one agent changed."""
    return replace(ASKED, agents=tuple(replace(one, **changed) if one.id == agent else one for one in ASKED.agents))


def visits(name, **changed):
    """The same day with one visit changed."""
    return replace(ASKED, visits=tuple(replace(one, **changed) if one.id == name else one for one in VISITS))


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        (but("anna", hours=(606, 673)), ["anna: she leaves before she is free."]),
        (but("anna", free_from=605), []),
        (but("anna", free_from=606), ["anna: she leaves before she is free."]),
        (replace(ASKED, now=605), []),
        (replace(ASKED, now=606), ["anna: she leaves before she is free."]),
        (
            replace(ASKED, now=611),
            ["anna: she leaves before she is free.", "anna: a does not begin in its window."],
        ),
        (but("anna", hours=(605, 672)), [BACK % "anna"]),
        (but("bilal", hours=(600, 629)), [BACK % "bilal"]),
        (but("anna", breaks=(Break(15, (650, 650), "garden"),)), []),
        (but("anna", breaks=(Break(15, (650, 650), "tower"),)), [NOT_RESTED, NOT_ASKED]),
        (but("anna", breaks=(Break(15, (651, 660)),)), [NOT_RESTED, NOT_ASKED]),
        (but("anna", breaks=(Break(15, (640, 649)),)), [NOT_RESTED, NOT_ASKED]),
        (but("anna", breaks=(Break(15, (650, 650)), Break(15, (640, 660)))), [NOT_RESTED]),
        (but("anna", breaks=(Break(15, (650, 650)), Break(9, (600, 640))), breaks_done=1), []),
        (but("anna", breaks=()), [NOT_ASKED]),
        (
            but("anna", at="tower"),
            [NOT_KEPT, "The minutes of travel do not add up.", "The distance does not add up."],
        ),
        (visits("a", minutes=11), ["anna: " + ELSEWHERE % "a"]),
        (visits("a", window=(611, 700)), ["anna: a does not begin in its window."]),
        (visits("a", window=(500, 609)), ["anna: a does not begin in its window."]),
        (visits("a", promised=(610, 610), window=(500, 501)), []),
        (visits("a", promised=(611, 612)), ["anna: a does not begin in its window."]),
        (visits("a", not_agents=frozenset({"anna"})), ["anna may not go to a."]),
        (visits("t", not_agents=frozenset({"anna", "bilal"})), ["anna may not go to t.", "bilal may not go to t."]),
        (visits("b", agent="bilal"), ["bilal was to go to b."]),
        (visits("b", agent="anna"), []),
        (visits("t", agent="bilal"), []),
        (visits("x", agent="bilal"), []),
        (visits("b", together=True), ["b is visited 1 times, not 2."]),
        (visits("t", together=False), ["t is visited 2 times, not 1."]),
        (
            visits("b", place="office"),
            ["anna: " + ELSEWHERE % "b"],
        ),
    ],
)
def test_the_same_answer_is_judged_by_what_was_asked(asked, faults):
    assert faults_of_day(asked, printed()) == faults


def test_what_is_done_stays_and_who_only_goes_home_may_be_late():
    done = replace(
        ASKED,
        agents=(replace(ANNA, done=("b", "a"), breaks=(), hours=(605, 606)),),
        visits=tuple(visit for visit in VISITS if visit.id in "ab"),
    )
    answer = {"routes": [route("anna", "10:05", [], "10:10", "tower", ("b", "a"))], "unserved": [], "vehicles": 1}
    answer |= {"travel_minutes": 5, "distance": 500}
    assert faults_of_day(done, answer) == []

    left_out = answer | {"unserved": [{"id": "a"}]}
    assert faults_of_day(done, left_out) == ["a is both left out and done, or left out twice."]
    soon = answer | {"routes": [route("anna", "10:05", [], "10:09", "tower", ("b", "a"))]}
    assert faults_of_day(done, soon) == [BACK % "anna"]
    turned = answer | {"routes": [route("anna", "10:05", [], "10:10", "tower", ("a", "b"))]}
    assert faults_of_day(done, turned) == [NOT_KEPT]


TRAM = Travel(between=("tower", "office"), minutes=((0, 6.2), (3.5, 0)), metres=((0, 700), (300, 0)))


@pytest.mark.parametrize(
    ("travel", "minutes", "metres", "faults"),
    [
        (TRAM, 11, 1000, []),  # 4 there and 7 back: a minute begun counts whole
        (replace(TRAM, minutes=((0, 6.0000001), (3.0000001, 0))), 9, 1000, []),
        (replace(TRAM, metres=None), 11, 0, []),
        (Travel(metres_per_minute=125.0, detour=1.25), 10, 1250, []),
        (Travel(metres_per_minute=120.0), 10, 1000, []),
        (Travel(metres_per_minute=250.0), 4, 1000, []),
        (
            replace(TRAM, between=("garden", "office")),
            20000,
            0,
            ["anna: she is at tower sooner than she can be.", "anna: " + ELSEWHERE % "a", BACK % "anna"],
        ),
    ],
)
def test_ways_are_worked_out_anew(travel, minutes, metres, faults):
    agent = replace(ANNA, travel="other", breaks=(), hours=(0, 1440))
    asked = Day(PLACES, (agent,), (Visit("a", "tower", 10),), {"other": travel})
    stops = [stop("tower", "10:15", "10:25", seen("a", "10:15", "10:25"))]
    answer = {"routes": [route("anna", "10:05", stops, "11:00")], "unserved": [], "vehicles": 1}
    found = faults_of_day(asked, answer | {"travel_minutes": minutes, "distance": metres})

    assert [fault for fault in found if "leaves" not in fault] == faults


@pytest.mark.parametrize("places", [{"tower": None}, {"office": None}])
def test_a_place_without_coordinates_is_not_walked_to(places):
    asked = Day(PLACES | places, (replace(ANNA, breaks=(), hours=(0, 1440)),), VISITS[:1], {"walk": WALK})
    stops = [stop("tower", "10:10", "10:20", seen("a", "10:10", "10:20"))]
    answer = {"routes": [route("anna", "10:05", stops, "10:25")], "unserved": [], "vehicles": 1}
    faults = faults_of_day(asked, answer | {"travel_minutes": 20_000, "distance": 0})

    assert faults[0] == "anna: she is at tower sooner than she can be."
    assert not [fault for fault in faults if "add up" in fault]


# -- Solomon's routes --------------------------------------------------------------------------------------------

# The vehicle drives 5 to customer 1, is there at 5, begins at 6, ends at 8, drives 5 to customer 2, is there at 13.
FILE = "X\nVEHICLE\nNUMBER CAPACITY\n1 3\nCUSTOMER\nCUST NO.\n0 0 0 0 0 %s 0\n1 3 4 1 6 6 2\n2 6 0 2 0 13 1\n"


@pytest.mark.parametrize(
    ("file", "routes", "claimed", "faults"),
    [
        (FILE % 20, [[1, 2]], 16.0, []),
        (FILE % 20, [[], [1, 2], []], None, []),
        (FILE % 20, [[1, 2]], 16.0009, []),
        (FILE % 20, [[1, 2]], 16.002, ["The distance is 16.0000, not 16.0020."]),
        (FILE % 20, [[1, 2]], 15.998, ["The distance is 16.0000, not 15.9980."]),
        (FILE % 19, [[1, 2]], None, ["Route 1: it comes to 0 at 20.000, after 19."]),
        (
            (FILE % 20).replace("2 0 13 1", "3 0 12.5 1"),
            [[1, 2]],
            None,
            ["Route 1: it carries 4 of 3.", "Route 1: it comes to 2 at 13.000, after 12.5."],
        ),
        (FILE % 20, [[2], [1]], None, ["2 routes for 1 vehicles."]),
        (FILE % 20, [[1], [9, 8]], None,
            ["2 routes for 1 vehicles.", "There is no customer 8.", "There is no customer 9.",
             "Customer 2 is visited 0 times."]),
        (FILE % 30, [[2, 1]], None, ["Route 1: it comes to 1 at 12.000, after 6."]),
    ],
)  # fmt: skip
def test_all_the_faults_of_solomons_routes_are_said(file, routes, claimed, faults):
    assert faults_of_routes(from_text(file), routes, claimed) == faults


def test_a_depot_that_opens_late_is_left_late_and_cut_distances_are_driven():
    file = "X\nVEHICLE\nNUMBER CAPACITY\n1 3\nCUSTOMER\nCUST NO.\n0 0 0 0 4 9.8 0\n1 1 1 1 0 5.4 3\n"  # 1.414… away

    assert faults_of_routes(from_text(file), [[1]], 2.8, is_truncated=True) == []
    assert faults_of_routes(from_text(file), [[1]], 2.8) == [
        "Route 1: it comes to 1 at 5.414, after 5.4.",
        "Route 1: it comes to 0 at 9.828, after 9.8.",
        "The distance is 2.8284, not 2.8000.",
    ]
