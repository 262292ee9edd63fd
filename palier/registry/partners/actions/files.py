"""A file of the directory waits between the look and the press: one a post, in a folder of the server's own user."""

import json
import os
import shutil
from collections.abc import Iterable
from typing import Any

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.kernel.errors import InvalidInput
from palier.registry.partners.queries.exchange import folder

LARGEST = 20 * 1024 * 1024


def keep_file(*, actor: Actor, name: str, chunks: Iterable[bytes]) -> None:
    """Keep a file of this post; the one that waited goes. Raises InvalidInput."""
    require(actor, Capability.PARTNER_EXCHANGE)
    drop_file(actor=actor)
    place = folder(actor)
    place.mkdir(parents=True, mode=0o700)
    size = 0
    with _private(str(place / "file")) as stream:
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST:
                break
            stream.write(chunk)
    if size > LARGEST:
        drop_file(actor=actor)
        raise InvalidInput({"file": ["This file is larger than 20 MB."]})
    with _private(str(place / "facts.json")) as stream:
        stream.write(json.dumps({"name": name[:120]}, ensure_ascii=False).encode())


def drop_file(*, actor: Actor) -> None:
    """Forget the file."""
    require(actor, Capability.PARTNER_EXCHANGE)
    shutil.rmtree(folder(actor), ignore_errors=True)


def _private(path: str) -> Any:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
