"""Hours as rules: what HSDS says, what is typed, said in words, and read by a calendar. No database."""

import datetime as dt

import pytest
import recurring_ical_events
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from palier.kernel.days import BRUSSELS
from palier.registry.partners.exports.calendars import hours_calendar
from palier.registry.partners.labels.hours import in_words
from palier.registry.partners.models import PartnerService
from palier.registry.partners.rules.hours import (
    MONTHLY,
    WEEKDAYS,
    NotARule,
    Opening,
    first_day,
    of_a_week,
    opening_of,
    schedule_of,
    spans,
    typed,
    with_week,
)

NINE, NOON, TWO, FIVE = dt.time(9), dt.time(12), dt.time(14), dt.time(17)
NOW = dt.datetime(2026, 11, 27, 10, tzinfo=BRUSSELS)
PLAIN = Opening(("MO", "TU", "WE"), NINE, NOON)


@pytest.mark.parametrize(
    ("schedule", "rule"),
    [
        ({"freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "09:00:00", "closes_at": "12:00"}, PLAIN),
        ({"freq": "WEEKLY", "byday": "mo", "opens_at": "09:00Z", "interval": 2, "dtstart": "2026-01-05",
          "valid_to": "2026-06-30", "until": "2026-12-31"},
         Opening(("MO",), NINE, every=2, starts=dt.date(2026, 1, 5), ends=dt.date(2026, 6, 30))),
        ({"freq": "MONTHLY", "byday": "1MO,-1FR", "count": 3}, Opening(("1MO", "-1FR"), freq=MONTHLY, times=3)),
        ({"freq": "MONTHLY", "bymonthday": "1, -1"}, Opening(freq=MONTHLY, monthdays=(1, -1))),
        ({"description": "sur rendez-vous"}, None),
    ],
)  # fmt: skip
def test_a_schedule_is_a_rule(schedule, rule):
    assert opening_of(schedule) == rule


@pytest.mark.parametrize(
    "schedule",
    [
        {"byday": "XX"}, {"byday": ""}, {"byday": "1MO"}, {"byday": "MO", "opens_at": "25:00"},
        {"byday": "MO", "until": "demain"}, {"byday": "MO", "interval": 99}, {"byday": "MO", "byweekno": "41"},
        {"byday": "MO", "dtstart": "2026-02-01", "until": "2026-01-01"}, {"byday": "MO", "count": 1e308},
        {"freq": "MONTHLY"}, {"freq": "MONTHLY", "bymonthday": "32"}, {"freq": "YEARLY", "byday": "MO"},
    ],
)  # fmt: skip
def test_a_rule_that_means_nothing_is_not_understood(schedule):
    with pytest.raises(NotARule):
        opening_of({"freq": "WEEKLY", **schedule})


times = st.times().map(lambda one: one.replace(second=0, microsecond=0))
days = st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True).map(tuple)


@given(days, times, times, st.integers(1, 52), st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)))
def test_a_rule_written_and_read_is_the_same_rule(days, opens, closes, every, starts):
    rule = Opening(days, opens, closes, every=every, starts=starts)

    assert opening_of(schedule_of(rule)) == rule


@given(st.dictionaries(st.sampled_from(WEEKDAYS), st.lists(st.tuples(times, times), max_size=3, unique=True)))
def test_a_week_typed_is_the_week_that_is_shown(by_day):
    week = of_a_week(by_day)

    assert {day: spans(typed(week, day)) for day in WEEKDAYS} == {day: sorted(by_day.get(day, [])) for day in WEEKDAYS}
    assert with_week((*week, Opening(("2MO",), freq=MONTHLY)), week)[:-1] == week


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []), ("9-12", [(NINE, NOON)]), ("9:00–12:00, 14h-17h", [(NINE, NOON), (TWO, FIVE)]),
        ("9h00 à 12h et 14.00-17.00", [(NINE, NOON), (TWO, FIVE)]), ("9 tot 12 en 14-17", [(NINE, NOON), (TWO, FIVE)]),
    ],
)  # fmt: skip
def test_hours_are_typed_as_people_do(text, found):
    assert spans(text) == found


@pytest.mark.parametrize("text", ["9", "25-26", "9-12-14", "matin", "9:70-12"])
def test_other_hours_are_refused(text):
    with pytest.raises(ValueError):
        spans(text)


def test_what_is_not_a_plain_week_survives_a_week_written_anew():
    special = Opening(("1SA",), NINE, NOON, MONTHLY)

    assert with_week((PLAIN, special), of_a_week({"FR": [(TWO, FIVE)]})) == (Opening(("FR",), TWO, FIVE), special)
    assert with_week((special, PLAIN), of_a_week({day: [(NINE, NOON)] for day in PLAIN.days})) == (special, PLAIN)


@pytest.mark.parametrize(
    ("rule", "french", "dutch"),
    [
        (PLAIN, "lundi à mercredi : 9 h – 12 h", "maandag tot woensdag: 9 uur – 12 uur"),
        (Opening(("MO", "WE", "FR"), NINE, dt.time(12, 30)), "lundi, mercredi, vendredi : 9 h – 12 h 30",
         "maandag, woensdag, vrijdag: 9 uur – 12.30 uur"),
        (Opening(("1MO",), NINE, None, MONTHLY), "premier lundi du mois : à partir de 9 h",
         "eerste maandag van de maand: vanaf 9 uur"),
        (Opening(("MO",), NINE, NOON, every=2, ends=dt.date(2027, 6, 30)),
         "lundi : 9 h – 12 h, toutes les 2 semaines, jusqu’au 30 juin 2027",
         "maandag: 9 uur – 12 uur, om de 2 weken, tot en met 30 juni 2027"),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_both_languages(rule, french, dutch):
    for language, said in (("fr", french), ("nl", dutch)):
        with override(language):
            assert in_words(rule).replace("\u00a0", " ") == said


def occurrences(rules, since, until):
    row = PartnerService(name_fr="Service", name_nl="Dienst", opening=[schedule_of(rule) for rule in rules])
    text = hours_calendar(row, language="fr", now=NOW)
    assert b"\r\n" in text and max(map(len, text.split(b"\r\n"))) <= 75
    found = recurring_ical_events.of(Calendar.from_ical(text)).between(since, until)
    return sorted((one["DTSTART"].dt, one["DTEND"].dt) for one in found)


def test_a_calendar_reads_the_hours_and_nine_stays_nine_when_the_clocks_change():
    found = occurrences([Opening(("SU",), NINE, NOON)], dt.date(2027, 3, 20), dt.date(2027, 4, 5))

    assert [(start.date().day, start.hour, end.hour) for start, end in found] == [(21, 9, 12), (28, 9, 12), (4, 9, 12)]
    assert {start.utcoffset().seconds for start, _ in found} == {3600, 7200}


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (Opening(("1MO",), NINE, NOON, MONTHLY), [dt.date(2026, 12, 7), dt.date(2027, 1, 4)]),
        (Opening(("-1FR",), NINE, NOON, MONTHLY), [dt.date(2026, 11, 27), dt.date(2026, 12, 25), dt.date(2027, 1, 29)]),
        (Opening(("TU",), NINE, NOON, every=2), [dt.date(2026, 12, day) for day in (1, 15, 29)]
         + [dt.date(2027, 1, day) for day in (12, 26)]),
        (Opening(("SA",), dt.time(22), dt.time(2), ends=dt.date(2026, 12, 5)),
         [dt.date(2026, 11, 28), dt.date(2026, 12, 5)]),
        (Opening(("MO",), starts=dt.date(2027, 1, 18), times=2), [dt.date(2027, 1, 18), dt.date(2027, 1, 25)]),
        (Opening(freq=MONTHLY, monthdays=(-1,)), [dt.date(2026, 11, 30), dt.date(2026, 12, 31), dt.date(2027, 1, 31)]),
    ],
)  # fmt: skip
def test_rules_fall_on_their_days(rule, days):
    found = occurrences([rule], dt.date(2026, 11, 27), dt.date(2027, 2, 1))

    assert [start.date() if isinstance(start, dt.datetime) else start for start, _ in found] == days
    assert first_day(rule, NOW.date()) == days[0]
