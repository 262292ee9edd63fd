"""A day of agents: what is asked is kept, and what is best is found where everything can be tried."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palier.engines.bad_input import BadInput
from palier.engines.rounds import Break, Objective, Travel, Visit, faults_of_day, plan_day, to_json
from palier.engines.rounds.insertion import unplaced, with_job
from palier.engines.rounds.lines import key
from tests.engines.rounds import oracle
from tests.engines.rounds.days import ANNA, BILAL, begins, day, days, moved, planned, reasons, stops

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# -- properties --------------------------------------------------------------------------------------------------


@few
@given(days())
def test_no_plan_breaks_a_rule_and_nothing_left_out_could_simply_be_added(asked):
    try:
        plan = plan_day(asked)
    except BadInput as problem:
        assert "break" in problem.what
        return
    answer = to_json(plan)

    assert faults_of_day(asked, answer) == []
    assert [number for number in unplaced(plan.board, plan.lines) if with_job(plan.board, plan.lines, number)] == []


@few
@given(days(), st.randoms(use_true_random=False))
def test_shuffled_input_gives_the_same_answer_byte_for_byte(asked, random):
    def shuffled(items):
        return tuple(random.sample(items, len(items)))

    other = replace(
        asked,
        visits=shuffled(asked.visits),
        agents=shuffled(asked.agents),
        places=dict(shuffled(list(asked.places.items()))),
    )
    try:
        answer = json.dumps(to_json(plan_day(asked)))
    except BadInput:
        return
    assert json.dumps(to_json(plan_day(other))) == answer


@few
@given(days(most=4, with_pairs=False))
def test_the_best_plan_of_a_tiny_day_is_found(asked):
    bare = replace(asked, agents=tuple(replace(one, breaks=()) for one in asked.agents)[:2], deadlines={})
    names = {agent.id for agent in bare.agents}
    visits = tuple(replace(visit, not_agents=visit.not_agents & names) for visit in bare.visits)
    bare = replace(bare, visits=visits)
    plan = plan_day(bare)

    assert key(plan.board, plan.lines)[:2] == oracle.best(bare)


@few
@given(days(most=5))
def test_an_agent_more_never_leaves_out_more_of_the_first_rank(asked):
    try:
        before = plan_day(asked)
        after = plan_day(replace(asked, agents=(*asked.agents, replace(asked.agents[0], id="z", breaks=()))))
    except BadInput:
        return
    assert key(after.board, after.lines)[0] <= key(before.board, before.lines)[0]


@few
@given(days(most=5), st.integers(-5000, 5000))
def test_moving_the_whole_map_changes_nothing(asked, metres):
    try:
        answer = to_json(plan_day(asked))
    except BadInput:
        return
    assert to_json(plan_day(moved(asked, metres))) == answer


# -- what is asked is kept ---------------------------------------------------------------------------------------


def test_a_visit_for_two_begins_at_one_minute_for_both():
    answer = planned(day([Visit("t", "garden", 30, (780, 900), together=True), Visit("a", "tower", 20)]))

    assert len(begins(answer, "t")) == 2
    assert len(set(begins(answer, "t"))) == 1


def test_two_visits_for_two_are_not_waited_for_at_different_doors():
    visits = [Visit(name, place, 30, together=True) for name, place in (("s", "garden"), ("t", "tower"))]
    answer = planned(day(visits))

    assert stops(answer, "anna") == stops(answer, "bilal")


def test_requests_at_one_address_are_one_stop():
    visits = [Visit("a", "tower", 5), Visit("b", "tower", 10, optional=True), Visit("c", "tower", 5, urgency=1)]
    (route,) = planned(day(visits))["routes"]
    (stop,) = route["stops"]

    assert [visit["id"] for visit in stop["visits"]] == ["c", "a", "b"]


def test_a_break_is_taken_where_she_stands_or_at_home_when_the_visits_are_done():
    anna = replace(ANNA, breaks=(Break(30, (900, 960)),))
    visits = [Visit("a", "tower", 10), Visit("b", "garden", 10, (1000, 1100))]
    (route,) = planned(day(visits, [anna]))["routes"]
    assert [stop["place"] for stop in route["stops"]] == ["tower", "tower", "garden"]

    (route,) = planned(day(visits[:1], [anna]))["routes"]
    assert [stop["place"] for stop in route["stops"]] == ["tower", "office"]


def test_a_break_at_a_place_is_taken_there():
    anna = replace(ANNA, breaks=(Break(30, (900, 960), "school"),))
    (route,) = planned(day([Visit("a", "tower", 10), Visit("b", "garden", 10, (1000, 1100))], [anna]))["routes"]

    assert [stop["place"] for stop in route["stops"] if "break" in stop] == ["school"]


def test_a_break_that_fits_no_shift_is_said():
    with pytest.raises(BadInput) as caught:
        plan_day(day([], [replace(ANNA, breaks=(Break(30, (600, 620)),))]))
    assert caught.value.where == "agents, anna"


def test_who_was_asked_for_comes_and_who_may_not_stays_away():
    answer = planned(
        day([Visit("a", "tower", 10, agent="bilal"), Visit("b", "school", 10, not_agents=frozenset({"bilal"}))])
    )

    assert stops(answer, "bilal") == ["a"]
    assert stops(answer, "anna") == ["b"]


def test_a_matrix_is_followed_and_what_it_does_not_cover_is_not_reached():
    tram = Travel(between=("office", "tower"), minutes=((0, 7), (9, 0)))
    asked = day(
        [Visit("a", "tower", 10), Visit("b", "garden", 10)], [replace(ANNA, travel="tram")], travel={"tram": tram}
    )
    answer = planned(asked)

    assert answer["travel_minutes"] == 16
    assert answer["distance"] is None
    assert reasons(answer) == {"b": "fits_no_shift"}


def test_fewer_agents_go_out_when_that_is_the_aim():
    visits = [Visit("a", "tower", 10, (750, 790)), Visit("b", "garden", 10), Visit("c", "school", 10, (750, 790))]

    assert planned(day(visits), objective=Objective.VEHICLES)["vehicles"] == 1


# -- who is left out, and why ------------------------------------------------------------------------------------


def test_a_full_day_keeps_the_most_urgent_and_what_was_promised():
    visits = [Visit(f"o{n}", "tower", 100, urgency=3, optional=True) for n in range(4)]
    visits += [Visit("u", "garden", 100, urgency=1, optional=True), Visit("r", "school", 100, urgency=5)]
    visits += [Visit("p", "garden", 100, urgency=9, optional=True, promised=(800, 820))]
    answer = planned(day(visits, [replace(ANNA, hours=(750, 1150))]))

    assert sorted(stops(answer, "anna")) == ["p", "r", "u"]
    assert set(reasons(answer).values()) == {"day_is_full"}


def test_two_visits_at_one_address_count_as_two_when_the_day_is_full():
    at_once = (800, 800)
    visits = [Visit("a", "office", 0, at_once), Visit("b", "tower", 0, at_once), Visit("c", "tower", 0, at_once)]

    assert stops(planned(day(visits, [ANNA])), "anna") == ["b", "c"]


def test_at_one_door_the_short_visit_comes_first_where_that_lets_one_agent_do_all():
    till_half_past = (800, 830)
    visits = [Visit("a", "school", 30, till_half_past), Visit("b", "school", 0, till_half_past)]
    answer = planned(day([*visits, Visit("c", "tower", 0, till_half_past)]))

    assert answer["vehicles"] == 1
    assert reasons(answer) == {}


@pytest.mark.parametrize(
    ("visit", "reason"),
    [
        (Visit("x", "tower", 10, not_agents=frozenset({"anna", "bilal"})), "nobody_may"),
        (Visit("x", "tower", 10, together=True, not_agents=frozenset({"anna"})), "no_two_agents"),
        (Visit("x", "tower", 10, (600, 700)), "too_late_now"),
        (Visit("x", "tower", 700), "fits_no_shift"),
        (Visit("x", "garden", 10, (750, 750)), "fits_no_shift"),
    ],
)
def test_a_reason_is_given(visit, reason):
    answer = planned(day([visit, Visit("y", "school", 10)], now=750))

    assert reasons(answer) == {"x": reason}


def test_a_deadline_gives_way_rather_than_leave_the_visit_out():
    visits = [Visit("u", "garden", 10, urgency=1), Visit("l", "tower", 10)]
    kept = planned(day(visits, [ANNA], deadlines={1: 770}))
    late = planned(day(visits, [ANNA], deadlines={1: 751}))

    assert begins(kept, "u") <= ["12:50"]
    assert reasons(late) == {}
    shown = [visit for stop in late["routes"][0]["stops"] for visit in stop["visits"] if visit["id"] == "u"]
    assert "late" in shown[0]["why"]


# -- ties --------------------------------------------------------------------------------------------------------


def test_two_equal_agents_are_a_tie_settled_by_id():
    agents = [replace(ANNA, id="zoe"), ANNA]
    visits = [Visit("a", "tower", 10, (770, 780)), Visit("b", "garden", 10, (770, 780))]
    answer = planned(day(visits, agents))

    assert stops(answer, "anna") == ["a"]
    assert {"kind": "agents", "between": ["anna", "zoe"]} in answer["ties"]


def test_a_round_that_could_be_walked_the_other_way_begins_at_the_lower_id():
    visits = [Visit("a", "garden", 10), Visit("b", "tower", 10)]
    answer = planned(day(visits, [ANNA]))

    assert stops(answer, "anna") == ["a", "b"]
    assert answer["ties"] == [{"kind": "direction", "between": ["anna"]}]


def test_of_two_equal_visits_the_lower_id_is_in():
    visits = [Visit(name, "tower", 100, optional=True) for name in ("b", "a")]
    answer = planned(day(visits, [replace(BILAL, hours=(750, 890))]))

    assert stops(answer, "bilal") == ["a"]
    assert {"kind": "visits", "between": ["a", "b"]} in answer["ties"]


# -- planning again at mid-day -----------------------------------------------------------------------------------


def test_what_is_done_and_promised_is_kept_at_mid_day():
    visits = [
        Visit("a", "tower", 20),
        Visit("b", "garden", 20, promised=(930, 945)),
        Visit("n", "school", 20, urgency=1),
    ]
    anna = replace(
        ANNA, done=("a",), free_from=915, breaks=(Break(20, (800, 820)), Break(20, (1000, 1040))), breaks_done=1
    )
    answer = planned(day(visits, [anna], now=900))
    (route,) = answer["routes"]

    assert route["done"] == ["a"]
    assert route["from"] == "tower"
    assert route["leaves"] >= "15:15"
    assert "15:30" <= begins(answer, "b")[0] <= "15:45"
    assert sorted(stops(answer, "anna")) == ["b", "n"]


def test_a_promise_keeps_its_place_though_the_rest_of_the_day_is_new():
    asked = day([Visit("a", "tower", 20), Visit("b", "garden", 20), Visit("c", "school", 20)], [ANNA])
    first = planned(asked)
    told = {visit.id: begins(first, visit.id)[0] for visit in asked.visits}
    at = {name: int(clock[:2]) * 60 + int(clock[3:]) for name, clock in told.items()}
    again = replace(
        asked,
        visits=(*(replace(visit, promised=(at[visit.id], at[visit.id] + 15)) for visit in asked.visits),
                Visit("z", "garden", 10, urgency=1)),
    )  # fmt: skip
    answer = planned(again)

    assert all(told[name] <= begins(answer, name)[0] for name in told)
    assert reasons(answer) == {}


def test_sixty_visits_and_three_agents_end_by_steps():
    from bench.engines.rounds import a_working_day

    plan = plan_day(a_working_day(60, 3))

    assert plan.stopped_because in ("steps", "no_better")
    assert plan.unserved == ()
