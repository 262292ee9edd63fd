"""Writing a reading into the register: sets of rows, one statement a table, one transaction, all or nothing."""

import secrets
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection, transaction

from palier.access.actor import Actor
from palier.access.binding import acting, close_session
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.kernel.errors import Refused
from palier.registry.imports.rules import Counts, Reading, Report

BATCH = 5_000


@dataclass
class Outcome:
    """What happened to the rows of a file, by their source id: a row counts once, as created before changed."""

    created: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)

    def counts(self, rows: int) -> Counts:
        """The three numbers of the report for `rows` good rows."""
        changed = len(self.changed - self.created)
        return Counts(len(self.created), changed, rows - len(self.created) - changed)


Write = Callable[[Actor, Reading], Outcome]


@contextmanager
def import_token(organisation: uuid.UUID) -> Iterator[str]:
    """A token of the import job for one organisation (role palier_job), closed at the end."""
    token = secrets.token_urlsafe(32)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.open_job(%s, 'import', %s)", [organisation, token])
    try:
        yield token
    finally:
        close_session(token)


def bring_in(*, reading: Reading, write: Write, token: str, partial: bool = False, dry_run: bool = False) -> Report:
    """Write a reading in one transaction. With refused rows and not `partial`, or on a dry run, nothing stays.

    The counts always say what the good rows do, so that a dry run is a preview of the real one. Imports of one
    organisation wait for each other. `write` may refuse further rows. Raises Refused without the job's token.
    """
    with acting(token) as actor:
        require(actor, Capability.REGISTER_IMPORT)
        if actor is None or actor.organisation is None:
            raise Refused()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import:{actor.organisation}"])
        outcome = write(actor, reading)
        refused = tuple(sorted(reading.refused, key=lambda one: one.row))
        applied = not dry_run and (partial or not refused)
        good = max(reading.read - len({one.row for one in refused}), 0)  # one row may be refused at several places
        report = Report(reading.kind, reading.read, outcome.counts(good), refused, applied)
        if not applied:
            transaction.set_rollback(True)
    return report


def batches(rows: Sequence[Any], size: int = BATCH) -> Iterator[list[Any]]:
    """The rows, `size` at a time."""
    rest = iter(rows)
    while batch := list(islice(rest, size)):
        yield batch


@dataclass(frozen=True)
class Target:
    """A table that a file fills. `types` by column, in the order of the values; `keys` say which row is the same one.

    `fixed` are SQL values of a new row that no file may change (P11): they never stand in the update.
    """

    table: str
    types: dict[str, str]
    keys: tuple[str, ...] = ("organisation_id", "source_id")
    where: str = "WHERE NOT (source_id = '')"
    fixed: dict[str, str] = field(default_factory=dict)
    stamped: bool = True

    def upsert(self, updated: Sequence[str]) -> str:
        """The statement for one batch. Rows that already say the same are neither written nor returned."""
        names = list(self.types)
        taken = ", ".join(f"u.{name}::{kind}" for name, kind in self.types.items())
        old = ", ".join(f"t.{name}" for name in updated)
        new = ", ".join(f"EXCLUDED.{name}" for name in updated)
        assigned = [f"{name} = EXCLUDED.{name}" for name in updated]
        stamp = ["changed_at = sec.now()"] if self.stamped else []
        act = (
            f"UPDATE SET {', '.join(assigned + stamp)} WHERE ({old}) IS DISTINCT FROM ({new})" if updated else "NOTHING"
        )
        fixed = "".join(f", {value}" for value in self.fixed.values())
        columns = ", ".join([*names, *self.fixed])
        arrays = ", ".join(["%s::text[]"] * len(names))
        return (
            f"INSERT INTO {self.table} AS t ({columns}) SELECT {taken}{fixed}"
            f" FROM unnest({arrays}) AS u({', '.join(names)})"
            f" ON CONFLICT ({', '.join(self.keys)}) {self.where} DO {act}"
            f" RETURNING t.{self.keys[-1]}, (t.xmax = 0)"
        )

    def write(self, rows: Sequence[Sequence[Any]], updated: Sequence[str]) -> tuple[set[str], set[str]]:
        """Write a batch: the last key of the rows created, and of the rows changed."""
        created: set[str] = set()
        changed: set[str] = set()
        arrays = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in self.types]
        with connection.cursor() as cursor:
            cursor.execute(self.upsert(updated), [_as_texts(column) for column in arrays])
            for key, is_new in cursor.fetchall():
                (created if is_new else changed).add(str(key))
        return created, changed


def _as_texts(column: list[Any]) -> list[str | None]:
    return [None if value is None else str(value) for value in column]


def known(
    table: str, organisation: Any, source_ids: Sequence[str], columns: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """What the register has already, by source id: for values a file leaves out and others are made of."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT source_id, {', '.join(columns)} FROM {table}"
            " WHERE organisation_id = %s AND source_id = ANY(%s) AND NOT (source_id = '')",  # that of the index
            [organisation, list(source_ids)],
        )
        return {row[0]: dict(zip(columns, row[1:], strict=True)) for row in cursor.fetchall()}
