"""For the job role, outside any actor: seals what is still clear, brings every row to the newest key, destroys keys.

Each step may be killed and begun again. Readers never wait and never miss: a row holds its former or its new seal, and
both open; a version goes only minutes after the last row that bore it.
"""

import datetime
import json
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connections, transaction

from palier.access import keys
from palier.access.sealed_text import lock_number, sealed_columns
from palier.access.sealing import MARK, Damaged, Place, Sealed, seal, unseal
from palier.kernel import clock

AT_ONCE = 200  # rows a transaction
READERS_NEED = datetime.timedelta(minutes=10)  # what was read before it was sealed anew is opened within this


@dataclass
class Done:
    """How many rows were sealed anew, and how many values nothing opens."""

    sealed: int = 0
    unreadable: int = 0


@dataclass
class Found:
    """What is counted: values by subject and version, and clear ones that should be sealed."""

    borne: dict[tuple[uuid.UUID, int], int] = field(default_factory=dict)
    clear: int = 0

    @property
    def missing(self) -> dict[tuple[uuid.UUID, int], int]:
        """The versions that rows bear and that are not there."""
        return {one: rows for one, rows in self.borne.items() if one[1] not in _numbers(one[0])}


@dataclass(frozen=True)
class _Source:
    """Where words apart are read, line by line, and how one line is changed. `first`: below every id."""

    read: str
    change: str
    first: Any


ROWS = _Source(
    "SELECT row_id, row_id, of_subject, words FROM sec.words_apart(%s, %s, %s, %s)",
    "SELECT sec.reseal(%s, %s, %s, %s)",
    uuid.UUID(int=0),
)
HISTORY = _Source(
    "SELECT history_id, row_id, of_subject, words FROM sec.history_apart(%s, %s, %s, %s)",
    "SELECT sec.reseal_history(%s, %s, %s, %s)",
    0,
)


@contextmanager
def at_work(using: str = "default") -> Iterator[Any]:
    """A transaction of the job, or of the deploy role when that is at work: its cursor."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.settings_dict["USER"] == "palier_migrate":
            cursor.execute("SET LOCAL ROLE palier_migrate")
        yield cursor


def seal_all(using: str = "default", *, only_strays: bool = False) -> Done:
    """Seals with the newest key of its subject whatever is not, in every table and in the history.

    `only_strays`: what is clear or under another subject's key, which costs little when there is none.
    """
    done = Done()
    for table in sealed_columns():
        for source in (ROWS, HISTORY):
            after: Any = source.first
            while after is not None:
                with at_work(using) as cursor:
                    cursor.execute(source.read, [table, after, AT_ONCE, only_strays])
                    lines = cursor.fetchall()
                    for line, row, subject, words in lines:
                        _seal_line(cursor, source, _Line(table, line, row, subject, json.loads(words)), done)
                after = lines[-1][0] if len(lines) == AT_ONCE else None
    return done


@dataclass(frozen=True)
class _Line:
    """Words of one row, as it stands or once stood. `line`: its id in its source."""

    table: str
    line: Any
    row: uuid.UUID
    subject: uuid.UUID
    words: dict[str, str]


def _seal_line(cursor: Any, source: _Source, line: _Line, done: Done) -> None:
    former = {column: value for column, value in line.words.items() if _is_stale(value, line.subject)}
    if not former:
        return
    cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [lock_number(line.subject)])
    latter = {}
    for column, value in former.items():
        place = Place(line.table, column, line.row)
        try:
            words = unseal(Sealed(value), place) if value.startswith(MARK) else value
        except (keys.NoKey, Damaged):
            done.unreadable += 1
        else:
            latter[column] = seal(words, place, line.subject)
    seen = json.dumps({column: former[column] for column in latter})
    cursor.execute(source.change, [line.table, line.line, seen, json.dumps(latter)])
    done.sealed += bool(cursor.fetchone()[0])


def _is_stale(value: str, subject: uuid.UUID) -> bool:
    """Clear, of another subject, or of a former version. One whose own key is gone is left as it is."""
    if not value:
        return False
    try:
        of, number = Sealed(value).key
    except Damaged:
        return True
    found = keys.versions(subject)
    return of != subject or (bool(found) and number != found[-1].number)


def rotate(using: str = "default") -> Done:
    """A new version for every subject of this database, and everything sealed with it.

    Killed half-way, `seal_all()` does the rest: the worker calls it every hour.
    """
    for subject in _here(using, list(keys.subjects())):
        keys.add_version(subject)
    done = seal_all(using)
    destroy(using)
    return done


def destroy(using: str = "default") -> int:
    """Destroys keys that nothing bears any more, and former versions some minutes after their last row: how many went.

    Nobody seals with a key while it is looked at: who seals holds the same lock until her transaction ends. Only what
    is ripe is locked, so that after a rotation nobody who writes waits for the count.
    """
    held: dict[uuid.UUID, set[int]] = defaultdict(set)
    for subject, number in verify(using).borne:
        held[subject].add(number)
    candidates = [one for one in _here(using, list(keys.subjects())) if _is_ripe(one, held[one])]
    gone = 0
    for start in range(0, len(candidates), AT_ONCE):
        with at_work(using) as cursor:
            some = [one for one in candidates[start : start + AT_ONCE] if _alone_with(cursor, one)]
            borne = _count(cursor).borne
            gone += sum(_destroy(subject, {number for one, number in borne if one == subject}) for subject in some)
    return gone


def _is_ripe(subject: uuid.UUID, borne: set[int]) -> bool:
    """Marks former versions that nothing bears as retired; is there something of this key to destroy today?

    A former version gains no row: it needs no lock before the minutes are over that its readers have.
    """
    if not borne:
        return True
    keys.retire(subject, _numbers(subject) - borne)
    return bool(_ripe(subject) - borne)


def _ripe(subject: uuid.UUID) -> set[int]:
    until = clock.now() - READERS_NEED
    return {one.number for one in keys.versions(subject) if one.retired and one.retired <= until}


def _alone_with(cursor: Any, subject: uuid.UUID) -> bool:
    """False while somebody seals with this key; its turn comes again. Nobody waits, so nobody waits in a ring."""
    cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock_number(subject)])
    return bool(cursor.fetchone()[0])


def _destroy(subject: uuid.UUID, borne: set[int]) -> int:
    found = keys.versions(subject)
    if not borne:
        keys.destroy(subject)
        return len(found)
    gone = _ripe(subject) - borne
    keys.drop(subject, gone)
    return len(gone)


def verify(using: str = "default") -> Found:
    """Counts, changes nothing."""
    with at_work(using) as cursor:
        return _count(cursor)


def _count(cursor: Any) -> Found:
    cursor.execute("SELECT seal, sum(borne) FROM sec.seals_borne() GROUP BY seal")
    found = Found()
    for seal_of, rows in cursor.fetchall():
        if seal_of is None:
            found.clear = int(rows)
        else:
            subject, _, number = seal_of.partition(":")
            found.borne[uuid.UUID(subject), int(number)] = int(rows)
    return found


def _numbers(subject: uuid.UUID) -> set[int]:
    return {one.number for one in keys.versions(subject)}


def _here(using: str, subjects: list[uuid.UUID]) -> list[uuid.UUID]:
    """Those that this database knows: a folder put beside the wrong database loses nothing."""
    with at_work(using) as cursor:
        cursor.execute("SELECT * FROM sec.subjects_here(%s)", [subjects])
        return [row[0] for row in cursor.fetchall()]
