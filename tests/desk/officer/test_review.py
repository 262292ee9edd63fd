"""The review of the read ledger: each rule finds its planted reading and is silent on the twin beside it (P28)."""

import datetime as dt
import hashlib
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.access.rights import actions, queries
from palier.access.rights.rules import ReviewRule
from palier.identity.organisations.models import Post
from palier.kernel.errors import Refused
from tests.stage import STAGE, put, without_locks

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def stage(stage):
    """With the readers’ names of nobody in the register."""
    for name in ("amina", "bart", "officer"):
        named(stage, name, name.capitalize(), f"Personne-{uuid.uuid4().hex[:6]}")
    return stage


def named(stage, name, first, last):
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_staffmember s SET first_name = %s, last_name = %s FROM organisations_post p"
            " WHERE p.staff_id = s.id AND p.id = %s",
            [first, last, stage.people[name].post],
        )


def name_of(person):
    with without_locks() as cursor:
        cursor.execute("SELECT first_name, last_name FROM people_person WHERE id = %s", [person])
        return cursor.fetchone()


def read(stage, who, reference, at=None, what="household_file"):
    """A line of the ledger, as the pages write it."""
    with without_locks() as cursor:
        cursor.execute(
            "INSERT INTO access_read_event (at, post_id, what, reference) VALUES (coalesce(%s, sec.now()), %s, %s, %s)"
            " RETURNING id",
            [at, stage.people[who].post, what, reference],
        )
        return cursor.fetchone()[0]


def job(*functions):
    with without_locks() as cursor:
        for function in functions:
            cursor.execute(f"SELECT sec.{function}()")


def found(stage, rule=None):
    with stage.officer.acting() as officer:
        return [one for one in queries.findings(officer) if rule in (None, one.rule)]


def test_a_shared_surname_is_found_whatever_its_accents_and_another_is_not(stage):
    hers, other = stage.homes[0], stage.homes[1]
    last = name_of(hers.persons[0])[1]
    named(stage, "amina", "Amina", last.upper().replace("E", "É", 1))
    read(stage, "amina", hers.household)
    read(stage, "amina", hers.persons[1], what="person_copy")  # the same day, the same household: once
    read(stage, "amina", other.household)
    read(stage, "bart", hers.household)

    job("review_ledger", "review_ledger")

    [one] = found(stage)
    assert (one.rule, one.name.split()[0], one.what) == (ReviewRule.SAME_SURNAME, "Amina", "household_file")
    assert not {str(hers.household), str(hers.persons[0])} & set(vars(one).values())


def test_her_own_building_is_found_and_another_building_is_not(stage):
    home, beside, elsewhere = stage.homes[0], stage.homes[1], stage.homes[2]  # two homes a building
    named(stage, "bart", *name_of(home.persons[1]))
    for one in (home, beside, elsewhere):
        read(stage, "bart", one.household)
        read(stage, "amina", one.household)

    job("review_ledger")

    assert [one.name for one in found(stage, ReviewRule.OWN_ADDRESS)] == [" ".join(name_of(home.persons[1]))] * 2
    assert found(stage, ReviewRule.SAME_SURNAME) == []  # told once


def test_many_households_within_an_hour_are_found_and_as_many_over_a_day_are_not(stage):
    with without_locks():
        households = [stage.home(stage.buildings[0]).household for _ in range(31)]
    noon = dt.datetime.now(dt.UTC) - dt.timedelta(days=2)
    for number, household in enumerate(households):
        read(stage, "amina", household, noon + number * dt.timedelta(minutes=1))
        read(stage, "bart", household, noon - dt.timedelta(days=1) + number * dt.timedelta(minutes=40))
        read(stage, "officer", households[0], noon + number * dt.timedelta(minutes=1))  # one household, often

    job("review_ledger")

    [one] = found(stage)
    assert (one.rule, one.number, one.name.split()[0]) == (ReviewRule.MANY_FILES, 31, "Amina")


def test_the_number_of_an_hour_is_dated(stage):
    for home in stage.homes[:3]:
        read(stage, "amina", home.household)
    job("review_ledger")
    assert found(stage) == []
    with without_locks() as cursor:
        cursor.execute(
            "INSERT INTO rights_reviewlimit (id, key, number, valid_from, source)"
            " VALUES (gen_random_uuid(), 'files_an_hour', 2, sec.today(), 'test')"
        )
    try:
        job("review_ledger")
        assert [one.number for one in found(stage)] == [3]
    finally:
        with without_locks() as cursor:
            cursor.execute("DELETE FROM rights_reviewlimit WHERE source = 'test'")


def test_the_sample_is_drawn_once_and_with_its_seed_again(stage):
    with stage.officer.acting() as officer:
        first = officer.today.replace(day=1)
    last_month = dt.datetime.combine(first - dt.timedelta(days=10), dt.time(12), dt.UTC)
    pool = [read(stage, "amina", stage.homes[0].household, last_month + number * HOUR / 60) for number in range(25)]
    read(stage, "amina", stage.homes[0].household)  # of this month: not in the pool

    job("seal_ledger", "draw_sample", "draw_sample")

    with without_locks() as cursor:
        cursor.execute(
            "SELECT event, seed FROM rights_finding WHERE rule = 'sample' AND organisation_id = %s", [stage.company.pk]
        )
        rows = cursor.fetchall()
    [seed] = {seed for _event, seed in rows}
    again = sorted(pool, key=lambda event: hashlib.sha256(f"{seed} {event}".encode()).digest())[:10]
    assert sorted(event for event, _seed in rows) == sorted(again)


def test_the_officer_answers_once_never_her_own_and_nobody_else_at_all(stage):
    last = name_of(stage.homes[0].persons[0])[1]
    for who in ("amina", "officer"):
        named(stage, who, who.capitalize(), last)
        read(stage, who, stage.homes[0].household)
    job("review_ledger")
    theirs, own = sorted(found(stage), key=lambda one: one.own)

    browser = stage.officer.browser("nl")
    assert browser.post(f"/review/{theirs.id}/", {"word": "x" * 1001}).status_code == 422
    assert browser.post(f"/review/{theirs.id}/", {"word": "Haar eigen dossier"}).status_code == 302
    assert browser.post(f"/review/{theirs.id}/", {"word": "Later anders"}).status_code == 302  # sent twice
    assert browser.post(f"/review/{own.id}/", {"word": "Niets"}).status_code == 302
    assert {one.id: (one.answered_at is not None, one.word) for one in found(stage)} == {
        theirs.id: (True, "Haar eigen dossier"),
        own.id: (False, ""),
    }
    page = browser.get("/review/").content.decode()
    assert "Haar eigen dossier" in page and str(stage.homes[0].household) not in page
    for name in ("head", "amina", "admin", "direction", "chloe"):
        assert stage.people[name].browser().get("/review/").status_code == 404, name
        with stage.people[name].acting() as actor:
            with pytest.raises(Refused):
                actions.answer_finding(actor=actor, pk=own.id, word="x")
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM sec.findings(10)")
                assert cursor.fetchone() == (0,), name
                cursor.execute("SELECT sec.answer_finding(%s, 'x')", [own.id])
                assert cursor.fetchone() == (False,), name


def test_a_second_officer_answers_for_the_first(stage):
    named(stage, "officer", "Odile", name_of(stage.homes[0].persons[0])[1])
    read(stage, "officer", stage.homes[0].household)
    job("review_ledger")
    [one] = found(stage)
    with without_locks():
        post = Post._base_manager.using(STAGE).get(pk=stage.people["bart"].post)
        second = put(
            Post(staff_id=post.staff_id, organisation=stage.company, role="data_protection_officer", valid=post.valid)
        )
    stage.people["second"] = type(stage.officer)("second", stage.people["bart"].user, second.pk)

    with stage.people["second"].acting() as actor:
        assert actions.answer_finding(actor=actor, pk=one.id, word="")


def test_the_page_asks_as_many_statements_however_much_was_found_and_findings_end(stage):
    browser = stage.officer.browser()
    last = name_of(stage.homes[0].persons[0])[1]
    named(stage, "amina", "Amina", last)

    def asked():
        with CaptureQueriesContext(connection) as seen:
            browser.get("/review/")
        return len(seen)

    read(stage, "amina", stage.homes[0].household)
    job("review_ledger")
    asked()
    before = asked()
    for days in range(1, 7):
        read(stage, "amina", stage.homes[0].household, dt.datetime.now(dt.UTC) - dt.timedelta(days=days))
    job("review_ledger")
    assert len(found(stage)) == 7
    assert asked() == before <= 12
    with without_locks() as cursor:
        cursor.execute("UPDATE rights_finding SET at = at - interval '13 months' WHERE organisation_id = %s AND at < now() - interval '60 hours'", [stage.company.pk])  # fmt: skip
    job("erase_findings")
    assert len(found(stage)) == 3
