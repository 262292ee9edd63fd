"""Loading: the same rows each time, never over somebody's data, in a bounded number of statements."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from stdnum.be import bis, nn

from palier.casework.cases.rules import SILENCE_DAYS
from palier.demo.settling import WRITTEN_TWICE
from tests.demo.conftest import A_DAY, Filled, command, fill, python
from tests.demo.test_words import FORBIDDEN

COUNTING = """
import datetime, json, sys
import django
django.setup()
from django.db import connection
from palier.demo import load
from palier.demo.copying import Sheaf
from palier.demo.world import SIZES
from dataclasses import replace
statements = []
def count(execute, sql, params, many, context):
    statements.append(sql)
    return execute(sql, params, many, context)
write = Sheaf.write
def counted(sheaf, cursor):
    statements.extend(pile.table for pile in sheaf._piles.values() if pile.lines)
    return write(sheaf, cursor)
Sheaf.write = counted
with connection.execute_wrapper(count):
    size = replace(SIZES["tiny"], households=int(sys.argv[1]))
    loaded = load.load(size, datetime.date.fromisoformat(sys.argv[2]), str)
print(json.dumps({"statements": len(statements), "persons": loaded.counts["people_person"]}))
"""


# Of a reinforced row all but its words: sealed, the same ones look different each time.
ROW = """CASE WHEN to_jsonb(t) ->> 'tier' = 'reinforced' THEN (to_jsonb(t) - '{facts,who,text,name,custody,own_words,sender,function,phone,fears,
file_key}'::text[])::text ELSE t::text END"""


def fingerprints(filled: Filled) -> dict[str, str]:
    """A hash of each table's sorted rows."""
    tables = filled.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return {
        name: filled.one(
            f"SELECT md5(coalesce(string_agg(r.row, chr(10) ORDER BY r.row), '')) FROM (SELECT {ROW} AS row"
            f' FROM public."{name}" t) r'
        )
        for (name,) in tables
        if not name.startswith(("django_", "rate_limit"))
    }


def counted(name: str, households: int) -> dict[str, int]:
    """Load `households` as of A_DAY by a call from within, counting statements."""
    answer = python("-c", COUNTING, str(households), A_DAY.isoformat(), on=name, role="migrate")
    assert answer.returncode == 0, answer.stderr
    return dict(json.loads(answer.stdout))


def test_the_same_rows_for_the_same_day_and_few_statements_however_many(
    empty: Callable[[str], str], tiny: Filled
) -> None:
    again = empty("again")

    once = fingerprints(fill(empty("once"), "tiny", A_DAY))
    few = counted(again, 300)
    many = counted(empty("twice_as_many"), 600)

    assert fingerprints(Filled(again, A_DAY)) == once
    assert fingerprints(tiny)["cases_contact"] != once["cases_contact"]
    assert len(set(once.values())) > 25
    assert many["persons"] > 1.8 * few["persons"]
    assert few["statements"] < 900  # a COPY for each table of each company
    assert many["statements"] <= few["statements"] + 80  # a COPY for each table that few households leave empty


def test_a_second_run_says_so_and_changes_nothing(tiny: Filled) -> None:
    before = fingerprints(tiny)

    answer = command(tiny.name, "demo", "--size", "tiny")

    assert answer.returncode == 0
    assert "already here" in answer.stderr
    assert fingerprints(tiny) == before


def test_it_stops_before_data_that_is_not_a_demonstration(empty: Callable[[str], str]) -> None:
    name = empty("kept")
    kept = Filled(name, A_DAY)
    kept.rows(
        """INSERT INTO organisations_organisation (id, kind, slug, name_fr, name_nl, works_for_applicants)
        VALUES (gen_random_uuid(), 'housing_company', 'x', 'X', 'X', false) RETURNING id"""
    )

    answer = command(name, "demo", "--size", "tiny")

    assert answer.returncode == 2
    assert answer.stderr.startswith("palier demo: This database holds data that is not a demonstration")
    assert answer.stderr.count("\n") == 1
    assert kept.one("SELECT count(*) FROM people_person") == 0
    assert command(name, "demo", "--accounts").returncode == 2


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01"])
def test_a_day_that_is_none_is_told_in_one_line(day: str) -> None:
    answer = command("palier_nowhere", "demo", "--as-of", day)

    assert answer.returncode == 2
    assert day in answer.stderr
    assert "Traceback" not in answer.stderr


def test_no_national_number_in_the_register_can_be_one(tiny: Filled) -> None:
    numbers = [number for (number,) in tiny.rows("SELECT number FROM people_nationalnumber")]

    assert len(numbers) > 500
    assert len(set(numbers)) == len(numbers)
    assert not any(nn.is_valid(number) or bis.is_valid(number) for number in numbers)


def test_telephones_and_addresses_of_mail_reach_nobody(tiny: Filled) -> None:
    phones = [phone for (phone,) in tiny.rows("SELECT phone FROM people_contactdetails WHERE phone <> ''")]

    assert all(phone.startswith(("+3220", "+32400")) for phone in phones)
    mails = "SELECT count(*) FROM people_contactdetails WHERE email <> '' AND email NOT LIKE '%%@example.org'"
    assert tiny.one(mails) == 0


def test_no_stored_text_holds_a_forbidden_word(tiny: Filled) -> None:
    texts = " ".join(
        tiny.one(f"SELECT lower(string_agg({column}, ' ')) FROM {table}") or ""
        for table, column in (
            ("cases_contact", "facts"), ("cases_confidence", "text"), ("cases_request", "text"), ("cases_step", "text"),
            ("cases_analysis", "text"), ("cases_case", "own_words"), ("cases_deskword", "text"),
            ("signals_signal", "text"),
        )
    )  # fmt: skip

    assert len(texts) > 50_000
    assert not any(word in texts for word in FORBIDDEN)


HISTORIES: dict[str, str] = {
    "requests that wait": "SELECT count(*) FROM cases_request WHERE state = 'waiting' AND case_id IS NULL",
    "requests joined": "SELECT count(*) FROM cases_request WHERE state = 'joined' AND case_id IS NOT NULL",
    "simple contacts": "SELECT count(*) FROM cases_contact WHERE case_id IS NULL AND ends_on >= %(day)s",
    "files closed": "SELECT count(*) FROM cases_case WHERE closed_on IS NOT NULL AND outcome <> ''",
    "silent files": "SELECT count(*) FROM cases_case WHERE closed_on IS NULL"
    " AND last_contact_on < %(day)s::date - %(silence)s",
    "pair items": "SELECT count(*) FROM cases_contact c JOIN access_namedreader r ON r.item = c.id"
    " WHERE c.tier = 'pair'",
    "aide-mémoires": "SELECT count(*) FROM cases_contact WHERE tier = 'author' AND ends_on >= %(day)s",
    "reinforced": "SELECT count(*) FROM cases_confidence WHERE tier = 'reinforced'",
    "call-backs": "SELECT count(*) FROM cases_step WHERE call_back"
    " AND due BETWEEN %(day)s::date - 7 AND %(day)s::date + 30",
    "steps due": "SELECT count(*) FROM cases_step WHERE state IN ('planned', 'under_way') AND due <= %(day)s::date + 7",
    "desk words": "SELECT count(*) FROM cases_deskword WHERE until >= %(day)s",
    "signals of accounts": "SELECT count(*) FROM signals_signal WHERE theme = 'arrears' AND state = 'sent'",
    "signals of technical": "SELECT count(*) FROM signals_signal WHERE theme = 'repair'",
    "a replacement": "SELECT count(*) FROM organisations_replacement WHERE valid @> %(day)s::date",
    "protected addresses": "SELECT count(*) FROM housing_lease WHERE protected",
    "representatives": "SELECT count(*) FROM people_representation",
    "shared custody": "SELECT count(*) FROM people_householdmember WHERE custody < 1",
    "a trainee": "SELECT count(*) FROM access_teammember WHERE duty = 'trainee'",
    "French": "SELECT count(*) FROM cases_contact WHERE facts LIKE '%%ensemble%%'",
    "Dutch": "SELECT count(*) FROM cases_contact WHERE facts LIKE '%%samen%%'",
    "repairs asked and answered": "SELECT count(*) FROM interservice_line l JOIN interservice_answer a ON a.line_id = l.id"
    " WHERE l.kind = 'repair' AND l.state = 'answered'",
    "what departments tell the worker": "SELECT count(*) FROM interservice_line WHERE direction = 'to_social' AND text <> ''",
    "an act that a tenant signed": "SELECT count(*) FROM interservice_line WHERE signed_on IS NOT NULL",
    "said without agreement": "SELECT count(*) FROM disclosures_disclosure WHERE told_on IS NULL",
    "procedures about unpaid rent": "SELECT count(*) FROM procedure_procedure WHERE outcome = ''",
}


@pytest.mark.parametrize("what", HISTORIES)
def test_the_histories_hold_something_of_everything(tiny: Filled, what: str) -> None:
    assert tiny.one(HISTORIES[what], {"day": tiny.as_of, "silence": SILENCE_DAYS}) > 0


def test_who_left_and_asks_again_is_written_down_twice_and_found(small: Filled) -> None:
    small.one("SELECT sec.find_doubles()")

    pairs = small.rows(
        "SELECT x.last_name <> y.last_name, h.standing FROM doubles_doublepair p JOIN people_person x ON x.id = p.one_id"
        " JOIN people_person y ON y.id = p.other_id JOIN people_householdmember m ON m.person_id IN (x.id, y.id)"
        " JOIN people_household h ON h.id = m.household_id ORDER BY 2"
    )
    assert sorted(pairs) == [(True, "applicant")] * WRITTEN_TWICE + [(True, "former_tenant")] * WRITTEN_TWICE


NEVER: dict[str, str] = {
    "a contact in the future": "SELECT count(*) FROM cases_contact WHERE at::date >= %(day)s OR written_at < at",
    "a contact before its file": "SELECT count(*) FROM cases_contact c JOIN cases_case f ON f.id = c.case_id"
    " WHERE (c.at AT TIME ZONE 'Europe/Brussels')::date < f.opened_on",
    "a file whose last contact is another day": "SELECT count(*) FROM cases_case f WHERE f.last_contact_on <>"
    " (SELECT max((c.at AT TIME ZONE 'Europe/Brussels')::date) FROM cases_contact c WHERE c.case_id = f.id)",
    "an agreement of nobody": "SELECT count(*) FROM cases_case WHERE agreed_by = '{}' OR agreed_on > opened_on",
    "a file without its worker": "SELECT count(*) FROM cases_case f WHERE NOT EXISTS"
    " (SELECT 1 FROM access_teammember t WHERE t.subject_id = f.subject_id AND t.duty = 'assigned'"
    " AND t.valid @> %(day)s::date)",
    "an item ended": "SELECT count(*) FROM cases_contact WHERE ends_on < %(day)s",
    "a confidence below its contact": "SELECT count(*) FROM cases_confidence k"
    " JOIN cases_contact c ON c.id = k.contact_id WHERE c.tier <> 'team' AND k.tier <> c.tier",
    "an author from another company": "SELECT count(*) FROM cases_contact c"
    " JOIN organisations_post p ON p.id = c.author_id WHERE p.organisation_id <> c.organisation_id",
    "a tenant without a lease": "SELECT count(*) FROM people_household h WHERE h.standing = 'tenant' AND NOT EXISTS"
    " (SELECT 1 FROM housing_lease l WHERE l.household_id = h.id AND l.starts <= %(day)s AND"
    " (l.ends IS NULL OR l.ends >= %(day)s))",
    "a minor at the head": "SELECT count(*) FROM people_householdmember m JOIN people_person p ON p.id = m.person_id"
    " WHERE m.role = 'head' AND p.born > %(day)s::date - interval '18 years'",
    "two open files in one's sixty": "SELECT count(*) - 60 FROM access_teammember t"
    " JOIN cases_case c USING (subject_id)"
    " JOIN organisations_post p ON p.id = t.post_id JOIN organisations_staffmember s ON s.id = p.staff_id"
    " JOIN accounts_user u ON u.id = s.user_id WHERE u.username = 'dries' AND c.closed_on IS NULL",
}  # fmt: skip


@pytest.mark.parametrize("what", NEVER)
def test_what_the_actions_would_never_write_is_not_there(tiny: Filled, what: str) -> None:
    assert tiny.one(NEVER[what], {"day": tiny.as_of}) == 0


def test_the_triggers_stand_again_after_the_load(tiny: Filled) -> None:
    resting: list[Any] = tiny.rows("SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgenabled <> 'O'")

    assert resting == []
    assert tiny.one("SELECT demo FROM access_installation") is True
