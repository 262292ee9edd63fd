"""The bag, the interpreter now and the year in a real Chromium: axe, both widths, both languages, a bag to mend too."""

import os
from pathlib import Path

import pytest

from palier.casework.mail_bag.rules import LetterKind, Line, Sort
from palier.registry.interpreting import actions as interpreting
from palier.registry.interpreting.rules import ServiceDraft
from tests.axe import both_ways, faults
from tests.casework.mail_bag.test_mail_bag import note
from tests.casework.mail_bag.test_mail_bag import page as bag_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOTS = os.environ.get("PALIER_SHOTS")


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):
    note(stage, "amina", Line(LetterKind.BAILIFF, "Étude Fictive", sort=Sort.URGENT, step="Appeler"))
    draft = ServiceDraft("Interprètes fictifs", "02 000 00 00", "convention de 2026", languages=("tr",))
    with stage.amina.acting() as actor:
        interpreting.enter_service(actor=actor, draft=draft)
    with stage.dries.acting() as actor:
        interpreting.agree(actor=actor, languages=("tr",))
    pages = {
        "bag": ("amina", bag_page(stage)),
        "interpreter": ("amina", "/interpreter/"),
        "turkish": ("desk", "/interpreter/?language=tr"),
        "card": ("amina", "/interpreter/cards/tr/"),
        "year": ("amina", "/year/"),
        "year of the service": ("head", "/year/"),
    }
    tabs, wrong = {}, []

    def looked_at(page, name):
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{language}-{width}.png".replace(" ", "-"), full_page=True)
        wrong.extend(f"{name} {fault}" for fault in faults(page))

    for name, (who, address) in pages.items():
        page = tabs.setdefault(who, tab(stage.people[who], language, width))
        assert page.goto(address).status == 200, name
        for folded in page.query_selector_all("main details > summary"):
            folded.click()
        looked_at(page, name)
    page = tabs["amina"]
    page.goto(bag_page(stage))
    page.fill("[name=letter-0-deadline]", "bientôt peut-être")
    page.locator("main form button[type=submit]").last.click()
    looked_at(page, "bag to mend")
    assert wrong == []
