"""People from a landlord's file: counted exactly, all or nothing, and never over what a worker set."""

import datetime

import pytest

from palier.registry.imports.rules import FileMap
from palier.registry.people.models import ContactDetails, Household, HouseholdMember, Person
from tests.registry.files import INCOME, PEOPLE, bring_in, numbers, write_csv
from tests.stage import STAGE, without_locks

ZOE = ["p1", "Spécimen", "Zoé", "17/05/1980", "F", "FR", "0470 12 34 56", "zoe@exemple.invalid", "h1", "locataire", ""]
OMER = ["p2", "Modèle", "Omer", "1979-01-02", "M", "NL", "02 502 69 49", "", "h1", "echtgenoot", ""]
LIA = ["p3", "Spécimen", "Lia", "03.04.2012", "vrouw", "", "", "", "h1", "kind", ""]


def people_file(tmp_path, *rows, header=PEOPLE):
    return write_csv(tmp_path / "people.csv", [header, *rows])


def person(stage, source_id):
    with without_locks():
        return (
            Person.objects.unguarded(because="looks behind")
            .using(STAGE)
            .get(organisation=stage.company, source_id=source_id)
        )


def phone(stage, source_id):
    """As the register keeps it; None when nothing is known of how she is reached."""
    with without_locks():
        rows = ContactDetails.objects.unguarded(because="looks behind").using(STAGE)
        row = rows.filter(organisation=stage.company, person__source_id=source_id).first()
        return row.phone if row else None


def memberships(stage, source_id):
    with without_locks():
        rows = (
            HouseholdMember.objects.unguarded(because="looks behind")
            .using(STAGE)
            .filter(organisation=stage.company, person__source_id=source_id)
        )
        return {
            (row.household.source_id, row.role): row.valid for row in rows.select_related("household").order_by("valid")
        }


def label(stage, source_id):
    with without_locks():
        return (
            Household.objects.unguarded(because="looks behind")
            .using(STAGE)
            .get(organisation=stage.company, source_id=source_id)
            .label
        )


def test_people_make_persons_households_and_memberships(stage, tmp_path):
    report = bring_in(stage, "people", people_file(tmp_path, ZOE, OMER, LIA))

    assert report == {
        "kind": "people", "read": 3, "created": 3, "changed": 0, "unchanged": 0, "refused": [], "applied": True
    }  # fmt: skip
    zoe = person(stage, "p1")
    assert (zoe.last_name, zoe.born, zoe.sex, zoe.language, phone(stage, "p1")) == (
        "Spécimen", datetime.date(1980, 5, 17), "f", "fr", "+32470123456"
    )  # fmt: skip
    assert zoe.sort_key == "specimen zoe"
    assert list(memberships(stage, "p1")) == [("h1", "head")]
    assert list(memberships(stage, "p2")) == [("h1", "partner")]
    assert list(memberships(stage, "p3")) == [("h1", "child")]
    assert label(stage, "h1") == "Spécimen"


def test_the_same_file_twice_changes_nothing(stage, tmp_path):
    path = people_file(tmp_path, ZOE, OMER, LIA)
    bring_in(stage, "people", path)

    report = bring_in(stage, "people", path)

    assert numbers(report) == (3, 0, 0, 3, 0)
    assert report["applied"] is True


def test_one_changed_cell_is_one_changed_row(stage, tmp_path):
    bring_in(stage, "people", people_file(tmp_path, ZOE, OMER, LIA))
    moved = [*OMER[:6], "02 502 69 50", *OMER[7:]]

    report = bring_in(stage, "people", people_file(tmp_path, ZOE, moved, LIA))

    assert numbers(report) == (3, 0, 1, 2, 0)
    assert phone(stage, "p2") == "+3225026950"


def test_a_new_role_is_a_change_and_a_move_keeps_the_past(stage, tmp_path):
    bring_in(stage, "people", people_file(tmp_path, ZOE, OMER, LIA))
    zoe_other = [*ZOE[:9], "autre", ""]
    omer_moved = [*OMER[:8], "h2", "locataire", ""]

    report = bring_in(stage, "people", people_file(tmp_path, zoe_other, omer_moved, LIA))

    assert numbers(report) == (3, 0, 2, 1, 0)
    assert list(memberships(stage, "p1")) == [("h1", "other")]
    past, now = memberships(stage, "p2")[("h1", "partner")], memberships(stage, "p2")[("h2", "head")]
    assert past.isempty or past.upper is not None
    assert now.upper is None
    assert label(stage, "h2") == "Modèle"


def test_a_bad_row_stops_everything_and_says_where(stage, tmp_path):
    bad = ["p4", "Fictif", "Ada", "31/02/1990", "f", "fr", "", "", "h9", "locataire", ""]

    report = bring_in(stage, "people", people_file(tmp_path, ZOE, bad, OMER))

    assert report["refused"] == [{"row": 3, "column": "born", "reason": "There is no such day in the calendar."}]
    assert numbers(report) == (3, 2, 0, 0, 1)
    assert report["applied"] is False
    with pytest.raises(Person.DoesNotExist):
        person(stage, "p1")


def test_partial_takes_the_good_rows_and_a_second_run_finds_them_unchanged(stage, tmp_path):
    bad = ["p4", "Fictif", "Ada", "", "f", "fr", "12", "", "h9", "locataire", ""]
    path = people_file(tmp_path, ZOE, bad, OMER)

    first = bring_in(stage, "people", path, partial=True)
    second = bring_in(stage, "people", path, partial=True)

    assert numbers(first) == (3, 2, 0, 0, 1)
    assert first["applied"] is True
    assert first["refused"][0]["column"] == "phone"
    assert numbers(second) == (3, 0, 0, 2, 1)


def test_a_dry_run_says_the_same_and_writes_nothing(stage, tmp_path):
    path = people_file(tmp_path, ZOE, OMER)

    preview = bring_in(stage, "people", path, dry_run=True)
    with pytest.raises(Person.DoesNotExist):
        person(stage, "p1")
    real = bring_in(stage, "people", path)

    assert preview == {**real, "applied": False}


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("source_id", "", "This cell is empty."),
        ("last_name", " ", "This cell is empty."),
        ("last_name", "É" * 101, "This is longer than 100 characters."),
        ("born", "31/12/24", "The year has two digits: which century is meant?"),
        ("born", "31/12/2199", "This day is still to come."),
        ("sex", "2", "This must be one of"),
        ("language", "de", "This must be one of"),
        ("phone", "n'a pas", "This is not a telephone number that can be called."),
        ("email", "zoe chez exemple", "This is not a mail address."),
        ("role_in_household", "voisin", "This must be one of"),
        ("national_number", "85073003327", "The check digits do not match: compare each digit."),
    ],
)
def test_each_column_refuses_what_it_cannot_hold(stage, tmp_path, column, cell, reason):
    row = dict(zip(PEOPLE, ZOE, strict=True)) | {column: cell}

    report = bring_in(stage, "people", people_file(tmp_path, list(row.values())))

    assert [(one["row"], one["column"]) for one in report["refused"]] == [(2, column)]
    assert report["refused"][0]["reason"].startswith(reason)


def test_the_same_source_id_twice_in_a_file_refuses_the_second(stage, tmp_path):
    report = bring_in(stage, "people", people_file(tmp_path, ZOE, [*ZOE[:2], "Autre", *ZOE[3:]]), partial=True)

    assert report["refused"] == [{"row": 3, "column": "source_id", "reason": "Row 2 has the same source_id."}]
    assert person(stage, "p1").first_name == "Zoé"


def test_a_bad_national_number_is_never_echoed(stage, tmp_path):
    row = [*ZOE[:10], "85.07.30-033.27"]

    report = bring_in(stage, "people", people_file(tmp_path, row))

    assert "0330" not in str(report["refused"])
    assert "33.27" not in str(report["refused"])


def test_a_national_number_stands_apart_from_the_person_and_counts_as_a_change(stage, tmp_path):
    bring_in(stage, "people", people_file(tmp_path, ZOE))
    numbered = [*ZOE[:10], "85.07.30-033.28"]

    first = bring_in(stage, "people", people_file(tmp_path, numbered))
    second = bring_in(stage, "people", people_file(tmp_path, numbered))

    assert numbers(first) == (1, 0, 1, 0, 0)
    assert numbers(second) == (1, 0, 0, 1, 0)
    with without_locks() as cursor:
        cursor.execute("SELECT n.number FROM people_nationalnumber n WHERE n.organisation_id = %s", [stage.company.pk])
        assert cursor.fetchall() == [("85073003328",)]


def test_leading_noughts_that_a_spreadsheet_took_come_back(stage, tmp_path):
    report = bring_in(stage, "people", people_file(tmp_path, [*ZOE[:10], "12400290"]))

    assert report["refused"] == []


def test_what_a_worker_set_survives_every_import(stage, tmp_path):
    bring_in(stage, "people", people_file(tmp_path, ZOE))
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE people_person SET protected_address = true, languages_spoken = '{ary,fr}', languages_read = '{fr}'"
            " WHERE organisation_id = %s AND source_id = 'p1' RETURNING id",
            [stage.company.pk],
        )
        pk = cursor.fetchone()[0]
        cursor.execute("UPDATE people_contactdetails SET reach = 'in_person' WHERE person_id = %s", [pk])
    stage.reached_only(pk, "chez sa soeur")

    report = bring_in(stage, "people", people_file(tmp_path, [*ZOE[:2], "Zohra", *ZOE[3:]]))

    zoe = person(stage, "p1")
    assert numbers(report) == (1, 0, 1, 0, 0)
    assert zoe.first_name == "Zohra"
    assert zoe.protected_address
    assert (zoe.languages_spoken, zoe.languages_read) == (["ary", "fr"], ["fr"])
    with without_locks() as cursor:
        cursor.execute(
            "SELECT d.reach, d.withheld, s.way FROM people_contactdetails d JOIN people_safecontact s USING (person_id)"
            " WHERE d.person_id = %s",
            [zoe.pk],
        )
        assert cursor.fetchone() == ("in_person", True, "chez sa soeur")


def test_a_column_that_the_file_lacks_is_left_alone_and_a_blank_cell_is_an_answer(stage, tmp_path):
    bring_in(stage, "people", people_file(tmp_path, ZOE))

    lacking = bring_in(stage, "people", people_file(tmp_path, ["p1", "Spécimen"], header=["source_id", "last_name"]))
    blank = bring_in(
        stage, "people", people_file(tmp_path, ["p1", "Spécimen", ""], header=["source_id", "last_name", "phone"])
    )

    assert numbers(lacking) == (1, 0, 0, 1, 0)
    assert numbers(blank) == (1, 0, 1, 0, 0)
    zoe = person(stage, "p1")
    assert (phone(stage, "p1"), zoe.first_name, zoe.sort_key) == ("", "Zoé", "specimen zoe")
    assert list(memberships(stage, "p1")) == [("h1", "head")]


def test_another_company_is_never_touched(stage, tmp_path):
    from tests.stage import Stage

    other = Stage.set()
    bring_in(other, "people", people_file(tmp_path, ZOE))

    report = bring_in(stage, "people", people_file(tmp_path, [*ZOE[:1], "Maquette", *ZOE[2:]]))

    assert numbers(report) == (1, 1, 0, 0, 0)
    assert person(other, "p1").last_name == "Spécimen"
    assert person(stage, "p1").last_name == "Maquette"


def test_a_map_reads_another_program_s_file(stage, tmp_path):
    path = write_csv(
        tmp_path / "export.csv",
        [
            ["Export du 03/01/2026"],
            [],
            ["N° locataire", "Nom", "Prénom", "Né(e) le", "Ménage", "Lien", "GSM"],
            ["77", "Étalon", "Noor", "31|12|1984", "M-9", "Chef de ménage", "0470/12.34.56"],
            ["", "", "", "", "", "", ""],
            ["Total : 1"],
        ],
        encoding="cp1252",
        delimiter=";",
    )
    by = FileMap(
        {"N° locataire": "source_id", "Nom": "last_name", "Prénom": "first_name", "Né(e) le": "born",
         "Ménage": "household_source_id", "Lien": "role_in_household", "GSM": "phone"},
        date="%d|%m|%Y",
        encoding="cp1252",
    )  # fmt: skip

    report = bring_in(stage, "people", path, by)

    assert numbers(report) == (1, 1, 0, 0, 0)
    assert person(stage, "77").born == datetime.date(1984, 12, 31)
    assert phone(stage, "77") == "+32470123456"


def test_naughty_names_are_kept_as_they_are(stage, tmp_path):
    names = [
        "=1+1",
        "-2",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "Robert'); DROP TABLE people_person;--",
        "𝒵oé ‮م",
        "NULL",
    ]
    rows = [[f"n{number}", name, "", "", "", "", "", "", "", "", ""] for number, name in enumerate(names)]

    report = bring_in(stage, "people", people_file(tmp_path, *rows))

    assert numbers(report) == (7, 7, 0, 0, 0)
    assert [person(stage, f"n{number}").last_name for number in range(len(names))] == names


def test_an_unquoted_delimiter_refuses_its_row(stage, tmp_path):
    path = tmp_path / "loose.csv"
    path.write_text("source_id,last_name\np1,Modèle,Omer\np2,Spécimen\n", encoding="utf-8")

    report = bring_in(stage, "people", path)

    assert [(one["row"], one["column"]) for one in report["refused"]] == [(2, "")]


def test_somebody_of_whom_nothing_is_known_has_no_row_of_details(stage, tmp_path):
    bring_in(stage, "people", people_file(tmp_path, LIA))

    assert phone(stage, "p3") is None


def test_what_a_file_brings_about_somebody_with_a_safe_contact_is_withheld_from_its_first_row_on(stage, tmp_path):
    bring_in(stage, "people", people_file(tmp_path, LIA))
    stage.reached_only(person(stage, "p3").pk, "par sa soeur")

    bring_in(stage, "people", people_file(tmp_path, [*LIA[:6], "0470 99 99 99", *LIA[7:]]))

    with without_locks():
        rows = ContactDetails.objects.unguarded(because="looks behind").using(STAGE)
        row = rows.get(organisation=stage.company, person__source_id="p3")
    assert (row.phone, row.withheld) == ("+32470999999", True)


def test_an_income_stands_by_year_and_the_same_file_twice_changes_nothing(stage, tmp_path):
    first = people_file(tmp_path, [*ZOE, "16.614,50", "2023"], header=[*PEOPLE, *INCOME])
    assert bring_in(stage, "people", first)["created"] == 1
    assert bring_in(stage, "people", first)["unchanged"] == 1

    again = bring_in(stage, "people", people_file(tmp_path, [*ZOE, "17 000,00", "2024"], header=[*PEOPLE, *INCOME]))

    assert again["changed"] == 1
    with without_locks() as cursor:
        cursor.execute(
            "SELECT year, amount::text FROM people_nettaxableincome WHERE organisation_id = %s ORDER BY year",
            [stage.company.pk],
        )
        assert cursor.fetchall() == [(2023, "16614.50"), (2024, "17000.00")]


def test_an_income_without_a_year_or_below_nought_is_refused_with_its_column(stage, tmp_path):
    report = bring_in(
        stage,
        "people",
        people_file(tmp_path, [*ZOE, "16614,50", ""], [*OMER, "-5", "2023"], header=[*PEOPLE, *INCOME]),
    )

    assert [(one["row"], one["column"]) for one in report["refused"]] == [(2, "income_year"), (3, "net_taxable_income")]
    assert not report["applied"]
