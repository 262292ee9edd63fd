"""Rights to check in a real Chromium: axe, both widths, both languages."""

import pytest

from tests.axe import both_ways, faults
from tests.casework.entitlements.test_rights import page as address

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@both_ways
def test_axe_finds_nothing_and_both_pages_fit(stage, tab, language, width):
    page, wrong = tab(stage.amina, language, width), []
    for path in (address(stage), address(stage, more="paper/")):
        assert page.goto(path).status == 200, path
        wrong += [f"{path}: {fault}" for fault in faults(page)]
    assert wrong == []


def test_what_is_ticked_goes_on_paper_without_a_script(stage, tab):
    page = tab(stage.amina, "fr", 1280, script=False)
    page.goto(address(stage))
    page.check("#q-legal_aid")
    page.click("text=Sur papier, à emporter")
    assert page.locator("article h2").count() == 1
    page.go_back()
    page.check("#q-legal_aid")
    page.click("text=Vu ensemble aujourd’hui")
    assert page.locator("text=vu le").count() == 1
