"""kill -9 of anything, at any moment: the next command finds its data again."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from config import database
from config.database import postmaster, progress, server
from config.database.paths import Layout

from .conftest import CLONE, copy_folder, pid_of, wait_until

Hold = Callable[..., subprocess.Popen[str]]

PARENT_THAT_DOES_NOT_REAP = """
import time
from config import database
from config.database import server
class Deaf:
    def __init__(self, **ignored): pass
    def start(self): pass
server.threading.Thread = Deaf
kept = database.attach()
print("ready", flush=True)
time.sleep(60)
"""


@pytest.mark.slow
def test_kill_of_holder_and_postgres_loses_nothing_acknowledged(names: Layout, hold: Hold) -> None:
    holder = hold()
    with psycopg.connect(database.admin_url("palier"), autocommit=True) as admin:
        admin.execute("CREATE TABLE note (id int)")
        admin.execute("INSERT INTO note SELECT generate_series(1, 1000)")
        holder.kill()
        os.kill(pid_of(names), signal.SIGKILL)
    holder.wait()

    with database.attach() as attachment, psycopg.connect(attachment.admin_url("palier")) as admin:
        assert admin.execute("SELECT count(*) FROM note").fetchone() == (1000,)


def test_an_orphaned_server_is_found_again_and_stopped_by_the_last(names: Layout, hold: Hold) -> None:
    holder = hold()
    pid = pid_of(names)
    holder.kill()
    holder.wait()
    assert not postmaster.is_ended(pid)

    with database.attach():
        assert pid_of(names) == pid

    assert postmaster.is_ended(pid)


def test_stale_pid_of_another_program_is_cleared(names: Layout) -> None:
    _write_lock(names, os.getppid())

    with database.attach():
        assert pid_of(names) != os.getppid()


@pytest.mark.slow
def test_stale_pid_of_the_postgres_of_another_folder_is_cleared(names: Layout, made_once: Path, hold: Hold) -> None:
    hold()
    stranger = pid_of(names)
    neighbour = Layout(names.data.with_name(names.data.name + "-b"))
    neighbour.data.mkdir(mode=0o711)
    copy_folder(made_once, neighbour.data)
    _write_lock(neighbour, stranger)
    script = "from config import database; kept = database.attach(); print('ready'); kept.close()"

    hold(script, PALIER_DATA=str(neighbour.data)).wait()

    assert not postmaster.is_ended(stranger)
    assert "ready to accept connections" in neighbour.log.read_text()
    shutil.rmtree(neighbour.data)


@pytest.mark.slow
def test_a_zombie_server_is_waited_for(names: Layout, hold: Hold) -> None:
    parent = hold(PARENT_THAT_DOES_NOT_REAP)
    zombie = _make_zombie(names)
    attaching = subprocess.Popen(
        [sys.executable, "-m", "config.database", "start-and-hold"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=CLONE,
    )
    time.sleep(1)
    assert (names.cluster / "postmaster.pid").read_text().startswith(f"{zombie}\n")

    parent.kill()

    assert attaching.stdout is not None
    assert attaching.stdout.readline() == b"ready\n"
    assert pid_of(names) != zombie
    attaching.terminate()
    attaching.communicate()


@pytest.mark.slow
def test_a_zombie_that_stays_is_passed_by(names: Layout, hold: Hold, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "DEAD_SERVER_PATIENCE", 1.0)
    hold(PARENT_THAT_DOES_NOT_REAP)
    zombie = _make_zombie(names)

    with database.attach():
        assert pid_of(names) != zombie
    # the parent still holds the lock, so the server stays for it
    assert server.running(names) is not None


@pytest.mark.slow
def test_backends_of_a_killed_server_are_waited_for(names: Layout, hold: Hold) -> None:
    hold()
    busy = psycopg.connect(database.admin_url(), autocommit=True)
    backend = busy.info.backend_pid
    os.kill(backend, signal.SIGSTOP)
    os.kill(pid_of(names), signal.SIGKILL)
    said: list[str] = []
    resume = subprocess.Popen(["sh", "-c", f"sleep 1; kill -CONT {backend}"])

    with database.attach(said.append) as attachment, psycopg.connect(attachment.admin_url()) as admin:
        assert admin.execute("SELECT 1").fetchone() == (1,)
    resume.wait()
    busy.close()


def test_an_empty_lock_file_is_not_for_ever(names: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "DEAD_SERVER_PATIENCE", 0.3)
    (names.cluster / "postmaster.pid").touch()

    with database.attach():
        assert server.running(names) is not None


@pytest.mark.slow
def test_a_first_start_killed_halfway_starts_over(empty: Layout) -> None:
    (empty.data / "cluster.new").mkdir()
    (empty.data / "cluster.new" / "PG_VERSION").write_text("18\n")
    empty.superuser_password.write_text("of the interrupted start\n")

    with database.attach() as attachment, psycopg.connect(attachment.admin_url()) as admin:
        assert admin.execute("SELECT 1").fetchone() == (1,)


def test_a_killed_backend_is_survived(names: Layout, attached: database.Attachment) -> None:
    with psycopg.connect(attached.admin_url()) as victim:
        os.kill(victim.info.backend_pid, signal.SIGKILL)
        with database.attach() as second, psycopg.connect(second.admin_url()) as admin:
            assert admin.execute("SELECT 1").fetchone() == (1,)


def test_a_server_that_cannot_start_tells_its_last_lines(names: Layout) -> None:
    (names.cluster / "postgresql.conf").write_text("no_such_setting = 1\n")

    with pytest.raises(database.ServerDidNotStart, match="no_such_setting"):
        database.attach()


def test_neither_children_nor_forked_copies_hold_the_server(names: Layout) -> None:
    attachment = database.attach()
    pid = pid_of(names)
    child = subprocess.Popen(["sleep", "60"], close_fds=False)
    copy = os.fork()
    if copy == 0:
        attachment.close()
        time.sleep(60)
        os._exit(0)
    time.sleep(0.2)
    assert not postmaster.is_ended(pid), "the copy's close() must not stop the server"

    attachment.close()

    assert postmaster.is_ended(pid)
    child.kill()
    child.wait()
    os.kill(copy, signal.SIGKILL)
    os.waitpid(copy, 0)


def test_recovery_is_told_while_it_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "FIRST_WORD", 0.0)
    said: list[str] = []

    progress.Waiting(said.append, "PostgreSQL is starting").pause()

    assert said == ["PostgreSQL is starting (0 s)"]


def _write_lock(names: Layout, pid: int) -> None:
    (names.cluster / "postmaster.pid").write_text(f"{pid}\n{names.cluster}\n1\n5432\n/tmp\n\n1 2\nready\n")


def _make_zombie(names: Layout) -> int:
    pid = pid_of(names)
    os.kill(pid, signal.SIGKILL)
    claimed = postmaster.read_lock(names.cluster)
    assert claimed is not None
    wait_until(lambda: postmaster.life_of(claimed, names.cluster) is postmaster.Life.ZOMBIE)
    return pid
