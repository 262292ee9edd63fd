"""postgresql:// addresses, for psycopg and psql alike."""

import os
from typing import Any
from urllib.parse import quote, urlencode

from psycopg.conninfo import conninfo_to_dict

from config.database.cluster import SUPERUSER
from config.database.errors import DatabaseProblem, NotSetUp
from config.database.files import read_private
from config.database.passwords import read_passwords
from config.database.paths import PORT, Layout, socket_folder
from config.database.roles import LOGIN_ROLES, PREFIX

DJANGO_NAMES = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


def external_server() -> str | None:
    """The value of DATABASE_URL; None means the embedded server."""
    return os.environ.get("DATABASE_URL") or None


def role_url(names: Layout, role: str, database: str) -> str:
    """Address for a login role, with or without the `palier_` prefix. Starts nothing.

    Raises DatabaseProblem for a role that cannot log in, NotSetUp before the first set-up.
    """
    full_name = role if role.startswith(PREFIX) else PREFIX + role
    if full_name not in LOGIN_ROLES:
        raise DatabaseProblem(f"{role} is no role that logs in. Choose among: {', '.join(LOGIN_ROLES)}.")
    password = read_passwords(names).get(full_name)
    if password is None:
        raise NotSetUp(f"{full_name} has no password in {names.data} yet. Run: palier setup-database")
    return _url(_server(names), full_name, password, database)


def superuser_url(names: Layout, database: str) -> str:
    """Address for the administrator: the embedded superuser, or whoever DATABASE_URL names."""
    server = _server(names)
    if external_server() is not None:
        return _url(server, server.pop("user", ""), server.pop("password", ""), database)
    return _url(server, SUPERUSER, read_private(names.superuser_password), database)


def _server(names: Layout) -> dict[str, str]:
    """libpq's parameters that say where the server is (and, from DATABASE_URL, all others given)."""
    external = external_server()
    if external is None:
        return {"host": str(socket_folder(names)), "port": str(PORT)}
    return {name: str(value) for name, value in conninfo_to_dict(external).items() if value is not None}


def _url(server: dict[str, str], user: str, password: str, database: str) -> str:
    where = {name: value for name, value in server.items() if name not in ("user", "password", "dbname")}
    identity = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
    return f"postgresql://{identity}@/{quote(database, safe='')}?{urlencode(where, quote_via=quote, safe='')}"


def django_settings(url: str, options: dict[str, Any]) -> dict[str, Any]:
    """The parts of an address under Django's names; what has no name there goes to OPTIONS."""
    parts = conninfo_to_dict(url)
    named = {key: str(parts.pop(ours, None) or "") for key, ours in DJANGO_NAMES.items()}
    extras = parts | options
    return {**named, "OPTIONS": extras} if extras else {**named}
