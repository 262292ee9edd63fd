"""The roles are exactly as written, and the web's role can do nothing but its work."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from config import database
from config.database.paths import Layout

from .conftest import copy_folder, folder_for_tests

Connect = Callable[..., psycopg.Connection]

ATTRIBUTES = """
    SELECT rolname, rolcanlogin, rolinherit, rolbypassrls, coalesce(rolconfig, '{}'),
           rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication,
           array(SELECT pg_get_userbyid(roleid)::text FROM pg_auth_members WHERE member = r.oid ORDER BY 1)
    FROM pg_roles AS r WHERE rolname LIKE 'palier%' ORDER BY 1
"""
AS_WRITTEN = [
    # name, LOGIN, INHERIT, BYPASSRLS, settings, anything more, member of
    ("palier_app", True, False, False, ["statement_timeout=5s"], False, []),
    ("palier_auth", True, True, False, [], False, []),
    ("palier_backup", True, True, True, [], False, ["pg_read_all_data"]),
    ("palier_definer", False, True, True, [], False, []),
    ("palier_job", True, True, False, [], False, []),
    (
        "palier_migrate",
        True,
        True,
        True,
        ["role=palier_owner"],
        False,
        ["palier_definer", "palier_owner", "palier_purge"],
    ),
    ("palier_owner", False, True, False, [], False, []),
    ("palier_purge", False, True, True, [], False, []),
    ("palier_stats", True, True, False, [], False, []),
]
GUARDED_NOTES = """
    CREATE TABLE note (id int);
    ALTER TABLE note ENABLE ROW LEVEL SECURITY;
    ALTER TABLE note FORCE ROW LEVEL SECURITY;
    CREATE POLICY nobody ON note TO palier_app USING (false);
"""


def test_attributes_are_exactly_as_written(connect: Connect) -> None:
    assert connect("admin").execute(ATTRIBUTES).fetchall() == AS_WRITTEN


def test_whatever_was_changed_by_hand_is_repaired(connect: Connect, names: Layout) -> None:
    admin = connect("admin")
    admin.execute("ALTER ROLE palier_app SUPERUSER INHERIT BYPASSRLS PASSWORD 'other'")
    admin.execute("ALTER ROLE palier_app SET statement_timeout = 0")
    admin.execute("GRANT palier_owner TO palier_app")
    admin.execute("GRANT ALL ON SCHEMA public TO PUBLIC")
    admin.execute("GRANT TEMP ON DATABASE palier TO PUBLIC")

    database.setup_database()

    assert admin.execute(ATTRIBUTES).fetchall() == AS_WRITTEN
    with pytest.raises(errors.InsufficientPrivilege):
        connect("app").execute("CREATE TEMP TABLE t (i int)")


def test_lost_passwords_are_made_again(connect: Connect, names: Layout) -> None:
    names.roles.unlink()

    database.setup_database()

    assert connect("job").execute("SELECT current_user").fetchone() == ("palier_job",)


@pytest.mark.parametrize(
    "forbidden",
    [
        "SELECT * FROM pg_authid",
        "CREATE TABLE public.t (i int)",
        "CREATE TABLE extensions.t (i int)",
        "CREATE TEMP TABLE t (i int)",
        "CREATE SCHEMA s",
        "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SET ROLE palier_owner",
        "SET ROLE palier_definer",
        "SET SESSION AUTHORIZATION palier_owner",
        "CREATE DATABASE d",
        "CREATE ROLE r",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('PG_VERSION')",
        "DROP DATABASE palier",
    ],
)
def test_the_web_cannot(run_as_app: Callable[[str], None], forbidden: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        run_as_app(forbidden)


def test_the_web_s_statements_end_after_five_seconds(connect: Connect) -> None:
    assert connect("app").execute("SHOW statement_timeout").fetchone() == ("5s",)


def test_extensions_are_found_without_naming_their_schema(connect: Connect) -> None:
    app = connect("app")

    assert app.execute("SHOW search_path").fetchone() == ("public, extensions",)
    assert app.execute("SELECT unaccent('été'), levenshtein('kat', 'kot'), 'a' %% 'b'", []).fetchone()[:2] == ("ete", 1)  # type: ignore[index]
    schemas = app.execute(
        "SELECT extname, extnamespace::regnamespace::text FROM pg_extension WHERE extname <> 'plpgsql'"
    )
    assert dict(schemas.fetchall()) == dict.fromkeys(
        ("unaccent", "pg_trgm", "btree_gist", "fuzzystrmatch"), "extensions"
    )


def test_what_migrations_create_belongs_to_the_owner(connect: Connect) -> None:
    migrate = connect("migrate")
    migrate.execute("CREATE TABLE made (i int)")

    owner = migrate.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'made'").fetchone()
    assert owner == ("palier_owner",)


def test_migrations_can_hand_a_function_to_the_definer(connect: Connect) -> None:
    migrate = connect("migrate")
    migrate.execute("CREATE SCHEMA sec")
    migrate.execute("GRANT CREATE, USAGE ON SCHEMA sec TO palier_definer, palier_purge")
    migrate.execute("SET ROLE palier_migrate")
    for new_owner in ("palier_definer", "palier_purge"):
        migrate.execute(f"CREATE FUNCTION sec.f_{new_owner}() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        migrate.execute(f"ALTER FUNCTION sec.f_{new_owner}() OWNER TO {new_owner}")


def test_a_data_migration_sees_rows_only_when_it_says_so(connect: Connect) -> None:
    migrate = connect("migrate")
    migrate.execute(GUARDED_NOTES)
    connect("admin").execute("INSERT INTO note VALUES (1)")

    assert migrate.execute("UPDATE note SET id = 2").rowcount == 0
    with migrate.transaction():
        migrate.execute("SET LOCAL ROLE palier_migrate")
        assert migrate.execute("UPDATE note SET id = 2").rowcount == 1
    assert migrate.execute("SELECT current_user").fetchone() == ("palier_owner",)


def test_the_backup_reads_guarded_rows_with_the_wheel_s_own_dump(
    connect: Connect, attached: database.Attachment
) -> None:
    connect("migrate").execute(GUARDED_NOTES)
    connect("admin").execute("INSERT INTO note VALUES (4711)")

    dump = subprocess.run(
        [database.program("pg_dump"), "--dbname", attached.url("backup")], capture_output=True, text=True
    )

    assert (dump.returncode, dump.stderr) == (0, "")
    assert "4711" in dump.stdout


@pytest.mark.slow
def test_test_databases_are_made_copied_and_dropped(connect: Connect) -> None:
    database.create_database("palier_test")
    with psycopg.connect(database.urls("migrate", "palier_test"), autocommit=True) as migrate:
        migrate.execute("CREATE TABLE made (i int)")
    database.create_database("palier_test_1", template="palier_test")

    app = connect("app", "palier_test_1")
    assert app.execute("SELECT count(*) FROM pg_tables WHERE tablename = 'made'").fetchone() == (1,)
    assert app.execute("SELECT unaccent('é')").fetchone() == ("e",)
    with pytest.raises(errors.InsufficientPrivilege):
        app.execute("CREATE TEMP TABLE t (i int)")
    for name in ("palier_test_1", "palier_test"):
        database.drop_database(name)
    remaining = connect("admin").execute("SELECT datname FROM pg_database WHERE datname LIKE 'palier%'")
    assert remaining.fetchall() == [("palier",)]


def test_the_product_s_database_is_never_dropped(attached: database.Attachment) -> None:
    with pytest.raises(ValueError, match="not a test database"):
        database.drop_database("palier")


@pytest.fixture(scope="module")
def run_as_app(made_once: Path) -> Iterator[Callable[[str], None]]:
    """One server for all the things the web cannot do."""
    with pytest.MonkeyPatch.context() as patch, folder_for_tests(patch) as names:
        copy_folder(made_once, names.data)
        with database.attach() as attachment:
            url = attachment.url("app")

            def run(statement: str) -> None:
                with psycopg.connect(url, autocommit=True) as app:
                    app.execute(statement)

            yield run
