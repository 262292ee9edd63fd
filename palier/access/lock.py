"""The second lock: puts each app's row policies, grants and triggers into the database, and checks the result.

`apply()` is run by `palier migrate` after every migration and may be run again at any time: it replaces what it finds.
The policies themselves are text in each app's `policies.py`, to be read beside `access/matrix.py`. The two locks
share no code, only the rows of access_teammember, access_namedreader and their like.
"""

import datetime
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps

from palier.kernel.days import add_months

SQL = Path(__file__).parent / "sql"
ROLES = ("palier_app", "palier_auth", "palier_job", "palier_stats")
PURGE = "palier_purge"  # owns the erasure by two and reaches nothing else; nobody logs in as it


@dataclass(frozen=True)
class Policy:
    """One row policy. `using` is for rows read or changed, `check` for rows written."""

    name: str
    command: str
    using: str | None = None
    check: str | None = None
    restrictive: bool = False
    to: str = "palier_app"

    def sql(self, table: str) -> str:
        kind = "RESTRICTIVE" if self.restrictive else "PERMISSIVE"
        using = f" USING ({self.using})" if self.using else ""
        check = f" WITH CHECK ({self.check})" if self.check else ""
        return f"CREATE POLICY {self.name} ON public.{table} AS {kind} FOR {self.command} TO {self.to}{using}{check}"


@dataclass(frozen=True)
class Table:
    """A guarded table: who may try what (grants), on which rows (policies), and whether its changes are remembered."""

    name: str
    policies: tuple[Policy, ...]
    grants: tuple[str, ...] = ("SELECT, INSERT, UPDATE TO palier_app",)
    history: bool = True


@dataclass(frozen=True)
class Ending:
    """Rows of a table that end: under which term, on which day; `{term}` in `day` is the company's term (P39)."""

    table: str
    key: str
    day: str
    only: str = "true"
    household: str | None = "household_id"


@dataclass(frozen=True)
class Crossing:
    """Rows by which something passes from the social service to the landlord or the region (P9): a kind of the
    closed list, the moment it passed, towards whom (a kind of service, or `tenant`). The nightly report counts it."""

    kind: str
    table: str
    moment: str
    towards: str
    only: str = "true"


@dataclass(frozen=True)
class Purge:
    """Rows of a table of which two persons may erase one: under which kind of the closed list (T9)."""

    kind: str
    table: str


@dataclass(frozen=True)
class AppPolicies:
    """What an app's policies.py declares."""

    tables: tuple[Table, ...] = ()
    open_tables: tuple[tuple[str, str], ...] = ()  # (table, grant) of classes C0 and C1: no row policy
    remembered: tuple[str, ...] = ()  # open tables whose changes enter the history all the same
    functions: tuple[str, ...] = ()  # SQL that creates functions in schema sec
    executes: tuple[tuple[str, str], ...] = field(default=())  # (function signature, role)
    endings: tuple[Ending, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    purges: tuple[Purge, ...] = ()
    dependents: tuple[tuple[str, str], ...] = ()  # (table, column): rows that fall with what their column names
    of_purge: tuple[tuple[str, str], ...] = ()  # (table, privileges) that the functions of palier_purge need besides
    purging: tuple[str, ...] = ()  # signatures of the functions that belong to palier_purge


@lru_cache(maxsize=1)
def declared() -> tuple[AppPolicies, ...]:
    """The POLICIES of every installed app of the house, lower wings first."""
    found = []
    for config in apps.get_app_configs():
        name = f"{config.name}.policies"
        if config.name.startswith("palier.") and importlib.util.find_spec(name) is not None:
            found.append(import_module(name).POLICIES)
    hidden = {
        *(one.table for app in found for one in app.purges),
        *(table for app in found for table, _ in app.dependents),
    }
    return tuple(replace(app, tables=tuple(_set_aside(one, hidden) for one in app.tables)) for app in found)


def _set_aside(table: Table, hidden: set[str]) -> Table:
    """What waits for its erasure by two is there for who asked it, and for nobody else, in every table alike."""
    if table.name not in hidden:
        return table
    waits = Policy("set_aside", "ALL", "id <> ALL ((SELECT sec.set_aside())::uuid[])", restrictive=True)
    return replace(table, policies=(*table.policies, waits))


def _of_the_others() -> Iterator[AppPolicies]:
    """What every installed app declares but the one that asks: `rights` reads it while its own policies are made."""
    for config in apps.get_app_configs():
        name = f"{config.name}.policies"
        ours = config.name.startswith("palier.") and config.label != "rights"
        if ours and importlib.util.find_spec(name) is not None:
            yield import_module(name).POLICIES


def declared_endings() -> tuple[Ending, ...]:
    """What ends, of every app."""
    return tuple(one for app in _of_the_others() for one in app.endings)


def declared_crossings() -> tuple[Crossing, ...]:
    """By what something may cross, of every app: there is no other way."""
    return tuple(one for app in _of_the_others() for one in app.crossings)


def declared_purges() -> tuple[Purge, ...]:
    """What two persons may erase, of every app."""
    return tuple(one for app in _of_the_others() for one in app.purges)


def declared_dependents() -> tuple[tuple[str, str], ...]:
    """What falls with something else, of every app."""
    return tuple(one for app in _of_the_others() for one in app.dependents)


def purge_grants() -> tuple[tuple[str, str], ...]:
    """(table, privileges) of palier_purge: it reads and deletes what may be erased, and what the declarations add."""
    tables = {*(one.table for one in declared_purges()), *(table for table, _ in declared_dependents())}
    return (
        *((table, "SELECT, DELETE") for table in sorted(tables)),
        *(one for app in declared() for one in app.of_purge),
    )


@lru_cache(maxsize=1)
def guarded_tables() -> frozenset[str]:
    """Names of all tables that stand behind row policies."""
    return frozenset(table.name for app in declared() for table in app.tables)


def apply(cursor: Any) -> None:
    """Make the database's functions, grants, policies and triggers what the code says.

    `cursor` belongs to a palier_migrate connection, inside one transaction: all of it holds, or none.
    """
    cursor.execute("SET LOCAL ROLE palier_migrate")
    cursor.execute("SET LOCAL check_function_bodies = off")
    _open_rooms(cursor)
    for app in declared():
        for text in app.functions:
            cursor.execute(text)
    _own_functions(cursor)
    for app in declared():
        for signature, role in app.executes:
            cursor.execute(f"GRANT EXECUTE ON FUNCTION sec.{signature} TO {role}")
        for table, grant in app.open_tables:
            cursor.execute(f"GRANT {grant.replace(' TO ', f' ON public.{table} TO ')}")
        for table in app.remembered:
            _remember(cursor, table, True)
        for guarded in app.tables:
            _guard(cursor, guarded)


def _open_rooms(cursor: Any) -> None:
    """Schemas, and the state from which grants are given anew: nothing for the roles that log in."""
    cursor.execute("CREATE SCHEMA IF NOT EXISTS sec AUTHORIZATION palier_owner")
    cursor.execute("GRANT CREATE ON SCHEMA sec TO palier_definer")
    cursor.execute("REVOKE ALL ON SCHEMA sec FROM PUBLIC")
    cursor.execute(f"GRANT CREATE ON SCHEMA sec TO {PURGE}")
    for role in (*ROLES, PURGE, "palier_definer", "palier_backup"):
        cursor.execute(f"GRANT USAGE ON SCHEMA public, sec TO {role}")
    for role in (*ROLES, PURGE):
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
        # Identity columns need no right on their sequence, and nextval() would tell how much others do.
        cursor.execute(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}")
    cursor.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO palier_definer")
    cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO palier_definer")


def open_ledger_months(cursor: Any, first: datetime.date, months: int = 24) -> None:
    """A partition of the read ledger for each of the coming months; what lies outside goes to the rest partition."""
    for number in range(months):
        start, end = add_months(first.replace(day=1), number), add_months(first.replace(day=1), number + 1)
        name = f"access_read_event_{start:%Y_%m}"
        cursor.execute("SELECT to_regclass(%s)", [f"public.{name}"])
        if cursor.fetchone()[0] is None:
            cursor.execute(
                f"CREATE TABLE public.{name} PARTITION OF public.access_read_event"
                f" FOR VALUES FROM ('{start} 00:00Z') TO ('{end} 00:00Z')"
            )
            cursor.execute(f"ALTER TABLE public.{name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")


def _own_functions(cursor: Any) -> None:
    """Definer functions belong to palier_definer, are nobody's by default and never take the caller's search path."""
    cursor.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname = 'sec'"
    )
    for (signature,) in cursor.fetchall():
        cursor.execute(f"ALTER FUNCTION {signature} OWNER TO palier_definer")
        cursor.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
        for role in (*ROLES, PURGE):
            cursor.execute(f"REVOKE ALL ON FUNCTION {signature} FROM {role}")
    for app in declared():
        for signature in app.purging:
            cursor.execute(f"ALTER FUNCTION sec.{signature} OWNER TO {PURGE}")
    for table, privileges in purge_grants():
        cursor.execute(f"GRANT {privileges} ON public.{table} TO {PURGE}")


def _guard(cursor: Any, table: Table) -> None:
    cursor.execute(f"ALTER TABLE public.{table.name} ENABLE ROW LEVEL SECURITY")
    cursor.execute(f"ALTER TABLE public.{table.name} FORCE ROW LEVEL SECURITY")
    cursor.execute("SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = %s", [table.name])
    for (name,) in cursor.fetchall():
        cursor.execute(f'DROP POLICY "{name}" ON public.{table.name}')
    for policy in table.policies:
        cursor.execute(policy.sql(table.name))
    for grant in table.grants:
        cursor.execute(f"GRANT {grant.replace(' TO ', f' ON public.{table.name} TO ')}")
    _remember(cursor, table.name, table.history)


def _remember(cursor: Any, table: str, history: bool) -> None:
    cursor.execute(f"DROP TRIGGER IF EXISTS keep_history ON public.{table}")
    if history:
        cursor.execute(
            f"CREATE TRIGGER keep_history AFTER UPDATE OR DELETE ON public.{table}"
            " FOR EACH ROW EXECUTE FUNCTION sec.keep_history()"
        )
