"""The pages of a procedure in a real Chromium: axe, both widths, both languages."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.axe import both_ways, faults
from tests.casework.tenancies.procedures import begin, days_ago, note
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures
from tests.stage import without_locks

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):  # noqa: F811
    with without_locks():
        home = stage.home(stage.buildings[0], 2)
    procedure = begin(stage, home, days=300, rent=Decimal("512.40"))
    fact = note(stage, procedure, "formal_notice", dt.date(2026, 3, 2), remark="Lettre recommandée")
    note(stage, procedure, "petition", dt.date(2026, 3, 12), amount=Decimal(900))
    note(stage, procedure, "hearing", days_ago(-20))
    pages = [
        ("accounts", "/procedures/"), ("accounts", f"/procedures/{procedure}/"), ("accounts", f"/procedures/{procedure}/facts/"),
        ("accounts", f"/procedures/{procedure}/rent/"), ("accounts", f"/procedures/{procedure}/end/"),
        ("accounts", f"/procedures/facts/{fact}/"), ("amina", "/procedures/"), ("amina", f"/procedures/{procedure}/"),
    ]  # fmt: skip
    tabs, wrong = {}, []
    for name, path in pages:
        page = tabs.setdefault(name, tab(stage.people[name], language, width))
        assert page.goto(path).status == 200, path
        wrong += [f"{path} {fault}" for fault in faults(page)]
    assert wrong == []
