"""`palier import` as it is typed: exit codes, JSON on standard output, one sentence on standard error."""

import csv
import json
from pathlib import Path

import pytest

from tests.registry.files import DWELLINGS, LEASES, PEOPLE, command, write_csv, write_xlsx

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "j_robustness" / "dev"
TABLES = sorted(
    path for pattern in ("*.csv", "*.xlsx", "*.xls") for path in (*CASES.glob(f"*/{pattern}"), *CASES.glob(pattern))
)
ZOE = ["p1", "Spécimen", "Zoé", "17/05/1980", "F", "FR", "0470 12 34 56", "", "h1", "locataire", ""]


def test_a_good_file_is_applied_and_exits_0(stage, tmp_path):
    path = write_csv(tmp_path / "people.csv", [PEOPLE, ZOE])

    code, report, messages = command("people", path, "--company", stage.company.slug)

    assert (code, messages) == (0, "")
    assert report == {
        "kind": "people", "read": 1, "created": 1, "changed": 0, "unchanged": 0, "refused": [], "applied": True
    }  # fmt: skip


def test_refused_rows_exit_2_with_the_report_and_partial_exits_0(stage, tmp_path):
    path = write_csv(tmp_path / "people.csv", [PEOPLE, ZOE, ["", *ZOE[1:]]])

    strict, dry, partial = (
        command("people", path, "--company", stage.company.slug, *more) for more in ([], ["--dry-run"], ["--partial"])
    )

    assert (strict[0], strict[1]["applied"]) == (2, False)
    assert (dry[0], dry[1]) == (2, strict[1])
    assert (partial[0], partial[1]["applied"], partial[1]["created"]) == (0, True, 1)
    assert strict[1]["refused"] == [{"row": 3, "column": "source_id", "reason": "This cell is empty."}]


def test_the_company_a_dwellings_file_names_is_the_one_imported_for(stage, tmp_path):
    row = ["d1", stage.company.slug, "Cité Modèle", "", "", "rue du Gabarit", "1", "", "1070", "", "", ""]

    code, report, _ = command("dwellings", write_csv(tmp_path / "d.csv", [DWELLINGS, row]))

    assert (code, report["created"]) == (0, 1)


def test_without_a_company_among_several_the_command_asks_for_one(stage, tmp_path):
    code, report, messages = command("people", write_csv(tmp_path / "people.csv", [PEOPLE, ZOE]))

    assert (code, report) == (2, None)
    assert "--company" in messages
    assert messages.count("\n") == 1


def test_reasons_come_in_the_language_asked(stage, tmp_path):
    path = write_csv(tmp_path / "people.csv", [PEOPLE, ["", *ZOE[1:]]])

    _, french, _ = command("people", path, "--company", stage.company.slug, "--language", "fr")
    _, dutch, _ = command("people", path, "--company", stage.company.slug, "--language", "nl")

    assert french["refused"][0]["reason"] == "Cette cellule est vide."
    assert dutch["refused"][0]["reason"] == "Deze cel is leeg."


def test_a_kind_that_is_not_there_yet_says_so(tmp_path):
    code, report, messages = command("arrears", tmp_path / "any.csv")

    assert (code, report) == (2, None)
    assert "cannot be imported yet" in messages


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file"),
        (b"", "header found is: -"),
        (b"%PDF-1.7", "not a table file"),
        (b"PK\x03\x04rubbish", "damaged"),
        (b"nom;prenom\nSpecimen;Zoe\n", "header found is: nom, prenom"),
    ],
)
def test_a_file_that_holds_no_such_table_exits_2_with_the_columns_needed(stage, tmp_path, content, said):
    path = tmp_path / "file.csv"
    if content is not None:
        path.write_bytes(content)

    code, report, messages = command("leases", path, "--company", stage.company.slug)

    assert (code, report) == (2, None)
    assert said in messages
    assert "Traceback" not in messages
    if said.startswith("header"):
        assert "Needed: source_id, dwelling_source_id, household_source_id, kind, starts." in messages


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"columns": []}', '{"columns": {"Nom": "surname"}}', '{"decimal": "x"}', '{"colums": {}}']
)
def test_a_map_that_cannot_be_used_exits_2(stage, tmp_path, text):
    (tmp_path / "map.json").write_text(text)
    path = write_csv(tmp_path / "people.csv", [PEOPLE, ZOE])

    code, report, messages = command("people", path, "--map", tmp_path / "map.json", "--company", stage.company.slug)

    assert (code, report) == (2, None)
    assert "map" in messages or "decimal" in messages
    assert "Traceback" not in messages


def test_a_map_a_semicolon_cp1252_and_decimal_commas(stage, tmp_path):
    path = write_csv(
        tmp_path / "woningen.csv",
        [["Nr", "Wijk", "Straat", "Huisnr", "Postcode", "Opp.", "Slpk"],
         ["7", "Modelwijk", "Élandstraat", "3", "1070", "1.061,25", "2"]],
        encoding="cp1252", delimiter=";",
    )  # fmt: skip
    (tmp_path / "map.json").write_text(
        json.dumps(
            {"columns": {"Nr": "source_id", "Wijk": "site", "Straat": "street", "Huisnr": "number",
                         "Postcode": "postcode", "Opp.": "area_m2", "Slpk": "bedrooms"},
             "decimal": ",", "encoding": "cp1252", "date": "%d/%m/%Y"}
        )
    )  # fmt: skip

    code, report, _ = command("dwellings", path, "--map", tmp_path / "map.json", "--company", stage.company.slug)

    assert (code, report["created"]) == (0, 1)


@pytest.mark.skipif(not TABLES, reason="the shared cases are not beside this clone")
@pytest.mark.slow
@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_table_of_others_is_refused_with_its_header_and_ours(stage, path):
    code, report, messages = command("people", path, "--company", stage.company.slug)

    assert (code, report) == (2, None)
    assert "Traceback" not in messages
    assert "Needed: source_id, last_name." in messages
    assert "The header found is: " in messages


@pytest.mark.skipif(not TABLES, reason="the shared cases are not beside this clone")
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "columns", "numbers"),
    [
        ("blank-cells.csv", {"id": "source_id", "name": "last_name"}, (5, 4, 1)),
        ("blank-rows-no-fields.csv", {"id": "source_id", "name": "last_name"}, (2, 2, 0)),
        ("table-delimiter.csv", {"id": "source_id", "name": "last_name"}, (2, 2, 0)),
        ("table-unicode-headers.csv", {"id": "source_id", "国人": "last_name"}, (2, 2, 0)),
    ],
)
def test_a_table_of_others_loads_through_a_map(stage, tmp_path, name, columns, numbers):
    (tmp_path / "map.json").write_text(json.dumps({"columns": columns}))

    code, report, _ = command(
        "people",
        CASES / "frictionless" / name,
        "--map",
        tmp_path / "map.json",
        "--company",
        stage.company.slug,
        "--partial",
    )

    assert code == 0
    assert (report["read"], report["created"], len(report["refused"])) == numbers


@pytest.mark.skipif(not TABLES, reason="the shared cases are not beside this clone")
def test_two_columns_that_claim_the_same_name_are_refused(stage, tmp_path):
    (tmp_path / "map.json").write_text(json.dumps({"columns": {"id": "source_id", "name": "last_name"}}))

    code, _, messages = command(
        "people", CASES / "frictionless" / "capital-invalid.csv", "--map", tmp_path / "map.json",
        "--company", stage.company.slug,
    )  # fmt: skip

    assert code == 2
    assert "Both name (B) and name (C) are read as last_name." in messages


@pytest.mark.slow
@pytest.mark.parametrize("homes", [2_000, pytest.param(40_000, marks=pytest.mark.proof)])
def test_a_whole_company_loads_and_a_second_run_changes_nothing(stage, tmp_path, homes):
    """The larger one is the sector: 40,000 dwellings and 100,000 people."""
    people = homes * 5 // 2
    flats = [
        [f"D{n}", "", f"Cité {n // 500}", f"Bloc {n // 25}", n % 25, f"rue du Gabarit {n // 500}", n // 25 % 20 + 1,
         n % 25 + 1, 1070, n % 4 + 1, 50 + n % 40 + 0.5, "social"]
        for n in range(homes)
    ]  # fmt: skip
    dwellings = write_xlsx(tmp_path / "dwellings.xlsx", [DWELLINGS, *flats])
    with (tmp_path / "people.csv").open("w", encoding="cp1252", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(PEOPLE)
        for n in range(people):
            role = "locataire" if n < homes else "enfant"
            born = f"{n % 28 + 1:02}/{n % 12 + 1:02}/{1950 + n % 70}"
            writer.writerow([f"P{n}", f"Spécimen {n % homes}", f"Zoé {n}", born,
                             "f", "fr", f"02{5_000_000 + n}", "", f"H{n % homes}", role, ""])  # fmt: skip
    leases = write_csv(
        tmp_path / "leases.csv",
        [LEASES, *([f"L{n}", f"D{n}", f"H{n}", "bepaalde duur", "31/12/2024", ""] for n in range(homes))],
        encoding="cp1252", delimiter=";",
    )  # fmt: skip
    files = {"dwellings": (dwellings, homes), "people": (tmp_path / "people.csv", people), "leases": (leases, homes)}

    for kind, (path, rows) in files.items():
        code, report, messages = command(kind, path, "--company", stage.company.slug)
        assert (code, messages) == (0, "")
        assert (report["created"], report["unchanged"], report["refused"]) == (rows, 0, [])
    code, again, _ = command("dwellings", dwellings, "--company", stage.company.slug)

    assert (code, again["unchanged"]) == (0, homes)
