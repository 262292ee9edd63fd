"""Journeys 4 and 13 from the demonstration's sector, in a real browser: a home kept, and a home changed.

The screens are in French, what the tenant takes home is in Dutch. Pictures as in week.py.
"""

import re

import pytest

from palier.casework.certificates.rules import forbidden_words
from tests.demo.conftest import command, fill
from tests.demo.week import MONDAY, Week

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def week(empty, chromium):
    return Week(chromium, fill(empty("homes"), "small", MONDAY))


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def follow(page, name):
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def test_journey_4_a_home_is_kept(week):
    tenant = week.accounts["tenant"]
    household, home = tenant["household"], f"/households/{tenant['household']}/home/"
    week.filled.rows("UPDATE people_person SET language = 'nl' WHERE id = %s RETURNING id", [tenant["person"]])

    with week.day(1, "09:10"):  # arrears come in; the budget, and a plan that it bears
        books = week.worker("marc", home="**/*")
        books.goto(f"{week.server}/households/{household}/?lang=fr")
        follow(books, "Loyers impayés")
        books.fill("[name=begun_on]", "2026-02-06")
        books.fill("[name=monthly_rent]", "500")
        press(books, "Commencer")
        page = week.worker()
        page.goto(f"{week.server}/households/{household}/")
        follow(page, "Garder le logement")
        press(page, "Garder le logement, dans ce dossier")
        week.look(page, "journey-4-1-home")
        follow(page, "Faire un budget")
        for name, value in (("income-0-amount", "1.650,00"), ("charge-0-amount", "500"), ("persons", "1")):
            page.fill(f"[name={name}]", value)
        week.look(page, "journey-4-2-budget")
        press(page, "Noter le budget")
        assert "1\u202f150,00" in page.inner_text("main").replace("\u00a0", "\u202f")
        follow(page, "Essayer des plans")
        page.fill("[name=balance]", page.input_value("[name=balance]") or "600")
        page.fill("[name=amount]", "60")
        page.fill("[name=months]", "12")
        press(page, "Essayer")
        assert "tenable" in page.inner_text("main")
        week.look(page, "journey-4-3-plans")
        follow(page, "Proposer celui-ci")
        press(page, "Préparer")
        act = page.url.removeprefix(week.server)

    with week.day(2, "10:20"):  # she reads it in Dutch, signs, and only then it goes
        page = week.worker()
        page.goto(f"{week.server}{act}")
        follow(page, "La feuille à signer")
        sheet = page.inner_text("article.sheet")
        assert "Ik stel voor om" in sheet and "gedurende 12 maanden" in sheet and forbidden_words(sheet) == []
        week.look(page, "journey-4-4-sheet")
        page.goto(f"{week.server}{act}")
        assert not page.get_by_role("button", name="Envoyer à la comptabilité").count()
        page.locator("input[name=signed_by]").first.check(force=True)
        press(page, "Noter la signature")
        press(page, "Envoyer à la comptabilité")
        assert "Envoyé le" in page.inner_text("main")

    with week.day(3, "11:00"):  # accounts read the act and nothing behind it
        books = week.worker("marc", home="**/*")
        books.goto(f"{week.server}/table/")
        week.look(books, "journey-4-5-table")
        of_hers = books.locator("main li", has_text="plan d’apurement", has=books.locator("a"))
        of_hers.filter(
            has_text=week.filled.one("SELECT label FROM people_household WHERE id = %s", [household])
        ).first.locator("a").first.click()
        books.wait_for_load_state()
        assert "60,00" in books.inner_text("main") and "12 mois" in books.inner_text("main")
        week.look(books, "journey-4-5-line")
        assert books.goto(f"{week.server}{act}").status == 404
        assert books.goto(f"{week.server}{home}").status == 404

    with week.day(4, "14:30"):  # a certificate in her hand, and the home is kept
        page = week.worker()
        page.goto(f"{week.server}{home}")
        follow(page, "Attestation d’offre d’accompagnement")
        page.locator("input[name=person]").first.check(force=True)
        press(page, "Choisir les jours")
        page.locator("input[name=offers]").first.check(force=True)
        press(page, "Faire le brouillon")
        letter = page.inner_text("main")
        assert "begeleidingsaanbod" in letter and forbidden_words(letter) == []
        week.look(page, "journey-4-6-certificate")
        page.goto(f"{week.server}{home}")
        follow(page, "Issue pour le logement")
        page.locator("input[value=kept]").check(force=True)
        press(page, "Enregistrer")
        assert "Le logement est conservé" in page.inner_text("main")


def test_journey_13_a_home_is_changed(week):
    with week.day(1, "13:10"):  # Tine asks for a search; the worker process does it
        page = week.worker("tine", home="**/*")
        page.goto(f"{week.server}/transfers/?lang=fr")
        week.look(page, "journey-13-1-requests")
        page.locator("main .lines a[href^='/transfers/']").first.click()
        page.wait_for_load_state()
        follow(page, "Billet")  # what she takes home, in Dutch
        follow(page, "Nederlands")
        assert "Een andere woning" in page.inner_text("main")
        week.look(page, "journey-13-1-slip")
    answer = command(week.filled.name, "worker", "--once")
    assert answer.returncode == 0, answer.stderr

    with week.day(2, "09:30"):  # rings and paths, each with its reason; one household says yes
        page = week.worker("tine", home="**/*")
        page.goto(f"{week.server}/exchanges/?lang=fr")
        page.locator("main a[href^='/exchanges/']").first.click()
        page.wait_for_load_state()
        assert page.get_by_role("heading", name=re.compile("^(Boucle|Chemin) 1 ")).count() == 1
        assert page.locator("svg.looped circle").count() >= 1
        week.look(page, "journey-13-2-proposals")
        page.locator("main a[href*='/transfers/moves/']").first.click()
        page.wait_for_load_state()
        week.look(page, "journey-13-3-move")
        move = page.url
        follow(page, "Ce qu’il dit")
        page.get_by_label("D’accord", exact=True).check()
        press(page, "Noter")
        follow(page, "Décider")
        page.get_by_label("L’accepter").check()
        page.get_by_label("Pourquoi").fill("Chaque ménage reçoit les chambres qu’il lui faut.")
        press(page, "Décider")
        assert "Chaque ménage reçoit les chambres" in page.inner_text("main") and page.url == move

    with week.day(5, "16:00"):  # help with the move, and news to be taken in three months
        page = week.worker("tine", home="**/*")
        page.goto(f"{move.replace(re.match('http://[^/]+', move).group(), week.server)}?lang=fr")
        follow(page, "Cocher ce qui est fait")
        page.get_by_label("Déménageurs", exact=False).check()
        press(page, "Enregistrer")
        follow(page, "Ils ont déménagé")
        press(page, "Noter")
        assert "Nouvelles à prendre" in page.inner_text("main")
        page.goto(f"{page.url.split('?')[0]}")
        week.look(page, "journey-13-4-after")


def test_journey_5_two_of_the_cell_think_along(week):
    tenant, pair = week.accounts["tenant"], [week.accounts[name]["posts"][0]["id"] for name in ("selma", "sam")]
    ((first, last),) = week.filled.rows(
        "UPDATE people_person SET language = 'nl' WHERE id = %s RETURNING first_name, last_name", [tenant["person"]]
    )

    with week.day(1, "14:10"):  # Amina asks; her copy leaves without a name
        page = week.worker()
        page.goto(f"{week.server}/support/ask/?household={tenant['household']}")
        page.locator("input[name=situation][value=no_contact]").check(force=True)
        page.fill("textarea[name=text]", f"{first} {last} n’ouvre plus. Je vais chaque semaine à sa porte.")
        page.fill("textarea[name=fears]", "Je dors mal.")
        week.look(page, "journey-5-1-asked")
        press(page, "Voir la copie")
        week.look(page, "journey-5-2-copy")
        for box in page.locator("input[name=seen]").all():
            box.check(force=True)
        press(page, "Envoyer à la cellule")

    with week.day(2, "09:40"):  # a pair of two disciplines; both declare
        selma, sam = (week.worker(name, home="**/*") for name in ("selma", "sam"))
        selma.goto(f"{week.server}/support/queue/?lang=fr")
        week.look(selma, "journey-5-3-queue")
        selma.locator("main li", has_text="reçue le 2 mars 2026").locator("a").first.click()
        selma.wait_for_load_state()
        queue = selma.url.removeprefix(week.server)
        assert last not in selma.content() and "Amina" not in selma.content()
        selma.locator("select[name=first]").select_option(pair[0])
        selma.locator("select[name=first_discipline]").select_option("nurse")
        selma.locator("select[name=second]").select_option(pair[1])
        press(selma, "Désigner le binôme")
        assert "Je dors mal." in selma.content()
        for page in (selma, sam):
            page.goto(f"{week.server}{queue}pair/?lang=fr")
            press(page, "Je ne connais pas cette personne")

    with week.day(3, "11:30"):  # the sheet for her, in Dutch; she was told who comes, and that she may say no
        page = week.worker()
        page.goto(f"{week.server}/support/mine/")
        follow(page, "Avec le binôme")
        mine = page.url
        follow(page, "Une feuille pour elle")
        follow(page, "Nederlands")
        letter = page.locator("section.letter").inner_text()
        assert "Een bezoek, als u dat wilt" in letter and "U mag neen zeggen" in letter and last not in letter
        week.look(page, "journey-5-4-sheet")
        page.goto(mine)
        follow(page, "Une visite annoncée")
        page.locator("input[name=how][value=interpreter]").check(force=True)
        for name in ("who_named", "may_refuse"):
            page.locator(f"input[name={name}]").check()
        page.locator("input[name=answer][value=nothing_yet]").check(force=True)
        page.fill("input[name=name]", f"{first} {last}")
        week.look(page, "journey-5-5-door")
        press(page, "Noter")

    with week.day(4, "16:00"):  # who it is, for the two alone; a step they share; the end
        selma = week.worker("selma", home="**/*")
        selma.goto(f"{week.server}{queue}pair/?lang=fr")
        press(selma, "Lire de qui il s’agit")
        assert f"{first} {last}" in selma.inner_text("main")
        selma.goto(f"{week.server}{queue}pair/")
        follow(selma, "Un pas à sa mesure")
        selma.fill("[name=words]", f"Boire un café avec {first} {last}.")
        selma.locator("input[name=shared]").check()
        press(selma, "Enregistrer")
        week.look(selma, "journey-5-6-pair")
        page = week.worker()
        page.goto(mine.replace(re.match("http://[^/]+", mine).group(), week.server))
        assert "Boire un café" in page.inner_text("main")
        week.look(page, "journey-5-7-mine")
        rows = week.filled.rows(
            "SELECT r::text FROM support_requests_supportrequest r UNION ALL SELECT n::text FROM support_pairs_pairnote n"
            " UNION ALL SELECT o::text FROM support_pairs_opening o"
        )
        assert rows and not any(last in row for (row,) in rows)
        press(selma, "Terminer l’intervention")
        assert selma.goto(f"{week.server}{queue}pair/").status == 404
