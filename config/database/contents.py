"""What a Palier database must have before its first migration: owner, grants, extensions, search path."""

from psycopg import Connection, sql

from config.database.roles import LOGIN_ROLES, OWNER, ROLE_NAMES

PRODUCT = "palier"
EXTENSIONS = ("unaccent", "pg_trgm", "btree_gist", "fuzzystrmatch")
EXTENSION_SCHEMA = "extensions"
SEARCH_PATH = ("public", EXTENSION_SCHEMA)
PROTECTED = ("palier", "postgres", "template0", "template1")  # never dropped by drop_database


def create_database(admin: Connection, name: str, template: str | None = None) -> None:
    """Create `name`, owned by palier_owner, if it does not exist; set its grants and search path.

    A copy made from `template` has that database's contents but not its grants: those are set here too.
    """
    exists = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if exists is None:
        admin.execute(_creation(admin.info.server_version, name, template))
    _ensure_grants(admin, name)
    _ensure_search_path(admin, name)


def fill_database(admin: Connection) -> None:
    """Extensions and schema grants of the database `admin` is connected to."""
    everybody = sql.SQL(", ").join(map(sql.Identifier, ROLE_NAMES))
    schema = sql.Identifier(EXTENSION_SCHEMA)
    admin.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {} AUTHORIZATION {}").format(schema, sql.Identifier(OWNER)))
    for extension in _missing_extensions(admin):
        admin.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA {}").format(sql.Identifier(extension), schema))
    admin.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    admin.execute(sql.SQL("GRANT USAGE ON SCHEMA public, {} TO {}").format(schema, everybody))


def drop_database(admin: Connection, name: str) -> None:
    """Drop a test database and cut whoever uses it. Raises ValueError for a database that is not a test's."""
    if name in PROTECTED:
        raise ValueError(f"{name} is not a test database.")
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _creation(server_version: int, name: str, template: str | None) -> sql.Composed:
    """CREATE DATABASE, in UTF-8 with the order of bytes; the same letters' case rules on every version."""
    head = sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
    if template is not None:
        return head + sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
    if server_version >= 170000:
        return head + sql.SQL(
            " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
        )
    return head + sql.SQL(" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")


def _ensure_grants(admin: Connection, name: str) -> None:
    database = sql.Identifier(name)
    logins = sql.SQL(", ").join(map(sql.Identifier, LOGIN_ROLES))
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, logins))


def _ensure_search_path(admin: Connection, name: str) -> None:
    path = sql.SQL(", ").join(map(sql.Identifier, SEARCH_PATH))
    admin.execute(sql.SQL("ALTER DATABASE {} SET search_path = {}").format(sql.Identifier(name), path))


def _missing_extensions(admin: Connection) -> list[str]:
    rows = admin.execute("SELECT extname FROM pg_extension").fetchall()
    present = {row[0] for row in rows}
    return [extension for extension in EXTENSIONS if extension not in present]
