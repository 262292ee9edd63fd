"""The officer's page of holds, and the worker's page of what soon ends."""

import datetime as dt
import uuid

from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.casework.cases import actions as cases
from palier.casework.cases.rules import ContactDraft
from tests.stage import without_locks


def number_of(person):
    with without_locks() as cursor:
        cursor.execute("SELECT source_id FROM people_person WHERE id = %s", [person])
        return cursor.fetchone()[0]


def held(stage):
    with stage.officer.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT of_person, reason, lifted_at IS NULL FROM sec.holds()")
        return cursor.fetchall()


def test_a_hold_is_placed_by_number_and_lifted_and_the_page_tells_nothing_of_a_file(stage):
    browser = stage.officer.browser()
    person = number_of(stage.homes[0].persons[0])

    assert browser.post("/holds/", {"person": person, "file": "", "reason": "Plainte en cours"}).status_code == 302
    assert browser.post("/holds/", {"person": "", "file": str(uuid.uuid4()), "reason": "Sans"}).status_code == 302
    assert sorted(held(stage)) == [(False, "Sans", True), (True, "Plainte en cours", True)]
    page = browser.get("/holds/").content.decode()
    with without_locks() as cursor:
        cursor.execute("SELECT label FROM people_household WHERE id = %s", [stage.homes[0].household])
        label = cursor.fetchone()[0]
    assert "Plainte en cours" in page
    assert label not in page and person not in page

    with stage.officer.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM sec.holds() WHERE reason = 'Sans'")
        pk = cursor.fetchone()[0]
    assert browser.post(f"/holds/{pk}/lift/").status_code == 302
    assert browser.post(f"/holds/{pk}/lift/").status_code == 302  # sent twice
    assert (False, "Sans", False) in held(stage)


def test_what_is_missing_is_said_and_what_was_typed_stays(stage):
    browser = stage.officer.browser("nl")
    for sent, words in (
        ({"person": "nobody-7", "reason": "Omdat"}, "Niemand in het bestand"),
        ({"reason": "Omdat"}, "Geef een van beide"),
        ({"person": "x", "file": str(uuid.uuid4()), "reason": "Omdat"}, "Geef een van beide"),
        ({"file": "abc", "reason": "Omdat"}, "Dit is geen dossiernummer"),
    ):
        answer = browser.post("/holds/", sent)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert words in text and "Omdat" in text, sent
    assert held(stage) == []


def test_a_number_of_another_company_is_nobodys(stage):
    foreign = stage.company.pk
    with stage.chloe.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT sec.person_of_number(%s)", [number_of(stage.homes[0].persons[0])])
        assert cursor.fetchone() == (None,)
    for name, found in (("admin", False), ("amina", False), ("officer", True)):
        with stage.people[name].acting() as actor, connection.cursor() as cursor:
            assert actor.organisation == foreign
            cursor.execute("SELECT sec.person_of_number(%s)", [number_of(stage.homes[0].persons[0])])
            assert (cursor.fetchone()[0] is not None) == found, name


def test_who_opens_which_page(stage):
    for name in ("amina", "trainee"):
        assert stage.people[name].browser().get("/ending/").status_code == 200, name
        assert stage.people[name].browser().get("/holds/").status_code == 404, name
    for name in ("head", "admin", "accounts", "agent", "desk"):
        assert stage.people[name].browser().get("/ending/").status_code == 404, name
        assert stage.people[name].browser().get("/holds/").status_code == 404, name
    assert stage.officer.browser().get("/holds/").status_code == 200
    assert stage.officer.browser().get("/ending/").status_code == 404


def ending(stage, number, day):
    with stage.amina.acting() as amina:
        made = [
            cases.record_contact(actor=amina, draft=ContactDraft("Bref", household=home.household))
            for home in stage.homes[:3]
            for _ in range(number)
        ]
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_contact SET ends_on = %s WHERE id = ANY (%s)", [day, made])


def test_the_worker_finds_the_household_of_what_ends_in_as_many_statements(stage):
    browser = stage.amina.browser()
    with stage.amina.acting() as amina:
        day = amina.today + dt.timedelta(days=5)

    def asked():
        with CaptureQueriesContext(connection) as seen:
            text = browser.get("/ending/").content.decode()
        return len(seen), text

    ending(stage, 1, day)
    asked()
    few, text = asked()
    assert f"/households/{stage.homes[0].household}/" in text
    ending(stage, 6, day)
    assert asked()[0] == few
