"""The courtesy notice in the languages of the neighbourhood: whole in each, right to left where it is read so, asking nothing."""

import re

import pytest
from django.test import Client

from palier.door.threshold.rules import courtesies
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from tests.axe import both_ways, faults
from tests.browser.conftest import server  # noqa: F401 - a fixture

LANGUAGES = list(courtesies())
ABSENT = {"fr": 0, "nl": 0}  # of the ten notices, those that nobody wrote in a language; elsewhere four
CODE = 1  # what a code is for


def test_every_language_says_what_was_written_in_it_and_nothing_twice():
    assert LANGUAGES[:2] == ["fr", "nl"] and len(LANGUAGES) >= 10
    assert {code: len(one.lines) for code, one in courtesies().items()} == {
        code: 10 - ABSENT.get(code, 4) + CODE for code in LANGUAGES
    }
    said = [line.text for one in courtesies().values() for line in one.lines]
    assert len(set(said)) == len(said)  # nobody's sentence is another's, forgotten in translating
    assert [code for code, one in courtesies().items() if one.is_right_to_left] == ["ar"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_its_page_says_its_language_to_who_reads_it_aloud(code):
    page = Client().get(f"/door/notice/{code}/").content.decode()

    section = re.search(r"<section[^>]*>", page)[0]
    assert f'lang="{code}"' in section
    assert f'dir="{"rtl" if SPOKEN_LANGUAGES[code].is_right_to_left else "ltr"}"' in section
    assert page.count("<li>") >= 7 + len(LANGUAGES)
    assert ("courtoisie" in page) == (code not in {"fr", "nl"})
    assert f'href="/fr/avis/?in={code}"' in page


def test_the_door_leads_to_each_and_what_is_not_there_is_not_there():
    page = Client().get("/door/").content.decode()

    assert all(f'href="/door/notice/{code}/"' in page for code in LANGUAGES)
    assert 'href="/fr/avis/"' in page
    assert 'href="/nl/berichten/"' in Client().get("/door/?lang=nl").content.decode()
    assert Client().get("/door/notice/xx/").status_code == 404


def test_nothing_is_kept_of_who_reads_it():
    browser = Client()
    browser.get("/door/notice/ar/")

    assert "sessionid" not in browser.cookies


@pytest.mark.browser
@both_ways
@pytest.mark.parametrize("code", ["ar", "pl"])
def test_everybody_can_use_it_without_javascript(server, chromium, language, width, code):  # noqa: F811
    context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=True)
    page = context.new_page()
    page.goto(f"{server}/door/notice/{code}/?lang={language}")
    assert faults(page) == []
    context.close()

    plain = chromium.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{server}/door/?lang={language}")
    plain.click(f"a[href='/door/notice/{code}/']")
    assert courtesies()[code].title in plain.inner_text("h1")
