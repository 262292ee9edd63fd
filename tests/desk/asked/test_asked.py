"""« On me demande des informations » (P40): the same pages for whoever works here, and nothing of a person on them."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from palier.desk.asked.rules import Asker
from tests.axe import both_ways, faults
from tests.desk.capture.writing import open_file, rows
from tests.stage import without_locks

SENTENCES = (
    "Le service social ne communique pas qui il accompagne.",
    "De sociale dienst deelt niet mee wie hij begeleidt.",
)
FRESH = re.compile(r'(?<=value=")[^"]+')  # the keys of the form, other at each opening


def main(answer):
    page = answer.content.decode()
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("asker", Asker)
def test_each_page_gives_the_sentence_in_both_languages_and_three_answers(stage, asker, language):
    answer = stage.amina.browser(language).get(f"/asked/{asker}/")

    assert answer.status_code == 200
    assert all(sentence in main(answer) for sentence in SENTENCES)
    assert all(f'id="{part}"' in main(answer) for part in ("h-may", "h-never", "h-call"))


@pytest.mark.parametrize("who", ["amina", "trainee", "desk", "agent", "accounts", "technical", "head", "officer"])
def test_whoever_works_here_finds_them_from_the_menu(stage, who):
    browser = stage.people[who].browser()

    page = browser.get("/asked/")

    assert page.status_code == 200
    assert 'href="/asked/"' in page.content.decode()
    assert all(f'href="/asked/{asker}/"' in main(page) for asker in Asker)


def test_nobody_else_does(stage):
    assert Client().get("/asked/").status_code == 302
    assert Client().get("/asked/police/").status_code == 302
    assert stage.amina.browser().get("/asked/").status_code == 200


@pytest.mark.parametrize("asker", ["", "x", "POLICE", "police%00", "neighbour"])
def test_an_unknown_asker_is_not_found(stage, asker):
    assert stage.amina.browser().get(f"/asked/x{asker}/").status_code == 404


def test_the_heads_and_the_officer_of_the_house_are_named_and_nobody_of_another(stage):
    ((head,), (officer,)) = (
        rows(
            "SELECT s.first_name || ' ' || s.last_name FROM organisations_post p"
            " JOIN organisations_staffmember s ON s.id = p.staff_id WHERE p.id = %s",
            stage.people[who].post,
        )[0]
        for who in ("head", "officer")
    )

    page = main(stage.amina.browser().get("/asked/police/"))
    assert head in page
    assert officer in page
    assert "Chloé" not in page

    of_head = main(stage.people["head"].browser().get("/asked/police/"))
    assert officer in of_head
    assert head not in of_head


def test_the_page_is_the_same_with_a_file_and_without_and_reads_nothing_of_a_household(stage):
    browser = stage.amina.browser()
    before = FRESH.sub("", main(browser.get("/asked/family/")))
    open_file(stage)

    with CaptureQueriesContext(connection) as seen:
        after = FRESH.sub("", main(browser.get("/asked/family/")))

    assert before == after
    assert not [one["sql"] for one in seen if "people_" in one["sql"] or "cases_" in one["sql"]]
    assert len(seen) <= 6


def test_having_been_asked_leaves_the_day_the_kind_and_the_service_and_nothing_more(stage):
    key = str(uuid.uuid4())
    for _twice in range(2):
        answer = stage.amina.browser().post("/asked/police/note/", {"idempotency_key": key})
        assert (answer.status_code, answer.url) == (302, "/asked/police/")
    assert rows("SELECT count(*) FROM access_read_event WHERE post_id = %s", stage.amina.post) == [(0,)]
    assert rows(
        "SELECT asker, service_id, day = sec.today() FROM asked_asked WHERE organisation_id = %s", stage.company.pk
    ) == [("police", stage.service.pk, True)]
    assert {column for (column,) in rows(
        "SELECT column_name::text FROM information_schema.columns WHERE table_name = 'asked_asked'"
    )} == {"id", "organisation_id", "service_id", "asker", "day"}  # fmt: skip
    assert stage.amina.browser().post("/asked/neighbour/note/").status_code == 404
    assert stage.people["caretaker"].browser().post("/asked/police/note/").status_code == 404
    assert (
        'action="/asked/police/note/"' not in stage.people["caretaker"].browser().get("/asked/police/").content.decode()
    )


def test_officer_and_head_read_numbers_of_five_at_least(stage):
    def told(who):
        return main(stage.people[who].browser().get("/asked/counts/"))

    for _ in range(4):
        stage.amina.browser().post("/asked/lawyer/note/")
    stage.chloe.browser().post("/asked/lawyer/note/")  # the company beside
    assert "moins de cinq" in told("officer")
    stage.people["desk"].browser().post("/asked/lawyer/note/")
    assert ">5<" in told("officer") and ">5<" in told("head")
    for who in ("amina", "admin", "desk", "direction"):
        assert stage.people[who].browser().get("/asked/counts/").status_code == 404, who


def test_it_ends_at_its_term(stage):
    for asker in ("police", "house"):
        stage.amina.browser().post(f"/asked/{asker}/note/")
    with without_locks() as cursor:
        cursor.execute("UPDATE asked_asked SET day = day - interval '25 months' WHERE asker = 'police'")
        cursor.execute("SELECT sec.erase_asked()")
    assert rows("SELECT asker FROM asked_asked WHERE organisation_id = %s", stage.company.pk) == [("house",)]


@pytest.mark.browser
@pytest.mark.slow
@both_ways
def test_axe_finds_nothing_and_the_pages_fit(stage, tab, language, width):
    page, wrong = tab(stage.amina, language, width), []
    for path in ("/asked/", "/asked/magistrate/"):
        page.goto(path)
        wrong += [f"{path}: {fault}" for fault in faults(page)]
    assert wrong == []
