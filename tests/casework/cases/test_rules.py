"""Decisions of the reference app: pure, so they are asked without a database, over any day."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palier.access.rights.rules import TermKey, presets
from palier.access.rules import Tier
from palier.casework.cases.rules import (
    ENDS_SOON_DAYS,
    SILENCE_DAYS,
    Outcome,
    Renewal,
    age_in_days,
    ends_soon,
    erased_on,
    is_silent,
    item_ends,
    lives_there,
    may_close,
    may_refer,
    no_demand_ends,
    renewal,
    tenancy_kept,
)

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1))
DAY = datetime.timedelta(days=1)
TERMS = presets()


@given(DAYS)
def test_a_closed_file_is_erased_five_years_later_never_sooner(closed):
    gone = erased_on(closed, TERMS[TermKey.CLOSED_FILE])

    assert gone.year - closed.year == 5
    assert (gone.month, gone.day) == (closed.month, closed.day) or (closed.month, closed.day) == (2, 29)


@given(DAYS)
def test_a_simple_contact_is_kept_twelve_months_and_what_nobody_asked_ninety_days(day):
    assert (TERMS[TermKey.SIMPLE_CONTACT].after(day) - day).days in {365, 366}
    assert (no_demand_ends(day, TERMS[TermKey.NO_DEMAND]) - day).days == 90


@given(DAYS, st.sampled_from(Tier), st.booleans())
def test_only_an_aide_memoire_dies_in_a_file(day, tier, in_a_file):
    ends = item_ends(tier, in_a_file, day, TERMS)

    if tier == Tier.AUTHOR:
        assert (ends - day).days == 30
    else:
        assert ends == (None if in_a_file else TERMS[TermKey.SIMPLE_CONTACT].after(day))


@given(DAYS, st.integers(0, 400))
def test_a_file_is_silent_from_the_day_after_the_sixtieth(today, days):
    assert is_silent(today - days * DAY, today) == (days > SILENCE_DAYS)


def test_a_file_without_any_contact_is_not_called_silent():
    assert not is_silent(None, datetime.date(2026, 3, 3))


@given(DAYS, st.integers(-400, 400))
def test_an_age_is_never_negative(since, days):
    assert age_in_days(since, since + days * DAY) == max(0, days)


@given(DAYS, st.integers(-60, 60))
def test_a_term_is_near_from_fourteen_days_before_until_its_last_day(today, days):
    assert ends_soon(today + days * DAY, today) == (0 <= days <= ENDS_SOON_DAYS)
    assert not ends_soon(None, today)


@given(DAYS, st.integers(-60, 60))
def test_the_last_day_somebody_lives_there_counts(today, days):
    assert lives_there(today + days * DAY, today) == (days >= 0)
    assert lives_there(None, today)


@given(DAYS, st.integers(-5, 5), st.booleans(), st.booleans(), st.booleans())
def test_whoever_proposed_a_renewal_never_confirms_it(today, days, proposed, by_me, confirmed):
    stands = renewal(today + days * DAY, proposed, by_me, confirmed, today)

    assert (stands == Renewal.OVER) == (days < 0)
    if stands == Renewal.HERS:
        assert proposed and not by_me and not confirmed
    if proposed and by_me:
        assert stands != Renewal.HERS


@pytest.mark.parametrize(
    ("outcome", "kept"),
    [
        (Outcome.TENANCY_KEPT, True),
        (Outcome.REHOUSED, False),
        (Outcome.EVICTED, False),
        (Outcome.NO_CHANGE_POSSIBLE, None),
        (Outcome.WITHDREW, None),
    ],
)
def test_an_outcome_says_of_the_tenancy_what_it_can_and_no_more(outcome, kept):
    assert tenancy_kept(outcome) is kept
    for told in (True, False):  # what is told counts only where the ending does not say it
        assert tenancy_kept(outcome, told) is (told if kept is None else kept)


def test_passing_somebody_on_needs_an_analysis_and_closing_needs_no_reason():
    assert may_refer(True) and not may_refer(False)
    assert may_close(None) and not may_close(datetime.date(2026, 3, 3))
