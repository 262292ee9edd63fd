"""The pages in a real Chromium: axe, both widths, both languages; the door without a script; the keyboard alone."""

import re

import pytest

from palier.kernel import clock
from tests.axe import both_ways, faults
from tests.casework.welcomes.test_welcomes import move_in
from tests.desk.agenda.test_agenda import DAY, agreed
from tests.desk.agenda.test_travel import EAST, OFFICE, place
from tests.registry.calendar.timetable import closure, duty, series, venue

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def full(stage):
    here = venue(stage)
    made = series(stage, "drop_in", here)
    duty(stage, made, "amina")
    duty(stage, series(stage, "appointments", here, hours=("13:00", "16:00")), "amina")
    series(stage, "phone", phone="+3225026949")
    closure(stage, clock.today(), kinds=["phone"])
    url = agreed(stage, kind="home", persons=[str(stage.homes[0].persons[0])], purpose="relire", interpreter="ti")
    stage.amina.browser().post("/agenda/feeds/", {"kind": "worker"})
    return made, here, url


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):
    made, here, url = full(stage)
    slug, home = stage.company.slug, stage.homes[0].household
    lease = move_in(stage).lease
    public = {"fr": "/fr/permanences/", "nl": "/nl/zitdagen/"}[language]
    pages = [
        (None, f"{public}?company={slug}"),
        (None, f"{public}?company={slug}&on=2024-05-01"),
        ("amina", "/agenda/"),
        ("amina", f"/agenda/order/?day={DAY}"),
        ("amina", f"/agenda/order/?day={DAY}&means=foot&leaves=9&back=8"),
        ("amina", f"/agenda/order/sheet/?day={DAY}"),
        ("amina", "/day/"),
        ("amina", f"/agenda/new/?household={home}"),
        ("amina", "/agenda/new/"),
        ("amina", url),
        ("amina", f"{url}move/"),
        ("amina", f"{url}slip/"),
        ("amina", "/agenda/feeds/"),
        ("amina", "/welcome/"),
        ("amina", "/welcome/offer/"),
        ("amina", f"/welcome/{lease}/"),
        ("amina", f"/welcome/{lease}/card/"),
        ("amina", f"/welcome/{lease}/folder/"),
        ("head", "/sessions/"),
        ("head", "/sessions/series/"),
        ("head", f"/sessions/series/{made}/"),
        ("head", f"/sessions/series/{made}/duty/"),
        ("head", "/sessions/closure/"),
        ("head", "/sessions/closure/file/"),
        ("head", f"/sessions/venue/{here}/"),
    ]
    tabs, wrong = {}, []
    for name, path in pages:
        page = tabs.setdefault(name, tab(name and stage.people[name], language, width))
        assert page.goto(path).status in {200, 422}, path
        assert page.evaluate("document.documentElement.lang") == language
        wrong += [f"{path} {fault}" for fault in faults(page)]
    assert wrong == []


def test_the_door_needs_no_script_and_is_light(stage, tab):
    full(stage)
    page = tab(None, "fr", 360, script=False)
    answer = page.goto(f"/fr/permanences/?company={stage.company.slug}")
    others = re.compile(rb'<nav class="companies.*?</nav>', re.DOTALL)  # as many as tests made
    assert len(others.sub(b"", answer.body())) < 40_000
    page.click("text=Nederlands")
    assert page.url.endswith(f"/nl/zitdagen/?company={stage.company.slug}")
    assert "Wanneer u kunt langskomen of bellen" in page.inner_text("h1")


def test_an_hour_is_agreed_with_the_keyboard_alone(stage, tab):
    full(stage)
    page = tab(stage.amina, "fr")
    page.goto(f"/agenda/new/?household={stage.homes[1].household}")
    page.focus("a[href*='start=13']")
    page.keyboard.press("Enter")
    page.wait_for_url("**start=13**")
    page.focus("[name=purpose]")
    page.keyboard.type("faire le point")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    assert page.evaluate("document.activeElement.textContent").strip() == "Réserver cette heure"
    page.keyboard.press("Enter")
    page.wait_for_url("**/agenda/*-*/")
    assert "L’heure est convenue" in page.inner_text("#messages")


def test_a_day_is_put_in_order_with_the_keyboard_alone_and_without_a_script(stage, tab):
    """A day with nothing but a visit that may move: ticked, sent, and read again where the order begins."""
    venue(stage, position=OFFICE)
    place(stage.buildings[0].pk, *EAST)
    url = agreed(stage, kind="home", persons=[str(stage.homes[0].persons[0])])
    page = tab(stage.amina, "fr", 375, script=False)
    page.goto(f"/agenda/order/?day={DAY}")
    page.focus("[name=moving]")
    page.keyboard.press("Space")
    page.focus("main form [type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**moving=**#order")
    assert page.is_checked("[name=moving]")
    assert url in page.inner_html("main") and "départ" in page.inner_text("main")
