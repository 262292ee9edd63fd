"""Where the bytes of documents lie: outside the database, under the row's id, which says nothing."""

import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """The folder of all documents. It may not be there yet."""
    return Path(settings.MEDIA_ROOT) / "documents"


SEALED = ".sealed"


def path_of(pk: uuid.UUID, *, sealed: bool = False) -> Path:
    """`documents/<last two hex digits>/<id>`: ids begin with the time, so only their end spreads them."""
    return folder() / pk.hex[-2:] / f"{pk}{SEALED if sealed else ''}"


def kept_files() -> Iterator[tuple[uuid.UUID | None, Path]]:
    """Every file on the disk with the id it stands for; None for one that was being written."""
    for path in sorted(folder().glob("??/*")):
        try:
            yield uuid.UUID(path.name.removesuffix(SEALED)), path
        except ValueError:
            yield None, path
