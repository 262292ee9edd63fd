"""Under whose name postgres runs. It refuses to run as root, so root lends it an ordinary account."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from config.database.errors import UnusableFolder

LENT_ACCOUNTS = ("postgres", "nobody")  # the first that exists here; none is ever created

ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}  # no PGPORT, no PGDATA leaks in


@dataclass(frozen=True)
class Account:
    """The operating system's account that owns the cluster and runs postgres."""

    uid: int
    gid: int

    @property
    def is_lent(self) -> bool:
        """True when we are root and children must drop to this account."""
        return os.geteuid() == 0

    def spawn(self, command: Sequence[str | Path], output: int) -> subprocess.Popen[bytes]:
        """Start a program as this account, in its own session, with no descriptor of ours but `output`."""
        return subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=ENVIRONMENT,
            close_fds=True,
            start_new_session=True,  # Ctrl-C in our terminal must not stop the database under other commands
            user=self.uid if self.is_lent else None,
            group=self.gid if self.is_lent else None,
            extra_groups=[] if self.is_lent else None,
            umask=0o077,
        )

    def run(self, command: Sequence[str | Path]) -> tuple[int, str]:
        """Run a program to its end as this account; return its exit code and everything it printed."""
        process = self.spawn(command, subprocess.PIPE)
        printed, _ = process.communicate()
        return process.returncode, printed.decode(errors="replace")

    def can_enter(self, folder: Path) -> bool:
        """True when this account may go through `folder`: asked of the kernel, not read from mode bits."""
        if not self.is_lent:
            return os.access(folder, os.X_OK)
        return self.run(["test", "-x", folder])[0] == 0


def server_account(cluster: Path) -> Account:
    """Ourselves; for root, whoever owns the cluster or the data folder, else a lent account.

    Raises UnusableFolder when root finds no account to lend or an ordinary user meets another's cluster.
    """
    owner = _owner(cluster)
    if os.geteuid() != 0:
        if owner is not None and owner.uid != os.geteuid():
            raise UnusableFolder(f"The database in {cluster} belongs to another user (uid {owner.uid}).")
        return Account(os.geteuid(), os.getegid())
    for known in (owner, _owner(cluster.parent)):
        if known is not None and known.uid != 0:
            return known
    return _lent_account()


def _owner(cluster: Path) -> Account | None:
    try:
        seen = cluster.stat()
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise UnusableFolder(f"{cluster} cannot be entered: it belongs to another user.") from error
    return Account(seen.st_uid, seen.st_gid)


def _lent_account() -> Account:
    for name in LENT_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise UnusableFolder(
        "PostgreSQL refuses to run as root and this machine has no account named "
        f"{' or '.join(LENT_ACCOUNTS)}. Create one, or run Palier as an ordinary user."
    )
