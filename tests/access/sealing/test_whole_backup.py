"""A backup of the whole database, restored beside the running one: what was erased meanwhile comes back without its words.

The operator's three copies (docs/operations): the dump, the folder of files, and the keys *of the day of restoring*. The
keys of the day of the dump are the one thing that would undo an erasure, and the last test shows that they would.
"""

import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings
from django.urls import reverse

from config import database
from palier.access import keys
from palier.access.rules import Tier
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from palier.casework.network import actions as network
from palier.casework.network import queries as network_queries
from palier.casework.network.rules import Circle, TieDraft
from palier.registry.documents import actions as documents
from palier.registry.documents.rules import Cleaned, DocumentDraft, FileKind
from tests.access.sealing.rows import HIT, subject_of, write
from tests.access.sealing.test_rotation import command
from tests.stage import Stage, without_locks

AUNT, SCAN = "Canari Tante", b"canari certificat medical"
GONE = {"fr": "leur clé a été détruite", "nl": "hun sleutel werd vernietigd"}
DOCUMENT_GONE = {"fr": "Ce document a disparu", "nl": "Dit document is verdwenen"}
SEALED_TABLES = ("network_networktie", "documents_document", "cases_contact")


@dataclass
class Confided:
    """One file with a note, a document and a tie of the network that stand apart."""

    file: object
    subject: object
    document: object


def confide(stage, home):
    with stage.amina.acting() as amina:
        file = cases.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    subject = subject_of(stage, file)
    write(stage, file)
    with stage.amina.acting() as amina:
        aunt = TieDraft(Circle.PRIMARY, name=AUNT, tie="other_family", tier=Tier.REINFORCED)
        network.add_tie(actor=amina, case=file, draft=aunt)
    with stage.amina.acting() as amina:
        scan = Cleaned(FileKind.TEXT, "canari certificat.txt", SCAN)
        draft = DocumentDraft(subject=subject, file=scan, tier=Tier.REINFORCED)
        document = documents.keep_document(actor=amina, draft=draft)
    return Confided(file, subject, document)


@dataclass
class Backup:
    """What the operator copied one evening, and what it speaks of. `keys`: copied apart, under another lock."""

    stage: Stage
    erased: Confided
    standing: Confided
    dump: Path
    files: Path
    keys: Path


@pytest.fixture(scope="module")
def backup(tmp_path_factory):
    """Two files are dumped; one is then erased, and its key destroyed by the operator's command."""
    stage, folder = Stage.set(), tmp_path_factory.mktemp("backup")
    erased, standing = (confide(stage, home) for home in stage.homes[:2])
    made = Backup(stage, erased, standing, folder / "palier.dump", folder / "files", folder / "keys")
    address = database.urls("backup", os.environ["PALIER_DATABASE"])
    program("pg_dump", "--format=custom", f"--file={made.dump}", f"--dbname={address}")
    shutil.copytree(settings.MEDIA_ROOT, made.files)
    shutil.copytree(keys.folder(), made.keys)
    with without_locks() as cursor:  # as the end of its term does: rows with their history
        for table in SEALED_TABLES:
            cursor.execute(f"DELETE FROM {table} WHERE subject_id = %s RETURNING id", [erased.subject])
            gone = [row[0] for row in cursor.fetchall()]
            cursor.execute("DELETE FROM access_history WHERE row_id = ANY (%s)", [gone])
    assert command("keys", "rotate").wait() == 0
    assert list(keys.versions(erased.subject)) == [] and keys.versions(standing.subject)
    return made


def program(name, *words):
    subprocess.run([database.program(name), *words], check=True)


@contextmanager
def restored(backup, keys_from, monkeypatch):
    """The application at work on the restored database, with the files of the backup and the keys of that folder."""
    name = os.environ["PALIER_DATABASE"] + "_restored"
    database.drop_database(name)
    database.create_database(name)
    into = f"--dbname={database.admin_url(name)}"
    program("pg_restore", "--clean", "--if-exists", "--exit-on-error", into, str(backup.dump))
    beside = keys_from.with_name(f"{keys_from.name}-beside")
    shutil.copytree(keys_from, beside, dirs_exist_ok=True)
    turned_to(name, monkeypatch)
    try:
        with override_settings(MEDIA_ROOT=backup.files, KEYS_ROOT=beside):
            yield backup.stage.amina
    finally:
        shutil.rmtree(beside)
        monkeypatch.undo()
        closed()
        database.drop_database(name)


def turned_to(name, monkeypatch):
    """Every connection of this process speaks with that database."""
    closed()
    for alias in connections:
        monkeypatch.setitem(connections[alias].settings_dict, "NAME", name)


def closed():
    """Pools too: a connection kept in one would still speak with the former database."""
    connections.close_all()
    for alias in connections:
        connections[alias].close_pool()


def pages(confided, amina, language="fr"):
    """Answers of the three pages on which the words stand."""
    browser = amina.browser(language)
    return (
        browser.get(reverse("reinforced", args=[confided.file])),
        browser.get(reverse("network_apart", args=[confided.file])),
        browser.get(reverse("document", args=[confided.document])),
    )


def is_read(confided, amina):
    notes, ties, document = pages(confided, amina)
    return HIT in notes.content.decode() and AUNT in ties.content.decode() and document.content == SCAN


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_what_was_erased_comes_back_without_its_words_and_every_page_says_so(backup, language, monkeypatch):
    with restored(backup, keys.folder(), monkeypatch) as amina:
        notes, ties, document = pages(backup.erased, amina, language)
        with amina.acting() as actor:
            drawn = network_queries.network_of(actor, backup.erased.file, language)

    assert [notes.status_code, ties.status_code, document.status_code] == [200, 200, 410]
    for page in (notes, ties):
        assert GONE[language] in page.content.decode()
    assert DOCUMENT_GONE[language] in document.content.decode()
    told = "".join(page.content.decode() for page in (notes, ties, document))
    assert "anari" not in told and "anari" not in str(drawn)


def test_what_stood_is_read_after_the_restore(backup, monkeypatch):
    with restored(backup, keys.folder(), monkeypatch) as amina:
        assert is_read(backup.standing, amina)


def test_the_database_in_use_is_the_same_before_and_after(backup, monkeypatch):
    with restored(backup, keys.folder(), monkeypatch):
        pass

    assert is_read(backup.standing, backup.stage.amina)
    assert backup.stage.amina.browser().get(reverse("document", args=[backup.erased.document])).status_code == 404


def test_keys_copied_before_would_bring_it_back_so_they_are_never_part_of_the_restore(backup, monkeypatch):
    """Why docs/operations wants the keys of the day of restoring: with those of the dump's day the erasure is undone."""
    with restored(backup, backup.keys, monkeypatch) as amina:
        assert is_read(backup.erased, amina)

    assert not [path for path in backup.files.rglob("*") if path.name == str(backup.erased.subject)], "not copied along"
