"""The search: as good as trying everything, always feasible, ties found and settled in the open."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palier.engines.bad_input import BadInput
from palier.engines.exchanges import Arc, Market, exchanges, faults
from palier.engines.exchanges.cycles import short_cycles
from palier.engines.exchanges.plan import most_weight
from palier.engines.exchanges.solver import UNBOUNDED, Choice

from .oracle import best, depends, markets, moves, structures

caps = st.tuples(st.sampled_from([0, 2, 3, 4]), st.integers(0, 3))
with_solver = settings(deadline=None, max_examples=60)


def moved(plan):
    return frozenset(
        pair
        for is_cycle, found in ((True, plan.cycles), (False, plan.chains))
        for nodes in found
        for pair in moves((is_cycle, nodes))
    )


@with_solver
@given(markets(), caps)
def test_as_good_as_trying_everything_by_all_three_aims(market, limits):
    plan = exchanges(market, *limits)
    known = best(market, *limits)
    (weight, independence, third), _ = known[0]

    assert plan.optimal
    assert plan.weight == weight
    assert [one.value for one in plan.aims[:3]] == [weight, independence, third]
    assert moved(plan) in {done for _, done in known}
    assert faults(market, plan.cycles, plan.chains, *limits) == []


@with_solver
@given(markets(), caps)
def test_a_tie_is_told_exactly_when_there_is_one(market, limits):
    plan = exchanges(market, *limits)
    known = {done for _, done in best(market, *limits)}

    assert plan.ties_known
    assert (plan.tie is not None) == (len(known) > 1)
    if plan.tie is not None:
        other = (moved(plan) - set(plan.tie.only_here)) | set(plan.tie.only_there)
        assert other in known
        assert other != moved(plan)


@with_solver
@given(markets(), st.integers(2, 10))
def test_weights_may_be_scaled(market, factor):
    larger = dataclasses.replace(
        market, arcs=tuple(dataclasses.replace(arc, weight=arc.weight * factor) for arc in market.arcs)
    )
    plan, other = exchanges(market), exchanges(larger)

    assert other.weight == factor * plan.weight
    assert (other.cycles, other.chains) == (plan.cycles, plan.chains)


@with_solver
@given(markets(), st.data())
def test_a_possibility_more_never_lowers_the_weight(market, data):
    if not market.arcs:
        return
    gone = data.draw(st.integers(0, len(market.arcs) - 1))
    fewer = dataclasses.replace(
        market, arcs=tuple(arc for place, arc in enumerate(market.arcs) if place != gone), at_most_one=()
    )
    every = dataclasses.replace(market, at_most_one=())

    assert exchanges(every).weight >= exchanges(fewer).weight
    assert exchanges(every, 4, 3).weight >= exchanges(every, 3, 3).weight >= exchanges(every, 3, 2).weight


def test_lots_do_not_favour_the_first_names():
    """Two equal pairs share a household: over the seeds each of the three has its turn."""
    arcs = tuple(Arc(a, b, 1) for a in range(3) for b in range(3) if a != b)
    market = Market(("a", "b", "c"), 3, arcs)
    left_out = {(set(range(3)) - set(exchanges(market, 2, 0, seed=seed).cycles[0])).pop() for seed in range(20)}

    assert left_out == {0, 1, 2}


def test_the_shorter_cycles_win_at_equal_weight():
    """Two exchanges of two are as good as one of four: fewer people wait for each other."""
    arcs = tuple(Arc(a, b, 1) for a, b in [(0, 1), (1, 0), (2, 3), (3, 2), (1, 2), (3, 0)])
    plan = exchanges(Market(tuple("abcd"), 4, tuple(sorted(arcs, key=lambda arc: (arc.source, arc.target)))), 4, 0)

    assert plan.cycles == ((0, 1), (2, 3))
    assert plan.tie is None


def test_who_waited_longest_wins_at_equal_weight_and_length():
    market = Market(("a", "b", 0), 2, (Arc(2, 0, 5, 10), Arc(2, 1, 5, 200)))

    assert exchanges(market).chains == ((2, 1),)


def dense(count):
    return Market(
        tuple(range(count)),
        count,
        tuple(Arc(a, b, 1 + (a * b) % 3) for a in range(count) for b in range(count) if a != b),
    )


def test_when_no_cap_binds_it_is_an_assignment(monkeypatch):
    monkeypatch.setattr(
        "palier.engines.exchanges.plan.short_cycles", lambda after, longest: short_cycles(after, longest, 20)
    )
    market = dense(5)
    plan = exchanges(market, 5, 0)

    assert plan.optimal
    assert [one.aim for one in plan.aims[:2]] == ["weight", "waiting"]
    assert plan.weight == best(market, 5, 0)[0][0][0] <= most_weight(market)
    assert faults(market, plan.cycles, plan.chains, 5, 0) == []


def test_too_many_cycles_to_list_leave_an_honest_gap(monkeypatch):
    monkeypatch.setattr(
        "palier.engines.exchanges.plan.short_cycles", lambda after, longest: short_cycles(after, longest, 15)
    )
    market = dense(9)
    plan = exchanges(market, 3, 0)
    monkeypatch.undo()
    full = exchanges(market, 3, 0)

    assert full.optimal
    assert plan.weight <= full.weight <= plan.bound
    assert plan.optimal == (plan.weight == plan.bound)
    assert plan.optimal or plan.stopped_because == "cycles"
    assert faults(market, plan.cycles, plan.chains, 3, 0) == []


def test_time_that_runs_out_on_the_bound_leaves_one_that_needs_no_solver(monkeypatch):
    monkeypatch.setattr(
        "palier.engines.exchanges.plan.short_cycles", lambda after, longest: short_cycles(after, longest, 15)
    )
    monkeypatch.setattr("palier.engines.exchanges.plan.relaxed", lambda *_: Choice(None, UNBOUNDED, "time"))
    plan = exchanges(dense(9), 3, 0)

    assert (plan.bound, plan.stopped_because) == (3 * 1 + 6 * 3, "time")  # into 0, 3 and 6 all moves weigh one


def test_no_time_left_still_gives_an_answer_that_can_be_carried_out():
    market = dense(40)
    plan = exchanges(market, seconds=1e-9)

    assert faults(market, plan.cycles, plan.chains, 3, 3) == []
    assert plan.weight <= plan.bound
    assert plan.optimal or plan.stopped_because == "time"


@given(markets(most=7), st.integers(2, 5))
def test_cycles_are_listed_once_each(market, longest):
    after = [[] for _ in range(market.households)]
    for arc in market.arcs:
        if arc.source < market.households:
            after[arc.source].append(arc.target)
    found, is_all = short_cycles(after, longest)

    assert is_all
    assert sorted(found) == sorted(nodes for is_cycle, nodes in structures(market, longest, 0) if is_cycle)


def test_the_share_of_each_node_is_even_when_there_are_too_many():
    after = [[b for b in range(30) if b != a] for a in range(30)]
    found, is_all = short_cycles(after, 3, most=300)

    assert not is_all
    assert len(found) <= 300
    assert max(sum(cycle[0] == root for cycle in found) for root in range(30)) <= 10


@pytest.mark.parametrize("limits", [(1, 3), (-1, 3), (3, -1), (1_000_001, 3), (3, 1_000_001)])
def test_caps_that_mean_nothing_are_refused(limits):
    with pytest.raises(BadInput):
        exchanges(dense(3), *limits)


def test_the_checker_sees_each_fault():
    market = Market(
        ("a", "b", "c", "v"), 3, (Arc(0, 1, 1), Arc(1, 0, 1), Arc(1, 2, 1), Arc(3, 0, 1)), at_most_one=((1, 2),)
    )

    assert faults(market, [(0, 1)], [], 3, 3) == []
    assert faults(market, [], [(3, 0, 1)], 3, 3) == []
    assert "twice" in faults(market, [(0, 1)], [(3, 0)], 3, 3)[0]
    assert "cycle" in faults(market, [(0, 1)], [], 0, 3)[0]
    assert "chain is too long" in faults(market, [], [(3, 0, 1)], 3, 1)[0]
    assert "begin" in faults(market, [], [(0, 1)], 3, 3)[0]
    assert "begin" in faults(market, [(0, 3)], [], 3, 3)[0]
    assert "not acceptable" in faults(market, [(0, 2)], [], 3, 3)[0]
    assert "refused" in faults(dataclasses.replace(market, withdrawn=frozenset({1})), [(0, 1)], [], 3, 3)[0]
    near = dataclasses.replace(market, at_most_one=((0, 1),))
    assert "near each other" in faults(near, [(0, 1)], [], 3, 3)[0]
    assert depends((True, (0, 1, 2))) == 6


def test_caps_far_beyond_the_market_cost_nothing():
    market = Market((*range(5), "v"), 5, tuple(Arc(a, b, 1) for a in (0, 1, 2, 3, 4, 5) for b in range(5) if a != b))
    plan = exchanges(market, 1_000_000, 1_000_000)

    assert (plan.weight, plan.optimal) == (5, True)


def test_chains_too_long_for_the_size_are_refused(monkeypatch):
    monkeypatch.setattr("palier.engines.exchanges.plan.MOST_POSITIONS", 10)
    with pytest.raises(BadInput) as caught:
        exchanges(Market((*range(5), "v"), 5, tuple(Arc(5, b, 1) for b in range(5))), 3, 3)

    assert caught.value.where == "--max-chain"


def test_long_cycles_on_a_large_graph_end_soon():
    """Four thousand households in a ring with short cuts: far too many long cycles, and none of them tried in vain."""
    count = 4_000
    after = [sorted({(node + step) % count for step in (1, 2, 3, -1, -2)}) for node in range(count)]
    found, is_all = short_cycles(after, 50, most=2_000)

    assert not is_all
    assert len(found) <= 2_000


def test_two_markets_side_by_side_are_two_markets():
    """What has nothing to do with each other is decided apart, and each part as if it were alone."""
    one = exchanges(dense(6), 3, 0)
    arcs = dense(6).arcs
    moved_on = tuple(Arc(arc.source + 6, arc.target + 6, arc.weight) for arc in arcs)
    both = exchanges(Market(tuple(range(12)), 12, arcs + moved_on), 3, 0)

    assert [aim.value for aim in both.aims[:3]] == [2 * aim.value for aim in one.aims[:3]]
    assert both.optimal
