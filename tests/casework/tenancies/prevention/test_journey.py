"""Journey 4 in a real Chromium, in French, for a tenant who speaks Dutch: arrears come in, and the home is kept."""

import datetime as dt
from decimal import Decimal

import pytest

from palier.casework.certificates.rules import forbidden_words
from palier.casework.tenancies.prevention import queries
from palier.kernel import clock
from palier.registry.interservice import queries as table
from tests.casework.tenancies.procedures import begin, days_ago, note
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures
from tests.stage import without_locks

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def home(stage):
    with without_locks() as cursor:
        home = stage.home(stage.buildings[0], 1)
        cursor.execute("UPDATE people_person SET language = 'nl' WHERE id = %s", [home.persons[0]])
    return home


def press(page, name, exact=True):
    page.get_by_role("button", name=name, exact=exact).click()


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).click()


def test_from_arrears_to_a_home_that_is_kept(stage, home, tab):  # noqa: F811
    procedure = begin(stage, home, days=12, rent=Decimal(500))
    note(stage, procedure, "balance", days_ago(2), amount=Decimal(600))
    page = tab(stage.amina, "fr", 1280)

    # Early help, before any file.
    page.goto(f"/households/{home.household}/")
    follow(page, "Garder le logement")
    page.get_by_role("link", name="Proposé aujourd’hui par téléphone").click()
    press(page, "Enregistrer")
    assert "Proposé\u00a0:" in page.inner_text("main")

    # She agrees to a file.
    follow(page, "Ouvrir un dossier")
    page.locator("input[name=agreed_by]").first.check(force=True)
    page.locator("main form button[type=submit]").click()
    page.goto(f"/households/{home.household}/home/")
    press(page, "Garder le logement, dans ce dossier")

    # Her budget, and a plan that it bears.
    follow(page, "Faire un budget")
    page.fill("[name=income-0-amount]", "1.350,00")
    page.fill("[name=charge-0-amount]", "500")
    page.fill("[name=charge-5-amount]", "240")
    page.fill("[name=persons]", "1")
    press(page, "Noter le budget")
    assert "610,00" in page.inner_text("main")
    follow(page, "Essayer des plans")
    assert page.input_value("[name=balance]") == "600,00"
    page.fill("[name=amount]", "50")
    page.fill("[name=months]", "12")
    press(page, "Essayer")
    assert "tenable" in page.inner_text("main")

    # The act: prepared, read in Dutch, signed, sent.
    follow(page, "Proposer celui-ci")
    press(page, "Préparer")
    act = page.url
    follow(page, "La feuille à signer")
    sheet = page.inner_text("article.sheet")
    assert "Ik stel voor om" in sheet and "gedurende 12 maanden" in sheet
    assert forbidden_words(sheet) == []
    page.goto(act)
    assert not page.get_by_role("button", name="Envoyer à la comptabilité").count()
    page.locator("input[name=signed_by]").first.check(force=True)
    press(page, "Noter la signature")
    press(page, "Envoyer à la comptabilité")
    assert "Envoyé le" in page.inner_text("main")

    # Accounts read the act and nothing else; the rest stays behind the wall.
    with stage.accounts.acting() as accounts:
        (one,) = table.acts_of(accounts, home.household)
        assert (one.line.amount, one.line.months, one.line.text) == (Decimal(50), 12, "")
    accounts_page = tab(stage.accounts, "fr", 1280)
    assert accounts_page.goto(act).status == 404

    # A certificate, and the home is kept.
    page.goto(f"/households/{home.household}/home/")
    follow(page, "Attestation d’offre d’accompagnement")
    page.locator("input[name=person]").first.check(force=True)
    press(page, "Choisir les jours")
    page.locator("input[name=offers]").first.check(force=True)
    press(page, "Faire le brouillon")
    letter = page.inner_text("main")
    assert "begeleidingsaanbod" in letter
    assert forbidden_words(letter) == []
    page.goto(f"/households/{home.household}/home/")
    follow(page, "Issue pour le logement")
    page.locator("input[value=kept]").check(force=True)
    press(page, "Enregistrer")
    assert "Le logement est conservé" in page.inner_text("main")
    with stage.amina.acting() as amina:
        assert queries.open_preventions(amina) == []
    assert clock.today() - days_ago(2) == dt.timedelta(days=2)
