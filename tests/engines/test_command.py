"""`palier engine`: every engine says its formats with an example that runs, and answers bad files with one line."""

import json
import pkgutil
import random
import re
from importlib import import_module
from pathlib import Path

import pytest

import palier.engines
from tests.engines.example import engine, example, run_example

ENGINES = sorted(found.name for found in pkgutil.iter_modules(palier.engines.__path__) if found.ispkg)
HERE = Path(__file__).parent


def help_of(name: str) -> str:
    return str(import_module(f"palier.engines.{name}.command").__doc__)


@pytest.mark.parametrize("name", ENGINES)
def test_help_says_the_formats(name):
    answer = engine(name, "--help")

    assert answer.returncode == 0
    assert help_of(name) in answer.stdout
    assert "Answer:" in answer.stdout
    assert len(answer.stdout.splitlines()) > 15


@pytest.mark.parametrize("name", ENGINES)
def test_the_example_of_the_help_runs_and_the_help_names_every_key_of_its_answer(name, tmp_path):
    answer = run_example(help_of(name), name, tmp_path)

    assert answer.returncode == 0, answer.stderr
    said = help_of(name).partition("Answer:")[2]
    assert [key for key in json.loads(answer.stdout) if not re.search(rf"\b{key}\b", said)] == []


@pytest.mark.parametrize("name", ENGINES)
def test_an_example_in_json_gives_the_same_answer_shuffled(name, tmp_path):
    content, words = example(help_of(name), name)
    if not content.startswith("{"):
        return  # the engine's own test shuffles its format, as the next test asks
    answers = set()
    for seed in range(3):
        path = tmp_path / "FILE"
        path.write_text(json.dumps(shuffled(json.loads(content), random.Random(seed))))
        answers.add(engine(name, path, *words).stdout)

    assert len(answers) == 1
    assert answers != {""}


def shuffled(value, draw):
    """JSON with its keys, and its lists of objects, in another order; other lists may mean their order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key], draw) for key in draw.sample(sorted(value), len(value))}
    if isinstance(value, list):
        inside = [shuffled(one, draw) for one in value]
        return draw.sample(inside, len(inside)) if all(isinstance(one, dict) for one in inside) else inside
    return value


@pytest.mark.parametrize("name", ENGINES)
def test_each_engine_has_a_test_of_its_own_on_shuffled_input(name):
    files = [*HERE.glob(f"test_{name}*.py"), *(HERE / name).glob("test_*.py")]

    assert any(re.search(r"def test_\w*(order|shuffl)", path.read_text()) for path in files)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"{", b"[" * 100_000, b"NaN", b"{}", b"\x00"])
def test_a_file_that_cannot_be_used_is_one_line_and_exit_2(name, content, tmp_path):
    path = tmp_path / "bad"
    if content is not None:
        path.write_bytes(content)

    _content, words = example(help_of(name), name)

    answer = engine(name, path, *words)

    assert answer.returncode == 2, answer.stdout[:200]
    assert answer.stdout == ""
    (line,) = answer.stderr.splitlines()
    assert line.startswith(f"palier engine {name}: ")
