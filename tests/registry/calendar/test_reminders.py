"""An hour agreed is reminded of the day before, by the way open for her; moved or cancelled, nothing reminds of it."""

import datetime as dt

import pytest
from django.test import override_settings

from palier.kernel import clock
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import InvalidInput
from palier.registry.calendar import actions
from palier.registry.calendar.rules.appointments import AppointmentDraft, AppointmentState, reminder_due
from palier.registry.calendar.rules.sessions import at
from tests.stage import without_locks

DAY = clock.today() + dt.timedelta(days=10)


@pytest.fixture(autouse=True)
def gateways():
    with override_settings(SMS_GATEWAY="http://127.0.0.1:9/", MAIL_GATEWAY="smtp://127.0.0.1:9"):
        yield


def agree(stage, day=DAY, persons=1, hour=14):
    home = stage.homes[0]
    draft = AppointmentDraft(
        start=at(day, dt.time(hour)), minutes=45, household=home.household, persons=tuple(home.persons[:persons])
    )
    with stage.amina.acting() as amina:
        return actions.make_appointment(actor=amina, draft=draft)


def lines(item):
    with without_locks() as cursor:
        cursor.execute(
            "SELECT channel, words, state, about_at, due_at, letter_id FROM messaging_dispatch WHERE item = %s"
            " ORDER BY written_at, id",
            [item],
        )
        return cursor.fetchall()


def change(stage, pk, act, **more):
    with stage.amina.acting() as amina:
        return act(actor=amina, pk=pk, version=1, **more)


def test_the_day_before_in_the_morning_by_sms_when_she_has_a_telephone(stage):
    pk = agree(stage)
    assert lines(pk) == [
        ("sms", "appointment", "waiting", at(DAY, dt.time(14)), at(DAY - dt.timedelta(days=1), dt.time(9)), None)
    ]


@pytest.mark.parametrize("day", [dt.date(2027, 3, 29), dt.date(2026, 10, 26)])  # the clock changes the night before
def test_nine_in_brussels_whatever_the_clocks_do(day):
    due = reminder_due(at(day, dt.time(14))).astimezone(BRUSSELS)
    assert (due.date(), due.time()) == (day - dt.timedelta(days=1), dt.time(9))


def test_by_mail_without_a_telephone_and_none_without_either(stage):
    person = stage.homes[0].persons[0]
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE people_contactdetails SET phone = '', email = 'zoe@exemple.invalid' WHERE person_id = %s", [person]
        )
    assert [row[0] for row in lines(agree(stage))] == ["mail"]
    with without_locks() as cursor:
        cursor.execute("UPDATE people_contactdetails SET email = '' WHERE person_id = %s", [person])
    assert lines(agree(stage, hour=16)) == []


def test_nobody_with_an_agreed_way_is_reminded_and_her_partner_is(stage):
    stage.reached_only(stage.homes[0].persons[0], "par sa sœur")
    pk = agree(stage, persons=2)
    with without_locks() as cursor:
        cursor.execute("SELECT person_id FROM messaging_dispatch WHERE item = %s", [pk])
        assert cursor.fetchall() == [(stage.homes[0].persons[1],)]


def test_a_child_is_not_reminded(stage):
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET born = sec.today() - 4000 WHERE id = %s", [stage.homes[0].persons[0]])
    assert lines(agree(stage)) == []


def test_moved_it_is_reminded_of_the_new_hour_only(stage):
    pk = agree(stage)
    later = at(DAY + dt.timedelta(days=2), dt.time(10))
    change(stage, pk, actions.move_appointment, start=later, minutes=30)
    assert [(row[2], row[3]) for row in lines(pk)] == [("withdrawn", at(DAY, dt.time(14))), ("waiting", later)]


def test_cancelled_or_answered_nothing_reminds_of_it(stage):
    pk, other = agree(stage), agree(stage, hour=16)
    change(stage, pk, actions.cancel_appointment)
    change(stage, other, actions.answer_appointment, state=AppointmentState.MET)
    assert [row[2] for row in lines(pk) + lines(other)] == ["withdrawn", "withdrawn"]


def test_an_hour_of_tomorrow_is_not_reminded_of_when_that_morning_has_passed(stage):
    assert lines(agree(stage, day=clock.today(), hour=23)) == []


def test_an_hour_that_is_refused_leaves_no_reminder(stage):
    agree(stage)
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM messaging_dispatch WHERE organisation_id = %s", [stage.company.pk])
        before = cursor.fetchone()
    with pytest.raises(InvalidInput):
        agree(stage)
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM messaging_dispatch WHERE organisation_id = %s", [stage.company.pk])
        assert cursor.fetchone() == before


def test_without_a_gateway_nothing_is_ever_due(stage):
    with override_settings(SMS_GATEWAY="", MAIL_GATEWAY=""):
        assert lines(agree(stage)) == []
