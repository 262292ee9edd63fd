"""What is reinforced stands clear nowhere outside the application: superuser's tables, a dump in plain text, files."""

import os
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from config import database
from palier.access import keys, resealing
from palier.access.sealed_text import sealed_columns
from palier.registry.documents.actions import seal_files
from tests.access.cast import canary, world
from tests.stage import STAGE, without_locks

APART = (
    "contact_reinforced", "contact_reinforced found", "confidence_reinforced", "known_reinforced", "brought_reinforced",
    "document_reinforced", "document_reinforced found",
)  # fmt: skip
OPEN = ("contact_team", "confidence_team", "known_team", "brought_team", "document_team")


@pytest.fixture(scope="module")
def made():
    made = world()
    resealing.seal_all(STAGE)
    seal_files(STAGE)
    return made


def shown(text, names):
    return [name for name in names if canary(name) in text]


def test_every_sealed_column_read_by_a_superuser_holds_no_reinforced_word(made):
    found, open_words = [], set()
    with without_locks() as cursor:
        for table, columns in sealed_columns().items():
            for column in columns:
                cursor.execute(f"SELECT string_agg({column}, ' ') FROM {table}")
                text = cursor.fetchone()[0] or ""
                found += [f"{table}.{column}: {name}" for name in shown(text, APART)]
                open_words |= set(shown(text, OPEN))

    assert found == []
    assert open_words == set(OPEN), "the twin: what the team reads is found by the same look"


def test_a_dump_of_the_whole_database_holds_no_reinforced_word_and_no_key(made):
    name = os.environ["PALIER_DATABASE"]
    dump = subprocess.run(
        [database.program("pg_dump"), "--dbname", database.admin_url(name)], capture_output=True, text=True, check=True
    ).stdout

    assert shown(dump, APART) == []
    assert shown(dump, OPEN) == list(OPEN)
    kept = [keys.path_of(subject).read_text() for subject in keys.subjects()]
    secrets = [line.split('"')[0] for text in kept for line in text.split('"key": "')[1:]]
    assert secrets and not [one for one in secrets if one in dump]


def test_files_and_their_folder_hold_no_reinforced_word(made):
    folder = Path(settings.MEDIA_ROOT) / "documents"
    text = " ".join(path.read_bytes().decode(errors="replace") for path in folder.rglob("*") if path.is_file())

    assert shown(text, APART) == []
    assert shown(text, ("document_team",)), "the twin"


def test_the_author_reads_all_of_it(made):
    browser = made.actors["A4a", "own_team"].browser()

    page = browser.get(reverse("reinforced", args=[made.case])).content.decode()
    file = browser.get(reverse("document", args=[made.ids["document_reinforced"]])).content.decode()

    at_hand = (
        "contact_reinforced",
        "contact_reinforced found",
        "confidence_reinforced",
        "known_reinforced",
        "document_reinforced",
    )
    assert shown(page, at_hand) == list(at_hand)
    assert canary("document_reinforced") in file
