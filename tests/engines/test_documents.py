"""Every engine has its papers: a README, a page for who decides in each language, a format whose example runs."""

import json
import re
from pathlib import Path

import pytest

from tests.engines.example import run_example
from tests.engines.test_command import ENGINES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("fr", "nl")


def headings(text: str) -> list[str]:
    return re.findall(r"^(#+) ", text, flags=re.MULTILINE)


@pytest.mark.parametrize("name", ENGINES)
def test_its_folder_says_what_it_is(name):
    folder = ROOT / "palier/engines" / name

    assert (folder / "README.md").exists()
    assert (folder / "__init__.py").read_text().startswith('"""')
    assert re.search(rf"^\| `{name}` \|", (ROOT / "palier/engines/README.md").read_text(), flags=re.MULTILINE)


@pytest.mark.parametrize("name", ENGINES)
def test_it_has_one_page_in_each_language_with_the_same_parts(name):
    french, dutch = ((DOCS / "engines" / f"{name}.{language}.md").read_text() for language in LANGUAGES)

    assert headings(french) == headings(dutch)
    assert headings(french)[0] == "#"
    assert len(headings(french)) >= 4  # what it decides, how ties are treated, what it does not promise


@pytest.mark.parametrize("name", ENGINES)
def test_the_index_leads_to_its_pages_and_its_format(name):
    index = (DOCS / "engines.md").read_text()

    for place in (f"engines/{name}.fr.md", f"engines/{name}.nl.md", f"formats/{name}.md"):
        assert f"]({place})" in index


@pytest.mark.parametrize("name", ENGINES)
def test_the_example_of_its_format_page_runs(name, tmp_path):
    answer = run_example((DOCS / "formats" / f"{name}.md").read_text(), name, tmp_path)

    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)


@pytest.mark.parametrize("name", ENGINES)
def test_it_is_measured_and_compared(name):
    assert (ROOT / "bench/engines" / f"{name}.py").exists()
    assert (ROOT / "bench/engines" / f"agreement_{name}.py").exists()
