"""The pages of both sides in a real Chromium: axe, both widths, both languages; a request asked with the keyboard alone."""

import pytest

from tests.axe import both_ways, faults
from tests.casework.support_requests.cells import a_cell, ask
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
