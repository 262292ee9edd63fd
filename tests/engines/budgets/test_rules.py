"""The rules on elections small enough to work out by hand; properties; and an oracle that does everything slowly."""

from dataclasses import replace
from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palier.engines.budgets import Stop, Why, accounts, add_one, equal_shares, greedy, to_json
from palier.engines.budgets.shares import Method
from tests.engines.budgets.elections import add_one_by_hand, election, elections, names, shares_by_hand

utilities = st.sampled_from(["cost", "cardinality"])
COSTS = {"a": 60, "b": 50, "c": 30, "d": 10}
# Votes: a 4, b 3, c 2, d 1; budget 100.
VOTES = ["a b", "a b", "a b c", "a", "c", "d"]


@pytest.mark.parametrize(
    ("variant", "chosen", "stop"),
    [
        ("greedy", ["a", "c", "d"], Stop.ALL_SEEN),  # b does not fit beside a and is skipped
        ("greedy-no-skip", ["a"], Stop.FIRST_THAT_DOES_NOT_FIT),
        ("greedy-threshold", ["a", "c"], Stop.ALL_SEEN),  # d has one vote, two are asked
        ("greedy-per-cost", ["d", "a", "c"], Stop.ALL_SEEN),  # 1/10, 4/60 and 2/30 alike: a before c; b 3/50 skipped
    ],
)
def test_greedy(variant, chosen, stop):
    outcome = greedy(found := election(100, COSTS, VOTES, threshold=2), variant)

    assert names(found, outcome) == chosen
    assert outcome.stopped_because is stop


def test_each_project_says_why():
    found = election(100, COSTS, VOTES, threshold=2)
    said = to_json(found, "greedy-threshold", greedy(found, "greedy-threshold"))["because"]

    assert {entry["project"]: entry["why"] for entry in said} == {
        "a": "chosen",
        "b": "does_not_fit",
        "c": "chosen",
        "d": "below_threshold",
    }
    assert all(entry["words"].endswith(".") for entry in said)


def test_a_tie_is_told_and_the_smaller_id_comes_first():
    outcome = greedy(found := election(60, {"x": 50, "m": 40}, ["x", "m"]))

    assert names(found, outcome) == ["m"]
    (tie,) = to_json(found, "greedy", outcome)["ties"]
    assert tie == {
        "between": ["m", "x"], "chosen": "m", "how": "smallest_id", "all_chosen_in_the_end": False, "share": None,
    }  # fmt: skip


@pytest.mark.parametrize("rule", [greedy, equal_shares])
def test_left_out_and_in_conflict(rule):
    found = election(
        100, {"a": 10, "b": 10, "c": 10}, ["a b c", "a b"], a=(True,), b=(False, frozenset("c")), c=(False,)
    )
    outcome = rule(found)

    assert names(found, outcome) == ["b"]
    assert outcome.reasons[0].why is Why.LEFT_OUT
    assert (outcome.reasons[2].why, outcome.reasons[2].conflict) == (Why.IN_CONFLICT, 1)


def test_equal_shares_by_hand():
    # 4 voters hold 25 each. c costs 30: three pay 10. b costs 40: 1, 2 pay 15 each and have nothing: 30 < 40.
    found = election(100, {"b": 40, "c": 30}, ["b c", "b c", "c", ""])
    outcome = equal_shares(found, "cardinality", with_payments=True)

    assert names(found, outcome) == ["c"]
    assert outcome.share == 25
    assert outcome.reasons[0].left == 30
    assert outcome.reasons[1].per_point == 10
    assert {entry["left"] for entry in accounts(found, outcome)} == {"15", "25"}


def test_who_is_too_poor_gives_all():
    # 3 voters hold 20. x costs 30, 1 and 2 pay 15. y costs 24: 2 gives the last 5, 3 pays 19. By cost y is dearer:
    # 1/12 against 1/15 per unit of cost.
    found = election(60, {"x": 30, "y": 24}, ["x", "x y", "y"])
    outcome = equal_shares(found, with_payments=True)

    assert names(found, outcome) == ["x", "y"]
    assert outcome.reasons[1].per_point == 19
    assert outcome.reasons[1].all_they_had == 1
    assert sorted(outcome.payments[1].values()) == [5, 19]


def test_add_one_ends_with_the_last_that_the_budget_can_pay():
    # Each wants a project of 10 alone; both cost 20, the budget is 15, and 7.5 each buys nothing. Three steps on both
    # could pay: over the budget. What stood before, nothing, is the answer.
    done = add_one(found := election(15, {"a": 10, "b": 10}, ["a", "b"]))

    assert names(found, done.outcome) == []
    assert done.outcome.stopped_because is Stop.NEXT_STEP_OVER_BUDGET
    assert (done.steps, done.outcome.share) == (2, F(19, 2))


def test_of_two_free_projects_in_conflict_the_smaller_id_is_chosen():
    found = election(10, {"a": 0, "b": 0}, ["a b"], b=(False, frozenset("a")))
    outcome = equal_shares(found)

    assert names(found, outcome) == ["a"]
    assert (outcome.reasons[1].why, outcome.reasons[1].conflict) == (Why.IN_CONFLICT, 0)


def test_add_one_waits_for_no_project_that_is_in_conflict_with_a_chosen_one():
    # 5 each. The three for d would get most for their money but hold 15 of 16; then the two for a buy it, and d is out
    # for good, though 16 are left.
    found = election(25, {"a": 9, "d": 16}, ["a", "a", "d", "d", "d"], d=(False, frozenset("a")))
    done = add_one(found)

    assert names(found, done.outcome) == ["a"]
    assert (done.steps, done.outcome.stopped_because) == (0, Stop.NOTHING_MORE_FITS)


def test_add_one_stops_when_told():
    done = add_one(election(15, {"a": 10, "b": 1000}, ["a", "b"]), may_go_on=lambda: False)

    assert done.outcome.stopped_because is Stop.TIME
    assert done.runs == 1


@given(elections(), utilities)
@settings(max_examples=150, deadline=None)
def test_equal_shares_is_what_it_is_by_hand(found, utility):
    share = found.budget / found.voters
    assert equal_shares(found, utility).selected == shares_by_hand(found, utility, share)


@given(elections(), utilities)
@settings(max_examples=120, deadline=None)
def test_jumps_change_nothing(found, utility):
    jumping, walking = add_one(found, utility), add_one(found, utility, way="steps")

    assert (jumping.outcome, jumping.steps) == (walking.outcome, walking.steps)
    assert jumping.runs <= walking.runs
    assert (jumping.outcome.selected, jumping.steps) == add_one_by_hand(found, utility)


@given(elections(), utilities, st.integers(0, 12))
@settings(max_examples=100, deadline=None)
def test_what_is_said_to_stand_still_does(found, utility, steps):
    method = Method(found, utility)
    outcome, still = method.run(steps, with_slopes=True)
    for further in range(min(still, 25) + 1):
        assert method.run(steps + further)[0].selected == outcome.selected


@given(elections(), utilities)
@settings(max_examples=100, deadline=None)
def test_no_budget_is_overspent_and_every_account_adds_up(found, utility):
    for outcome in (
        greedy(found, with_payments=True),
        equal_shares(found, utility, with_payments=True),
        add_one(found, utility, with_payments=True).outcome,
    ):
        cost = [found.projects[place].cost for place in outcome.selected]
        assert sum(cost) <= found.budget
        assert set(outcome.reasons) == set(range(len(found.projects)))
        for place, price, paid in zip(outcome.selected, cost, outcome.payments, strict=True):
            if found.supporters()[place]:
                assert sum(paid.values()) == price
        if outcome.share is not None:
            for group, ballot in enumerate(found.ballots):
                assert sum(paid.get(group, 0) for paid in outcome.payments) <= outcome.share * ballot.voters


@given(elections(), utilities, st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_another_currency_chooses_the_same(found, utility, rate):
    dearer = replace(
        found,
        budget=found.budget * rate,
        projects=tuple(replace(project, cost=project.cost * rate) for project in found.projects),
    )
    assert greedy(dearer).selected == greedy(found).selected
    assert equal_shares(dearer, utility).selected == equal_shares(found, utility).selected


@given(elections(), utilities, st.integers(2, 5))
@settings(max_examples=60, deadline=None)
def test_everybody_twice_chooses_the_same(found, utility, times):
    crowd = replace(found, ballots=tuple(replace(ballot, voters=ballot.voters * times) for ballot in found.ballots))
    assert greedy(crowd).selected == greedy(found).selected
    assert equal_shares(crowd, utility).selected == equal_shares(found, utility).selected


@given(elections())
@settings(max_examples=60, deadline=None)
def test_one_more_vote_never_takes_a_project_out_of_greedy(found):
    before = greedy(found).selected
    for place in before:
        (first, *others) = found.ballots
        more = tuple(sorted({**dict(first.points), place: F(9)}.items()))
        after = replace(found, ballots=tuple(sorted([replace(first, points=more), *others], key=lambda b: b.points)))
        if dict(first.points).get(place, 0) <= 9:
            assert place in greedy(after).selected
