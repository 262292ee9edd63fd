"""What the closed functions of the database answer: the only way to tables of which no role reads a row."""

from typing import Any

from django.db import connection


def rows(statement: str, *params: Any) -> list[tuple[Any, ...]]:
    """All rows that it answers, none to whom it tells nothing."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def told(statement: str, *params: Any) -> Any:
    """The one value that it answers."""
    return rows(statement, *params)[0][0]
