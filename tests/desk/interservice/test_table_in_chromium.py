"""The pages of the table in a real Chromium: axe, both widths, both languages."""

import datetime as dt
from decimal import Decimal

import pytest

from palier.kernel import clock
from tests.axe import both_ways, faults
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures
from tests.registry.interservice.lines import answer, repair, send, told
from tests.stage import without_locks

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):  # noqa: F811
    with without_locks():
        home = stage.home(stage.buildings[0], 2)
    line, owed = repair(stage, home), told(stage, home, text="Deuxième rappel parti ce matin")
    day = clock.today() + dt.timedelta(days=4)
    answer(stage, line, "on_day", who="technical", day=day, text="Le plombier passe le matin")
    act = send(stage, home, "plan_proposed", amount=Decimal("55.50"), day=day, months=12)
    new = f"/table/new/?household={home.household}"
    pages = [
        ("amina", "/table/"), ("amina", "/table/sheet/"), ("amina", f"/table/{line}/"), ("amina", f"/table/{owed}/"),
        ("amina", new), ("amina", f"{new}&kind=repair"), ("amina", "/table/new/"), ("amina", "/day/"),
        ("technical", "/table/"), ("technical", f"/table/{line}/"), ("technical", new), ("technical", "/table/sheet/"),
        ("accounts", f"/table/{act.pk}/"), ("head", "/service/"),
    ]  # fmt: skip
    tabs, wrong = {}, []
    for name, path in pages:
        page = tabs.setdefault(name, tab(stage.people[name], language, width))
        assert page.goto(path).status == 200, path
        wrong += [f"{path} {fault}" for fault in faults(page)]
    assert wrong == []
