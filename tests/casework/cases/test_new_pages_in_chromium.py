"""The pages beside a file in a real Chromium: axe finds nothing, every page fits the screen, in both languages."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from palier.casework.cases import actions
from palier.casework.cases.rules import KnownDraft, RequestDraft
from tests.axe import both_ways, faults
from tests.browser.conftest import server  # noqa: F401 - the server is a fixture
from tests.desk.household_file.test_household_in_chromium import a_full_file, tab  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOTS = os.environ.get("PALIER_SHOTS")


def pages_of(stage):
    home, case, *_rest = a_full_file(stage)
    with stage.amina.acting() as amina:
        words = "Il dort au salon depuis l’été."
        known = actions.say_known(
            actor=amina, case=case, draft=KnownDraft(name="Idris Fictif", tie="sibling", own_words=words, trusted=True)
        )
        noted = actions.add_request(
            actor=amina,
            draft=RequestDraft("Vu par le concierge", home.household, concerns=(home.persons[1],), no_demand=True),
        )
    with stage.head.acting() as head:
        actions.add_topic(actor=head, domain="financial", name_fr="Compteur d’eau chaude", name_nl="Warmwatermeter")
    query = f"?household={home.household}"
    text = {"to": "worker", "text": "Volets fermés depuis trois jours."}
    stage.agent.browser().post(reverse("signal_add") + query, text)
    return {
        "known layer": ("amina", reverse("household_file", args=[home.household])),
        "known add": ("amina", reverse("known_add", args=[case])),
        "known edit": ("amina", reverse("known_edit", args=[known])),
        "known end": ("amina", reverse("known_end", args=[known])),
        "term": ("amina", reverse("request_term", args=[noted])),
        "second worker": ("amina", reverse("second_worker", args=[case])),
        "signals": ("amina", reverse("signals")),
        "my sentences": ("agent", reverse("signals")),
        "signal": ("agent", reverse("signal_add") + query),
        "signal nowhere": ("amina", reverse("signal_add")),
        "service": ("head", reverse("service_load")),
        "topics": ("head", reverse("topics")),
        "request": ("desk", reverse("request_add") + query),
        "contact": ("amina", reverse("capture") + query),
        "analysis": ("amina", reverse("analysis_add", args=[case])),
    }


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):  # noqa: F811
    pages = pages_of(stage)
    tabs = {name: tab(stage.people[name], language, width) for name in {who for who, _address in pages.values()}}
    wrong = []
    for name, (who, address) in pages.items():
        page = tabs[who]
        assert page.goto(address).status == 200, name
        for folded in page.query_selector_all(
            "details.fold > summary, details.secret > summary, details.more > summary"
        ):
            folded.click()
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{language}-{width}.png".replace(" ", "-"), full_page=True)
        wrong += [f"{name}: {fault}" for fault in faults(page)]

    assert wrong == []
