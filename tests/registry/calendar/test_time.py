"""Which sessions fall on which days, and which slots are free: values in, values out."""

import datetime as dt
import itertools
import json
import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palier.kernel.days import BRUSSELS
from palier.kernel.language import Bilingual
from palier.registry.calendar.rules.sessions import Shut, Span, Weekly, at, closed_by, days
from palier.registry.calendar.rules.slots import STEP, free_slots

SLOTS = Path(__file__).resolve().parents[4] / "shared" / "cases" / "m_slots" / "dev" / "rdv_slots_cases.json"
CASES = json.loads(SLOTS.read_text())["cases"] if SLOTS.is_file() else []
MAY_DAY = dt.date(2024, 5, 1)
MORNING = Weekly(frozenset({1, 3, 5}), dt.time(8, 45), dt.time(11, 30), dt.date(2024, 1, 1))


def _moment(day: str, hour: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time.fromisoformat(hour), BRUSSELS)


def _span(day: str, start: str, end: str) -> Span:
    return Span(_moment(day, start), _moment(day, end))


# -- slots ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_slots_follow_the_five_known_rules(case):
    openings = [_span(*opening) for opening in case["opening"]]
    busy = [_span(case["opening"][0][0], *hours) for _, *hours in case.get("busy", [])]
    now = dt.datetime.fromisoformat(case["now"]).replace(tzinfo=BRUSSELS)

    found = [slot.start for slot in free_slots(openings, busy, minutes=case["duration_min"], now=now)]

    if "first_slot" in case:
        assert found[0].isoformat() == case["first_slot"]
    else:
        wanted = case["slots"]
        assert [f"{one:%Y-%m-%dT%H:%M}"[-len(wanted[0]) :] for one in found] == wanted


def test_slots_go_on_after_what_is_busy_from_the_next_five_minutes():
    opening, busy = _span("2026-03-03", "09:00", "11:00"), _span("2026-03-03", "09:10", "09:32")
    found = free_slots([opening], [busy], minutes=30, now=_moment("2026-03-01", "08:00"))
    assert [f"{one.start:%H:%M}" for one in found] == ["09:35", "10:05"]


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 5), ("2026-10-25", 7), ("2026-10-26", 6)])
def test_an_hour_is_an_hour_on_the_days_the_clock_changes(day, hours):
    found = free_slots([_span(day, "00:00", "06:00")], [], minutes=60, now=_moment("2026-01-01", "08:00"))
    assert len(found) == hours
    assert {one.end.astimezone(dt.UTC) - one.start.astimezone(dt.UTC) for one in found} == {dt.timedelta(hours=1)}


minutes_of_day = st.integers(0, 24 * 12 - 1).map(lambda number: dt.timedelta(minutes=5 * number))
MIDNIGHT = dt.datetime(2026, 10, 25, tzinfo=dt.UTC)
spans = st.tuples(minutes_of_day, minutes_of_day).map(
    lambda two: Span(MIDNIGHT + min(two), MIDNIGHT + max(two) + dt.timedelta(minutes=5))
)


@given(opening=spans, busy=st.lists(spans, max_size=6), minutes=st.sampled_from([20, 30, 45, 60]), now=minutes_of_day)
def test_a_slot_is_always_inside_free_and_to_come(opening, busy, minutes, now):
    now = MIDNIGHT + now
    found = free_slots([opening], busy, minutes=minutes, now=now)
    for slot in found:
        assert opening.start <= slot.start and slot.end <= opening.end and slot.start >= now
        assert not any(slot.overlaps(one) for one in busy)
        assert slot.end - slot.start == dt.timedelta(minutes=minutes)
    assert not any(one.overlaps(other) for one, other in itertools.pairwise(found))
    # Nothing is held back: wherever a full five minutes of the opening begins a free stretch, some slot overlaps it.
    start = opening.start
    while start + dt.timedelta(minutes=minutes) <= opening.end:
        stretch = Span(start, start + dt.timedelta(minutes=minutes))
        if start >= now and not any(stretch.overlaps(one) for one in busy):
            assert any(stretch.overlaps(slot) for slot in found)
        start += STEP


# -- sessions -------------------------------------------------------------------------------------------------


def test_a_session_comes_back_on_its_weekdays_and_never_before_it_begins():
    week = [day for day in days(dt.date(2024, 4, 29), dt.date(2024, 5, 5)) if MORNING.falls_on(day)]
    assert week == [dt.date(2024, 4, 29), MAY_DAY, dt.date(2024, 5, 3)]
    assert not MORNING.falls_on(dt.date(2023, 12, 29))


def test_every_second_week_counts_from_the_week_it_began():
    every = Weekly(frozenset({2}), dt.time(9), dt.time(10), dt.date(2026, 1, 7), every_weeks=2)
    # The week of 5 January is its first; its Tuesday lies before the first day.
    assert [day for day in days(dt.date(2026, 1, 1), dt.date(2026, 2, 28)) if every.falls_on(day)] == [
        dt.date(2026, 1, 20), dt.date(2026, 2, 3), dt.date(2026, 2, 17)]  # fmt: skip


def test_a_session_ends_with_its_last_day():
    ends = Weekly(frozenset({1}), dt.time(9), dt.time(10), dt.date(2026, 1, 1), last=dt.date(2026, 1, 12))
    assert ends.falls_on(dt.date(2026, 1, 12))
    assert not ends.falls_on(dt.date(2026, 1, 19))


def test_the_first_of_may_closes_by_itself_in_both_languages():
    closed = closed_by(MAY_DAY, "phone", None, [])
    assert closed == Bilingual("Fête du Travail", "Dag van de Arbeid")
    assert closed_by(dt.date(2024, 5, 2), "phone", None, []) is None


def test_a_closure_reaches_its_kinds_and_venue_and_no_other():
    here, there = uuid.uuid4(), uuid.uuid4()
    shut = Shut(
        dt.date(2024, 5, 29), dt.date(2024, 5, 30), Bilingual("Réunion", "Vergadering"), frozenset({"phone"}), here
    )
    assert closed_by(dt.date(2024, 5, 29), "phone", here, [shut]) == shut.words
    assert closed_by(dt.date(2024, 5, 30), "phone", here, [shut]) == shut.words
    assert closed_by(dt.date(2024, 5, 31), "phone", here, [shut]) is None
    assert closed_by(dt.date(2024, 5, 29), "drop_in", here, [shut]) is None
    assert closed_by(dt.date(2024, 5, 29), "phone", there, [shut]) is None


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [
        (dt.date(2026, 3, 29), dt.time(2, 30), "01:30"),  # skipped: 02:30 is 03:30 on the clock
        (dt.date(2026, 10, 25), dt.time(2, 30), "00:30"),  # twice: the first
        (dt.date(2026, 10, 25), dt.time(9), "08:00"),
        (dt.date(2026, 10, 24), dt.time(9), "07:00"),
    ],
)
def test_hours_are_brussels_hours_on_the_days_the_clock_changes(day, hour, utc):
    assert f"{at(day, hour).astimezone(dt.UTC):%H:%M}" == utc
