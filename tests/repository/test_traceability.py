"""docs/traceability.csv answers for every line of the catalogue: built, in part, or not yet."""

import csv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT.parent / "shared" / "catalogue.csv"
COLUMNS = ["id", "state", "where", "test", "missing"]


def rows():
    with open(ROOT / "docs/traceability.csv", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS
        return list(reader)


def test_each_row_says_its_state_and_what_is_missing():
    for row in rows():
        assert row["state"] in {"built", "part", "not yet"}, row
        assert row["state"] == "built" or row["missing"], row
        assert row["state"] == "not yet" or (row["where"] and row["test"]), row


def test_every_place_and_test_named_exists():
    for row in rows():
        for name in (*row["where"].split(), *row["test"].split()):
            assert (ROOT / name.split("::")[0]).exists(), row


def test_every_named_test_is_a_test():
    for row in rows():
        for name in row["test"].split():
            path, _, function = name.partition("::")
            if function:
                assert f"def {function}(" in (ROOT / path).read_text(), row


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the shared catalogue is not beside this clone")
def test_every_line_of_the_catalogue_is_answered_once():
    with open(CATALOGUE, newline="") as file:
        wanted = [row["id"] for row in csv.DictReader(file)]

    assert sorted(row["id"] for row in rows()) == sorted(wanted)
