"""The checker of a day finds what is wrong, each fault alone; and what the planner prints, it accepts."""

import copy
from dataclasses import replace

import pytest

from palier.engines.rounds import Break, Visit, faults_of_day
from tests.engines.rounds.days import ANNA, BILAL, day, planned

ASKED = day(
    [
        Visit("a", "tower", 20, (780, 900)),
        Visit("b", "garden", 10),
        Visit("c", "school", 10, agent="bilal"),
        Visit("t", "school", 15, together=True),
        Visit("x", "tower", 10, (600, 610), optional=True),
    ],
    [replace(ANNA, breaks=(Break(30, (900, 960)),)), BILAL],
    now=750,
)


def changed(change):
    answer = copy.deepcopy(planned(ASKED))
    change(answer)
    return faults_of_day(ASKED, answer)


def route(answer, agent):
    return next(one for one in answer["routes"] if one["agent"] == agent)


def visit(answer, name):
    return next(
        shown for one in answer["routes"] for stop in one["stops"] for shown in stop["visits"] if shown["id"] == name
    )


def stop_of(answer, name):
    return next(
        (one, stop) for one in answer["routes"] for stop in one["stops"] for v in stop["visits"] if v["id"] == name
    )


def drop(answer, name):
    for one in answer["routes"]:
        for stop in one["stops"]:
            stop["visits"] = [shown for shown in stop["visits"] if shown["id"] != name]


def swap_places(answer):
    one, stop = stop_of(answer, "a")
    stop["place"] = "garden"


def later(answer, name, begins, ends):
    visit(answer, name).update(begins=begins, ends=ends)


def no_break(answer):
    route(answer, "anna")["stops"] = [stop for stop in route(answer, "anna")["stops"] if "break" not in stop]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda answer: None, None),
        (lambda answer: drop(answer, "a"), "a is visited 0 times"),
        (lambda answer: drop(answer, "t"), "t is visited 0 times"),
        (lambda answer: answer["unserved"].append({"id": "b"}), "b is visited 1 times, not 0"),
        (lambda answer: answer["unserved"].append({"id": "q"}), "There is no visit q"),
        (lambda answer: answer["unserved"].clear(), "x is visited 0 times"),
        (swap_places, "another place"),
        (lambda answer: later(answer, "a", "15:30", "15:50"), "does not begin in its window"),
        (lambda answer: later(answer, "t", "12:31", "12:46"), "do not begin together"),
        (lambda answer: later(answer, "b", "13:00", "13:05"), "another length"),
        (lambda answer: route(answer, "bilal").update(leaves="12:00"), "before she is free"),
        (lambda answer: route(answer, "bilal").update(done=["a"]), "is not kept"),
        (lambda answer: route(answer, "bilal").update(returns="12:31"), "back later"),
        (no_break, "not taken in its window"),
        (lambda answer: answer.update(distance=1), "distance does not add up"),
        (lambda answer: answer.update(travel_minutes=1), "minutes of travel do not add up"),
        (lambda answer: answer.update(vehicles=1), "number of agents"),
        (lambda answer: visit(answer, "c").update(id="b"), "c is visited 0 times"),
    ],
)
def test_one_fault_is_found(change, fault):
    faults = changed(change)

    assert (faults == []) if fault is None else any(fault in one for one in faults), faults


def test_who_may_go_is_checked():
    answer = planned(ASKED)
    stricter = replace(ASKED, visits=tuple(replace(one, not_agents=frozenset({"bilal"})) for one in ASKED.visits))
    named = replace(ASKED, visits=tuple(replace(one, agent="anna") for one in ASKED.visits))

    assert "bilal may not go to c." in faults_of_day(stricter, answer)
    assert "anna was to go to c." in faults_of_day(named, answer)
