"""The parts of the search, each beside an oracle that tries everything on tables of a few cells: programmes, the attacker,
cuts, the cheapest pattern, and the pattern of a quick search."""

import itertools
import math
from functools import cache
from types import SimpleNamespace

import pytest

from palier.engines.suppression import Attacker, Equations, Interval, Need, Rule, Sum, Tie, exact
from palier.engines.suppression.attacker import _tidy, unmet
from palier.engines.suppression.exact import Proof, cheapest_pattern
from palier.engines.suppression.greedy import _Paths, safe_pattern, shown_again
from palier.engines.suppression.protection import _with_second
from palier.engines.suppression.separation import Cut, Separation
from palier.engines.suppression.solver import Programme
from palier.engines.suppression.tables import figures
from tests.engines.suppression.oracle import inner_cells, intervals_by_programme, random_table, table

INF = math.inf


# -- programmes --------------------------------------------------------------------------------------------------


def test_a_programme_says_how_it_ended_and_what_it_found(capfd):
    # The least of -x - 2y with x + y at most 3.5, x at most 3, y at most 2.
    programme = Programme([-1.0, -2.0], [0.0, 0.0], [3.0, 2.0])
    programme.add_row(-INF, 3.5, {0: 1.0, 1: 1.0})
    assert programme.columns == 2
    assert programme.run() == "optimal"
    assert (programme.objective(), programme.solution()) == (-5.5, [1.5, 2.0])
    assert programme.prices() == [-1.0]  # half a unit more room, half a unit less cost
    assert programme.has_solution()

    programme.whole(True)
    assert programme.run() == "optimal"
    assert (programme.objective(), programme.bound(), programme.solution()) == (-5.0, -5.0, [1.0, 2.0])
    assert programme.nodes() >= 0
    programme.whole(False)
    assert (programme.run(), programme.solution()) == ("optimal", [1.5, 2.0])

    programme.bounds(1, 0.0, 1.0)
    assert (programme.run(), programme.solution()) == ("optimal", [2.5, 1.0])
    programme.cost(0, 1.0)
    assert (programme.run(), programme.solution()) == ("optimal", [0.0, 1.0])
    programme.bound_rows(0, 4.0, INF)
    assert (programme.run(), programme.solution()) == ("optimal", [3.0, 1.0])
    programme.bound_rows(0, 4.5, INF)
    assert programme.run() == "infeasible"
    programme.bound_rows(0, -INF, INF)
    programme.bounds(1, 0.0, INF)
    programme.option("presolve", "off")
    assert programme.run() == "unbounded"
    assert capfd.readouterr() == ("", "")


def test_a_programme_that_meets_its_limit_says_so():
    # Forty weights for half the room: no corner is whole, and not one node may be looked at.
    weights = [3.0 * number * number + 7 for number in range(1, 41)]
    programme = Programme([-one - place % 3 for place, one in enumerate(weights)], [0.0] * 40, [1.0] * 40)
    programme.add_row(-INF, sum(weights) / 2 - 0.5, dict(enumerate(weights)))
    programme.whole(True)
    programme.option("mip_max_nodes", 0)
    programme.option("presolve", "off")
    programme.option("mip_heuristic_effort", 0.0)
    assert programme.run() == "stopped"
    assert programme.bound() <= -sum(weights) / 2 + 40


# -- the attacker ------------------------------------------------------------------------------------------------

# r1: 2 and 20, r2: 30 and 40. In order: Total Total 92, r1 22, r2 70; Total c1 32, 2, 30; Total c2 60, 20, 40.
TWO = inner_cells([[2, 20], [30, 40]])
THREE = inner_cells([[3, 12], [14, 2], [11, 16]])


def equations_of(inner, dimensions=("row", "col"), **more):
    found = figures([table(inner, dimensions)], {})
    bounds = {"lowest": (0.0,) * len(found.values), "highest": (INF,) * len(found.values)}
    return Equations(found.values, sums=found.sums, **(bounds | more)), found.cells


SQUARE = (4, 5, 7, 8)  # the four inner cells


@pytest.mark.parametrize(
    ("known", "hidden", "expected"),
    [
        # c1: -2 to +20 with its three partners.
        ({}, SQUARE, {4: (0, 22), 5: (10, 32), 7: (0, 22), 8: (38, 60), 0: (92, 92)}),
        # A cell alone in its row, or two alone in their columns, are worked out.
        ({}, (4,), {4: (2, 2)}),
        ({}, (4, 7), {4: (2, 2), 7: (20, 20)}),
        # With its row total and all, nothing limits it.
        ({}, (0, 1, 3, 4), {4: (0, INF), 1: (20, INF), 0: (90, INF)}),
        # What anybody knows narrows: r1 c2 is 15 or more, r2 c2 at most 42.
        ({"lowest": (0.0,) * 7 + (15.0, 0.0)}, SQUARE, {4: (0, 7), 8: (38, 45)}),
        ({"highest": (INF,) * 8 + (42.0,)}, SQUARE, {4: (0, 4), 7: (18, 22)}),
        # Figures nobody sees are hidden whatever the pattern.
        ({"open": frozenset({7, 8})}, (4, 5), {4: (0, 22), 8: (38, 60)}),
    ],
)
def test_what_can_be_told_of_a_hidden_figure(known, hidden, expected):
    equations, _ = equations_of(TWO, **known)
    attacker = Attacker(equations, hidden)

    for cell, (low, high) in expected.items():
        told = attacker.interval(cell)
        assert (told.low, told.high) == (low, high)
    # A cell shown and hidden again leaves no trace.
    if set(SQUARE) <= set(hidden):
        attacker.publish(8)
        assert [attacker.interval(cell).high for cell in SQUARE] == [2.0, 30.0, 20.0, 40.0]
        attacker.hide(8)
    for cell, (low, high) in expected.items():
        told = attacker.interval(cell)
        assert (told.low, told.high) == (low, high)


def test_the_cells_that_move_are_those_it_takes():
    # r1 c1 goes up by taking from the rest of the square; hiding the second square as well is not needed for that.
    equations, cells = equations_of(inner_cells([[2, 20, 9], [30, 40, 50], [35, 45, 55]]))
    hidden = [place for place, cell in enumerate(cells) if "Total" not in cell]
    attacker = Attacker(equations, hidden)
    for cell in hidden:
        told = attacker.interval(cell)
        assert cell in told.moved
        assert told.moved <= set(hidden)
        alone = Attacker(equations, told.moved).interval(cell)
        assert (alone.low, alone.high) == (told.low, told.high)
    assert Attacker(equations, hidden).interval(0) == Interval(equations.values[0], equations.values[0], frozenset())


def all_needs(cell, value):
    for width, above, below in (
        (1, 0, 0), (5, 0, 0), (7.5, 0, 0), (40, 0, 0), (0, 3, 0), (0, 3, 2), (5, 12, 0), (5, 12, 2), (0, 0, 2), (15, 3, 2),
    ):  # fmt: skip
        yield Need(cell, (Rule.THRESHOLD,), float(width), float(above), min(float(below), value))


@pytest.mark.parametrize(("inner", "sizes"), [(TWO, (2, 3, 4)), (THREE, (3,))], ids=["two", "three"])
def test_a_need_is_met_just_when_the_interval_is_wide_enough(inner, sizes):
    equations, cells = equations_of(inner)
    sensitive = cells.index(("r1", "c1"))
    chosen = [place for place in range(len(cells)) if place != sensitive]
    for pattern in itertools.chain(*(itertools.combinations(chosen, size) for size in sizes)):
        hidden = {sensitive, *pattern}
        told = intervals_by_programme(inner, {cells[place] for place in hidden})[cells[sensitive]]
        attacker = Attacker(equations, hidden)
        for need in all_needs(sensitive, equations.values[sensitive]):
            found = attacker.meets(need)
            assert (found is not None) == need.is_met(equations.values[sensitive], *told), (pattern, need)
            assert found is None or told[0] - 1e-6 <= found.low <= found.high <= told[1] + 1e-6
            # The cells that move are enough.
            assert found is None or not unmet(equations, {sensitive} | found.moved, [need])


def test_the_needs_that_are_not_met_are_told():
    equations, _ = equations_of(TWO)
    narrow, wide = Need(4, (), 22.0), Need(4, (), 23.0)

    assert unmet(equations, SQUARE, [narrow, wide]) == [wide]
    assert unmet(equations, (), [narrow]) == [narrow]
    assert unmet(equations, SQUARE, []) == []


def test_no_half_person_is_counted_on():
    # a + b and b + c are shown, so c moves with a, and a + c by twice as much. It is at most 7: a programme says a is 3.5 at
    # most, and 0.5 at least where a + c is 1 at least; but persons are whole.
    sums = (Sum(0, (3, 4)), Sum(1, (4, 5)), Sum(2, (3, 5)))
    shown = {"lowest": (5.0, 5.0, 1.0, 0.0, 0.0, 0.0), "highest": (5.0, 5.0, 7.0, 9.0, 9.0, 9.0)}
    whole = Attacker(Equations((5.0, 5.0, 2.0, 1.0, 4.0, 1.0), sums=sums, **shown), range(6))
    assert whole.interval(3) == Interval(1.0, 3.0, frozenset({2, 3, 4, 5}))
    assert whole.interval(0) == Interval(5.0, 5.0)
    assert whole.meets(Need(3, (), 2.0)) == Interval(1.0, 3.0, frozenset({2, 3, 4, 5}))
    assert whole.meets(Need(3, (), 2.5)) is None
    # Amounts are not.
    amounts = Attacker(Equations((5.0, 5.0, 2.5, 1.25, 3.75, 1.25), sums=sums, **shown), range(6))
    assert amounts.interval(3) == Interval(0.5, 3.5, frozenset({2, 3, 4, 5}))
    assert amounts.meets(Need(3, (), 2.5)) is not None


@pytest.mark.parametrize(
    ("figure", "tidy"),
    [(3.0000004, 3.0), (2.9999996, 3.0), (2.5000004, 2.5), (0.1234567, 0.123457), (1e7 + 3, 1e7 + 3), (1e7 + 0.4, 1e7),
     (-0.0000004, 0.0), (INF, INF)],
)  # fmt: skip
def test_a_figure_is_told_without_the_last_digits_of_a_solver(figure, tidy):
    assert _tidy(figure) == pytest.approx(tidy, abs=1e-9)


# -- cuts --------------------------------------------------------------------------------------------------------


@cache
def patterns(name):
    """Every pattern of a small table beside its sensitive cell: (pattern, low, high), by a programme over all cells."""
    inner = {"two": TWO, "three": THREE}[name]
    _, cells = equations_of(inner)
    sensitive = cells.index(("r1", "c1"))
    choices = [place for place in range(len(cells)) if place != sensitive]
    choices = choices if name == "two" else [place for place in choices if "Total" not in cells[place] or place == 1]
    found = []
    for size in range(len(choices) + 1):
        for pattern in itertools.combinations(choices, size):
            told = intervals_by_programme(inner, {cells[place] for place in (sensitive, *pattern)})
            found.append((frozenset(pattern), *told[cells[sensitive]]))
    return sensitive, choices, found


@pytest.mark.parametrize("name", ["two", "three"])
@pytest.mark.parametrize(
    ("width", "above", "below"), [(5.0, 0.0, 0.0), (25.0, 0.0, 0.0), (0.0, 4.0, 2.0), (3.0, 0.0, 1.0), (8.0, 6.0, 0.0)]
)
def test_a_cut_lets_every_safe_pattern_pass_and_stops_each_that_is_not(name, width, above, below):
    equations, _ = equations_of({"two": TWO, "three": THREE}[name])
    sensitive, choices, every = patterns(name)
    need = Need(sensitive, (Rule.THRESHOLD,), width, above, below)
    value = equations.values[sensitive]
    safe = [pattern for pattern, low, high in every if need.is_met(value, low, high)]
    separation = Separation(equations, [sensitive], choices)
    for pattern, low, high in every:
        shares = dict.fromkeys(pattern, 1.0)
        cuts = [*separation.cuts(need, shares), *separation.cuts(need, shares, room=0.0)]
        for cut in cuts:
            assert all(0 < factor <= 1 and cell in choices for cell, factor in cut.factors)
            assert all(cut.reaches(dict.fromkeys(one, 1.0)) >= 1 - 1e-6 for one in safe)
        if not need.is_met(value, low, high):
            assert min(cut.reaches(shares) for cut in cuts) < 1 - 1e-6


def test_a_cut_adds_what_each_hidden_cell_gives():
    cut = Cut(((3, 0.5), (5, 1.0)))
    assert cut.reaches({}) == 0
    assert cut.reaches({3: 1.0, 4: 1.0}) == 0.5
    assert cut.reaches({3: 0.5, 5: 0.5}) == 0.75


# -- the cheapest pattern ----------------------------------------------------------------------------------------


def by_all_patterns(inner, needs, equations, cells, costs, second):
    """(cost, second cost, order, pattern) of safe patterns, the best first, with all that cost as little as the first.

    In order: of two patterns the one that hides the first cell which only one of them hides.
    """
    choices = sorted(costs)
    safe = []
    for size in range(len(choices) + 1):
        if safe and size * min(costs.values()) > min(safe)[0]:
            break
        for pattern in itertools.combinations(choices, size):
            hidden = {cells[place] for place in (*pattern, *(need.cell for need in needs))}
            told = intervals_by_programme(inner, hidden)
            if all(need.is_met(equations.values[need.cell], *told[cells[need.cell]]) for need in needs):
                price, further = (sum(table[cell] for cell in pattern) for table in (costs, second))
                safe.append((price, further, tuple(cell not in pattern for cell in choices), frozenset(pattern)))
    return sorted(safe, key=lambda one: one[:3])


@pytest.mark.parametrize(
    ("rows", "kinds", "second_kinds"),
    [
        # Costs and second costs of so many kinds, by the place of the cell: many patterns are equal in one or in both.
        ([[2, 9], [5, 6]], 1, 1),
        ([[2, 9], [5, 6]], 1, 3),
        ([[2, 9], [5, 6]], 2, 3),
        ([[2, 9, 8], [5, 6, 7]], 1, 1),
        ([[2, 9, 8], [5, 6, 7]], 1, 3),
        ([[2, 9, 8], [5, 1, 7]], 1, 2),
        ([[2, 9], [5, 1], [6, 7]], 1, 1),
        ([[2, 9], [5, 1], [6, 7]], 2, 2),
    ],
)
def test_of_the_cheapest_the_least_second_cost_and_of_those_the_first_in_order(monkeypatch, rows, kinds, second_kinds):
    monkeypatch.setattr(exact, "_BLOCK", 3)  # a table of many cells is settled block by block: here three at a time
    inner = inner_cells(rows)
    equations, cells = equations_of(inner)
    needs = [Need(place, (Rule.THRESHOLD,), 3.0) for place, value in enumerate(equations.values) if value < 3]
    choices = sorted(set(range(len(cells))) - {need.cell for need in needs})
    costs = {cell: 1.0 + cell % kinds for cell in choices}
    second = {cell: 1.0 + cell * 5 % second_kinds for cell in choices}
    everything = by_all_patterns(inner, needs, equations, cells, costs, second)
    best = everything[0]
    proof = cheapest_pattern(equations, needs, costs, second, 60.0)

    assert proof.pattern == proof.nearly == best[3]
    assert (proof.is_optimal, proof.bound, proof.stopped_because) == (True, best[0], "optimal")
    equal = [one for one in everything[1:] if one[0] == best[0]]
    assert len(proof.ties) == bool(equal)
    for tie in proof.ties:
        nearest = equal[0][1]
        assert tie.instead_of in [one[3] for one in equal if one[1] == nearest]
        assert tie.chosen_by == ("order" if nearest == best[1] else "second_cost")


def ask(**limits):
    """The table of 2, 20, 30, 40 with all else to choose from."""
    equations, _ = equations_of(TWO)
    costs = {place: 1.0 for place in range(9) if place != 4}
    second = {place: equations.values[place] for place in costs}
    return cheapest_pattern(equations, [Need(4, (Rule.THRESHOLD,), 5.0)], costs, second, limits.get("seconds", 60.0))


def test_a_proof_of_a_small_table():
    # Three others; of all that are three, the inner square holds least: 90. The next holds 112: both totals of columns.
    assert ask() == Proof(
        frozenset({5, 7, 8}), frozenset({5, 7, 8}), True, 3.0, (Tie(frozenset({3, 6, 7}), "second_cost"),), "optimal"
    )  # fmt: skip


def test_a_proof_cut_short_says_what_it_knows(monkeypatch):
    late = ask(seconds=0.0)
    assert (late.pattern, late.is_optimal, late.ties, late.stopped_because) == (None, False, (), "time")
    assert late.bound == 0.0

    stopped = []
    for rounds in range(1, 12):
        monkeypatch.setattr(exact, "_ROUNDS", rounds)
        stopped.append(ask())
    # Each round more leaves at least as much known: never too much, and in the end all.
    assert stopped[-1].stopped_because == "optimal"
    assert {one.stopped_because for one in stopped[:-1]} <= {"nodes", "optimal"}
    assert [one.bound for one in stopped] == sorted(one.bound for one in stopped)
    for one in stopped:
        assert one.bound <= 3.0 + 1e-6
        assert one.is_optimal == (one.pattern is not None)
        if one.pattern is None:
            assert one.bound > 1  # nobody is hidden alone in a sum: two and more beside the sensitive one
        elif one.stopped_because == "nodes":
            assert one.bound == 3.0
            assert one.ties == ()
    assert any(one.is_optimal and one.stopped_because == "nodes" for one in stopped)

    monkeypatch.setattr(exact, "_ROUNDS", 0)
    none = ask()
    assert (none.pattern, none.nearly, none.bound, none.stopped_because) == (None, frozenset(), 0.0, "nodes")


# -- the quick search --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("sides", [(5.0, 0.0, 0.0), (0.0, 4.0, 2.0), (3.0, 8.0, 1.0), (30.0, 0.0, 0.0)])
def test_the_quick_pattern_is_safe_and_each_of_its_cells_is_needed(seed, sides):
    inner = random_table((4, 4), seed, small=0.15)
    equations, cells = equations_of(inner, ("a", "b"))
    width, above, below = sides
    needs = [
        Need(place, (Rule.THRESHOLD,), width, above, min(below, value))
        for place, value in enumerate(equations.values)
        if 0 < value < 5
    ]
    sensitive = {need.cell for need in needs}
    costs = {place: value for place, value in enumerate(equations.values) if value > 0 and place not in sensitive}
    pattern, protects = safe_pattern(equations, needs, costs)

    assert not sensitive & pattern
    assert set(protects) == pattern
    told = intervals_by_programme(inner, {cells[place] for place in sensitive | pattern})
    assert all(need.is_met(equations.values[need.cell], *told[cells[need.cell]]) for need in needs)
    for cell in pattern:
        less = intervals_by_programme(inner, {cells[place] for place in (sensitive | pattern) - {cell}})
        (need,) = [one for one in needs if one.cell == protects[cell]]
        assert not need.is_met(equations.values[need.cell], *less[cells[need.cell]])
    # A moment that is past: all is hidden, nothing is known of each.
    assert safe_pattern(equations, needs, costs, until=0.0) == ((frozenset(costs), {}) if needs else (frozenset(), {}))


def test_the_cheapest_path_is_hidden():
    # Without cell r2 (20) the 2 takes the square with r3 (dear) or with r1's total and the column's: 22 + 32 + 92 in value.
    rows = inner_cells([[2, 20], [30, 40], [300, 400]])
    equations, cells = equations_of(rows)
    need = Need(cells.index(("r1", "c1")), (Rule.THRESHOLD,), 5.0)
    costs = {place: value for place, value in enumerate(equations.values) if place != need.cell}
    pattern, protects = safe_pattern(equations, [need], costs)

    assert {cells[place] for place in pattern} == {("r1", "c2"), ("r2", "c1"), ("r2", "c2")}
    assert set(protects.values()) == {need.cell}
    # What is in the pattern already costs nothing more: the beginning is kept as far as it is needed.
    begun = frozenset(cells.index(cell) for cell in (("r1", "c2"), ("r3", "c1"), ("r3", "c2")))
    assert safe_pattern(equations, [need], costs, begun)[0] == begun


def test_the_dearest_is_shown_again_first():
    # Both squares of r1 are hidden; one is enough, and the other, with r3, is dearer.
    rows = inner_cells([[2, 20], [30, 40], [300, 400]])
    equations, cells = equations_of(rows)
    need = Need(cells.index(("r1", "c1")), (Rule.THRESHOLD,), 5.0)
    costs = {place: value for place, value in enumerate(equations.values) if place != need.cell}
    inner = frozenset(place for place in costs if "Total" not in cells[place])
    kept, protects = shown_again(equations, [need], costs, inner)

    assert {cells[place] for place in kept} == {("r1", "c2"), ("r2", "c1"), ("r2", "c2")}
    assert protects == dict.fromkeys(kept, need.cell)
    turned = {place: 1000.0 - value for place, value in costs.items()}
    assert {cells[place] for place in shown_again(equations, [need], turned, inner)[0]} == {
        ("r1", "c2"), ("r3", "c1"), ("r3", "c2"),
    }  # fmt: skip
    assert shown_again(equations, [need], costs, inner, until=0.0) == (inner, {})
    assert shown_again(equations, [], costs, inner) == (frozenset(), {})


@pytest.mark.parametrize(
    ("lowest", "highest", "need"),
    [
        # r1 c1, 2, is known to be at most 4: 2 up and 2 down are the four asked. Known to be at most 2: down only.
        ({}, {4: 4.0}, Need(4, (Rule.THRESHOLD,), 4.0)),
        ({}, {4: 2.0}, Need(4, (Rule.THRESHOLD,), 2.0)),
        # r2 c2, 40, is at most 45: 5 up, and 7 down, more than its square of 2, 20, 30 gives.
        ({}, {8: 45.0}, Need(8, (Rule.THRESHOLD,), 12.0)),
        ({}, {8: 45.0}, Need(8, (Rule.THRESHOLD,), 12.0, 3.0, 9.0)),
        # r1 c2, 20, is at least 15: it gives r1 c1 five of the ten asked.
        ({7: 15.0}, {}, Need(4, (Rule.THRESHOLD,), 10.0)),
        # r1 c1 can go up by four; r1 c2 cannot go up, so not even one down comes with the square.
        ({}, {4: 6.0, 7: 20.0}, Need(4, (Rule.THRESHOLD,), 5.0)),
    ],
)
def test_where_there_is_no_such_room_above_the_rest_is_found_below(lowest, highest, need):
    equations, _ = equations_of(
        TWO,
        lowest=tuple(lowest.get(place, 0.0) for place in range(9)),
        highest=tuple(highest.get(place, INF) for place in range(9)),
    )
    costs = {place: value for place, value in enumerate(equations.values) if place != need.cell}
    pattern, protects = safe_pattern(equations, [need], costs)

    assert not unmet(equations, _Paths(equations, {need.cell}, costs).cells(need, set()) | {need.cell}, [need])
    assert not unmet(equations, pattern | {need.cell}, [need])
    assert set(protects) == pattern
    for cell in pattern:
        assert unmet(equations, (pattern | {need.cell}) - {cell}, [need])
    # No proof, but near: within a tenth of the least.
    least = cheapest_pattern(equations, [need], costs, dict.fromkeys(costs, 1.0), 60.0).bound
    assert least <= sum(costs[cell] for cell in pattern) <= 1.1 * least


def test_where_the_totals_stay_the_rest_is_found_below():
    # r1 holds 2 and 4: r1 c1 can go up by 4 and down by 2. Five wide: up 4, which r2 gives as well as r3, and 1 down.
    equations, cells = equations_of(inner_cells([[2, 4], [30, 40], [300, 400]]))
    costs = {place: value for place, value in enumerate(equations.values) if "Total" not in cells[place]}
    need = Need(cells.index(("r1", "c1")), (Rule.THRESHOLD,), 5.0)
    del costs[need.cell]
    pattern, protects = safe_pattern(equations, [need], costs)

    assert {cells[place] for place in pattern} == {("r1", "c2"), ("r2", "c1"), ("r2", "c2")}
    assert protects == dict.fromkeys(pattern, need.cell)
    # Before anything is shown again: no more than this is hidden, for what is not on the way is never hidden.
    found = _Paths(equations, {need.cell}, costs).cells(need, set())
    assert found == pattern
    # 4 up and 2 down, each asked for itself: the same three.
    sides = Need(need.cell, (Rule.DOMINANCE,), 0.0, 4.0, 2.0)
    assert _Paths(equations, {need.cell}, costs).cells(sides, set()) == pattern


def test_a_quick_search_that_ends_midway_keeps_what_it_has_not_looked_at(monkeypatch):
    rows = inner_cells([[2, 20], [30, 40], [300, 400]])
    equations, cells = equations_of(rows)
    need = Need(cells.index(("r1", "c1")), (Rule.THRESHOLD,), 5.0)
    costs = {place: value for place, value in enumerate(equations.values) if place != need.cell}
    inner = frozenset(place for place in costs if "Total" not in cells[place])

    def moments(*after):
        clock = itertools.chain(after, itertools.repeat(99.0))
        monkeypatch.setattr("palier.engines.suppression.greedy.time", SimpleNamespace(monotonic=lambda: next(clock)))

    # The dearest, r3 c2 of 400, is looked at and shown; the next is not looked at any more.
    moments(1.0, 2.0, 6.0)
    assert shown_again(equations, [need], costs, inner, 5.0) == (inner - {cells.index(("r3", "c2"))}, {})
    # Five are looked at: r3 c2, r3 c1, then r2 c2 and r2 c1, which are needed, and r1 c2 no more.
    moments(1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
    assert shown_again(equations, [need], costs, inner, 5.0) == (
        frozenset(cells.index(cell) for cell in (("r1", "c2"), ("r2", "c1"), ("r2", "c2"))),
        dict.fromkeys((cells.index(cell) for cell in (("r2", "c1"), ("r2", "c2"))), need.cell),
    )
    # Late before the first sensitive cell: all is hidden.
    moments(6.0)
    assert safe_pattern(equations, [need], costs, frozenset(), 5.0) == (frozenset(costs), {})
    # Late after it: its square is hidden as it was found.
    moments(1.0)
    assert safe_pattern(equations, [need], costs, frozenset(), 5.0) == (
        frozenset(cells.index(cell) for cell in (("r1", "c2"), ("r2", "c1"), ("r2", "c2"))), {},
    )  # fmt: skip


def test_both_costs_in_one_number_leave_the_first_the_greater():
    # A tenth of the least first cost, in proportion to the second.
    assert _with_second({1: 2.0, 2: 4.0}, {1: 50.0, 2: 100.0}) == pytest.approx({1: 2.1, 2: 4.2})
    assert _with_second({1: 1.0, 2: 1.0}, {1: 30.0, 2: 60.0}) == pytest.approx({1: 1.05, 2: 1.1})
    assert _with_second({}, {}) == {}
