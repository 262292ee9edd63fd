"""Hierarchies, tables that share cells, earlier releases, and rounding."""

import random

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.suppression import TOTAL, Attacker, Entry, Equations, Rules, Table, protect
from tests.engines.suppression.oracle import all_cells, inner_cells, random_table, table

PLACES = {"place": {"a1": "a", "a2": "a", "b1": "b", "b2": "b"}}


def cells(answer, places):
    return {answer.figures.cells[place] for place in places}


def hidden(answer):
    return cells(answer, (*answer.secondary, *(need.cell for need in answer.needs)))


def by_place(rows, names=("a1", "a2", "b1", "b2")):
    entries = tuple(
        Entry((name, f"k{number}"), float(value))
        for name, row in zip(names, rows, strict=True)
        for number, value in enumerate(row)
    )
    return Table("places", ("place", "kind"), entries)


def independent_interval(answer, sums, cell):
    """The attacker on sums written out by the test, over all cells."""
    place = {labels: number for number, labels in enumerate(answer.figures.cells)}
    kept = [one for one in answer.figures.sums if (one.total, one.parts) in sums] if sums else answer.figures.sums
    equations = Equations(answer.figures.values, (0.0,) * len(place), (float("inf"),) * len(place), tuple(kept))
    return Attacker(equations, [place[labels] for labels in hidden(answer)]).interval(place[cell])


# -- hierarchies -------------------------------------------------------------------------------------------------


def test_subtotals_are_worked_out_and_tie_their_parts():
    answer = protect([by_place([[2, 30], [25, 40], [50, 60], [70, 80]])], Rules(threshold=5), hierarchies=PLACES)
    figures = answer.figures
    assert figures.values[figures.cells.index(("a", "k0"))] == 27
    assert figures.values[figures.cells.index((TOTAL, TOTAL))] == 357
    assert (answer.is_released, answer.is_optimal, answer.cost) == (True, True, 3)
    # The partner lies under the same subtotal: another would leave `a` to be subtracted.
    assert cells(answer, answer.secondary) == {("a1", "k1"), ("a2", "k0"), ("a2", "k1")}


def test_a_given_subtotal_must_be_the_sum():
    given = by_place([[2, 30], [25, 40], [50, 60], [70, 80]])
    wrong = Table("t", given.dimensions, (*given.entries, Entry(("a", "k0"), 28.0)))
    with pytest.raises(BadInput, match=r"28 of \[a, k0\] is not the sum of its parts, 27"):
        protect([wrong], Rules(threshold=5), hierarchies=PLACES)


def test_totals_kept_are_subtotals_too():
    answer = protect(
        [by_place([[2, 30], [25, 40], [50, 60], [70, 80]])], Rules(threshold=5), hierarchies=PLACES, keep_totals=True
    )
    assert answer.is_released
    assert all(label in ("a1", "a2", "b1", "b2") and kind != TOTAL for label, kind in hidden(answer))


@pytest.mark.parametrize("districts", [4, pytest.param(20, marks=pytest.mark.proof)])
def test_a_hierarchical_table_has_a_clean_audit(districts):
    """The longer one, of a thousand cells, is a proof."""
    chance = random.Random(7)
    names = [f"d{district}n{number}" for district in range(districts) for number in range(4)]
    figures = [0, 1, 3, 6, 9, 15, 30, 60, 90]
    rows = [[chance.choice(figures) for _ in range(9)] for _ in names]
    hierarchy = {"place": {name: name.partition("n")[0] for name in names}}
    answer = protect([by_place(rows, names)], Rules(threshold=5), hierarchies=hierarchy)
    assert len(answer.figures.cells) == (5 * districts + 1) * 10
    assert answer.is_released
    assert all(audit.is_safe and audit.high - audit.low >= 5 for audit in answer.audit)


# -- tables that share cells -------------------------------------------------------------------------------------


def test_tables_that_share_a_margin_are_protected_together():
    by_sex = Table("sex", ("place", "sex"), tuple(Entry(k, v) for k, v in {
        ("p", "f"): 2.0, ("p", "m"): 28.0, ("q", "f"): 30.0, ("q", "m"): 40.0}.items()))  # fmt: skip
    by_age = Table("age", ("place", "age"), tuple(Entry(k, v) for k, v in {
        ("p", "old"): 10.0, ("p", "young"): 20.0, ("q", "old"): 40.0, ("q", "young"): 30.0}.items()))  # fmt: skip
    answer = protect([by_sex, by_age], Rules(threshold=5))
    assert answer.figures.dimensions == ("place", "age", "sex")
    assert answer.is_released and answer.is_optimal
    assert hidden(answer) == {
        ("p", TOTAL, "f"), ("p", TOTAL, "m"), ("q", TOTAL, "f"), ("q", TOTAL, "m"),
    }  # fmt: skip
    assert [one.cell for one in protect([by_age, by_sex], Rules(threshold=5)).audit] == [
        one.cell for one in answer.audit
    ]
    # Hiding the total of a place in one table would give nothing: the other table adds up to it.
    shared = answer.figures.cells.index(("p", TOTAL, TOTAL))
    assert len([one for one in answer.figures.sums if one.total == shared]) == 2


def test_two_divisions_of_one_dimension_share_their_cells():
    one = table({("n", "x"): 2, ("s", "x"): 20, ("n", "y"): 30, ("s", "y"): 40}, ("place", "kind"))
    other = table({("east", "x"): 10, ("west", "x"): 12, ("east", "y"): 35, ("west", "y"): 35}, ("place", "kind"))
    answer = protect([one, other], Rules(threshold=5))
    assert answer.is_released
    assert ("n", "x") in hidden(answer)


def test_tables_that_disagree_are_refused():
    one = table({("p", "f"): 3, ("q", "f"): 4}, ("place", "sex"))
    other = table({("p", "old"): 3, ("q", "old"): 5}, ("place", "age"))
    with pytest.raises(BadInput, match=r"\[q, Total, Total\] is"):
        protect([one, other], Rules(threshold=2))


# -- earlier releases --------------------------------------------------------------------------------------------

ROWS = inner_cells([[2, 20, 9], [30, 40, 50], [35, 45, 55]])


def released(shown):
    return Table("earlier", ("row", "col"), tuple(Entry(labels, value) for labels, value in shown.items()))


def test_what_was_published_before_cannot_be_hidden_now():
    free = protect([table(ROWS)], Rules(threshold=5))
    partner = next(cell for cell in sorted(cells(free, free.secondary)) if TOTAL not in cell)
    before = {cell: float(value) for cell, value in all_cells(ROWS).items() if cell == partner}
    answer = protect([table(ROWS)], Rules(threshold=5), earlier=[released(before)])
    assert answer.is_released and answer.is_optimal
    assert partner not in hidden(answer)


def test_a_small_cell_published_before_is_lost():
    answer = protect([table(ROWS)], Rules(threshold=5), earlier=[released({("r1", "c1"): 2.0, ("r1", "c2"): None})])
    assert (answer.is_released, answer.stopped_because) == (False, "no_safe_pattern")
    (audit,) = answer.audit
    assert (audit.low, audit.high, audit.is_safe) == (2, 2, False)


def test_sums_of_an_earlier_release_bind():
    # It showed r1 in two parts of its own; a sum of an excerpt that does not hold (the Total of one row) is passed over.
    earlier = Table(
        "earlier",
        ("row", "part"),
        (Entry(("r1", "first"), 22.0), Entry(("r1", "rest"), 9.0), Entry(("r1", TOTAL), 31.0)),
    )
    answer = protect([table(ROWS)], Rules(threshold=5), earlier=[earlier])
    assert answer.is_released
    assert ("r1", TOTAL) not in hidden(answer)  # shown before
    assert answer.figures.dimensions == ("row", "col")


def test_a_small_change_since_an_earlier_release_is_sensitive():
    before = all_cells(ROWS | {("r2", "c2"): 37})
    answer = protect([table(ROWS)], Rules(threshold=5), earlier=[released({k: float(v) for k, v in before.items()})])
    reasons = {answer.figures.cells[need.cell]: [rule.value for rule in need.rules] for need in answer.needs}
    assert reasons[("r2", "c2")] == ["difference"]
    assert reasons[(TOTAL, TOTAL)] == ["difference"]
    assert reasons[("r1", "c1")] == ["threshold"]
    # All changes go up: today's figure is at least the earlier one, and the audit says so.
    low = {answer.figures.cells[audit.cell]: audit.low for audit in answer.audit}
    assert low[("r2", "c2")] >= 37
    assert answer.is_released == all(audit.is_safe for audit in answer.audit)


def test_a_large_change_is_no_matter():
    before = all_cells({cell: value + 50 for cell, value in ROWS.items()})
    answer = protect([table(ROWS)], Rules(threshold=5), earlier=[released({k: float(v) for k, v in before.items()})])
    assert cells(answer, (need.cell for need in answer.needs)) == {("r1", "c1")}
    assert answer.is_released


def test_an_earlier_release_that_shares_nothing_is_refused():
    with pytest.raises(BadInput, match="shares no cell"):
        protect([table(ROWS)], Rules(threshold=5), earlier=[released({("r9", "c9"): 3.0})])


# -- rounding ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(2, 3), (4, 5), (3, 3, 3), (2, 2, 2, 2)])
@pytest.mark.parametrize("base", [3, 5, 10])
def test_rounding_is_additive_and_near(shape, base):
    inner = random_table(shape, 11)
    answer = protect([table(inner, "abcd"[: len(shape)])], Rules(threshold=5), base=base)
    rounding, figures = answer.rounding, answer.figures
    assert answer.secondary == ()
    for one in figures.sums:
        assert rounding.values[one.total] == sum(rounding.values[part] for part in one.parts)
    for new, old in zip(rounding.values, figures.values, strict=True):
        assert new % base == 0 and new >= 0
        assert abs(new - old) < rounding.reach
        assert rounding.reach > base or new == old or old % base
    assert answer.is_released == all(audit.is_safe for audit in answer.audit)
    for audit in answer.audit:
        assert audit.low <= figures.values[audit.cell] <= audit.high


def test_too_fine_a_rounding_is_refused():
    # To multiples of 2 a figure is known within one: an interval of 2 or less, where 5 are asked.
    answer = protect([table(ROWS)], Rules(threshold=5), base=2)
    assert not answer.is_released
    assert not protect([table(ROWS)], Rules(threshold=5), base=5).is_released  # a rounded 0 is 0 to 4
    assert protect([table(ROWS)], Rules(threshold=5), base=10).is_released


def test_a_base_below_two_is_refused():
    with pytest.raises(BadInput):
        protect([table(ROWS)], Rules(threshold=5), base=1)
