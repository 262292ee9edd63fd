"""The register of processing (GDPR art. 30): every table in one data set, what the code knows, both languages, for whom."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

import palier
from palier.access.capabilities import Capability
from palier.access.lock import guarded_tables
from palier.access.matrix import MATRIX
from palier.access.rights import actions
from palier.access.rights.rules import PRESETS, TermKey, presets
from palier.desk.officer.exports import register
from palier.desk.officer.labels import GROUND_SAYS
from palier.kernel.terms import Term, Unit

ROOT = Path(palier.__file__).resolve().parents[1]


def tables():
    return Counter(name for one in register.written()["data_set"] for name in one["tables"])


def test_every_table_belongs_to_one_data_set_and_to_one_only():
    found, nobody = tables(), register.written()["nobody"]
    there = {
        model._meta.db_table for model in apps.get_models() if model._meta.managed or model._meta.db_table in found
    }

    assert guarded_tables() - set(found) == set()
    assert {name: number for name, number in found.items() if number > 1} == {}
    assert set(found) & set(nobody) == set()
    assert there == set(found) | set(nobody)


def test_no_table_that_is_said_to_be_of_nobody_holds_a_secret():
    assert set(register.written()["nobody"]) & guarded_tables() == set()


def test_every_term_and_every_reading_of_the_matrix_stands_in_it():
    sets = register.written()["data_set"]
    terms = Counter(key for one in sets for key in one["terms"])
    reads = Counter(name for one in sets for name in one["reads"])
    matrix = {str(one) for one in MATRIX if str(one).endswith("_read")}

    assert set(terms) == {str(key) for key in PRESETS} and max(terms.values()) == 1
    assert max(reads.values()) == 1
    assert matrix - set(reads) == set()
    assert {Capability(name) for name in reads} <= set(MATRIX)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_entry_says_everything_in_both_languages(language):
    with translation.override(language):
        found = register.register(presets())
        text = register.markdown(found)

    for one in found.data_sets:
        assert one.name and one.purpose and one.persons and one.ground and one.controller, one.code
        assert one.readers and one.ends and one.tables, one.code
    confirm = {"fr": "à confirmer par un conseil juridique", "nl": "door een raadsman te bevestigen"}[language]
    assert text.replace("\xa0", " ").count(confirm) >= len(found.data_sets)
    assert {"fr": "12 mois", "nl": "12 maanden"}[language] in text.replace("\xa0", " ")
    other = {"fr": "Doel", "nl": "Finalité"}[language]
    assert other not in text


def test_every_reason_of_a_reading_has_its_words():
    names = {
        ground.name
        for one in register.written()["data_set"]
        for name in one["reads"]
        for line in MATRIX[Capability(name)]
        for ground in line
        if not ground.name.startswith("is_") or ground.name in GROUND_SAYS
    }

    assert names == set(GROUND_SAYS)


def test_the_columns_and_the_guards_come_from_the_tables():
    with translation.override("fr"):
        sets = register.register(presets()).data_sets
    lines = {table.name: table for one in sets for table in one.tables}

    assert lines["people_nettaxableincome"].columns == [
        ("faits de la location", "id, organisation, person, year, amount")
    ]
    assert lines["cases_contact"].guarded and lines["cases_contact"].traced
    assert not lines["accounts_user"].guarded


def test_the_page_tells_the_terms_of_the_company_that_reads_it(stage):
    page = stage.officer.browser().get("/register/").content.decode().replace("\xa0", " ")
    assert "12 mois" in page and "7 mois" not in page
    with stage.admin.acting() as admin:
        pk = actions.propose_term(
            actor=admin, key=TermKey.SIMPLE_CONTACT, term=Term(7, Unit.MONTHS), valid_from=admin.today, source="CA",
            reason="Moins",
        )  # fmt: skip
    with stage.officer.acting() as officer:
        actions.decide_term(actor=officer, pk=pk, signs=True, reason="")

    assert "7 mois" in stage.officer.browser().get("/register/").content.decode().replace("\xa0", " ")
    assert "7 maanden" in stage.officer.browser("nl").get("/register/").content.decode()
    assert 'href="/register/"' in stage.officer.browser().get("/holds/").content.decode()  # in the menu


def test_who_opens_it_and_who_does_not(stage):
    for name in ("officer", "admin", "head", "amina"):
        assert stage.people[name].browser().get("/register/").status_code == 200, name
    for name in ("accounts", "agent", "caretaker", "desk", "operator"):
        assert stage.people[name].browser().get("/register/").status_code == 404, name


def test_the_page_asks_as_many_statements_each_time(stage):
    browser = stage.officer.browser()
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as seen:
            browser.get("/register/")
        counts.append(len(seen))

    assert counts[1] == counts[2] <= 12


@pytest.mark.parametrize(("language", "words"), [("fr", "# Registre des"), ("nl", "# Register van")])
def test_the_command_prints_it(language, words):
    done = subprocess.run(
        [sys.executable, "-m", "palier.cli", "access", "register", "--language", language],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PALIER_ROLE": ""},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(words)
