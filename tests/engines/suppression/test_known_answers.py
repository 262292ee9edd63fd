"""Tables whose answers are known from elsewhere, and small ones worked out by hand."""

import csv
import json
from pathlib import Path

import pytest

from palier.engines.suppression import Entry, Rules, Table, protect
from tests.engines.suppression.oracle import inner_cells, intervals_by_programme, table

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "g_disclosure_control"
EXPECTED = CASES / "dev_expected.json"
KNOWN = json.loads(EXPECTED.read_text()) if EXPECTED.exists() else {}
QUESTIONS = [(name, number) for name, case in KNOWN.items() for number in range(len(case["cases"]))]


def cells(protection, places):
    return {protection.figures.cells[place] for place in places}


def given(name):
    entries = tuple(Entry((cell["row"], cell["col"]), cell["value"]) for cell in KNOWN[name]["cells"])
    return Table(name, ("row", "col"), entries)


@pytest.mark.skipif(not KNOWN, reason="the shared cases are not beside this clone")
@pytest.mark.parametrize(("name", "number"), QUESTIONS)
@pytest.mark.parametrize("keep_totals", [False, True])
def test_published_optimum(name, number, keep_totals):
    case = KNOWN[name]["cases"][number]
    threshold = float(case["rule"].partition(">=")[2].split()[0])
    answer = protect([given(name)], Rules(threshold=threshold), keep_totals=keep_totals)
    kind = "inner_cells_only" if keep_totals else "any_cell"
    patterns = case["min_inner_patterns" if keep_totals else "min_secondary_any_cell_patterns"]

    assert answer.is_released and answer.is_optimal
    assert cells(answer, (need.cell for need in answer.needs)) == {tuple(cell) for cell in case["primary"]}
    assert answer.cost == case[f"min_secondary_{kind}"]
    assert cells(answer, answer.secondary) in [{tuple(cell) for cell in pattern} for pattern in patterns]


@pytest.mark.skipif(not KNOWN, reason="the shared cases are not beside this clone")
@pytest.mark.parametrize(("name", "number"), QUESTIONS)
def test_least_value_hidden(name, number):
    case = KNOWN[name]["cases"][number]
    threshold = float(case["rule"].partition(">=")[2].split()[0])
    answer = protect([given(name)], Rules(threshold=threshold), cost="value", keep_totals=True)
    assert answer.cost == case["min_inner_total_value"]


@pytest.mark.skipif(not KNOWN, reason="the shared cases are not beside this clone")
def test_persons_counted_make_the_published_table():
    with open(CASES / "dev" / "sdcTable_microdata1.csv", newline="") as file:
        persons = list(csv.DictReader(file))
    counted = {}
    for person in persons:
        place = (person["region"], person["gender"])
        counted[place] = counted.get(place, 0) + 1
    answer = protect([table(counted)], Rules(threshold=3))
    assert cells(answer, answer.secondary) == {("A", "male"), ("C", "female"), ("C", "male")}


TWO_BY_TWO = inner_cells([[2, 20], [30, 40]])


def test_a_small_cell_takes_three_others_with_it():
    answer = protect([table(TWO_BY_TWO)], Rules(threshold=5))
    # Any two of the other three inner cells leave a row or a column with one hidden cell.
    assert cells(answer, answer.secondary) == {("r1", "c2"), ("r2", "c1"), ("r2", "c2")}
    # r1 c1 can be 0 to 22 (row total 22; the column total 32 and the other row leave that much room).
    (audit,) = answer.audit
    assert (audit.low, audit.high, audit.is_safe) == (0, 22, True)
    assert set(answer.protects.values()) == {audit.cell}


def test_nothing_sensitive_hides_nothing():
    answer = protect([table(inner_cells([[5, 0], [7, 9]]))], Rules(threshold=5))
    assert (answer.needs, answer.secondary, answer.cost, answer.is_optimal) == ((), (), 0, True)
    assert answer.is_released


def test_two_small_cells_in_a_row_are_not_enough_for_each_other():
    # 1 and 2 in a row: published together they are "3 persons in one of these two", still under 5.
    answer = protect([table(inner_cells([[1, 2, 30], [20, 30, 40], [30, 40, 50]]))], Rules(threshold=5))
    assert all(audit.high - audit.low >= 5 for audit in answer.audit)
    assert answer.secondary


def test_a_tie_is_told_and_settled_by_order():
    # Rows 2 and 3 are alike: the pattern through row 2 comes first.
    answer = protect([table(inner_cells([[2, 20], [30, 40], [30, 40]]))], Rules(threshold=5), keep_totals=True)
    assert cells(answer, answer.secondary) == {("r1", "c2"), ("r2", "c1"), ("r2", "c2")}
    (tie,) = answer.ties
    assert tie.chosen_by == "order"
    assert cells(answer, tie.instead_of) == {("r1", "c2"), ("r3", "c1"), ("r3", "c2")}


def test_a_total_that_is_small_itself_may_not_stay():
    rows = inner_cells([[1, 2], [30, 40]])
    refused = protect([table(rows)], Rules(threshold=5), keep_totals=True)
    assert (refused.is_released, refused.stopped_because) == (False, "no_safe_pattern")
    assert [audit.is_safe for audit in refused.audit if refused.figures.cells[audit.cell] == ("r1", "Total")] == [False]
    assert protect([table(rows)], Rules(threshold=5)).is_released


def test_all_totals_kept_may_be_too_narrow():
    # The row holds 6 in all: no interval of width 7 fits in it.
    rows = inner_cells([[2, 4], [30, 40]])
    refused = protect([table(rows)], Rules(threshold=4, safe_width=7), keep_totals=True)
    assert (refused.is_released, refused.is_optimal) == (False, False)
    released = protect([table(rows)], Rules(threshold=4, safe_width=7))
    assert released.is_released and released.is_optimal


@pytest.mark.parametrize(
    ("rules", "sensitive"),
    [
        # 60 of 100 by one: more than 50 %. The other cells are even.
        (Rules(dominance=(1, 50.0)), {("r1", "c1")}),
        (Rules(dominance=(1, 60.0)), set()),  # exactly 60 % is not more than 60 %
        (Rules(dominance=(2, 85.0)), {("r1", "c1")}),  # 60 + 30 = 90 %
        # 100 - 60 - 30 = 10 is left to hide the largest from the second: under 20 % of 60 = 12.
        (Rules(protect=20.0), {("r1", "c1")}),
        (Rules(protect=16.0), set()),  # 16 % of 60 = 9.6
    ],
)
def test_rules_on_contributions(rules, sensitive):
    entries = [
        Entry(("r1", "c1"), 100.0, largest=(60.0, 30.0)),
        *(Entry(labels, 100.0, largest=(30.0, 20.0)) for labels in (("r1", "c2"), ("r2", "c1"), ("r2", "c2"))),
    ]
    answer = protect([Table("turnover", ("row", "col"), tuple(entries), contributions=2)], rules)
    assert cells(answer, (need.cell for need in answer.needs)) == sensitive
    assert answer.is_released and answer.is_optimal


def test_the_room_left_by_p_percent():
    entries = [Entry((f"r{row}", f"c{column}"), 100.0, largest=(30.0, 20.0)) for row in (1, 2) for column in (1, 2)]
    entries[0] = Entry(("r1", "c1"), 100.0, largest=(60.0, 30.0))
    answer = protect([Table("turnover", ("row", "col"), tuple(entries), contributions=2)], Rules(protect=20.0))
    (need,), (audit,) = answer.needs, answer.audit
    assert (need.above, need.below) == pytest.approx((2.0, 2.0))  # 12 asked, 10 there
    assert audit.low <= 98
    assert audit.high >= 102


def test_count_and_value_are_two_columns():
    entries = tuple(
        Entry((f"r{row}", f"c{column}"), 1000.0, count=3.0 if (row, column) == (1, 1) else 50.0)
        for row in (1, 2)
        for column in (1, 2)
    )
    answer = protect([Table("incomes", ("row", "col"), entries, has_counts=True)], Rules(threshold=5, safe_width=400))
    assert cells(answer, (need.cell for need in answer.needs)) == {("r1", "c1")}
    assert all(audit.high - audit.low >= 400 for audit in answer.audit)


def test_whole_numbers_are_known_to_the_attacker():
    # In three dimensions the programme's corner may be a half, which no count can be; the audit must not count on it.
    inner = {(a, b, c): 1.0 for a in "pq" for b in "rs" for c in "tu"}
    answer = protect([table(inner, ("x", "y", "z"))], Rules(threshold=2))
    for audit in answer.audit:
        assert audit.low == int(audit.low)
        assert audit.high == float("inf") or audit.high == int(audit.high)


def test_audit_agrees_with_a_second_attacker():
    rows = inner_cells([[3, 12, 9], [14, 2, 20], [11, 16, 25]])
    answer = protect([table(rows)], Rules(threshold=5))
    hidden = cells(answer, [*answer.secondary, *(need.cell for need in answer.needs)])
    second = intervals_by_programme(rows, hidden)
    for audit in (*answer.audit, *answer.audit_secondary):
        assert (audit.low, audit.high) == pytest.approx(second[answer.figures.cells[audit.cell]])


def told(answer):
    names = answer.figures.cells
    return {
        "secondary": {names[place] for place in answer.secondary},
        "cost": answer.cost,
        "optimal": answer.is_optimal,
        "bound": answer.bound,
        "stopped": answer.stopped_because,
        "released": answer.is_released,
        "audit": {names[one.cell]: (one.low, one.high, one.is_safe) for one in answer.audit},
        "beside": {names[one.cell]: (one.low, one.high, one.is_safe) for one in answer.audit_secondary},
    }


R1C1 = ("r1", "c1")


def test_an_answer_that_hides_the_fewest_or_the_least():
    square = {("r1", "c2"): (0, 22, True), ("r2", "c1"): (10, 32, True), ("r2", "c2"): (38, 60, True)}
    expected = {
        "secondary": set(square),
        "cost": 3,
        "optimal": True,
        "bound": 3,
        "stopped": "optimal",
        "released": True,
        "audit": {R1C1: (0, 22, True)},
        "beside": square,
    }
    assert told(protect([table(TWO_BY_TWO)], Rules(threshold=5))) == expected
    assert told(protect([table(TWO_BY_TWO)], Rules(threshold=5), cost="value")) == expected | {"cost": 90, "bound": 90}
    assert told(protect([table(TWO_BY_TWO)], Rules(threshold=5), keep_totals=True)) == expected


def test_an_answer_that_must_not_be_published():
    # With all totals shown 2 is 0 to 6 at the most: r1 holds 6. All that may be hidden is said, with what can be told.
    rows = inner_cells([[2, 4], [30, 40]])
    answer = told(protect([table(rows)], Rules(threshold=4, safe_width=7), keep_totals=True))
    assert answer == {
        "secondary": {("r1", "c2"), ("r2", "c1"), ("r2", "c2")},
        "cost": 3,
        "optimal": False,
        "bound": None,
        "stopped": "no_safe_pattern",
        "released": False,
        "audit": {R1C1: (0, 6, False)},
        "beside": {},
    }
    # A total that is sensitive itself and must be shown: known to the unit.
    small = told(protect([table(inner_cells([[1, 2], [30, 40]]))], Rules(threshold=5), keep_totals=True))
    assert small["audit"] == {("r1", "Total"): (3, 3, False), R1C1: (0, 3, False), ("r1", "c2"): (0, 3, False)}
    assert (small["cost"], small["secondary"], small["stopped"]) == (2, {("r2", "c1"), ("r2", "c2")}, "no_safe_pattern")


def test_an_answer_that_rounds():
    # To multiples of 10 with sums that stay sums: 2 to 0, 20, 30, 40; 22 to 20, 70, 32 to 30, 60, 92 to 90. Changes:
    # 2 four times. Under 10 away: 2 is 0 to 9.
    answer = protect([table(TWO_BY_TWO)], Rules(threshold=5), base=10)
    assert told(answer) == {
        "secondary": set(),
        "cost": 8,
        "optimal": True,
        "bound": None,
        "stopped": "optimal",
        "released": True,
        "audit": {R1C1: (0, 9, True)},
        "beside": {},
    }
    assert answer.rounding.values == (90.0, 20.0, 70.0, 30.0, 0.0, 30.0, 60.0, 20.0, 40.0)
