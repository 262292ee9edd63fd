"""Compares an external server with what the set-up needs, before anything is changed."""

from typing import LiteralString

from psycopg import Connection

from config.database.contents import EXTENSIONS, PRODUCT
from config.database.errors import Lack
from config.database.roles import OWNER, ROLES, attributes_of, memberships_of

OLDEST = 150000  # PostgreSQL 15, in the server's own numbering
GRANTABLE_BYPASS = 160000  # since 16 a role that has BYPASSRLS and CREATEROLE may give it


def lacks_of(admin: Connection) -> list[Lack]:
    """Everything missing, in the order an administrator would mend it. Changes nothing."""
    found = [*_version(admin), *_extensions(admin)]
    if not _one(admin, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        found += [*_create_role(admin), *_bypass_rls(admin), *_read_all_data(admin), *_create_database(admin)]
    return found


def _version(admin: Connection) -> list[Lack]:
    if admin.info.server_version >= OLDEST:
        return []
    major = admin.info.server_version // 10000
    return [Lack(f"It is PostgreSQL {major}; 15 or newer is needed.", "Upgrade it.")]


def _extensions(admin: Connection) -> list[Lack]:
    rows = admin.execute("SELECT name FROM pg_available_extensions").fetchall()
    missing = [name for name in EXTENSIONS if (name,) not in rows]
    if not missing:
        return []
    mend = "Install PostgreSQL's contrib package of the same version on the server."
    return [Lack(f"These extensions are not installed: {', '.join(missing)}.", mend)]


def _create_role(admin: Connection) -> list[Lack]:
    if _has(admin, "rolcreaterole"):
        return []
    me = _me(admin)
    return [Lack(f"{me} may not create roles (CREATEROLE).", f"ALTER ROLE {me} CREATEROLE;")]


def _bypass_rls(admin: Connection) -> list[Lack]:
    """Three roles read past row security (definer functions, purges, backup) and one deploys."""
    present = {role.name: attributes_of(admin, role.name) or {} for role in ROLES if role.bypass_rls}
    wanted = [role for role in ROLES if role.bypass_rls and not present[role.name].get("BYPASSRLS")]
    may_give = admin.info.server_version >= GRANTABLE_BYPASS and _has(admin, "rolbypassrls")
    if not wanted or may_give:
        return []
    statements = [
        f"{'ALTER' if present[role.name] else 'CREATE'} ROLE {role.name} "
        f"{'LOGIN' if role.login else 'NOLOGIN'} BYPASSRLS;"
        for role in wanted
    ]
    me = _me(admin)
    if admin.info.server_version >= GRANTABLE_BYPASS:
        statements = [f"ALTER ROLE {me} BYPASSRLS;"]
    return [Lack(f"{me} may not create roles that pass row security (BYPASSRLS).", "\n".join(statements))]


def _read_all_data(admin: Connection) -> list[Lack]:
    if admin.info.server_version < GRANTABLE_BYPASS:
        return []
    if "pg_read_all_data" in memberships_of(admin, "palier_backup"):
        return []
    if _one(admin, "SELECT pg_has_role('pg_read_all_data', 'MEMBER WITH ADMIN OPTION')"):
        return []
    me = _me(admin)
    mend = f"GRANT pg_read_all_data TO {me} WITH ADMIN OPTION;"
    return [Lack(f"{me} may not let the backup role read everything (pg_read_all_data).", mend)]


def _create_database(admin: Connection) -> list[Lack]:
    exists = _one(admin, "SELECT count(*) FROM pg_database WHERE datname = %s", PRODUCT)
    if exists or _has(admin, "rolcreatedb"):
        return []
    me = _me(admin)
    mend = f"ALTER ROLE {me} CREATEDB;\n-- or, once {OWNER} exists: CREATE DATABASE {PRODUCT} OWNER {OWNER};"
    return [Lack(f"There is no database {PRODUCT} and {me} may not create one (CREATEDB).", mend)]


def _has(admin: Connection, attribute: str) -> bool:
    query = "SELECT to_jsonb(r) -> %s = 'true' FROM pg_roles AS r WHERE rolname = current_user"
    return bool(_one(admin, query, attribute))


def _me(admin: Connection) -> str:
    return str(_one(admin, "SELECT quote_ident(current_user)"))


def _one(admin: Connection, query: LiteralString, *values: str) -> object:
    row = admin.execute(query, values).fetchone()
    return None if row is None else row[0]
