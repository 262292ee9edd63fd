"""The bytes of reinforced documents: sealed on the disk, opened for whom the row is open."""

import os
import threading
import uuid

import pytest
from django.db import connections
from django.urls import reverse

from palier.access import keys, resealing
from palier.access.rules import Tier
from palier.access.sealed_files import PIECE, TAG, new_secret, opened_pieces, sealed_pieces
from palier.access.sealing import Damaged
from palier.casework.cases import actions as cases
from palier.casework.cases import queries as case_queries
from palier.casework.cases.rules import CaseDraft
from palier.registry.documents import actions, queries
from palier.registry.documents.actions.store import put_bytes
from palier.registry.documents.queries.store import folder, path_of
from palier.registry.documents.rules import Cleaned, DocumentDraft, FileKind
from tests.stage import STAGE, without_locks

SCAN = b"canari certificat medical"


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_a_file_of_any_length_opens_as_it_was(size):
    data, secret = os.urandom(size), new_secret()

    sealed = b"".join(sealed_pieces(data, secret, b"one"))

    assert b"".join(opened_pieces(sealed, secret, b"one")) == data
    with pytest.raises(Damaged):
        list(opened_pieces(sealed, secret, b"another"))


def test_pieces_cut_off_exchanged_or_added_do_not_open():
    data, secret, step = os.urandom(2 * PIECE + 5), new_secret(), PIECE + TAG
    sealed = b"".join(sealed_pieces(data, secret, b"x"))
    for spoilt in (
        sealed[: 2 * step],
        sealed[:-1],
        sealed[step : 2 * step] + sealed[:step] + sealed[2 * step :],
        sealed + b"x",
        b"",
    ):
        with pytest.raises(Damaged):
            list(opened_pieces(spoilt, secret, b"x"))


@pytest.fixture
def subject(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        file = cases.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    with stage.amina.acting() as amina:
        return case_queries.case(amina, file).subject_id


def keep(stage, subject, tier=Tier.REINFORCED, data=SCAN):
    with stage.amina.acting() as amina:
        draft = DocumentDraft(subject=subject, file=Cleaned(FileKind.TEXT, "canari certificat.txt", data), tier=tier)
        return actions.keep_document(actor=amina, draft=draft)


def opened(stage, pk, who="amina", language="fr"):
    return stage.people[who].browser(language).get(reverse("document", args=[pk]))


def on_disk(pk):
    return b"".join(path.read_bytes() for path in folder().rglob(f"{pk}*"))


def row(pk):
    with without_locks() as cursor:
        cursor.execute("SELECT t::text FROM documents_document t WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def test_a_reinforced_document_is_sealed_on_the_disk_and_saved_as_it_was(stage, subject):
    pk, open_one = keep(stage, subject), keep(stage, subject, Tier.TEAM)

    assert b"canari" not in on_disk(pk) and on_disk(pk)
    assert "canari" not in row(pk)
    answer = opened(stage, pk)
    assert answer.content == SCAN and "canari certificat.txt" in answer["Content-Disposition"]
    assert on_disk(open_one) == SCAN == opened(stage, open_one).content
    assert opened(stage, pk, "bart").status_code == 404


def test_twenty_megabytes_come_back_whole(stage, subject):
    data = os.urandom(20_000_000)

    assert opened(stage, keep(stage, subject, data=data)).content == data


def test_a_changed_byte_on_the_disk_is_given_to_nobody(stage, subject):
    pk = keep(stage, subject)
    path = path_of(pk, sealed=True)
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])

    assert opened(stage, pk).status_code == 500


@pytest.mark.parametrize(("language", "said"), [("fr", "Ce document a disparu"), ("nl", "Dit document is verdwenen")])
def test_with_its_key_destroyed_the_page_says_that_it_is_gone(stage, subject, language, said):
    pk = keep(stage, subject)
    keys.destroy(subject)

    answer = opened(stage, pk, language=language)

    assert answer.status_code == 410 and said in answer.content.decode()


def left_clear(stage, subject):
    """As it was kept before there was a seal."""
    pk = keep(stage, subject, Tier.TEAM)
    with without_locks() as cursor:
        cursor.execute("UPDATE documents_document SET tier = 'reinforced' WHERE id = %s", [pk])
    return pk


def test_what_lay_clear_is_sealed_afterwards_and_a_rotation_leaves_the_bytes_alone(stage, subject):
    pk = left_clear(stage, subject)
    assert opened(stage, pk).content == SCAN

    resealing.seal_all(STAGE)
    assert actions.seal_files(STAGE) >= 1

    assert b"canari" not in on_disk(pk) and "canari" not in row(pk)
    assert opened(stage, pk).content == SCAN
    before = on_disk(pk)
    resealing.rotate(STAGE)
    assert on_disk(pk) == before and opened(stage, pk).content == SCAN


def test_killed_between_row_and_file_the_next_round_takes_the_clear_bytes_away(stage, subject):
    pk, waiting = left_clear(stage, subject), left_clear(stage, subject)
    actions.seal_files(STAGE)
    put_bytes(pk, SCAN)  # the clear ones were still there
    path_of(waiting, sealed=True).with_name(f".{waiting}.sealed.part").write_bytes(b"half")

    actions.seal_files(STAGE)

    assert SCAN not in on_disk(pk) and opened(stage, pk).content == SCAN
    assert opened(stage, waiting).content == SCAN


def test_a_file_that_was_damaged_before_is_not_sealed_as_if_it_were_right(stage, subject):
    pk, right = left_clear(stage, subject), left_clear(stage, subject)
    path_of(pk).write_bytes(b"another")

    actions.seal_files(STAGE)

    assert opened(stage, pk).status_code == 500 and path_of(pk).exists()
    assert opened(stage, right).content == SCAN and not path_of(right).exists()


def test_two_jobs_at_once_seal_each_file_once(stage, subject):
    pks = [left_clear(stage, subject) for _ in range(6)]

    def job():
        actions.seal_files(STAGE)
        connections.close_all()

    threads = [threading.Thread(target=job) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert [opened(stage, pk).content for pk in pks] == [SCAN] * 6


def test_the_sweep_leaves_what_has_a_row(stage, subject):
    from tests.registry.documents.test_keeping import as_the_job

    pk, gone = keep(stage, subject), path_of(uuid.uuid4(), sealed=True)
    gone.parent.mkdir(exist_ok=True, parents=True)
    gone.write_bytes(b"x")
    for path in (gone, path_of(pk, sealed=True)):
        os.utime(path, (0, 0))

    with as_the_job():
        actions.sweep()

    assert not gone.exists() and opened(stage, pk).content == SCAN


def test_rows_of_documents_are_read_apart(stage, subject):
    pk = keep(stage, subject)
    with stage.amina.acting() as amina:
        assert [one.pk for one in queries.reinforced_of(amina, subject)] == [pk]
        assert queries.reinforced_of(amina, subject)[0].name == "canari certificat.txt"
