"""Dwellings and leases from a landlord's file, with the sites and buildings they name."""

import datetime
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.utils import DatabaseError, ProgrammingError

from palier.access.binding import acting
from palier.identity.organisations.models import Place
from palier.registry.housing.models import Building, Dwelling, Lease, Municipality, Site
from palier.registry.imports import actions
from tests.registry.files import DWELLINGS, LEASES, PEOPLE, as_the_job, bring_in, numbers, write_csv, write_xlsx
from tests.stage import STAGE, Stage, without_locks

FLAT = ["d1", "", "Cité Modèle / Modelwijk", "Bloc A", "1.2", "rue du Gabarit / Malstraat", "12", "bte 3", "1070", "2", "61,5", "logement social"]  # fmt: skip
NEXT = ["d2", "", "Modelwijk", "Bloc A", "1.3", "rue du Gabarit / Malstraat", "12", "bte 4", "1070", "3", "80", "transitwoning"]  # fmt: skip
TENANT = ["p1", "Spécimen", "Zoé", "", "f", "fr", "", "", "h1", "locataire", ""]
RENT = ["l1", "d1", "h1", "durée déterminée", "31/12/2024", ""]

ADD_SITE = "SELECT sec.add_places(ARRAY[gen_random_uuid()], ARRAY[%s::uuid], ARRAY['site'], ARRAY['x'], ARRAY['x'])"
KEEP_BUILDING = (
    "SELECT sec.keep_buildings(ARRAY[%s::uuid], ARRAY['x'], ARRAY['x'], ARRAY['1'], ARRAY['1000'], ARRAY[''],"
    " ARRAY[NULL::numeric], ARRAY[NULL::numeric])"
)


def dwellings_file(tmp_path, *rows, header=DWELLINGS):
    return write_csv(tmp_path / "dwellings.csv", [header, *rows], delimiter=";")


def leases_file(tmp_path, *rows):
    return write_csv(tmp_path / "leases.csv", [LEASES, *rows])


def behind(model, stage, **filters):
    with without_locks():
        rows = model.objects.unguarded(because="looks behind").using(STAGE)
        return rows.get(organisation=stage.company, **filters)


def places(stage, kind):
    with without_locks():
        return list(Place.objects.using(STAGE).filter(organisation=stage.company, kind=kind).order_by("name_fr"))


def with_a_tenant(stage, tmp_path):
    bring_in(stage, "dwellings", dwellings_file(tmp_path, FLAT, NEXT))
    bring_in(stage, "people", write_csv(tmp_path / "people.csv", [PEOPLE, TENANT]))


def test_dwellings_make_sites_and_buildings_once(stage, tmp_path):
    report = bring_in(stage, "dwellings", dwellings_file(tmp_path, FLAT, NEXT))

    assert numbers(report) == (2, 2, 0, 0, 0)
    made = [site for site in places(stage, "site") if site.name_fr == "Cité Modèle"]
    assert [site.name_nl for site in made] == ["Modelwijk"]
    blocks = [place for place in places(stage, "building") if place.parent_id == made[0].pk]
    assert [block.name_fr for block in blocks] == ["Bloc A"]
    with without_locks():
        building = Building.objects.using(STAGE).get(place=blocks[0])
        assert Site.objects.using(STAGE).filter(place=made[0]).exists()
    assert (building.street_fr, building.street_nl, building.number) == ("rue du Gabarit", "Malstraat", "12")
    flat = behind(Dwelling, stage, source_id="d1")
    assert (flat.building_id, flat.bedrooms, flat.area_m2, flat.kind) == (building.pk, 2, Decimal("61.50"), "social")
    assert flat.address_key == "rue du gabarit malstraat 12 bte 3 1070"
    assert behind(Dwelling, stage, source_id="d2").kind == "transit"


def test_the_same_dwellings_twice_change_nothing(stage, tmp_path):
    path = dwellings_file(tmp_path, FLAT, NEXT)
    bring_in(stage, "dwellings", path)
    before = len(places(stage, "building"))

    assert numbers(bring_in(stage, "dwellings", path)) == (2, 0, 0, 2, 0)
    assert len(places(stage, "building")) == before


def test_a_corrected_street_changes_every_dwelling_of_the_building_and_keeps_the_building(stage, tmp_path):
    bring_in(stage, "dwellings", dwellings_file(tmp_path, FLAT, NEXT))
    building = behind(Dwelling, stage, source_id="d1").building_id
    mended = [[*row[:5], "rue du Patron", *row[6:]] for row in (FLAT, NEXT)]

    report = bring_in(stage, "dwellings", dwellings_file(tmp_path, *mended))

    assert numbers(report) == (2, 0, 2, 0, 0)
    assert behind(Dwelling, stage, source_id="d1").building_id == building
    with without_locks():
        assert Building.objects.using(STAGE).get(pk=building).street_nl == "rue du Patron"


def test_a_block_with_two_doors_is_two_buildings_each_with_its_address(stage, tmp_path):
    other_door = [*NEXT[:6], "14", *NEXT[7:]]
    path = dwellings_file(tmp_path, FLAT, other_door)

    first, second = bring_in(stage, "dwellings", path), bring_in(stage, "dwellings", path)

    assert numbers(first) == (2, 2, 0, 0, 0)
    assert numbers(second) == (2, 0, 0, 2, 0)
    names = {place.name_fr for place in places(stage, "building")}
    assert {"Bloc A (rue du Gabarit 12)", "Bloc A (rue du Gabarit 14)"} <= names


def test_what_the_file_does_not_say_of_a_dwelling_stays(stage, tmp_path):
    bring_in(stage, "dwellings", dwellings_file(tmp_path, FLAT, NEXT))
    short = ["source_id", "site", "building", "street", "number", "postcode"]
    row = ["d2", "Modelwijk", "Bloc A", FLAT[5], "12", "1070"]

    report = bring_in(stage, "dwellings", dwellings_file(tmp_path, row, header=short))

    flat = behind(Dwelling, stage, source_id="d2")
    assert numbers(report) == (1, 0, 0, 1, 0)
    assert (flat.kind, flat.bedrooms, flat.box) == ("transit", 3, "bte 4")


def test_the_municipality_follows_a_postcode_that_lies_in_one_only(stage, tmp_path):
    with without_locks():
        Municipality.objects.using(STAGE).get_or_create(nis="21001", name_fr="Anderlecht", name_nl="Anderlecht")
    border = [*NEXT[:3], "Bloc B", *NEXT[4:8], "1050", *NEXT[9:]]

    bring_in(stage, "dwellings", dwellings_file(tmp_path, FLAT, border))

    with without_locks():
        found = [
            Building.objects.using(STAGE).get(pk=behind(Dwelling, stage, source_id=key).building_id).municipality_id
            for key in ("d1", "d2")
        ]
    assert found == ["21001", None]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("site", ""), ("street", ""), ("number", "12345 boîte 678"), ("postcode", "75001"), ("postcode", "10 70"),
        ("bedrooms", "2,5"), ("bedrooms", "99"), ("area_m2", "0"), ("area_m2", "beaucoup"), ("kind", "château"),
        ("company", "Autre Société"),
    ],
)  # fmt: skip
def test_each_dwelling_column_refuses_what_it_cannot_hold(stage, tmp_path, column, cell):
    row = dict(zip(DWELLINGS, FLAT, strict=True)) | {column: cell}

    report = bring_in(stage, "dwellings", dwellings_file(tmp_path, list(row.values())))

    assert [(one["row"], one["column"]) for one in report["refused"]] == [(2, column)]
    assert report["applied"] is False


def test_the_company_column_may_name_the_company_by_slug_or_either_name(stage, tmp_path):
    rows = [["d1", stage.company.slug, *FLAT[2:]], ["d2", stage.company.name_nl.upper(), *NEXT[2:]]]

    assert numbers(bring_in(stage, "dwellings", dwellings_file(tmp_path, *rows))) == (2, 2, 0, 0, 0)


def test_leases_tie_dwellings_and_households(stage, tmp_path):
    with_a_tenant(stage, tmp_path)
    path = leases_file(tmp_path, RENT)

    first, second = bring_in(stage, "leases", path), bring_in(stage, "leases", path)

    lease = behind(Lease, stage, source_id="l1")
    assert numbers(first) == (1, 1, 0, 0, 0)
    assert numbers(second) == (1, 0, 0, 1, 0)
    assert (lease.kind, lease.starts, lease.ends) == ("fixed", datetime.date(2024, 12, 31), None)
    assert lease.dwelling_id == behind(Dwelling, stage, source_id="d1").pk


def test_a_lease_that_ends_is_a_change(stage, tmp_path):
    with_a_tenant(stage, tmp_path)
    bring_in(stage, "leases", leases_file(tmp_path, RENT))

    report = bring_in(stage, "leases", leases_file(tmp_path, [*RENT[:5], "30/06/2026"]))

    assert numbers(report) == (1, 0, 1, 0, 0)
    assert behind(Lease, stage, source_id="l1").ends == datetime.date(2026, 6, 30)


@pytest.mark.parametrize("words", ["fixed", "Durée déterminée", "bepaalde duur"])
def test_kinds_of_lease_are_read_in_three_languages(stage, tmp_path, words):
    with_a_tenant(stage, tmp_path)

    bring_in(stage, "leases", leases_file(tmp_path, [*RENT[:3], words, *RENT[4:]]))

    assert behind(Lease, stage, source_id="l1").kind == "fixed"


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("dwelling_source_id", "d99"), ("household_source_id", "h99"), ("kind", "à vie"), ("kind", ""), ("starts", ""),
        ("ends", "1/1/2020"),
    ],
)  # fmt: skip
def test_each_lease_column_refuses_what_it_cannot_hold(stage, tmp_path, column, cell):
    with_a_tenant(stage, tmp_path)
    good = ["l2", "d2", "h1", "onbepaalde duur", "1/1/2025", ""]
    row = dict(zip(LEASES, RENT, strict=True)) | {column: cell}

    report = bring_in(stage, "leases", leases_file(tmp_path, good, list(row.values())), partial=True)

    assert [(one["row"], one["column"]) for one in report["refused"]] == [(3, column)]
    assert numbers(report) == (2, 1, 0, 0, 1)


def test_a_lease_of_a_protected_person_is_protected_from_its_first_row(stage, tmp_path):
    with_a_tenant(stage, tmp_path)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE people_person SET protected_address = true WHERE organisation_id = %s AND source_id = 'p1'",
            [stage.company.pk],
        )

    bring_in(stage, "leases", leases_file(tmp_path, RENT))

    assert behind(Lease, stage, source_id="l1").protected is True


def test_the_leases_of_a_household_that_a_protected_person_enters_become_protected(stage, tmp_path):
    with_a_tenant(stage, tmp_path)
    other = ["p9", "Modèle", "Noor", "", "f", "nl", "", "", "h9", "locataire", ""]
    bring_in(stage, "people", write_csv(tmp_path / "more.csv", [PEOPLE, other]))
    bring_in(stage, "leases", leases_file(tmp_path, ["l9", "d2", "h9", "fixed", "1/1/2025", ""]))
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE people_person SET protected_address = true WHERE organisation_id = %s AND source_id = 'p1'",
            [stage.company.pk],
        )
    before = behind(Lease, stage, source_id="l9").protected

    bring_in(stage, "people", write_csv(tmp_path / "moves.csv", [PEOPLE, [*TENANT[:8], "h9", "autre", ""]]))

    assert before is False
    assert behind(Lease, stage, source_id="l9").protected is True


def test_a_second_import_of_leases_never_lifts_a_protection(stage, tmp_path):
    with_a_tenant(stage, tmp_path)
    bring_in(stage, "leases", leases_file(tmp_path, RENT))
    with without_locks() as cursor:
        cursor.execute("UPDATE housing_lease SET protected = true WHERE organisation_id = %s", [stage.company.pk])

    report = bring_in(stage, "leases", leases_file(tmp_path, [*RENT[:4], "1/12/2024", ""]))

    assert numbers(report) == (1, 0, 1, 0, 0)
    assert behind(Lease, stage, source_id="l1").protected is True


def test_excel_serials_merged_headers_blank_columns_and_totals_are_read(stage, tmp_path):
    with_a_tenant(stage, tmp_path)
    rows = [
        ["Baux au 1er janvier"],
        ["", "Bail", "", "Période", ""],
        ["", "source_id", "dwelling_source_id", "", "household_source_id", "", "kind", "starts", "ends"],
        ["", "l1", "d1", "", "h1", "", "renovatie", 45657, 46022],
        [],
        ["", "Total", "", "", "", "", "", 1],
    ]
    path = write_xlsx(tmp_path / "baux.xlsx", rows, merged=[(1, 7, 1, 8, "Période")])

    report = bring_in(stage, "leases", path)

    lease = behind(Lease, stage, source_id="l1")
    assert numbers(report) == (1, 1, 0, 0, 0)
    assert (lease.starts, lease.ends, lease.kind) == (
        datetime.date(2024, 12, 31),
        datetime.date(2025, 12, 31),
        "renovation",
    )


def test_the_import_token_of_one_company_reaches_no_place_of_another(stage):
    other = Stage.set()
    with as_the_job(), actions.import_token(stage.company.pk) as token:
        with pytest.raises(DatabaseError), acting(token):
            _call(ADD_SITE,
                  [other.sites[0].pk])  # fmt: skip
        with acting(token):
            _call(
                KEEP_BUILDING,
                [other.buildings[0].pk],
            )
    with without_locks():
        assert Building.objects.using(STAGE).get(pk=other.buildings[0].pk).street_fr != "x"


def test_the_import_token_of_one_company_sees_and_changes_no_row_of_another(stage, tmp_path):
    other = Stage.set()
    with as_the_job(), actions.import_token(stage.company.pk) as token, acting(token):
        for table in ("people_person", "people_household", "housing_dwelling", "housing_lease"):
            rows = _call(f"SELECT organisation_id FROM {table}", [])
            assert {row[0] for row in rows} == {stage.company.pk}
            assert _call(f"UPDATE {table} SET source_id = 'x' WHERE organisation_id = %s RETURNING id",
                         [other.company.pk]) == []  # fmt: skip


@pytest.mark.parametrize(
    "table", ["cases_case", "cases_contact", "cases_confidence", "cases_request", "cases_step", "people_keepapart",
              "access_teammember", "access_read_event", "access_history"]
)  # fmt: skip
def test_the_import_job_sees_no_secret_row(stage, table):
    with as_the_job(), actions.import_token(stage.company.pk) as token, pytest.raises(ProgrammingError), acting(token):
        _call(f"SELECT 1 FROM {table}", [])


def test_without_its_token_the_import_role_writes_nothing(stage):
    with as_the_job(), pytest.raises(DatabaseError), acting("forged"), transaction.atomic():
        _call(ADD_SITE, [None])  # fmt: skip


def _call(statement, values):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
