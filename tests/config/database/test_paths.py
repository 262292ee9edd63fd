"""Where the data folder is, without any server."""

import os
from pathlib import Path

import pytest

from config.database import paths


@pytest.fixture
def an_ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PALIER_DATA", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1234)


def test_palier_data_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PALIER_DATA", "/somewhere")

    assert paths.data_folder() == Path("/somewhere")


@pytest.mark.usefixtures("an_ordinary_user")
def test_a_user_s_data_is_at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert paths.data_folder() == tmp_path / ".local/share/palier" / paths.short_hash(paths.CLONE)


@pytest.mark.usefixtures("an_ordinary_user")
def test_xdg_data_home_replaces_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))

    assert paths.data_folder().parent == tmp_path / "xdg/palier"


@pytest.mark.usefixtures("an_ordinary_user")
@pytest.mark.parametrize("home", [None, "/dev/null", "relative"])
def test_without_a_home_it_is_in_var_tmp(monkeypatch: pytest.MonkeyPatch, home: str | None) -> None:
    monkeypatch.delenv("HOME", raising=False)
    if home is not None:
        monkeypatch.setenv("HOME", home)

    assert paths.data_folder() == Path(f"/var/tmp/palier-1234-{paths.short_hash(paths.CLONE)}")


def test_root_s_data_is_in_var_lib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PALIER_DATA", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert paths.data_folder().parent == Path("/var/lib/palier")
