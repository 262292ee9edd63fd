"""The fifty latest contacts (D13), with both locks and without the second: the same statement on two connections."""

import uuid
from typing import Any

from django.db import connection, connections

from bench.clock import Times, repeat
from palier.access.binding import acting, open_session
from palier.casework.cases import queries


def measure(people: dict[str, Any]) -> dict[str, dict[str, Times]]:
    """Per reader: the feed's own two steps behind both locks, and the same SQL on a connection without row security."""
    return {name: _one(people[name]) for name in ("worker", "replacement")}


def _one(person: dict[str, str]) -> dict[str, Times]:
    secret = open_session(uuid.UUID(person["user"]), uuid.UUID(person["post"]))
    with acting(secret) as actor:
        assert actor is not None
        statements = _statements(actor)
        guarded = repeat(lambda: _run(connection, statements))
        whole = repeat(lambda: queries.latest_contacts(actor))
    bare = repeat(lambda: _run(connections["bare"], statements))
    return {"guarded": guarded, "unprotected": bare, "with objects": whole}


def _statements(actor: Any) -> list[tuple[str, Any]]:
    """The SQL that latest_contacts sends, with its parameters."""
    sent: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        queries.latest_contacts(actor)
    return sent


def _run(where: Any, statements: list[tuple[str, Any]]) -> None:
    with where.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()
