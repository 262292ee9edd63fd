"""The pages themselves: who sees which part, both languages, what a line was understood to say, and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.access.actions import add_to_team
from palier.access.rules import Duty
from palier.casework.cases import queries as cases
from tests.desk.capture.writing import open_file, send


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Noter un contact", "Faits et démarches", "Ce qu’on m’a confié", "Et ensuite", "Lira"]),
        ("nl", ["Een contact noteren", "Feiten en stappen", "In vertrouwen gezegd", "En daarna", "Leest"]),
    ],
)
def test_both_languages(stage, language, words):
    page = stage.amina.browser(language).get("/capture/").content.decode()

    for word in words:
        assert word in page
    assert f'<html lang="{language}"' in page


def test_the_front_desk_writes_no_secrets_and_chooses_no_tier(stage):
    page = stage.desk.browser().get(f"/capture/?household={stage.homes[0].household}").content.decode()

    assert 'name="facts"' in page
    for hidden in ("confided", "tier", "readers", "place"):
        assert f'name="{hidden}"' not in page
    assert "Amina Exemple" in page


def test_the_front_desk_leaves_a_contact(stage):
    answer = send(
        stage.desk.browser(),
        facts="a déposé une lettre",
        household=stage.homes[0].household,
        confided="glissé",
        tier="author",
        next_step="rappeler demain",
    )

    assert answer.status_code == 302
    with stage.amina.acting() as amina:
        (contact,) = cases.simple_contacts_of(amina, stage.homes[0].household).items
        assert (contact.facts, contact.tier) == ("a déposé une lettre", "team")
        assert cases.confidences_of(amina, [contact]) == {}


@pytest.mark.parametrize("who", ["accounts", "head", "technical", "direction", "officer", "analyst"])
def test_others_write_nothing_down(stage, who):
    browser = stage.people[who].browser()

    assert browser.get("/capture/").status_code == 404
    assert browser.get("/requests/new/").status_code == 404
    assert send(browser, facts="x").status_code == 404


def test_readers_are_shown_as_names(stage, amina):
    case = open_file(stage)
    with stage.amina.acting() as actor:
        subject = cases.case(actor, case).subject_id
        add_to_team(
            actor=actor, subject=subject, post=stage.emma.post, duty=Duty.REPLACEMENT, until=None, reason="vacances"
        )

    page = amina.get(f"/capture/?case={case}").content.decode()

    line = page.split("at-0")[1].split("</p>")[0]
    assert "Emma Exemple" in line
    assert "votre remplaçante" in line
    assert f'value="{case}" id="id_place_0" checked' in page


def test_a_page_never_tells_of_a_file_that_is_not_mine(stage):
    bart, home = stage.bart.browser(), stage.homes[0].household

    before = _comparable(bart.get(f"/capture/?household={home}"))
    open_file(stage)
    after = _comparable(bart.get(f"/capture/?household={home}"))

    assert before == after


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("rappeler demain", ["Compris", "rappeler"]),
        ("terugbellen over twee weken", ["Compris", "rappeler"]),
        ("voir ensemble", ["Aucun jour compris"]),
    ],
)
def test_what_comes_next_is_understood_while_typing(stage, amina, words, said):
    fragment = amina.post("/capture/day/", {"next_step": words}).content.decode()

    assert "<html" not in fragment
    for word in said:
        assert word in fragment


def test_the_search_is_a_fragment_and_finds_by_telephone(stage, amina):
    from tests.desk.capture.writing import rows

    ((phone, household),) = rows(
        "SELECT d.phone, m.household_id FROM people_contactdetails d"
        " JOIN people_householdmember m ON m.person_id = d.person_id WHERE d.person_id = %s",
        stage.homes[0].persons[0],
    )

    fragment = amina.post("/capture/find/", {"who": phone.replace("+32", "0")}).content.decode()

    assert "<html" not in fragment
    assert f'value="{household}"' in fragment


def test_a_household_with_files_costs_no_more_queries(stage, amina):
    address = f"/capture/?household={stage.homes[0].household}"
    amina.get(address)
    with CaptureQueriesContext(connection) as without:
        amina.get(address)
    for _ in range(3):
        open_file(stage)
    with CaptureQueriesContext(connection) as with_files:
        amina.get(address)

    assert len(with_files) == len(without)
    assert len(without) <= 25


def test_no_page_carries_a_line_of_script_or_style(stage, amina):
    home = stage.homes[0].household
    for address in ("/capture/", f"/capture/?household={home}", "/requests/", "/requests/new/", "/desk/"):
        page = amina.get(address).content.decode()
        assert " style=" not in page
        assert "onclick" not in page
        assert page.count("<script") == page.count("<script src") + page.count('<script type="module" src')


def _comparable(answer):
    page = answer.content.decode().split("<main")[1]
    import re

    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|csrfmiddlewaretoken[^>]*", "", page)


def test_the_front_desk_says_for_whom_in_the_household(stage):
    page = stage.desk.browser().get(f"/requests/new/?household={stage.homes[0].household}").content.decode()

    assert f'name="persons" value="{stage.homes[0].persons[0]}"' in page
