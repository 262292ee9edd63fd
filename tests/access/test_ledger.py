"""The read ledger (D15): sealed each minute, and a separate program finds whatever was changed behind its back."""

import random
import threading
import uuid
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError

from config import database
from palier.access import verifier
from palier.access.ledger import note_read

DATABASE = "palier_ledger"


@pytest.fixture
def chain():
    """A database of its own with 400 rows under forty seals; the verifier's address and an owner's connection."""
    database.drop_database(DATABASE)
    database.create_database(DATABASE, "palier_template")
    with psycopg.connect(database.urls("migrate", DATABASE), autocommit=True) as owner:
        owner.execute("SET ROLE palier_migrate")
        for number in range(40):
            _insert(owner, number, 10)
            owner.execute("SELECT sec.seal_ledger()")
        yield owner, database.urls("backup", DATABASE)
    database.drop_database(DATABASE)


def _insert(owner, mark, how_many):
    owner.execute(
        "INSERT INTO access_read_event (at, post_id, person, what, reference, subjects, ground)"
        " SELECT now() - make_interval(secs => n), CASE WHEN n %% 3 > 0 THEN gen_random_uuid() END,"
        " CASE WHEN n %% 3 = 0 THEN gen_random_uuid() END, 'case|' || %s || E'\\n', gen_random_uuid(),"
        " CASE WHEN n %% 2 = 0 THEN ARRAY[gen_random_uuid(), gen_random_uuid()] ELSE '{}' END, 'é|-,3:abc' || n"
        " FROM generate_series(1, %s) AS n",
        [mark, how_many],
    )


def test_an_untouched_ledger_is_intact(chain):
    owner, url = chain
    _insert(owner, "tail", 3)

    answer = verifier.verify(url)

    assert answer["broken"] is None and answer["intact"], answer["broken"]
    assert (answer["seals"], answer["rows"], answer["unsealed"]) == (40, 403, 3)


def test_a_tail_left_unsealed_for_more_than_five_minutes_is_a_failure(chain):
    owner, url = chain
    owner.execute("INSERT INTO access_read_event (at, what) VALUES (now() - interval '299 seconds', 'young')")
    assert verifier.verify(url)["intact"]

    owner.execute("INSERT INTO access_read_event (at, what) VALUES (now() - interval '302 seconds', 'old')")

    assert not verifier.verify(url)["intact"]


def test_a_head_kept_elsewhere_betrays_an_end_cut_off_with_its_seals(chain):
    owner, url = chain
    head = verifier.verify(url)["head"]
    owner.execute("DELETE FROM access_read_event WHERE id > 390")
    owner.execute("DELETE FROM access_ledger_seal WHERE id = 40")

    assert verifier.verify(url)["intact"]  # alone it cannot know
    assert not verifier.verify(url, head)["intact"]


TAMPERINGS = {
    "delete a row": "DELETE FROM access_read_event WHERE id = %(row)s",
    "delete several rows": "DELETE FROM access_read_event WHERE id BETWEEN %(row)s AND %(row)s + 3",
    "another time, by a microsecond": "UPDATE access_read_event SET at = at + interval '1 microsecond' WHERE id = %(row)s",
    "another reader": "UPDATE access_read_event SET post_id = gen_random_uuid() WHERE id = %(row)s",
    "post and person change places": "UPDATE access_read_event SET post_id = person, person = post_id WHERE id = %(row)s",
    "another kind": "UPDATE access_read_event SET what = what || ' ' WHERE id = %(row)s",
    "a bar moved between two texts": "UPDATE access_read_event SET what = what || '|', ground = ltrim(ground, '|') || '' WHERE id = %(row)s",
    "no reference": "UPDATE access_read_event SET reference = NULL WHERE id = %(row)s",
    "other files": "UPDATE access_read_event SET subjects = subjects || gen_random_uuid() WHERE id = %(row)s",
    "another ground": "UPDATE access_read_event SET ground = upper(ground) || '.' WHERE id = %(row)s",
    "two rows change places": "UPDATE access_read_event a SET (at, post_id, person, what, reference, subjects, ground) ="
    " (SELECT b.at, b.post_id, b.person, b.what, b.reference, b.subjects, b.ground FROM access_read_event b"
    "  WHERE b.id = CASE WHEN a.id = %(row)s THEN %(other)s ELSE %(row)s END) WHERE a.id IN (%(row)s, %(other)s)",
    "a row put in between": "INSERT INTO access_read_event (id, at, what) OVERRIDING SYSTEM VALUE"
    " SELECT id, at + interval '1 second', 'forged' FROM access_read_event WHERE id = %(row)s",
    "a seal gone": "DELETE FROM access_ledger_seal WHERE id = %(seal)s",
    "a seal's hash": "UPDATE access_ledger_seal SET hash = sha256(hash) WHERE id = %(seal)s",
    "a seal's count": "UPDATE access_ledger_seal SET count = count + 1 WHERE id = %(seal)s",
    "a seal's end": "UPDATE access_ledger_seal SET last_id = last_id - 1 WHERE id = %(seal)s",
    "a seal's beginning": "UPDATE access_ledger_seal SET first_id = first_id + 1 WHERE id = %(seal)s",
    "a seal's moment": "UPDATE access_ledger_seal SET sealed_at = sealed_at - interval '1 day' WHERE id = %(seal)s",
    "a row and its seal gone": "WITH gone AS (DELETE FROM access_ledger_seal WHERE id = %(seal)s RETURNING first_id, last_id)"
    " DELETE FROM access_read_event e USING gone WHERE e.id BETWEEN gone.first_id AND gone.last_id",
}


@contextmanager
def _seen_by_owner(monkeypatch, owner):
    """The verifier reads inside the owner's own transaction, where the tampering is not committed and is taken back."""

    class Same:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

        def cursor(self, name=None):
            return owner.cursor()

    monkeypatch.setattr(verifier.psycopg, "connect", lambda url: Same())
    yield


def test_a_thousand_random_tamperings_are_all_found(chain, monkeypatch):
    owner, url = chain
    chance = random.Random(458)
    missed = []
    names = sorted(TAMPERINGS)
    with _seen_by_owner(monkeypatch, owner):
        assert verifier.verify(url)["intact"]
        for number in range(1000):
            name = names[number % len(names)]
            row = chance.randint(1, 380)
            picked = {"row": row, "other": row % 380 + 1, "seal": chance.randint(1, 39)}
            with owner.transaction(force_rollback=True):
                owner.execute(TAMPERINGS[name], picked)
                if verifier.verify(url)["intact"]:
                    missed.append((name, picked))
    print(f"\ntamperings found: {1000 - len(missed)} of 1000, of {len(names)} kinds")
    assert missed == []


def test_sealing_while_readers_write_loses_no_row():
    database.drop_database(DATABASE)
    database.create_database(DATABASE, "palier_template")
    url, stop, written = database.urls("migrate", DATABASE), threading.Event(), []

    def read_on():
        with psycopg.connect(url) as reader:
            reader.execute("SET ROLE palier_migrate")
            for _ in range(60):
                reader.execute("INSERT INTO access_read_event (at, what) VALUES (now(), 'a'), (now(), 'b')")
                reader.commit()
                written.append(2)

    def seal_on():
        with psycopg.connect(database.urls("job", DATABASE), autocommit=True) as sealer:
            while not stop.is_set():
                sealer.execute("SELECT sec.seal_ledger()")
            sealer.execute("SELECT sec.seal_ledger()")

    readers = [threading.Thread(target=read_on) for _ in range(6)]
    sealers = [threading.Thread(target=seal_on) for _ in range(2)]
    for one in readers + sealers:
        one.start()
    for one in readers:
        one.join()
    stop.set()
    for one in sealers:
        one.join()

    answer = verifier.verify(database.urls("backup", DATABASE))
    database.drop_database(DATABASE)
    print(f"\nsealed while written: {answer['rows']} rows under {answer['seals']} seals")
    assert answer["broken"] is None and answer["intact"], answer["broken"]
    assert (answer["rows"], answer["unsealed"]) == (sum(written), 0) == (720, 0)


@pytest.mark.parametrize("column", ["id", "at"])
def test_nobody_chooses_the_number_or_the_moment_of_a_line(stage, column):
    values = {
        "id": ("overriding system value", "id, at", "10^12::bigint, sec.now()"),
        "at": ("", "at", "now() - interval '1 day'"),
    }
    overriding, columns, chosen = values[column]
    with stage.amina.acting() as amina:
        note_read(amina, "case", reference=uuid.uuid4())  # the positive twin
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO access_read_event ({columns}, post_id, what) {overriding} VALUES ({chosen}, %s, 'x')",
                [amina.post],
            )


def test_no_line_is_written_in_anothers_name(stage):
    with stage.amina.acting(), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_read_event (at, post_id, what) VALUES (sec.now(), %s, 'x')", [stage.bart.post]
        )


def test_the_officer_reads_the_lines_of_her_organisation_and_no_other(stage):
    with stage.amina.acting() as amina:
        note_read(amina, "case", reference=uuid.uuid4())
    with stage.chloe.acting() as chloe:
        note_read(chloe, "case", reference=uuid.uuid4())

    with stage.officer.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT post_id FROM access_read_event")
        readers = {row[0] for row in cursor.fetchall()}

    assert readers == {stage.amina.post}
    assert connections["default"] is not None


# -- ten years later ------------------------------------------------------------------------------------------

OLD = 30  # of the forty seals
A_HOLD = """
WITH house AS (INSERT INTO organisations_organisation (id, kind, slug, name_fr, name_nl, works_for_applicants)
    VALUES (gen_random_uuid(), 'housing_company', 'house', 'Maison', 'Huis', false) RETURNING id),
  officer AS (INSERT INTO organisations_staffmember (id, first_name, last_name, employer_id, phone)
    SELECT gen_random_uuid(), 'Oda', 'Exemple', id, '' FROM house RETURNING id),
  post AS (INSERT INTO organisations_post (id, staff_id, organisation_id, role, full_time_fraction, valid)
    SELECT gen_random_uuid(), o.id, h.id, 'data_protection_officer', 1, '[2020-01-01,)' FROM officer o, house h RETURNING id)
INSERT INTO rights_hold (id, organisation_id, {column}, reason, placed_by_id, placed_at)
SELECT gen_random_uuid(), h.id, %s, 'Plainte', p.id, now() FROM house h, post p"""


def _grow_old(owner, seals):
    """The first seals and their lines were made eleven years ago; the chain is hashed anew, as it would have been."""
    until = owner.execute("SELECT last_id FROM access_ledger_seal WHERE id = %s", [seals]).fetchone()[0]
    owner.execute("UPDATE access_read_event SET at = at - interval '11 years' WHERE id <= %s", [until])
    owner.execute("UPDATE access_ledger_seal SET sealed_at = sealed_at - interval '11 years' WHERE id <= %s", [seals])
    owner.execute("""DO $$ DECLARE s record; before bytea := ''; BEGIN
      FOR s IN SELECT * FROM access_ledger_seal ORDER BY id LOOP
        UPDATE access_ledger_seal SET hash = (SELECT sha256(before || convert_to(
          sec.ledger_value(s.id::text) || sec.ledger_value(s.first_id::text) || sec.ledger_value(s.last_id::text)
          || sec.ledger_value(s.count::text) || sec.ledger_value(extract(epoch FROM s.sealed_at)::text)
          || E'\\n' || string_agg(sec.ledger_row(e), E'\\n' ORDER BY e.id), 'UTF8'))
          FROM access_read_event e WHERE e.id BETWEEN s.first_id AND s.last_id) WHERE id = s.id RETURNING hash INTO before;
      END LOOP; END $$""")


def _erase():
    with psycopg.connect(database.urls("job", DATABASE), autocommit=True) as job:
        return job.execute("SELECT sec.erase_ledger()").fetchone()[0]


def test_a_ledger_of_this_year_loses_nothing(chain):
    _owner, url = chain

    assert _erase() == 0
    assert verifier.verify(url)["rows"] == 400


def test_after_ten_years_the_lines_go_and_their_seals_still_hold_the_chain(chain):
    owner, url = chain
    _grow_old(owner, OLD)
    assert verifier.verify(url)["intact"]

    assert _erase() == 300
    assert _erase() == 0

    answer = verifier.verify(url)
    assert answer["intact"], answer["broken"]
    assert (answer["seals"], answer["erased_seals"], answer["rows"]) == (40, OLD, 100)
    owner.execute("UPDATE access_read_event SET ground = 'x' WHERE id = 301")
    assert not verifier.verify(url)["intact"]


@pytest.mark.parametrize(("first", "last"), [(1, 10), (301, 310), (391, 400)])
def test_lines_that_go_before_their_time_or_out_of_their_turn_are_missed(chain, first, last):
    """A young beginning; young ones behind an old beginning; the end."""
    owner, url = chain
    if first > 1:
        _grow_old(owner, OLD)
        assert _erase() == 300
    owner.execute("DELETE FROM access_read_event WHERE id BETWEEN %s AND %s", [first, last])

    assert verifier.verify(url)["broken"]["first_id"] == first


@pytest.mark.parametrize(("column", "of"), [("subject", "subjects[1]"), ("person", "reference"), ("person", "person")])
def test_what_is_held_keeps_the_ledger_from_its_first_line_on(chain, column, of):
    owner, url = chain
    _grow_old(owner, OLD)
    held = owner.execute(
        f"SELECT {of} FROM access_read_event WHERE id > 150 AND {of} IS NOT NULL ORDER BY id"
    ).fetchone()
    owner.execute(A_HOLD.format(column=column), held)

    assert _erase() == 150
    assert verifier.verify(url)["intact"]

    owner.execute("UPDATE rights_hold SET lifted_at = now(), lifted_by_id = placed_by_id")
    assert _erase() == 150
