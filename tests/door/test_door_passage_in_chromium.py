"""Asking for a passage in a real Chromium: five questions by keyboard, axe on every one, then the sentence and *not solved*."""

import os
from pathlib import Path

import pytest

from palier.registry.access_codes.rules import Level
from tests.axe import both_ways, faults
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures
from tests.door.comers import give
from tests.door.test_door_passage import ASK, MINE, agent, asked_for, enter, tell  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WORDS = {"fr": "Des sacs devant la porte.", "nl": "Zakken voor de deur."}
AGAIN = {"fr": "Pas résolu", "nl": "Niet opgelost"}


@both_ways
@pytest.mark.parametrize("script", [True, False])
def test_from_five_questions_to_not_solved(stage, agent, enter, tab, language, width, script):  # noqa: F811
    motive, _word = enter()
    page, wrong = tab(None, language, width, script), []

    def look(name):
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=Path(folder) / f"passage-{name}-{language}-{width}.png", full_page=True)
        if script:  # axe is one
            wrong.extend(f"{name} {fault}" for fault in faults(page))

    def onward():
        page.locator("main form button[type=submit].btn-lg").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")

    page.goto("/door/")
    page.fill("[name=code]", give(stage.amina, stage.homes[0].persons[0], Level.HANDED_OVER))
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    page.goto(ASK)
    onward()
    look("nothing-chosen")
    page.locator(f"[name=motive][value='{motive}']").focus()
    page.keyboard.press("Space")
    look("what")
    onward()
    page.check(f"[name=place][value='{stage.buildings[0].pk}']", force=True)
    page.check("[name=part][value=stairs]", force=True)
    look("where")
    onward()
    page.fill("[name=words]", WORDS[language])
    look("words")
    onward()
    look("call")
    onward()
    assert WORDS[language] in page.locator("main").inner_text()
    look("check")
    onward()
    look("noted")
    (row,) = asked_for(agent, motive)
    assert row.words == WORDS[language]

    page.goto(MINE)
    look("waits")
    tell(agent, row)
    page.goto(MINE)
    look("told")
    with page.expect_navigation():
        page.get_by_role("button", name=AGAIN[language]).click()
    look("again")
    assert page.get_by_role("button", name=AGAIN[language]).count() == 0
    assert wrong == []
