"""What she told of her budget is in her copy, in what a worker holds of her and in My file; her partner's is not (P2)."""

from decimal import Decimal

import pytest

from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from palier.casework.data_requests.rules import ItemKind
from palier.casework.tenancies.prevention import actions
from palier.casework.tenancies.prevention.rules import BudgetDraft, Label, LineDraft, LineKind
from tests.casework.data_requests.test_data_requests import asked, inbox, items
from tests.casework.tenancies.prevention.homes import Kept, keep, signed, told
from tests.door.comers import come_in, give, plain
from tests.stage import without_locks


@pytest.fixture
def kept(stage):
    return keep(stage, stage.homes[0])


def test_the_copy_of_one_person_holds_her_lines_and_not_his(stage):
    with without_locks():
        home = stage.home(stage.buildings[0], 2)
    zoe, omer = home.persons
    with stage.amina.acting() as amina:
        case = cases.open_case(actor=amina, draft=CaseDraft(home.household, (zoe, omer), amina.today))
    with stage.amina.acting() as amina:
        kept = Kept(home, case, actions.begin(actor=amina, case=case))
    for person, words in ((zoe, "Cours de couture"), (omer, "Cours de guitare")):
        line = LineDraft(LineKind.CHARGE, Label.OWN, Decimal(12), words=words)
        with stage.amina.acting() as amina:
            draft = BudgetDraft(amina.today, 2, (person,), (line,))
            actions.write_budget(actor=amina, case=kept.case, draft=draft)
    browser, page = stage.amina.browser(), f"/households/{home.household}/copy/?person="
    hers, his = (browser.get(f"{page}{person}").content.decode() for person in (zoe, omer))
    assert "Cours de couture" in hers and "Cours de guitare" not in hers
    assert "Cours de guitare" in his and "Cours de couture" not in his


def test_a_request_for_a_copy_holds_every_kind_of_it(stage, kept):
    told(stage, kept)
    signed(stage, kept)
    asked(stage.desk, kept.home.persons[0])
    [row] = inbox(stage.amina)
    found = {item.kind for item in items(stage.amina, row)}
    assert {ItemKind.HOME, ItemKind.BUDGET, ItemKind.ACT} <= found


def test_at_her_own_door_she_reads_her_budget_and_the_acts_she_signed(stage, kept):
    told(stage, kept)
    signed(stage, kept)
    page = plain(come_in(give(stage.amina, kept.home.persons[0])).get("/door/file/"))
    assert "Pour garder votre logement" in page
    assert "Hôpital fictif" in page
    assert "Suspendre les rappels" in page
    his = plain(come_in(give(stage.amina, kept.home.persons[1])).get("/door/file/"))
    assert "Hôpital fictif" not in his
