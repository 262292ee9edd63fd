"""The way in by identity, from the button to *My file* and out: a real browser, a real provider in a process of its own."""

import itertools
import os

import pytest

from palier.registry.people.models import NationalNumber
from tests.axe import both_ways, faults
from tests.browser.conftest import leave_quickly, served
from tests.door.providers import LOW, known_there, named, running
from tests.stage import Stage, put, without_locks

numbers = (f"{number:011d}" for number in itertools.count(98_000_000_000))
PICTURES = os.environ.get("PALIER_PICTURES")  # a folder, when somebody wants to look


@pytest.fixture(scope="module")
def installation():
    """(address of the application, address of its provider)"""
    with running() as provider, served(**named(provider)) as address:
        yield address, provider


def numbered(*persons):
    number = next(numbers)
    with without_locks():
        for stage, person in persons:
            put(NationalNumber(organisation=stage.company, person_id=person, number=number))
    return number


def sign_in_there(page, name):
    page.get_by_placeholder("sub").fill(name)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_load_state()


def pictured(page, name):
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


@pytest.mark.browser
@both_ways
@pytest.mark.parametrize("script", [True, False])
def test_from_the_button_to_my_file_and_quickly_away(installation, chromium, language, width, script):
    address, provider = installation
    stage, elsewhere = Stage.set(), Stage.set()
    number = numbered((stage, stage.homes[0].persons[0]), (elsewhere, elsewhere.homes[0].persons[0]))
    words = {"fr": "Avec ma carte d’identité ou itsme", "nl": "Met mijn identiteitskaart of itsme"}[language]
    context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
    page = context.new_page()
    looked = faults if script else lambda page: []
    page.goto(f"{address}/door/?lang={language}")
    assert looked(page) == []
    pictured(page, f"code-{language}-{width}")

    page.get_by_role("button", name=words).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{provider}/**")
    sign_in_there(page, known_there(provider, number))
    assert page.url == f"{address}/door/identity/which/"
    assert looked(page) == [] and page.title() in {"Bonjour", "Dag"}
    pictured(page, f"which-{language}-{width}")

    name = stage.company.name_nl if language == "nl" else stage.company.name_fr
    page.get_by_role("button", name=name).click()
    page.wait_for_url(f"{address}/door/")
    page.goto(f"{address}/door/file/")
    assert page.url == f"{address}/door/file/" and looked(page) == []
    leave_quickly(page, "Quitter vite" if language == "fr" else "Snel weg")
    page.goto(f"{address}/door/file/")
    assert page.url == f"{address}/door/"
    context.close()


@pytest.mark.browser
@both_ways
def test_who_is_turned_away_can_go_on(installation, chromium, language, width):
    address, provider = installation
    stage = Stage.set()
    number = numbered((stage, stage.homes[0].persons[0]))
    page = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    for name, somebody in (
        ("low", known_there(provider, number, LOW)),
        ("nobody", known_there(provider, next(numbers))),
    ):
        page.goto(f"{address}/door/?lang={language}")
        page.locator("form[action='/door/identity/'] button").click()
        page.wait_for_url(f"{provider}/**")
        sign_in_there(page, somebody)
        assert faults(page) == [] and page.title() in {"Bonjour", "Dag"}
        assert number not in page.content()
        pictured(page, f"{name}-{language}-{width}")
    page.get_by_role(
        "link", name={"fr": "Avec un code du guichet", "nl": "Met een code van het loket"}[language]
    ).click()
    page.wait_for_url(f"{address}/door/")
    assert page.locator("[name=code]").is_visible()
