"""The arithmetic of a budget and of a plan, and the dated data of keeping a home."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palier.casework.tenancies.prevention import rules
from palier.casework.tenancies.prevention.rules import LineKind, Period, Side

DAY = dt.date(2026, 6, 1)
EUROS = st.decimals(min_value=0, max_value=9999, places=2)


@dataclass
class Line:
    kind: str
    amount: Decimal
    period: str = "month"
    paid: Decimal | None = None


@pytest.mark.parametrize(
    ("period", "month", "week"),
    [
        ("week", "433.33", "100.00"),
        ("month", "100.00", "23.08"),
        ("quarter", "33.33", "7.69"),
        ("year", "8.33", "1.92"),
    ],
)
def test_a_sum_of_each_period_in_a_month_and_a_week(period, month, week):
    line = Line("income", Decimal(100), period)
    assert (rules.a_month(line), rules.a_week(line)) == (Decimal(month), Decimal(week))


def test_a_budget_is_counted_with_what_is_paid_on_debts_and_not_what_is_left():
    told = [
        Line("income", Decimal(300), "week"),
        Line("charge", Decimal(700)),
        Line("charge", Decimal(120), "year"),
        Line("debt", Decimal(900), paid=Decimal(40)),
        Line("debt", Decimal(500)),
    ]
    found = rules.totals(told, 2)
    assert (found.incomes, found.charges, found.on_debts, found.debts_left) == (
        Decimal("1300.00"), Decimal("710.00"), Decimal("40.00"), Decimal("1400.00")
    )  # fmt: skip
    assert found.remainder == Decimal("550.00")
    assert found.person_week == Decimal("63.46")  # 550 × 12/52 / 2 = 63.4615…, rounded down


def test_cents_of_many_lines_are_rounded_once():
    thirds = [Line("income", Decimal("0.01"), "quarter")] * 3
    assert rules.totals(thirds, 1).incomes == Decimal("0.01")


def test_more_may_go_than_comes_and_it_is_said():
    found = rules.totals([Line("charge", Decimal(10))], 3)
    assert (found.remainder, found.person_week) == (Decimal("-10.00"), Decimal("-0.77"))


def test_a_budget_of_nobody_is_not_counted():
    with pytest.raises(ValueError, match="somebody"):
        rules.totals([], 0)


@given(
    st.lists(
        st.builds(
            Line,
            st.sampled_from([one.value for one in LineKind]),
            EUROS,
            st.sampled_from([one.value for one in Period]),
            EUROS,
        ),
        max_size=8,
    ),
    st.integers(1, 9),
)
def test_a_person_and_week_is_never_said_to_have_more_than_there_is(told, persons):
    found = rules.totals(told, persons)
    exact = found.person_week * persons * rules.WEEKS_A_YEAR / 12
    assert exact <= found.remainder + Decimal("0.01")


@given(st.integers(0, 2_000))
def test_notes_and_coins_are_the_sum_and_as_few_as_can_be(euros):
    found = [one.euros for one in rules.in_coins(Decimal(euros))]
    assert sum(found) == euros
    assert found == sorted(found, reverse=True)
    assert all(
        found.count(small) * small < large for small, large in ((20, 50), (10, 20), (5, 10), (1, 2)) if small != 20
    )


def test_a_plan_ends_with_a_smaller_month_and_says_when():
    found = rules.simulate(balance=Decimal(250), amount=Decimal(100), day=10, months=12, first=DAY)
    assert [(one.paid, one.owed) for one in found.instalments] == [(100, 150), (100, 50), (50, 0)]
    assert (found.ends_on, found.left, found.is_bearable) == (dt.date(2026, 8, 10), 0, None)


def test_a_plan_too_short_says_what_is_left():
    found = rules.simulate(balance=Decimal(250), amount=Decimal(100), day=10, months=2, first=DAY)
    assert (found.ends_on, found.left) == (None, Decimal(50))


@pytest.mark.parametrize(("least", "bearable"), [("57.69", True), ("57.70", False)])
def test_bearable_is_what_remains_in_the_hardest_month_against_the_setting(least, bearable):
    found = rules.simulate(
        balance=Decimal(250), amount=Decimal(100), day=10, months=3, first=DAY,
        remainder=Decimal(600), persons=2, least=Decimal(least),
    )  # fmt: skip
    assert found.lowest == Decimal("57.69")
    assert [one.remainder for one in found.instalments] == [500, 500, 550]
    assert found.is_bearable is bearable


@given(EUROS.filter(bool), EUROS.filter(bool), st.integers(1, 28), st.integers(1, 60))
def test_a_plan_pays_neither_more_nor_less_than_is_owed(balance, amount, day, months):
    found = rules.simulate(balance=balance, amount=amount, day=day, months=months, first=DAY)
    assert sum(one.paid for one in found.instalments) + found.left == balance
    assert all(one.day.day == day for one in found.instalments)
    assert (found.ends_on is None) == (found.left > 0)


def test_the_canvas_of_a_company_stands_before_the_one_of_the_house(monkeypatch):
    own = rules.CanvasStep("la-notre", dt.date(2026, 3, 1), 5, rules.Way.VISIT, "x")
    both = (*rules.canvas("", DAY), own)
    monkeypatch.setattr("palier.casework.tenancies.prevention.rules.dated._canvas", lambda: both)
    assert rules.canvas("la-notre", DAY) == [own]
    assert [one.days_after for one in rules.canvas("une-autre", DAY)] == [10, 20, 35]
    assert [one.days_after for one in rules.canvas("la-notre", dt.date(2026, 2, 1))] == [10, 20, 35]


def test_rights_are_read_before_duties_and_say_that_counsel_has_not_confirmed_them():
    sides = [one.side for one in rules.stakes(DAY)]
    assert sides == [Side.RIGHT] * 4 + [Side.DUTY] * 4
    assert {one.stake for one in rules.stakes(DAY)} == set(rules.Stake)
    assert all(one.confirmed_on is None and one.source.fr and one.source.nl for one in rules.stakes(DAY))


def test_every_label_belongs_to_one_kind_or_is_in_own_words():
    found = [one for labels in rules.BY_KIND.values() for one in labels]
    assert sorted(found) == sorted(set(rules.Label) - {rules.Label.OWN})
    assert all(set(usual) <= set(rules.BY_KIND[kind]) for kind, usual in rules.USUAL.items())
