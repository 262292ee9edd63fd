"""The pages of what is said without agreement in a real Chromium: axe, both widths, both languages, without a script."""

import re

import pytest

from tests.axe import both_ways, faults
from tests.casework.disclosures.saying import SAID, TODAY, answer, house, kept, written  # noqa: F401 - fixture
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, house, tab, language, width):  # noqa: F811
    case = house[0]
    asked, agreed = written(stage, case, "law"), written(stage, case, "court", told="not_reached", told_on="")
    called = written(stage, case, called="call")
    answer(stage.bart, agreed, "agreed")
    by_officer = written(stage, case, second="officer", called="call")
    pages = [
        ("amina", f"/cases/{case}/disclosures/"), ("amina", f"/cases/{case}/referrals/"),
        *(("amina", f"/cases/{case}/disclosures/{ground}/") for ground in ("danger", "law", "court", "consultation")),
        *(("amina", f"/disclosures/{pk}/") for pk in (asked, agreed, called, by_officer)), ("amina", "/day/"),
        ("bart", f"/disclosures/{asked}/second/"), ("bart", f"/disclosures/{called}/second/"), ("bart", "/day/"),
        ("officer", "/disclosures/"), ("officer", "/emergencies/"),
    ]  # fmt: skip
    tabs, wrong = {}, []
    for name, path in pages:
        page = tabs.setdefault(name, tab(stage.people[name], language, width))
        assert page.goto(path).status == 200, path
        wrong += [f"{path} {fault}" for fault in faults(page)]
    assert wrong == []


def test_by_keyboard_alone_and_without_a_script(stage, house, tab):  # noqa: F811
    page = tab(stage.amina, "fr", 375, script=False)
    page.goto(f"/cases/{house[0]}/disclosures/law/")
    page.locator("[name=which_law]").focus()
    page.keyboard.type("Une loi")
    page.keyboard.press("Tab")
    page.keyboard.type("Ce qu’elle dit")
    page.select_option("[name=to]", "court")
    page.locator("[name=said]").focus()
    page.keyboard.type(SAID)
    page.select_option("[name=second]", str(stage.bart.post))
    page.locator("[name=told][value=told]").focus()
    page.keyboard.press("Space")
    page.locator("[name=told_on]").fill(TODAY.isoformat())
    page.locator("form .btn-primary").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/disclosures/[0-9a-f-]{36}/$"))
    assert SAID in page.content()
    assert kept(house[0])[0]["answers"] == {"which_law": "Une loi", "what_it_obliges": "Ce qu’elle dit"}
