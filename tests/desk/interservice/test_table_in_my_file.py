"""What the services ask each other, as the tenant reads it at her own door: hers alone, kinds and days, no words (P2, P9)."""

import datetime as dt

import pytest

from palier.kernel import clock
from palier.registry.interservice import actions
from palier.registry.interservice.rules import LineDraft
from tests.door.comers import come_in, give, plain
from tests.registry.interservice.lines import answer, repair, send, service_of, told
from tests.stage import without_locks


def door(stage, person, language="fr"):
    page = plain(come_in(give(stage.amina, person), language).get("/door/file/"))
    return page[page.index('id="between"') : page.index('id="opened"')]


@pytest.fixture
def home(stage):
    with without_locks():
        return stage.home(stage.buildings[0], 2)


def test_she_finds_what_was_asked_for_her_and_its_answer_and_her_partner_does_not(stage, home):
    zoe, omer = home.persons
    line = repair(stage, home, person=zoe)
    day = clock.today() + dt.timedelta(days=3)
    answer(stage, line, "on_day", who="technical", day=day, text="Le plombier du premier étage")

    hers = door(stage, zoe)
    assert "Une réparation chez vous, Cuisine. <b>Ce sera fait</b>" in hers
    assert str(day.year) in hers
    assert "plombier" not in hers
    assert "réparation" not in door(stage, omer)


def test_what_the_worker_asked_for_nobody_by_name_is_in_nobodys_file(stage, home):
    repair(stage, home)
    for person in home.persons:
        assert "réparation" not in door(stage, person)


def test_what_departments_told_stands_in_the_file_of_both_without_words_or_the_worker_s_answer(stage, home):
    line = told(stage, home, text="Deux loyers en retard")
    answer(stage, line, "visit_arranged", who="amina", day=clock.today())
    for person in home.persons:
        page = door(stage, person)
        assert "Une question sur votre compte locatif. <b>Pas encore de réponse</b>." in page
        assert "Deux loyers" not in page
        assert "visite" not in page


def test_an_act_stands_in_the_file_of_the_only_adult(stage):
    with without_locks():
        home = stage.home(stage.buildings[0], 1)
    act = send(stage, home, "amount_contested")
    answer(stage, act.pk, "agreed", who="accounts")
    assert "U bent het niet eens met het bedrag. <b>Het antwoord is ja</b>." in door(stage, home.persons[0], "nl")


def test_between_two_departments_she_reads_that_they_asked(stage, home):
    with stage.accounts.acting() as actor:
        draft = LineDraft(
            home.household,
            "repair",
            service_of(stage, "technical"),
            spot="bathroom",
            text="La fuite est-elle réparée ?",
        )
        actions.begin(actor=actor, draft=draft)
    page = door(stage, home.persons[1])
    assert "la comptabilité, le service technique" in page
    assert "fuite" not in page


def test_who_came_later_reads_nothing_of_before(stage, home):
    told(stage, home)
    omer = home.persons[1]
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE people_householdmember SET valid = daterange(%s, NULL) WHERE person_id = %s", [clock.today(), omer]
        )
        cursor.execute(
            "UPDATE interservice_line SET asked_at = asked_at - interval '5 days' WHERE household_id = %s",
            [home.household],
        )
    assert "compte locatif" in door(stage, home.persons[0])
    assert "compte locatif" not in door(stage, omer)
