"""What bounds call certain is so; what they cannot tell is decided exactly; the way never changes the answer."""

import subprocess
import sys
from fractions import Fraction as F
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.engines.budgets import fictional
from palier.engines.budgets import add_one, bounds, walks
from palier.engines.budgets.bounds import Bounds
from palier.engines.budgets.shares import Method
from tests.engines.budgets.elections import election, elections

utilities = st.sampled_from(["cost", "cardinality"])
everything = elections(most_voters=9, with_conflicts=True)
# Of 7 each, three pay 10 / 3 for x. What two of them keep, 11 / 3, goes to a and b, which cost one more voter the rest.
TIED_AFTER_A_THIRD = election(49, {"a": 8, "b": 8, "x": 10}, ["x a", "x b", "x", "a", "b", "", ""])


@given(everything, utilities)
@settings(max_examples=200, deadline=None)
def test_the_way_changes_nothing(found, utility):
    steps, between, jumps = (
        add_one(found, utility, with_payments=True, way=way) for way in ("steps", "bounds", "jumps")
    )

    assert (between.outcome, between.steps) == (steps.outcome, steps.steps)
    assert (jumps.outcome, jumps.steps) == (steps.outcome, steps.steps)


@given(everything, utilities, st.integers(0, 9), st.integers(1, 8), st.integers(6, 62))
@settings(max_examples=300, deadline=None)
def test_what_is_certain_is_so(found, utility, first, width, bits):
    """With few bits much is rounded, far: were a bound rounded the wrong way, it would show."""
    method = Method(found, utility)
    with mock.patch.object(bounds, "_MOST", 1 << bits):
        outcome = Bounds(method).run(first, first + width - 1)
    if outcome is None:
        return
    assert outcome.share == method.share(first)
    for step in range(first, first + width):
        exact = method.run(step)[0]
        assert outcome.selected == exact.selected
        assert [(tie.between, tie.chosen) for tie in outcome.ties] == [(tie.between, tie.chosen) for tie in exact.ties]
        assert set(outcome.reasons) == set(exact.reasons)


@given(everything, utilities, st.integers(6, 20))
@settings(max_examples=150, deadline=None)
def test_what_is_left_open_is_decided_exactly(found, utility, bits):
    steps = add_one(found, utility, way="steps")
    with mock.patch.object(bounds, "_MOST", 1 << bits):
        between = add_one(found, utility, way="bounds")

    assert (between.outcome, between.steps) == (steps.outcome, steps.steps)


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
def test_a_town_is_decided_between_bounds_alone(utility):
    found = fictional(3000, 50)
    steps, between = add_one(found, utility, way="steps"), add_one(found, utility)

    assert (between.outcome, between.steps) == (steps.outcome, steps.steps)
    assert between.steps > 100
    assert between.exact == 0
    assert between.runs < between.steps


@pytest.mark.parametrize(("utility", "dearer"), [("cardinality", 20), ("cost", 30)])
def test_equal_prices_that_nothing_rounded_has_a_part_in_are_a_tie(utility, dearer):
    method = Method(election(60, {"a": 20, "b": dearer, "c": 30}, ["a", "a", "b", "b", "c"]), utility)
    outcome = Bounds(method).run(3, 9)

    assert outcome == method.run(3)[0]
    assert [(tie.between, tie.chosen, tie.share) for tie in outcome.ties] == [((0, 1), 0, F(15))]


def test_points_are_paid_one_by_one():
    # x costs 3 a point and leaves 4 of 10 each: not enough for y.
    method = Method(election(20, {"x": 12, "y": 10}, [{"x": 2, "y": 1}, {"x": 2, "y": 1}], "points"))

    assert Bounds(method).run(0, 0) == method.run(0)[0]


def test_a_share_of_the_cost_beyond_all_money_is_all_that_voter_has():
    # 5 a point: the voter of a thousand points gives all, 10.
    method = Method(election(20, {"a": 15}, [{"a": 1}, {"a": 1000}], "points"))

    assert Bounds(method).run(0, 0) == method.run(0)[0]


def test_equal_prices_on_rounded_money_are_left_to_the_exact_run():
    method = Method(TIED_AFTER_A_THIRD, "cardinality")
    (tie,) = method.run(0)[0].ties
    done = add_one(TIED_AFTER_A_THIRD, "cardinality", way="bounds")

    assert tie.between == (0, 1)
    assert Bounds(method).run(0, 0) is None
    assert done.exact == 1
    assert tie in done.outcome.ties


@pytest.mark.parametrize(
    "found",
    [
        election(F(10**30, 7), {"a": 10**30, "b": 7}, ["a b", "a"]),
        election(40, {"a": 30, "b": 20}, [{"a": 1, "b": F(1, 10**20)}, {"b": 3}], "points"),
    ],
    ids=["money", "points"],
)
def test_numbers_too_large_for_the_arrays_are_left_to_the_exact_run(found):
    assert Bounds(Method(found)).run(0, 3) is None
    assert Bounds(Method(election(40, {"a": 30}, ["a"]))).run(0, 3) is not None


def test_large_elections_alone_go_between_bounds():
    small, large = (election(90, {"a": 10}, ["a"] * 9), fictional(900, 20))

    assert isinstance(walks.walk(Method(small)), walks.Exact)
    assert isinstance(walks.walk(Method(large)), walks.Bounded)


def test_numpy_is_loaded_by_large_elections_only():
    script = (
        "import sys\n"
        "from tests.engines.budgets.elections import election\n"
        "from palier.engines.budgets import add_one\n"
        "add_one(election(15, {'a': 10, 'b': 10}, ['a', 'b']))\n"
        "assert 'numpy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
