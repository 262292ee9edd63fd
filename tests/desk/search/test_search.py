"""One box over everything one may see: typos, accents, both languages; and nothing that tells who has a file."""

import datetime
import secrets

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.access.rules import Tier
from palier.casework.cases import actions
from palier.casework.cases.rules import CaseDraft, ContactDraft
from palier.registry.housing.models import Dwelling
from palier.registry.people.models import ContactDetails, Household, HouseholdMember, Person
from tests.casework.referrals.directory import partner
from tests.stage import ALWAYS, STAGE, put, without_locks

TODAY = datetime.date(2026, 3, 3)


def search(somebody, wanted, language="fr", **headers):
    answer = somebody.browser(language).get("/search/", {"q": wanted}, headers=headers or None)
    assert answer.status_code == 200
    return answer.content.decode()


def renamed(stage, home, last_name, first_name="Zoé", phone="+32470123456"):
    """Give the first person of a home a name (and her household too)."""
    from palier.kernel.sort_keys import sort_key

    with without_locks():
        rows = Person.objects.unguarded(because="sets the stage").using(STAGE).filter(pk=home.persons[0])
        rows.update(last_name=last_name, first_name=first_name, sort_key=sort_key(f"{last_name} {first_name}"))
        details = ContactDetails.objects.unguarded(because="sets the stage").using(STAGE).filter(person=home.persons[0])
        details.update(phone=phone)
        households = Household.objects.unguarded(because="sets the stage").using(STAGE).filter(pk=home.household)
        households.update(label=last_name, sort_key=sort_key(last_name))
    return home


def at(stage, home, address_key):
    with without_locks():
        Dwelling.objects.unguarded(because="sets the stage").using(STAGE).filter(pk=home.dwelling).update(
            address_key=address_key
        )


def file_with(stage, somebody, home, facts, **more):
    with somebody.acting() as actor:
        case = actions.open_case(actor=actor, draft=CaseDraft(home.household, (home.persons[0],), TODAY))
    with somebody.acting() as actor:
        actions.record_contact(actor=actor, draft=ContactDraft(facts, case=case, **more))
    return case


@pytest.mark.parametrize(
    "wanted",
    ["Van den Broeckspecimen", "van den broeckspecimen", "Broeckspecimen", "BROECKSPÉCIMEN", "broekspecimen",
     "broeckspecimn", "vandenbroeckspecimen"],
)  # fmt: skip
def test_a_name_is_found_with_typos_accents_capitals_and_dutch_prefixes(stage, wanted):
    renamed(stage, stage.homes[0], "Van den Broeckspécimen")

    assert "Van den Broeckspécimen" in search(stage.amina, wanted)


@pytest.mark.parametrize(
    "wanted", ["0470 98 76 54", "0470/98.76.54", "+32 470 98 76 54", "0032470987654", "470987", "98 76 54"]
)
def test_a_telephone_is_found_in_every_way_it_is_written(stage, wanted):
    renamed(stage, stage.homes[0], "Téléphonette", phone="+32470987654")

    assert "Téléphonette" in search(stage.amina, wanted)


def test_an_address_is_found_in_french_and_in_dutch(stage):
    renamed(stage, stage.homes[0], "Gabarite")
    at(stage, stage.homes[0], "rue du gabarit malstraat 12 bte 3 1070")

    for wanted in ("rue du gabarit 12", "Malstraat", "gabarit", "rue du gabarti"):
        assert "Gabarite" in search(stage.amina, wanted)


def test_a_protected_address_is_never_found_by_address_and_says_only_that_it_is_protected(stage):
    home = renamed(stage, stage.homes[0], "Cachette")
    at(stage, home, "impasse discrete 7 1070")
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET protected_address = true WHERE id = %s", [home.persons[0]])
        cursor.execute("UPDATE housing_lease SET protected = true WHERE id = %s", [home.lease])

    for somebody in (stage.amina, stage.bart, stage.accounts, stage.desk):
        assert "Cachette" not in search(somebody, "impasse discrete 7")
    page = search(stage.bart, "Cachette")
    assert "adresse protégée" in page
    assert "discrète" not in page
    assert "avenue du Brouillon" not in page.split('id="results"')[1]


def test_two_households_one_with_a_file_look_alike_to_everybody_else(stage):
    one, other = stage.homes[0], stage.homes[1]
    mark = secrets.token_hex(4)
    renamed(stage, one, f"Jumelle {mark}")
    renamed(stage, other, f"Jumelle {mark}")
    file_with(stage, stage.amina, one, "Canari de la recherche.")

    for somebody in (stage.bart, stage.head, stage.accounts, stage.technical, stage.desk):
        page = search(somebody, f"Jumelle {mark}").split('id="results"')[1]
        lines = page.split("<li>")[1:3]
        assert len(lines) == 2
        plain = [line.split("</li>")[0] for line in lines]
        assert not any("Canari" in line or "dossier" in line for line in plain)
        forms = {line.replace(str(one.household), "ID").replace(str(other.household), "ID") for line in plain}
        assert len(forms) == 1


def test_the_number_of_statements_does_not_depend_on_a_file_or_on_how_much_is_found(stage):
    one, other = stage.homes[0], stage.homes[1]
    renamed(stage, one, "Solitaire")
    renamed(stage, other, "Accompagnée")
    file_with(stage, stage.amina, other, "Rien de particulier.")
    counts = {}
    for somebody, wanted in (
        (stage.bart, "Solitaire"), (stage.bart, "Accompagnée"), (stage.bart, "Exemple"), (stage.bart, "Personne"),
    ):  # fmt: skip
        browser = somebody.browser()
        browser.get("/search/", {"q": wanted})
        with CaptureQueriesContext(connection) as queries:
            browser.get("/search/", {"q": wanted})
        counts[wanted] = len(queries)

    assert counts["Solitaire"] == counts["Accompagnée"] == counts["Exemple"]
    assert counts["Personne"] <= counts["Exemple"] <= 30


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ("La caisse a rappelé au sujet des allocations.", "rappeler"),
        ("La caisse a rappelé au sujet des allocations.", "allocation"),
        ("Les factures d’énergie sont payées.", "energie"),
        ("Elle demande un médiateur de dettes.", "dette"),
        ("De facturen van de energieleverancier zijn betaald.", "factuur"),
        ("De kassa belde terug over de facturen.", "facturen"),
        ("Zij zoekt hulp bij de OCMW-aanvraag.", "aanvragen"),
    ],
)
def test_contacts_are_found_by_the_stems_of_both_languages(stage, facts, wanted):
    file_with(stage, stage.amina, stage.homes[0], facts)

    page = search(stage.amina, wanted)

    assert 'id="h-contacts"' in page
    assert "<mark>" in page


def test_words_of_a_file_are_found_by_its_team_only(stage):
    file_with(stage, stage.amina, stage.homes[0], "Un canari chante dans la cuisine.")

    assert "chante" in search(stage.amina, "canari")
    for somebody in (stage.bart, stage.head, stage.desk, stage.accounts, stage.chloe):
        page = search(somebody, "canari")
        assert "chante" not in page
        assert 'id="h-contacts"' not in page


@pytest.mark.parametrize("tier", [Tier.AUTHOR, Tier.REINFORCED])
def test_what_only_its_author_reads_has_no_words_to_search(stage, tier):
    file_with(stage, stage.amina, stage.homes[0], "Un rossignol chante.", tier=tier)

    assert "rossignol chante" not in search(stage.amina, "rossignol")


def test_my_files_stand_apart_from_the_households(stage):
    renamed(stage, stage.homes[0], "Dossiérine")
    file_with(stage, stage.amina, stage.homes[0], "Premier contact.")

    assert 'id="h-files"' in search(stage.amina, "Dossiérine")
    assert 'id="h-files"' not in search(stage.bart, "Dossiérine")


def test_a_search_that_shows_secret_items_leaves_a_line_in_the_ledger_and_no_other_does(stage):
    renamed(stage, stage.homes[0], "Registrette")
    file_with(stage, stage.amina, stage.homes[0], "Un héron passe.")

    def lines():
        with without_locks() as cursor:
            cursor.execute(
                "SELECT subjects FROM access_read_event WHERE post_id = %s AND what = 'search'", [stage.amina.post]
            )
            return cursor.fetchall()

    renamed(stage, stage.homes[1], "Ordinaire", phone="")
    search(stage.amina, "Ordinaire")
    before = len(lines())
    search(stage.amina, "heron")

    assert before == 0
    assert len(lines()) == 1
    assert len(lines()[0][0]) == 1


def test_the_box_that_searches_as_one_types_gets_the_results_alone(stage):
    renamed(stage, stage.homes[0], "Fragmentine")

    part = search(stage.amina, "Fragmentine", **{"HX-Request": "true", "HX-Target": "results"})

    assert "Fragmentine" in part
    assert "<html" not in part
    assert 'id="how-many"' in part


@pytest.mark.parametrize(
    "wanted", ["", "a", "'); DROP TABLE x;--", "%", "\x00", "<b>x</b>", "& | ! :* ()", '"', "é" * 500]
)
def test_any_text_may_be_searched(stage, wanted):
    assert "<b>x</b>" not in search(stage.amina, wanted)


def test_the_page_speaks_dutch(stage):
    page = search(stage.amina, "Niemandhier", "nl")

    assert "Niets gevonden in wat u mag zien" in page


@pytest.mark.parametrize("name", ["caretaker", "direction", "admin", "officer", "analyst", "operator"])
def test_who_looks_up_nobody_has_no_search(stage, name):
    assert stage.people[name].browser().get("/search/", {"q": "Exemple"}).status_code == 404


def test_another_company_finds_nothing(stage):
    renamed(stage, stage.homes[0], "Frontalière")

    assert "Frontalière" not in search(stage.chloe, "Frontalière").split('id="results"')[1]


def test_a_household_that_lives_nowhere_is_found_by_name(stage):
    with without_locks():
        mark = secrets.token_hex(3)
        household = put(
            Household(
                organisation=stage.company,
                source_id=f"c{mark}",
                label="Candidatine",
                sort_key="candidatine",
                standing="applicant",
            )
        )
        person = put(
            Person(organisation=stage.company, source_id=f"c{mark}", last_name="Candidatine", sort_key="candidatine")
        )
        put(HouseholdMember(organisation=stage.company, household=household, person=person, role="head",
                            valid=ALWAYS))  # fmt: skip

    page = search(stage.amina, "Candidatine")

    assert "pas de logement" in page


def test_a_partner_is_found_by_its_name_a_slip_forgiven_and_in_ones_own_company_only(stage):
    mark = secrets.token_hex(3)
    contact = partner(stage, f"Maisonnée {mark}")

    for wanted in (f"maisonnee {mark}", f"maisonée {mark}"):
        for somebody in (stage.amina, stage.desk, stage.accounts):
            assert f"/partners/services/{contact.service_id}/" in search(somebody, wanted)
    assert f"/partners/services/{contact.service_id}/" in search(stage.amina, f"Maisonnée {mark}", "nl")
    assert str(contact.service_id) not in search(stage.people["chloe"], f"maisonnee {mark}")
    assert str(contact.service_id) not in search(stage.amina, "0470")
