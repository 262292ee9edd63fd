"""Checks the seals of the read ledger (D15): a program of its own, which shares no code with the sealing.

It reads rows and seals as palier_backup, hashes them here in Python, and says where the chain first breaks. What is
hashed is described in docs/access.md and in sec.ledger_row: each value behind its length in bytes, an absent one a dash.

After ten years lines are erased, seal by seal from the oldest on (P39). A seal stays without its lines: it is taken at its
word when it is older than that, and so is every seal before it. How many are so is told.

What it cannot see alone: an end of the ledger cut off together with its seals. Keep the `head` of a former run elsewhere
and hand it back as `known_head`: it must still be in the chain. And a beginning erased before its time, its seals dated
back: keep `erased_seals` too, it grows by no more than the days that have passed.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import psycopg

SEALED_WITHIN_SECONDS = 300
_ROWS = """SELECT id::text, extract(epoch FROM at)::text, post_id::text, person::text, what, reference::text,
  subjects::text, ground FROM public.access_read_event AS e ORDER BY e.id"""
_SEALS = """SELECT id, first_id, last_id, count, hash, extract(epoch FROM sealed_at)::text
  FROM public.access_ledger_seal ORDER BY id"""
# Said here again, on purpose: whoever changed the term in the database must not thereby make the verifier forgive more.
_KEPT_SINCE = "SELECT extract(epoch FROM clock_timestamp() - interval '10 years')::float8"
_NOW = """SELECT extract(epoch FROM coalesce(
  (SELECT moved_now FROM public.access_installation WHERE demo), clock_timestamp()))::float8"""


class _Broken(Exception):
    """Where the chain first breaks, in one sentence."""

    def __init__(self, seal: int | None, first: int, last: int, why: str) -> None:
        super().__init__(why)
        self.where = {"seal": seal, "first_id": first, "last_id": last, "why": why}


def _value(value: str | None) -> bytes:
    if value is None:
        return b"-,"
    text = value.encode()
    return b"%d:%b," % (len(text), text)


def _line(values: tuple[Any, ...]) -> bytes:
    return b"".join(_value(value) for value in values)


class _Rows:
    """The ledger in the order of its ids, handed out range by range."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)
        self.read = 0

    def none_up_to(self, last: int) -> bool:
        return self._next is None or int(self._next[0]) > last

    def up_to(self, last: int) -> list[tuple[Any, ...]]:
        found = []
        while self._next is not None and int(self._next[0]) <= last:
            found.append(self._next)
            self._next = next(self._rows, None)
        self.read += len(found)
        return found

    def rest(self) -> list[tuple[Any, ...]]:
        return self.up_to(2**63 - 1)


def _check_seal(
    seal: tuple[Any, ...], number: int, before: tuple[int, bytes], rows: _Rows, *, is_erased: bool
) -> tuple[int, bytes]:
    """(last id, hash) of a good seal; raises _Broken for any other. Of an erased one only its place can be checked."""
    at, first, last, count, digest, sealed_at = seal
    last_before, hash_before = before
    if at != number:
        raise _Broken(number, last_before + 1, first - 1, "A seal is missing.")
    if first != last_before + 1:
        raise _Broken(at, last_before + 1, first, "The seal does not begin where the one before ended.")
    if is_erased:
        return last, bytes(digest)
    covered = rows.up_to(last)
    if len(covered) != count:
        raise _Broken(at, first, last, f"The seal counted {count} rows; {len(covered)} are there.")
    head = _line((str(at), str(first), str(last), str(count), sealed_at))
    expected = hashlib.sha256(hash_before + head + b"\n" + b"\n".join(map(_line, covered))).digest()
    if expected != bytes(digest):
        raise _Broken(at, first, last, "A row or the seal itself is not what was sealed.")
    return last, expected


def _is_erased(seal: tuple[Any, ...], rows: _Rows, kept_since: float) -> bool:
    """Its lines are all gone, and had to go."""
    return seal[3] > 0 and float(seal[5]) < kept_since and rows.none_up_to(seal[2])


def _erased(seals: list[tuple[Any, ...]], rows: _Rows, kept_since: float) -> int:
    """How many seals, from the first on, were erased because they are old enough."""
    return next((n for n, seal in enumerate(seals) if not _is_erased(seal, rows, kept_since)), len(seals))


def _check_all(seals: list[tuple[Any, ...]], rows: _Rows, known_head: str | None, erased: int) -> bytes:
    """The hash of the last seal; raises _Broken at the first bad one, and when a head known from elsewhere is gone."""
    before: tuple[int, bytes] = (0, b"")
    known = known_head is None
    for number, seal in enumerate(seals, start=1):
        before = _check_seal(seal, number, before, rows, is_erased=number <= erased)
        known = known or before[1].hex() == known_head
    if not known:
        raise _Broken(None, before[0] + 1, before[0] + 1, "The seal known from elsewhere is no longer in the chain.")
    return before[1]


def verify(url: str, known_head: str | None = None) -> dict[str, Any]:
    """Compare every row with its seal; `url` is palier_backup's address.

    Returns intact, seals, erased_seals, rows, unsealed, oldest_unsealed_seconds, head (hex of the last seal) and broken
    (None, or the first bad link: seal, first_id, last_id, why). Rows unsealed for more than five minutes make the ledger not intact.
    """
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        with connection.cursor() as cursor, connection.cursor(name="ledger") as many:
            cursor.execute(_NOW)
            now = float((cursor.fetchone() or (0.0,))[0])
            cursor.execute(_KEPT_SINCE)
            kept_since = float((cursor.fetchone() or (0.0,))[0])
            cursor.execute(_SEALS)
            seals = cursor.fetchall()
            many.execute(_ROWS)
            rows = _Rows(iter(many))
            broken, head = None, b""
            erased = _erased(seals, rows, kept_since)
            try:
                head = _check_all(seals, rows, known_head, erased)
            except _Broken as found:
                broken = found.where
            sealed_to = seals[-1][2] if seals else 0
            tail = [row for row in rows.rest() if int(row[0]) > sealed_to]
    oldest = max((now - float(row[1]) for row in tail), default=0.0)
    return {
        "intact": broken is None and oldest <= SEALED_WITHIN_SECONDS,
        "seals": len(seals),
        "erased_seals": erased,
        "rows": rows.read,
        "unsealed": len(tail),
        "oldest_unsealed_seconds": max(0, int(oldest)),
        "head": head.hex(),
        "broken": broken,
    }
