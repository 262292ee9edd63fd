"""`palier engine`: every engine says its formats with an example that runs, and answers bad files with one line."""

import json
import pkgutil
import re
import subprocess
import sys

import pytest

import palier.engines

ENGINES = sorted(found.name for found in pkgutil.iter_modules(palier.engines.__path__) if found.ispkg)


def engine(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "palier.cli", "engine", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ENGINES)
def test_help_says_the_formats(name):
    answer = engine(name, "--help")

    assert answer.returncode == 0
    assert "Answer:" in answer.stdout
    assert len(answer.stdout.splitlines()) > 15


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"{", b"[" * 100_000, b"NaN", b"{}", b"\x00"])
def test_a_file_that_cannot_be_used_is_one_line_and_exit_2(name, content, tmp_path):
    path = tmp_path / "bad"
    if content is not None:
        path.write_bytes(content)

    answer = engine(name, path, *NEEDED.get(name, []))

    assert answer.returncode == 2, answer.stdout[:200]
    assert answer.stdout == ""
    (line,) = answer.stderr.splitlines()
    assert line.startswith(f"palier engine {name}: ")


NEEDED = {
    "ballots": ["--rule", "plurality", "--seats", "2"],
    "budgets": ["--rule", "equal-shares"],
    "occupancy": ["--norm", "brussels-2013"],
    "suppression": ["--threshold", "5"],
}
AN_EXAMPLE = re.compile(r"^  (\{.*?\n?.*?\})\n\n", re.DOTALL | re.MULTILINE)


def test_the_example_of_occupancy_runs(tmp_path):
    shown = AN_EXAMPLE.search(engine("occupancy", "--help").stdout)
    path = tmp_path / "household.json"
    path.write_text(shown.group(1))

    answer = engine("occupancy", path, "--norm", "brussels-2013")

    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["state"] == "fitting"
