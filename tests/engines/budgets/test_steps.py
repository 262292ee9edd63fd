"""How equal shares is made ready and goes from step to step: whole numbers, prices, jumps and pauses, worked out by hand."""

from fractions import Fraction as F

import numpy as np
import pytest

from palier.engines.budgets import Ballot, Election, Outcome, Project, Reason, Stop, Tie, Why, add_one, bounds
from palier.engines.budgets.bounds import Bounds
from palier.engines.budgets.shares import Method
from palier.engines.budgets.walks import LARGE, Bounded, Exact, walk
from tests.engines.budgets.elections import election

# -- made ready ------------------------------------------------------------------------------------------------------

PARTS = Election(
    F(5, 2),
    (Project("a", F(4, 3)), Project("b", F(1)), Project("c", F(2))),
    (
        Ballot((), 1),
        Ballot(((0, F(1)), (1, F(1, 2))), 2),
        Ballot(((0, F(1)), (2, F(-1))), 3),
    ),
    "points",
)


def test_an_election_is_made_ready_in_whole_numbers():
    method = Method(PARTS)

    assert (method.voters, method.scale, method.points, method.budget, method.growth) == (6, 6, 2, 15, 36)
    assert method.costs == [8, 6, 12]
    assert method.members == [[(1, 2, 2), (2, 2, 3)], [(1, 1, 2)], []]
    assert (method.groups, method.weights, method.kinds) == ([[1, 2], [1], []], [10, 2, 0], [[2], [1], []])
    assert method.worth == [1, 1, 1]
    assert (method.at_start(0), method.at_start(3)) == (15, 123)
    assert (method.share(0), method.share(3)) == (F(5, 12), F(41, 12))


@pytest.mark.parametrize(
    ("kind", "utility", "worth"),
    [("approval", "cost", [8, 6, 12]), ("approval", "cardinality", [1, 1, 1]), ("points", "cost", [1, 1, 1]),
     ("borda", "cost", [1, 1, 1])],
)  # fmt: skip
def test_a_project_is_worth_its_cost_on_approvals_alone(kind, utility, worth):
    assert Method(Election(PARTS.budget, PARTS.projects, PARTS.ballots, kind), utility).worth == worth


def test_without_voters_nobody_holds_anything():
    nobody = Election(F(5), (Project("a", F(1)), Project("f", F(0))), (), "approval")
    outcome, _ = Method(nobody).run(4, with_numbers=True)

    assert outcome == Outcome(
        reasons={0: Reason(Why.NO_VOTE), 1: Reason(Why.NO_VOTE)}, stopped_because=Stop.NONE_AFFORDABLE, share=F(0)
    )


def test_what_stands_before_anybody_pays():
    found = election(
        10, {"a": 0, "b": 0, "c": 5, "d": 5, "e": 5}, ["a b c d", "d e"], b=(False, frozenset("a")),
        c=(False, frozenset("a")), d=(True,),
    )  # fmt: skip
    outcome, places = Method(found).enter(2)

    assert places == [4]
    assert outcome == Outcome(
        [0], [],
        {0: Reason(Why.FREE, None, None, F(0), 0), 1: Reason(Why.IN_CONFLICT, None, 0),
         2: Reason(Why.IN_CONFLICT, None, 0), 3: Reason(Why.LEFT_OUT)},
        [{}], Stop.NONE_AFFORDABLE, F(7),
    )  # fmt: skip


# -- how long nothing changes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "utility", "steps", "still"),
    [
        # 7.5 each: 8.5 and 9.5 buy nothing either, 10.5 does.
        (election(15, {"a": 10, "b": 10}, ["a", "b"]), "cost", 0, 2),
        (election(15, {"a": 10, "b": 10}, ["a", "b"]), "cost", 1, 1),
        (election(15, {"a": 10, "b": 10}, ["a", "b"]), "cost", 2, 0),
        (election(16, {"a": 10, "b": 10}, ["a", "b"]), "cost", 0, 1),
        # All is bought and nothing rises: for ever.
        (election(40, {"a": 10}, ["a", "a"]), "cost", 0, (1 << 62)),
        # a takes 5 of each. For b they hold 10 of 25 then, and 2 more with each step.
        (election(20, {"a": 10, "b": 25}, ["a b", "a b"]), "cardinality", 0, 7),
        # 6 each: two hold 12 of 13, and one step more is enough.
        (election(24, {"x": 13}, ["x", "x", "", ""]), "cost", 0, 0),
        # 20 each. After x, at 12, the second has 8 for y and gives all; the others pay 17, or 16 each of two. Each step
        # he gives one more, and pays in full when that is what is left for each of the others: 12.5 and 12.5, 13.3 and 13.3.
        (election(60, {"x": 24, "y": 25}, ["x", "x y", "y"]), "cardinality", 0, 4),
        (election(80, {"x": 24, "y": 40}, ["x", "x y", "y", "y"]), "cardinality", 0, 5),
        # The same with points: he has 8 and three of the four points, the other pays 18 for one. 8 + 11 and 3 * (18 - 11).
        (election(60, {"x": 24, "y": 26}, [{"x": 2}, {"x": 2, "y": 3}, {"y": 1}], "points"), "cost", 0, 11),
        # Thirds: x costs 37 of three, who keep 7 2/3; y costs the other 17 1/3.
        (election(100, {"x": 37, "y": 25}, ["x", "x", "x y", "y", ""]), "cardinality", 0, 4),
        # z, at 15, comes before y, at 17, until a step more makes them equal at the second.
        (election(80, {"x": 24, "y": 25, "z": 15}, ["x", "x y", "y", "z"]), "cardinality", 0, 1),
        (election(100, {"x": 24, "y": 25, "z": 30}, ["x", "x y", "y", "z", "z"]), "cardinality", 0, 1),
        # By cost: x 1 / 3, z 1 / 2, and y 18 / 26, which is 1 / 2 after five steps.
        (election(120, {"x": 36, "y": 26, "z": 20}, ["x", "x", "x y", "y", "z", "z"]), "cost", 0, 4),
    ],
)
def test_how_many_steps_surely_change_nothing(found, utility, steps, still):
    method = Method(found, utility)
    outcome, found_still = method.run(steps, with_slopes=True)

    assert found_still == still
    assert method.run(steps) == (outcome, 0)
    assert method.run(steps + min(still, 99))[0].selected == outcome.selected


def test_who_gave_all_has_nothing_left():
    # After x, at 12, the second gives the last 8 for y. When e is looked at, nobody holds anything for it.
    outcome, _ = Method(election(60, {"e": 30, "x": 24, "y": 25}, ["x", "x y e", "y"]), "cardinality").run(
        with_numbers=True
    )

    assert (outcome.selected, outcome.reasons[0]) == ([1, 2], Reason(Why.SUPPORTERS_SHORT, F(0)))


def test_a_jump_goes_to_the_first_step_that_may_differ():
    for way, runs in (("steps", 4), ("jumps", 2)):
        done = add_one(election(15, {"a": 10, "b": 10}, ["a", "b"]), way=way)
        assert (done.steps, done.runs, done.exact, done.outcome.share) == (2, runs, runs, F(19, 2))
        assert done.outcome.stopped_because is Stop.NEXT_STEP_OVER_BUDGET


def test_a_tie_met_on_the_way_is_kept_with_the_share_it_came_up_at():
    # 5 each: a and b, for two voters each, cost 10: a tie, and both are bought. c costs 30 and needs 15 of the two more.
    found = election(50, {"a": 10, "b": 10, "c": 30}, ["a", "a", "b", "b", "c", "c", "", "", "", ""])
    for way in ("steps", "jumps", "bounds"):
        done = add_one(found, "cardinality", way=way)
        assert (done.outcome.selected, done.steps) == ([0, 1, 2], 10)
        assert done.outcome.ties == [Tie((0, 1), 0, F(5))]
        assert done.outcome.stopped_because is Stop.NOTHING_MORE_FITS
        assert done.outcome.share == 15


def test_time_ends_add_one_with_what_stands():
    asked = []

    def twice():
        asked.append(1)
        return len(asked) < 2

    done = add_one(election(15, {"a": 10, "b": 1000}, ["a", "b"]), may_go_on=twice, way="steps")
    assert (done.steps, done.runs, done.outcome.stopped_because) == (1, 2, Stop.TIME)
    assert done.outcome.share == F(17, 2)


# -- pauses and widths -----------------------------------------------------------------------------------------------


class Told:
    """In the place of a method or of bounds: answers by a rule and writes down what it was asked."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def run(self, *given, **more):
        self.asked.append((*given, *more.values()))
        return self.answer(*given)


@pytest.mark.parametrize(
    ("jumps", "looks"),
    [
        ([0] * 27, "101001000010000000010000000"),  # a look that did not pay is left for 1, 2, 4, 8, 8 … runs
        ([0, 9, 9, 5, 5, 5, 9, 0, 9], "101111110"),
    ],
)
def test_looking_ahead_is_left_for_a_while_when_it_did_not_pay(jumps, looks):
    method = Told(lambda steps: ("outcome", jumps[steps]))
    path = Exact(method, by_jumps=True)
    found = [path.at(step) for step in range(len(jumps))]

    assert "".join("1" if look else "0" for _, look in method.asked) == looks
    assert found == [("outcome", jump) for jump in jumps]
    assert (path.runs, path.exact) == (len(jumps), len(jumps))


def test_without_jumps_nobody_looks_ahead():
    method = Told(lambda steps: ("outcome", 0))
    path = Exact(method, by_jumps=False)
    path.at(0), path.at(7)

    assert method.asked == [(0, False), (7, False)]


def bounded(is_certain):
    """The way between bounds, with bounds that are certain of so much."""
    path = Bounded(Method(election(10, {"a": 5}, ["a"])))
    path.bounds = Told(lambda first, last: "certain" if is_certain(first, last) else None)
    path.fallback = Exact(Told(lambda steps: ("exact", 0)), by_jumps=True)
    return path


def test_bounds_are_tried_over_twice_as_many_steps_as_long_as_that_is_certain():
    path = bounded(lambda first, last: last - first < 4)

    assert [path.at(step) for step in (0, 2, 6, 10, 14)] == [("certain", 1)] + [("certain", 3)] * 4
    assert path.bounds.asked == [(0, 1), (2, 5), (6, 13), (6, 9), (10, 13), (14, 21), (14, 17)]
    assert (path.runs, path.exact, path.width) == (7, 0, 4)


def test_where_one_step_alone_is_not_certain_the_exact_run_decides():
    path = bounded(lambda first, last: first < 4)

    assert [path.at(step) for step in (0, 2, 6, 7)] == [("certain", 1), ("certain", 3), ("exact", 0), ("exact", 0)]
    assert path.bounds.asked == [(0, 1), (2, 5), (6, 13), (6, 9), (6, 7), (6, 6), (7, 7)]
    assert (path.runs, path.exact, path.width) == (9, 2, 1)
    assert path.fallback.method.asked == [(6, True), (7, False)]


@pytest.mark.parametrize(
    ("way", "points", "kind", "by_jumps"),
    [
        (None, LARGE, Bounded, None),
        (None, LARGE - 1, Exact, True),
        ("steps", LARGE, Exact, False),
        ("jumps", LARGE, Exact, True),
        ("bounds", 1, Bounded, None),
    ],
)
def test_the_way_that_is_asked_for_or_the_fastest_for_the_size(way, points, kind, by_jumps):
    ballots = [{"a": number} for number in range(1, points + 1)]  # each of its own: none are counted together
    path = walk(Method(election(10, {"a": 5}, ballots, "points")), way)

    assert type(path) is kind
    assert getattr(path, "by_jumps", None) is by_jumps
    assert getattr(path, "fallback", Exact(Told(None), by_jumps=True)).by_jumps is True


# -- prices between bounds -------------------------------------------------------------------------------------------


def supporters(*ballots):
    return Bounds(Method(election(10, {"a": 1}, ballots, "points"))).supporters[0]


@pytest.mark.parametrize(
    ("ballots", "money", "cost", "price"),
    [
        ([{"a": 1}, {"a": 1}, {"a": 1}], [4], 12, (12, 3)),
        ([{"a": 1}, {"a": 1}, {"a": 1}], [4], 13, None),
        ([{"a": 1}, {"a": 2}, {"a": 2}], [2, 4], 10, (10, 5)),  # each can just pay in full
        ([{"a": 1}, {"a": 2}, {"a": 2}], [1, 4], 9, (8, 4)),
        ([{"a": 1}, {"a": 2}, {"a": 2}], [5, 3], 11, (5, 1)),
        ([{"a": 1}, {"a": 2}, {"a": 2}], [5, 3], 10, (4, 1)),
        ([{"a": 1}, {"a": 2}, {"a": 3}], [2, 9, 5], 15, (8, 2)),  # one after the other finds it too dear
        ([{"a": 1}, {"a": 2}, {"a": 3}], [2, 9, 5], 16, (9, 2)),
    ],
)
def test_who_cannot_pay_in_full_gives_all(ballots, money, cost, price):
    one = supporters(*ballots)
    found = one.price(np.array(money, np.int64), cost, (cost, one.weight))

    assert found == price


def test_paying_takes_so_much_of_each_kind_or_all():
    one = supporters({"a": 1}, {"a": 2}, {"a": 2})
    money = np.array([3, 5], np.int64)
    one.pay(money, [2, 4])
    assert money.tolist() == [1, 1]
    one.pay(money, [0, 4])
    assert money.tolist() == [1, 0]
    one.pay(money, [1 << 70, 0])
    assert money.tolist() == [0, 0]
    assert (one.groups.tolist(), one.voters.tolist(), one.weights.tolist()) == ([0, 1], [1, 2], [1, 4])
    assert (one.kind.tolist(), one.points, one.weight) == ([0, 1], [1, 2], 5)


@pytest.mark.parametrize(("most", "is_certain"), [(30, True), (29, False)])
def test_all_the_money_must_fit(monkeypatch, most, is_certain):
    # 10 for two voters, and 5 more each: 30 together at the last step.
    monkeypatch.setattr(bounds, "_MOST", most)
    method = Method(election(5, {"a": 40}, ["a", ""]))

    assert (Bounds(method).run(0, 5) is not None) is is_certain


@pytest.mark.parametrize(("most", "is_certain"), [(7, True), (6, False)])
def test_all_the_points_must_fit(monkeypatch, most, is_certain):
    monkeypatch.setattr(bounds, "_MOST", most)
    method = Method(election(1, {"a": 40, "b": 40}, [{"a": 3, "b": 4}], "points"))

    assert Bounds(method).fits is is_certain
    assert (Bounds(method).run(0, 0) is not None) is is_certain


def test_without_money_bounds_say_nothing():
    assert Bounds(Method(election(0, {"a": 1}, ["a"]))).run(0, 0) is None


@pytest.mark.parametrize(
    ("last", "is_certain"),
    [(4, True), (5, False)],  # 5 each: at the fifth step each can buy what at the first nobody could
)
def test_what_begins_within_the_steps_is_left_open(last, is_certain):
    method = Method(election(10, {"a": 10}, ["a", ""]))
    outcome = Bounds(method).run(0, last)

    assert (outcome is not None) is is_certain
    if outcome:
        assert outcome == Outcome([], [], {0: Reason(Why.SUPPORTERS_SHORT)}, [], Stop.NONE_AFFORDABLE, F(5))
    assert Bounds(method).run(5, 99).selected == [0]


def test_what_is_out_of_the_running_hides_no_tie():
    # First d, at 5 for each; it cannot stand beside b. Then a and c, at 10 each.
    found = election(80, {"a": 10, "b": 10, "c": 10, "d": 5}, ["a", "b", "c", "d"], b=(False, frozenset("d")))
    method = Method(found, "cardinality")
    outcome = Bounds(method).run(0, 0)

    assert (outcome.selected, outcome.ties) == ([3, 0, 2], [Tie((0, 2), 0, F(20))])
    assert method.run(0)[0] == outcome
