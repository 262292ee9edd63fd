"""A plain life: first start, second start, several holders, the last one out."""

import contextlib
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from config import database
from config.database import paths, postmaster, server
from config.database.paths import Layout

from .conftest import pid_of, wait_until

HOLD = """
import time
from config import database
kept = database.attach()
print("ready", flush=True)
time.sleep(60)
"""


@pytest.mark.slow
def test_fresh_start_leaves_a_database_ready_for_migrations(empty: Layout) -> None:
    said: list[str] = []

    with database.attach(said.append) as attachment, psycopg.connect(attachment.url("app")) as app:
        assert app.execute("SELECT current_user, current_database()").fetchone() == ("palier_app", "palier")

    assert said == ["Creating the database (first start)."]
    assert server.running(empty) is None
    for secret in (empty.roles, empty.superuser_password, empty.log, empty.holders):
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(empty.cluster.stat().st_mode) == 0o700


def test_a_second_start_makes_nothing_anew(names: Layout) -> None:
    made, said = names.roles.read_bytes(), []

    with database.attach(said.append):
        assert said == []
        assert names.roles.read_bytes() == made


def test_the_last_of_two_holders_stops_the_server(names: Layout, hold: Callable[..., subprocess.Popen[str]]) -> None:
    other = hold()
    pid = pid_of(names)
    with database.attach() as attachment:
        other.terminate()
        other.wait()
        with psycopg.connect(attachment.url("app")) as app:
            assert app.execute("SELECT 1").fetchone() == (1,)
        assert pid_of(names) == pid

    assert postmaster.is_ended(pid)
    assert not (names.cluster / "postmaster.pid").exists()


def test_an_attachment_never_closed_is_closed_at_exit(
    names: Layout, hold: Callable[..., subprocess.Popen[str]]
) -> None:
    hold("from config import database; kept = database.attach(); print('ready')").wait()

    assert server.running(names) is None


@pytest.mark.slow
def test_commands_that_start_together_share_one_server(
    names: Layout,
) -> None:
    before = names.log.read_text().count("starting PostgreSQL")
    python = [sys.executable, "-c", HOLD]
    together = [subprocess.Popen(python, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(4)]

    ready = [process.stdout.readline() for process in together if process.stdout]

    for process in together:
        process.kill()
        process.communicate()
    assert ready == [b"ready\n"] * 4
    with database.attach():
        pass
    assert names.log.read_text().count("starting PostgreSQL") == before + 1


def test_socket_only_and_nothing_weakened(attached: database.Attachment, names: Layout) -> None:
    with psycopg.connect(attached.admin_url()) as admin:
        shown = {
            name: admin.execute("SELECT current_setting(%s)", [name]).fetchone()[0]  # type: ignore[index]
            for name in (
                "data_checksums",
                "fsync",
                "full_page_writes",
                "synchronous_commit",
                "listen_addresses",
            )
        }
        encoding = admin.execute("SHOW server_encoding").fetchone()

    assert encoding == ("UTF8",)
    assert shown.pop("listen_addresses") == ""
    assert set(shown.values()) == {"on"}
    assert not _listens_on_tcp(pid_of(names))


def test_no_role_enters_without_its_password(attached: database.Attachment) -> None:
    for url in (attached.url("app"), attached.admin_url()):
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(url, password="guess")


def test_socket_folder_is_private_and_short(attached: database.Attachment, names: Layout) -> None:
    folder = paths.socket_folder(names)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert folder.stat().st_uid == names.cluster.stat().st_uid
    assert len(os.fsencode(folder / ".s.PGSQL.5432")) <= 107


def test_commands_agree_on_the_socket_whatever_their_tmpdir(
    attached: database.Attachment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", "/var/tmp")

    assert database.urls("app") == attached.url("app")


def test_a_socket_folder_of_somebody_else_is_refused(names: Layout, tmp_path: Path) -> None:
    with database.attach():
        folder = paths.socket_folder(names)
    assert not folder.exists()
    folder.symlink_to(tmp_path)

    with pytest.raises(database.UnusableFolder, match="belongs to somebody else"):
        database.attach()
    folder.unlink()


def test_addresses_work_for_psql_too(attached: database.Attachment) -> None:
    answer = subprocess.run(
        [database.program("psql"), attached.url("palier_stats"), "-Atc", "SELECT current_user"],
        capture_output=True,
        text=True,
    )

    assert (answer.stdout, answer.stderr) == ("palier_stats\n", "")


def test_no_address_for_roles_that_do_not_log_in(attached: database.Attachment) -> None:
    for role in ("owner", "palier_definer", "purge", "postgres"):
        with pytest.raises(database.DatabaseProblem, match="no role that logs in"):
            attached.url(role)


def test_settings_ask_for_addresses_without_starting_anything(names: Layout, empty: Layout) -> None:
    names.roles.unlink()

    with pytest.raises(database.NotSetUp, match="palier setup-database"):
        database.urls("app")
    assert server.running(names) is None


def test_the_log_keeps_no_row(connect: Callable[..., psycopg.Connection], names: Layout) -> None:
    admin = connect("admin")
    admin.execute("CREATE TABLE resident (name text UNIQUE)")
    for _ in range(2):
        with contextlib.suppress(psycopg.errors.UniqueViolation):
            admin.execute("INSERT INTO resident VALUES (%s)", ["Amina Secret"])

    assert "duplicate key" in names.log.read_text()
    assert "Amina" not in names.log.read_text()


def test_stop_leaves_a_held_server_alone(names: Layout, hold: Callable[..., subprocess.Popen[str]]) -> None:
    other = hold()

    assert not database.stop()
    other.kill()
    other.wait()
    assert database.stop()
    wait_until(lambda: server.running(names) is None)


def _listens_on_tcp(pid: int) -> bool:
    inodes = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        target = str(entry.readlink())
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        if Path(f"/proc/net/{table}").exists()
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
    ]
    return any(fields[9] in inodes for fields in lines)
