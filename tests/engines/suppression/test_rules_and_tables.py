"""What is sensitive and what it needs, the cells and sums of tables, and what earlier releases tell: worked out by hand."""

import math
from dataclasses import replace

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.suppression import TOTAL, Entry, Equations, Figures, Need, Rule, Rules, Sum, Table, protect
from palier.engines.suppression.releases import _possible, with_releases
from palier.engines.suppression.rounding import controlled_rounding, rounding_audit
from palier.engines.suppression.rules import check, need, needs
from palier.engines.suppression.tables import figures
from tests.engines.suppression.oracle import inner_cells, table

INF = math.inf


def column(*values, contributions=0, largest=(), counts=None):
    """A table of one dimension: c1, c2, …"""
    entries = tuple(
        Entry((f"c{place + 1}",), float(value), counts and counts[place], largest[place] if largest else ())
        for place, value in enumerate(values)
    )
    return Table("column", ("c",), entries, counts is not None, contributions)


# -- rules -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "value", "low", "high", "is_met"),
    [
        # Five wide, but for a solver's tolerance: a millionth of the larger of the figure and the width.
        (Need(0, (), 5.0), 10.0, 8.0, 13.0, True),
        (Need(0, (), 5.0), 10.0, 8.0, 12.999995, True),
        (Need(0, (), 5.0), 10.0, 8.0, 12.9999, False),
        (Need(0, (), 5.0), 0.0, 0.0, 4.999996, True),
        (Need(0, (), 5.0), 0.0, 0.0, 4.99999, False),
        (Need(0, (), 5.0), 1e6, 1e6, 1e6 + 4.5, True),
        (Need(0, (), 5.0), 1e6, 1e6, 1e6 + 3.5, False),
        # However little is asked, a figure that is known is not safe.
        (Need(0, (), 0.0), 10.0, 10.0, 10.0, False),
        (Need(0, (), 0.0), 10.0, 10.0, 10.000009, False),
        (Need(0, (), 0.0), 10.0, 10.0, 10.0001, True),
        (Need(0, (), 0.0), 0.5, 0.5, 0.5000009, False),
        (Need(0, (), 0.0), 0.5, 0.5, 0.5000011, True),
        # Both sides of the figure.
        (Need(0, (), 1.0, above=4.0, below=2.0), 10.0, 8.0, 14.0, True),
        (Need(0, (), 1.0, above=4.0, below=2.0), 10.0, 8.000009, 13.999991, True),
        (Need(0, (), 1.0, above=4.0, below=2.0), 10.0, 8.0, 13.9999, False),
        (Need(0, (), 1.0, above=4.0, below=2.0), 10.0, 8.0001, 14.0, False),
        (Need(0, (), 1.0, above=4.0), 10.0, 10.0, INF, True),
    ],
)
def test_an_interval_is_wide_enough_or_not(asked, value, low, high, is_met):
    assert asked.is_met(value, low, high) is is_met


ABOVE_ZERO = "A rule is not above zero. (rules) Give a number above zero."


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        (Rules(), "No rule is given. (rules) Give --threshold, --dominance or --protect."),
        (Rules(safe_width=5), "No rule is given. (rules) Give --threshold, --dominance or --protect."),
        (Rules(threshold=0), ABOVE_ZERO),
        (Rules(threshold=-1), ABOVE_ZERO),
        (Rules(threshold=INF), ABOVE_ZERO),
        (Rules(threshold=math.nan), ABOVE_ZERO),
        (Rules(threshold=5, safe_width=0), ABOVE_ZERO),
        (Rules(dominance=(0, 50)), ABOVE_ZERO),
        (Rules(dominance=(1, 0)), ABOVE_ZERO),
        (Rules(protect=0), ABOVE_ZERO),
        (
            Rules(dominance=(4, 50)),
            "The rule needs the 4 largest contributions of each cell. (columns) Add columns top1, top2, top3, top4.",
        ),
    ],
)
def test_rules_that_make_no_sense_are_refused(rules, says):
    with pytest.raises(BadInput) as caught:
        protect([column(9, contributions=3, largest=[(3.0, 2.0, 1.0)])], rules)
    assert str(caught.value) == says


@pytest.mark.parametrize(
    ("rules", "contributions", "is_enough"),
    [
        (Rules(dominance=(3, 50)), 3, True), (Rules(dominance=(3, 50)), 2, False),
        (Rules(protect=10), 2, True), (Rules(protect=10), 1, False),
        (Rules(dominance=(1, 50), protect=10), 2, True), (Rules(dominance=(1, 50), protect=10), 1, False),
        (Rules(dominance=(1, 50)), 1, True), (Rules(dominance=(1, 50)), 0, False),
        (Rules(threshold=0.5), 0, True),
    ],
)  # fmt: skip
def test_the_contributions_a_rule_looks_at_must_be_there(rules, contributions, is_enough):
    found = figures([column(9, contributions=contributions)], {})
    if is_enough:
        check(rules, found)
    else:
        with pytest.raises(BadInput, match="needs the"):
            check(rules, found)


@pytest.mark.parametrize(
    ("rules", "value", "count", "largest", "expected"),
    [
        # Fewer than the threshold, and somebody: an empty cell says nothing of anybody.
        (Rules(threshold=5), 100.0, 0.0, (), None),
        (Rules(threshold=5), 100.0, 0.5, (), Need(0, (Rule.THRESHOLD,), 5.0)),
        (Rules(threshold=5), 100.0, 4.9, (), Need(0, (Rule.THRESHOLD,), 5.0)),
        (Rules(threshold=5), 100.0, 5.0, (), None),
        (Rules(threshold=5, safe_width=8), 100.0, 1.0, (), Need(0, (Rule.THRESHOLD,), 8.0)),
        # The largest of 60: 50 % of 120 would be allowed, so 20 more than there is.
        (Rules(dominance=(1, 50)), 100.0, 9.0, (60.0, 30.0), Need(0, (Rule.DOMINANCE,), 0.0, 20.0, 20.0)),
        (Rules(dominance=(1, 60)), 100.0, 9.0, (60.0, 30.0), None),
        (Rules(dominance=(2, 60)), 100.0, 9.0, (60.0, 30.0), Need(0, (Rule.DOMINANCE,), 0.0, 50.0, 50.0)),
        # Asked: 110 more than the 10 there are; below nothing a figure cannot go.
        (Rules(dominance=(1, 5)), 10.0, 9.0, (6.0, 3.0), Need(0, (Rule.DOMINANCE,), 0.0, 110.0, 10.0)),
        # 20 % of 60 is 12; beside the two largest there are 10.
        (Rules(protect=20), 100.0, 9.0, (60.0, 30.0), Need(0, (Rule.P_PERCENT,), 0.0, 2.0, 2.0)),
        (Rules(protect=20, safe_width=7), 100.0, 9.0, (60.0, 30.0), Need(0, (Rule.P_PERCENT,), 7.0, 2.0, 2.0)),
        (Rules(protect=25), 97.5, 9.0, (50.0, 40.0), Need(0, (Rule.P_PERCENT,), 0.0, 5.0, 5.0)),
        (Rules(protect=25), 50.0, 9.0, (40.0,), None),  # 10 asked, 10 there
        (Rules(protect=25), 49.0, 9.0, (40.0,), Need(0, (Rule.P_PERCENT,), 0.0, 1.0, 1.0)),
        (Rules(protect=25), 0.0, 9.0, (40.0,), None),
        (Rules(dominance=(1, 50)), 0.0, 9.0, (40.0,), None),
        # Amounts of one and less as well: 0.6 is 50 % of 1.2, and 25 % of 0.3 is 0.075, where nobody else is.
        (Rules(dominance=(1, 50)), 1.0, 9.0, (0.6, 0.4), Need(0, (Rule.DOMINANCE,), 0.0, 0.2, 0.2)),
        (Rules(dominance=(1, 50)), 0.5, 9.0, (0.3, 0.2), Need(0, (Rule.DOMINANCE,), 0.0, 0.1, 0.1)),
        (Rules(protect=25), 0.5, 9.0, (0.3, 0.2), Need(0, (Rule.P_PERCENT,), 0.0, 0.075, 0.075)),
        # All at once: the greater of 20 and 2; the width of the threshold.
        (
            Rules(threshold=5, dominance=(1, 50), protect=20), 100.0, 3.0, (60.0, 30.0),
            Need(0, (Rule.THRESHOLD, Rule.DOMINANCE, Rule.P_PERCENT), 5.0, 20.0, 20.0),
        ),
        (
            Rules(threshold=5, dominance=(2, 89), protect=40), 100.0, 9.0, (60.0, 30.0),
            Need(0, (Rule.DOMINANCE, Rule.P_PERCENT), 0.0, 14.0, 14.0),  # 90 / 0.89 - 100 = 1.1; 24 - 10 = 14
        ),
    ],
)  # fmt: skip
def test_a_cell_is_sensitive_or_not_and_needs_so_much(rules, value, count, largest, expected):
    figure = Figures(("c",), (("c1",),), (value,), (count,), (largest,), (False,), (), 2)
    found = needs(rules, figure)

    assert len(found) == (expected is not None)
    for one in found:
        assert (one.cell, one.rules, one.width) == (expected.cell, expected.rules, expected.width)
        assert (one.above, one.below) == pytest.approx((expected.above, expected.below))


def test_a_change_of_few_needs_the_width_of_the_threshold():
    rules = Rules(threshold=5)
    assert need(rules, 3, 9.0, [Rule.DIFFERENCE], 2.0) == Need(3, (Rule.DIFFERENCE,), 5.0, 2.0, 2.0)
    assert need(rules, 3, 9.0, [Rule.DOMINANCE]) == Need(3, (Rule.DOMINANCE,), 0.0, 0.0, 0.0)
    assert need(Rules(protect=5), 3, 9.0, [Rule.THRESHOLD]).width == 0.0


# -- cells and sums ----------------------------------------------------------------------------------------------


def test_all_cells_and_sums_of_a_table():
    # Columns row, col: cells in the order of col, then row, for that is the order of the names. Some totals are given.
    entries = (
        Entry(("s", "x"), 30.0, 3.0, (20.0, 5.0)),
        Entry(("n", "x"), 10.0, None, (4.0, 3.0)),
        Entry(("n", "y"), 7.0, 2.0, (6.0, 1.0)),
        Entry((TOTAL, "x"), 40.0, 3.0, (0.0, 0.0)),
        Entry(("n", TOTAL), 17.0, 2.0, (6.0, 6.0)),
    )
    found = figures([Table("t", ("row", "col"), entries, has_counts=True, contributions=2)], {})

    assert found.dimensions == ("row", "col")
    assert found.cells == (
        (TOTAL, TOTAL), ("n", TOTAL), ("s", TOTAL),
        (TOTAL, "x"), ("n", "x"), ("s", "x"),
        (TOTAL, "y"), ("n", "y"), ("s", "y"),
    )  # fmt: skip
    assert found.values == (47.0, 17.0, 30.0, 40.0, 10.0, 30.0, 7.0, 7.0, 0.0)
    # A count left out is that of the parts: none of an inner cell.
    assert found.counts == (5.0, 2.0, 3.0, 3.0, 0.0, 3.0, 2.0, 2.0, 0.0)
    # The largest of a total are the largest of its parts, unless it names its own.
    assert found.largest == (
        (20.0, 6.0), (6.0, 6.0), (20.0, 5.0), (20.0, 5.0), (4.0, 3.0), (20.0, 5.0), (6.0, 1.0), (6.0, 1.0), (),
    )  # fmt: skip
    assert found.is_margin == (True, True, True, True, False, False, True, False, False)
    assert found.sums == (
        Sum(0, (1, 2)), Sum(0, (3, 6)), Sum(1, (4, 7)), Sum(2, (5, 8)), Sum(3, (4, 5)), Sum(6, (7, 8)),
    )  # fmt: skip
    assert found.contributions == 2


def test_a_figure_of_one_or_less_may_be_hidden():
    # Amounts, with the persons beside them: only r1 c1 is of few. The square is 20 + 30 + 0.5; the totals of c 32 + 20.5.
    for last in (1.0, 0.5):
        values = {
            ("r1", "c1"): (2.0, 2.0),
            ("r1", "c2"): (20.0, 50.0),
            ("r2", "c1"): (30.0, 50.0),
            ("r2", "c2"): (last, 50.0),
        }
        entries = tuple(Entry(labels, value, count) for labels, (value, count) in values.items())
        answer = protect([Table("t", ("row", "col"), entries, has_counts=True)], Rules(threshold=5), cost="value")
        assert {answer.figures.cells[place] for place in answer.secondary} == set(values) - {("r1", "c1")}
        assert (answer.cost, answer.is_optimal) == (50 + last, True)


def test_levels_between_a_label_and_the_total():
    # a1, a2 under a under north; b1 straight under north; c by itself. A label nobody names is not there.
    above = {"place": {"a1": "a", "a2": "a", "a": "north", "b1": "north", "z1": "z"}}
    entries = tuple(Entry((name,), value) for name, value in (("c", 1.0), ("b1", 2.0), ("a1", 4.0), ("a2", 8.0)))
    found = figures([Table("t", ("place",), entries)], above)

    names = [cell[0] for cell in found.cells]
    assert names == [TOTAL, "a", "a1", "a2", "b1", "c", "north"]
    assert found.values == found.counts == (15.0, 12.0, 4.0, 8.0, 2.0, 1.0, 14.0)
    assert found.is_margin == (True, True, False, False, False, False, True)
    assert found.sums == (Sum(0, (5, 6)), Sum(1, (2, 3)), Sum(6, (1, 4)))


def test_cells_of_two_tables_are_one_where_their_labels_agree():
    # By kind and by age: the totals of p and of everybody are shared. The table whose names come first leads.
    by_kind = Table("kind", ("place", "kind"), (Entry(("p", "x"), 3.0),), contributions=2)
    by_age = Table(
        "age", ("place", "age"), (Entry(("p", "old"), 1.0, 5.0, (1.0,)), Entry(("p", "young"), 2.0)), contributions=1
    )
    for tables in ([by_kind, by_age], [by_age, by_kind]):
        found = figures(tables, {})
        assert found.dimensions == ("place", "age", "kind")
        assert found.cells == (
            (TOTAL, TOTAL, TOTAL), ("p", TOTAL, TOTAL), (TOTAL, TOTAL, "x"), ("p", TOTAL, "x"),
            (TOTAL, "old", TOTAL), ("p", "old", TOTAL), (TOTAL, "young", TOTAL), ("p", "young", TOTAL),
        )  # fmt: skip
        assert found.values == (3.0, 3.0, 3.0, 3.0, 1.0, 1.0, 2.0, 2.0)
        assert found.largest[:3] == ((1.0,), (1.0,), ())
        assert found.contributions == 1
        assert found.sums == (
            Sum(0, (1,)), Sum(0, (2,)), Sum(0, (4, 6)), Sum(1, (3,)), Sum(1, (5, 7)), Sum(2, (3,)), Sum(4, (5,)), Sum(6, (7,)),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        (
            [column(3, 4), Table("second", ("c", "d"), (Entry(("c1", "x"), 3.0), Entry(("c2", "x"), 5.0)))],
            "[c2, Total] is 5 here and 4 in another table. (second) Tables that share cells must agree.",
        ),
        (
            [column(3, counts=[2.0]), Table("second", ("c", "d"), (Entry(("c1", "x"), 3.0, 1.0),), has_counts=True)],
            "[c1, Total] is 3 here and 3 in another table. (second) Tables that share cells must agree.",
        ),
    ],
)
def test_tables_that_disagree_are_refused_by_name(tables, says):
    with pytest.raises(BadInput) as caught:
        figures(tables, {})
    assert str(caught.value) == says


def test_figures_agree_but_for_the_rounding_of_fractions():
    assert figures([Table("t", ("c",), (Entry(("a",), 0.1), Entry(("b",), 0.2), Entry((TOTAL,), 0.3)))], {}).values == (
        0.3, 0.1, 0.2,
    )  # fmt: skip
    with pytest.raises(BadInput, match="is not the sum of its parts"):
        figures([Table("t", ("c",), (Entry(("a",), 0.1), Entry(("b",), 0.2), Entry((TOTAL,), 0.30001)))], {})


def test_as_many_cells_as_can_be_are_let_in():
    def square(rows, columns):
        entries = tuple(Entry((f"r{row}", "c0"), 9.0) for row in range(rows))
        return Table("t", ("row", "col"), (*entries, *(Entry(("r0", f"c{n}"), 9.0) for n in range(1, columns))))

    assert len(figures([square(99, 99)], {}).cells) == 10_000  # with a total a row and a column
    with pytest.raises(BadInput, match="More than 10000 cells"):
        figures([square(99, 100)], {})
    with pytest.raises(BadInput, match="More than 10000 cells"):
        figures([square(99, 99), column(1)], {})


# -- earlier releases --------------------------------------------------------------------------------------------

# r1: 2 and 20, r2: 30 and 40. In order: Total Total 92, r1 22, r2 70; Total c1 32, 2, 30; Total c2 60, 20, 40.
TWO = figures([table(inner_cells([[2, 20], [30, 40]]), ("row", "col"))], {})
RULES = Rules(threshold=5)
SMALL = Need(4, (Rule.THRESHOLD,), 5.0)


def known(*releases, rules=RULES, hierarchies=None):
    earlier = [Table(f"earlier {number}", dimensions, tuple(Entry(labels, value) for labels, value in shown.items()))
               for number, (dimensions, shown) in enumerate(releases)]  # fmt: skip
    return with_releases(TWO, needs(RULES, TWO), rules, earlier, hierarchies or {})


def test_without_earlier_releases_nothing_but_the_sums_is_known():
    equations, needed = known()

    assert equations == Equations(TWO.values, (0.0,) * 9, (INF,) * 9, TWO.sums, frozenset(), frozenset())
    assert needed == (SMALL,)


def test_a_release_of_the_same_population_closes_what_it_showed_and_brings_its_own_cells():
    # By kind: r1 in a (5) and b, which it hid. Its own two cells come after the nine; b is 22 - 5.
    equations, needed = known((
        ("row", "kind"),
        {("r1", "a"): 5.0, ("r1", "b"): None, ("r1", TOTAL): 22.0},
    ))  # fmt: skip
    assert equations.values == (*TWO.values, 5.0, 17.0)
    assert (equations.lowest, equations.highest) == ((0.0,) * 11, (INF,) * 11)
    assert (equations.open, equations.closed) == (frozenset({10}), frozenset({1, 9}))
    assert set(equations.sums) == {*TWO.sums, Sum(1, (9, 10))}
    assert needed == (SMALL,)


def test_a_sum_of_an_excerpt_that_cannot_hold_is_passed_over():
    # Only r1 of two rows: the total of all, 92, is more than 22; with r2 hidden it may be the rest.
    excerpt, _ = known((("row",), {("r1",): 22.0, (TOTAL,): 92.0}))
    assert excerpt.sums == TWO.sums
    assert excerpt.closed == {0, 1}
    hidden, _ = known((("row",), {("r1",): 22.0, ("r2",): None, (TOTAL,): 92.0}))
    assert hidden.sums == TWO.sums  # it is the sum that is there already
    assert (hidden.closed, hidden.open) == (frozenset({0, 1}), frozenset())
    # Parts that are more than their total, even with one hidden.
    more, _ = known((("row", "kind"), {("r1", "a"): 23.0, ("r1", "b"): None, ("r1", TOTAL): 22.0}))
    assert Sum(1, (9, 10)) not in more.sums
    just, _ = known((("row", "kind"), {("r1", "a"): 22.0, ("r1", "b"): None, ("r1", TOTAL): 22.0}))
    assert Sum(1, (9, 10)) in just.sums
    assert just.values[10] == 0.0


def test_releases_of_another_day_are_compared_cell_by_cell():
    # r1 c1 was 7 and r2 c2 47, the rest as today: two went down, by 5 and by 7: not fewer than five.
    equations, needed = known((("row", "col"), {("r1", "c1"): 7.0, ("r2", "c2"): 47.0, ("r1", "c2"): 20.0}))
    assert needed == (SMALL,)
    # All went down or stayed: today's are at most those of then.
    assert equations.lowest == (0.0,) * 9
    assert equations.highest == (INF, INF, INF, INF, 7.0, INF, INF, 20.0, 47.0)
    assert (equations.open, equations.closed, equations.sums) == (frozenset(), frozenset(), TWO.sums)

    # By 4 and up: sensitive, and at least that of then. r1 c1 is sensitive twice.
    equations, needed = known((("row", "col"), {("r1", "c1"): 1.0, ("r2", "c2"): 36.0, ("r1", "c2"): 20.0}))
    assert needed == (
        Need(4, (Rule.THRESHOLD, Rule.DIFFERENCE), 5.0, 0.0, 0.0),
        Need(8, (Rule.DIFFERENCE,), 5.0, 0.0, 0.0),
    )
    assert equations.lowest == (0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 20.0, 36.0)
    assert equations.highest == (INF,) * 9

    # One up, one down, by one only: nothing bounds.
    for then in ({("r1", "c1"): 3.0, ("r2", "c2"): 36.0}, {("r1", "c1"): 1.0, ("r2", "c2"): 44.0}):
        equations, needed = known((("row", "col"), then))
        assert (equations.lowest, equations.highest) == ((0.0,) * 9, (INF,) * 9)
        assert [one.cell for one in needed] == [4, 8]

    # Without a threshold no change is too small.
    _, needed = known((("row", "col"), {("r2", "c2"): 36.0}), rules=Rules(dominance=(1, 50)))
    assert needed == (SMALL,)


def test_of_several_releases_the_narrowest_bound_counts():
    equations, _ = known(
        (("row", "col"), {("r2", "c2"): 30.0}),
        (("row", "col"), {("r2", "c2"): 33.0}),
        (("row", "col"), {("r2", "c2"): 31.0}),
        (("row", "col"), {("r2", "c2"): 60.0}),
        (("row", "col"), {("r2", "c2"): 50.0}),
        (("row", "col"), {("r2", "c2"): 55.0}),
    )
    assert (equations.lowest[8], equations.highest[8]) == (33.0, 50.0)


def test_what_a_rule_on_contributions_asks_stays_when_a_change_is_added():
    vague = Need(8, (Rule.P_PERCENT,), 0.0, 3.0, 3.0)
    earlier = Table("earlier", ("row", "col"), (Entry(("r2", "c2"), 38.0),))
    _, needed = with_releases(TWO, [SMALL, vague], RULES, [earlier], {})

    assert needed == (SMALL, Need(8, (Rule.P_PERCENT, Rule.DIFFERENCE), 5.0, 3.0, 3.0))


@pytest.mark.parametrize(
    ("release", "says"),
    [
        (
            (("row", "col"), {("r9", "c9"): 3.0}),
            "The earlier release shares no cell. (earlier 0) Give another table.",
        ),
        (
            (("row", "col"), {("r1", "c1"): None}),
            "The earlier release shares no cell. (earlier 0) Give another table.",
        ),
        # a is at most 5 in r1, but 6 in all places, and r1 is the only place shown beside one that is nothing.
        (
            (
                ("row", "kind"),
                {("r1", "a"): None, ("r2", "a"): 0.0, (TOTAL, "a"): 23.0, ("r1", "b"): 0.0, ("r1", TOTAL): 22.0},
            ),
            "The earlier release cannot be true together with these tables. (--released) Check its totals.",
        ),
    ],
)
def test_a_release_that_cannot_be_compared_or_cannot_be_true_is_refused(release, says):
    with pytest.raises(BadInput) as caught:
        known(release)
    assert str(caught.value) == says


def test_what_an_earlier_release_hid_is_whole_where_all_is():
    # Two hidden cells that make 17 together and 5 with another: whole figures, whatever the solver's corner.
    equations, _ = known((
        ("row", "kind"),
        {("r1", "a"): 5.0, ("r1", "b"): None, ("r1", "c"): None, ("r1", TOTAL): 22.0},
    ))  # fmt: skip
    b, c = (equations.values[place] for place in sorted(equations.open))
    assert (b + c, b % 1, c % 1) == (17.0, 0.0, 0.0)
    assert equations.is_whole


def test_what_only_halves_could_make_true_is_refused_where_all_is_whole():
    # Three hidden, of which each two make one: a half each.
    sums = (Sum(0, (3, 4)), Sum(1, (4, 5)), Sum(2, (3, 5)))
    with pytest.raises(BadInput, match="cannot be true together"):
        _possible(sums, dict.fromkeys((0, 1, 2), 1.0), (3, 4, 5))
    assert _possible(sums, dict.fromkeys((0, 1, 2), 1.0) | {9: 0.5}, (3, 4, 5)) == dict.fromkeys((3, 4, 5), 0.5)
    assert _possible(sums, dict.fromkeys((0, 1, 2), 2.0), (3, 4, 5)) == dict.fromkeys((3, 4, 5), 1.0)


# -- rounding ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "sums", "base", "rounded", "distance", "reach"),
    [
        # 1 + 1 = 2: to 0, 0, 0 (4 in all), not to the nearest each, which would be no sum: 2 is nearer to 3.
        ((2.0, 1.0, 1.0), (Sum(0, (1, 2)),), 3, {(0.0, 0.0, 0.0), (3.0, 3.0, 0.0), (3.0, 0.0, 3.0)}, 4.0, 3.0),
        ((4.0, 2.0, 2.0), (Sum(0, (1, 2)),), 3, {(3.0, 3.0, 0.0), (3.0, 0.0, 3.0)}, 4.0, 3.0),
        ((8.0, 3.0, 5.0), (Sum(0, (1, 2)),), 5, {(10.0, 5.0, 5.0)}, 4.0, 5.0),
        ((6.0, 2.0, 4.0), (Sum(0, (1, 2)),), 5, {(5.0, 0.0, 5.0)}, 4.0, 5.0),
        # A multiple stays what it is.
        ((10.0, 5.0, 5.0, 3.0), (Sum(0, (1, 2)),), 5, {(10.0, 5.0, 5.0, 5.0)}, 2.0, 5.0),
        ((7.5,), (), 5, {(5.0,), (10.0,)}, 2.5, 5.0),
        ((0.0, 1.0), (), 2, {(0.0, 0.0), (0.0, 2.0)}, 1.0, 2.0),
    ],
)
def test_the_nearest_rounding_whose_sums_are_sums(values, sums, base, rounded, distance, reach):
    found = controlled_rounding(values, sums, base, 10.0)

    assert found.values in rounded
    assert (found.distance, found.is_optimal, found.reach) == (distance, True, reach)


def test_where_next_to_it_cannot_be_one_step_further_is_taken():
    # These are no table of anybody: four cells that are each other's sums by two, so that all are equal; 1, 1, 1 and 7 to
    # multiples of 3 are 0 or 3 and 6 or 9. One step further 1 may be 6 and 7 may be 3 or 12.
    sums = (Sum(0, (1,)), Sum(1, (2,)), Sum(2, (3,)))
    found = controlled_rounding((1.0, 1.0, 1.0, 7.0), sums, 3, 10.0)
    assert found.values == (3.0, 3.0, 3.0, 3.0)
    assert (found.distance, found.reach) == (10.0, 6.0)
    # And where that cannot be either, none: 1 is at most 6, 13 at least 9.
    with pytest.raises(BadInput) as caught:
        controlled_rounding((1.0, 13.0), (Sum(0, (1,)),), 3, 10.0)
    assert str(caught.value) == "No additive rounding was found. (--round) Take another base, or suppress."
    # Below nothing no figure goes: 1 is 20 at most, 45 at least 30, and the other 1 would have to be -10.
    with pytest.raises(BadInput):
        controlled_rounding((1.0, 45.0, 1.0), (Sum(0, (1, 2)),), 10, 10.0)


def test_what_can_be_told_of_a_rounded_figure():
    # 8 = 3 + 5 to 10 = 5 + 5: whole figures under 5 away. The total is 6 to 14, its parts 1 to 9.
    equations = Equations((8.0, 3.0, 5.0), (0.0,) * 3, (INF,) * 3, (Sum(0, (1, 2)),))
    rounding = controlled_rounding(equations.values, equations.sums, 5, 10.0)
    told = rounding_audit(equations, rounding, [Need(place, (), 5.0) for place in (0, 1, 2)])
    assert [(one.low, one.high) for one in told] == [(6, 14), (1, 9), (1, 9)]

    # What is known by other ways counts as well: at least 4 and at most 7; and what an earlier release showed.
    narrower = replace(equations, lowest=(0.0, 3.0, 4.0), highest=(INF, 7.0, 5.0))
    told = rounding_audit(narrower, rounding, [Need(place, (), 5.0) for place in (0, 1, 2)])
    assert [(one.low, one.high) for one in told] == [(7, 12), (3, 7), (4, 5)]
    shown = replace(equations, closed=frozenset({0}))
    told = rounding_audit(shown, rounding, [Need(place, (), 5.0) for place in (2, 0)])
    assert [(one.low, one.high) for one in told] == [(1, 7), (8, 8)]

    # Figures that are not whole come as near to five away as one likes.
    fractions = Equations((8.5, 3.5, 5.0), (0.0,) * 3, (INF,) * 3, (Sum(0, (1, 2)),))
    rounding = controlled_rounding(fractions.values, fractions.sums, 5, 10.0)
    assert rounding.values == (10.0, 5.0, 5.0)
    told = rounding_audit(fractions, rounding, [Need(0, (), 5.0), Need(1, (), 5.0)])
    assert [(one.low, one.high) for one in told] == [(5, 15), (0, 10)]
