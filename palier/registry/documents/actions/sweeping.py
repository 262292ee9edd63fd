"""What lies on the disk without a row is swept away: an interrupted send, or a document that reached its end."""

import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import connection

from palier.kernel import clock
from palier.registry.documents.actions.store import drop_bytes
from palier.registry.documents.queries.store import DOCUMENTS, kept_files
from palier.registry.documents.rules import SWEPT_AFTER

AT_ONCE = 1_000  # ids asked in one statement


Ids = Sequence[uuid.UUID]


def sweep() -> int:
    """For the job role, outside any actor: how many documents went. One younger than a day is left alone."""
    return sweep_shelf(DOCUMENTS, _there)


def sweep_shelf(shelf: str, there: Callable[[Ids], set[uuid.UUID]]) -> int:
    """The same for any shelf. `there`: of these ids, those that still have a row."""
    until = (clock.now() - SWEPT_AFTER).timestamp()
    old = [(pk, path) for pk, path in kept_files(shelf) if path.stat().st_mtime < until]
    return sum(_sweep(old[start : start + AT_ONCE], there) for start in range(0, len(old), AT_ONCE))


def _there(ids: Ids) -> set[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.documents_there(%s)", [list(ids)])
        return {row[0] for row in cursor.fetchall()}


def _sweep(files: Sequence[tuple[uuid.UUID | None, Path]], there: Callable[[Ids], set[uuid.UUID]]) -> int:
    stay = there([pk for pk, _path in files if pk])
    gone = [path for pk, path in files if pk is None or pk not in stay]
    for path in gone:
        drop_bytes(path)
    return len(gone)
