"""A thousand letters in one PDF, beside one letter: seconds and memory, each in a process of its own. No database.

    .venv/bin/python -m bench.letters [--write]     # --write: section Letters of docs/performance.md

The sheets are those of a batch: half in one language, a quarter with pictograms, names and doors all different.
"""

import datetime
import os
import platform
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

from palier.registry.messaging.exports import letters_pdf
from palier.registry.messaging.rules.paper import Sheet, Text

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
START, END = "<!-- letters: written by python -m bench.letters --write -->", "<!-- end of letters -->"
MANY, TIMES = 1_000, 3
BODY = (
    ("Bonjour,",),
    (
        "J’aimerais vous parler. Vous pouvez m’appeler du lundi au vendredi, ou venir à la permanence, sans rendez-vous.",
    ),
    ("Si vous préférez que je vienne chez vous, dites-le-moi : nous choisissons ensemble le jour et l’heure.",),
    ("Vous êtes libre de dire non : cela ne change rien à votre logement.",),
)


def sheet(number: int) -> Sheet:
    """A letter of nobody's."""
    languages = ("fr", "nl") if number % 2 else ("fr",)
    texts = tuple(
        Text(one, "Appelez-nous", BODY, "jeudi 26 novembre 2026", "mardi 1er décembre, 14 h") for one in languages
    )
    to = (f"Zoé Exemple {number}", f"avenue du Brouillon {number % 90 + 1} bte {number}", "1000 Bruxelles")
    day = datetime.date(2026, 11, 26)
    return Sheet("Logis Exemple", to, "Ida Exemple", "02 000 00 00", texts, number % 4 == 0, day)


def once(count: int) -> None:
    """Print seconds on the clock, seconds of processor, MB at most and kB of the file, for `count` letters in one PDF."""
    sheets = [sheet(number) for number in range(count)]
    begun, worked = time.perf_counter(), time.process_time()
    made = letters_pdf(sheets)
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    print(seconds, processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(made) / 1000)


def measured(count: int) -> tuple[float, ...]:
    """The best of some runs, each in a fresh process: what others do on the machine only ever adds."""
    command = [sys.executable, "-m", "bench.letters", str(count)]
    said = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _again in range(TIMES)]
    return min(tuple(float(one) for one in line.split()) for line in said)


def report() -> str:
    """The section, marks included."""
    one, many = measured(1), measured(MANY)
    today = f"{datetime.date.today():%d %B %Y}"  # noqa: DTZ011
    rows = "\n".join(
        f"| {count:,} | {seconds:.2f} | {processor:.2f} | {1000 * processor / count:.1f} | {memory:.0f} | {size:,.0f} |"
        for count, (seconds, processor, memory, size) in ((1, one), (MANY, many))
    )
    return f"""{START}
## Letters

`python -m bench.letters --write`, {today}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, on a shared machine: others worked on it meanwhile.
Seconds are not stable from machine to machine: read the ratio.

| letters in one PDF | s | s of processor | ms of processor a letter | MB at most | kB of the file |
|---|---|---|---|---|---|
{rows}

A thousand letters cost {many[1] / one[1]:.0f} times the processor of one; set one by one they would cost {MANY * one[1] / many[1]:.0f} times more than together. One file, tagged for PDF/UA.
{END}
"""


def section(page: Path = PAGE) -> str:
    """The section as it stands in the page, marks included; empty when there is none."""
    found = re.search(f"{re.escape(START)}.*?{re.escape(END)}\n", page.read_text(encoding="utf-8"), re.DOTALL)
    return found[0] if found else ""


def main() -> None:
    """One measurement for the parent, or all of them."""
    if sys.argv[1:] and sys.argv[1].isdigit():
        once(int(sys.argv[1]))
        return
    made = report()
    print(made)
    if "--write" in sys.argv:
        text = PAGE.read_text(encoding="utf-8").replace(section(), "")
        PAGE.write_text(text.rstrip("\n") + "\n\n" + made, encoding="utf-8")


if __name__ == "__main__":
    main()
