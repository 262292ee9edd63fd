"""The keys of the reinforced tier: one a subject, outside the database, in a folder of their own (ADR 16).

A file holds the versions of one subject's key, newest last. It is written whole or not at all, and is on the disk
before anything sealed with it reaches the database. Without it every copy of what it sealed is unreadable.
"""

import base64
import datetime
import fcntl
import json
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from config.database import write_private
from palier.kernel import clock

BYTES = 32  # AES-256
KEPT_SECONDS = 30.0  # a key stays in memory no longer than this after it was last read from the disk


class NoKey(Exception):
    """This version of this subject's key is not there: it was destroyed, or never here."""


@dataclass(frozen=True)
class Version:
    """One version of a key. `retired`: since when no row bears it; readers open what they hold for some minutes."""

    number: int
    secret: bytes
    retired: datetime.datetime | None = None


Versions = tuple[Version, ...]
_Seen = tuple[int, int, int]
_kept: dict[Path, tuple[_Seen, float, Versions]] = {}


def folder() -> Path:
    """Where the keys of this database lie. It may not be there yet."""
    return Path(settings.KEYS_ROOT)


def path_of(subject: uuid.UUID) -> Path:
    """`<last two hex digits>/<id>`: ids begin with the time, so only their end spreads them."""
    return folder() / subject.hex[-2:] / str(subject)


def versions(subject: uuid.UUID) -> Versions:
    """The versions of a subject's key, oldest first; none when it has no key.

    Each call looks at the file: one that was changed is read again, one that is gone opens nothing from then on.
    """
    path = path_of(subject)
    try:
        seen = _seen(path)
    except FileNotFoundError:
        _kept.pop(path, None)
        return ()
    found = _kept.get(path)
    if found is None or found[0] != seen or time.monotonic() > found[1] + KEPT_SECONDS:
        _forget_the_old()
        found = _kept[path] = (seen, time.monotonic(), _read(path))
    return found[2]


def secret_of(subject: uuid.UUID, number: int) -> bytes:
    """Raises NoKey when this version is gone."""
    for version in versions(subject):
        if version.number == number:
            return version.secret
    raise NoKey(f"{subject} {number}")


def newest(subject: uuid.UUID) -> Version:
    """The version to seal with; a subject without a key gets its first."""
    found = versions(subject)
    if not found:
        with _alone():
            found = versions(subject) or _write(subject, (_new(),))
    return found[-1]


def add_version(subject: uuid.UUID) -> Version:
    """A new version, with which everything is sealed from now on. The former ones still open what bears them."""
    with _alone():
        found = versions(subject)
        return _write(subject, (*found, _new(found[-1].number if found else 0)))[-1]


def retire(subject: uuid.UUID, numbers: set[int]) -> None:
    """No row bears these versions any more. The newest is never retired, and none is twice."""
    with _alone():
        found = versions(subject)
        now = clock.now()
        turned = tuple(
            replace(one, retired=now) if one.number in numbers and one.retired is None and one != found[-1] else one
            for one in found
        )
        if turned != found:
            _write(subject, turned)


def drop(subject: uuid.UUID, numbers: set[int]) -> None:
    """Destroys former versions: what was copied under them opens nowhere any more. The newest stays."""
    if not numbers:
        return
    with _alone():
        found = versions(subject)
        staying = tuple(one for one in found if one.number not in numbers or one == found[-1])
        if staying != found:
            _write(subject, staying)


def destroy(subject: uuid.UUID) -> None:
    """Destroys the whole key. What it sealed is gone everywhere, in every backup of the database too."""
    path = path_of(subject)
    with _alone():
        if path.exists():
            path.unlink()
            _to_disk(path.parent)
    _kept.pop(path, None)


def subjects() -> Iterator[uuid.UUID]:
    """Every subject that has a key."""
    for path in sorted(folder().glob("??/*")):
        if not path.name.startswith("."):
            yield uuid.UUID(path.name)


def _new(former: int = 0) -> Version:
    """Numbered by the clock: a key that was destroyed and one made after it never share a number."""
    return Version(max(former + 1, time.time_ns() // 1_000_000), os.urandom(BYTES))


def _seen(path: Path) -> _Seen:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def _forget_the_old() -> None:
    until = time.monotonic() - KEPT_SECONDS
    for path in [path for path, (_, read_at, _) in list(_kept.items()) if read_at < until]:
        _kept.pop(path, None)


def _read(path: Path) -> Versions:
    try:
        lines = json.loads(path.read_text())
    except FileNotFoundError:
        return ()
    return tuple(
        Version(
            line["version"],
            base64.b64decode(line["key"]),
            datetime.datetime.fromisoformat(line["retired"]) if line["retired"] else None,
        )
        for line in lines
    )


def _write(subject: uuid.UUID, found: Versions) -> Versions:
    lines = [
        {
            "version": one.number,
            "key": base64.b64encode(one.secret).decode(),
            "retired": one.retired.isoformat() if one.retired else None,
        }
        for one in found
    ]
    path = path_of(subject)
    _make_folder(path.parent)
    for half in path.parent.glob(f".{path.name}.*"):  # of somebody who was killed while writing: we are alone here
        half.unlink()
    write_private(path, json.dumps(lines))
    _kept.pop(path, None)
    return found


@contextmanager
def _alone() -> Iterator[None]:
    """One writer at a time, of all processes; the lock of a process that dies goes with it."""
    _make_folder(folder())
    descriptor = os.open(folder() / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _make_folder(path: Path) -> None:
    for part in (folder().parent, folder(), path):
        if not part.is_dir():
            part.mkdir(mode=0o700, parents=True, exist_ok=True)
            _to_disk(part.parent)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
