"""What lies on the disk without a row is swept away: an interrupted send, or a document that reached its end."""

import uuid
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

from palier.kernel import clock
from palier.registry.documents.actions.store import drop_bytes
from palier.registry.documents.queries.store import kept_files
from palier.registry.documents.rules import SWEPT_AFTER

AT_ONCE = 1_000  # ids asked in one statement


def sweep() -> int:
    """For the job role, outside any actor: how many files went. One younger than a day is left alone."""
    until = (clock.now() - SWEPT_AFTER).timestamp()
    old = [(pk, path) for pk, path in kept_files() if path.stat().st_mtime < until]
    return sum(_sweep(old[start : start + AT_ONCE]) for start in range(0, len(old), AT_ONCE))


def _sweep(files: Sequence[tuple[uuid.UUID | None, Path]]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.documents_there(%s)", [[pk for pk, _path in files if pk]])
        there = {row[0] for row in cursor.fetchall()}
    gone = [path for pk, path in files if pk is None or pk not in there]
    for path in gone:
        drop_bytes(path)
    return len(gone)
