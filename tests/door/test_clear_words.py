"""Clear language at the door: every sentence has it, the language stays what it is, and a label is earned (P43)."""

import re

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from django.utils.translation import get_language, gettext, ngettext

from palier.door import clear as door_clear
from palier.registry.access_codes.rules import Level
from palier.ui import messages_tool
from palier.ui.clear import fingerprint, is_clear, speak_clearly, wording
from palier.ui.messages_tool import ALREADY_CLEAR, LANGUAGES, mend_french
from tests.axe import both_ways, faults
from tests.browser.conftest import server  # noqa: F401 - a fixture
from tests.door.comers import come_in, give, plain

DOOR = door_clear.DOOR
APPS = [DOOR, *(path.parent for path in sorted(DOOR.glob("*/apps.py")))]
LONGEST = 13  # words of a sentence
USUAL = {"fr": "Avez-vous un code ?", "nl": "Binnenkomen"}
CLEAR = {"fr": "Vous avez un code ?", "nl": "Kijk op uw papier"}


def clear_messages(language):
    """(message, clear wording, is it already clear) of every sentence of the door."""
    for app in APPS:
        known = {
            (one.context or "", messages_tool._singular(one)): one
            for one in messages_tool.read(messages_tool._po(app, language, "clear"), language)
            if one.id
        }
        for key, found in messages_tool.extract(app, APPS).items():
            yield found.singular, known[key].string, ALREADY_CLEAR in known[key].flags


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_door_has_clear_words_or_is_clear_already(language):
    found = list(clear_messages(language))

    assert len(found) > 120
    assert [one for one, words, already in found if bool(words) == already] == []
    assert sum(not already for _one, _said, already in found) > 60
    with translation.override(language):
        assert [one for one, words, _already in found if words == gettext(one)] == []  # then it is clear already


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clear_sentence_is_short(language):
    said = [words for _one, words, _already in clear_messages(language) if words]
    sentences = [part for words in said for part in re.split(r"[.!?:;]\s*|\u00a0[?!:;]\s*", words) if part.strip()]

    assert [one for one in sentences if len(one.split()) > LONGEST] == []
    assert language != "fr" or [words for words in said if words != mend_french(words)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_stays_what_it_is_and_other_words_are_the_usual_ones(language):
    with translation.override(language):
        day, save = ngettext("%(number)s day", "%(number)s days", 2), gettext("Save")
        usual = gettext("Hours")
        speak_clearly(language)
        assert is_clear() and get_language() == language
        assert gettext("Hours") not in {usual, "Hours"}
        assert (ngettext("%(number)s day", "%(number)s days", 2), gettext("Save")) == (day, save)
        assert wording() == f"{language} clear"
    with translation.override(language):
        assert not is_clear() and gettext("Hours") == usual


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_changes_the_words_and_the_browser_remembers(language):
    browser = Client(headers={"accept-language": language})
    usual = plain(browser.get("/door/"))
    assert USUAL[language] in usual and CLEAR[language] not in usual and 'href="/door/?words=clear"' in usual

    clear = plain(browser.get("/door/?words=clear"))
    again = plain(browser.get("/door/"))

    assert f'<html lang="{language}"' in clear and 'class="tenant clear' in clear
    assert 'href="/door/?words=usual"' in clear
    assert USUAL["fr"] not in clear
    assert 'class="tenant clear' in again and "sessionid" not in browser.cookies
    assert ("Vous avez un code ?" if language == "fr" else "U kreeg dat papier") in again

    back = plain(browser.get("/door/?words=usual"))
    assert USUAL[language] in back
    assert 'class="tenant clear' not in back and 'class="tenant clear' not in plain(browser.get("/door/"))


def test_what_is_mended_is_said_clearly_too():
    browser = Client(headers={"accept-language": "fr"})
    browser.get("/door/?words=clear")

    page = plain(browser.post("/door/code/", {"code": "ABC"}))

    assert "Écrivez le code encore une fois" in page and 'value="ABC"' in page
    assert 'href="/door/?words=usual"' in page  # not the address of the form, which is sent and not opened


def test_another_word_is_no_wording_and_changes_nothing():
    browser = Client(headers={"accept-language": "fr"})

    assert USUAL["fr"] in plain(browser.get("/door/?words=easy"))
    assert "palier_words" not in browser.cookies


@pytest.mark.parametrize("path", ["/fr/permanences/", "/accounts/login/", "/fr/services/"])
def test_only_the_door_speaks_so(path):
    browser = Client(headers={"accept-language": "fr"})
    browser.get("/door/?words=clear")

    page = plain(browser.get(path))

    assert 'class="tenant clear' not in page and "words=" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_behind_the_door_is_said_clearly(stage, language):
    browser = come_in(give(stage.amina, stage.homes[0].persons[0], Level.HANDED_OVER), language)
    pages = ["/door/", "/door/ask/", "/door/appointments/", "/door/file/", "/door/file/letters/", "/door/file/ask/"]
    usual = {path: plain(browser.get(path)) for path in pages}

    clear = {path: plain(browser.get(f"{path}?words=clear")) for path in pages}

    changed = {
        "fr": "10 messages courts|Votre contrat de location ne change pas",
        "nl": "10 korte berichten|Uw huurcontract verandert niet",
    }
    assert re.search(changed[language], clear["/door/"])
    for path in pages:
        assert 'class="tenant clear' in clear[path] and 'class="tenant clear' not in usual[path]
        assert re.sub(r"<[^>]+>", "", clear[path]) != re.sub(r"<[^>]+>", "", usual[path])


def test_a_sentence_that_a_page_remembers_is_remembered_by_its_wording():
    """A worker's page never says what a tenant's page said clearly a moment before, nor the other way round."""
    page, said = Template('{% load i18n %}{% translate "Hours" %}'), []
    for clearly in (False, True, False, True):
        with translation.override("fr"):
            if clearly:
                speak_clearly("fr")
            said.append(page.render(Context()))

    assert said == ["Heures", "Nos heures", "Heures", "Nos heures"]


# -- the label ------------------------------------------------------------------------------------------------


def reviews(tmp_path, words, group="Groupe d’essai", on="2026-03-02"):
    path = tmp_path / "review.toml"
    path.write_text("".join(f'[{one}]\ngroup = "{group}"\non = "{on}"\nwords = "{words}"\n' for one in LANGUAGES))
    return path


def test_it_is_called_clear_until_people_concerned_have_read_these_very_words(tmp_path):
    right = fingerprint(DOOR, "fr")

    assert door_clear.review("fr") is None
    assert door_clear.review("fr", reviews(tmp_path, "another")) is None
    (tmp_path / "a").mkdir()
    assert door_clear.review("fr", reviews(tmp_path / "a", right, group="")) is None
    (tmp_path / "b").mkdir()
    found = door_clear.review("fr", reviews(tmp_path / "b", right))
    assert (found.group, found.on.isoformat()) == ("Groupe d’essai", "2026-03-02")


@pytest.mark.parametrize(
    ("language", "clear", "easy"), [("fr", "Langage clair", "FALC"), ("nl", "Klare taal", "Makkelijk")]
)
def test_the_key_says_who_re_read_it_and_when(language, clear, easy, monkeypatch, tmp_path):
    before = plain(Client().get(f"/door/?lang={language}"))
    path = reviews(tmp_path, fingerprint(DOOR, language))
    read = door_clear.review
    monkeypatch.setattr(door_clear, "review", lambda one: read(one, path))

    after = plain(Client().get(f"/door/?lang={language}"))

    assert clear in before and easy not in before
    assert easy in after and "Groupe d’essai" in after and "2 ma" in after and clear not in after


@pytest.mark.browser
@both_ways
def test_it_is_large_and_everybody_can_use_it(server, chromium, language, width):  # noqa: F811
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{server}/door/?lang={language}")
    page.goto(f"{server}/door/?words=clear")
    assert faults(page) == []
    small = page.evaluate("""[...document.querySelectorAll('main *, .wording *')].filter(e => e.innerText?.trim()
      && !e.closest('.unseen') && parseFloat(getComputedStyle(e).fontSize) < 21.3).map(e => e.tagName + e.innerText)""")
    assert small == []
    context.close()
