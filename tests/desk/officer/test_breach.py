"""The breach pack: who saw what of one person, these lines and no others; whether the seals hold; what cannot be used."""

import csv
import datetime as dt
import json
import os
import re
import subprocess
import sys
import tracemalloc
import uuid
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

import palier
from config import database
from palier.access.ledger import note_read
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft, ContactDraft
from palier.desk.officer.exports.pack import Asked, write_pack
from palier.desk.officer.labels import WHATS
from palier.registry.messaging.models import Dispatch
from tests.stage import put, without_locks

FIRST, LAST = dt.date(2020, 1, 1), dt.date(2999, 12, 31)
ROOT = Path(palier.__file__).resolve().parents[1]
OWN = "palier_breach"


def packed(person, folder, since=FIRST, until=LAST):
    return write_pack(database.urls("backup", settings.DATABASE_NAME), Asked(str(person), since, until, Path(folder)))


def rows(folder, name="readings"):
    with open(folder / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def a_file(stage, home, person):
    """(file, subject) of a file that names one person of a household."""
    with stage.amina.acting() as amina:
        case = cases.open_case(actor=amina, draft=CaseDraft(home.household, (person,), amina.today))
    with without_locks() as cursor:
        cursor.execute("SELECT subject_id FROM cases_case WHERE id = %s", [case])
        return case, cursor.fetchone()[0]


def read(somebody, what, **line):
    with somebody.acting() as actor:
        note_read(actor, what, **line)


def links(folder):
    return sorted((row["what"], row["link"]) for row in rows(folder))


def test_the_lines_of_one_person_and_no_others(stage, tmp_path):
    home, beside = stage.homes[0], stage.homes[1]
    hers, his = home.persons
    _case, subject = a_file(stage, home, hers)
    _other, elsewhere = a_file(stage, beside, beside.persons[0])
    with stage.amina.acting() as amina:
        draft = ContactDraft("Bref", household=home.household, persons=(hers,))
        contact = cases.record_contact(actor=amina, draft=draft)
    with without_locks() as cursor:
        cursor.execute(
            "SELECT id FROM access_subject WHERE id = (SELECT subject_id FROM cases_contact WHERE id = %s)", [contact]
        )
        inbox = cursor.fetchone()[0]
    read(stage.amina, "search", subjects=[elsewhere, subject])
    read(stage.transfers, "national_number", reference=hers)
    read(stage.amina, "request", reference=contact)
    read(stage.head, "household_file", reference=home.household)
    read(stage.amina, "my_day", subjects=[inbox])
    # The twins: beside her, and never hers.
    read(stage.amina, "case", subjects=[elsewhere])
    read(stage.transfers, "waiting_room", reference=his)
    read(stage.head, "letter", reference=beside.household)
    read(stage.amina, "agenda", reference=uuid.uuid4())

    answer = packed(hers, tmp_path / "hers")
    packed(beside.persons[0], tmp_path / "beside")

    assert links(tmp_path / "hers") == [
        ("household_file", "household"), ("my_day", "inbox"), ("national_number", "person"),
        ("request", "item"), ("search", "file"),
    ]  # fmt: skip
    assert (answer["readings"], answer["readers"]) == (5, 3)
    assert links(tmp_path / "beside") == [("case", "file"), ("letter", "household"), ("search", "file")]


def test_two_persons_of_one_household_are_told_apart_but_for_their_common_page(stage, tmp_path):
    home = stage.homes[0]
    hers, his = home.persons
    _case, her_file = a_file(stage, home, hers)
    _case, his_file = a_file(stage, home, his)
    read(stage.amina, "case", subjects=[her_file])
    read(stage.amina, "reinforced", subjects=[his_file])
    read(stage.head, "household_file", reference=home.household)

    packed(hers, tmp_path / "hers")
    packed(his, tmp_path / "his")

    assert links(tmp_path / "hers") == [("case", "file"), ("household_file", "household")]
    assert links(tmp_path / "his") == [("household_file", "household"), ("reinforced", "file")]
    for language, words in (("fr", "peut concerner d’autres personnes"), ("nl", "kan over anderen gaan")):
        assert words in plain(tmp_path / "hers" / f"pack-{language}.html")


def plain(path):
    return " ".join(path.read_text().replace("\xa0", " ").replace("\u202f", " ").split())


def test_a_file_of_the_whole_household_is_of_everybody_in_it(stage, tmp_path):
    home = stage.homes[0]
    case, subject = a_file(stage, home, home.persons[0])
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_case SET concerns = '{}' WHERE id = %s", [case])
    read(stage.amina, "case", subjects=[subject])

    packed(home.persons[1], tmp_path / "pack")

    assert links(tmp_path / "pack") == [("case", "household")]


def test_what_was_opened_through_her_own_space_is_there(stage, tmp_path):
    hers, his = stage.homes[0].persons
    with without_locks() as cursor:
        for person in (hers, his):
            cursor.execute(
                "INSERT INTO access_read_event (at, person, what) VALUES (sec.now(), %s, 'my_file')", [person]
            )

    packed(hers, tmp_path / "pack")

    assert links(tmp_path / "pack") == [("my_file", "herself")]


def test_only_the_days_asked_for_both_within_by_the_clock_of_brussels(stage, tmp_path):
    person = stage.homes[0].persons[0]
    with without_locks() as cursor:
        for at in ("2026-03-09T22:59Z", "2026-03-09T23:00Z", "2026-03-10T22:59Z", "2026-03-10T23:00Z"):
            cursor.execute(
                "INSERT INTO access_read_event (at, what, reference) VALUES (%s, 'search', %s)", [at, person]
            )
    day = dt.date(2026, 3, 10)

    packed(person, tmp_path / "pack", day, day)

    assert [(row["day"], row["hour"]) for row in rows(tmp_path / "pack")] == [
        ("2026-03-10", "00:00:00"),
        ("2026-03-10", "23:59:00"),
    ]


def test_emergencies_and_that_something_went_out_without_a_word_of_it(stage, tmp_path):
    home = stage.homes[0]
    hers, his = home.persons
    _case, subject = a_file(stage, home, hers)
    now = dt.datetime.now(dt.UTC)
    with without_locks() as cursor:
        for person, reason in ((hers, "Vraiment grave"), (his, "Autre chose")):
            cursor.execute(
                "INSERT INTO access_emergencyaccess (id, organisation_id, subject_id, person, post_id, ground, reason,"
                " opened_at, until, outcome) VALUES (gen_random_uuid(), %s, %s, %s, %s, 'danger_to_life', %s, %s, %s, '')",
                [stage.company.pk, subject, person, stage.bart.post, reason, now, now + dt.timedelta(hours=4)],
            )
        for person, state in ((hers, "sent"), (hers, "waiting"), (his, "sent")):
            put(
                Dispatch(
                    organisation=stage.company, subject_id=subject, person_id=person, channel="sms", words="letter_waits",
                    due_at=now, state=state, sent_at=now if state == "sent" else None, author_id=stage.amina.post,
                )
            )  # fmt: skip

    answer = packed(hers, tmp_path / "pack")

    assert (answer["emergencies"], answer["letters"]) == (1, 1)
    assert [(row["name"], row["ground"]) for row in rows(tmp_path / "pack", "emergencies")] == [
        ("Bart Exemple", "danger_to_life")
    ]
    assert [row["channel"] for row in rows(tmp_path / "pack", "letters")] == ["sms"]
    whole = "".join(path.read_text() for path in (tmp_path / "pack").iterdir())
    assert "Vraiment grave" not in whole and "letter_waits" not in whole


def test_a_name_that_begins_like_a_formula_stays_text(stage, tmp_path):
    person = stage.homes[0].persons[0]
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_staffmember SET first_name = '=HYPERLINK(1)' WHERE id ="
            " (SELECT staff_id FROM organisations_post WHERE id = %s)",
            [stage.head.post],
        )
    read(stage.head, "search", reference=person)

    packed(person, tmp_path / "pack")

    assert [row["name"] for row in rows(tmp_path / "pack")] == ["'=HYPERLINK(1) Exemple"]


def test_the_pages_are_in_both_languages_without_scripts_and_for_their_owner_alone(stage, tmp_path):
    person = stage.homes[0].persons[0]
    packed(person, tmp_path / "pack")

    for language, words in (("fr", "Dans les 72 heures"), ("nl", "Binnen de 72 uur")):
        page = tmp_path / "pack" / f"pack-{language}.html"
        assert words in plain(page) and f'<html lang="{language}">' in page.read_text()
        assert not re.search(r"<script|<link|<img|\son\w+=|https?:", page.read_text())
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "pack").iterdir()}
    assert set(modes.values()) == {0o600} and len(modes) == 5
    assert (tmp_path / "pack").stat().st_mode & 0o777 == 0o700


def test_every_code_of_the_ledger_has_its_words():
    written = set()
    for path in (ROOT / "palier").rglob("*.py"):
        text = path.read_text()
        written |= set(re.findall(r'note_read\(\s*actor,\s*"(\w+)"', text))
        written |= set(re.findall(r'_for_one\(request, pk, "(\w+)"', text))
        written |= set(re.findall(r"sec\.post\(\), NULL, '(\w+)', the_person", text))
        written |= set(re.findall(r"sec\.post\(\), NULL, '(\w+)', one\.id", text))
        written |= set(re.findall(r"sec\.post\(\), '(\w+)', the_id", text))
        written |= set(re.findall(r"NULL, s\.person, '(\w+)'", text))
        written |= set(re.findall(r"sec\.now\(\), NULL, NULL, '(\w+)', about", text))

    assert written == set(WHATS)


def test_as_much_memory_for_ten_times_the_lines(stage, tmp_path):
    person, other = stage.homes[0].persons[0], stage.homes[1].persons[0]
    peaks = []
    for number, (reference, how_many) in enumerate(((person, 4_000), (other, 40_000))):
        for _ in range(how_many // 1_000):  # the verifier holds one seal's lines at a time
            with without_locks() as cursor:
                cursor.execute(
                    "INSERT INTO access_read_event (at, what, reference) SELECT sec.now(), 'search', %s"
                    " FROM generate_series(1, 1000)",
                    [reference],
                )
                cursor.execute("SELECT sec.seal_ledger()")
        tracemalloc.start()
        assert packed(reference, tmp_path / str(number))["readings"] == how_many
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert len(rows(tmp_path / "1")) == 40_000
    assert peaks[1] < 2 * peaks[0], peaks


# -- the command ---------------------------------------------------------------------------------------------


@pytest.fixture
def own():
    """A database of its own with one person, three sealed readings of hers; her id and an owner's connection."""
    database.drop_database(OWN)
    database.create_database(OWN, "palier_template")
    person = uuid.uuid4()
    with psycopg.connect(database.urls("migrate", OWN), autocommit=True) as owner:
        owner.execute("SET ROLE palier_migrate")
        company = uuid.uuid4()
        insert(
            owner,
            "organisations_organisation",
            id=company,
            slug="logis-essai",
            kind="company",
            name_fr="A",
            name_nl="A",
        )
        insert(owner, "people_person", id=person, organisation_id=company, source_id="L-77", last_name="Exemple")
        for _ in range(3):
            insert(owner, "access_read_event", at=dt.datetime.now(dt.UTC), what="search", reference=person)
        owner.execute("SELECT sec.seal_ledger()")
        yield person, owner
    database.drop_database(OWN)


def insert(owner, table, **values):
    """A row; what is not given and may not be absent is empty."""
    needed = owner.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s AND is_nullable = 'NO'"
        " AND column_default IS NULL AND is_identity = 'NO'",
        [table],
    ).fetchall()
    empty = {"boolean": False, "ARRAY": [], "smallint": 0, "integer": 0}
    whole = {name: empty.get(kind, "") for name, kind in needed} | values
    owner.execute(
        f"INSERT INTO {table} ({', '.join(whole)}) VALUES ({', '.join(['%s'] * len(whole))})", list(whole.values())
    )


def command(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "palier.cli", "access", "breach", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PALIER_DATABASE": OWN, "PALIER_ROLE": ""},
    )  # fmt: skip


PERIOD = ("--since", "2020-01-01", "--until", "2999-12-31")


def test_the_command_says_whether_the_seals_hold(own, tmp_path):
    person, owner = own
    whole = command("L-77", *PERIOD, tmp_path / "whole")
    assert (whole.returncode, whole.stderr) == (0, "")
    answer = json.loads(whole.stdout)
    assert (answer["person"], answer["readings"], answer["ledger"]["intact"]) == (str(person), 3, True)
    assert "Les scellés du journal des lectures tiennent." in plain(tmp_path / "whole/pack-fr.html")

    owner.execute("UPDATE access_read_event SET what = 'case' WHERE id = 2")
    spoilt = command(person, *PERIOD, tmp_path / "spoilt")

    assert spoilt.returncode == 1
    assert json.loads(spoilt.stdout)["ledger"]["broken"]["seal"] == 1
    assert "ne tiennent pas" in plain(tmp_path / "spoilt/pack-fr.html")
    assert "houden geen stand" in plain(tmp_path / "spoilt/pack-nl.html")
    assert len(rows(tmp_path / "spoilt")) == 3  # written all the same, with its warning


def test_what_cannot_be_used_is_one_line_and_leaves_nothing(own, tmp_path):
    person, _owner = own
    (tmp_path / "full").mkdir()
    (tmp_path / "full/kept.txt").write_text("kept")
    (tmp_path / "empty").mkdir()
    wrong = [
        (person, "--since", "yesterday", "--until", "2026-01-01", tmp_path / "a"),
        (person, "--since", "2026-01-02", "--until", "2026-01-01", tmp_path / "a"),
        (person, "--since", "0001-01-01", "--until", "9999-12-31", tmp_path / "a"),
        (uuid.uuid4(), *PERIOD, tmp_path / "a"),
        ("", *PERIOD, tmp_path / "a"),
        ("L-77' OR true --", *PERIOD, tmp_path / "a"),
        (person, *PERIOD, tmp_path / "full"),
        (person, *PERIOD, tmp_path / "full/kept.txt"),
        (person, *PERIOD, tmp_path / "nowhere/at/all"),
    ]
    for arguments in wrong:
        answer = command(*arguments)
        assert (answer.returncode, answer.stdout) == (2, ""), arguments
        assert answer.stderr.startswith("palier access: ") and answer.stderr.count("\n") == 1, answer.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "full"]
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["kept.txt"]
    assert command(person, *PERIOD, tmp_path / "empty").returncode == 0  # the twin


def test_a_number_two_companies_gave_is_nobodys_and_the_id_is(own, tmp_path):
    person, owner = own
    other = uuid.uuid4()
    insert(owner, "organisations_organisation", id=other, slug="autre-essai", kind="company", name_fr="B", name_nl="B")
    insert(owner, "people_person", id=uuid.uuid4(), organisation_id=other, source_id="L-77", last_name="Modèle")

    assert command("L-77", *PERIOD, tmp_path / "a").returncode == 2
    assert command(person, *PERIOD, tmp_path / "b").returncode == 0
