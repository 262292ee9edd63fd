"""Starts, awaits and stops the one postgres of a data folder. Callers hold the gate (see holders.py)."""

import os
import signal
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from config.database import postmaster
from config.database.account import Account, server_account
from config.database.binaries import server_programs
from config.database.cluster import ensure_cluster
from config.database.errors import ServerDidNotStart
from config.database.files import open_private
from config.database.paths import PORT, Layout, open_to, ready_socket_folder, socket_folder
from config.database.postmaster import Life, Postmaster
from config.database.progress import Say, Waiting

DEAD_SERVER_PATIENCE = 10.0  # seconds for a killed server and its children to leave (decision D3)
LOG_LIMIT = 10_000_000  # bytes; a longer log is set aside at the next start
LAST_LINES = 15  # of the log, shown when a start fails
PASSING_FAILURES = ("pre-existing shared memory block", 'lock file "postmaster.pid" already exists')

# Given on the command line: in force whatever a file of the cluster says. For 2 cores and 4 to 24 GB.
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "max_parallel_workers_per_gather": "1",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_buffers": "16MB",
    "wal_compression": "on",
    "min_wal_size": "256MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    # The log holds no row: neither statements nor parameters nor the key of a refused row.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
}


@dataclass(frozen=True)
class _Place:
    """Everything a start needs to know."""

    names: Layout
    account: Account
    programs: Path
    sockets: Path


def ensure_running(names: Layout, say: Say) -> None:
    """Return when a ready server works on this data folder: found, awaited or started.

    Recovery may last as long as it needs. Raises ServerDidNotStart, UnusableFolder or DatabaseProblem.
    """
    claimed = running(names)
    if claimed is not None and claimed.is_ready:
        return
    place = _ready_place(names, say)
    deadline = time.monotonic() + DEAD_SERVER_PATIENCE
    while True:
        if _await_claimed(place, say):
            return
        failure = _start(place, say)
        if failure is None:
            return
        if time.monotonic() > deadline or not any(words in failure for words in PASSING_FAILURES):
            raise ServerDidNotStart(f"PostgreSQL did not start. Its last lines, from {names.log}:\n{failure}")
        time.sleep(0.2)


def running(names: Layout) -> Postmaster | None:
    """The living server of this data folder, ready or not; None when there is none."""
    claimed = postmaster.read_lock(names.cluster)
    if claimed is None or postmaster.life_of(claimed, names.cluster) is not Life.RUNNING:
        return None
    return claimed


def wait_for_end(claimed: Postmaster, seconds: float) -> None:
    """Return when this server has ended, at most after `seconds`: one just killed still looks alive."""
    deadline = time.monotonic() + seconds
    while not postmaster.is_ended(claimed.pid) and time.monotonic() < deadline:
        time.sleep(0.02)


def stop(names: Layout, say: Say) -> None:
    """Fast shutdown: clients are cut, everything is written; process and socket are gone on return."""
    claimed = running(names)
    if claimed is None:
        return
    os.kill(claimed.pid, signal.SIGINT)
    waiting = Waiting(say, "Waiting for PostgreSQL to write everything and stop")
    while not postmaster.is_ended(claimed.pid):
        waiting.pause()
    with suppress(OSError):  # it goes with its server; one that is not empty stays
        socket_folder(names).rmdir()


def _ready_place(names: Layout, say: Say) -> _Place:
    account = server_account(names.cluster)
    open_to(account, names.data)
    programs = server_programs(names, account)
    ensure_cluster(names, account, programs, say)
    return _Place(names, account, programs, ready_socket_folder(names, account))


def _await_claimed(place: _Place, say: Say) -> bool:
    """True once a living server is ready; False when none lives and no lock is left in the way."""
    cluster = place.names.cluster
    waiting = Waiting(say, "Waiting for the PostgreSQL already there: it is starting, recovering or stopping")
    while (cluster / "postmaster.pid").exists():
        claimed = postmaster.read_lock(cluster)
        life = Life.ZOMBIE if claimed is None else postmaster.life_of(claimed, cluster)
        if life is Life.RUNNING and claimed is not None and claimed.is_ready:
            return True
        is_hopeless = life is Life.ZOMBIE and waiting.seconds > DEAD_SERVER_PATIENCE
        if life is Life.GONE or is_hopeless:
            postmaster.remove_lock(cluster, place.sockets)
            return False
        waiting.pause()
    return False


def _start(place: _Place, say: Say) -> str | None:
    """Start postgres as our direct child. None when it is ready, else the last lines of its log."""
    settings = SETTINGS | {"unix_socket_directories": str(place.sockets)}
    command = [str(place.programs / "postgres"), "-D", str(place.names.cluster)]
    command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    _set_aside_long_log(place.names.log)
    log = open_private(place.names.log, os.O_WRONLY | os.O_APPEND)
    try:
        began_at = os.fstat(log).st_size
        process = place.account.spawn(command, output=log)
    finally:
        os.close(log)
    threading.Thread(target=process.wait, name="reap-postgres", daemon=True).start()
    if _await_ready(place.names.cluster, process, say):
        return None
    return _last_lines(place.names.log, began_at)


def _await_ready(cluster: Path, process: subprocess.Popen[bytes], say: Say) -> bool:
    waiting = Waiting(say, "PostgreSQL is starting; after an interruption it first repairs itself")
    while not postmaster.is_ended(process.pid):
        claimed = postmaster.read_lock(cluster)
        if claimed is not None and claimed.pid == process.pid and claimed.is_ready:
            return True
        waiting.pause()
    return False


def _set_aside_long_log(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))


def _last_lines(log: Path, began_at: int) -> str:
    with log.open("rb") as file:
        file.seek(began_at)
        lines = file.read().decode(errors="replace").splitlines()
    return "\n".join(lines[-LAST_LINES:])
