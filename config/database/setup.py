"""Puts roles and database on a server, embedded or external. Safe to run again at any time."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict

from config.database import contents
from config.database.addresses import external_server, superuser_url
from config.database.errors import DatabaseLacks, Lack, Unreachable
from config.database.lacks import lacks_of
from config.database.passwords import ensure_passwords
from config.database.paths import Layout
from config.database.progress import Say, Waiting
from config.database.roles import LOGIN_ROLES, OWNER, ensure_roles

MAINTENANCE = ("postgres", "template1")  # databases that any server has
ONE_AT_A_TIME = 7_240_118  # key of the advisory lock around a set-up
PASSING_REFUSAL = "the database system is"  # starting up, shutting down, in recovery mode


def set_up(names: Layout, say: Say) -> None:
    """Create or repair the roles and the product's database.

    Raises DatabaseLacks with every lack of an external server, Unreachable when it does not answer.
    """
    with administrator(names, say) as admin:
        found = lacks_of(admin) if external_server() is not None else []
        if found:
            raise DatabaseLacks(found)
        admin.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        with _refusals_told():
            ensure_roles(admin, ensure_passwords(names, LOGIN_ROLES))
            add_database(names, admin, contents.PRODUCT, None, say)


def add_database(names: Layout, admin: Connection, name: str, template: str | None, say: Say) -> None:
    """Create a database if needed and fill it, unless a template brings its contents."""
    with _member_of_owner(admin):
        contents.create_database(admin, name, template)
        if template is None:
            with _connect(superuser_url(names, name), say) as inside:
                contents.fill_database(inside)


@contextmanager
def administrator(names: Layout, say: Say) -> Iterator[Connection]:
    """A connection that may create roles and databases, in autocommit, to a maintenance database."""
    with _connect(superuser_url(names, _door(names, say)), say) as admin:
        yield admin


def _door(names: Layout, say: Say) -> str:
    """A database to enter by: the product's may not exist yet."""
    external = external_server()
    if external is None:
        return MAINTENANCE[0]
    named = conninfo_to_dict(external).get("dbname")
    doors = dict.fromkeys([*([str(named)] if named else []), *MAINTENANCE])
    refusals: list[str] = []
    for database in doors:
        try:
            _connect(superuser_url(names, database), say).close()
        except Unreachable as problem:
            refusals.append(str(problem))
        else:
            return database
    raise Unreachable(refusals[0])


def _connect(url: str, say: Say) -> Connection:
    """Connect in autocommit; wait as long as the server says that it starts or recovers."""
    waiting = Waiting(say, "Waiting for PostgreSQL to accept connections")
    while True:
        try:
            return psycopg.connect(url, autocommit=True, application_name="palier set-up")
        except psycopg.OperationalError as error:
            if PASSING_REFUSAL not in str(error):
                raise Unreachable(f"The database cannot be reached: {error}") from error
        waiting.pause()


@contextmanager
def _refusals_told() -> Iterator[None]:
    """Turn a right that the server refuses halfway into a lack with its remedy."""
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        what = f"The administrator of DATABASE_URL may not do this: {error.diag.message_primary}."
        mend = "Run the set-up once with the DATABASE_URL of a superuser; nothing already done is lost."
        raise DatabaseLacks([Lack(what, mend)]) from error


@contextmanager
def _member_of_owner(admin: Connection) -> Iterator[None]:
    """Whoever is no superuser must belong to the owner to make databases in its name; only meanwhile."""
    row = admin.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [OWNER]).fetchone()
    is_superuser = admin.info.parameter_status("is_superuser") == "on"
    if is_superuser or (admin.info.server_version < 160000 and row == (True,)):
        yield
        return
    owner = sql.Identifier(OWNER)
    admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(owner))
    try:
        yield
    finally:
        admin.execute(sql.SQL("REVOKE {} FROM CURRENT_USER").format(owner))
