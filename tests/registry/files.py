"""Files such as landlords send, and the import job that takes them."""

import csv
import datetime
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xlsxwriter
from django.conf import settings
from django.db import connections

from config import database
from palier.access.postgres.base import DatabaseWrapper
from palier.registry.housing import imports as housing
from palier.registry.imports import actions
from palier.registry.imports.rules import FileMap
from palier.registry.people import imports as people

ROOT = Path(__file__).resolve().parents[2]
TODAY = datetime.date(2026, 1, 1)

INCOME = ["net_taxable_income", "income_year"]  # in few files: the tests that need them add them
PEOPLE = [column.name for column in people.COLUMNS if column.name not in INCOME]
POSITION = ["longitude", "latitude"]  # in few files too
DWELLINGS = [column.name for column in housing.DWELLINGS if column.name not in POSITION]
LEASES = [column.name for column in housing.LEASES]


def write_csv(path: Path, rows: list[list[Any]], *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


def write_xlsx(path: Path, rows: list[list[Any]], merged: list[tuple[int, int, int, int, str]] = ()) -> Path:
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, int | float):
                page.write_number(number, place, cell)
            elif cell:
                page.write_string(number, place, cell)
    for area in merged:
        page.merge_range(*area)
    book.close()
    return path


@contextmanager
def as_the_job() -> Iterator[None]:
    """The application's connection is that of the import job, as in a process started with `palier import`."""
    former = connections["default"]
    name = settings.DATABASES["default"]["NAME"]
    values = {**settings.DATABASES["default"], **database.django_settings("palier_job", name), "ATOMIC_REQUESTS": False}
    values["OPTIONS"] = {key: value for key, value in values.get("OPTIONS", {}).items() if key != "pool"}
    connections["default"] = DatabaseWrapper(values, alias="default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = former


READ = {
    "people": lambda path, by: people.read(path, by, TODAY),
    "dwellings": housing.read_dwellings,
    "leases": housing.read_leases,
}
WRITE = {"people": people.write, "dwellings": housing.write_dwellings, "leases": housing.write_leases}


def bring_in(stage: Any, kind: str, path: Path, by: FileMap | None = None, **options: bool) -> dict[str, Any]:
    """Import a file for the stage's company, in this process; the report as the command prints it."""
    reading = READ[kind](path, by or FileMap())
    with as_the_job(), actions.import_token(stage.company.pk) as token:
        report = actions.bring_in(reading=reading, write=WRITE[kind], token=token, **options)
    return report.as_json()


def numbers(report: dict[str, Any]) -> tuple[int, int, int, int, int]:
    """read, created, changed, unchanged, refused."""
    return (*(report[key] for key in ("read", "created", "changed", "unchanged")), len(report["refused"]))


def command(*arguments: Any) -> tuple[int, Any, str]:
    """`palier import …` as a process of its own: exit code, the JSON printed (or None), the messages."""
    done = subprocess.run(
        [sys.executable, "-m", "palier.cli", "import", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PALIER_ROLE": ""},
        capture_output=True,
        text=True,
    )
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr
