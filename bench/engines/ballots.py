"""Ballots measured: a hundred thousand and a million, in time and in memory, each in a process of its own."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

CANDIDATES, SEATS = 20, 7
COUNT = """
import resource, sys, time
from pathlib import Path
from palier.engines.ballots import Conditions, read_blt, read_table, verdict
path, rule, seats = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
begun = time.process_time()
verdict(read_blt(path) if rule == "scottish-stv" else read_table(path, seats), rule, Conditions(seats))
print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measure() -> list[str]:
    """Lines of Markdown: seconds of processor and megabytes at most, for both rules and both sizes."""
    lines = ["| ballots | rule | s | MB at most |", "|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        for count in (100_000, 1_000_000):
            for rule, write in (("plurality", write_table), ("scottish-stv", write_blt)):
                path = Path(folder) / "ballots"
                write(path, count)
                took, memory = _counted(path, rule)
                lines.append(f"| {count:,} | {rule} | {took:.1f} | {memory:.0f} |")
    return lines


def write_table(path: Path, count: int) -> None:
    """Ballots that choose 0 to 8 of the candidates, some more popular than others."""
    draw = random.Random(2026)
    appeal = [draw.random() for _ in range(CANDIDATES)]
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(f"candidate {number}" for number in range(CANDIDATES)) + "\n")
        for _ in range(count):
            chosen = set(draw.choices(range(CANDIDATES), appeal, k=draw.randint(0, 8)))
            file.write(",".join("1" if place in chosen else "0" for place in range(CANDIDATES)) + "\n")


def write_blt(path: Path, count: int) -> None:
    """Ballots that rank 1 to 5 of the candidates, some more popular than others."""
    draw = random.Random(2026)
    appeal = [draw.random() for _ in range(CANDIDATES)]
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{CANDIDATES} {SEATS}\n")
        for _ in range(count):
            chosen = dict.fromkeys(draw.choices(range(1, CANDIDATES + 1), appeal, k=draw.randint(1, 5)))
            file.write(f"1 {' '.join(map(str, chosen))} 0\n")
        file.write("0\n" + "".join(f'"candidate {number}"\n' for number in range(CANDIDATES)) + '"A poll"\n')


def _counted(path: Path, rule: str) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-c", COUNT, str(path), rule, str(SEATS)], capture_output=True, text=True, check=True
    )
    took, memory = map(float, done.stdout.split())
    return took, memory
