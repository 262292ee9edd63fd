"""A column whose words are sealed when their row is reinforced: the one place where a model meets the seal."""

import uuid
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models.query_utils import DeferredAttribute

from palier.access.keys import NoKey
from palier.access.rules import Tier
from palier.access.sealing import MARK, Damaged, Place, Sealed, clear, read, seal, unseal

HALF = 2**63


def bear(subject: uuid.UUID) -> None:
    """Until this transaction ends nobody destroys a key of this subject, in whatever process (resealing.py)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [lock_number(subject)])


def lock_number(subject: uuid.UUID) -> int:
    """The number under which PostgreSQL locks a subject's key: 64 bits, signed."""
    return (subject.int & (2 * HALF - 1)) - HALF


class OpenedAtRead(DeferredAttribute):
    """Holds what the database holds; opens it when somebody reads the attribute, and keeps nothing opened."""

    field: Any

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        value = super().__get__(instance, owner)
        return read(value, self.field.place(instance)) if isinstance(value, Sealed) else value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedText(models.TextField):  # type: ignore[type-arg]  # its stubs alone take parameters
    """Text of a row that has `tier` and `subject`: sealed at save while the tier is reinforced, opened at read.

    `QuerySet.update()` knows no row: give it `sealed_changes()`. The database refuses clear words in a reinforced row
    of the application (sec.only_sealed).
    """

    descriptor_class = OpenedAtRead

    def place(self, row: Any) -> Place:
        """Where the words of this row stand."""
        return Place(row._meta.db_table, str(self.column), row.pk)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return Sealed(value) if isinstance(value, str) and value.startswith(MARK) else value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return clear(value) if isinstance(value, str) and not isinstance(value, Sealed) else value

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        return self.kept(model_instance, model_instance.__dict__[self.attname])

    def kept(self, row: Any, value: Any) -> Any:
        """What the database is to hold for `value` in this row. What does not open stays as it is."""
        if not value:
            return value
        if row.tier == Tier.REINFORCED:
            bear(row.subject_id)
        if isinstance(value, Sealed):
            try:
                value = unseal(value, self.place(row))
            except (NoKey, Damaged):
                return value
        return seal(value, self.place(row), row.subject_id) if row.tier == Tier.REINFORCED else value


def sealed_changes(row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """`changes` of a row for `QuerySet.update()`, sealed as its tier asks. A new tier seals or opens all its words.

    What reads the same stays what it was: a sentence that says that words are gone never takes their place.
    """
    former = row.tier
    touched = [one for one in _sealed_fields(row) if one.name in changes or changes.get("tier", former) != former]
    wanted = {one: _wanted(row, one, changes) for one in touched}
    row.tier = changes.get("tier", former)
    try:
        return {**changes, **{one.name: one.kept(row, value) for one, value in wanted.items()}}
    finally:
        row.tier = former


def _wanted(row: Any, field: SealedText, changes: dict[str, Any]) -> Any:
    shown = getattr(row, field.name)
    return row.__dict__[field.attname] if changes.get(field.name, shown) == shown else changes[field.name]


def opened_words(row: Any, name: str) -> str:
    """The words of one column, for a program. Raises NoKey and Damaged, where a page says so in a sentence."""
    value = row.__dict__[name]
    return unseal(value, row._meta.get_field(name).place(row)) if isinstance(value, Sealed) else value


def sealed_columns() -> dict[str, tuple[str, ...]]:
    """The columns of every model that are sealed, by table."""
    by_table = sorted(apps.get_models(), key=lambda one: one._meta.db_table)
    found = {one._meta.db_table: tuple(str(field.column) for field in _sealed_fields(one)) for one in by_table}
    return {table: columns for table, columns in found.items() if columns}


def _sealed_fields(row: Any) -> list[SealedText]:
    """Of a row, or of a model."""
    return [field for field in row._meta.concrete_fields if isinstance(field, SealedText)]
