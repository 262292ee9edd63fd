"""Reads `postmaster.pid` and tells whether that process is really our server (decision D3)."""

import enum
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from config.database.errors import UnusableFolder

CLOCK_SLACK = 10  # seconds between the kernel's and the file's idea of the start


class Life(enum.Enum):
    """What became of the process named in `postmaster.pid`."""

    RUNNING = "running"
    ZOMBIE = "zombie"
    GONE = "gone"


@dataclass(frozen=True)
class Postmaster:
    """The first line, the third and the last of `postmaster.pid`."""

    pid: int
    started: int
    status: str

    @property
    def is_ready(self) -> bool:
        """True when it accepts connections."""
        return self.status == "ready"


def read_lock(cluster: Path) -> Postmaster | None:
    """The server that claims this cluster; None without a lock file or while it is not written whole."""
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        return Postmaster(int(lines[0]), int(lines[2]), lines[7].strip() if len(lines) > 7 else "starting")
    except (FileNotFoundError, IndexError, ValueError):
        return None
    except PermissionError:
        raise UnusableFolder(f"The database in {cluster} belongs to another user.") from None


def life_of(claimed: Postmaster, cluster: Path) -> Life:
    """Whether the claimed process runs postgres on this very cluster."""
    fields = _stat(claimed.pid)
    if fields is None or fields.state == "X":
        return Life.GONE
    if fields.state == "Z":
        return Life.ZOMBIE if fields.program == "postgres" else Life.GONE
    is_ours = fields.program == "postgres" and _works_in(claimed, fields, cluster)
    return Life.RUNNING if is_ours else Life.GONE


def is_ended(pid: int) -> bool:
    """True when the process is gone or only waits to be reaped."""
    fields = _stat(pid)
    return fields is None or fields.state in "XZ"


def remove_lock(cluster: Path, sockets: Path) -> None:
    """Take away the lock files of a dead server; postgres itself would take any living pid for its owner."""
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    for leftover in sockets.glob(".s.PGSQL.*"):
        leftover.unlink(missing_ok=True)


@dataclass(frozen=True)
class _Stat:
    program: str
    state: str
    started: float  # seconds since 1970


def _stat(pid: int) -> _Stat | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    head, _, tail = text.rpartition(")")
    fields = tail.split()
    ticks = int(fields[19])
    return _Stat(head.partition("(")[2], fields[0], _boot_time() + ticks / os.sysconf("SC_CLK_TCK"))


def _boot_time() -> int:
    for line in Path("/proc/stat").read_text(encoding="ascii").splitlines():
        if line.startswith("btime "):
            return int(line.split()[1])
    return 0


def _works_in(claimed: Postmaster, fields: _Stat, cluster: Path) -> bool:
    """A server works inside its cluster. Where the kernel will not tell us, compare the times of start."""
    with suppress(PermissionError):
        try:
            return Path(f"/proc/{claimed.pid}/cwd").samefile(cluster)
        except FileNotFoundError:
            return False
    return abs(fields.started - claimed.started) <= CLOCK_SLACK
