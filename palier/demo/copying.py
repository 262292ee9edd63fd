"""Rows on their way into the database: gathered by table, written with COPY in the order of their foreign keys."""

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models.fields import NOT_PROVIDED

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_QUOTED = str.maketrans({"\\": "\\\\\\\\", '"': '\\\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _array(values: list[str]) -> str:
    return "{" + ",".join(f'"{value.translate(_QUOTED)}"' for value in values) + "}"


class _Encoders(dict[type, Callable[[Any], str]]):
    """How each type is written. A closed list's word is its text."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        if not issubclass(kind, str):
            raise TypeError(f"a {kind.__name__} has no place in a row, or a column was left to chance")
        self[kind] = _text
        return _text


ENCODERS = _Encoders(
    {
        type(None): lambda value: "\\N",
        str: _text,
        bool: lambda value: "t" if value else "f",
        int: str,
        float: str,
        Decimal: str,
        dt.date: dt.date.isoformat,
        dt.datetime: dt.datetime.isoformat,
        list: _array,
        tuple: lambda value: _array(list(value)),
        dict: lambda value: _text(json.dumps(value, sort_keys=True)),
        bytes: lambda value: "\\\\x" + value.hex(),
    }
)


def span(first: dt.date | None, end: dt.date | None = None) -> str:
    """A range of days as PostgreSQL writes it, the end excluded."""
    return f"[{first or ''},{end or ''})"


class _Pile:
    """The rows of one table as lines of COPY's text format."""

    def __init__(self, model: type[models.Model], more: tuple[str, ...]) -> None:
        self.table = model._meta.db_table
        self.columns: dict[str, Any] = {}
        for field in model._meta.concrete_fields:
            if isinstance(field, models.AutoField | models.GeneratedField) or field.column is None:
                continue  # the database numbers these, or works them out
            chance = field.db_default is not NOT_PROVIDED and not field.has_default()
            needed = field.primary_key or chance
            self.columns[field.column] = NOT_PROVIDED if needed else _default(field)
        self.columns |= dict.fromkeys(more)
        self.lines: list[str] = []

    def add(self, values: dict[str, Any]) -> None:
        row = {**self.columns, **values}
        if len(row) != len(self.columns):
            raise KeyError(f"{self.table}: no column {sorted(set(values) - set(self.columns))}")
        self.lines.append("\t".join([ENCODERS[type(value)](value) for value in row.values()]))


def _default(field: "models.Field[Any, Any]") -> Any:
    value = field.get_default()
    return str(value) if isinstance(value, str) else value


class Sheaf:
    """Rows of many tables. `add` takes column names; columns left out get the model's default.

    `more`: columns a table has besides its model's fields, when rows give them.
    """

    def __init__(self, more: dict[type[models.Model], tuple[str, ...]] | None = None) -> None:
        self._more = more or {}
        self._piles: dict[type[models.Model], _Pile] = {}
        self.counts: dict[str, int] = {}

    def add(self, model: type[models.Model], /, **values: Any) -> None:
        """Put a row on its table's pile. An unknown column, or one the database would fill by chance: KeyError."""
        pile = self._piles.get(model)
        if pile is None:
            pile = self._piles[model] = _Pile(model, self._more.get(model, ()))
        pile.add(values)

    def write(self, cursor: Any) -> None:
        """COPY each pile and begin anew. Foreign keys are deferred, so the order of tables is free."""
        for pile in self._piles.values():
            if not pile.lines:
                continue
            names = ", ".join(f'"{name}"' for name in pile.columns)
            with cursor.copy(f'COPY public."{pile.table}" ({names}) FROM STDIN') as copy:
                copy.write("\n".join(pile.lines) + "\n")
            self.counts[pile.table] = self.counts.get(pile.table, 0) + len(pile.lines)
            pile.lines = []
