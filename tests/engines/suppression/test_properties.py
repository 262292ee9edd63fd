"""What must hold for every table: safe, optimal against all patterns, the same whatever the order, monotone."""

import itertools
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palier.engines.suppression import TOTAL, Entry, Rules, Table, protect
from palier.engines.suppression.document import to_json
from tests.engines.suppression.oracle import (
    all_cells,
    fewest,
    inner_cells,
    interval,
    intervals_by_programme,
    random_table,
    table,
)

quick = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
figure = st.one_of(st.integers(0, 6), st.integers(0, 40))


@st.composite
def tables(draw, most=4):
    rows, columns = draw(st.integers(2, most)), draw(st.integers(2, most))
    return inner_cells([[draw(figure) for _ in range(columns)] for _ in range(rows)])


def told(answer, rules, cost="cells"):
    return json.dumps(to_json(answer, rules, cost))


def hidden(answer):
    return {answer.figures.cells[place] for place in (*answer.secondary, *(need.cell for need in answer.needs))}


@quick
@given(tables(), st.integers(2, 8), st.booleans(), st.sampled_from(["cells", "value"]))
def test_a_release_is_safe_by_a_second_attacker(inner, threshold, keep_totals, cost):
    answer = protect([table(inner)], Rules(threshold=threshold), keep_totals=keep_totals, cost=cost)
    cells = all_cells(inner)
    primary = {cell for cell, value in cells.items() if 0 < value < threshold}
    assert {answer.figures.cells[need.cell] for need in answer.needs} == primary
    assert answer.is_released == all(audit.is_safe for audit in answer.audit)
    if answer.is_released:
        assert not keep_totals or not any(TOTAL in cell for cell in hidden(answer))
        assert all(cells[cell] > 0 for cell in hidden(answer))
        found = intervals_by_programme(inner, hidden(answer))
        assert all(found[cell][1] - found[cell][0] >= threshold - 1e-6 for cell in primary)
        for audit in (*answer.audit, *answer.audit_secondary):
            assert (audit.low, audit.high) == pytest.approx(found[answer.figures.cells[audit.cell]])


@quick
@given(tables(), st.randoms(use_true_random=False), st.sampled_from(["cells", "value"]), st.booleans())
def test_order_changes_nothing(inner, random, cost, with_totals):
    rules = Rules(threshold=5)
    rows = list((all_cells(inner) if with_totals else inner).items())
    before = protect([table(dict(rows))], rules, cost=cost)
    random.shuffle(rows)
    assert told(protect([table(dict(rows))], rules, cost=cost), rules) == told(before, rules)
    # Turned on its side, with the names of the columns kept: the same cells.
    turned = {(column, row): value for (row, column), value in rows}
    assert told(protect([table(turned, ("col", "row"))], rules, cost=cost), rules).count("protects") == len(
        before.secondary
    )
    assert {cell[::-1] for cell in hidden(protect([table(turned, ("col", "row"))], rules, cost=cost))} == hidden(before)


@quick
@given(tables(), st.integers(2, 5))
def test_all_figures_times_ten_hide_the_same(inner, threshold):
    before = protect([table(inner)], Rules(threshold=threshold), cost="value")
    larger = {labels: value * 10 for labels, value in inner.items()}
    after = protect([table(larger)], Rules(threshold=threshold * 10), cost="value")
    # Whole figures leave the attacker no finer grain in two dimensions, so only the scale changes; but a cell of
    # just under the threshold times ten stays under it.
    assert after.cost == pytest.approx(before.cost * 10)
    assert {need.cell for need in after.needs} == {need.cell for need in before.needs}


@quick
@given(tables(), st.integers(2, 4))
def test_asking_more_width_never_costs_less(inner, threshold):
    costs = [
        protect([table(inner)], Rules(threshold=threshold, safe_width=width)).cost
        for width in (1, threshold, 2 * threshold)
    ]
    assert costs == sorted(costs)


@quick
@given(tables())
def test_keeping_totals_never_costs_less(inner):
    free = protect([table(inner)], Rules(threshold=4))
    kept = protect([table(inner)], Rules(threshold=4), keep_totals=True)
    assert not kept.is_released or kept.cost >= free.cost


@pytest.mark.parametrize("seed", range(12))
def test_optimum_against_every_pattern(seed):
    shape = [(2, 2), (2, 3), (3, 3), (2, 2, 2)][seed % 4]
    inner = random_table(shape, seed + 100, most=15)
    for keep_totals, cost in itertools.product((False, True), ("cells", "value")):
        answer = protect([table(inner, "abc"[: len(shape)])], Rules(threshold=4), cost=cost, keep_totals=keep_totals)
        primary = {answer.figures.cells[need.cell] for need in answer.needs}
        candidates = [cell for cell in all_cells(inner) if not (keep_totals and TOTAL in cell)]
        if len(candidates) > 12 or (keep_totals and any(TOTAL in cell for cell in primary)):
            continue
        price = (lambda cell, value: value) if cost == "value" else (lambda cell, value: 1)
        assert (answer.cost if answer.is_released else None) == fewest(inner, primary, 4, candidates, price)
        assert answer.is_optimal == answer.is_released


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(60))
def test_optimum_against_every_pattern_at_length(seed):
    inner = random_table([(3, 3), (2, 4), (2, 2, 2)][seed % 3], seed, most=15)
    answer = protect([table(inner, "abc"[: len(next(iter(inner)))])], Rules(threshold=4))
    primary = {answer.figures.cells[need.cell] for need in answer.needs}
    assert answer.cost == fewest(inner, primary, 4, list(all_cells(inner)))


@pytest.mark.parametrize("seed", range(8))
def test_intervals_against_every_whole_table(seed):
    inner = random_table([(2, 3), (3, 3), (2, 2, 2)][seed % 3], seed, most=9)
    answer = protect([table(inner, "abc"[: len(next(iter(inner)))])], Rules(threshold=3), keep_totals=True)
    for audit in answer.audit:
        cell = answer.figures.cells[audit.cell]
        if cell in hidden(answer):
            assert (audit.low, audit.high) == interval(inner, hidden(answer), cell, most=int(sum(inner.values())))


def test_every_secondary_cell_is_needed():
    inner = random_table((5, 6), 3)
    answer = protect([table(inner, ("a", "b"))], Rules(threshold=5))
    primary = {answer.figures.cells[need.cell] for need in answer.needs}
    assert set(answer.protects) == set(answer.secondary)
    for cell in answer.secondary:
        less = hidden(answer) - {answer.figures.cells[cell]}
        found = intervals_by_programme(inner, less)
        other = answer.figures.cells[answer.protects[cell]]
        assert found[other][1] - found[other][0] < 5
        assert other in primary


def test_stopped_early_is_said_and_safe():
    inner = random_table((9, 9), 5, small=0.15)
    answer = protect([table(inner, ("a", "b"))], Rules(threshold=5), seconds=1e-9)
    assert (answer.stopped_because, answer.is_optimal, answer.is_released) == ("time", False, True)
    assert all(audit.is_safe for audit in answer.audit)


def test_a_table_too_large_for_a_proof_is_safe(monkeypatch):
    monkeypatch.setattr("palier.engines.suppression.protection.MOST_EXACT", 100)
    inner = random_table((12, 12), 1, small=0.05)
    answer = protect([table(inner, ("a", "b"))], Rules(threshold=5))
    assert (answer.stopped_because, answer.is_optimal, answer.is_released) == ("size", False, True)
    found = intervals_by_programme(inner, hidden(answer))
    for need in answer.needs:
        low, high = found[answer.figures.cells[need.cell]]
        assert high - low >= 5 - 1e-6


def test_four_dimensions():
    inner = random_table((2, 2, 2, 2), 4, small=0.1)
    answer = protect([table(inner, ("a", "b", "c", "d"))], Rules(threshold=5))
    assert answer.is_released and answer.is_optimal
    found = intervals_by_programme(inner, hidden(answer))
    assert all(
        found[answer.figures.cells[need.cell]][1] - found[answer.figures.cells[need.cell]][0] >= 5 - 1e-6
        for need in answer.needs
    )


def test_a_table_of_one_row_per_dimension_has_its_total_for_partner():
    answer = protect([Table("t", ("row",), (Entry(("only",), 3.0),))], Rules(threshold=5))
    # One cell is its own total: both are small, both hidden, nothing is told.
    assert answer.is_released
    assert [audit.high for audit in answer.audit] == [float("inf")] * 2


def test_a_quick_search_cut_short_hides_more_never_less(monkeypatch):
    monkeypatch.setattr("palier.engines.suppression.protection.MOST_EXACT", 10)
    inner = random_table((6, 6), 2, small=0.15)
    answer = protect([table(inner, ("a", "b"))], Rules(threshold=5), seconds=1e-9)
    assert (answer.stopped_because, answer.is_optimal, answer.is_released) == ("time", False, True)
    assert len(hidden(answer)) == sum(value > 0 for value in all_cells(inner).values())
