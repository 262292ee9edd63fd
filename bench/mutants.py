"""How many small faults in an engine do its own tests notice?

    .venv/bin/pip install -r requirements/oracle.in          # mutmut; never installed by make
    .venv/bin/python -m bench.mutants [NAME …] [--sample 150] [--seed 1] [--show]

mutmut makes every mutant of the engine (a sign turned, a bound moved, an argument dropped); a sample drawn with a seed is
run, each against the tests of that engine alone, without the shared cases and without a database. Printed: the score, killed /
run, with the half-width of its 95 % interval; with `--show` what the survivors changed. Bounded by the size of the sample.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINES = ("ballots", "budgets", "caseload", "exchanges", "occupancy", "rounds", "suppression")
EXAMPLES = 12  # of each property: enough to notice, few enough for hundreds of runs
CONFTEST = f"""from hypothesis import HealthCheck, settings
settings.register_profile("mutants", deadline=None, derandomize=True, database=None, max_examples={EXAMPLES},
    suppress_health_check=list(HealthCheck))
settings.load_profile("mutants")
"""
SURVIVED, NOT_RUN_BY_ANY_TEST, SKIPPED = 0, 33, 34  # mutmut's exit codes


def project(engine: str, folder: Path) -> None:
    """A copy of what the engine and its tests need, with mutmut's settings for that engine."""
    shutil.copytree(
        ROOT / "palier", folder / "palier", ignore=shutil.ignore_patterns("__pycache__", "static", "locale")
    )
    shutil.copytree(
        ROOT / "tests" / "engines", folder / "tests" / "engines", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("config", "bench", "docs/formats"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "tests" / "conftest.py").write_text(CONFTEST)
    tests = [
        path.relative_to(folder).as_posix()
        for path in sorted((folder / "tests" / "engines").glob(f"test_{engine}*.py"))
    ]
    if (folder / "tests" / "engines" / engine).is_dir():
        tests.append(f"tests/engines/{engine}")
    (folder / "pyproject.toml").write_text(
        f"""[tool.pytest.ini_options]
addopts = "--strict-markers -p no:cacheprovider -p no:randomly -p no:xdist -m 'not proof'"
markers = ["slow: more than a second", "browser: a browser", "proof: a long proof"]
[tool.mutmut]
source_paths = ["palier/"]
also_copy = ["config", "bench", "docs"]
only_mutate = ["palier/engines/{engine}/*"]
do_not_mutate = ["*/command.py"]
pytest_add_cli_args_test_selection = {json.dumps(tests)}
use_git_change_detection = false
track_dependencies = false
timeout_multiplier = 8.0
"""
    )


def outcomes(folder: Path, engine: str) -> dict[str, int | None]:
    """Exit code by mutant; None: not run."""
    codes: dict[str, int | None] = {}
    for path in sorted((folder / "mutants" / "palier" / "engines" / engine).rglob("*.meta")):
        codes |= json.loads(path.read_text())["exit_code_by_key"]
    return codes


def mutmut(folder: Path, *words: str) -> str:
    """mutmut, in the folder; its output."""
    command = [sys.executable, "-m", "mutmut", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def score(engine: str, *, sample: int, seed: int, processes: int, show: bool) -> str:
    """One row of Markdown: engine, mutants made, run, killed, score with the half-width of its interval."""
    with tempfile.TemporaryDirectory(prefix="palier-mutants-") as name:
        folder = Path(name)
        project(engine, folder)
        mutmut(folder, "run", "none.*")  # makes them all, runs none
        made = sorted(outcomes(folder, engine))
        drawn = random.Random(seed).sample(made, min(sample, len(made)))
        said = mutmut(folder, "run", "--max-children", str(processes), *drawn)
        after = outcomes(folder, engine)
        run = {name: after[name] for name in drawn if after[name] not in (None, SKIPPED)}
        if not run:
            raise SystemExit(f"{engine}: no mutant was run.\n{said[-3000:]}")
        alive = [name for name, code in run.items() if code in (SURVIVED, NOT_RUN_BY_ANY_TEST)]
        if show:
            for name in sorted(alive):
                print(_change(mutmut(folder, "show", name), name), file=sys.stderr, flush=True)
    share = 1 - len(alive) / len(run)
    half = 1.96 * math.sqrt(share * (1 - share) / len(run)) if len(run) < len(made) else 0.0
    untouched = Counter(run.values())[NOT_RUN_BY_ANY_TEST]
    return f"| {engine} | {len(made)} | {len(run)} | {len(run) - len(alive)} | {untouched} | {100 * share:.0f} % ± {100 * half:.0f} |"


def _change(shown: str, name: str) -> str:
    lines = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return "\n".join([name, *lines])


def main() -> None:
    ask = argparse.ArgumentParser(
        prog="python -m bench.mutants", description="How many small faults do the tests notice?"
    )
    ask.add_argument("engines", nargs="*", metavar="NAME")
    ask.add_argument("--sample", type=int, default=150)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--processes", type=int, default=2)
    ask.add_argument("--show", action="store_true")
    words = ask.parse_args()
    print("| engine | mutants | run | killed | met by no test | score |\n|---|---|---|---|---|---|")
    for engine in words.engines or ENGINES:
        print(
            score(engine, sample=words.sample, seed=words.seed, processes=words.processes, show=words.show), flush=True
        )


if __name__ == "__main__":
    main()
