"""Demonstration databases beside the suite's own, filled by the real command, looked at behind the locks."""

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
import pytest

from config import database
from palier.kernel import clock

ROOT = Path(__file__).resolve().parents[2]
A_DAY = dt.date(2025, 11, 25)  # past, so that today's sector is another one


def command(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`palier …` on the database `name`, as a person would call it."""
    return python("-m", "palier.cli", *arguments, on=name)


def python(*arguments: str, on: str, role: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PALIER_DATABASE": on, "PALIER_ROLE": role}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600
    )


@dataclass
class Filled:
    """A filled database: `rows` reads it without the locks."""

    name: str
    as_of: dt.date

    def rows(self, statement: str, parameters: Any = ()) -> list[Any]:
        return self.connection.execute(statement, parameters).fetchall()

    @cached_property
    def connection(self) -> psycopg.Connection[Any]:
        made = psycopg.connect(database.urls("migrate", self.name), autocommit=True)
        made.execute("SET ROLE palier_migrate")
        return made

    def one(self, statement: str, parameters: Any = ()) -> Any:
        return self.rows(statement, parameters)[0][0]

    def accounts(self) -> dict[str, dict[str, Any]]:
        answer = command(self.name, "demo", "--accounts")
        assert answer.returncode == 0, answer.stderr
        return {account["username"]: account for account in json.loads(answer.stdout)}


@pytest.fixture(scope="session")
def empty() -> Iterator[Callable[[str], str]]:
    """Makes empty, migrated databases; they go when the session ends."""
    made = []

    def make(name: str) -> str:
        full = f"palier_demo_{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        database.drop_database(full)
        database.create_database(full, "palier_template")
        made.append(full)
        return full

    yield make
    for full in made:
        database.drop_database(full)


def fill(name: str, size: str, as_of: dt.date) -> Filled:
    answer = command(name, "demo", "--size", size, "--as-of", as_of.isoformat())
    assert answer.returncode == 0, answer.stderr
    return Filled(name, as_of)


@pytest.fixture(scope="session")
def tiny(empty: Callable[[str], str]) -> Filled:
    """The tiny sector as it stands today, so that its people may sign in."""
    return fill(empty("tiny"), "tiny", clock.today())


@pytest.fixture(scope="session")
def small(empty: Callable[[str], str]) -> Filled:
    """The small sector on a fixed day."""
    return fill(empty("small"), "small", A_DAY)
