"""A code for one's own door as a letter: printed once from the slip's page, kept nowhere, never to whom no letter goes."""

import io
import re

import pikepdf
import pytest

from tests.stage import without_locks


def posted(browser, person):
    page = browser.post(f"/codes/{person}/", {"level": "1"}).content.decode()
    return re.search(r'name="code" value="([^"]+)"', page).group(1)


def letter(browser, person, code):
    return browser.post(f"/letters/code/{person}/", {"code": code})


def title(answer):
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        return str(document.docinfo["/Title"]), len(document.pages)


def test_the_letter_speaks_her_language_and_no_table_keeps_the_code(stage):
    person, amina = stage.homes[0].persons[0], stage.amina.browser()
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET language = 'nl' WHERE id = %s", [person])
    code = posted(amina, person)

    answer = letter(amina, person, code)
    assert answer["Content-Type"] == "application/pdf" and "no-store" in answer["Cache-Control"]
    assert title(answer) == ("Uw code", 1)
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM messaging_letter WHERE person_id = %s", [person])
        assert cursor.fetchone() == (0,)


def test_of_an_unknown_language_it_speaks_both(stage):
    person, amina = stage.homes[0].persons[0], stage.amina.browser()
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET language = '' WHERE id = %s", [person])
    assert title(letter(amina, person, posted(amina, person))) == ("Votre code / Uw code", 2)


def test_only_the_code_just_made_is_printed_and_only_by_who_looks_after_her(stage):
    person, amina = stage.homes[0].persons[0], stage.amina.browser()
    code = posted(amina, person)
    assert letter(amina, person, "ABCD-EFGH-JKMN").status_code == 404
    assert letter(amina, stage.homes[0].persons[1], code).status_code == 404
    assert letter(stage.dries.browser(), person, code).status_code == 404
    assert letter(amina, person, code).status_code == 200
    posted(amina, person)  # a new one ends the former
    assert letter(amina, person, code).status_code == 404


@pytest.mark.parametrize("level", ["1", "2"])
def test_the_slip_handed_over_is_no_letter(stage, level):
    person, amina = stage.homes[0].persons[0], stage.amina.browser()
    page = amina.post(f"/codes/{person}/", {"level": level, "seen": "on"}).content.decode()
    assert ("/letters/code/" in page) == (level == "1")


def test_where_one_way_was_agreed_no_letter_goes(stage):
    person, amina = stage.homes[0].persons[0], stage.amina.browser()
    code = posted(amina, person)
    assert letter(amina, person, code).status_code == 200
    stage.reached_only(person, "au guichet")
    assert letter(amina, person, code).status_code == 404
    assert "/letters/code/" not in amina.post(f"/codes/{person}/", {"level": "1"}).content.decode()
