"""The guard of D18: asks PostgreSQL's own catalogue whether the second lock stands as written.

It shares nothing with `lock.apply()` but the declarations: what is there is read from pg_class, pg_policy, pg_proc and the
privilege tables. Run at the end of every `palier migrate`, and in the tests.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from palier.access.checks import SECRET_CLASSES
from palier.access.lock import PURGE, declared, guarded_tables, purge_grants
from palier.access.policies import SIGN_IN

LOGIN_ROLES = ("palier_app", "palier_auth", "palier_job", "palier_stats")
OPEN_CLASSES = {"C0", "C1"}
# Tables without classes of their own that the application reads: who works where is known inside the house (C1).
IDENTITY = {f"organisations_{name}" for name in ("organisation", "service", "place", "staffmember", "post")} | {
    "organisations_placeassignment",
    "organisations_replacement",
    "organisations_servicedimension",
}
SEALS = {"access_ledger_seal"}  # hashes and counts: the run of the seals, no line of it


def faults(cursor: Any) -> list[str]:
    """What is not as declared, one sentence each; an empty list when the second lock stands.

    `cursor`: any role that reads the catalogue, in the database to be judged.
    """
    checks = (_guarded, _policies, _classes, _roles, _no_way_round, _grants, _definers, _views, _open_tables)
    return [fault for check in checks for fault in check(cursor)]


def _rows(cursor: Any, sql: str, *params: Any) -> list[tuple[Any, ...]]:
    cursor.execute(sql, list(params))
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _guarded(cursor: Any) -> Iterator[str]:
    """Row security enabled and forced on every guarded table and on each of its partitions."""
    state = {
        name: (enabled, forced, parent)
        for name, enabled, forced, parent in _rows(
            cursor,
            "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, p.relname FROM pg_class c"
            " LEFT JOIN pg_inherits i ON i.inhrelid = c.oid LEFT JOIN pg_class p ON p.oid = i.inhparent"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')",
        )
    }
    for name in sorted(guarded_tables() - set(state)):
        yield f"{name}: declared as guarded, and not there"
    for name, (enabled, forced, parent) in sorted(state.items()):
        if name in guarded_tables() or parent in guarded_tables():
            if not enabled:
                yield f"{name}: row security is not enabled"
            if not forced:
                yield f"{name}: row security is not forced"


def _policies(cursor: Any) -> Iterator[str]:
    """Exactly the declared policies, each for a named role, never for PUBLIC; at least one a guarded table."""
    there: dict[str, dict[str, tuple[Any, ...]]] = {}
    for table, name, command, permissive, roles, using, check in _rows(
        cursor,
        "SELECT tablename, policyname, cmd, permissive = 'PERMISSIVE', roles::text[], qual, with_check FROM pg_policies"
        " WHERE schemaname = 'public'",
    ):
        there.setdefault(table, {})[name] = (command, permissive, tuple(roles), using is None, check is None)
        if "public" in roles:
            yield f"{table}.{name}: stands for PUBLIC, not for a named role"
    for app in declared():
        for guarded in app.tables:
            found = there.pop(guarded.name, {})
            if not found:
                yield f"{guarded.name}: has no policy"
            for policy in guarded.policies:
                expected = (
                    policy.command,
                    not policy.restrictive,
                    (policy.to,),
                    policy.using is None,
                    policy.check is None,
                )
                if found.pop(policy.name, None) != expected:
                    yield f"{guarded.name}.{policy.name}: is not there as declared"
            for extra in sorted(found):
                yield f"{guarded.name}.{extra}: is a policy nobody declared"
    for table in sorted(there):
        yield f"{table}: has policies and is not declared as guarded"


def _classes(cursor: Any) -> Iterator[str]:
    """Every table that holds a class from C2 on stands behind row policies."""
    for model in apps.get_models():
        classes = set(getattr(model, "DATA_CLASSES", {}).values())
        if classes & SECRET_CLASSES and model._meta.db_table not in guarded_tables():
            yield f"{model._meta.db_table}: holds secrets and is not guarded"


def _roles(cursor: Any) -> Iterator[str]:
    """The roles that log in bypass nothing, own nothing, are members of nothing; palier_definer is nobody's."""
    for name, *powers in _rows(
        cursor,
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles"
        " WHERE rolname = ANY (%s)",
        list(LOGIN_ROLES),
    ):
        if any(powers):
            yield f"{name}: has powers beyond logging in"
    for member, group in _rows(
        cursor,
        "SELECT m.rolname, g.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member"
        " JOIN pg_roles g ON g.oid = a.roleid WHERE m.rolname = ANY (%s)"
        "   OR (g.rolname IN ('palier_definer', 'palier_purge') AND m.rolname <> 'palier_migrate'"
        "       AND NOT (a.admin_option AND NOT m.rolname LIKE 'palier\\_%%'))",
        list(LOGIN_ROLES),
    ):
        yield f"{member}: is a member of {group}"
    for owner, what in _rows(
        cursor,
        "SELECT r.rolname, o.what FROM pg_roles r JOIN ("
        "  SELECT relowner AS owner, relname::text AS what FROM pg_class"
        "  UNION ALL SELECT proowner, proname::text FROM pg_proc"
        "  UNION ALL SELECT nspowner, nspname::text FROM pg_namespace"
        "  UNION ALL SELECT typowner, typname::text FROM pg_type"
        "  UNION ALL SELECT datdba, datname::text FROM pg_database) o ON o.owner = r.oid WHERE r.rolname = ANY (%s)",
        list(LOGIN_ROLES),
    ):
        yield f"{owner}: owns {what}"


def _no_way_round(cursor: Any) -> Iterator[str]:
    """Nobody who logs in creates anything, not even for the time of a session; the application removes nothing."""
    for role in LOGIN_ROLES:
        for schema, creates in _rows(
            cursor, "SELECT nspname, has_schema_privilege(%s, oid, 'CREATE') FROM pg_namespace", role
        ):
            if creates:
                yield f"{role}: may create in schema {schema}"
        for privilege in ("CREATE", "TEMP"):
            if _rows(cursor, "SELECT has_database_privilege(%s, current_database(), %s)", role, privilege)[0][0]:
                yield f"{role}: has {privilege} on the database"
    for role, privileges in (
        ("palier_app", ("DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")),
        ("palier_job", ("DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")),
        ("palier_auth", ("TRUNCATE", "REFERENCES", "TRIGGER")),
        ("palier_stats", ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")),
    ):
        for privilege in privileges:
            for (table,) in _rows(
                cursor,
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                " AND relkind IN ('r', 'p', 'v', 'm', 'f') AND has_table_privilege(%s, oid, %s)",
                role,
                privilege,
            ):
                yield f"{role}: has {privilege} on {table}"


def _wanted() -> dict[tuple[str, str], dict[str, set[str]]]:
    """(role, table) -> privilege -> columns, `*` for all, from the declarations."""
    wanted: dict[tuple[str, str], dict[str, set[str]]] = {}
    grants = [(table.name, grant) for app in declared() for table in app.tables for grant in table.grants]
    grants += [pair for app in declared() for pair in app.open_tables]
    grants += [(table, f"{privileges} TO {PURGE}") for table, privileges in purge_grants()]
    for table, grant in grants:
        privileges, _, roles = grant.partition(" TO ")
        columns = {"*"}
        if "(" in privileges:
            privileges, _, names = privileges.partition("(")
            columns = {name.strip().strip('"') for name in names.rstrip(") ").split(",")}
        for role in roles.split(","):
            for privilege in privileges.split(","):
                wanted.setdefault((role.strip(), table), {}).setdefault(privilege.strip(), set()).update(columns)
    return wanted


def _grants(cursor: Any) -> Iterator[str]:
    """Tables, columns and sequences: the declared grants and no other, also for PUBLIC and on partitions."""
    there: dict[tuple[str, str], dict[str, set[str]]] = {}
    for role, table, privilege in _rows(
        cursor,
        "SELECT CASE WHEN a.grantee = 0 THEN 'public' ELSE a.grantee::regrole::text END, c.relname, a.privilege_type"
        " FROM pg_class c, aclexplode(c.relacl) a WHERE c.relnamespace IN ('public'::regnamespace, 'sec'::regnamespace)",
    ):
        there.setdefault((role, table), {}).setdefault(privilege, set()).add("*")
    for role, table, column, privilege in _rows(
        cursor,
        "SELECT CASE WHEN a.grantee = 0 THEN 'public' ELSE a.grantee::regrole::text END, c.relname, t.attname,"
        " a.privilege_type FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid, aclexplode(t.attacl) a"
        " WHERE c.relnamespace = 'public'::regnamespace",
    ):
        there.setdefault((role, table), {}).setdefault(privilege, set()).add(column)
    wanted = _wanted()
    watched = {*LOGIN_ROLES, PURGE, "public"}
    for role, table in sorted(set(there) | set(wanted)):
        if role in watched:
            found, expected = there.get((role, table), {}), wanted.get((role, table), {})
            for privilege in sorted(set(found) | set(expected)):
                if found.get(privilege, set()) != expected.get(privilege, set()):
                    yield f"{role}: {privilege} on {table} is not as declared"


def _definers(cursor: Any) -> Iterator[str]:
    """Functions of schema sec: owned by palier_definer (the erasure by two by palier_purge), search path fixed, executed by the declared roles alone."""
    wanted = {(signature, role.strip()) for app in declared() for signature, roles in app.executes
              for role in roles.split(",")}  # fmt: skip
    resolved = {(_rows(cursor, "SELECT to_regprocedure(%s)::oid", f"sec.{text}")[0][0], role) for text, role in wanted}
    signatures = [text for app in declared() for text in app.purging]
    erasing = {_rows(cursor, "SELECT to_regprocedure(%s)::oid", f"sec.{text}")[0][0] for text in signatures}
    allowed: dict[int, set[str]] = {}
    for oid, role in resolved:
        allowed.setdefault(oid, set()).add(role)
    for oid, name, schema, owner, _, config, executors in _rows(
        cursor,
        "SELECT p.oid, p.oid::regprocedure::text, n.nspname, p.proowner::regrole::text, p.prosecdef, p.proconfig,"
        " ARRAY(SELECT CASE WHEN a.grantee = 0 THEN 'public' ELSE a.grantee::regrole::text END"
        "   FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee <> p.proowner)"
        " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname = 'sec' OR (p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema'))",
    ):
        if schema != "sec":
            yield f"{name}: a definer function outside schema sec"
            continue
        if owner != (PURGE if oid in erasing else "palier_definer"):
            yield f"{name}: belongs to {owner}"
        if not any(setting.startswith("search_path=") for setting in config or ()):
            yield f"{name}: takes its caller's search path"
        if set(executors) != allowed.get(oid, set()):
            yield f"{name}: executed by {sorted(executors)}, declared for {sorted(allowed.get(oid, set()))}"
    if None in allowed:
        yield "a declared function of schema sec is not there"


def _views(cursor: Any) -> Iterator[str]:
    """A view reads with its owner's eyes unless told otherwise; a materialized one always does."""
    for name, kind, options in _rows(
        cursor,
        "SELECT oid::regclass::text, relkind, reloptions FROM pg_class WHERE relkind IN ('v', 'm')"
        " AND relnamespace IN ('public'::regnamespace, 'sec'::regnamespace)",
    ):
        if kind == "m":
            yield f"{name}: is a materialized view"
        elif "security_invoker=true" not in (options or ()) and "security_invoker=on" not in (options or ()):
            yield f"{name}: is a view that reads with its owner's eyes"


def _open_tables(cursor: Any) -> Iterator[str]:
    """The application reads no sign-in table, and of the unguarded ones only those declared public or internal."""
    classes = {model._meta.db_table: set(getattr(model, "DATA_CLASSES", {}).values()) for model in apps.get_models()}
    for (table,) in _rows(
        cursor,
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND has_any_column_privilege('palier_app', oid, 'SELECT')",
    ):
        if table in SIGN_IN:
            yield f"palier_app: reads the sign-in table {table}"
        elif table in guarded_tables() or table in IDENTITY | SEALS:
            continue
        elif not classes.get(table) or not {str(one) for one in classes[table]} <= OPEN_CLASSES:
            yield f"palier_app: reads {table}, which is neither guarded nor declared open"
