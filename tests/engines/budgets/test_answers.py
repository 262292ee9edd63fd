"""What each rule answers, whole, on elections worked out by hand: the money, the reasons in numbers and words, the accounts."""

from fractions import Fraction as F

import pytest

from palier.engines.budgets import Outcome, Reason, Stop, Tie, Why, accounts, add_one, equal_shares, greedy, to_json
from palier.engines.budgets.document import text
from palier.engines.budgets.election import Ballot, Election, Project
from tests.engines.budgets.elections import election


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (F(0), "0"),
        (F(1500), "1500"),
        (F(1, 2), "0.5"),
        (F(1, 3), "0.333333"),
        (F(2, 3), "0.666666"),
        (F(-2, 3), "-0.666666"),
        (F(1, 10**6), "0.000001"),
        (F(1, 10**7), "0"),
        (F(10**30), "1" + "0" * 30),
        (F("123456789012345678901234.567891"), "123456789012345678901234.567891"),
        (F(-1, 10**7), "0"),
        (F(-15, 10), "-1.5"),
        (F(100), "100"),
        (F(10, 100), "0.1"),
        (F(25, 16), "1.5625"),
        (F(1, 64), "0.015625"),
        (F(1, 128), "0.007812"),
    ],
)  # fmt: skip
def test_an_amount_is_printed_exactly_or_cut_to_six_places(amount, shown):
    assert text(amount) == shown


# -- greedy --------------------------------------------------------------------------------------------------------

# Votes: a 3, b 3, c 2, d 2, e 1, f 0; g is out of the running.
GREEDY = election(
    100, {"a": 60, "b": 50, "c": 30, "d": 20, "e": 10, "f": 10, "g": 1},
    ["a b g", "a b c g", "a b c d g", "d e", ""],
    c=(False, frozenset("a")), g=(True,), threshold=2,
)  # fmt: skip
A, B, C, D, E, FF, G = range(7)


@pytest.mark.parametrize(
    ("variant", "selected", "reasons", "ties", "stop"),
    [
        (
            "greedy",
            [A, D, E, FF],
            {
                A: Reason(Why.CHOSEN, F(100)), B: Reason(Why.DOES_NOT_FIT, F(40)), G: Reason(Why.LEFT_OUT),
                C: Reason(Why.IN_CONFLICT, F(40), A), D: Reason(Why.CHOSEN, F(40)), E: Reason(Why.CHOSEN, F(20)),
                FF: Reason(Why.CHOSEN, F(10)),
            },
            [Tie((A, B), A), Tie((C, D), D)],
            Stop.ALL_SEEN,
        ),
        (
            "greedy-no-skip",
            [A],
            {
                A: Reason(Why.CHOSEN, F(100)), B: Reason(Why.DOES_NOT_FIT, F(40)), G: Reason(Why.LEFT_OUT),
                C: Reason(Why.AFTER_THE_STOP, F(40)), D: Reason(Why.AFTER_THE_STOP, F(40)),
                E: Reason(Why.AFTER_THE_STOP, F(40)), FF: Reason(Why.AFTER_THE_STOP, F(40)),
            },
            [Tie((A, B), A)],
            Stop.FIRST_THAT_DOES_NOT_FIT,
        ),
        (
            "greedy-threshold",
            [A, D],
            {
                A: Reason(Why.CHOSEN, F(100)), B: Reason(Why.DOES_NOT_FIT, F(40)), G: Reason(Why.LEFT_OUT),
                C: Reason(Why.IN_CONFLICT, F(40), A), D: Reason(Why.CHOSEN, F(40)),
                E: Reason(Why.BELOW_THRESHOLD, F(20)), FF: Reason(Why.BELOW_THRESHOLD, F(20)),
            },
            [Tie((A, B), A), Tie((C, D), D)],
            Stop.ALL_SEEN,
        ),
        (  # for each unit of cost: g 3, d and e 1/10, c 1/15, b 3/50, a 1/20, f 0
            "greedy-per-cost",
            [D, E, C, FF],
            {
                G: Reason(Why.LEFT_OUT), D: Reason(Why.CHOSEN, F(100)), E: Reason(Why.CHOSEN, F(80)),
                C: Reason(Why.CHOSEN, F(70)), B: Reason(Why.DOES_NOT_FIT, F(40)), A: Reason(Why.IN_CONFLICT, F(40), C),
                FF: Reason(Why.CHOSEN, F(40)),
            },
            [Tie((D, E), D)],
            Stop.ALL_SEEN,
        ),
    ],
)  # fmt: skip
def test_greedy_gives_the_reason_of_each_project(variant, selected, reasons, ties, stop):
    outcome = greedy(GREEDY, variant)

    assert outcome == Outcome(selected, ties, reasons, [{} for _ in selected], stop, None)


def test_per_cost_what_costs_nothing_comes_first_if_wanted_and_last_if_not():
    found = election(10, {"a": 5, "free": 0, "gift": 0, "unloved": 0, "z": 5}, ["a free", "a gift", "a"])
    outcome = greedy(found, "greedy-per-cost")

    assert outcome.selected == [1, 2, 0, 3, 4]
    assert outcome.ties == [Tie((1, 2), 1), Tie((3, 4), 3)]


def test_ties_below_the_threshold_are_none_and_a_score_at_the_threshold_is_enough():
    found = election(20, {"a": 5, "b": 5, "c": 5, "d": 5}, ["a c d", "a b", "c d"], threshold=2)
    assert greedy(found, "greedy-threshold").selected == [0, 2, 3]

    outcome = greedy(election(20, {"a": 5, "b": 5}, ["a", "b"], threshold=2), "greedy-threshold")
    assert (outcome.selected, outcome.ties) == ([], [])


def test_the_cost_is_spread_over_who_gave_points_above_none():
    ballots = (
        Ballot(((0, F(1)), (1, F(-2))), 1),
        Ballot(((0, F(2)),), 2),
        Ballot(((1, F(5, 2)),), 1),
    )
    found = Election(F(100), (Project("x", F(60)), Project("y", F(40))), ballots, "points")
    outcome = greedy(found, with_payments=True)

    assert found.scores() == [5, F(1, 2)]
    assert found.supporters() == [3, 1]
    assert outcome.selected == [0, 1]
    assert outcome.payments == [{0: 12, 1: 48}, {2: 40}]
    # The share is 25: of the two who gave x two points each paid 24, the one who wanted y alone 40.
    assert accounts(found, outcome) == [
        {"ballot": {"x": "2"}, "voters": 2, "share": "25", "paid": {"x": "24"}, "left": "1"},
        {"ballot": {"x": "1", "y": "-2"}, "voters": 1, "share": "25", "paid": {"x": "12"}, "left": "13"},
        {"ballot": {"y": "2.5"}, "voters": 1, "share": "25", "paid": {"y": "40"}, "left": "-15"},
    ]


def test_who_gives_nothing_or_less_is_no_supporter():
    found = Election(F(9), (Project("x", F(1)), Project("y", F(1))), (Ballot(((0, F(0)), (1, F(-1))), 3),), "points")

    assert (found.supporters(), found.scores()) == ([0, 0], [0, -3])


def test_accounts_without_voters_are_empty():
    found = Election(F(100), (Project("x", F(60)),), (), "approval")
    nobody = Election(F(100), (Project("x", F(60)),), (Ballot((), 0),), "approval")

    assert accounts(found, greedy(found, with_payments=True)) == []
    assert accounts(nobody, greedy(nobody)) == [{"ballot": {}, "voters": 0, "share": "0", "paid": {}, "left": "0"}]


def test_conflicts_hold_whoever_said_so():
    projects = tuple(
        Project(name, F(1), False, frozenset(against))
        for name, against in (("a", "ac"), ("b", ""), ("c", ""), ("d", "c"))
    )
    found = Election(F(9), projects, (), "approval")

    assert found.in_conflict() == [frozenset({2}), frozenset(), frozenset({0, 3}), frozenset({2})]


def entry(project, why, cost, score, supporters, words, **more):
    return {
        "project": project, "why": why, "cost": cost, "score": score, "supporters": supporters, **more, "words": words
    }  # fmt: skip


def test_a_greedy_answer_is_printed_whole():
    assert to_json(GREEDY, "greedy-threshold", greedy(GREEDY, "greedy-threshold")) == {
        "rule": "greedy-threshold",
        "budget": "100",
        "spent": "80",
        "unspent": "20",
        "voters": 5,
        "selected": ["a", "d"],
        "ties": [
            {"between": ["a", "b"], "chosen": "a", "how": "smallest_id", "all_chosen_in_the_end": False, "share": None},
            {"between": ["c", "d"], "chosen": "d", "how": "smallest_id", "all_chosen_in_the_end": False, "share": None},
        ],
        "stopped_because": "all_projects_seen",
        "share": None,
        "because": [
            entry("a", "chosen", "60", "3", 3, "Score 3; 100 was left, enough for 60.", left="100"),
            entry("d", "chosen", "20", "2", 2, "Score 2; 40 was left, enough for 20.", left="40"),
            entry("b", "does_not_fit", "50", "3", 3, "It costs 50 and 40 was left.", left="40"),
            entry("g", "left_out_by_the_organiser", "1", "3", 3, "The organiser took it out of the running."),
            entry("c", "in_conflict_with_a_chosen_project", "30", "2", 2,
                  "It cannot stand beside a, which was chosen.", left="40", conflict="a"),
            entry("e", "below_threshold", "10", "1", 1, "Its score 1 is below the threshold.", left="20"),
            entry("f", "below_threshold", "10", "0", 0, "Its score 0 is below the threshold.", left="20"),
        ],
    }  # fmt: skip
    last = to_json(GREEDY, "greedy-no-skip", greedy(GREEDY, "greedy-no-skip"))["because"][-1]
    assert last["words"] == "The rule had ended at the first project that did not fit."


# -- equal shares ----------------------------------------------------------------------------------------------------

PAY = "Its %s supporters pay %s for each vote or point; %s of them gave all they had left."
# Five hold 20 each. z is free. w and x cost 12 of each of two. y costs 25: 2 gives the last 8, 5 pays 17. v is dearer
# than that for 1 and 2 and they hold 16 together. u would cost 18 and cannot stand beside y.
SHARES = election(
    100, {"n": 3, "u": 18, "v": 31, "w": 24, "x": 24, "y": 25, "z": 0},
    ["x v z", "x y v", "w", "w", "y u"],
    u=(False, frozenset("y")),
)  # fmt: skip


def test_equal_shares_is_printed_whole():
    outcome = equal_shares(SHARES, "cardinality", with_payments=True)

    assert to_json(SHARES, "equal-shares", outcome) == {
        "rule": "equal-shares",
        "budget": "100",
        "spent": "73",
        "unspent": "27",
        "voters": 5,
        "selected": ["z", "w", "x", "y"],
        "ties": [
            {"between": ["w", "x"], "chosen": "w", "how": "smallest_id", "all_chosen_in_the_end": True, "share": "20"}
        ],
        "stopped_because": "no_project_affordable",
        "share": "20",
        "because": [
            entry("z", "chosen_costs_nothing", "0", "1", 1, "It costs nothing and somebody wants it.",
                  per_point="0", gave_all_they_had=0),
            entry("w", "chosen", "24", "2", 2, PAY % (2, "12", 0), per_point="12", gave_all_they_had=0),
            entry("x", "chosen", "24", "2", 2, PAY % (2, "12", 0), per_point="12", gave_all_they_had=0),
            entry("y", "chosen", "25", "2", 2, PAY % (2, "17", 1), per_point="17", gave_all_they_had=1),
            entry("v", "supporters_short", "31", "2", 2, "It costs 31; its supporters held 16 together.",
                  supporters_held="16"),
            entry("u", "in_conflict_with_a_chosen_project", "18", "1", 1,
                  "It cannot stand beside y, which was chosen.", conflict="y"),
            entry("n", "no_vote", "3", "0", 0, "Nobody voted for it."),
        ],
    }  # fmt: skip
    # Groups by what they want: nothing twice; the two for w; u and y; v, x and y; v, x and z.
    assert [sorted(payment.values()) for payment in outcome.payments] == [[], [24], [12, 12], [8, 17]]
    assert accounts(SHARES, outcome) == [
        {"ballot": {"w": "1"}, "voters": 2, "share": "20", "paid": {"w": "12"}, "left": "8"},
        {"ballot": {"u": "1", "y": "1"}, "voters": 1, "share": "20", "paid": {"y": "17"}, "left": "3"},
        {
            "ballot": {"v": "1", "x": "1", "y": "1"},
            "voters": 1,
            "share": "20",
            "paid": {"x": "12", "y": "8"},
            "left": "0",
        },
        {"ballot": {"v": "1", "x": "1", "z": "1"}, "voters": 1, "share": "20", "paid": {"x": "12"}, "left": "8"},
    ]


def test_points_count_as_they_are_and_parts_of_a_point_too():
    # Ten each. y costs 8, 4 a point: the first, with three times the points, pays 6 and the second 2. x costs 9: 4.5 a
    # point would be 6.75 for the first, who has 4 left and gives all; the second pays 5 for half a point.
    found = election(20, {"x": 9, "y": 8}, [{"x": F(3, 2), "y": F(3, 2)}, {"x": F(1, 2), "y": F(1, 2)}], "points")
    outcome = equal_shares(found, with_payments=True)

    assert outcome.selected == [1, 0]
    assert outcome.payments == [{0: 2, 1: 6}, {0: 5, 1: 4}]
    assert (outcome.reasons[1].per_point, outcome.reasons[1].all_they_had) == (4, 0)
    assert (outcome.reasons[0].per_point, outcome.reasons[0].all_they_had) == (10, 1)


def test_add_one_says_share_steps_and_the_ties_of_its_way():
    # 5 each of budget 20; a and b cost 12 for two voters each: 5 + 5 is short, at 6 each both can be had for 24: over.
    found = election(20, {"a": 12, "b": 12}, ["a", "a", "b", "b"])
    done = add_one(found)
    assert (done.outcome.selected, done.steps, done.outcome.share) == ([], 0, 5)
    assert done.outcome.stopped_because is Stop.NEXT_STEP_OVER_BUDGET
    assert done.outcome.ties == []
