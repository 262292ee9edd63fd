"""What the head is told: whole weeks, small numbers not said."""

import datetime as dt

import pytest

from palier.desk.waiting_room.rules import Came, SessionState, span_told, state_of, the_one_of_today, weeks_told
from palier.kernel.days import BRUSSELS
from palier.registry.calendar.rules.sessions import Span
from palier.registry.waiting.models import WaitingCount
from tests.desk.waiting_room.room import main
from tests.stage import put, without_locks

S = SessionState
MONDAY = dt.date(2026, 3, 2)


def came(day=MONDAY, venue="Local", arrived=12, received=10, left=2, interpreters=3, minutes=150):
    return Came(day, venue, arrived, received, left, interpreters, minutes)


def test_days_become_weeks_by_venue_the_latest_first():
    days = [came(MONDAY + dt.timedelta(days=number), arrived=number + 5) for number in (0, 4, 7)]

    told = weeks_told([*days, came(venue="Antenne", arrived=30, received=20, left=10, minutes=205)])

    assert [(week.first, week.venue, week.arrived) for week in told] == [
        (MONDAY + dt.timedelta(days=7), "Local", "12"),
        (MONDAY, "Antenne", "30"),
        (MONDAY, "Local", "14"),
    ]
    assert (told[1].received, told[1].left_unseen, told[1].interpreters, told[1].wait) == ("20", "10", "<5", 10)


def test_a_small_number_is_not_said_nor_given_away():
    (week,) = weeks_told([came()])
    assert (week.arrived, week.received, week.left_unseen, week.interpreters, week.wait) == ("12", "≥8", "<5", "<5", 15)
    (small,) = weeks_told([came(arrived=5, received=5, left=0, minutes=60)])
    assert (small.received, small.left_unseen, small.wait) == ("", "", None)


@pytest.mark.parametrize(
    ("today", "last"),
    [
        ("2026-03-09", "2026-03-01"),
        ("2026-03-10", "2026-03-08"),
        ("2026-03-15", "2026-03-08"),
        ("2026-03-16", "2026-03-08"),
    ],
)
def test_a_week_is_told_when_it_is_over_and_its_names_have_gone(today, last):
    first, until = span_told(dt.date.fromisoformat(today))

    assert until == dt.date.fromisoformat(last)
    assert (until - first).days == 12 * 7 - 1
    assert first.isoweekday() == 1


def at(hour):
    return dt.datetime(2026, 3, 2, hour, tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("now", "closed", "state"),
    [(8, False, S.LATER), (9, False, S.RUNNING), (11, False, S.RUNNING), (12, False, S.OVER), (10, True, S.CLOSED)],
)
def test_how_the_session_of_today_stands(now, closed, state):
    assert state_of(Span(at(9), at(12)), closed, at(now)) == state
    assert state_of(None, closed, at(now)) == S.NONE


@pytest.mark.parametrize(
    ("states", "chosen"),
    [
        ([S.OVER, S.RUNNING], 1), ([S.OVER, S.LATER], 1), ([S.RUNNING, S.LATER], 0), ([S.LATER, S.LATER], 0),
        ([S.OVER, S.OVER], 1), ([S.CLOSED, S.LATER], 1), ([S.CLOSED], 0),
    ],
)  # fmt: skip
def test_the_page_is_about_the_session_that_runs_else_the_next_else_the_last(states, chosen):
    assert the_one_of_today(states) == chosen


def count(stage, room, weeks_ago=2, **numbers):
    known = {"arrived": 12, "received": 10, "left_unseen": 2, "interpreters": 1, "minutes_waited": 150}
    day = dt.datetime.now(BRUSSELS).date() - dt.timedelta(weeks=weeks_ago)
    with without_locks():
        put(WaitingCount(organisation=stage.company, venue_id=room.venue, day=day, **{**known, **numbers}))


@pytest.mark.parametrize(("language", "words"), [("fr", "Qui est venu, en nombres"), ("nl", "Wie kwam, in getallen")])
def test_the_head_reads_numbers_by_venue_and_week(stage, room, language, words):
    count(stage, room)
    count(stage, room, weeks_ago=0, arrived=77)

    page = main(stage.head.browser(language).get("/waiting/counts/"))

    assert words in page
    assert f"Local {language.upper()}" in page
    assert ">12<" in page and "≥8" in page and "&lt;5" in page and "15 min" in page
    assert "77" not in page  # a week under way


def test_no_name_and_no_worker_stands_among_the_numbers(stage, room):
    count(stage, room)
    room.received(home=0, who="Dame Exemple")

    page = main(stage.head.browser().get("/waiting/counts/"))

    assert ">12<" in page
    assert "Exemple" not in page and "Amina" not in page


@pytest.mark.parametrize("name", ["amina", "desk", "trainee", "direction", "officer", "accounts", "agent"])
def test_numbers_are_for_the_head_alone(stage, room, name):
    count(stage, room)

    assert stage.people[name].browser().get("/waiting/counts/").status_code == 404
    assert stage.head.browser().get("/waiting/counts/").status_code == 200
