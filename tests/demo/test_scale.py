"""A sector to measure on: its own database, so many contacts, nobody's account."""

import json

import pytest

from config import database
from tests.demo.conftest import A_DAY, Filled, command

SEARCHED = "to_tsvector('french', extensions.unaccent(facts)) || to_tsvector('dutch', extensions.unaccent(facts))"


def constraints(filled: Filled) -> list[object]:
    return filled.rows(
        """SELECT conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint
        WHERE conrelid = 'cases_contact'::regclass
        UNION ALL SELECT indexname, indexdef, true FROM pg_indexes WHERE tablename = 'cases_contact' ORDER BY 1"""
    )


@pytest.mark.slow
def test_it_loads_exactly_what_was_asked_and_leaves_the_table_as_it_was(tiny: Filled) -> None:
    answer = command("palier", "scale", "--households", "900", "--contacts", "12345", "--as-of", A_DAY.isoformat())

    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    scale = Filled(told["database"], A_DAY)
    try:
        assert told["contacts"] == scale.one("SELECT count(*) FROM cases_contact") == 12_345
        assert told["worker"]["open_cases"] == 60
        assert scale.one("SELECT count(*) FROM accounts_user WHERE password LIKE 'argon2%%'") == 0
        assert scale.one("SELECT count(*) FROM accounts_user") == 3
        team = """SELECT count(DISTINCT c.id) FROM access_teammember t JOIN cases_case c USING (subject_id)
            WHERE t.post_id = %s"""
        assert told["replacement"]["team"] == scale.one(team, [told["replacement"]["post"]]) > 100
        other = f"words IS DISTINCT FROM CASE WHEN tier IN ('team', 'pair') THEN {SEARCHED} END"
        assert scale.one(f"SELECT count(*) FROM cases_contact WHERE {other}") == 0
        assert constraints(scale) == constraints(tiny)
        assert scale.rows("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O'") == []
    finally:
        database.drop_database(told["database"])


@pytest.mark.parametrize("wrong", [("--households", "10"), ("--households", "500", "--years", "0")])
def test_a_number_that_cannot_be_used_is_told_in_one_line(wrong: tuple[str, ...]) -> None:
    answer = command("palier", "scale", *wrong)

    assert answer.returncode == 2
    assert answer.stderr.count("\n") == 1
