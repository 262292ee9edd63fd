"""The suite's own PostgreSQL: a temporary cluster, a migrated template, one copy of it a test process.

Tests commit for real: the two locks stand on two connections, and an outer transaction would hide what one sees of the
other. Nothing is cleaned up between tests; each test makes an organisation of its own (see `stage`) and the wall between
organisations does the rest. Order is random.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of a property: how long an example takes is never the question here. The suite tries the same
# examples each time, so that red always means a change; `make properties` draws new ones, to find what nobody thought of.
DRAWN = os.environ.get("PALIER_PROPERTIES") == "drawn"
settings.register_profile(
    "palier", deadline=None, derandomize=not DRAWN, suppress_health_check=[HealthCheck.too_slow], print_blob=DRAWN
)
settings.load_profile("palier")

ROOT = Path(__file__).resolve().parent.parent
_attachment = None


def pytest_configure(config: pytest.Config) -> None:
    global _attachment
    os.environ.setdefault("PALIER_DATA", _own_folder())
    os.environ["PALIER_ROLE"] = "test"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["PALIER_HOSTS"] = "testserver,localhost,127.0.0.1"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "1"  # the browser driver keeps a loop in this thread; nothing of ours is async
    )
    os.environ.pop("PALIER_NOW", None)
    from config import database

    _attachment = database.attach(progress=lambda sentence: None)
    name = "palier_" + os.environ.get("PYTEST_XDIST_WORKER", "main")
    _template()
    database.drop_database(name)
    database.create_database(name, "palier_template")
    _without_waiting_for_the_disk(name)
    os.environ["PALIER_DATABASE"] = name
    import django

    django.setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    if _attachment is None:
        return
    from django.db import connections

    connections.close_all()
    _attachment.close()
    own = os.environ.get("PALIER_TEST_FOLDER")
    if own and "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(own, ignore_errors=True)


def _own_folder() -> str:
    """A folder that this run alone uses; its workers inherit it."""
    made = tempfile.mkdtemp(prefix="palier-test-")
    os.environ["PALIER_TEST_FOLDER"] = made
    return made


def _template() -> None:
    """The migrated database every test process copies, made once."""
    from config import database

    with open(Path(os.environ["PALIER_DATA"]) / "template.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = Path(os.environ["PALIER_DATA"]) / "template.done"
        if done.exists():
            return
        database.create_database("palier_template")
        subprocess.run(
            [sys.executable, "-m", "palier.cli", "migrate"],
            check=True,
            cwd=ROOT,
            env={**os.environ, "PALIER_DATABASE": "palier_template", "PALIER_ROLE": ""},
            capture_output=True,
        )
        done.touch()


def _without_waiting_for_the_disk(name: str) -> None:
    """A commit of this database returns before the disk has it: nobody pulls the plug of a suite, and whoever tests that
    (tests/faults) has a server of her own."""
    from config.database import layout, setup

    with setup.administrator(layout(), lambda sentence: None) as admin:
        admin.execute(f"ALTER DATABASE {name} SET synchronous_commit TO off")


@pytest.fixture(scope="module")
def chromium() -> Iterator["object"]:
    """A real browser, for the tests of one file."""
    from config.setup.browser import launched
    from tests.settled import settle

    settle()
    with launched() as browser:
        yield browser


@pytest.fixture
def stage() -> Iterator["object"]:
    """A company with its sites, households and people at work: Amina, Bart, Chloé and the others (tests/stage.py)."""
    from tests.stage import Stage

    yield Stage.set()
