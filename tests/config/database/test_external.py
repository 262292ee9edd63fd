"""A server named by DATABASE_URL: here a second embedded one, reached over its socket."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config import database
from config.database import server
from config.database.paths import Layout


@pytest.fixture
def outside(names: Layout, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The superuser's address of a bare server, also in DATABASE_URL; PALIER_DATA names an empty folder."""
    with database.attach() as attachment:
        with psycopg.connect(attachment.admin_url(), autocommit=True) as admin:
            _make_bare(admin)
        url = attachment.admin_url()
        folder = tempfile.mkdtemp(prefix="palier-test-", dir="/tmp")
        monkeypatch.setenv("PALIER_DATA", folder)
        monkeypatch.setenv("DATABASE_URL", url)
        yield url
        monkeypatch.setenv("PALIER_DATA", str(names.data))
        monkeypatch.delenv("DATABASE_URL")
        shutil.rmtree(folder)


@pytest.mark.slow
def test_set_up_makes_an_external_server_work_the_same(outside: str) -> None:
    database.setup_database()
    database.setup_database()

    with database.attach() as attachment:
        for role in ("app", "auth", "job", "stats", "backup", "migrate"):
            with psycopg.connect(attachment.url(role)) as connection:
                found = connection.execute("SELECT session_user, current_database()").fetchone()
                assert found == (f"palier_{role}", "palier")
    here = Layout(Path(os.environ["PALIER_DATA"]))
    assert not here.cluster.exists()
    assert sorted(json.loads(here.roles.read_text())) == sorted(
        f"palier_{role}" for role in ("app", "auth", "job", "stats", "backup", "migrate")
    )


def test_nothing_is_started_or_changed_by_attaching(outside: str) -> None:
    with database.attach() as attachment, pytest.raises(database.NotSetUp, match="setup-database"):
        attachment.url("app")

    assert server.running(Layout(Path(os.environ["PALIER_DATA"]))) is None


def test_every_lack_is_told_at_once_with_its_remedy(outside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _act_as(outside, monkeypatch, "weak", "LOGIN")

    with pytest.raises(database.DatabaseLacks) as refusal:
        database.setup_database()

    told = str(refusal.value)
    assert len(refusal.value.lacks) == 4
    for remedy in (
        "ALTER ROLE weak CREATEROLE;",
        "ALTER ROLE weak BYPASSRLS;",
        "GRANT pg_read_all_data TO weak WITH ADMIN OPTION;",
        "ALTER ROLE weak CREATEDB;",
    ):
        assert remedy in told
    with psycopg.connect(outside) as admin:
        assert admin.execute("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'palier%'").fetchone() == (0,)


@pytest.mark.slow
def test_the_remedies_suffice_without_a_superuser(outside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _act_as(outside, monkeypatch, "mended", "LOGIN CREATEROLE CREATEDB BYPASSRLS")
    with psycopg.connect(outside, autocommit=True) as admin:
        admin.execute("GRANT pg_read_all_data TO mended WITH ADMIN OPTION")

    database.setup_database()
    database.setup_database()

    with psycopg.connect(database.urls("app")) as app:
        assert app.execute("SELECT unaccent('é')").fetchone() == ("e",)
    with psycopg.connect(outside) as admin:
        owned = admin.execute("SELECT pg_has_role('mended', 'palier_owner', 'USAGE')").fetchone()
        assert owned == (False,), "membership of the owner is only lent to the administrator"


def test_a_server_that_cannot_be_reached_is_told_plainly(empty: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://me:hidden@/postgres?host={empty.data}")

    with pytest.raises(database.DatabaseProblem, match="cannot be reached") as refusal:
        database.setup_database()
    assert "hidden" not in str(refusal.value)


def test_what_django_has_no_name_for_goes_to_options(names: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://admin:x@db.example:5433/postgres?sslmode=verify-full")

    settings = database.django_settings("app", pool=True)

    password = json.loads(names.roles.read_text())["palier_app"]
    assert settings == {
        "NAME": "palier",
        "USER": "palier_app",
        "PASSWORD": password,
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "verify-full", "pool": True},
    }


def _make_bare(admin: psycopg.Connection) -> None:
    admin.execute("DROP DATABASE palier")
    for (role,) in admin.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'palier%'").fetchall():
        admin.execute(f"DROP ROLE {role}")


def _act_as(outside: str, monkeypatch: pytest.MonkeyPatch, role: str, attributes: str) -> None:
    with psycopg.connect(outside, autocommit=True) as admin:
        admin.execute(f"CREATE ROLE {role} {attributes} PASSWORD 'known'")
    where = outside.partition("@")[2]
    monkeypatch.setenv("DATABASE_URL", f"postgresql://{role}:known@{where}")
