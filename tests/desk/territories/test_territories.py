"""The page of the territories: doors of one's own organisation, no household, no other company, no small number."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from palier.registry.people.models import Household
from tests.registry.territories.maps import bring_in, feature, square, write
from tests.stage import STAGE, put, without_locks

SEES = ["amina", "bart", "trainee", "head", "desk", "accounts", "transfers", "technical", "agent", "collective"]
SEES_NOT = ["caretaker", "direction", "admin", "officer", "analyst", "operator"]


def page(somebody, of="communes", language="fr"):
    answer = somebody.browser(language).get("/territories/", {"list": of})
    assert answer.status_code == 200
    return answer.content.decode()


def row(shown, name):
    """The cells of the table's row of that area, as text."""
    found = next(one for one in re.findall(r"<tr>(.*?)</tr>", shown, re.DOTALL) if f">{name}<" in one)
    return [
        " ".join(re.sub(r"<[^>]+>", " ", cell).replace("&lt;", "<").split())
        for cell in re.findall(r"<td[^>]*>(.*?)</td>", found, re.DOTALL)
    ]


@pytest.mark.parametrize("name", SEES)
def test_who_reads_the_register_sees_the_territories(placed, name):
    browser = placed.people[name].browser()

    shown = browser.get("/territories/")

    assert shown.status_code == 200
    assert 'href="/territories/"' in shown.content.decode()


@pytest.mark.parametrize("name", SEES_NOT)
def test_who_has_no_work_here_finds_no_such_page(placed, name):
    assert placed.people[name].browser().get("/territories/").status_code == 404


def test_nobody_signed_in_goes_to_the_sign_in_page(placed):
    assert Client().get("/territories/").status_code == 302


def test_without_geometry_the_communes_are_tiles_with_their_table(placed):
    shown = page(placed.amina)

    assert shown.count('<rect class="area step-') == 19 + 2  # and the legend: none, and fewer than five
    assert shown.count("<tr>") == 20
    assert row(shown, "Etterbeek") == ["Ett", "Etterbeek", "<5", "Site 1"]
    assert row(shown, "Uccle") == ["Ucc", "Uccle", "–", "–"]


def test_five_dwellings_are_shown_and_four_are_not(placed):
    assert row(page(placed.amina), "Ixelles")[2] == "<5"
    for _ in range(3):
        with without_locks():
            placed.home(placed.buildings[2])

    assert row(page(placed.amina), "Ixelles")[2] == "5"
    assert "Ixelles: 5 logements" in page(placed.amina)


def test_names_are_those_of_the_screens_language(placed):
    assert row(page(placed.amina, language="nl"), "Elsene")[:2] == ["Els", "Elsene"]
    assert row(page(placed.amina, "company", "nl"), "Gebied Q1")[2] == "Etterbeek"


def test_the_lists_stay_apart(placed):
    shown = {of: page(placed.amina, of) for of in ("company", "monitoring", "statistical")}

    assert [code for code in ("Q1", "M1", "M2", "S1") if f'code">{code}<' in shown["company"]] == ["Q1"]
    assert [code for code in ("Q1", "M1", "M2", "S1") if f'code">{code}<' in shown["monitoring"]] == ["M1", "M2"]
    assert [code for code in ("Q1", "M1", "M2", "S1") if f'code">{code}<' in shown["statistical"]] == ["S1"]
    assert row(shown["company"], "Zone Q1") == ["Q1", "Zone Q1", "Etterbeek", "M1 (70 %) M2 (30 %)", "<5", "Site 1"]
    assert row(shown["statistical"], "Zone S1") == ["S1", "Zone S1", "Etterbeek", "M1", "–", "–"]


def test_a_share_of_a_neighbourhood_is_said_to_be_an_estimate(placed):
    for _ in range(16):
        with without_locks():
            placed.home(placed.buildings[0])

    shown = page(placed.amina, "monitoring")

    assert row(shown, "Zone M1")[3] == "≈ 14"
    assert row(shown, "Zone M2")[3] == "≈ 6"
    assert "≈ :" in shown.replace("\u00a0", " ")
    assert "≈ :" not in page(placed.amina, "company").replace("\u00a0", " ")


def test_dwellings_of_no_known_area_are_counted_apart(placed):
    shown = page(placed.amina, "company")

    assert re.search(r"n’est pas connue dans cette liste.: (&lt;|<)5\.", shown)
    assert "n’est pas connue" not in page(placed.amina, "communes")


def test_a_site_leads_to_its_households(placed):
    assert f'href="/households/?site={placed.sites[0].pk}"' in page(placed.amina)
    assert placed.amina.browser().get(f"/households/?site={placed.sites[0].pk}").status_code == 200


def test_another_company_sees_the_areas_and_none_of_our_homes(placed):
    shown = page(placed.chloe)

    assert row(shown, "Etterbeek") == ["Ett", "Etterbeek", "–", "–"]
    assert str(placed.sites[0].pk) not in shown


def test_no_household_stands_on_the_page(placed):
    with without_locks():
        labels = [one.label for one in Household.objects.unguarded(because="looks behind").using(STAGE).filter(
            pk__in=[home.household for home in placed.homes])]  # fmt: skip
    shown = "".join(page(placed.amina, of) for of in ("communes", "company", "monitoring", "statistical"))

    assert labels
    assert [label for label in labels if label in shown] == []


def test_an_imported_geometry_is_drawn_with_its_source(placed, tmp_path):
    assert "<path" not in page(placed.amina, "monitoring").split("<figure")[1].split("</figure>")[0]
    features = [feature("M1", square(0, 0)), feature("M2", square(1, 0)), feature("M3", square(0, 1, 2))]
    bring_in(write(tmp_path / "m.json", *features), "monitoring")

    shown = page(placed.amina, "monitoring")
    drawn = shown.split("<figure")[1].split("</figure>")[0]

    assert drawn.count("<path") == 3
    assert "une carte d’exemple" in shown and "CC0" in shown
    assert "M3 Zone M3: pas de logement" in drawn.replace("\u00a0", " ")


def test_an_area_without_geometry_beside_others_is_said_to_be_in_the_table_only(placed, tmp_path):
    bring_in(write(tmp_path / "m.json", feature("M1", square(0, 0))), "monitoring")

    shown = page(placed.amina, "monitoring")

    assert "1 zone n’a pas de géométrie" in shown
    assert row(shown, "Zone M2")[0] == "M2"


def test_an_empty_list_says_how_it_fills(stage):
    assert "Cette liste est vide ici" in page(stage.amina, "company")


def test_the_number_of_statements_does_not_grow_with_the_list(placed):
    from palier.registry.housing.models import Neighbourhood

    browser = placed.amina.browser()
    browser.get("/territories/?list=company")
    with CaptureQueriesContext(connection) as few:
        browser.get("/territories/?list=company")
    with without_locks():
        for number in range(60):
            put(Neighbourhood(list="company", code=f"X{number}", name_fr="x", name_nl="x", municipality_id="21001"))
        for _ in range(5):
            placed.home(placed.buildings[2])
    with CaptureQueriesContext(connection) as many:
        assert "X59" in browser.get("/territories/?list=company").content.decode()

    assert len(many) == len(few)
