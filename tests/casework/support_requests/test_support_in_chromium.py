"""The pages of both sides in a real Chromium: axe, both widths, both languages; a request asked with the keyboard alone."""

import pytest

from palier.casework.support_requests import actions
from tests.axe import both_ways, faults
from tests.casework.support_requests.cells import a_cell, ask, end, pair_up, phoned
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = (
    "Mme Zoubirane (67 ans) ne répond plus au 0499 99 12 34 depuis le 12 mars 2024. Son fils Oguz, ancien boulanger, ne sort plus."
    " Elle a quatre enfants et habite 14 rue des Tisserands, 1030 Schaerbeek. Elle dit « le facteur lit mes lettres »."
)


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):  # noqa: F811
    cell = a_cell(stage, "selma", "sam")
    _asking, request = ask(stage, cell, household=stage.homes[0].household)
    amina, selma = (tab(stage.people[name], language, width) for name in ("amina", "selma"))
    wrong = []
    for page, path in (
        (amina, "/support/mine/"), (amina, "/support/ask/"), (selma, "/support/queue/"), (selma, f"/support/queue/{request}/"),
    ):  # fmt: skip
        assert page.goto(path).status == 200, path
        wrong += [f"{path} {fault}" for fault in faults(page)]
    amina.goto(f"/support/ask/?household={stage.homes[0].household}")
    if amina.locator("select[name=cell]").count():
        amina.locator("select[name=cell]").select_option(str(cell.pk))
    amina.locator("input[name=situation]").first.check(force=True)
    amina.locator("textarea[name=text]").fill(WORDS)
    amina.locator("main form.form button[type=submit]").click()
    amina.wait_for_selector("input[name=seen]", state="attached")
    wrong += [f"proof {fault}" for fault in faults(amina)]

    assert wrong == []
    copy = amina.locator("textarea[name=text]").input_value()
    assert not any(word in copy for word in ("Zoubirane", "Oguz", "0499", "Tisserands"))


@both_ways
def test_calls_what_came_and_what_it_gave(stage, tab, language, width):  # noqa: F811
    cell = a_cell(stage, "selma", "sam")
    call = phoned(stage, cell)
    asking, request = ask(stage, cell)
    still_open, paired = ask(stage, cell)
    pair_up(stage, request)
    end(stage, request)
    pair_up(stage, paired)
    with stage.amina.acting() as actor:
        actions.show_myself(actor=actor, pk=still_open, phone="02 555 10 10")
    amina, selma = (tab(stage.people[name], language, width) for name in ("amina", "selma"))
    wrong = []
    for page, path in (
        (selma, "/support/intake/"), (selma, f"/support/queue/{call}/"), (selma, f"/support/queue/{paired}/"),
        (selma, f"/support/queue/{request}/outcome/"), (amina, "/support/mine/"), (amina, f"/support/mine/{asking}/gave/"),
        (amina, f"/support/mine/{still_open}/show/"),
    ):  # fmt: skip
        assert page.goto(path).status == 200, path
        wrong += [f"{path} {fault}" for fault in faults(page)]

    assert wrong == []


def test_a_call_is_taken_with_the_keyboard_alone(stage, tab):  # noqa: F811
    a_cell(stage, "selma", "sam")
    selma = tab(stage.people["selma"], "fr", 375)
    selma.goto("/support/intake/")
    selma.locator("input[name=origin]").first.focus()
    selma.keyboard.press("Space")
    selma.locator("input[name=caller]").focus()
    selma.keyboard.type("Dr Zéphyr")
    selma.locator("input[name=situation]").first.focus()
    selma.keyboard.press("Space")
    selma.locator("textarea[name=text]").focus()
    selma.keyboard.type("Mme Zoubirane ne sort plus.")
    selma.locator("main form.form button[type=submit]").focus()
    selma.keyboard.press("Enter")
    selma.wait_for_selector("input[name=read]", state="attached")
    assert "Zoubirane" not in selma.locator("textarea[name=text]").input_value()
    for tick in selma.locator("input[name=seen]").all():
        tick.focus()
        selma.keyboard.press("Space")
    selma.locator("main form.form button[type=submit]").focus()
    selma.keyboard.press("Enter")

    selma.wait_for_url("**/support/queue/*/")
    assert "Dr Zéphyr" in selma.locator("main").inner_text()
