"""Bytes and row stand together, behind both locks: who keeps, who reads, who corrects, what is swept away."""

import datetime
import hashlib
import os
import stat
import uuid

import pytest
from django.db import connection, transaction

from palier.access import actions as access
from palier.access.rules import Tier
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.documents import actions, queries
from palier.registry.documents.imports import clean
from palier.registry.documents.models import Document
from palier.registry.documents.queries.store import path_of
from palier.registry.documents.rules import Damaged, DocumentDraft
from tests.registry.documents import honest
from tests.registry.documents.hostile.images import SECRET, _with_place
from tests.registry.files import as_the_job
from tests.stage import STAGE, without_locks

pytestmark = pytest.mark.usefixtures("house")
LETTER = clean(honest.text(), "lettre.txt")


def keep(somebody, subject, file=LETTER, **more):
    with somebody.acting() as actor:
        return actions.keep_document(actor=actor, draft=DocumentDraft(subject, file, **more))


def row_of(pk):
    with without_locks():
        return Document.objects.unguarded(because="looks behind").using(STAGE).filter(pk=pk).first()


def on_disk(house):
    return sorted(path for path in house.rglob("*") if path.is_file()) if house.exists() else []


def test_what_is_kept_is_what_was_cleaned_and_nothing_else(stage, subject, house):
    photo = clean(honest.jpeg(exif=_with_place()), "photo.jpg")
    home = stage.homes[0]

    pk = keep(stage.amina, subject, photo, household=home.household, persons=(home.persons[0],))

    row, path = row_of(pk), path_of(pk)
    assert on_disk(house) == [path]
    assert path.read_bytes() == photo.data
    assert SECRET not in path.read_bytes()
    assert bytes(row.sha256) == hashlib.sha256(photo.data).digest()
    assert (row.size, row.name, row.concerns) == (len(photo.data), "photo.jpg", [home.persons[0]])
    assert set(row.taken_out) == {"metadata", "place"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)} == {0o700}
    assert "photo" not in str(path)


def test_bytes_reach_the_disk_before_their_name_and_their_row(stage, subject, monkeypatch):
    seen = []
    fsync, rename, insert = os.fsync, os.rename, Document.insert
    monkeypatch.setattr(
        os,
        "fsync",
        lambda descriptor: (
            seen.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"),
            fsync(descriptor),
        ),
    )
    monkeypatch.setattr(os, "rename", lambda before, after: (seen.append("name"), rename(before, after)))
    monkeypatch.setattr(Document, "insert", lambda row: (seen.append("row"), insert(row))[1])

    keep(stage.amina, subject)

    assert [one for number, one in enumerate(seen) if one != "folder" or number > seen.index("name")] == [
        "file",
        "name",
        "folder",
        "row",
    ]


def test_a_row_that_may_not_stand_leaves_no_bytes(stage, subject, house):
    with pytest.raises(Refused), stage.amina.acting() as amina, transaction.atomic():
        draft = DocumentDraft(subject, LETTER, household=stage.homes[0].household)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('palier.token', '', true)")  # the token ends between gate and row
        actions.keep_document(actor=amina, draft=draft)

    assert on_disk(house) == []
    keep(stage.amina, subject)
    assert len(on_disk(house)) == 1


@pytest.mark.parametrize("name", ["bart", "head", "desk", "direction", "chloe", "officer"])
def test_who_is_not_in_the_team_neither_keeps_nor_reads(stage, subject, house, name):
    pk = keep(stage.amina, subject)

    with pytest.raises(Refused):
        keep(stage.people[name], subject)
    with pytest.raises(Refused), stage.people[name].acting() as actor:
        queries.opened(actor, pk)
    with stage.people[name].acting() as actor:
        assert queries.documents_of(actor, [subject]) == []
    assert len(on_disk(house)) == 1


def test_a_colleague_named_in_the_team_reads_and_keeps(stage, subject):
    pk = keep(stage.amina, subject)
    with stage.amina.acting() as amina:
        access.add_to_team(actor=amina, subject=subject, post=stage.bart.post, duty="second", until=None, reason="")

    with stage.bart.acting() as bart:
        assert queries.opened(bart, pk)[1] == LETTER.data
    keep(stage.bart, subject)
    with stage.bart.acting() as bart:
        assert len(queries.documents_of(bart, [subject])) == 2


def test_an_aide_memoire_is_its_authors_and_ends(stage, subject):
    pk = keep(stage.amina, subject, tier=Tier.AUTHOR)
    with stage.amina.acting() as amina:
        access.add_to_team(actor=amina, subject=subject, post=stage.bart.post, duty="second", until=None, reason="")
        assert [one.pk for one in queries.documents_of(amina, [subject])] == [pk]
        assert row_of(pk).ends_on == amina.today + datetime.timedelta(days=30)

    with stage.bart.acting() as bart:
        assert queries.documents_of(bart, [subject]) == []


def test_a_reinforced_document_is_in_no_list_and_read_by_whom_it_names(stage, subject):
    pk = keep(stage.amina, subject, tier=Tier.REINFORCED)
    with stage.amina.acting() as amina:
        access.add_to_team(actor=amina, subject=subject, post=stage.bart.post, duty="second", until=None, reason="")
        assert queries.documents_of(amina, [subject]) == []
        assert [one.pk for one in queries.reinforced_of(amina, subject)] == [pk]
    with pytest.raises(Refused), stage.bart.acting() as bart:
        queries.opened(bart, pk)

    with stage.amina.acting() as amina:
        access.name_reader(actor=amina, item=pk, post=stage.bart.post)
    with stage.bart.acting() as bart:
        assert queries.opened(bart, pk)[1] == LETTER.data


def test_in_an_inbox_it_is_kept_for_a_year_in_a_file_as_long_as_the_file(stage, subject):
    inbox, in_file = keep(stage.amina, stage.amina.post), keep(stage.amina, subject)

    with stage.amina.acting() as amina:
        assert row_of(inbox).ends_on == amina.today + datetime.timedelta(days=365)
    assert row_of(in_file).ends_on is None


def test_persons_of_another_household_are_not_there(stage, subject, house):
    home, other = stage.homes[0], stage.homes[1]

    with pytest.raises(Refused):
        keep(stage.amina, subject, household=home.household, persons=(other.persons[0],))
    with pytest.raises(Refused):
        keep(stage.amina, subject, persons=(home.persons[0],))
    assert on_disk(house) == []


def test_sent_twice_it_is_kept_once(stage, subject, house):
    key = uuid.uuid4()
    with stage.amina.acting() as amina:
        draft = DocumentDraft(subject, LETTER)
        first = actions.keep_document(actor=amina, draft=draft, key=key)
        assert actions.keep_document(actor=amina, draft=draft, key=key) == first
        with pytest.raises(Conflict):
            actions.keep_document(actor=amina, draft=DocumentDraft(subject, LETTER, name="autre"), key=key)
    assert len(on_disk(house)) == 1


def test_opening_leaves_a_line_in_the_ledger_and_a_refusal_does_not(stage, subject):
    pk = keep(stage.amina, subject)

    with stage.amina.acting() as amina:
        queries.opened(amina, pk)
    with pytest.raises(Refused), stage.bart.acting() as bart:
        queries.opened(bart, pk)

    with without_locks() as cursor:
        cursor.execute("SELECT post_id, what, subjects FROM access_read_event WHERE reference = %s", [pk])
        assert cursor.fetchall() == [(stage.amina.post, "document", [subject])]


@pytest.mark.parametrize("harm", ["changed", "gone", "longer"])
def test_bytes_that_are_no_longer_those_are_given_to_nobody(stage, subject, harm, caplog):
    pk = keep(stage.amina, subject)
    path = path_of(pk)
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(b"x" + path.read_bytes()[1:] if harm == "changed" else path.read_bytes() + b"x")

    with pytest.raises(Damaged), stage.amina.acting() as amina:
        queries.opened(amina, pk)
    assert str(pk) in caplog.text


def test_name_and_persons_are_corrected_on_what_was_seen(stage, subject):
    home = stage.homes[0]
    pk = keep(stage.amina, subject, household=home.household)
    with stage.amina.acting() as amina:
        changed = actions.correct_document(
            actor=amina, pk=pk, version=1, name="Décision.exe", persons=[home.persons[1]]
        )
        assert (changed.name, changed.concerns, changed.version) == ("Décision.txt", [home.persons[1]], 2)
    with pytest.raises(Conflict), stage.amina.acting() as amina:
        actions.correct_document(actor=amina, pk=pk, version=1, name="b", persons=[])
    with pytest.raises(InvalidInput), stage.amina.acting() as amina:
        actions.correct_document(actor=amina, pk=pk, version=2, name="  ", persons=[])
    with pytest.raises(Refused), stage.bart.acting() as bart:
        actions.correct_document(actor=bart, pk=pk, version=2, name="b", persons=[])
    assert row_of(pk).name == "Décision.txt"


def test_what_has_no_row_is_swept_away_after_a_day(stage, subject, house):
    kept_, young = keep(stage.amina, subject), path_of(uuid.uuid4())
    old, half = path_of(uuid.uuid4()), path_of(kept_).with_name(".x.part")
    for path in (young, old, half):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    for path in (old, half, path_of(kept_)):
        os.utime(path, (0, 0))

    with as_the_job():
        assert actions.sweep() == 2
        assert actions.sweep() == 0

    assert on_disk(house) == sorted([young, path_of(kept_)])
