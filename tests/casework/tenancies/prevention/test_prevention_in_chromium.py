"""The pages of keeping a home in a real Chromium: axe, both widths, both languages."""

from decimal import Decimal

import pytest

from palier.casework.tenancies.prevention import actions
from palier.casework.tenancies.prevention.rules import Label, LineDraft, LineKind, Period
from tests.axe import both_ways, faults
from tests.casework.tenancies.prevention.homes import keep, prepared, signed, told, tried
from tests.casework.tenancies.procedures import begin, days_ago, note
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures
from tests.stage import without_locks

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def laid(stage):
    """A home that is being kept with everything on its page, and the addresses of all pages."""
    with without_locks():
        home = stage.home(stage.buildings[0], 2)
    kept = keep(stage, home)
    procedure = begin(stage, home, days=40, rent=Decimal("512.40"))
    note(stage, procedure, "balance", days_ago(5), amount=Decimal("1024.80"))
    note(stage, procedure, "formal_notice", days_ago(4))
    more = (
        LineDraft(LineKind.INCOME, Label.CHILD_BENEFIT, Decimal("171.08")),
        LineDraft(LineKind.CHARGE, Label.FOOD, Decimal(85), Period.WEEK),
        LineDraft(LineKind.CHARGE, Label.OWN, Decimal(30), words="Croquettes du chat"),
    )
    told(stage, kept)
    budget = told(stage, kept, more=more)
    for amount in (40, 85, 200):
        tried(stage, kept, amount, 1025)
    act, open_act = signed(stage, kept), prepared(stage, kept, "plan_proposed", amount=Decimal(85), months=12)
    with stage.amina.acting() as amina:
        words = "Mon contrat s’est arrêté en mai, puis la facture de gaz est arrivée."
        given = {"causes": ["income_fell", "charges_rose"], "own_words": words, "version": 1}
        actions.note_causes(actor=amina, pk=kept.row, **given)
        actions.note_stakes(actor=amina, pk=kept.row, stakes=["fair_hearing", "charge_statement", "rent"], version=2)
    return [
        "/homes/", f"/households/{home.household}/home/", f"/households/{home.household}/home/offer/?way=visit",
        f"/homes/{kept.row}/causes/", f"/homes/{kept.row}/stakes/", f"/homes/{kept.row}/end/", f"/files/{kept.case}/home/step/",
        f"/files/{kept.case}/budget/", f"/files/{kept.case}/budget/sheet/", f"/files/{kept.case}/budget/week/", f"/budgets/{budget}/",
        f"/files/{kept.case}/plans/", f"/files/{kept.case}/acts/", f"/acts/{act}/", f"/acts/{open_act}/", f"/acts/{act}/sheet/",
    ]  # fmt: skip


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):  # noqa: F811
    page, wrong = tab(stage.amina, language, width), []
    for path in laid(stage):
        assert page.goto(path).status == 200, path
        wrong += [f"{path} {fault}" for fault in faults(page)]
    heads = tab(stage.head, language, width)
    heads.goto("/homes/dates/")
    assert wrong + faults(heads) == []
