"""The market by itself: where chains begin, which moves are open, what is promised; columns, rows and aims by hand."""

import dataclasses
from hashlib import sha256

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.exchanges import Arc, Market, Plan, Promise, Tie, exchanges, faults
from palier.engines.exchanges.aims import Settled
from palier.engines.exchanges.formulation import (
    Column,
    conflicting,
    formulation,
    independence,
    lots,
    parts,
    thirds,
    weights,
)
from palier.engines.exchanges.plan import check_caps, most_weight

# Households a to d; v and w are free dwellings. In order: 0 a→b, 1 b→a, 2 b→c, 3 c→d, 4 v→a, 5 v→c, 6 w→d.
ARCS = (Arc(0, 1, 3, 1), Arc(1, 0, 2, 2), Arc(1, 2, 4), Arc(2, 3, 1, 5), Arc(4, 0, 5), Arc(4, 2, 1), Arc(5, 3, 6, 9))
MARKET = Market((*"abcdvw",), 4, ARCS)
AIMS = ("weight", "independence", "waiting")


def promising(cycles=(), chains=(), **more):
    return dataclasses.replace(MARKET, promise=Promise(tuple(cycles), tuple(chains)), **more)


def test_chains_begin_at_free_dwellings_or_where_a_promised_one_ends():
    assert MARKET.starts() == {4: 0, 5: 0}
    assert promising(chains=[(4, 0, 1)]).starts() == {5: 0, 1: 2}
    assert promising(cycles=[(0, 1)], chains=[(4, 2), (5, 3)]).starts() == {2: 1, 3: 1}


def test_moves_that_are_still_open():
    assert MARKET.open_arcs() == [0, 1, 2, 3, 4, 5, 6]
    assert dataclasses.replace(MARKET, withdrawn=frozenset({2})).open_arcs() == [0, 1, 4, 6]
    assert promising(cycles=[(0, 1)]).open_arcs() == [3, 5, 6]
    assert promising(chains=[(4, 0, 1)]).open_arcs() == [2, 3, 6]  # b's place may go on, a's and v's are given
    barred = promising(chains=[(4, 2)], at_most_one=((5, 6), (0, 1)))
    assert barred.open_arcs() == [0, 1, 3]
    assert promising(at_most_one=((5, 6), (0, 1))).open_arcs() == [0, 1, 2, 3, 4, 5, 6]


def test_the_moves_of_cycles_and_chains_in_their_order():
    assert MARKET.used([(1, 0)], [(4, 2, 3), (5,)]) == [1, 0, 5, 3]
    with pytest.raises(KeyError):
        MARKET.used([(0, 2)], [])


@pytest.mark.parametrize(
    ("cycles", "chains", "caps", "wrong"),
    [
        ([(0, 1)], [(4, 2, 3)], (2, 2), []),
        ([(0, 1)], [(4, 2), (5, 3)], (2, 1), []),
        ([], [(5,)], (0, 0), []),
        ([(0, 1)], [(4, 0)], (2, 2), ["a household or a dwelling is used twice"]),
        ([], [(4, 2), (4, 0)], (2, 2), ["a household or a dwelling is used twice"]),
        ([(0, 1), (0,)], [], (2, 2), [
            "a household or a dwelling is used twice", "a cycle is too long or too short", "a move is not acceptable",
        ]),
        ([(0, 1)], [], (1, 2), ["a cycle is too long or too short"]),
        ([], [(4, 2, 3)], (2, 1), ["a chain is too long"]),
        ([], [(1, 2, 3)], (2, 2), ["a chain does not begin with a free dwelling, or a free dwelling moves"]),
        ([(4, 2)], [], (2, 2), [
            "a chain does not begin with a free dwelling, or a free dwelling moves", "a move is not acceptable",
        ]),
        ([], [(4, 5)], (2, 2), [
            "a chain does not begin with a free dwelling, or a free dwelling moves", "a move is not acceptable",
        ]),
        ([], [(5, 0)], (2, 2), ["a move is not acceptable"]),
    ],
)  # fmt: skip
def test_the_checker_names_every_fault(cycles, chains, caps, wrong):
    assert faults(MARKET, cycles, chains, *caps) == wrong


def test_the_checker_knows_who_refused_who_must_not_meet_and_where_chains_end():
    refused = dataclasses.replace(MARKET, withdrawn=frozenset({3}))
    assert faults(refused, [(0, 1)], [], 2, 2) == []
    assert faults(refused, [], [(5, 3)], 2, 2) == ["somebody who refused is moved"]
    apart = dataclasses.replace(MARKET, at_most_one=((0, 5, 6),))
    assert faults(apart, [(0, 1)], [], 2, 2) == []
    assert faults(apart, [(0, 1)], [(4, 2)], 2, 2) == ["two who must not meet end near each other"]
    outside = dataclasses.replace(MARKET, ends_outside=True)
    assert faults(outside, [], [(4, 2), (5,)], 2, 2) == []
    assert faults(outside, [], [(4, 2)], 2, 1) == ["a chain is too long"]


# -- columns and rows --------------------------------------------------------------------------------------------


def rows(made):
    """By name: the limit, whether it is met exactly, and the columns with what each adds."""
    found = {name: (made.limits[row], made.equal[row], {}) for name, row in made.numbers.items()}
    names = {row: name for name, row in made.numbers.items()}
    for column, entries in enumerate(made.entries):
        for row, coefficient in entries:
            assert column not in found[names[row]][2]
            found[names[row]][2][column] = coefficient
    return found


def test_cycles_are_columns_and_chains_are_columns_by_position():
    # Second moves of a chain: after v→a only a→b, after v→c and w→d only c→d.
    made = formulation(dataclasses.replace(MARKET, at_most_one=((0, 6), (1, 0))), [(0, 1)], 2)

    assert made.columns == [
        Column((0, 1)),
        Column((4,), 1),
        Column((5,), 1),
        Column((6,), 1),
        Column((0,), 2),
        Column((3,), 2),
    ]
    assert rows(made) == {
        ("moves once", 0): (1, False, {0: 1, 1: 1}),
        ("moves once", 1): (1, False, {0: 1, 4: 1}),
        ("moves once", 2): (1, False, {2: 1}),
        ("moves once", 3): (1, False, {3: 1, 5: 1}),
        ("given once", 4): (1, False, {1: 1, 2: 1}),
        ("given once", 5): (1, False, {3: 1}),
        ("frees before", 0, 2): (0, False, {1: -1, 4: 1}),
        ("frees before", 2, 2): (0, False, {2: -1, 5: 1}),
        ("frees before", 3, 2): (0, False, {3: -1}),
        ("apart", 0): (1, False, {0: 1, 3: 1, 4: 1}),
        ("apart", 1): (1, False, {0: 2, 4: 1}),
    }
    assert conflicting(made, dataclasses.replace(MARKET, at_most_one=((0, 6), (1, 0)))) == {0}
    assert conflicting(made, dataclasses.replace(MARKET, at_most_one=((0, 6), (1, 2), (3,)))) == set()


def test_a_promised_chain_goes_on_from_its_last_position():
    # v→a stands: a→b may be its second move, b→c its third; w→d begins anew.
    made = formulation(promising(chains=[(4, 0)]), [], 3)
    assert made.columns == [Column((6,), 1), Column((0,), 2), Column((2,), 3)]
    assert rows(made)["given once", 0] == (1, False, {1: 1})
    assert rows(made)["frees before", 1, 3] == (0, False, {1: -1, 2: 1})
    made = formulation(dataclasses.replace(MARKET, ends_outside=True), [], 2)
    assert {column.position for column in made.columns} == {1}


def test_cycles_of_any_length_are_moves_that_come_and_go():
    made = formulation(MARKET, None, 0)

    assert made.columns == [Column((0,)), Column((1,)), Column((2,)), Column((3,))]
    assert rows(made) == {
        ("moves once", 1): (1, False, {0: 1}),
        ("comes and goes", 1): (0, True, {0: 1, 1: -1, 2: -1}),
        ("comes and goes", 0): (0, True, {0: -1, 1: 1}),
        ("moves once", 0): (1, False, {1: 1}),
        ("moves once", 2): (1, False, {2: 1}),
        ("comes and goes", 2): (0, True, {2: 1, 3: -1}),
        ("moves once", 3): (1, False, {3: 1}),
        ("comes and goes", 3): (0, True, {3: 1}),
    }


def test_what_each_column_adds_to_each_aim():
    made = formulation(MARKET, [(0, 1), (1, 0)], 2)  # the columns of the first test, the cycle twice
    made.columns[1] = Column((0, 1, 2))

    assert weights(made, MARKET) == [5, 9, 5, 1, 6, 3, 1]
    assert independence(made) == [-2, -6, 0, 0, 0, -1, -1]
    assert thirds(made, MARKET) == [3, 3, 0, 0, 9, 1, 5]

    def drawn(words):
        return 1 + int.from_bytes(sha256(words.encode()).digest()[:8], "big") % 9973

    first, second = drawn("7|a|b"), drawn("7|b|a")
    assert lots(made, MARKET, 7)[:3] == [first + second, first + second + drawn("7|b|c"), drawn("7|v|a")]


def test_columns_that_share_no_row_are_parts():
    made = formulation(MARKET, [(0, 1)], 1)  # the cycle; v→a, v→c; w→d
    assert parts(made, range(4)) == [[0, 1, 2], [3]]
    assert parts(made, [0, 2, 3]) == [[0], [2], [3]]
    assert parts(made, []) == []
    made.bind("a row of two", 3, 1)
    made.bind("a row of two", 2, 1)
    assert parts(made, range(4)) == [[0, 1, 2, 3]]
    assert parts(made, [3, 0, 2]) == [[3, 2], [0]]


# -- caps and bounds ---------------------------------------------------------------------------------------------


def test_each_household_makes_its_best_move_in_a_bound_that_needs_no_solver():
    assert most_weight(MARKET) == 5 + 3 + 4 + 6
    assert most_weight(promising(chains=[(4, 0)])) == 3 + 4 + 6
    harm = Market(("a", "b"), 2, (Arc(0, 1, -3), Arc(1, 0, 2)))
    assert most_weight(harm) == 2


CAP = "Not a cap that can be used. (%s) Give 0 to 1000000."


@pytest.mark.parametrize(
    ("caps", "said"),
    [
        ((-1, 3), CAP % "--max-cycle"),
        ((1_000_001, 3), CAP % "--max-cycle"),
        ((3, -1), CAP % "--max-chain"),
        ((3, 1_000_001), CAP % "--max-chain"),
        ((1, 3), "A cycle has two households or more. (--max-cycle) Give 0 for none."),
    ],
)
def test_caps_that_mean_nothing(caps, said):
    with pytest.raises(BadInput) as caught:
        check_caps(*caps)
    assert str(caught.value) == said


@pytest.mark.parametrize("caps", [(0, 0), (2, 1), (1_000_000, 1_000_000)])
def test_caps_that_are_just_taken(caps):
    check_caps(*caps)


def test_chains_as_long_as_the_size_permits(monkeypatch):
    monkeypatch.setattr("palier.engines.exchanges.plan.MOST_POSITIONS", 14)  # seven arcs: two moves
    assert exchanges(MARKET, 0, 2).chains == ((4, 0, 1), (5, 3))
    with pytest.raises(BadInput) as caught:
        exchanges(MARKET, 0, 3)
    assert str(caught.value) == "Chains too long for so many moves. (--max-chain) Give a smaller cap."
    without_starts = Market((*"abcd",), 4, ARCS[:4])
    assert exchanges(without_starts, 2, 1_000_000).weight == 5  # no chain can begin, whatever the cap


# -- whole plans -------------------------------------------------------------------------------------------------


def test_the_best_plan_by_hand_with_its_aims():
    # a and b swap, v→c, w→d: 5 + 1 + 6. Better: v→a→b→c, 5 + 3 + 4, and w→d; b waits for a, c for both.
    assert exchanges(MARKET) == Plan(
        cycles=(),
        chains=((4, 0, 1, 2), (5, 3)),
        weight=18,
        bound=18,
        aims=(
            Settled("weight", 18, 18, "finished"),
            Settled("independence", -3, -3, "finished"),
            Settled("waiting", 10, 10, "finished"),
        ),
        tie=None,
        ties_known=True,
        stopped_because="finished",
    )
    # Chains of one move: the swap (5), v→c (1), w→d (6).
    short = exchanges(MARKET, 2, 1)
    assert (short.cycles, short.chains, short.weight) == (((0, 1),), ((4, 2), (5, 3)), 12)
    assert [one.value for one in short.aims] == [12, -2, 12]


def test_what_is_promised_stands_and_counts():
    # v→c is promised: c→d could go on (1), or w→d begin (6); the swap of a and b is free to be made (5).
    plan = exchanges(promising(chains=[(4, 2)]))
    assert (plan.cycles, plan.chains, plan.weight, plan.bound) == (((0, 1),), ((4, 2), (5, 3)), 12, 12)
    assert [one.value for one in plan.aims] == [11, -2, 12]
    # The swap and w→d are promised, so that v→c (1) is all that is left.
    plan = exchanges(promising(cycles=[(0, 1)], chains=[(5, 3)]))
    assert (plan.cycles, plan.chains, plan.weight, plan.bound) == (((0, 1),), ((4, 2), (5, 3)), 12, 12)
    assert plan.aims[0] == Settled("weight", 1, 1, "finished")
    # v→a is promised; a→b and w→d exclude each other. a→b→c (3 + 4) is worth more than w→d (6) when the cap permits it.
    went_on = {
        1: (((4, 0), (5, 3)), 11),
        2: (((4, 0), (5, 3)), 11),
        3: (((4, 0, 1, 2),), 12),
        4: (((4, 0, 1, 2, 3),), 13),
    }
    for cap, (chains, weight) in went_on.items():
        plan = exchanges(promising(chains=[(4, 0)], at_most_one=((0, 6),)), 0, cap)
        assert (plan.chains, plan.weight) == (chains, weight)


def test_registries_count_a_transfer_more_for_each_altruist_when_chains_are_permitted():
    market = Market(("a", "b", "v", "w"), 2, (Arc(2, 0, 1), Arc(0, 1, 1)), scale=1, added=2, ends_outside=True)

    for cap, chains, weight in ((0, (), 0), (1, ((2,), (3,)), 2), (2, ((2, 0), (3,)), 3), (9, ((2, 0, 1), (3,)), 4)):
        plan = exchanges(market, 0, cap)
        assert (plan.chains, plan.weight, plan.bound) == (chains, weight, weight)
    tenths = dataclasses.replace(market, scale=10, arcs=(Arc(2, 0, 5), Arc(0, 1, 5)))
    assert exchanges(tenths, 0, 3).weight == 30


def test_harm_is_never_done_and_nothing_to_do_is_an_answer():
    nothing = Plan((), (), 0, 0, tuple(Settled(one, 0, 0, "finished") for one in AIMS), None, True, "finished")
    assert exchanges(Market((), 0, ())) == nothing
    assert exchanges(Market(("a", "b"), 2, (Arc(0, 1, -3), Arc(1, 0, 2)))) == nothing
    assert exchanges(Market(("a", "b"), 2, (Arc(0, 1, -3, 5), Arc(1, 0, 3, 4)))).cycles == ()  # a pair that waits


def test_a_tie_names_the_moves_that_differ_only():
    # c and d may each have v; a and b swap in any case.
    market = Market((*"abcdv",), 4, (Arc(0, 1, 1), Arc(1, 0, 1), Arc(4, 2, 1), Arc(4, 3, 1)))
    ties = {exchanges(market, seed=seed).tie for seed in range(8)}
    assert ties == {Tie(((4, 2),), ((4, 3),)), Tie(((4, 3),), ((4, 2),))}
