"""The measurements of every engine as a section of docs/performance.md, between two marks."""

import datetime
import os
import platform
import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType

from bench.engines.modules import ROOT

PAGE = ROOT / "docs" / "performance.md"
BEGINS, ENDS = "<!-- engines: written by python -m bench.engines --write -->", "<!-- end of engines -->"
SOLVERS = ("highspy", "pyvrp")


def run(modules: Mapping[str, ModuleType], *, write: bool) -> int:
    """Measures, prints each engine as it ends, and with `write` keeps all in the page. Absent engines keep their lines."""
    measured = {}
    for name, module in modules.items():
        measured[name] = part(name, module.measure())
        print("\n".join(measured[name]), flush=True)
    if write:
        PAGE.write_text(placed(PAGE.read_text(), measured))
    return 0


def part(name: str, lines: list[str]) -> list[str]:
    """One engine's lines under its own heading; a heading that the module wrote itself is not repeated."""
    own = [line for line in lines if line.strip().lower() != f"### {name}"]
    return [f"### {name}", "", *_without_blank_ends(own), ""]


def placed(page: str, measured: Mapping[str, list[str]]) -> str:
    """`page` with its section Engines holding `measured`; parts of engines not measured now stay as they are."""
    before, _, rest = page.partition(BEGINS)
    section, _, after = rest.partition(ENDS)
    parts = {**_parts(section), **measured}
    lines = [BEGINS, "## Engines", "", *_machine(), "", *(line for name in sorted(parts) for line in parts[name]), ENDS]
    return before.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n" + after.lstrip("\n")


def section(page: Path = PAGE) -> str:
    """The section Engines as it stands in the page, marks included; empty when there is none."""
    text = page.read_text() if page.exists() else ""
    return BEGINS + text.partition(BEGINS)[2].partition(ENDS)[0] + ENDS + "\n" if BEGINS in text else ""


def _parts(section: str) -> dict[str, list[str]]:
    pieces = re.split(r"^### (\w+)\n", section, flags=re.MULTILINE)[1:]
    return {
        name: [f"### {name}", "", *_without_blank_ends(text.splitlines()), ""]
        for name, text in zip(pieces[::2], pieces[1::2], strict=True)
    }


def _without_blank_ends(lines: list[str]) -> list[str]:
    return "\n".join(lines).strip("\n").split("\n")


def _machine() -> list[str]:
    solvers = ", ".join(f"{name} {found}" for name in SOLVERS if (found := _version(name)))
    return [
        f"`python -m bench.engines --write`, {datetime.date.today():%d %B %Y}, {os.cpu_count()} cores, {platform.machine()},"  # noqa: DTZ011
        f" Python {platform.python_version()}, {solvers}; one thread. Seconds are not stable from machine to machine: read the",
        "ratios and the gaps.",
    ]


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
