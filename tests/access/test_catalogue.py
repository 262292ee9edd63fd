"""The guard by PostgreSQL's own catalogue (D18): silent on a good database, and it names whatever is taken away."""

import os
import subprocess
import sys

import psycopg
import pytest

from config import database
from palier.access.catalogue import faults
from palier.access.lock import declared
from tests.stage import without_locks

DATABASE = "palier_catalogue"
GUARDED = {table.name: table for app in declared() for table in app.tables}

DAMAGES = {
    "row security switched off": "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY",
    "row security no longer forced": "ALTER TABLE cases_contact NO FORCE ROW LEVEL SECURITY",
    "a partition left open": "ALTER TABLE access_read_event_rest DISABLE ROW LEVEL SECURITY",
    "a policy gone": "DROP POLICY contact_tier ON cases_contact",
    "a policy for everybody": "ALTER POLICY cases_case_read ON cases_case TO PUBLIC",
    "a policy for another role": "ALTER POLICY cases_case_read ON cases_case TO palier_stats",
    "a policy nobody declared": "CREATE POLICY more ON cases_case FOR SELECT TO palier_app USING (true)",
    "a permissive twin of a restrictive one": "DROP POLICY org_wall ON cases_case;"
    " CREATE POLICY org_wall ON cases_case AS PERMISSIVE FOR ALL TO palier_app USING (true) WITH CHECK (true)",
    "the right to delete": "GRANT DELETE ON cases_draft_or_case TO palier_app",
    "the right to empty a table": "GRANT TRUNCATE ON cases_step TO palier_job",
    "an extra column": "GRANT UPDATE (post_id) ON access_teammember TO palier_app",
    "reading for everybody": "GRANT SELECT ON people_person TO PUBLIC",
    "reading sign-in": "GRANT SELECT ON accounts_user TO palier_app",
    "reading one column of sessions": "GRANT SELECT (token_hash) ON access_lock_session TO palier_app",
    "a partition granted": "GRANT SELECT ON access_read_event_rest TO palier_app",
    "a sequence granted": "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO palier_app",
    "a definer function for everybody": "GRANT EXECUTE ON FUNCTION sec.team_load() TO PUBLIC",
    "a definer function for the wrong role": "GRANT EXECUTE ON FUNCTION sec.open_session(uuid, uuid, text, interval) TO palier_app",
    "a definer function of another owner": "ALTER FUNCTION sec.team_load() OWNER TO palier_owner",
    "a loose search path": "ALTER FUNCTION sec.team_load() RESET search_path",
    "a definer function elsewhere": "CREATE FUNCTION public.sneak() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
    "a view with its owner's eyes": "CREATE VIEW all_cases AS SELECT * FROM cases_case",
    "a materialized view": "CREATE MATERIALIZED VIEW all_cases AS SELECT * FROM cases_case",
    "creating in the schema": "GRANT CREATE ON SCHEMA public TO palier_app",
    "a table nobody declared": "CREATE TABLE leftovers (text text); GRANT SELECT ON leftovers TO palier_app",
    "owning something": "CREATE TABLE mine (i int); GRANT CREATE ON SCHEMA public TO palier_job;"
    " ALTER TABLE mine OWNER TO palier_job; REVOKE CREATE ON SCHEMA public FROM palier_job",
    "temporary tables": "GRANT TEMP ON DATABASE palier_catalogue TO palier_app",
    "membership": "GRANT palier_owner TO palier_app",
    "a borrowed definer": "GRANT palier_definer TO palier_job",
    "bypassing row security": "ALTER ROLE palier_app BYPASSRLS",
}
DAMAGES["the right to delete"] = "GRANT DELETE ON cases_case TO palier_app"


@pytest.fixture(scope="module")
def owner():
    database.drop_database(DATABASE)
    database.create_database(DATABASE, "palier_template")
    with psycopg.connect(database.admin_url(DATABASE)) as connection:
        yield connection
    database.drop_database(DATABASE)


def test_the_second_lock_stands_as_written():
    with without_locks() as cursor:
        assert faults(cursor) == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_taken_away_is_named(owner, damage):
    with owner.transaction(force_rollback=True), owner.cursor() as cursor:
        cursor.execute(DAMAGES[damage])

        found = faults(cursor)

    assert found, damage


def test_migrate_ends_with_the_guard_and_names_the_fault(owner):
    owner.rollback()
    owner.execute("CREATE VIEW every_contact AS SELECT * FROM cases_contact")
    owner.execute("ALTER VIEW every_contact OWNER TO palier_owner")
    owner.commit()

    done = subprocess.run(
        [sys.executable, "-m", "palier.cli", "migrate"],
        env={**os.environ, "PALIER_DATABASE": DATABASE, "PALIER_ROLE": ""},
        capture_output=True,
        text=True,
    )
    owner.execute("DROP VIEW every_contact")
    owner.commit()

    assert done.returncode == 2
    assert "every_contact: is a view that reads with its owner's eyes" in done.stderr


def test_locks_opened_and_grants_too_many_are_named_by_the_guard(owner):
    kinds = {
        "no force": [(name, f"ALTER TABLE public.{name} NO FORCE ROW LEVEL SECURITY") for name in GUARDED],
        "disabled": [(name, f"ALTER TABLE public.{name} DISABLE ROW LEVEL SECURITY") for name in GUARDED],
        "public": [
            (f"{name}.{policy.name}", f"ALTER POLICY {policy.name} ON public.{name} TO PUBLIC")
            for name, table in GUARDED.items()
            for policy in table.policies
        ],
    }
    for right in ("DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
        kinds[right] = [(f"on {name}", f"GRANT {right} ON public.{name} TO palier_app") for name in GUARDED]
    for role in ("palier_stats", "palier_auth", "PUBLIC"):
        kinds[role] = [(f"on {name}", f"GRANT SELECT ON public.{name} TO {role}") for name in GUARDED]
    missed, tried = [], 0
    for kind, damages in kinds.items():
        with owner.transaction(force_rollback=True), owner.cursor() as cursor:
            for _, damage in damages:
                cursor.execute(damage)
            found = faults(cursor)
        tried += len(damages)
        missed += [(kind, what) for what, _ in damages if not any(what in fault for fault in found)]
    print(f"\nstructural mutants named: {tried - len(missed)} of {tried}")
    assert missed == []
