"""Where everything lies: one data folder per clone, one short folder for the socket.

The permissions of any other folder are never changed.
"""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from config.database.account import Account
from config.database.errors import NotSetUp, UnusableFolder
from config.database.files import give_away, owner_of, read_private, write_private

CLONE = Path(__file__).resolve().parents[2]
PORT = 5432  # names the socket file; no TCP port is ever opened
LASTING_TEMPORARY = Path("/var/tmp")  # noqa: S108 - decision D1; the owner is checked
SHORT_TEMPORARY = (Path("/tmp"), LASTING_TEMPORARY)  # noqa: S108 - for a folder of mode 0700, owner checked
LONGEST_SOCKET_PATH = 107  # bytes: what the kernel's address structure holds, less its final zero


@dataclass(frozen=True)
class Layout:
    """The names inside one data folder."""

    data: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own folder, 0700, owned by the account that runs it."""
        return self.data / "cluster"

    @property
    def log(self) -> Path:
        """What postgres prints."""
        return self.data / "postgres.log"

    @property
    def binaries(self) -> Path:
        """Copies of the programs, made only when their own folder is closed to the server's account."""
        return self.data / "binaries"

    @property
    def superuser_password(self) -> Path:
        """One line, 0600."""
        return self.data / "superuser-password"

    @property
    def roles(self) -> Path:
        """JSON object, role name to password, 0600."""
        return self.data / "roles.json"

    @property
    def socket_record(self) -> Path:
        """The socket folder last used, so that every command agrees whatever its TMPDIR."""
        return self.data / "socket-folder"

    @property
    def gate(self) -> Path:
        """Lock, exclusive while somebody starts or stops the server."""
        return self.data / "gate.lock"

    @property
    def holders(self) -> Path:
        """Lock, shared by every command that needs the server."""
        return self.data / "holders.lock"

    @property
    def serving(self) -> Path:
        """Lock, exclusive for the one Palier server; contains its address."""
        return self.data / "serving.lock"


def data_folder() -> Path:
    """Decide the data folder (decision D1) without creating anything."""
    chosen = os.environ.get("PALIER_DATA")
    if chosen:
        return Path(chosen).expanduser().absolute()
    mark = short_hash(CLONE)
    if os.geteuid() == 0:
        return Path("/var/lib/palier") / mark
    home = _user_data_home()
    if home is not None:
        return home / "palier" / mark
    return LASTING_TEMPORARY / f"palier-{os.geteuid()}-{mark}"


def layout() -> Layout:
    """The names inside the data folder; it may not exist yet."""
    return Layout(data_folder())


def ready_layout() -> Layout:
    """Create the data folder when missing (0700) and return its names.

    Raises UnusableFolder when it cannot be created, belongs to somebody else or is closed to writing.
    """
    folder = data_folder()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise UnusableFolder(f"The data folder {folder} cannot be created: {error.strerror}.") from error
    if os.geteuid() not in (0, folder.stat().st_uid):
        raise UnusableFolder(f"The data folder {folder} belongs to another user; see PALIER_DATA.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UnusableFolder(f"The data folder {folder} cannot be written to; choose one with PALIER_DATA.")
    return Layout(folder)


def open_to(account: Account, folder: Path) -> None:
    """Let the server's account pass through our data folder (mode +x, that folder only).

    Raises UnusableFolder when a folder above it is closed: those are not ours to open.
    """
    if not account.can_enter(folder) and account.is_lent:
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) | 0o011)
    if not account.can_enter(folder):
        raise UnusableFolder(
            f"PostgreSQL runs as uid {account.uid}, which cannot enter a folder above {folder}. "
            "Choose a data folder with PALIER_DATA that others may pass through, for example under /var/lib."
        )


def ready_socket_folder(names: Layout, account: Account) -> Path:
    """Create or check the socket folder (0700, owned by the server's account) and record it."""
    folder = _choose_socket_folder(names, account)
    _claim(folder, account)
    if _recorded_socket_folder(names) != folder:
        write_private(names.socket_record, f"{folder}\n")
    return folder


def socket_folder(names: Layout) -> Path:
    """The socket folder in use. Raises NotSetUp when no server was ever started for this data folder."""
    recorded = _recorded_socket_folder(names)
    if recorded is None:
        raise NotSetUp(f"No database was set up in {names.data} yet. Run: palier setup-database")
    return recorded


def short_hash(path: Path) -> str:
    """Twelve hexadecimal digits that stand for a path."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]


def _user_data_home() -> Path | None:
    """$XDG_DATA_HOME, or ~/.local/share; None when neither can be written to."""
    home = os.environ.get("HOME")
    chosen = os.environ.get("XDG_DATA_HOME") or (f"{home}/.local/share" if home else "")
    folder = Path(chosen) if chosen.startswith("/") else None
    return folder if folder is not None and _can_be_made(folder) else None


def _can_be_made(folder: Path) -> bool:
    nearest = next(place for place in (folder, *folder.parents) if os.path.lexists(place))
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def _recorded_socket_folder(names: Layout) -> Path | None:
    try:
        return Path(read_private(names.socket_record))
    except NotSetUp:
        return None


def _choose_socket_folder(names: Layout, account: Account) -> Path:
    name = f"palier-{account.uid}-{short_hash(names.data)}"
    recorded = _recorded_socket_folder(names)
    temporary = [Path(tempfile.gettempdir()), *SHORT_TEMPORARY]
    if recorded is not None and recorded.name == name:
        temporary.insert(0, recorded.parent)
    for parent in temporary:
        socket = parent / name / f".s.PGSQL.{PORT}"
        if len(os.fsencode(socket)) <= LONGEST_SOCKET_PATH and _usable_by(account, parent):
            return parent / name
    raise UnusableFolder("No temporary folder can hold the database's socket; set TMPDIR to a short one.")


def _usable_by(account: Account, parent: Path) -> bool:
    return parent.is_dir() and os.access(parent, os.W_OK) and account.can_enter(parent)


def _claim(folder: Path, account: Account) -> None:
    try:
        folder.mkdir(mode=0o700)
        give_away(folder, (account.uid, account.gid))
    except FileExistsError:
        pass
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or owner_of(folder)[0] != account.uid:
        raise UnusableFolder(f"{folder} should be the database's socket folder but belongs to somebody else.")
    if stat.S_IMODE(seen.st_mode) != 0o700:
        folder.chmod(0o700)
