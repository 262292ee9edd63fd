"""The agents' pages in a real Chromium: axe finds nothing, every page fits, and one visit is noted by keyboard alone."""

import uuid

import pytest
from django.urls import reverse

from palier.fieldwork.interventions import queries
from tests.axe import both_ways, faults
from tests.browser.conftest import server  # noqa: F401 - the server is a fixture
from tests.desk.household_file.test_household_in_chromium import tab  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, agent, motive, ask, tab, language, width):  # noqa: F811
    asked, _again = ask(), ask(stage.people["desk"])
    noted = {"id": str(uuid.uuid4()), "outcome": "noted", "seen": "waste", "met": "on", "her_words": "Pas moi."}
    agent.browser().post(reverse("intervention_visit", args=[asked]), noted)
    pages = [
        (agent, reverse("interventions")),
        (agent, reverse("intervention", args=[asked])),
        (agent, reverse("intervention_notice", args=[asked])),
        (agent, reverse("intervention_figures")),
        (agent, reverse("motives")),
        (agent, reverse("motive_edit", args=[motive])),
        (stage.amina, reverse("passages")),
        (stage.amina, reverse("passage_ask")),
    ]
    tabs = {who.name: tab(who, language, width) for who in (agent, stage.amina)}
    wrong = []
    for who, address in pages:
        page = tabs[who.name]
        page.goto(address)
        wrong += [(address, fault) for fault in faults(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append((address, "is wider than the screen"))
    assert wrong == []


def test_a_visit_is_noted_and_the_asker_told_by_keyboard_alone(stage, agent, ask, tab):  # noqa: F811
    asked = ask()
    page = tab(agent, "fr", 375)
    page.goto(reverse("intervention", args=[asked]))
    page.focus("input[name=outcome][value=nothing_found]")
    page.keyboard.press("Space")
    page.focus("form[action$='/visit/'] button[type=submit]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.focus("input[name=sentence][value=we_came_nothing]")
    page.keyboard.press("Space")
    page.focus("form[action$='/tell/'] button[type=submit]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with stage.amina.acting() as amina:
        assert queries.my_passages(amina, "fr")[0].sentence == "we_came_nothing"
