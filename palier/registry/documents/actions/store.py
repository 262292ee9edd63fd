"""Bytes to the disk and off it: whole or not at all, readable by the server alone."""

import base64
import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from palier.access.sealed_files import new_secret, sealed_pieces
from palier.registry.documents.queries.store import DOCUMENTS, path_of

FOLDER_MODE, FILE_MODE = 0o700, 0o600


def put_bytes(pk: uuid.UUID, data: bytes, shelf: str = DOCUMENTS) -> None:
    """As they are."""
    _put(path_of(pk, shelf=shelf), [data])


def put_sealed(pk: uuid.UUID, data: bytes) -> tuple[str, bytes]:
    """Sealed with a key of their own. Returns it, for the row to hold, and the SHA-256 of what lies on the disk."""
    secret, digest = new_secret(), hashlib.sha256()

    def pieces() -> Iterator[bytes]:
        for piece in sealed_pieces(data, secret, pk.bytes):
            digest.update(piece)
            yield piece

    _put(path_of(pk, sealed=True), pieces())
    return base64.b64encode(secret).decode(), digest.digest()


def _put(path: Path, pieces: Iterable[bytes]) -> None:
    """Writes them beside, brings them to the disk, then gives them their name: a crash leaves no half document."""
    _make_folder(path.parent)
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)  # of a job that was killed: two never write the same
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.rename(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _to_disk(path.parent)


def drop_bytes(path: Path) -> None:
    """Takes a file away; when it is gone already, it is gone."""
    path.unlink(missing_ok=True)


def _make_folder(path: Path) -> None:
    for part in (path.parent, path):
        if not part.is_dir():
            part.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            _to_disk(part.parent)


def _to_disk(path: Path) -> None:
    """A name is on the disk only once its folder is."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
