"""What is asked to be erased by two: what one asked oneself, and what the officer decides."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.kept import Called
from palier.access.rights.rules import PurgeGround, PurgeKind, PurgeState
from palier.kernel.errors import Refused

COLUMNS = "id, kind, item, written_on, ground, state, asked_at, decided_at, reason"
MINE = Called(f"SELECT {COLUMNS} FROM sec.my_purges()")  # to be asked together with a page's other questions


@dataclass(frozen=True)
class Mine:
    """One thing that she asks to be erased, or that the officer kept in the last thirty days, with his reason."""

    id: uuid.UUID
    kind: PurgeKind
    item: uuid.UUID
    written_on: dt.date
    ground: PurgeGround
    state: PurgeState
    asked_at: dt.datetime
    decided_at: dt.datetime | None
    reason: str


def lines_of(rows: "list[tuple[object, ...]]") -> list[Mine]:
    """The rows of MINE, the latest first."""
    return [
        Mine(pk, PurgeKind(kind), item, day, PurgeGround(ground), PurgeState(state), *rest)  # type: ignore[arg-type]
        for pk, kind, item, day, ground, state, *rest in rows
    ]


def mine(actor: Actor) -> list[Mine]:
    """What this actor asks to be erased, and what was kept of it, the latest first. Raises Refused."""
    require(actor, Capability.PURGE_ASK)
    return lines_of(MINE.read(MINE.send(actor, ())))


def asked_day(actor: Actor, kind: PurgeKind, item: uuid.UUID) -> dt.date:
    """The day on which the thing was written, for whoever may ask that it be erased. Raises Refused for all others."""
    require(actor, Capability.PURGE_ASK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT written_on FROM sec.may_ask_purge(%s, %s)", [kind.value, item])
        row = cursor.fetchone()
    if row is None:
        raise Refused()
    day: dt.date = row[0]
    return day


def has_officer(actor: Actor) -> bool:
    """Is anybody named who could decide: another person than this actor?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.has_officer()")
        return bool(cursor.fetchone()[0])


@dataclass(frozen=True)
class Asked:
    """One line of the officer: a kind, a day, who asks, why. `own`: she asked it herself, in another post."""

    id: uuid.UUID
    kind: PurgeKind
    written_on: dt.date
    by: str
    ground: PurgeGround
    asked_at: dt.datetime
    state: PurgeState
    held: bool
    own: bool
    decided_at: dt.datetime | None
    reason: str


def asked(actor: Actor) -> list[Asked]:
    """What waits for the officer of a company, the oldest first, then what was decided. Raises Refused."""
    require(actor, Capability.PURGE_DECIDE)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, kind, written_on, by, ground, asked_at, state, held, own, decided_at, reason FROM sec.purges()"
        )
        return [
            Asked(pk, PurgeKind(kind), day, by, PurgeGround(ground), at, PurgeState(state), *rest)
            for pk, kind, day, by, ground, at, state, *rest in cursor.fetchall()
        ]
