"""Text files as rows of cells: which encoding, which delimiter, and records rather than lines.

The row number is the one a spreadsheet shows: a quoted newline stays inside its row, and a blank
line is a row.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from palier.kernel.errors import Message
from palier.kernel.table_errors import TooLarge, UnreadableTable
from palier.kernel.table_guard import MAX_COLUMNS

DELIMITERS = (",", ";", "\t", "|")

_CHUNK = 1_000_000
_LONGEST_CELL = 1_000_000  # characters; the csv module's own limit is 131,072
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path: Path, asked: str | None = None) -> str:
    """The encoding of a text file: its byte order mark, else `asked`, else UTF-8 or Windows-1252.

    Without a mark or a wish the whole file is read once: UTF-8 is only believed when all of it is.
    Raises `UnreadableTable` for an encoding nobody knows and for files that hold no text.
    """
    with path.open("rb") as stream:
        start = stream.read(4096)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    if asked:
        try:
            return codecs.lookup(asked).name
        except LookupError:
            raise UnreadableTable(
                Message("There is no encoding named %(name)s.", {"name": asked}),
                how_to_mend=Message("Use utf-8, utf-16 or cp1252."),
            ) from None
    if b"\x00" in start:
        # Every second byte of Western text in UTF-16 is zero; other files with zeros are no text.
        zeros_first = start[0::2].count(0) > start[1::2].count(0)
        if start.count(0) * 4 < len(start):
            raise UnreadableTable(Message("This file does not hold text."))
        return "utf-16-be" if zeros_first else "utf-16-le"
    return "utf-8" if _is_all(path, "utf-8") else "cp1252"


def delimiters_of(path: Path, encoding: str) -> tuple[tuple[str, ...], bool]:
    """The delimiters worth trying, and whether the first row only announces it ("sep=;")."""
    with path.open(encoding=encoding, newline="", errors="replace") as stream:
        first = stream.readline(100).strip().strip('"').lower()
    if first.startswith("sep=") and len(first) == 5:
        return (first[4],), True
    return DELIMITERS, False


def text_rows(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """Every row of the file, blank ones as empty lists, read one at a time.

    Raises `UnreadableTable`, naming the row, for a quote that is not doubled or never closed and for
    bytes that the encoding does not have.
    """
    csv.field_size_limit(_LONGEST_CELL)
    number = 0
    with path.open(encoding=encoding, newline="") as stream:
        # Strict: a lenient reader would swallow half a file into one cell without a word.
        rows = csv.reader(stream, delimiter=delimiter, strict=True)
        try:
            for row in rows:
                number += 1
                if len(row) > MAX_COLUMNS:
                    raise TooLarge("A table may have %(limit)s columns.", MAX_COLUMNS)
                yield row
        except csv.Error:
            raise UnreadableTable(
                Message("A quotation mark is not closed, or not doubled inside a cell."),
                where=Message("Row %(row)s.", {"row": number + 1}),
            ) from None
        except UnicodeError:
            raise UnreadableTable(
                Message("This file is not in the encoding %(name)s.", {"name": encoding}),
                where=Message("After row %(row)s.", {"row": number}),
                how_to_mend=Message("Say in the map which encoding the file has, or save it as UTF-8."),
            ) from None


def first_rows(path: Path, encoding: str, delimiter: str, count: int) -> list[list[str]]:
    """The first `count` rows, to look for a header; fewer when a later one cannot be read."""
    rows: list[list[str]] = []
    try:
        rows.extend(islice(text_rows(path, encoding, delimiter), count))
    except UnreadableTable:
        if not rows:
            raise
    return rows


def _is_all(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
