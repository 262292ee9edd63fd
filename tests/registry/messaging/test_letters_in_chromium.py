"""The pages of letters in a real Chromium: axe finds nothing, they fit a telephone, and they work without a script."""

import os

import pytest

from tests.axe import faults
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOTS = os.environ.get("PALIER_SHOTS")


def wrongs(page, width, name):
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/letters-{name}-{width}.png", full_page=True)
    return [f"{name}: {one}" for one in faults(page)]


@pytest.mark.parametrize(("language", "width"), [("fr", 320), ("nl", 1280)])
def test_a_letter_is_written_sent_and_explained(stage, subject, gateways, tab, language, width):  # noqa: F811
    home = stage.homes[0]
    page, wrong = tab(stage.amina, language, width), []
    page.goto(f"/letters/write/?household={home.household}&file={subject}")
    wrong += wrongs(page, width, "choose")
    page.check("[name=kind][value=call_us]")
    page.fill("[name=place]", "Siège")
    page.check("[name=language][value=both]")
    page.click(".form .btn-primary")
    page.wait_for_selector("[name=body_nl]")
    wrong += wrongs(page, width, "words")
    page.fill("[name=body_fr]", "Bonjour,\n\nAppelez-moi.")
    page.fill("[name=body_nl]", "Dag,\n\nBel mij.")
    page.check("[name=to_explain]")
    page.click(".form .btn-primary")
    page.wait_for_selector(".sheetview")
    page.check("[name=channel][value=letter]")
    page.click("form[action$='/send/'] button")
    page.wait_for_selector("form[action$='/posted/']")
    wrong += wrongs(page, width, "letter")
    page.goto("/letters/")
    wrong += wrongs(page, width, "list")
    page.goto("/letters/templates/appointment/")
    wrong += wrongs(page, width, "template")
    page.click(".form .btn-primary")
    page.wait_for_selector("form[action$='/use/']")
    wrong += wrongs(page, width, "version")
    page.goto("/letters/poster/")
    wrong += wrongs(page, width, "poster")
    assert wrong == []


def test_it_works_without_a_script(stage, subject, tab):  # noqa: F811
    home = stage.homes[0]
    page = tab(stage.amina, "fr", script=False)
    page.goto(f"/letters/write/?household={home.household}&file={subject}")
    page.check("[name=kind][value=empty]")
    page.click(".form .btn-primary")
    page.fill("[name=body_fr]", "Bonjour.")
    page.click(".form .btn-primary")
    page.click("form[action$='/send/'] button")
    assert "En main propre" in page.text_content("section[aria-labelledby=h-proof]")
