"""Calendars that other programs read: when somebody is busy, and nothing about anybody (P48)."""

import datetime as dt

import pytest
from django.test import Client
from icalendar import Calendar

from palier.kernel import clock
from palier.kernel.errors import InvalidInput, Refused
from palier.registry.calendar import actions, queries
from palier.registry.calendar.rules.appointments import AppointmentDraft, AppointmentKind, FeedKind
from palier.registry.calendar.rules.sessions import at
from tests.registry.calendar.timetable import closure, duty, series, venue
from tests.stage import without_locks

DAY = clock.today() + dt.timedelta(days=2)
SECRETS = ("canariraison", "Exemple", "Zoé", "Omer", "Brouillon", "canaripersonne")


def visit(stage, who="amina", start="10:00", home=0):
    place = stage.homes[home]
    draft = AppointmentDraft(
        start=at(DAY, dt.time.fromisoformat(start)),
        minutes=60,
        kind=AppointmentKind.HOME,
        household=place.household,
        persons=tuple(place.persons),
        purpose="canariraison",
        who="canaripersonne",
        interpreter="ti",
    )
    with stage.people[who].acting() as actor:
        return actions.make_appointment(actor=actor, draft=draft)


def address(stage, who="amina", kind=FeedKind.WORKER, where=None):
    with stage.people[who].acting() as actor:
        return actions.make_feed(actor=actor, kind=kind, venue=where)


def read(secret, language="fr"):
    answer = Client().get(f"/{language}/agenda/{secret}.ics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar") and "no-store" in answer.headers["Cache-Control"]
    return answer.content


def events(text):
    calendar = Calendar.from_ical(text)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return calendar.walk("VEVENT")


def test_a_visit_is_an_hour_that_is_taken_and_says_nothing(stage):
    visit(stage)
    text = read(address(stage))

    (event,) = events(text)
    assert str(event["SUMMARY"]) == "Occupé" and "LOCATION" not in event and "DESCRIPTION" not in event
    assert event["DTSTART"].dt == at(DAY, dt.time(10)) and event["CLASS"] == "PRIVATE"
    for word in SECRETS:
        assert word.encode() not in text
    assert str(events(read(address(stage), "nl"))[0]["SUMMARY"]) == "Bezet"


def test_the_file_is_written_as_the_standard_has_it(stage):
    duty(stage, series(stage, "drop_in", venue(stage, "Une antenne au nom " + "très " * 12 + "long")), "amina")
    text = read(address(stage))
    lines = text.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-1] == b""
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert all(line.endswith(b"Z") for line in lines if line.startswith((b"DTSTART", b"DTEND", b"DTSTAMP")))
    assert len({str(one["UID"]) for one in events(text)}) == len(events(text))


def test_hours_stay_brussels_hours_across_the_change_of_clocks(stage):
    duty(stage, series(stage, "drop_in", venue(stage), hours=("09:00", "10:00")), "amina")
    found = {one["DTSTART"].dt.astimezone(at(DAY, dt.time()).tzinfo).time() for one in events(read(address(stage)))}
    utc = {one["DTSTART"].dt.time() for one in events(read(address(stage)))}
    assert found == {dt.time(9)}
    assert utc == {dt.time(7), dt.time(8)}  # half a year ahead always holds a change


def test_sessions_stand_in_it_and_closed_ones_do_not(stage):
    duty(stage, series(stage, "drop_in", venue(stage)), "amina")
    closure(stage, DAY)
    days = {one["DTSTART"].dt.date() for one in events(read(address(stage)))}
    assert DAY not in days and DAY + dt.timedelta(days=1) in days


def test_each_kind_holds_its_own(stage):
    here, there = venue(stage), venue(stage, "Antenne")
    duty(stage, series(stage, "drop_in", here), "amina")
    duty(stage, series(stage, "drop_in", there, hours=("13:00", "14:00")), "bart")
    visit(stage)
    visit(stage, "bart", "15:00", home=4)

    mine = events(read(address(stage)))
    of_venue = events(read(address(stage, kind=FeedKind.VENUE, where=there)))
    team = events(read(address(stage, kind=FeedKind.TEAM)))

    assert {str(one.get("LOCATION", ""))[:5] for one in mine} == {"Siège", ""}
    assert {str(one["LOCATION"])[:7] for one in of_venue} == {"Antenne"}
    busy = sorted(str(one["SUMMARY"]) for one in team if one.get("CLASS"))
    assert busy == ["Occupé (AE)", "Occupé (BE)"]


def test_a_withdrawn_an_unknown_and_an_ended_address_look_the_same(stage):
    secret = address(stage)
    assert read(secret)
    with stage.amina.acting() as amina:
        (feed,) = queries.feeds(amina)
        actions.withdraw_feed(actor=amina, pk=feed.pk)
    gone, never = Client().get(f"/fr/agenda/{secret}.ics"), Client().get("/fr/agenda/never-given.ics")
    assert gone.status_code == never.status_code == 404 and gone.content.replace(
        secret.encode(), b""
    ) == never.content.replace(b"never-given", b"")

    other = address(stage, "bart")
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_post SET valid = daterange(lower(valid), sec.today() - 1) WHERE id = %s",
            [stage.bart.post],
        )
    assert Client().get(f"/fr/agenda/{other}.ics").status_code == 404


def test_nobody_withdraws_anothers_address_and_the_front_desk_has_none(stage):
    address(stage)
    with stage.amina.acting() as amina:
        (feed,) = queries.feeds(amina)
    with stage.bart.acting() as bart, pytest.raises(Refused):
        actions.withdraw_feed(actor=bart, pk=feed.pk)
    with stage.desk.acting() as desk, pytest.raises(Refused):
        actions.make_feed(actor=desk, kind=FeedKind.WORKER)
    with stage.amina.acting() as amina, pytest.raises(InvalidInput):
        actions.make_feed(actor=amina, kind=FeedKind.VENUE)


def test_only_a_hash_of_the_address_is_kept(stage):
    secret = address(stage)
    with without_locks() as cursor:
        cursor.execute("SELECT secret_hash FROM calendar_calendarfeed WHERE post_id = %s", [stage.amina.post])
        (kept,) = cursor.fetchone()
    assert len(bytes(kept)) == 32 and secret.encode() not in bytes(kept)
