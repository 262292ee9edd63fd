"""Keys rotate with people at work; what is killed half-way goes on; what nothing bears any more is destroyed, backups too."""

import datetime
import json
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path

import psycopg
import pytest
from django.db import connections

from config import database
from palier.access import keys, resealing
from palier.access.rules import Tier
from palier.access.sealing import Place, Sealed, unseal
from palier.casework.cases import actions, queries
from palier.casework.cases.rules import ContactDraft
from tests.access.sealing.rows import HIT, raw, read, subject_of, write
from tests.stage import STAGE, without_locks

ROOT = Path(__file__).resolve().parents[3]
LATER = datetime.timedelta(minutes=11)


def version_of(pk, column="facts", table="cases_contact"):
    return Sealed(raw(table, pk, column)).key[1]


def numbers(subject):
    return [one.number for one in keys.versions(subject)]


def test_after_a_rotation_rows_bear_the_new_version_and_no_page_or_history_tells(stage, file):
    pk, subject = write(stage, file), subject_of(stage, file)
    with stage.amina.acting() as amina:
        actions.correct_contact(actor=amina, pk=pk, version=1, facts=HIT + " encore")
    former = version_of(pk)
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = %s", [pk])
        lines = cursor.fetchone()[0]

    resealing.rotate(STAGE)

    assert version_of(pk) > former == numbers(subject)[0]
    assert HIT + " encore" in read(stage, file)
    with without_locks() as cursor:
        cursor.execute("SELECT before ->> 'facts' FROM access_history WHERE row_id = %s", [pk])
        history = [row[0] for row in cursor.fetchall()]
    assert len(history) == lines == 1
    assert unseal(Sealed(history[0]), Place("cases_contact", "facts", pk)) == HIT
    with stage.amina.acting() as amina:
        assert queries.contact(amina, pk).version == 2, "who corrects it meets no conflict"


def test_a_former_version_goes_minutes_after_its_last_row_never_before(stage, file, monkeypatch):
    pk, subject = write(stage, file), subject_of(stage, file)
    held = Sealed(raw("cases_contact", pk, "facts"))
    resealing.rotate(STAGE)

    resealing.destroy(STAGE)
    assert unseal(held, Place("cases_contact", "facts", pk)) == HIT, "a reader who read it before opens it still"
    later = resealing.clock.now() + LATER
    monkeypatch.setattr(resealing.clock, "now", lambda: later)
    resealing.destroy(STAGE)

    assert numbers(subject) == [version_of(pk)]
    with pytest.raises(keys.NoKey):
        unseal(held, Place("cases_contact", "facts", pk))
    assert HIT in read(stage, file)


def test_a_version_that_a_row_still_bears_stays(stage, file, monkeypatch):
    write(stage, file)
    subject = subject_of(stage, file)
    keys.add_version(subject)  # as a rotation that was killed before its first row
    later = resealing.clock.now() + LATER
    monkeypatch.setattr(resealing.clock, "now", lambda: later)

    resealing.destroy(STAGE)
    resealing.destroy(STAGE)

    assert len(numbers(subject)) == 2 and HIT in read(stage, file)


def test_with_readers_and_writers_at_work_no_read_fails_and_nothing_is_lost(stage, file):
    pks = [write(stage, file, facts=f"{HIT} {number}") for number in range(8)]
    stop, failed, reads, written = threading.Event(), [], [], []

    def reader():
        browser = stage.amina.browser()
        while not stop.is_set():
            page = browser.get(f"/cases/{file}/apart/").content.decode()
            missing = [number for number in range(8) if f"{HIT} {number}" not in page]
            reads.append(1)
            if missing or "Ces mots" in page:
                failed.append((missing, page.count("Ces mots")))
        connections.close_all()

    def writer():
        while not stop.is_set():
            written.append(write(stage, file, facts=f"canari neuf {len(written)}"))
            with stage.amina.acting() as amina:
                seen = queries.contact(amina, pks[0])
                actions.correct_contact(actor=amina, pk=pks[0], version=seen.version, facts=f"{HIT} 0")
        connections.close_all()

    threads = [threading.Thread(target=one) for one in (reader, reader, writer)]
    for thread in threads:
        thread.start()
    turns, until = 0, time.monotonic() + 6
    try:
        while turns < 2 or time.monotonic() < until:  # two at least, however slow the machine is
            resealing.rotate(STAGE)
            turns += 1
    finally:
        stop.set()
    for thread in threads:
        thread.join(30)
    print(f"\nrotations: {turns}; pages read: {len(reads)}; written meanwhile: {len(written)}")

    assert failed == [] and len(reads) > 3 and len(written) > 1
    resealing.seal_all(STAGE)
    newest = numbers(subject_of(stage, file))[-1]
    assert {version_of(pk) for pk in [*pks, *written]} == {newest}
    page = read(stage, file)
    assert all(f"canari neuf {number}" in page for number in range(len(written)))


def command(*words, **options):
    env = os.environ | {"PALIER_ROLE": "job"}
    return subprocess.Popen(
        [sys.executable, "-m", "palier.cli", *words], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, **options
    )


def test_killed_in_the_middle_of_a_rotation_nothing_is_lost_and_the_next_one_ends_it(stage, file):
    """kill -9 at chance moments, from the first new key to the last row."""
    pks = [write(stage, file, facts=f"{HIT} {number}") for number in range(12)]
    former = {version_of(pk) for pk in pks}
    half = 0
    for attempt in range(5):
        at_work = command("keys", "rotate", stderr=subprocess.DEVNULL)
        began, before = time.monotonic(), numbers(subject_of(stage, file))
        while numbers(subject_of(stage, file)) == before and time.monotonic() < began + 60:
            time.sleep(0.005)
        time.sleep(0.02 * attempt)
        at_work.send_signal(signal.SIGKILL)
        at_work.wait()
        half += at_work.returncode == -signal.SIGKILL
        page = read(stage, file)
        assert all(f"{HIT} {number}" in page for number in range(12)) and "Ces mots" not in page
    print(f"\nkilled while at work: {half} of 5")

    done = json.loads(command("keys", "seal").communicate()[0])

    assert half and done["sealed"] >= 0
    assert {version_of(pk) for pk in pks} == {numbers(subject_of(stage, file))[-1]} != former
    assert all(f"{HIT} {number}" in read(stage, file) for number in range(12))


def test_verify_counts_by_version_and_says_what_is_missing(stage, file):
    write(stage, file)
    subject = subject_of(stage, file)
    borne = {number: rows for (one, number), rows in resealing.verify(STAGE).borne.items() if one == subject}
    assert borne == {numbers(subject)[0]: 1}
    assert subject not in {one for one, _ in resealing.verify(STAGE).missing}

    keys.destroy(subject)

    assert {one: rows for one, rows in resealing.verify(STAGE).missing.items() if one[0] == subject} == {
        (subject, next(iter(borne))): 1
    }
    told = command("keys", "verify")
    assert json.loads(told.communicate()[0])["missing"] >= 1 and told.returncode == 1


def test_when_its_last_sealed_thing_goes_a_key_is_destroyed_and_a_running_writer_keeps_hers(stage, file):
    pk, subject = write(stage, file), subject_of(stage, file)
    resealing.destroy(STAGE)
    assert numbers(subject), "a row bears it"
    erase(pk)
    with stage.amina.acting() as amina:  # she has sealed, and not yet committed
        draft = ContactDraft(facts=HIT, tier=Tier.REINFORCED, case=file)
        written = actions.record_contact(actor=amina, draft=draft)
        resealing.destroy(STAGE)
        assert numbers(subject)
    assert HIT in read(stage, file)

    erase(written)
    resealing.destroy(STAGE)

    assert numbers(subject) == []


def erase(pk):
    """As sec.erase_ended does: the row with its history."""
    with without_locks() as cursor:
        cursor.execute("DELETE FROM cases_contact WHERE id = %s", [pk])
        cursor.execute("DELETE FROM access_history WHERE row_id = %s", [pk])


def test_keys_of_another_database_are_left_alone(stage):
    stranger = uuid.uuid4()
    keys.newest(stranger)

    resealing.destroy(STAGE)
    resealing.rotate(STAGE)

    assert len(numbers(stranger)) == 1


def test_a_destroyed_key_makes_what_a_backup_brings_back_unreadable(stage, file, tmp_path):
    """pg_dump, erase, destroy, restore: the row comes back, its words do not."""
    pk, subject = write(stage, file), subject_of(stage, file)
    name = os.environ["PALIER_DATABASE"]
    dump = tmp_path / "dump.sql"
    tool = str(database.program("pg_dump"))
    subprocess.run(
        [tool, "--data-only", "--column-inserts", "--table=cases_contact", "-f", str(dump), database.admin_url(name)],
        check=True,
    )
    (line,) = [line for line in dump.read_text().split("\n") if str(pk) in line]
    assert HIT not in line
    erase(pk)
    with psycopg.connect(database.admin_url(name)) as restored:
        restored.execute(line.encode())
    assert HIT in read(stage, file), "the twin: with its key it is back"

    erase(pk)
    resealing.destroy(STAGE)
    with psycopg.connect(database.admin_url(name)) as restored:
        restored.execute(line.encode())

    assert numbers(subject) == []
    page = read(stage, file)
    assert HIT not in page and "leur clé a été détruite" in page
    erase(pk)
