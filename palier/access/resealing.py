"""For the job role, outside any actor: seals what is still clear, brings every row to the newest key, destroys keys.

Each step may be killed and begun again. Readers never wait and never miss: a row holds its former or its new seal, and
both open; a version goes only minutes after the last row that bore it.
"""

import datetime
import json
import uuid
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
FIRST = uuid.UUID(int=0)
READERS_NEED = datetime.timedelta(minutes=10)  # what was read before it was sealed anew is opened within this


@dataclass
class Done:
    """How many rows were sealed anew, and how many hold a value that nothing opens."""

    sealed: int = 0
    unreadable: int = 0


@dataclass
class Found:
    """What `verify` counts: values by subject and version, clear ones in reinforced rows, and keys that are missing."""

    borne: dict[tuple[uuid.UUID, int], int] = field(default_factory=dict)
    clear: int = 0

    @property
    def missing(self) -> dict[tuple[uuid.UUID, int], int]:
        """The versions that rows bear and that are not there."""
        return {
            one: rows
            for one, rows in self.borne.items()
            if one[1] not in {version.number for version in keys.versions(one[0])}
        }


@contextmanager
def _at_work(using: str) -> Iterator[Any]:
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.settings_dict["USER"] == "palier_migrate":
            cursor.execute("SET LOCAL ROLE palier_migrate")
        yield cursor


def seal_all(using: str = "default") -> Done:
    """Seals what is clear, under another subject's key or under a former version, in every table and in the history."""
    done = Done()
    for table in sealed_columns():
        for statement, change, after in (
            ("SELECT row_id, row_id, of_subject, words FROM sec.words_apart(%s, %s, %s)", _change_row, FIRST),
            ("SELECT * FROM sec.history_apart(%s, %s, %s)", _change_history, 0),
        ):
            while after is not None:
                with _at_work(using) as cursor:
                    cursor.execute(statement, [table, after, AT_ONCE])
                    rows = cursor.fetchall()
                    for identity, row, subject, words in rows:
                        _seal_row(cursor, table, (identity, row, subject, words), change, done)
                    after = rows[-1][0] if len(rows) == AT_ONCE else None
    return done


def _seal_row(cursor: Any, table: str, found: Any, change: Any, done: Done) -> None:
    identity, row, subject, words = found
    words = json.loads(words) if isinstance(words, str) else words
    if not any(_is_stale(value, subject) for value in words.values()):
        return
    cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [lock_number(subject)])
    latter = {}
    for column, value in words.items():
        place = Place(table, column, row)
        if _is_stale(value, subject):
            try:
                latter[column] = seal(_opened(value, place), place, subject)
            except (keys.NoKey, Damaged):
                done.unreadable += 1
    if latter and change(cursor, table, identity, {column: words[column] for column in latter}, latter):
        done.sealed += 1


def _opened(value: str, place: Place) -> str:
    return unseal(Sealed(value), place) if value.startswith(MARK) else value


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


def _change_row(cursor: Any, table: str, row: uuid.UUID, former: Any, latter: Any) -> bool:
    cursor.execute("SELECT sec.reseal(%s, %s, %s, %s)", [table, row, json.dumps(former), json.dumps(latter)])
    return bool(cursor.fetchone()[0])


def _change_history(cursor: Any, table: str, line: int, former: Any, latter: Any) -> bool:
    cursor.execute("SELECT sec.reseal_history(%s, %s, %s)", [line, json.dumps(former), json.dumps(latter)])
    return bool(cursor.fetchone()[0])


def rotate(using: str = "default") -> Done:
    """A new version for every subject of this database, and everything sealed with it. Killed half-way, the worker's next round
    seals the rest."""
    for subject in _here(using, list(keys.subjects())):
        keys.add_version(subject)
    done = seal_all(using)
    destroy(using)
    return done


def destroy(using: str = "default") -> int:
    """Destroys keys that nothing bears any more, and former versions some minutes after their last row. How many went.

    Nobody seals with a key while it is looked at: who seals holds the same lock until her transaction ends.
    """
    borne, gone = verify(using).borne, 0
    candidates = [one for one in keys.subjects() if any((one, v.number) not in borne for v in keys.versions(one))]
    candidates = _here(using, candidates)
    for start in range(0, len(candidates), AT_ONCE):
        with _at_work(using) as cursor:
            some = [one for one in candidates[start : start + AT_ONCE] if _alone_with(cursor, one)]
            borne = _borne(cursor).borne
            gone += sum(_destroy(subject, {number for one, number in borne if one == subject}) for subject in some)
    return gone


def _alone_with(cursor: Any, subject: uuid.UUID) -> bool:
    """False while somebody seals with this key; its turn comes again. Nobody is waited for, so nobody waits in a ring."""
    cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock_number(subject)])
    return bool(cursor.fetchone()[0])


def _destroy(subject: uuid.UUID, borne: set[int]) -> int:
    found = keys.versions(subject)
    if not borne:
        keys.destroy(subject)
        return len(found)
    unborne = {one.number for one in found if one.number not in borne}
    keys.retire(subject, unborne)
    until = clock.now() - READERS_NEED
    ripe = {one.number for one in keys.versions(subject) if one.number in unborne and one.retired and one.retired <= until}
    if ripe:
        keys.drop(subject, ripe)
    return len(ripe)


def verify(using: str = "default") -> Found:
    """Counts, changes nothing."""
    with _at_work(using) as cursor:
        return _borne(cursor)


def _borne(cursor: Any) -> Found:
    cursor.execute("SELECT seal, sum(borne) FROM sec.seals_borne() GROUP BY seal")
    found = Found()
    for seal_of, rows in cursor.fetchall():
        if seal_of is None:
            found.clear = int(rows)
        else:
            subject, _, number = seal_of.partition(":")
            found.borne[uuid.UUID(subject), int(number)] = int(rows)
    return found


def _here(using: str, subjects: list[uuid.UUID]) -> list[uuid.UUID]:
    """Those that this database knows: a folder put beside the wrong database loses nothing."""
    with _at_work(using) as cursor:
        cursor.execute("SELECT * FROM sec.subjects_here(%s)", [subjects])
        return [row[0] for row in cursor.fetchall()]
