"""A real server for each test, on a data folder of its own; no process may outlive its test."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from config import database
from config.database import postmaster, server
from config.database.paths import Layout

ROOM_FOR_TESTS = 2_000_000_000  # bytes
CLONE = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _no_server_of_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("PG") or name == "DATABASE_URL":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def made_once() -> Iterator[Path]:
    """A data folder with roles and database, stopped: copied for each test. Nothing runs on it."""
    with pytest.MonkeyPatch.context() as patch, folder_for_tests(patch) as names:
        database.attach(_silent).close()
        patch.undo()  # the session goes on: other folders' tests must find their own surroundings
        yield names.data


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch) -> Iterator[Layout]:
    """An empty data folder, named by PALIER_DATA."""
    with folder_for_tests(monkeypatch) as names:
        yield names


@pytest.fixture
def names(empty: Layout, made_once: Path) -> Layout:
    """A data folder that was set up and stopped."""
    copy_folder(made_once, empty.data)
    return empty


@pytest.fixture
def hold(empty: Layout) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start another process that holds the server; returns once it says that it is ready."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str = "", **environment: str) -> subprocess.Popen[str]:
        words = ["-c", code] if code else ["-m", "config.database", "start-and-hold"]
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=CLONE,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def attached(names: Layout) -> Iterator[database.Attachment]:
    """A running server that was set up."""
    with database.attach(_silent) as attachment:
        yield attachment


@pytest.fixture
def connect(attached: database.Attachment) -> Iterator[Callable[..., psycopg.Connection]]:
    """Connect as a role (`admin` is the superuser), in autocommit."""
    opened: list[psycopg.Connection] = []

    def open_(role: str, name: str = "palier") -> psycopg.Connection:
        url = attached.admin_url(name) if role == "admin" else attached.url(role, name)
        opened.append(psycopg.connect(url, autocommit=True))
        return opened[-1]

    yield open_
    for connection in opened:
        connection.close()


def copy_folder(source: Path, target: Path) -> None:
    """Copy with owners and modes, but not the record of the other folder's socket."""
    subprocess.run(["cp", "-a", f"{source}/.", str(target)], check=True)
    (target / "socket-folder").unlink()


def pid_of(names: Layout) -> int:
    """The running server's pid."""
    found = server.running(names)
    assert found is not None
    return found.pid


def wait_until(true: Callable[[], bool], seconds: float = 10) -> None:
    """Fail unless `true()` within `seconds`."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def _silent(sentence: str) -> None:
    pass


@contextmanager
def folder_for_tests(patch: pytest.MonkeyPatch) -> Iterator[Layout]:
    """PALIER_DATA names a new folder; afterwards no server of it may be left."""
    folder = Path(tempfile.mkdtemp(prefix="palier-test-", dir=_quick_folder()))
    patch.setenv("PALIER_DATA", str(folder))
    patch.delenv("DATABASE_URL", raising=False)
    yield Layout(folder)
    patch.setenv("PALIER_DATA", str(folder))
    patch.delenv("DATABASE_URL", raising=False)
    database.stop(_silent)  # what a killed holder left
    left = _postgres_in(folder / "cluster")
    _remove(folder)
    assert not left, "postgres outlived its test"


def _quick_folder() -> str:
    """In memory where there is room: these tests copy a cluster fifty times. kill -9 is the same there."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > ROOM_FOR_TESTS
    return str(memory) if has_room and os.access(memory, os.W_OK) else "/tmp"


def _remove(folder: Path) -> None:
    for pid in _postgres_in(folder / "cluster"):
        os.kill(pid, signal.SIGKILL)
    sockets = folder / "socket-folder"
    if sockets.exists():
        shutil.rmtree(sockets.read_text().strip(), ignore_errors=True)
    shutil.rmtree(folder)


def _postgres_in(cluster: Path) -> list[int]:
    """Living processes that work in this cluster, the postmaster and its children alike."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == cluster and not postmaster.is_ended(int(entry.name)):
                found.append(int(entry.name))
        except OSError:
            continue
    return found
