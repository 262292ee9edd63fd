"""Every sentence that refuses a day or a file of Solomon: what is wrong, where, how to mend it; and what is just still taken."""

import copy

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.rounds import Agent, Break, Day, Travel, Visit, from_json, from_text
from palier.engines.rounds.day import BICYCLE, FOOT
from palier.engines.rounds.solomon import Customer, Instance, is_solomon

WHOLE_DAY = {
    "places": {"office": [0, 0], "tower": [400, 300.5], "school": None, "p": [1, 1]},
    "travel": {
        "tram": {"between": ["office", "school"], "minutes": [[0, 6], [7.5, 0]], "metres": [[0, 1200], [1300, 0]]},
        "slow": {"metres_per_minute": 55, "detour": 1.5},
        "straight": {"metres_per_minute": 60},
        "bus": {"between": ["office"], "minutes": [[0]]},
    },
    "agents": [
        {
            "id": "anna",
            "travel": "slow",
            "start": "office",
            "end": "tower",
            "hours": ["12:30", "20:20"],
            "breaks": [{"minutes": 30, "window": ["15:00", "17:00"], "place": "tower"}],
            "done": ["v1"],
            "at": "p",
            "free_from": "14:10",
            "breaks_done": 1,
        },
        {
            "id": "bilal",
            "start": "tower",
            "hours": ["00:00", "24:00"],
            "breaks": [{"minutes": 1, "window": ["09:59", "09:59"]}],
        },
        {"id": "chloe", "travel": "tram", "start": "school", "hours": ["08:00", "12:00"]},
    ],
    "visits": [
        {
            "id": "v2",
            "place": "tower",
            "minutes": 10,
            "window": ["13:00", "15:00"],
            "urgency": 1,
            "optional": True,
            "together": True,
            "agent": "anna",
            "not_agents": ["chloe", "bilal"],
            "promised": ["14:30", "14:45"],
        },
        {"id": "v1", "place": "office", "minutes": 20},
    ],
    "deadlines": {"1": "14:00", "9": "23:59"},
    "now": "14:05",
}


def document(where, value, whole=WHOLE_DAY):
    """The whole day with one part replaced."""
    changed = copy.deepcopy(whole)
    part = changed
    for step in where[:-1]:
        part = part[step]
    part[where[-1]] = value
    return changed


def refusal(call, given):
    with pytest.raises(BadInput) as caught:
        call(given)
    return str(caught.value)


# -- a day -------------------------------------------------------------------------------------------------------


def test_every_key_of_a_day_is_taken_and_what_is_left_out_has_its_default():
    assert from_json(WHOLE_DAY) == Day(
        places={"office": (0.0, 0.0), "tower": (400.0, 300.5), "school": None, "p": (1.0, 1.0)},
        travel={
            "foot": FOOT,
            "bicycle": BICYCLE,
            "tram": Travel(
                between=("office", "school"),
                minutes=((0.0, 6.0), (7.5, 0.0)),
                metres=((0.0, 1200.0), (1300.0, 0.0)),
            ),
            "slow": Travel(metres_per_minute=55.0, detour=1.5),
            "straight": Travel(metres_per_minute=60.0, detour=1.0),
            "bus": Travel(between=("office",), minutes=((0.0,),), metres=None),
        },
        agents=(
            Agent(
                "anna", "slow", "office", "tower", (750, 1220), (Break(30, (900, 1020), "tower"),), ("v1",), "p", 850, 1
            ),
            Agent("bilal", "foot", "tower", "tower", (0, 1440), (Break(1, (599, 599), None),), (), None, None, 0),
            Agent("chloe", "tram", "school", "school", (480, 720)),
        ),
        visits=(
            Visit("v1", "office", 20, (0, 1440), 3, False, False, None, frozenset(), None),
            Visit("v2", "tower", 10, (780, 900), 1, True, True, "anna", frozenset({"bilal", "chloe"}), (870, 885)),
        ),
        deadlines={1: 840, 9: 1439},
        now=845,
    )


def test_a_day_of_places_and_agents_only_is_taken():
    bare = from_json({"places": {"o": [0, 0]}, "agents": [{"id": "a", "start": "o", "hours": ["08:00", "09:00"]}],
                      "visits": []})  # fmt: skip

    assert (bare.travel, bare.deadlines, bare.now, bare.visits) == ({"foot": FOOT, "bicycle": BICYCLE}, {}, None, ())
    assert Travel(metres_per_minute=75.0, detour=1.3) == FOOT
    assert Travel(metres_per_minute=200.0, detour=1.3) == BICYCLE


OBJECT = "Not an object. (%s) Write {…}."
LIST = "Not a list. (%s) Write […]."
NAME = "Not a name. (%s) Write a text of 1 to 100 printable letters."
HOUR = 'Not an hour. (%s) Write it like "13:05".'
WINDOW = 'Not a window. (%s) Write it like ["13:00", "15:30"].'
TURNED = "The window ends before it begins. (%s) Write the earlier hour first."
PLACE = "Not a place. (%s) Write [x, y] in metres, or null."
TRUTH = "Not true or false. (%s) Write true or false."
URGENCY = 'Not an urgency. (%s) Write "1" to "9".'
AXIS = "Not a number in range. (%s) Write a number from -1000000 to 1000000."
FAR = "Not a number in range. (%s) Write a number from 0 to 1000000."
SPEED = "Not a number in range. (%s) Write a number from 1 to 10000."
DETOUR = "Not a number in range. (%s) Write a number from 1 to 10."
SQUARE = "Not as many rows and columns as places. (%s) Write 2 by 2."
RESTS = "Not a number in range. (%s) Write a whole number, 1 to 1440."
LASTS = "Not a number in range. (%s) Write a whole number, 0 to 1440."
CLASS = "Not a number in range. (%s) Write a whole number, 1 to 9."
RESTED = "Not a number in range. (%s) Write a whole number, 0 to 100."
NOT_GIVEN = "A name that is not given. (%s) Give it, or spell it alike."
TWICE = "A name stands twice. (%s) Give each once."
NOT_REACHED = "A place her travel does not reach. (%s) Give it coordinates or a row."
BREAKS = "Too many breaks. (%s) At most 4; breaks_done are some."

ANNA, BILAL, VISIT = ("agents", 0), ("agents", 1), ("visits", 0)
TRAM, SLOW = ("travel", "tram"), ("travel", "slow")
REST = {"minutes": 5, "window": ["10:00", "11:00"]}


@pytest.mark.parametrize(
    ("where", "value", "sentence", "place"),
    [
        (["places"], [], OBJECT, "places"),
        (["places", "p"], {}, PLACE, "places.p"),
        (["places", "p"], [1, 2, 3], PLACE, "places.p"),
        (["places", "p"], [1, 1_000_000.5], AXIS, "places.p"),
        (["places", "p"], [-1_000_000.5, 1], AXIS, "places.p"),
        (["places", "p"], [True, 1], AXIS, "places.p"),
        (["places", "p"], ["1", 1], AXIS, "places.p"),
        (["places", "p"], [float("nan"), 1], AXIS, "places.p"),
        (["travel"], [], OBJECT, "travel"),
        (["travel", "tram"], [], OBJECT, "travel.tram"),
        ([*TRAM, "between"], None, LIST, "travel.tram.between"),
        ([*TRAM, "between"], ["office", 1], NAME, "travel.tram.between[1]"),
        ([*TRAM, "between"], ["office", "office"], TWICE, "travel.tram.between: office"),
        ([*TRAM, "between"], ["office", "moon"], NOT_GIVEN, "travel.tram.between: moon"),
        ([*TRAM, "minutes"], None, LIST, "travel.tram.minutes"),
        ([*TRAM, "minutes"], [[0, 1], 2], LIST, "travel.tram.minutes[1]"),
        ([*TRAM, "minutes"], [[0, 1], [-1, 0]], FAR, "travel.tram.minutes[1][0]"),
        ([*TRAM, "minutes"], [[0, 1_000_001], [1, 0]], FAR, "travel.tram.minutes[0][1]"),
        ([*TRAM, "minutes"], [[0, 1]], SQUARE, "travel.tram.minutes"),
        ([*TRAM, "minutes"], [[0, 1], [0]], SQUARE, "travel.tram.minutes"),
        ([*TRAM, "metres"], {}, LIST, "travel.tram.metres"),
        ([*TRAM, "metres"], [[0, 1], [0, 1], [1, 0]], SQUARE, "travel.tram.metres"),
        ([*SLOW, "metres_per_minute"], 0.9, SPEED, "travel.slow.metres_per_minute"),
        ([*SLOW, "metres_per_minute"], 10_001, SPEED, "travel.slow.metres_per_minute"),
        ([*SLOW, "metres_per_minute"], None, SPEED, "travel.slow.metres_per_minute"),
        ([*SLOW, "detour"], 0.9, DETOUR, "travel.slow.detour"),
        ([*SLOW, "detour"], 10.5, DETOUR, "travel.slow.detour"),
        (["agents"], None, LIST, "agents"),
        (["agents"], [], "There is no agent. (%s) Give at least one.", "agents"),
        (["agents", 1], "bilal", OBJECT, "agents[1]"),
        ([*ANNA, "id"], "x" * 101, NAME, "agents[0].id"),
        ([*ANNA, "id"], 7, NAME, "agents[0].id"),
        ([*ANNA, "id"], "an\nna", NAME, "agents[0].id"),
        ([*ANNA, "id"], "chloe", TWICE, "agents: chloe"),
        ([*ANNA, "travel"], None, NAME, "agents[0].travel"),
        ([*ANNA, "travel"], "ski", NOT_GIVEN, "agents, anna, travel: ski"),
        ([*ANNA, "start"], None, NAME, "agents[0].start"),
        ([*ANNA, "start"], "moon", NOT_GIVEN, "agents, anna: moon"),
        ([*ANNA, "start"], "school", NOT_REACHED, "agents, anna, school"),
        ([*ANNA, "end"], "", NAME, "agents[0].end"),
        ([*ANNA, "end"], "school", NOT_REACHED, "agents, anna, school"),
        ([*ANNA, "at"], [], NAME, "agents[0].at"),
        ([*ANNA, "at"], "school", NOT_REACHED, "agents, anna, school"),
        (["agents", 2, "start"], "tower", NOT_REACHED, "agents, chloe, tower"),
        (["agents", 2, "breaks"], [REST | {"place": "p"}], NOT_REACHED, "agents, chloe, p"),
        (["agents", 2, "done"], ["v2"], NOT_REACHED, "agents, chloe, done, tower"),
        ([*ANNA, "hours"], None, WINDOW, "agents[0].hours"),
        ([*ANNA, "hours"], ["12:30", "12:31", "12:32"], WINDOW, "agents[0].hours"),
        ([*ANNA, "hours"], ["12:30", "12:29"], TURNED, "agents[0].hours"),
        ([*ANNA, "hours"], ["12:30", "24:01"], HOUR, "agents[0].hours"),
        ([*ANNA, "breaks"], {}, LIST, "agents[0].breaks"),
        ([*ANNA, "breaks"], [1], OBJECT, "agents[0].breaks[0]"),
        ([*ANNA, "breaks"], [REST, REST | {"minutes": 0}], RESTS, "agents[0].breaks[1].minutes"),
        ([*ANNA, "breaks"], [REST | {"minutes": 1441}], RESTS, "agents[0].breaks[0].minutes"),
        ([*ANNA, "breaks"], [{"minutes": 1}], WINDOW, "agents[0].breaks[0].window"),
        ([*ANNA, "breaks"], [REST | {"place": 1}], NAME, "agents[0].breaks[0].place"),
        ([*ANNA, "breaks"], [REST] * 5, BREAKS, "agents, anna"),
        ([*ANNA, "breaks_done"], 2, BREAKS, "agents, anna"),
        ([*ANNA, "breaks_done"], -1, RESTED, "agents[0].breaks_done"),
        ([*ANNA, "breaks_done"], 101, RESTED, "agents[0].breaks_done"),
        ([*ANNA, "breaks_done"], False, RESTED, "agents[0].breaks_done"),
        ([*ANNA, "done"], "v1", LIST, "agents[0].done"),
        ([*ANNA, "done"], [1], NAME, "agents[0].done[0]"),
        ([*ANNA, "done"], ["v7"], NOT_GIVEN, "agents, anna, done: v7"),
        ([*ANNA, "done"], ["v2", "v2"], TWICE, "agents, anna, done: v2"),
        ([*BILAL, "done"], ["v1"], TWICE, "agents, done: v1"),
        ([*ANNA, "free_from"], "14.10", HOUR, "agents[0].free_from"),
        (["visits"], None, LIST, "visits"),
        (["visits", 1], [], OBJECT, "visits[1]"),
        ([*VISIT, "id"], None, NAME, "visits[0].id"),
        ([*VISIT, "id"], "v1", TWICE, "visits: v1"),
        ([*VISIT, "place"], 1, NAME, "visits[0].place"),
        ([*VISIT, "place"], "moon", NOT_GIVEN, "visits, v2, place: moon"),
        ([*VISIT, "minutes"], -1, LASTS, "visits[0].minutes"),
        ([*VISIT, "minutes"], 1441, LASTS, "visits[0].minutes"),
        ([*VISIT, "minutes"], 10.0, LASTS, "visits[0].minutes"),
        ([*VISIT, "window"], None, WINDOW, "visits[0].window"),
        ([*VISIT, "urgency"], 0, CLASS, "visits[0].urgency"),
        ([*VISIT, "urgency"], 10, CLASS, "visits[0].urgency"),
        ([*VISIT, "optional"], None, TRUTH, "visits[0].optional"),
        ([*VISIT, "together"], 0, TRUTH, "visits[0].together"),
        ([*VISIT, "agent"], 0, NAME, "visits[0].agent"),
        ([*VISIT, "agent"], "bob", NOT_GIVEN, "visits, v2, agent: bob"),
        ([*VISIT, "not_agents"], None, LIST, "visits[0].not_agents"),
        ([*VISIT, "not_agents"], [None], NAME, "visits[0].not_agents[0]"),
        ([*VISIT, "not_agents"], ["bob"], NOT_GIVEN, "visits, v2, agent: bob"),
        ([*VISIT, "promised"], "14:30", WINDOW, "visits[0].promised"),
        (["deadlines"], [], OBJECT, "deadlines"),
        (["deadlines"], {"10": "14:00"}, URGENCY, "deadlines.10"),
        (["deadlines"], {"0": "14:00"}, URGENCY, "deadlines.0"),
        (["deadlines"], {"01": "14:00"}, URGENCY, "deadlines.01"),
        (["deadlines"], {"2": "1:00"}, HOUR, "deadlines.2"),
        (["now"], 845, HOUR, "now"),
        (["now"], "12:60", HOUR, "now"),
        (["now"], "24:00:00", HOUR, "now"),
    ],
)
def test_a_day_that_cannot_be_used_is_refused_in_one_sentence(where, value, sentence, place):
    assert refusal(from_json, document(where, value)) == sentence % place


def test_a_day_that_is_no_object_is_refused():
    assert refusal(from_json, []) == OBJECT % "the whole file"


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (["places", "p"], [-1_000_000, 1_000_000]),
        ([*SLOW, "metres_per_minute"], 1),
        ([*SLOW, "metres_per_minute"], 10_000),
        ([*SLOW, "detour"], 1),
        ([*SLOW, "detour"], 10),
        ([*TRAM, "minutes"], [[0, 1_000_000], [0, 0]]),
        ([*ANNA, "hours"], ["12:30", "12:30"]),
        ([*ANNA, "breaks"], [REST] * 4),
        ([*ANNA, "breaks"], [REST | {"minutes": 1440}]),
        ([*ANNA, "at"], None),
        ([*ANNA, "free_from"], None),
        ([*VISIT, "id"], "x" * 100),
        ([*VISIT, "id"], "x"),
        ([*VISIT, "minutes"], 0),
        ([*VISIT, "minutes"], 1440),
        ([*VISIT, "urgency"], 9),
        ([*VISIT, "agent"], None),
        ([*VISIT, "promised"], None),
        ([*VISIT, "place"], "school"),  # no agent need reach it: then it is left out
        ([*BILAL, "done"], ["v2"]),
        (["deadlines"], {str(urgency): "23:59" for urgency in range(1, 10)}),
        (["now"], "24:00"),
        (["now"], None),
    ],
)
def test_what_is_just_within_bounds_is_taken(where, value):
    from_json(document(where, value))


def test_a_visit_for_two_may_be_done_by_two():
    whole = document([*BILAL, "done"], ["v2"])
    whole["agents"][0]["done"] = ["v1", "v2"]

    assert from_json(whole).agents[0].done == ("v1", "v2")


@pytest.mark.parametrize(
    ("what", "most", "parts"),
    [
        ("places", 400, lambda count: {f"p{number}": [0, 0] for number in range(count - 1)} | {"o": [0, 0]}),
        (
            "agents",
            30,
            lambda count: [{"id": f"a{n}", "start": "o", "hours": ["08:00", "09:00"]} for n in range(count)],
        ),
        ("visits", 300, lambda count: [{"id": f"v{n}", "place": "o", "minutes": 1} for n in range(count)]),
    ],
)
def test_so_many_and_no_more_are_planned_at_a_time(what, most, parts):
    whole = {"places": {"o": [0, 0]}, "agents": [{"id": "a", "start": "o", "hours": ["08:00", "09:00"]}], "visits": []}

    assert len(getattr(from_json(whole | {what: parts(most)}), what)) == most
    told = f"{most + 1} {what}. ({what}) Plan at most {most} at a time."
    assert refusal(from_json, whole | {what: parts(most + 1)}) == told


# -- Solomon's text ----------------------------------------------------------------------------------------------

HEAD = "OURS\n\nVEHICLE\nNUMBER CAPACITY\n  2  50\n\nCUSTOMER\nCUST NO. X Y DEMAND READY DUE SERVICE\n\n"
DEPOT, ONE = "0 1.5 -2 0 0 300 0", "1 .5 +40 20 5 200 10.5"
ONE_ROW = Customer(1, 0.5, 40.0, 20, 5.0, 200.0, 10.5)


def text(*rows, head=HEAD):
    return head + "\n".join(rows) + "\n"


def test_a_file_of_solomon_is_taken_whole_in_the_order_of_numbers():
    two = Customer(2, -1.0, 0.0, 0, 7.0, 7.0, 0.0)

    assert from_text("\n" + text("2 -1 0 0 7 7 0", ONE, "", DEPOT)) == Instance(
        "OURS", 2, 50, Customer(0, 1.5, -2.0, 0, 0.0, 300.0, 0.0), (ONE_ROW, two)
    )


def test_a_file_may_be_named_by_a_number():
    assert from_text(text(DEPOT, ONE, head=HEAD.replace("OURS", "101"))).name == "101"


NO_NUMBER = "Not a number that can be used. (%s) Write numbers only."
NO_FLEET = "Not a number of vehicles and a capacity. (%s) Write two whole numbers."
NO_CUSTOMER = "Not a customer. (%s) Write number, x, y, demand, ready, due, service time."
NOT_WHOLE = "A number is negative or not whole. (%s) Number and demand are whole, none below 0."


@pytest.mark.parametrize(
    ("given", "sentence", "place"),
    [
        ("", "No vehicles or no customers. (%s) Give VEHICLE and CUSTOMER as Solomon.", "the whole file"),
        (text(), "No vehicles or no customers. (%s) Give VEHICLE and CUSTOMER as Solomon.", "the whole file"),
        (text(ONE), "There is no depot. (%s) Give the depot the number 0.", "customer 0"),
        (text(DEPOT, ONE, ONE), "A number stands twice. (%s) Number each once.", "customer 1"),
        (text(DEPOT, "1 1 1 1 0 9 x"), NO_NUMBER, "line 11"),
        (text(DEPOT, "1 1000000.5 1 1 0 9 0"), NO_NUMBER, "line 11"),
        (text(DEPOT, "1 -1000000.5 1 1 0 9 0"), NO_NUMBER, "line 11"),
        (text(DEPOT, ONE, "2 1 1 1 0 9"), NO_CUSTOMER, "line 12"),
        (text(DEPOT, ONE, "2 1 1 1 0 9 0 0"), NO_CUSTOMER, "line 12"),
        (text("-1 0 0 0 0 9 0"), NOT_WHOLE, "line 10"),
        (text("0.5 0 0 0 0 9 0"), NOT_WHOLE, "line 10"),
        (text("0 0 0 -1 0 9 0"), NOT_WHOLE, "line 10"),
        (text("0 0 0 0.5 0 9 0"), NOT_WHOLE, "line 10"),
        (text("0 0 0 0 -1 9 0"), NOT_WHOLE, "line 10"),
        (text("0 0 0 0 0 -1 0"), NOT_WHOLE, "line 10"),
        (text("0 0 0 0 0 9 -1"), NOT_WHOLE, "line 10"),
        (text("0 0 0 0 9.5 9 0"), "The window ends before it begins. (%s) Write ready before due.", "line 10"),
        (text(DEPOT, ONE, head=HEAD.replace("2  50", "2")), NO_FLEET, "line 5"),
        (text(DEPOT, ONE, head=HEAD.replace("2  50", "2 50 1")), NO_FLEET, "line 5"),
        (text(DEPOT, ONE, head=HEAD.replace("2  50", "0 50")), NO_FLEET, "line 5"),
        (text(DEPOT, ONE, head=HEAD.replace("2  50", "2 -1")), NO_FLEET, "line 5"),
        (text(DEPOT, ONE, head=HEAD.replace("2  50", "2 1.5")), NO_FLEET, "line 5"),
        (text(DEPOT, *(f"{n} 1 1 1 0 9 0" for n in range(1, 1002))), "Too many customers. (%s) At most 1000.", "CUSTOMER"),
    ],
)  # fmt: skip
def test_a_file_of_solomon_that_cannot_be_used_is_refused_in_one_sentence(given, sentence, place):
    assert refusal(from_text, given) == sentence % place


def test_a_file_of_solomon_just_within_bounds_is_taken():
    most = from_text(text(DEPOT, *(f"{n} -1000000 1000000 1000000 9 9 1000000" for n in range(1, 1001))))
    assert len(most.customers) == 1000

    least = from_text(text(DEPOT, head=HEAD.replace("2  50", "1 0")))
    assert (least.vehicles, least.capacity, least.customers) == (1, 0, ())


@pytest.mark.parametrize(
    ("given", "is_one"),
    [
        ("X\nCUSTOMER\n", True),
        ("X\n  customers \n", True),
        ("X\nCUSTOMER LIST\n", False),
        ('{"a": "\nCUSTOMER\n"}', False),
        (' ["\nCUSTOMER\n"]', False),
        ("", False),
    ],
)
def test_solomons_format_is_known_by_its_line_of_customers(given, is_one):
    assert is_solomon(given) is is_one
