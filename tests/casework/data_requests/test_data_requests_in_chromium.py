"""The staff's pages of data requests in a real Chromium: axe, both widths, both languages, also when refused."""

import pytest

from palier.casework.data_requests import queries
from palier.casework.data_requests.rules import DataRight
from tests.axe import both_ways, faults
from tests.casework.data_requests.test_data_requests import BACK, asked, decide, inbox
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures
from tests.door.test_my_file import open_file, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):  # noqa: F811
    home = stage.homes[0]
    zoe, omer = home.persons
    write(stage.amina, "ensemble", case=open_file(stage.amina, home, [zoe]), persons=[zoe, omer])
    asked(stage.desk, zoe, DataRight.CORRECTION, "Ma date de naissance.")
    [correction] = inbox(stage.amina)
    asked(stage.desk, zoe)
    copy = next(row for row in inbox(stage.amina) if row.pk != correction.pk)
    decide(stage.amina, copy, ensemble=BACK)
    with stage.officer.acting() as actor:
        assert len(queries.kept_back(actor)) == 1
    amina, officer, wrong = tab(stage.amina, language, width), tab(stage.officer, language, width), []

    def looked_at(page, name):
        wrong.extend(f"{name} {fault}" for fault in faults(page))

    for name, path in (("list", ""), ("copy", f"{copy.pk}/"), ("correction", f"{correction.pk}/")):
        assert amina.goto(f"/data-requests/{path}").status == 200
        looked_at(amina, name)
    amina.fill("[name=answer]", "   ")
    amina.click("form[action$='/answered/'] button[type=submit]")
    assert amina.locator("#id_answer_errors").is_visible()
    looked_at(amina, "correction refused")
    assert officer.goto("/kept-back/").status == 200
    looked_at(officer, "kept back")
    officer.click("button[name=ask]")
    assert officer.locator("[id$=_question_errors]").is_visible()
    looked_at(officer, "kept back refused")
    assert wrong == []
