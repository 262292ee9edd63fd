"""The repository tests itself: files one reads whole, words in both languages, nothing at a distance."""

import csv
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES_AT_MOST = {"tests": 550, "": 400}  # a test file is a list of cases: it may be longer
TEMPLATES_AT_MOST = 150


def tracked(*suffixes: str) -> list[Path]:
    """Files git knows (or would know), with these endings."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    return [ROOT / name for name in listed if name.endswith(suffixes) and (ROOT / name).exists()]


def limit(path: Path) -> int:
    return FILES_AT_MOST["tests" if path.is_relative_to(ROOT / "tests") else ""]


def test_no_python_file_is_longer_than_one_reads_whole():
    long = {
        str(path.relative_to(ROOT)): count
        for path in tracked(".py")
        if "/migrations/" not in str(path) and (count := len(path.read_text().splitlines())) > limit(path)
    }

    assert long == {}


def test_no_template_is_longer_than_one_reads_whole():
    long = {
        str(path.relative_to(ROOT)): count
        for path in tracked(".html")
        if (count := len(path.read_text().splitlines())) > TEMPLATES_AT_MOST
    }

    assert long == {}


@pytest.mark.parametrize("word", ["@receiver", "import utils", "mark_safe("])
def test_effects_and_html_are_not_hidden_at_a_distance(word):
    guilty = [
        str(path.relative_to(ROOT))
        for path in tracked(".py")
        if path.is_relative_to(ROOT / "palier")
        and not path.is_relative_to(ROOT / "palier/ui")
        and word in path.read_text()
    ]

    assert guilty == []


def test_no_template_carries_inline_style_or_script():
    guilty = [
        str(path.relative_to(ROOT))
        for path in tracked(".html")
        if re.search(r'\sstyle=|<script(?![^>]*(\ssrc=|type="application/json"))|\son[a-z]+=', path.read_text())
    ]

    assert guilty == []


def test_every_app_says_what_it_is_for():
    apps = [path.parent for path in tracked("apps.py") if (path.parent.parent / "__init__.py").exists()]

    assert [str(app.relative_to(ROOT)) for app in apps if not (app / "README.md").exists()] == []


def test_the_glossary_has_both_languages_for_every_term():
    with open(ROOT / "docs/glossary.csv", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) > 240
    assert [row["code_identifier"] for row in rows if not row["fr"] or not row["nl"]] == []


def test_lock_files_are_hashed_and_name_no_registry():
    for name in ("runtime", "dev"):
        text = (ROOT / f"requirements/{name}.txt").read_text()
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|--index-url|--find-links", text)


def test_every_dependency_says_why_it_is_there():
    for name in ("runtime", "dev"):
        for line in (ROOT / f"requirements/{name}.in").read_text().splitlines():
            if line and not line.startswith(("#", "-")):
                assert re.search(r"#\s+\w", line), line


def test_the_tour_walks_through_nine_files_or_fewer_that_exist():
    stops = re.findall(r"^\d+\. `([^`]+)`", (ROOT / "docs/tour.md").read_text(), flags=re.MULTILINE)

    assert 3 <= len(stops) <= 9
    assert [stop for stop in stops if not (ROOT / stop).exists()] == []
