"""Where bytes lie: outside the database, on a shelf of their wing, under an id that says nothing."""

import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

DOCUMENTS = "documents"  # the shelf of what is kept here; another wing names its own
SEALED = ".sealed"


def folder(shelf: str = DOCUMENTS) -> Path:
    """The folder of all files of a shelf. It may not be there yet."""
    return Path(settings.MEDIA_ROOT) / shelf


def path_of(pk: uuid.UUID, *, sealed: bool = False, shelf: str = DOCUMENTS) -> Path:
    """`<shelf>/<last two hex digits>/<id>`: ids begin with the time, so only their end spreads them."""
    return folder(shelf) / pk.hex[-2:] / f"{pk}{SEALED if sealed else ''}"


def kept_files(shelf: str = DOCUMENTS) -> Iterator[tuple[uuid.UUID | None, Path]]:
    """Every file on the disk with the id it stands for; None for one that was being written."""
    for path in sorted(folder(shelf).glob("??/*")):
        try:
            yield uuid.UUID(path.name.removesuffix(SEALED)), path
        except ValueError:
            yield None, path
