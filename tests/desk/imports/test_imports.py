"""Sending a landlord's file from a page: columns, preview, all or nothing; the register is written by the job alone."""

import ast
import stat
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

import palier
from palier.desk.imports import actions, queries
from palier.desk.imports.labels import COLUMNS, REASONS
from palier.desk.imports.rules import State, guess
from palier.registry.people.models import Person
from tests.stage import STAGE, without_locks

ROOT = Path(palier.__file__).parent
GOOD = "N°;Nom;Prénom;Naissance;Ménage;Lien\n1;Spécimen;Zoé;17/05/1980;m1;locataire\n2;Modèle;Omer;;m1;partenaire\n"
BAD = "N°;Nom;Prénom;Naissance;Ménage;Lien\n1;Spécimen;Zoé;31/02/1980;m1;locataire\n2;Modèle;Omer;;m1;partenaire\n"
READERS = (
    "kernel/table_cells",
    "kernel/positions",
    "kernel/tables",
    "kernel/table_text",
    "kernel/table_guard",
    "registry/imports/rules",
    "registry/people/imports",
    "registry/housing/imports",
)
ANSWERS = {"column-0": "source_id", "column-1": "last_name", "column-2": "first_name", "column-3": "born",
           "column-4": "household_source_id", "column-5": "role_in_household", "decimal": ","}  # fmt: skip


def send(browser, content, kind="people", name="locataires.csv"):
    data = content if isinstance(content, bytes) else content.encode("cp1252")
    return browser.post("/imports/", {"kind": kind, "file": SimpleUploadedFile(name, data)})


def finished(browser, language="fr"):
    """The page once nothing runs any more."""
    for _ in range(150):
        page = browser.get("/imports/").content.decode()
        if 'http-equiv="refresh"' not in page:
            return page
        time.sleep(0.2)
    raise AssertionError("the import never ended")


def people(stage):
    with without_locks():
        rows = Person.objects.unguarded(because="looks behind").using(STAGE)
        return set(
            rows.filter(organisation=stage.company, source_id__in=["1", "2"]).values_list("first_name", flat=True)
        )


def test_a_file_is_sent_named_read_and_applied(stage):
    browser = stage.admin.browser()

    assert send(browser, GOOD).status_code == 302
    columns = browser.get("/imports/").content.decode()
    assert "Ce que sont les colonnes" in columns
    assert '<option value="last_name" selected>' in columns
    assert browser.post("/imports/columns/", ANSWERS).status_code == 302
    preview = finished(browser)
    assert "Rien n’est encore appliqué" in preview
    assert people(stage) == set()
    assert browser.post("/imports/apply/").status_code == 302
    applied = finished(browser)

    assert "Le fichier est appliqué." in applied
    assert people(stage) == {"Zoé", "Omer"}


def test_applying_twice_runs_once(stage):
    browser = stage.admin.browser()
    send(browser, GOOD)
    browser.post("/imports/columns/", ANSWERS)
    finished(browser)

    browser.post("/imports/apply/")
    assert browser.post("/imports/apply/").status_code == 302

    assert "<dd>2</dd>" in finished(browser)


def test_refused_rows_are_named_and_the_file_cannot_be_applied(stage):
    browser = stage.admin.browser()
    send(browser, BAD)
    browser.post("/imports/columns/", ANSWERS)

    page = finished(browser)

    assert "Ce jour n’existe pas au calendrier." in page
    assert "date de naissance" in page
    assert "/imports/apply/" not in page
    assert browser.post("/imports/apply/").status_code == 409
    assert people(stage) == set()


def test_the_file_lies_where_nobody_else_reads_and_goes_when_dropped(stage):
    browser = stage.admin.browser()
    send(browser, GOOD)
    place = queries.folder(stage.company.pk)

    assert stat.S_IMODE((place / "file").stat().st_mode) == 0o600
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    browser.post("/imports/drop/")

    assert not (place / "file").exists()
    assert "Envoyer le fichier" in browser.get("/imports/").content.decode()


def test_the_rows_are_erased_once_applied(stage):
    browser = stage.admin.browser()
    send(browser, GOOD)
    browser.post("/imports/columns/", ANSWERS)
    finished(browser)
    browser.post("/imports/apply/")
    finished(browser)

    for _ in range(50):
        if not (queries.folder(stage.company.pk) / "file").exists():
            return
        time.sleep(0.1)
    raise AssertionError("the file is still there")


def test_what_the_columns_are_is_remembered_for_the_next_file(stage):
    browser = stage.admin.browser()
    send(browser, GOOD.replace("Nom;", "Zzz;"))
    browser.post("/imports/columns/", ANSWERS)
    finished(browser)
    browser.post("/imports/drop/")

    send(browser, GOOD.replace("Nom;", "Zzz;"))

    page = browser.get("/imports/").content.decode()
    assert '<option value="last_name" selected>' in page.split("Zzz")[1].split("</select>")[0]


def test_a_needed_column_must_be_named_and_none_twice(stage):
    browser = stage.admin.browser()
    send(browser, GOOD)

    missing = browser.post("/imports/columns/", {**ANSWERS, "column-0": ""})
    twice = browser.post("/imports/columns/", {**ANSWERS, "column-2": "last_name"})

    assert missing.status_code == twice.status_code == 422
    assert "Dites de quelle colonne il s’agit." in missing.content.decode()
    assert "Deux colonnes prétendent être la même." in twice.content.decode()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 rubbish", b"PK\x03\x04rubbish", b"\x00\x01\x02" * 50])
def test_a_file_without_a_table_is_not_kept(stage, content):
    browser = stage.admin.browser()

    answer = send(browser, content)

    assert answer.status_code == 422
    assert not (queries.folder(stage.company.pk) / "file").exists()


def test_a_file_over_twenty_megabytes_is_not_kept(stage, monkeypatch):
    monkeypatch.setattr(actions, "LARGEST", 10)

    answer = send(stage.admin.browser(), GOOD)

    assert answer.status_code == 422
    assert "20 Mo" in answer.content.decode()
    assert not (queries.folder(stage.company.pk) / "file").exists()


def test_only_one_file_is_read_at_a_time(stage):
    import fcntl

    browser = stage.admin.browser()
    send(browser, GOOD)
    with (queries.folder(stage.company.pk) / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        assert send(browser, GOOD).status_code == 409
        assert browser.post("/imports/columns/", ANSWERS).status_code == 409
        assert browser.post("/imports/drop/").status_code == 409


@pytest.mark.parametrize(
    "name", ["amina", "head", "desk", "accounts", "direction", "caretaker", "officer", "operator", "analyst"]
)
def test_nobody_but_the_administrator_of_the_company_sends_files(stage, name):
    browser = stage.people[name].browser()

    assert browser.get("/imports/").status_code == 404
    assert send(browser, GOOD).status_code == 404
    for path in ("columns", "apply", "drop"):
        assert browser.post(f"/imports/{path}/").status_code == 404


def test_the_administrator_of_another_company_sees_nothing_of_it(stage):
    from tests.stage import Stage

    other = Stage.set()
    send(stage.admin.browser(), GOOD, name="secret.csv")

    assert "secret.csv" not in other.admin.browser().get("/imports/").content.decode()


def test_the_page_speaks_dutch_and_takes_few_statements(stage):
    browser = stage.admin.browser("nl")
    browser.get("/imports/")
    with CaptureQueriesContext(connection) as statements:
        page = browser.get("/imports/").content.decode()

    assert "Een bestand importeren" in page
    assert len(statements) <= 12


def test_a_header_is_guessed_once_for_each_of_our_columns():
    ours = ["source_id", "last_name", "first_name", "born"]

    assert guess(["Nr", "Naam", "Voornaam", "Naam"], ours, {}) == {
        "Nr": "source_id",
        "Naam": "last_name",
        "Voornaam": "first_name",
    }
    assert guess(["x"], ours, {"x": "born"}) == {"x": "born"}
    assert guess(["last name", "Nom"], ours, {}) == {"last name": "last_name", "Nom": ""}


def test_every_column_has_words():
    assert {column.name for columns in queries.COLUMNS.values() for column in columns} <= set(COLUMNS)
    assert {state.value for state in State} >= {"none", "preview", "applied"}


def test_every_reason_that_a_reader_of_files_gives_stands_in_the_catalogues():
    said = set()
    for name in READERS:
        for node in ast.walk(ast.parse((ROOT / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                "BadCell",
                "BadRow",
                "Message",
                "TooLarge",
            }:
                said |= {
                    one.value
                    for one in node.args
                    if isinstance(one, ast.Constant) and str(one.value).endswith((".", "?"))
                }
    of_maps = {one for one in said if "map" in one.lower() or one.startswith(("Ours", "Write", "The decimal mark"))}

    assert said - of_maps <= set(REASONS)
