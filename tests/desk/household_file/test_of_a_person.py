"""The way agreed for reaching one person, and her national number: each shown to who needs it, and to nobody else."""

import pytest
from django.urls import reverse

from tests.stage import without_locks

WAY = "au guichet, le mardi matin"


def address(name, home, member=0):
    return f"{reverse(name, args=[home.household])}?person={home.persons[member]}"


def page_of(somebody, home):
    return somebody.browser().get(reverse("household_file", args=[home.household])).content.decode()


def telephone(home, member=0):
    with without_locks() as cursor:
        cursor.execute("SELECT phone FROM people_contactdetails WHERE person_id = %s", [home.persons[member]])
        return cursor.fetchone()[0]


@pytest.fixture
def agreed(stage):
    """Amina, the referent, agreed on one way with the first person of the first home."""
    home = stage.homes[0]
    answer = stage.amina.browser().post(address("safe_contact", home), {"way": WAY})
    assert answer.status_code == 302
    return home


def test_the_referent_reads_the_way_agreed_in_place_of_the_telephone(stage, agreed):
    page = page_of(stage.amina, agreed)

    assert WAY in page
    assert telephone(agreed) not in page
    assert telephone(agreed, 1) in page


@pytest.mark.parametrize("name", ["bart", "head", "accounts", "transfers"])
def test_for_the_others_she_is_like_somebody_whose_number_nobody_knows(stage, agreed, name):
    page = page_of(stage.people[name], agreed)

    assert telephone(agreed) not in page
    assert "façon convenue" not in page
    assert telephone(agreed, 1) in page
    unknown = stage.homes[1]
    with without_locks() as cursor:
        cursor.execute("DELETE FROM people_contactdetails WHERE person_id = %s", [unknown.persons[0]])
    line = '<td data-label="La joindre"><div>–'
    assert page.count(line) == page_of(stage.people[name], unknown).count(line) == 1


def test_who_receives_her_at_the_desk_reads_it(stage, agreed):
    bart = stage.bart.browser()
    bart.post(f"/desk/{agreed.household}/receive/")

    assert WAY in page_of(stage.bart, agreed)


def test_her_number_finds_her_for_her_referent_alone(stage, agreed):
    for name, found in (("amina", True), ("bart", False), ("desk", False)):
        answer = stage.people[name].browser().get("/search/", {"q": telephone(agreed)})
        assert (str(agreed.household) in answer.content.decode()) == found, name


def test_the_way_ends_by_the_referents_hand_and_the_number_shows_again(stage, agreed):
    stage.amina.browser().post(address("safe_contact", agreed), {"way": " "})

    assert telephone(agreed) in page_of(stage.bart, agreed)


@pytest.mark.parametrize("name", ["bart", "trainee", "head", "desk", "accounts", "officer", "chloe"])
def test_nobody_else_sets_or_ends_it(stage, agreed, name):
    browser = stage.people[name].browser()

    assert browser.get(address("safe_contact", agreed)).status_code == 404
    assert browser.post(address("safe_contact", agreed), {"way": ""}).status_code == 404
    assert WAY in page_of(stage.amina, agreed)


@pytest.fixture
def number(stage):
    with without_locks() as cursor:
        cursor.execute(
            "INSERT INTO people_nationalnumber (id, organisation_id, person_id, number)"
            " VALUES (gen_random_uuid(), %s, %s, '85073003328')",
            [stage.company.pk, stage.homes[0].persons[0]],
        )
    return "85073003328"


def ledger(stage, name):
    with without_locks() as cursor:
        cursor.execute(
            "SELECT reference, ground FROM access_read_event WHERE what = 'national_number' AND post_id = %s",
            [stage.people[name].post],
        )
        return cursor.fetchall()


def test_a_national_number_is_shown_for_a_reason_that_is_written_down(stage, number):
    transfers, home = stage.people["transfers"].browser(), stage.homes[0]
    assert number not in transfers.get(address("national_number", home)).content.decode()

    answer = transfers.post(address("national_number", home), {"reason": "lease"})

    assert number in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert ledger(stage, "transfers") == [(home.persons[0], "lease")]


def test_without_a_reason_of_the_list_nothing_is_shown(stage, number):
    transfers, home = stage.people["transfers"].browser(), stage.homes[0]

    for reason in ({}, {"reason": "curiosity"}):
        answer = transfers.post(address("national_number", home), reason)
        assert answer.status_code == 422
        assert number not in answer.content.decode()
    assert ledger(stage, "transfers") == []


@pytest.mark.parametrize("name", ["amina", "head", "accounts", "desk", "officer", "chloe"])
def test_the_social_domain_is_shown_no_national_number(stage, number, name):
    answer = stage.people[name].browser().post(address("national_number", stage.homes[0]), {"reason": "lease"})

    assert answer.status_code == 404
    assert number not in answer.content.decode()


def test_the_front_desk_prints_neutral_slips_only(stage):
    desk, home = stage.people["desk"].browser(), stage.homes[0]
    answer = desk.post(
        "/requests/new/",
        {"text": "demande", "household": str(home.household), "persons": [str(home.persons[0])], "domain": "financial"},
    )
    slip = desk.get(f"{answer.headers['Location']}slip/").content.decode()

    assert answer.status_code == 302
    assert "à propos de" not in slip
