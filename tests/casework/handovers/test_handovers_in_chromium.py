"""The pages of a hand-over in a real Chromium: axe, both widths, both languages, without a script, few gestures."""

import pytest

from tests.axe import both_ways, faults
from tests.casework.handovers.handing import by_itself, keep_back, lay, prepare, the_note
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):  # noqa: F811
    laid = lay(stage)
    handover = prepare(stage)
    keep_back(stage, handover, laid)
    with stage.amina.acting() as amina:
        note = the_note(amina, handover, laid).pk
    pages = [
        ("amina", "/handovers/"), ("amina", "/handovers/new/"), ("amina", f"/handovers/{handover}/"),
        ("amina", f"/handovers/{handover}/change/"), ("amina", f"/handovers/files/{note}/"),
        ("amina", f"/handovers/files/{note}/pack/"), ("amina", f"/handovers/files/{note}/slip/"),
        ("bart", "/day/"), ("head", "/handovers/"), ("head", "/handovers/new/"), ("emma", "/handovers/"),
    ]  # fmt: skip
    tabs, wrong = {}, []
    for name, path in pages:
        page = tabs.setdefault(name, tab(stage.people[name], language, width))
        assert page.goto(path).status == 200, path
        wrong += [f"{path} {fault}" for fault in faults(page)]
    by_itself()
    page = tabs["bart"]
    page.goto(f"/handovers/{handover}/")
    wrong += [f"done: {fault}" for fault in faults(page)]
    assert wrong == []


def test_without_a_script_three_gestures_hand_over_all_files_and_one_looks(stage, tab):  # noqa: F811
    for home in (0, 1):
        lay(stage, home)
    page, gestures = tab(stage.amina, "fr", script=False), 0
    page.goto("/handovers/")
    for act in (
        lambda: page.click("text=Passer le relais"),
        lambda: page.select_option("[name=to_post]", str(stage.bart.post)),
        lambda: page.click("main button[type=submit]"),
        lambda: page.click("text=Passer le relais maintenant"),
    ):
        act()
        gestures += 1
    assert gestures == 4 and page.locator("text=Transmis").count()
    bart = tab(stage.bart, "nl", script=False)
    bart.goto("/day/")
    bart.click("text=2 dossiers aan u overgedragen >> xpath=ancestor::li//a")
    bart.click("main >> text=Openen")
    bart.click("main button:has-text('Bekijken')")
    assert "Waar we staan" in bart.inner_text("main")


def test_the_pack_of_one_file_is_one_a4(stage, tab):  # noqa: F811
    import io

    import pikepdf

    laid = lay(stage)
    handover = prepare(stage)
    keep_back(stage, handover, laid)
    with stage.amina.acting() as amina:
        note = the_note(amina, handover, laid).pk
    page = tab(stage.amina)
    page.goto(f"/handovers/files/{note}/pack/")
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as sheet:
        assert len(sheet.pages) == 1
    page.goto(f"/handovers/files/{note}/slip/")
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as sheet:
        assert len(sheet.pages) == 1
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.staff')).page") == "a6"
    assert page.locator(".pagehead").is_hidden() and page.locator(".slip").is_visible()
