"""The household file shows each reader her part, and tells nobody outside the team whether there is a file (P1)."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from palier.access.rules import Duty, Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.rules import CaseDraft, ContactDraft, RequestDraft, StepDraft
from tests.stage import without_locks

OUTSIDE = ["bart", "dries", "head", "trainee", "desk", "accounts", "transfers", "technical", "agent", "collective"]
NEVER = ["caretaker", "direction", "admin", "officer", "analyst", "operator", "chloe"]


def file_of(somebody, home, query="", language="fr"):
    return somebody.browser(language).get(reverse("household_file", args=[home.household]) + query)


def full_file(stage, home):
    """A file with everything in it, written by Amina."""
    first, second = home.persons[:2]
    with stage.amina.acting() as amina:
        draft = CaseDraft(home.household, (first,), amina.today, own_words="canari mots", domain="financial")
        case = actions.open_case(actor=amina, draft=draft)
    with stage.amina.acting() as amina:
        actions.record_contact(
            actor=amina,
            draft=ContactDraft(
                "canari faits", case=case, persons=(first,), confided="canari confié", next_step="canari pas"
            ),
        )
        actions.record_contact(actor=amina, draft=ContactDraft("canari de lui", case=case, persons=(second,)))
        actions.record_contact(actor=amina, draft=ContactDraft("canari à deux", case=case, persons=(first, second)))
        actions.record_contact(
            actor=amina, draft=ContactDraft("canari binôme", case=case, tier=Tier.PAIR, persons=(first,))
        )
        actions.record_contact(actor=amina, draft=ContactDraft("canari pense-bête", case=case, tier=Tier.AUTHOR))
        actions.record_contact(
            actor=amina,
            draft=ContactDraft("canari renforcé", case=case, tier=Tier.REINFORCED, next_step="canari grave"),
        )
        actions.plan_step(actor=amina, case=case, draft=StepDraft("canari marche", concerns=(first,)))
        actions.analyse(actor=amina, case=case, text="canari lecture")
        actions.add_request(
            actor=amina, draft=RequestDraft("canari demande", household=home.household, confided_by=(first,))
        )
        actions.leave_word(actor=amina, household=home.household, text="canari mot", until=amina.today)
    return case


def masked(html):
    """A page without what must differ between two households: keys, ids, names, telephones."""
    html = re.sub(r'(csrfmiddlewaretoken" value|data-csrf|idempotency_key" value)="[^"]*"', r"\1", html)
    html = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID", html)
    return re.sub(r"\b[0-9a-f]{6}\b|\+3220\d{6}|\b02 0\d\d \d\d \d\d\b", "NAME", html)


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_household_with_a_file_looks_like_one_without_to_everybody_outside_the_team(stage, name):
    with_file, without = stage.homes[0], stage.homes[1]
    full_file(stage, with_file)
    reader = stage.people[name]

    one, other = file_of(reader, with_file), file_of(reader, without)

    assert one.status_code == 200
    assert masked(one.content.decode()) == masked(other.content.decode())
    assert "canari" not in one.content.decode()
    assert len(one.content) == len(other.content)


@pytest.mark.parametrize("name", NEVER)
def test_whose_work_needs_no_household_finds_nothing_there(stage, name):
    assert file_of(stage.people[name], stage.homes[0]).status_code == 404
    assert file_of(stage.amina, stage.homes[0]).status_code == 200


@pytest.mark.parametrize("name", ["technical", "agent", "collective"])
def test_who_goes_to_the_door_reads_the_name_and_the_door(stage, name):
    page = file_of(stage.people[name], stage.homes[0]).content.decode()

    assert "avenue du Brouillon" in page
    assert "Exemple" in page
    assert "Zoé" not in page
    assert "Fiche ménage" not in page
    assert "Fiche ménage" in file_of(stage.accounts, stage.homes[0]).content.decode()


def test_the_team_reads_the_file_and_a_second_member_no_item_that_does_not_name_her(stage):
    home = stage.homes[0]
    case = full_file(stage, home)
    with stage.amina.acting() as amina:
        from palier.access.actions import add_to_team

        subject = queries.case(amina, case).subject_id
        add_to_team(actor=amina, subject=subject, post=stage.emma.post, duty=Duty.SECOND, until=None, reason="")

    hers = file_of(stage.amina, home).content.decode()
    second = file_of(stage.emma, home).content.decode()

    for words in ("mots", "faits", "confié", "pas", "de lui", "à deux", "marche", "lecture"):
        assert f"canari {words}" in hers, words
        assert f"canari {words}" in second, words
    for words in ("binôme", "pense-bête", "demande", "mot<"):
        assert f"canari {words}" in hers, words
        assert f"canari {words}" not in second, words
    assert "canari renforcé" not in hers, "a reinforced item is in no trail, not even its author's (P12)"
    assert "canari grave" not in second


def test_a_persons_tab_shows_only_what_concerns_her(stage):
    home = stage.homes[0]
    full_file(stage, home)

    page = file_of(stage.amina, home, f"?person={home.persons[1]}").content.decode()

    assert "canari de lui" in page
    assert "canari à deux" in page
    assert "canari faits" not in page
    assert file_of(stage.amina, home, f"?person={stage.homes[1].persons[0]}").status_code == 404


def test_the_copy_of_one_holds_no_item_of_the_other(stage):
    home = stage.homes[0]
    full_file(stage, home)
    browser = stage.amina.browser()

    for route in ("person_copy", "together"):
        address = reverse(route, args=[home.household])
        hers = browser.get(f"{address}?person={home.persons[0]}").content.decode()
        his = browser.get(f"{address}?person={home.persons[1]}").content.decode()

        assert "canari faits" in hers
        assert "canari mots" in hers
        assert "canari de lui" in his
        for words in ("de lui", "à deux", "binôme", "pense-bête", "renforcé", "grave", "mot<"):
            assert f"canari {words}" not in hers, (route, words)
        for words in ("faits", "mots", "à deux", "confié", "pas", "marche", "demande"):
            assert f"canari {words}" not in his, (route, words)
    assert browser.get(reverse("person_copy", args=[home.household])).status_code == 404


def test_read_together_speaks_her_language(stage):
    home = stage.homes[0]
    full_file(stage, home)
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET language = 'nl' WHERE id = %s", [home.persons[0]])

    page = stage.amina.browser("fr").get(f"{reverse('together', args=[home.household])}?person={home.persons[0]}")

    assert "Wat we afspraken" in page.content.decode()


def test_a_protected_address_shows_to_the_assigned_worker_alone(stage):
    home = stage.homes[0]
    address = "avenue du Brouillon"
    person = {"person": str(home.persons[0]), "protect": "1"}
    refused = stage.dries.browser().post(reverse("protect_address", args=[home.household]), person)
    assert refused.status_code == 404
    assert address in file_of(stage.bart, home).content.decode()

    assert stage.amina.browser().post(reverse("protect_address", args=[home.household]), person).status_code == 302

    assert address in file_of(stage.amina, home).content.decode()
    for name in [*OUTSIDE]:
        page = file_of(stage.people[name], home).content.decode()
        assert address not in page, name
        assert "Bâtiment" not in page, name
        assert "Site 1" not in page, name
        assert "adresse protégée" in page, name
    stage.amina.browser().post(reverse("protect_address", args=[home.household]), {**person, "protect": "0"})
    assert address in file_of(stage.bart, home).content.decode()


@pytest.mark.parametrize(("name", "subjects"), [("amina", 2), ("bart", 0), ("agent", 0)])
def test_each_opening_writes_one_line_of_the_ledger_with_its_ground(stage, name, subjects):
    home = stage.homes[0]
    full_file(stage, home)

    for _again in range(2):
        file_of(stage.people[name], home)

    with without_locks() as cursor:
        cursor.execute(
            "SELECT ground, cardinality(subjects) FROM access_read_event WHERE reference = %s AND post_id = %s",
            [home.household, stage.people[name].post],
        )
        lines = cursor.fetchall()
    assert len(lines) == 2
    assert all(ground and how_many == subjects for ground, how_many in lines)


def test_the_team_sees_who_opened_the_file(stage):
    home = stage.homes[0]
    full_file(stage, home)
    file_of(stage.amina, home)

    assert "Qui a ouvert" in file_of(stage.amina, home).content.decode()
    assert "Qui a ouvert" not in file_of(stage.bart, home).content.decode()


def test_queries_do_not_grow_with_contacts(stage):
    few, many = stage.homes[0], stage.homes[1]
    counted = {}
    for home, number in ((few, 3), (many, 40)):
        case = full_file(stage, home)
        with stage.amina.acting() as amina:
            for contact in range(number):
                draft = ContactDraft(f"fait {contact}", case=case, confided="un mot", next_step="suite")
                actions.record_contact(actor=amina, draft=draft)
        browser = stage.amina.browser()
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(reverse("household_file", args=[home.household])).status_code == 200
        counted[number] = sum(query["sql"] != "BEGIN" for query in captured.captured_queries)

    assert counted[3] == counted[40]
    assert counted[40] <= 31


def test_the_page_speaks_dutch_without_a_word_of_english_or_french(stage):
    home = stage.homes[0]
    full_file(stage, home)

    page = file_of(stage.amina, home, language="nl").content.decode()

    page = page[page.index("<main") : page.index("</main>")]
    for words in ("Huishoudfiche", "Sociaal dossier", "Plan in kleine stappen", "Waarom ik dit zie"):
        assert words in page, words
    for words in ("Fiche ménage", "Dossier social", "Household", "Social file"):
        assert words not in page, words
