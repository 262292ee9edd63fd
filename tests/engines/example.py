"""The example that a text carries: `Example FILE:`, an indented block up to a blank line, and `Run: palier engine NAME FILE …`."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

SHOWN = re.compile(r"^Example FILE:\n\n?((?:[ \t]+\S.*\n)+)", re.MULTILINE)
FENCED = re.compile(r"^Example FILE:\n\n?```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = re.compile(r"^`?Run: palier engine (\w+) FILE\b([^`\n]*)`?$", re.MULTILINE)


def engine(*arguments: object) -> subprocess.CompletedProcess[str]:
    """`palier engine …` as a person runs it."""
    words = [sys.executable, "-m", "palier.cli", "engine", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def example(text: str, name: str) -> tuple[str, list[str]]:
    """The content of FILE and the words after it; fails with a sentence when the text carries none."""
    shown = FENCED.search(text) or SHOWN.search(text)
    assert shown, f"{name}: no block after 'Example FILE:'"
    run = RUN.search(text)
    assert run, f"{name}: no line 'Run: palier engine {name} FILE …'"
    assert run.group(1) == name
    return dedent(shown.group(1)), shlex.split(run.group(2))


def run_example(text: str, name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the example of `text` on a file of `folder`."""
    content, words = example(text, name)
    path = folder / "FILE"
    path.write_text(content)
    return engine(name, path, *words)
