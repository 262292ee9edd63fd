"""Small files that must be whole, private and owned by whoever owns their folder."""

import os
import secrets
from pathlib import Path

from config.database.errors import NotSetUp, UnusableFolder


def write_private(path: Path, text: str, owner: tuple[int, int] | None = None) -> None:
    """Write `text` at `path`, mode 0600, so that a crash leaves the old file or the new one.

    `owner` is (uid, gid); without it the folder's owner. Only root can give a file away.
    """
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        give_away(file.fileno(), owner or owner_of(path.parent))
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
    sync_folder(path.parent)


def read_private(path: Path) -> str:
    """The text at `path`. Raises NotSetUp when it is missing, UnusableFolder when not ours to read."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise NotSetUp(f"{path} does not exist yet. Run: palier setup-database") from None
    except PermissionError:
        raise UnusableFolder(f"{path} belongs to another user. Run Palier as that user.") from None


def open_private(path: Path, flags: int) -> int:
    """Open or create `path` (mode 0600, never through a symbolic link); return its descriptor."""
    descriptor = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    give_away(descriptor, owner_of(path.parent))
    return descriptor


def owner_of(path: Path) -> tuple[int, int]:
    """(uid, gid) of a file or folder."""
    seen = path.stat()
    return seen.st_uid, seen.st_gid


def give_away(target: int | Path, owner: tuple[int, int]) -> None:
    """Make `owner` (uid, gid) the owner when we are root; otherwise leave as it is."""
    if os.geteuid() == 0:
        os.chown(target, *owner)


def sync_folder(folder: Path) -> None:
    """Make a rename inside `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
