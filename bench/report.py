"""The figures as a page to keep: ratios first, times beside them."""

import datetime
import os
import platform
from typing import Any

GOALS = {
    "My day": 30,
    "My files": 30,
    "A file": 30,
    "My latest contacts": 20,
    "Search by name": 25,
    "Save a contact": 15,
}


def written(figures: dict[str, Any]) -> str:
    """docs/performance.md."""
    size = ", ".join(f"{number:,} {name}" for name, number in figures["size"].items())
    lines = [
        "# Performance, measured",
        "",
        f"`python -m bench --write`, {datetime.date.today():%d %B %Y}, {os.cpu_count()} cores, {platform.machine()}, Python"  # noqa: DTZ011
        f" {platform.python_version()}, embedded PostgreSQL, two server processes and the client on the same machine. {size}.",
        "",
        "Both locks and the read ledger are on. Times are p50 / p95 in milliseconds of the whole request; they are not stable from",
        "machine to machine: read the ratios. The bare page shows the same rows with one query, a session and no lock. Statements are",
        "those of one request, the two of sign-in among them; they do not grow with the lists.",
        "",
        "## The fifty latest contacts, with and without the second lock",
        "",
        "| reader | unprotected | both locks | ratio at p50 (aim 1.5) | with objects made |",
        "|---|---|---|---|---|",
    ]
    for name, one in figures["feed"].items():
        ratio = one["guarded"].p50 / one["unprotected"].p50
        lines.append(f"| {name} | {one['unprotected']} | {one['guarded']} | {ratio:.2f} | {one['with objects']} |")
    lines += [
        "",
        "## Pages",
        "",
        "| page | statements | alone | bare alone | ratio at p50 (aim 3) | at p95 | goal p95 | 16 at once | bare at once"
        " | at once / alone p95 (aim 10) | kB |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in figures["pages"]:
        ratio, far = (getattr(row["alone"], at) / getattr(row["bare alone"], at) for at in ("p50", "p95"))
        crowd = row["at once"].p95 / row["alone"].p95
        lines.append(
            f"| {row['page']} | {row['statements']} | {row['alone']} | {row['bare alone']} | {ratio:.1f} | {far:.1f}"
            f" | {GOALS[row['page']]} | {row['at once']}"
            f" | {row['bare at once']} | {crowd:.1f} | {row['bytes'] / 1000:.0f} |"
        )
    if "imports" in figures:
        lines += [
            "",
            "## A landlord's whole file",
            "",
            "| file | rows | seconds | rows a second |",
            "|---|---|---|---|",
        ]
    for name, one in figures.get("imports", {}).items():
        pace = one["rows"] / one["seconds"]
        lines.append(f"| {name} | {one['rows']:,} | {one['seconds']:.1f} | {pace:,.0f} |")
    return "\n".join(lines) + "\n"
