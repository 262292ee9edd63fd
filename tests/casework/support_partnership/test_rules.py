"""Funding in time, and figures with small cells closed: values in, values out."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palier.casework.support_partnership.rules import NoteKind, is_suspended
from palier.casework.support_partnership.rules.figures import Counted, List, kept, read, small_cells, told
from palier.casework.support_partnership.rules.funding import (
    A_DAY,
    WIDTH,
    Span,
    alert_days,
    drawn,
    funded_until,
    gaps,
    is_near_its_end,
)


def day(text):
    return dt.date.fromisoformat(text)


TODAY = day("2026-11-27")
OF_THE_SEED = [Span(day("2009-03-01"), day("2012-12-31")), Span(day("2015-01-01"), day("2027-12-31"))]


# -- funding ------------------------------------------------------------------------------------------------------


def test_the_interruption_of_2013_and_2014_is_computed():
    """S4-083."""
    assert gaps(OF_THE_SEED, TODAY) == [Span(day("2013-01-01"), day("2014-12-31"))]


def test_periods_that_touch_or_overlap_leave_no_gap_and_one_that_ended_leaves_an_open_one():
    touching = [Span(day("2024-01-01"), day("2024-12-31")), Span(day("2025-01-01"), day("2025-12-31"))]
    assert gaps([*touching, Span(day("2024-06-01"), day("2025-02-01"))], TODAY) == [Span(day("2026-01-01"), None)]
    assert gaps([*touching, Span(day("2025-06-01"), None)], TODAY) == []
    assert gaps([], TODAY) == []


DAYS = st.dates(day("2009-01-01"), day("2026-12-31"))
SPANS = st.lists(
    st.tuples(DAYS, st.integers(0, 900)).map(lambda one: Span(one[0], one[0] + one[1] * A_DAY)), max_size=6
)


@given(SPANS)
def test_no_day_is_both_funded_and_in_a_gap_and_none_in_between_is_neither(periods):
    found = gaps(periods, TODAY)
    for one in found:
        last = one.until or one.since
        for edge in (one.since, last):
            assert not any(period.since <= edge <= period.until for period in periods)
        assert any(period.until == one.since - A_DAY for period in periods)
        assert one.until is None or any(period.since == one.until + A_DAY for period in periods)


@pytest.mark.parametrize(
    ("today", "until", "near"),
    [
        ("2026-11-27", "2027-12-31", False),
        ("2027-10-01", "2027-12-31", True),
        ("2013-06-01", "2013-05-31", True),  # nothing runs
    ],
)
def test_until_when_it_is_funded_and_whether_that_is_near(today, until, near):
    assert funded_until(OF_THE_SEED, day(today)) == day(until)
    assert is_near_its_end(OF_THE_SEED, day(today)) is near


def test_what_is_structural_has_no_end_and_nothing_noted_is_no_alert():
    assert funded_until([Span(day("2020-01-01"), None)], TODAY) is None
    assert not is_near_its_end([Span(day("2020-01-01"), None)], TODAY)
    assert not is_near_its_end([], TODAY)


def test_the_days_of_the_alert_are_a_dated_setting():
    edge = TODAY + alert_days(TODAY) * A_DAY
    assert is_near_its_end([Span(day("2020-01-01"), edge)], TODAY)
    assert not is_near_its_end([Span(day("2020-01-01"), edge + A_DAY)], TODAY)


@given(SPANS.filter(bool))
def test_the_drawing_stays_within_its_width(periods):
    line = drawn(periods, TODAY)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH + 2 for bar in line.bars)
    assert len(line.years) <= 7


def test_periods_and_gap_are_drawn_in_order():
    line = drawn(OF_THE_SEED, TODAY)
    assert [bar.funded for bar in line.bars] == [True, False, True]
    assert drawn([], TODAY) is None


def test_suspended_and_running_again():
    stopped, again = (day("2013-01-01"), NoteKind.SUSPENDED), (day("2015-01-01"), NoteKind.RUNNING_AGAIN)
    assert is_suspended([stopped]) and not is_suspended([again, stopped]) and not is_suspended([])
    assert not is_suspended([(day("2026-01-01"), NoteKind.RISK_TENANT)])


# -- figures --------------------------------------------------------------------------------------------------------


def rows(name, **numbers):
    return [Counted(name, "" if code == "none" else code, number, number) for code, number in numbers.items()]


def figures(year):
    return {one.name: ({line.code: line.number for line in one.lines}, one.total) for one in year.lists}


def test_small_cells_and_what_gives_them_away_are_closed():
    found = figures(told(rows("origin", housing_company=20, general_practitioner=3, welfare_centre=8), 5))
    lines, total = found[List.ORIGIN]

    assert lines["general_practitioner"] is None
    assert sum(number is None for number in (*lines.values(), total)) >= 2


def test_two_lists_of_the_same_requests_do_not_give_each_other_away():
    """What `situation` sums up must not give back what `origin` hides."""
    both = [*rows("origin", housing_company=20, welfare_centre=3), *rows("situation", no_contact=12, exhausted=11)]
    found = figures(told(both, 5))

    assert found[List.ORIGIN][0]["welfare_centre"] is None
    known = [number for number in found[List.SITUATION][0].values() if number is not None]
    whole = found[List.ORIGIN][0]["housing_company"], found[List.ORIGIN][1], found[List.SITUATION][1]
    assert not (whole[0] is not None and (whole[1] is not None or whole[2] is not None or len(known) == 2))


def test_five_are_said_inside_and_ten_to_the_sector():
    five = rows("trigger", arrears=7, nuisance=12)
    inside, sector = small_cells(TODAY).inside, small_cells(TODAY).sector

    assert (inside, sector) == (5, 10)
    assert figures(told(five, inside))[List.TRIGGER][0] == {"nuisance": 12, "arrears": 7}
    assert figures(told(five, sector))[List.TRIGGER][0]["arrears"] is None


def test_a_sum_is_closed_by_how_many_requests_stand_behind_it():
    lists = [Counted("network", "primary", 40, 3), Counted("network", "secondary", 30, 9)]
    assert figures(told(lists, 5))[List.NETWORK][0]["primary"] is None


@pytest.mark.parametrize(("behind", "said"), [(4, None), (5, 6.5)])
def test_the_median_of_days_is_said_of_enough_requests(behind, said):
    assert told([Counted("days", "", 6.5, behind)], 5).days == said


def test_lists_of_which_one_request_has_several_lines_say_no_total():
    year = told([*rows("gained", less_alone=8, knows_whom=6), *rows("met", yes=9)], 5)
    assert {one.name: one.total for one in year.lists} == {List.MET: 9, List.GAINED: None}


def test_a_year_is_read_back_as_it_was_frozen():
    year = told(
        [*rows("origin", housing_company=20, none=7), *rows("gained", less_alone=8), Counted("days", "", 4, 9)], 5
    )
    import json

    assert read(json.loads(json.dumps(kept(year)))) == year
