"""Reinforced documents whose bytes still lie clear on the disk: sealed by the job, which may be killed at any moment.

The sealed file is written beside the clear one; then the row says so; then the clear one goes.
"""

import json
import uuid

from palier.access.resealing import at_work
from palier.access.sealed_text import lock_number
from palier.access.sealing import Place, seal
from palier.registry.documents.actions.store import drop_bytes, put_sealed
from palier.registry.documents.models import Document
from palier.registry.documents.queries.store import kept_files, path_of

AT_ONCE = 100


def seal_files(using: str = "default") -> int:
    """For the job role, outside any actor: how many files were sealed. Twice, it does nothing more."""
    done = 0
    while rows := _waiting(using):
        sealed = sum(_seal(using, pk, subject, digest) for pk, subject, digest in rows)
        done += sealed
        if sealed < len(rows):
            break  # what is damaged stays for the page to say so
    _drop_clear_twins(using)
    return done


def _waiting(using: str) -> list[tuple[uuid.UUID, uuid.UUID, bytes]]:
    with at_work(using) as cursor:
        cursor.execute("SELECT * FROM sec.documents_to_seal(%s)", [AT_ONCE])
        return cursor.fetchall()  # type: ignore[no-any-return]


def _seal(using: str, pk: uuid.UUID, subject: uuid.UUID, digest: bytes) -> bool:
    try:
        data = path_of(pk).read_bytes()
    except OSError:
        return False
    key, sealed_digest = put_sealed(pk, data)
    with at_work(using) as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [lock_number(subject)])
        place = Place(Document._meta.db_table, "file_key", pk)
        told = {"file_key": seal(key, place, subject), "sha256": sealed_digest.hex(), "former": bytes(digest).hex()}
        cursor.execute("SELECT sec.seal_document(%s, %s)", [pk, json.dumps(told)])
        done = bool(cursor.fetchone()[0])
    if done:
        drop_bytes(path_of(pk))
    return done


def _drop_clear_twins(using: str) -> None:
    """Clear bytes whose row says that they are sealed: left by a job that was killed between the two."""
    twins = [pk for pk, path in kept_files() if pk and path == path_of(pk, sealed=True) and path_of(pk).exists()]
    with at_work(using) as cursor:
        cursor.execute("SELECT * FROM sec.documents_sealed(%s)", [twins])
        for (pk,) in cursor.fetchall():
            drop_bytes(path_of(pk))
