"""The services of a company: set by its administrator, read by everybody at the door in both languages."""

import datetime as dt
import html
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from palier.identity.organisations.models import Organisation, Service, ServiceDimension
from palier.identity.organisations.rules import Role, ServiceKind
from palier.kernel import clock
from tests.desk.administration.bringing_in import bring, service_of, told, tomorrow
from tests.stage import STAGE, put, without_locks

SEED_001 = (  # seed 001: five services, of which the social one, of four trades
    (ServiceKind.RENTAL, "Location", "Verhuur"),
    (ServiceKind.TRANSFERS, "Mutations", "Mutaties"),
    (ServiceKind.ACCOUNTS, "Comptabilité", "Boekhouding"),
    (ServiceKind.TECHNICAL, "Maintenance", "Onderhoud"),
)
TRADES = (
    ("Assistants sociaux", "Maatschappelijk werkers"),
    ("Assistants sociaux chantier", "Werfbegeleiders"),
    ("Agents de proximité et de convivialité", "Wijkmedewerkers"),
    ("Travailleurs sociaux collectifs", "Collectief maatschappelijk werkers"),
)


@pytest.fixture
def company():
    """A company that has a social service and its administrator, and nothing else."""
    from tests.stage import Stage

    with without_locks():
        made = Stage._company("jeune")
        made.somebody("olga", Role.ORGANISATION_ADMIN)
    return made


def add(browser, kind, fr, nl, phone="02 502 69 49"):
    sent = {"kind": kind.value, "name_fr": fr, "name_nl": nl, "phone": phone, "idempotency_key": str(uuid.uuid4())}
    return browser.post("/administration/services/", sent)


def public(company, language="fr", query=True):
    url = {"fr": "/fr/services/", "nl": "/nl/diensten/"}[language]
    answer = Client().get(url, {"company": company.company.slug} if query else {})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def trades(names):
    return {
        f"{field}-{number}": value
        for number, (fr, nl) in enumerate(names)
        for field, value in (
            ("name_fr", fr),
            ("name_nl", nl),
            ("text_fr", ""),
            ("text_nl", ""),
            ("place", str(number + 1)),
        )
    }


def test_five_services_of_which_the_social_one_with_four_trades_stand_on_the_public_page(company):
    browser = company.olga.browser()

    made = [add(browser, *one).status_code for one in SEED_001]
    url = f"/administration/services/{company.service.pk}/dimensions/"
    assert browser.post(url, trades(TRADES)).status_code == 302

    assert made == [302] * 4
    for place, language in enumerate(("fr", "nl")):
        page = public(company, language)
        assert all(one[place + 1] in page for one in SEED_001)
        assert [page.index(one[place]) for one in TRADES] == sorted(page.index(one[place]) for one in TRADES)
        assert "02 502 69 49" in page


def test_trades_are_put_in_another_order_and_taken_away(company):
    browser, url = company.olga.browser(), f"/administration/services/{company.service.pk}/dimensions/"
    browser.post(url, trades(TRADES))

    browser.post(url, trades(TRADES) | {"place-3": "1", "place-0": "2", "name_fr-1": "", "name_nl-1": ""})

    with without_locks():
        rows = ServiceDimension.objects.using(STAGE).filter(service=company.service).order_by("position")
        assert [row.name_fr for row in rows] == [TRADES[3][0], TRADES[0][0], TRADES[2][0]]


def test_a_trade_in_one_language_comes_back_with_everything_typed(company):
    sent = trades(TRADES[:1]) | {"name_nl-0": "", "text_fr-0": "Ils écoutent."}

    answer = company.olga.browser().post(f"/administration/services/{company.service.pk}/dimensions/", sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert TRADES[0][0] in page
    assert "Ils écoutent." in page
    assert page.count("ce qui est affiché l’est") == 4  # the name and the text, beside each and above all


def test_a_service_is_renamed_in_both_languages_and_its_kind_stays(company):
    url = f"/administration/services/{company.service.pk}/names/"

    sent = {"name_fr": "Service d’aide", "name_nl": "Hulpdienst", "phone": "02/502.69.49", "kind": "other"}
    assert company.olga.browser().post(url, sent).status_code == 302

    assert "Service d’aide" in public(company)
    assert "Hulpdienst" in public(company, "nl")
    assert service_of(company, ServiceKind.SOCIAL).phone == "+3225026949"


def test_a_company_has_one_social_service(company):
    answer = add(company.olga.browser(), ServiceKind.SOCIAL, "Deuxième", "Tweede")

    assert answer.status_code == 422
    assert "Deuxième" in answer.content.decode()
    assert "Deuxième" not in public(company)


def test_a_form_sent_twice_adds_one_service(company):
    sent = {"kind": "other", "name_fr": "Cellule", "name_nl": "Cel", "phone": "", "idempotency_key": str(uuid.uuid4())}
    browser = company.olga.browser()

    codes = [browser.post("/administration/services/", sent).status_code for _ in range(2)]

    with without_locks():
        assert Service.objects.using(STAGE).filter(organisation=company.company, name_fr="Cellule").count() == 1
    assert codes == [302, 302]


def test_a_service_with_posts_or_with_somebody_proposed_for_it_does_not_close(stage):
    social, technical = (service_of(stage, kind) for kind in (ServiceKind.SOCIAL, ServiceKind.TECHNICAL))
    empty = put(Service(organisation=stage.company, kind=ServiceKind.OTHER, name_fr="Vide", name_nl="Leeg"))
    waits = put(Service(organisation=stage.company, kind=ServiceKind.OTHER, name_fr="Attend", name_nl="Wacht"))
    sent = {"day": clock.today().isoformat()}
    browser = stage.admin.browser()
    assert bring(stage).status_code == 302
    told(stage.admin, "propose_post", uuid.uuid4(), _new(stage), waits.pk, "front_desk", "1", clock.today(), None, None)

    answers = [
        browser.post(f"/administration/services/{one.pk}/close/", sent).status_code
        for one in (social, technical, waits, empty)
    ]

    assert answers == [422, 422, 422, 302]
    assert told(stage.admin, "close_service", technical.pk, clock.today()) is False
    page = public(stage)
    assert "Vide" not in page
    assert "Attend" in page
    assert browser.get(f"/administration/services/{empty.pk}/").status_code == 404


def _new(stage):
    made, account = uuid.uuid4(), uuid.uuid4()
    name = f"neuf.{made.hex[:8]}"
    assert told(stage.admin, "add_staff", made, account, "Neuf", "Gabarit", stage.company.pk, name, "fr")
    return made


def test_a_service_that_closes_later_is_there_until_then(company):
    browser = company.olga.browser()
    add(browser, ServiceKind.OTHER, "Bientôt fini", "Bijna gedaan")
    row = service_of(company, ServiceKind.OTHER)

    browser.post(f"/administration/services/{row.pk}/close/", {"day": tomorrow().isoformat()})

    assert "Bientôt fini" in public(company)
    assert "ferme le" in browser.get("/administration/").content.decode()


def test_nobody_else_sets_services(stage):
    row = stage.service
    sent = {"name_fr": "Pris", "name_nl": "Genomen", "phone": ""}
    for name in ("amina", "head", "direction", "officer", "desk", "chloe"):
        browser = stage.people[name].browser()

        answers = [
            browser.get("/administration/").status_code,
            browser.post(f"/administration/services/{row.pk}/names/", sent).status_code,
            browser.post("/administration/applicants/", {"applicants": "yes"}).status_code,
        ]

        assert answers == [404, 404, 404]
        assert told(stage.people[name], "keep_service", row.pk, "social", "Pris", "Genomen", "") is False
        assert told(stage.people[name], "set_dimensions", row.pk, "[]") is False
        assert told(stage.people[name], "set_works_for_applicants", True) is False
    assert "Pris" not in public(stage)


def test_an_administrator_sets_nothing_at_a_neighbour(stage, company):
    row = stage.service

    answers = [
        company.olga.browser().post(f"/administration/services/{row.pk}/{page}/", {}).status_code
        for page in ("names", "dimensions", "close", "people")
    ]

    assert answers == [404] * 4
    assert told(company.olga, "keep_service", row.pk, "social", "Pris", "Genomen", "") is False
    assert told(company.olga, "keep_service", company.service.pk, "social", "Le mien", "Het mijne", "") is True


def test_whom_the_social_service_works_for_is_changed_with_who_and_when(company):
    browser = company.olga.browser()
    assert "Jamais modifié" in browser.get("/administration/applicants/").content.decode()

    for answer in ("yes", "yes", "no"):
        assert browser.post("/administration/applicants/", {"applicants": answer}).status_code == 302

    with company.olga.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT by, before FROM sec.applicants_changes()")
        assert cursor.fetchall() == [("Olga Exemple", True), ("Olga Exemple", False)]
    page = browser.get("/administration/applicants/").content.decode()
    assert page.count("Olga Exemple") >= 2
    with without_locks():
        assert not Organisation.objects.using(STAGE).get(pk=company.company.pk).works_for_applicants


def test_the_history_of_the_setting_is_the_administrators(stage):
    stage.admin.browser().post("/administration/applicants/", {"applicants": "yes"})

    seen = {}
    for name in ("admin", "amina", "head", "chloe"):
        with stage.people[name].acting(), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sec.applicants_changes()")
            seen[name] = cursor.fetchone()[0]

    assert seen == {"admin": 1, "amina": 0, "head": 0, "chloe": 0}


def test_the_public_pages_of_services_and_of_sessions_lead_to_each_other(company):
    slug = company.company.slug
    for services, sessions, language in (
        ("/fr/services/", "/fr/permanences/", "fr"),
        ("/nl/diensten/", "/nl/zitdagen/", "nl"),
    ):
        assert f'href="{sessions}?company={slug}"' in public(company, language)
        assert f'href="{services}?company={slug}"' in Client().get(sessions, {"company": slug}).content.decode()


def test_without_a_company_one_chooses_and_an_unknown_one_is_not_there(company):
    page = public(company, query=False)

    assert f"?company={company.company.slug}" in page
    assert Client().get("/fr/services/", {"company": "nulle-part"}).status_code == 404


def test_the_list_and_the_public_page_cost_the_same_however_many_services(company):
    browser = company.olga.browser()

    def cost(url, who):
        who.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert who.get(url).status_code == 200
        return len(seen)

    urls = (("/administration/", browser), (f"/fr/services/?company={company.company.slug}", Client()))
    before = [cost(*one) for one in urls]
    for number in range(4):
        add(browser, ServiceKind.OTHER, f"Service {number}", f"Dienst {number}")

    assert [cost(*one) for one in urls] == before
    assert before[1] <= 5


def test_a_day_that_passed_closes_nothing(company):
    add(company.olga.browser(), ServiceKind.OTHER, "Reste", "Blijft")
    row = service_of(company, ServiceKind.OTHER)
    yesterday = clock.today() - dt.timedelta(days=1)

    answer = company.olga.browser().post(f"/administration/services/{row.pk}/close/", {"day": yesterday.isoformat()})

    assert answer.status_code == 422
    assert told(company.olga, "close_service", row.pk, yesterday) is False
    assert "Reste" in public(company)
