"""The nine roles (decision D8, secrecy.md 4.5), created or put back exactly as written.

`palier_migrate` is the deploy role. On every login it becomes `palier_owner`, so what it creates belongs to
the owner. It may SET ROLE to `palier_definer` and `palier_purge`: without that, no PostgreSQL from 15 to 18
lets it hand a function to them. Under FORCE ROW LEVEL SECURITY an owner sees no row, so a data migration says
`SET LOCAL ROLE palier_migrate`, which carries BYPASSRLS and the owner's rights: aloud, for one transaction.
"""

from dataclasses import dataclass
from typing import LiteralString

from psycopg import Connection, sql

from config.database.passwords import matches

PREFIX = "palier_"


@dataclass(frozen=True)
class Role:
    """One role: every attribute not named here is off."""

    name: str
    login: bool = False
    bypass_rls: bool = False
    inherit: bool = True
    member_of: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()  # "name=value", as pg_roles.rolconfig shows them

    @property
    def attributes(self) -> dict[str, bool]:
        """Keyword of ALTER ROLE to wanted value."""
        return {
            "SUPERUSER": False,
            "INHERIT": self.inherit,
            "CREATEROLE": False,
            "CREATEDB": False,
            "LOGIN": self.login,
            "REPLICATION": False,
            "BYPASSRLS": self.bypass_rls,
        }


ROLES = (
    Role("palier_owner"),
    Role("palier_definer", bypass_rls=True),
    Role("palier_purge", bypass_rls=True),
    Role("palier_app", login=True, inherit=False, settings=("statement_timeout=5s",)),
    Role("palier_auth", login=True),
    Role("palier_job", login=True),
    Role("palier_stats", login=True),
    Role("palier_backup", login=True, bypass_rls=True, member_of=("pg_read_all_data",)),
    Role(
        "palier_migrate",
        login=True,
        bypass_rls=True,
        member_of=("palier_definer", "palier_owner", "palier_purge"),
        settings=("role=palier_owner",),
    ),
)
ROLE_NAMES = tuple(role.name for role in ROLES)
LOGIN_ROLES = tuple(role.name for role in ROLES if role.login)
OWNER = "palier_owner"
CREATED_WITH = Role("").attributes  # what CREATE ROLE gives when nothing is said

_ATTRIBUTES = """
    SELECT rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls
    FROM pg_roles WHERE rolname = %s
"""


def attributes_of(admin: Connection, name: str) -> dict[str, bool] | None:
    """Keyword of ALTER ROLE to present value; None when the role does not exist."""
    row = admin.execute(_ATTRIBUTES, [name]).fetchone()
    return None if row is None else dict(zip(ROLES[0].attributes, row, strict=True))


def ensure_roles(admin: Connection, passwords: dict[str, str]) -> None:
    """Create or repair every role. `admin` is in autocommit, to any database; `passwords` by role name."""
    for role in ROLES:
        _ensure_attributes(admin, role)
    for role in ROLES:
        _ensure_memberships(admin, role)
        _ensure_settings(admin, role)
    for name in LOGIN_ROLES:
        _ensure_password(admin, name, passwords[name])


def _ensure_attributes(admin: Connection, role: Role) -> None:
    """Name only what differs: without superuser rights, even NOSUPERUSER may not be written."""
    present = attributes_of(admin, role.name)
    found = CREATED_WITH if present is None else present
    words = [word if on else f"NO{word}" for word, on in role.attributes.items() if found[word] != on]
    if present is None:
        _run(admin, "CREATE ROLE {} " + " ".join(words), role.name)
    elif words:
        _run(admin, "ALTER ROLE {} " + " ".join(words), role.name)


def _ensure_memberships(admin: Connection, role: Role) -> None:
    present = memberships_of(admin, role.name)
    for group in sorted(set(role.member_of) - set(present)):
        _run(admin, "GRANT {} TO {}", group, role.name)
    for group, grantor in present.items():
        if group not in role.member_of:
            _revoke_membership(admin, group, role.name, grantor)


def memberships_of(admin: Connection, name: str) -> dict[str, str]:
    """Group to the role that granted it."""
    rows = admin.execute(
        "SELECT pg_get_userbyid(roleid), pg_get_userbyid(grantor) FROM pg_auth_members "
        "WHERE pg_get_userbyid(member) = %s",
        [name],
    )
    return {str(group): str(grantor) for group, grantor in rows}


def _revoke_membership(admin: Connection, group: str, member: str, grantor: str) -> None:
    if admin.info.server_version >= 160000:  # since then each grantor's grant stands by itself
        _run(admin, "REVOKE {} FROM {} GRANTED BY {}", group, member, grantor)
    else:
        _run(admin, "REVOKE {} FROM {}", group, member)


def _ensure_settings(admin: Connection, role: Role) -> None:
    row = admin.execute("SELECT rolconfig FROM pg_roles WHERE rolname = %s", [role.name]).fetchone()
    present: list[str] = (row[0] if row else None) or []
    if sorted(present) == sorted(role.settings):
        return
    if present:
        _run(admin, "ALTER ROLE {} RESET ALL", role.name)
    for setting in role.settings:
        name, _, value = setting.partition("=")
        _run(admin, "ALTER ROLE {} SET {} = {}", role.name, name, value)


def _ensure_password(admin: Connection, name: str, password: str) -> None:
    """Send the verifier, never the password: an external server may log statements."""
    if matches(_stored_verifier(admin, name), password):
        return
    verifier = admin.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    statement = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(name), sql.Literal(verifier))
    admin.execute(statement)


def _stored_verifier(admin: Connection, name: str) -> str | None:
    row = admin.execute("SELECT has_table_privilege('pg_catalog.pg_authid', 'SELECT')").fetchone()
    if row is None or not row[0]:
        return None
    stored = admin.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", [name]).fetchone()
    return None if stored is None else stored[0]


def _run(admin: Connection, statement: LiteralString, *names: str) -> None:
    """Run a statement of this file whose {} are identifiers."""
    admin.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
