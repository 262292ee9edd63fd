"""Write to many in a real Chromium: the page shows by itself that the letters were made; axe finds nothing; they fit a telephone."""

import pytest

from tests.axe import faults
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures
from tests.registry.messaging.test_batches import make
from tests.registry.messaging.test_letters_in_chromium import wrongs

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize(("language", "width"), [("fr", 320), ("nl", 1280)])
def test_a_batch_from_its_list_to_the_post(stage, tab, language, width):  # noqa: F811
    stage.reached_only(stage.homes[0].persons[0], "chez sa sœur")
    page, wrong = tab(stage.amina, language, width), []
    page.goto(f"/letters/many/?from={stage.sites[0].pk}&ticked=all")
    wrong += wrongs(page, width, "many")
    page.click(".form .btn-primary")
    page.wait_for_selector("[name=body_nl]")
    wrong += wrongs(page, width, "many-words")
    page.fill("[name=body_fr]", "Bonjour {personne},\n\nMerci de m’appeler.")
    page.fill("[name=body_nl]", "Dag {persoon},\n\nGelieve mij te bellen.")
    page.click(".form .btn-primary")
    page.wait_for_selector("form[action$='/stop/']")
    wrong += wrongs(page, width, "batch-under-way")
    make()
    page.wait_for_selector("form[action$='/stop/']", state="detached")  # nobody pressed anything
    page.click("#batch-progress .btn-primary")
    page.wait_for_selector("form[action$='/posted/']")
    wrong += wrongs(page, width, "batch")
    page.click("form[action$='/posted/'] button")
    page.wait_for_selector("#h-gone")
    wrong += [f"gone: {one}" for one in faults(page)]
    page.goto("/search/?q=appeler")
    page.wait_for_selector("#h-letters")
    wrong += wrongs(page, width, "search")
    assert wrong == []
