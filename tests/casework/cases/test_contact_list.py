"""My latest contacts: mine and my team's, day by day, nobody else's; one line of the read ledger; no word of what is reinforced."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.access.rules import Tier
from palier.casework.cases import actions
from palier.casework.cases.rules import CaseDraft, ContactDraft
from tests.stage import without_locks


@pytest.fixture
def file(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        return actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))


def note(stage, file, facts, tier=Tier.TEAM):
    with stage.amina.acting() as amina:
        actions.record_contact(actor=amina, draft=ContactDraft(facts, case=file, tier=tier))


@pytest.mark.parametrize(("language", "title"), [("fr", "Mes derniers contacts"), ("nl", "Mijn laatste contacten")])
def test_a_contact_stands_there_with_a_link_to_its_household(stage, file, language, title):
    note(stage, file, "elle rappellera pour la caution")

    page = stage.amina.browser(language).get("/contacts/").content.decode()

    assert f"<h1>{title}</h1>" in page
    assert "elle rappellera pour la caution" in page
    assert f'href="/households/{stage.homes[0].household}/"' in page


@pytest.mark.parametrize("name", ["bart", "dries", "chloe"])
def test_a_colleague_outside_the_team_reads_none_of_it(stage, file, name):
    note(stage, file, "mot-canari")

    page = stage.people[name].browser().get("/contacts/")

    assert "mot-canari" not in page.content.decode()


@pytest.mark.parametrize("name", ["head", "desk", "accounts", "officer", "direction"])
def test_who_is_in_no_team_has_no_such_page(stage, name):
    assert stage.people[name].browser().get("/contacts/").status_code == 404


def test_what_is_reinforced_leaves_no_trace(stage, file):
    note(stage, file, "mot ouvert")
    note(stage, file, "mot renforcé", Tier.REINFORCED)

    page = stage.amina.browser().get("/contacts/").content.decode()

    assert "mot ouvert" in page
    assert "mot renforcé" not in page


def test_one_line_of_the_ledger_names_the_files_shown(stage, file):
    note(stage, file, "premier")
    note(stage, file, "second")
    browser = stage.amina.browser()
    browser.get("/contacts/")

    with without_locks() as cursor:
        cursor.execute(
            "SELECT subjects FROM access_read_event WHERE post_id = %s AND what = 'contact_list'", [stage.amina.post]
        )
        lines = cursor.fetchall()
        cursor.execute("SELECT subject_id FROM cases_case WHERE id = %s", [file])
        subject = cursor.fetchone()[0]

    assert len(lines) == 1
    assert subject in lines[0][0]


def test_it_stands_in_the_menu_beside_my_files(stage):
    rail = re.findall(r'<a href="(/[^"]*)"', stage.amina.browser().get("/contacts/").content.decode())

    assert rail.index("/contacts/") == rail.index("/cases/") + 1


def test_statements_do_not_grow_with_the_list(stage, file):
    browser = stage.amina.browser()

    def statements():
        browser.get("/contacts/")
        with CaptureQueriesContext(connection) as seen:
            browser.get("/contacts/")
        return len(seen)

    note(stage, file, "seul")
    few = statements()
    for number in range(50):
        note(stage, file, f"contact {number}")

    assert statements() <= few  # a full window needs no wider one
