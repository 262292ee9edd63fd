"""Reinforced documents whose bytes still lie clear on the disk: sealed by the job, which may be killed at any moment.

The sealed file is written beside the clear one; then the row says so; then the clear one goes.
"""

import hashlib
import json
import uuid
from typing import Any

from palier.access.resealing import at_work
from palier.access.sealed_text import lock_number
from palier.access.sealing import Place, seal
from palier.registry.documents.actions.store import drop_bytes, put_sealed
from palier.registry.documents.models import Document
from palier.registry.documents.queries.store import kept_files, path_of

AT_ONCE = 100


def seal_files(using: str = "default") -> int:
    """For the job role, outside any actor: how many files were sealed. Twice, it does nothing more."""
    done, after = 0, uuid.UUID(int=0)
    while rows := _waiting(using, after):
        done += sum(_seal(using, *row) for row in rows)
        after = rows[-1][0]
    _drop_clear_twins(using)
    return done


def _waiting(using: str, after: uuid.UUID) -> list[tuple[uuid.UUID, uuid.UUID, bytes]]:
    with at_work(using) as cursor:
        cursor.execute("SELECT * FROM sec.documents_to_seal(%s, %s)", [after, AT_ONCE])
        return cursor.fetchall()  # type: ignore[no-any-return]


def _seal(using: str, pk: uuid.UUID, subject: uuid.UUID, digest: bytes) -> bool:
    """False for what is damaged, which stays for its page to say so, and for what another process seals or sealed."""
    with at_work(using) as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock_number(pk)])  # two would write one file
        if not cursor.fetchone()[0] or _are_sealed(cursor, [pk]) or (data := _whole(pk, digest)) is None:
            return False
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [lock_number(subject)])
        key, sealed_digest = put_sealed(pk, data)
        place = Place(Document._meta.db_table, "file_key", pk)
        told = {"file_key": seal(key, place, subject), "sha256": sealed_digest.hex(), "former": bytes(digest).hex()}
        cursor.execute("SELECT sec.seal_document(%s, %s)", [pk, json.dumps(told)])
        done = bool(cursor.fetchone()[0])
    if done:
        drop_bytes(path_of(pk))
    return done


def _whole(pk: uuid.UUID, digest: bytes) -> bytes | None:
    """The bytes that were kept; None when these are others."""
    try:
        data = path_of(pk).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).digest() == bytes(digest) else None


def _are_sealed(cursor: Any, ids: list[uuid.UUID]) -> list[uuid.UUID]:
    cursor.execute("SELECT * FROM sec.documents_sealed(%s)", [ids])
    return [row[0] for row in cursor.fetchall()]


def _drop_clear_twins(using: str) -> None:
    """Clear bytes whose row says that they are sealed: left by a job that was killed between the two."""
    twins = [pk for pk, path in kept_files() if pk and path == path_of(pk, sealed=True) and path_of(pk).exists()]
    with at_work(using) as cursor:
        for pk in _are_sealed(cursor, twins):
            drop_bytes(path_of(pk))
