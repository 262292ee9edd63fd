"""Solomon's files: known optima, published routes, and files of our own."""

import json
import random
import re
from pathlib import Path

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.rounds import Distance, Objective, Stopped, faults_of_routes, from_text, plan_fleet
from palier.engines.rounds.fleet_answer import to_json

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "c_rounds_vrptw"
KNOWN = json.loads((CASES / "dev_expected.json").read_text()) if CASES.exists() else {}
SMALL = sorted(name for name in KNOWN if "optimum_literature_distance_trunc1" in KNOWN[name])
LARGE = sorted(set(KNOWN) - set(SMALL))

HEAD = "OURS\n\nVEHICLE\nNUMBER CAPACITY\n  2  50\n\nCUSTOMER\nCUST NO. XCOORD. YCOORD. DEMAND READY DUE SERVICE\n\n"
ROWS = ["0 0 0 0 0 300 0", "1 30 40 20 0 200 10", "2 30 0 20 50 60 10", "3 -30 -40 20 0 90 10", "4 0 20 10 0 300 10"]


def ours(rows=ROWS, head=HEAD):
    return head + "\n".join(rows) + "\n"


def instance_of(name):
    return from_text((CASES / "dev" / f"{name}.txt").read_text())


def published(name):
    text = (CASES / "dev" / f"{name}.solution.txt").read_text()
    return [
        [int(word) for word in line.split(":")[1].split()] for line in text.splitlines() if line.startswith("Route")
    ]


def faults_of(instance, plan, distance):
    claimed = to_json(instance, plan, distance)["distance"]
    return faults_of_routes(instance, plan.routes, claimed, is_truncated=distance is Distance.TRUNCATED)


# -- known answers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SMALL)
def test_the_optimum_of_the_literature_is_reached(name):
    instance = instance_of(name)
    plan = plan_fleet(instance, distance=Distance.TRUNCATED)

    assert faults_of(instance, plan, Distance.TRUNCATED) == []
    assert to_json(instance, plan, Distance.TRUNCATED)["distance"] == KNOWN[name]["optimum_literature_distance_trunc1"]


@pytest.mark.parametrize("name", LARGE)
def test_published_routes_are_accepted_and_refused_after_a_swap_or_a_drop(name):
    instance, routes = instance_of(name), published(name)
    claimed = KNOWN[name]["published_solution_distance_euclidean"]
    assert faults_of_routes(instance, routes, claimed) == []

    chance = random.Random(name)
    for _ in range(20):
        one, two = chance.sample([(at, place) for at, route in enumerate(routes) for place in range(len(route))], 2)
        changed = [list(route) for route in routes]
        changed[one[0]][one[1]], changed[two[0]][two[1]] = routes[two[0]][two[1]], routes[one[0]][one[1]]
        assert faults_of_routes(instance, changed, claimed) != []
        dropped = [list(route) for route in routes]
        del dropped[one[0]][one[1]]
        assert faults_of_routes(instance, dropped, claimed) != []


@pytest.mark.proof
@pytest.mark.parametrize("name", LARGE)
def test_a_hundred_customers_come_near_the_best_known(name):
    instance, known = instance_of(name), KNOWN[name]
    plan = plan_fleet(instance, objective=Objective.VEHICLES)

    assert faults_of(instance, plan, Distance.EXACT) == []
    assert len(plan.routes) == known["published_solution_vehicles"]
    distance = to_json(instance, plan, Distance.EXACT)["distance"]
    assert distance <= 1.03 * known["published_solution_distance_euclidean"]


# -- our own -----------------------------------------------------------------------------------------------------


def test_a_file_of_ours_is_planned_and_the_order_of_rows_changes_nothing():
    instance = from_text(ours())
    plan = plan_fleet(instance)

    assert faults_of(instance, plan, Distance.EXACT) == []
    assert sorted(stop for route in plan.routes for stop in route) == [1, 2, 3, 4]
    assert plan_fleet(from_text(ours([*ROWS[:1], *ROWS[:0:-1]]))) == plan


def test_seeds_and_time():
    assert plan_fleet(from_text(ours()), seed=7) == plan_fleet(from_text(ours()), seed=7)
    assert plan_fleet(from_text(ours()), seconds=1e-9).stopped_because is Stopped.TIME


def test_who_fits_no_vehicle_is_said_and_the_others_are_served():
    instance = from_text(ours([*ROWS, "5 300 300 1 0 20 0", "6 1 1 51 0 300 0"]))
    plan = plan_fleet(instance)

    assert plan.unserved == (5, 6)
    assert {plan.reason(number) for number in plan.unserved} == {"fits_no_vehicle"}
    assert sorted(stop for route in plan.routes for stop in route) == [1, 2, 3, 4]


def test_when_vehicles_do_not_suffice_nobody_is_pretended_to_be_served():
    instance = from_text(ours(["0 0 0 0 0 300 0", "1 1 0 50 0 300 0", "2 2 0 50 0 300 0", "3 3 0 50 0 300 0"]))
    plan = plan_fleet(instance)

    assert plan.routes == ()
    assert {plan.reason(number) for number in plan.unserved} == {"no_plan_found"}


def test_fewer_vehicles_when_that_is_the_aim():
    instance = from_text(ours(["0 0 0 0 0 300 0", "1 10 0 1 0 300 0", "2 -10 0 1 0 300 0"]))

    assert len(plan_fleet(instance, objective=Objective.VEHICLES).routes) == 1


def test_truncated_distances_are_cut_to_one_decimal():
    instance = from_text(ours(["0 0 0 0 0 300 0", "1 1 1 1 0 300 0"]))

    assert to_json(instance, plan_fleet(instance, distance=Distance.TRUNCATED), Distance.TRUNCATED)["distance"] == 2.8
    assert to_json(instance, plan_fleet(instance), Distance.EXACT)["distance"] == 2.8284


@pytest.mark.parametrize(
    ("routes", "fault"),
    [
        ([[1, 2, 4], [3], []], None),
        ([[1, 2], [3], [4]], "3 routes for 2 vehicles."),
        ([[1, 2, 3], [4]], "it carries 60 of 50."),
        ([[2, 1], [4]], "Customer 3 is visited 0 times."),
        ([[2, 1, 4], [3, 3]], "Customer 3 is visited 2 times."),
        ([[2, 1, 4], [3, 9]], "There is no customer 9."),
        ([[1, 2, 4], [3]], None),
        ([[4, 1, 2], [3]], "it comes to 2 at"),
    ],
)
def test_the_checker_names_the_fault(routes, fault):
    faults = faults_of_routes(from_text(ours([*ROWS[:2], "2 30 0 20 50 110 10", *ROWS[3:]])), routes)

    assert (faults == []) if fault is None else any(fault in one for one in faults), faults


def test_the_checker_asks_for_the_distance_that_is_claimed():
    assert faults_of_routes(from_text(ours(["0 0 0 0 0 9 0", "1 3 0 1 0 9 0"])), [[1]], 6.0) == []
    assert faults_of_routes(from_text(ours(["0 0 0 0 0 9 0", "1 3 0 1 0 9 0"])), [[1]], 5.9) != []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (ours([]), "the whole file"),
        (ours(ROWS[1:]), "customer 0"),
        (ours([*ROWS, ROWS[1]]), "customer 1"),
        (ours([*ROWS, "5 1 1 1 0"]), "line 15"),
        (ours([*ROWS, "5 1 1 1 0 3 x"]), "line 15"),
        (ours([*ROWS, "5 1 1 1 0 nan 0"]), "line 15"),
        (ours([*ROWS, "5 1 1 1 0 1e99 0"]), "line 15"),
        (ours([*ROWS, "5 1 1 1.5 0 9 0"]), "line 15"),
        (ours([*ROWS, "5 1 1 1 10 9 0"]), "line 15"),
        (ours([*ROWS, "5 1 1 -1 0 9 0"]), "line 15"),
        (ours(head=HEAD.replace("  2  50", "  0  50")), "line 5"),
        (ours(head=HEAD.replace("  2  50", "  2")), "line 5"),
        (ours([*ROWS, *(f"{n} 1 1 1 0 9 0" for n in range(5, 1002))]), "CUSTOMER"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_where(text, where):
    with pytest.raises(BadInput) as caught:
        from_text(text)
    assert caught.value.where == where
    assert not re.search("\n", str(caught.value))
