"""Writing tables that people open in a spreadsheet program, so that no cell becomes a program.

What a tenant typed must never run on a worker's machine: text stays text, also when it begins with
a sign that starts a formula. Numbers and days stay numbers and days.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, TextIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | Decimal | bool | dt.date | dt.datetime | None

# Source: OWASP, "CSV Injection". The wide variants because programs fold them; what comes before
# (blanks, byte order marks) because programs trim it.
_STARTS_A_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_LONGEST_TEXT = 32_767  # characters in one cell of XLSX
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - same rows, same bytes: the file does not tell when
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")
_DAY, _MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to write: its title (31 characters are kept), header and rows."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def neutralise(cell: Cell) -> Cell:
    """The cell, with an apostrophe before text that a spreadsheet would run as a formula.

    Only text is touched: the number -5 stays a number, the text "-5" becomes "'-5".
    """
    if isinstance(cell, str) and _STARTS_A_FORMULA.match(cell):
        return "'" + cell
    return cell


def without_apostrophe(cell: object) -> object:
    """What `neutralise` was given, read back from a file it went into."""
    if isinstance(cell, str) and cell.startswith("'") and _STARTS_A_FORMULA.match(cell[1:]):
        return cell[1:]
    return cell


def write_csv(
    stream: TextIO,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    delimiter: str = ";",
    decimal: str = ",",
) -> None:
    """Write a table as Belgian spreadsheet programs open it on a double click.

    `stream` is text, opened with `encoding="utf-8-sig"` (the mark tells Excel it is UTF-8) and
    `newline=""`. Days in ISO form, numbers with the decimal mark given, True and False as 1 and 0.
    """
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow([neutralise(title) for title in header])
    for row in rows:
        writer.writerow([_for_csv(cell, decimal) for cell in row])


def write_xlsx(target: str | IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write sheets to a path or a binary stream, row by row. Same rows, same bytes.

    Text is stored as text whatever it begins with, so it is not changed. Raises `ValueError` for a
    text longer than 32,767 characters, which the format cannot hold.
    """
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "default_date_format": _DAY})
    book.set_properties({"created": _CREATED})
    formats = {style: book.add_format({"num_format": style}) for style in (_DAY, _MOMENT)}
    bold = book.add_format({"bold": True})
    try:
        for sheet in sheets:
            page = book.add_worksheet(_NOT_IN_A_TITLE.sub(" ", sheet.title)[:31])
            page.freeze_panes(1, 0)
            for place, title in enumerate(sheet.header):
                page.write_string(0, place, _fitting(title), bold)
            for number, row in enumerate(sheet.rows, 1):
                for place, cell in enumerate(row):
                    _write(page, number, place, cell, formats)
    finally:
        book.close()


def _write(page: Worksheet, row: int, column: int, cell: Cell, formats: dict[str, Format]) -> None:
    # Never `write`: it guesses, and a guess turns "=1+1" into a formula and "https:…" into a link.
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, dt.datetime):
        # A spreadsheet knows no time zones: what is shown is the wall clock.
        page.write_datetime(row, column, cell.replace(tzinfo=None), formats[_MOMENT])
    elif isinstance(cell, dt.date):
        page.write_datetime(row, column, cell, formats[_DAY])
    elif isinstance(cell, (int, float, Decimal)):
        page.write_number(row, column, cell)
    elif cell is not None and cell != "":
        page.write_string(row, column, _fitting(cell))


def _fitting(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise ValueError(f"A cell holds at most {_LONGEST_TEXT} characters.")
    return text


def _for_csv(cell: Cell, decimal: str) -> Cell:
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, (float, Decimal)):
        return f"{cell:f}".replace(".", decimal) if isinstance(cell, Decimal) else repr(cell).replace(".", decimal)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return neutralise(cell)
