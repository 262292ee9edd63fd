"""`python -m bench`: fills a database, serves it on loopback, measures, prints a table and writes docs/performance.md."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from bench import letters
from bench.engines.measured import section
from config import database

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    options = _options()
    with database.attach():
        people = _fill(options)
        os.environ.update(
            PALIER_DATABASE=people["database"], PALIER_ROLE="app", DJANGO_SETTINGS_MODULE="bench.settings"
        )
        import django

        django.setup()
        from bench import feed, pages, report

        figures = {"size": {key: people[key] for key in ("households", "persons", "cases", "contacts")}}
        figures["feed"] = feed.measure(people)
        figures["pages"] = pages.measure(people, requests=options.requests)
        if options.imports:
            from bench import importing

            figures["imports"] = importing.measure()
        text = report.written(figures)
        print(text)
        if options.write:
            page = ROOT / "docs" / "performance.md"
            kept = [part for part in (section(page), letters.section(page)) if part]  # engines and letters keep theirs
            page.write_text("\n".join([text, *kept]))
        from django.db import connections

        connections.close_all()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--households", type=int, default=40_000)
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=200, help="requests a page, alone and again at 16 at once")
    parser.add_argument("--keep", action="store_true", help="use the database of the last run")
    parser.add_argument(
        "--import", dest="imports", action="store_true", help="40,000 dwellings and 100,000 people, last"
    )
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    return parser.parse_args()


def _fill(options: argparse.Namespace) -> dict[str, object]:
    """The answer of `palier scale`, kept beside the database for --keep."""
    kept = database.data_folder() / "bench.json"
    if not (options.keep and kept.exists()):
        made = subprocess.run(
            [sys.executable, "-m", "palier.cli", "scale", "--households", str(options.households),
             "--contacts", str(options.contacts)],
            cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        kept.write_text(made.stdout)
    return dict(json.loads(kept.read_text()))


if __name__ == "__main__":
    sys.exit(main())
