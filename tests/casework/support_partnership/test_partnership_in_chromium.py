"""The pages of the partnership in a real Chromium: axe, both widths, both languages."""

import pytest

from palier.casework.support_partnership import actions
from palier.casework.support_partnership.rules import NoteDraft, NoteKind, PresentationDraft, PresentationKind
from tests.axe import both_ways, faults
from tests.casework.support_partnership.test_partnership import fund, of_a_year
from tests.casework.support_requests.cells import a_cell, ask
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):  # noqa: F811
    cell = a_cell(stage, "selma", "sam")
    for since, until in (("2009-03-01", "2012-12-31"), ("2015-01-01", "2015-12-31"), ("2016-01-01", "2016-12-31")):
        fund(stage, since, until)
    _asking, request = ask(stage, cell)
    with stage.people["selma"].acting() as selma:
        year = selma.today.year - 1
        shown = PresentationDraft(selma.today, PresentationKind.COLLOQUIUM, audience="Colloque", present=40)
        actions.add_presentation(actor=selma, draft=shown)
        for kind in NoteKind:
            actions.add_note(actor=selma, draft=NoteDraft(selma.today, kind, "Une ligne"))
    of_a_year(stage, cell, year, 6)
    with stage.people["selma"].acting() as selma:
        actions.freeze(actor=selma, year=year)
    tabs = {who: tab(stage.people[who], language, width) for who in ("selma", "analyst", "head")}
    wrong = []
    for who, path in (
        ("selma", "/partnership/"), ("selma", "/partnership/funding/new/"), ("selma", "/partnership/presentations/new/"),
        ("selma", "/partnership/notes/new/"), ("selma", "/partnership/relays/"), ("selma", f"/partnership/relays/{request}/"),
        ("selma", f"/partnership/year/?year={year}"), ("analyst", "/support/years/"), ("head", "/support/asked/"),
    ):  # fmt: skip
        assert tabs[who].goto(path).status == 200, path
        wrong += [f"{who} {path} {fault}" for fault in faults(tabs[who])]

    assert wrong == []
