"""How far the filled cells of a spreadsheet's sheets reach, found while its XML passes by.

A reader reserves the whole rectangle, so this is asked before any reader opens the file. Cells that
are only formatted do not count: real workbooks have them down to the last row.
"""

from __future__ import annotations

import re
from xml.parsers import expat

_REFERENCE = re.compile(r"([A-Z]{1,7})(\d{1,9})")


class Extent:
    """Feed it one XML part in chunks; `rows` and `columns` are the farthest filled cell so far.

    Raises `expat.ExpatError` for broken XML, and `ValueError` for entities and for numbers that are none.
    """

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start_any
        self._parser.EndElementHandler = self._end_any
        self._parser.EntityDeclHandler = self._refuse_entity

    def feed(self, chunk: bytes) -> None:
        """Take the next piece."""
        self._parser.Parse(chunk, False)

    def _start_any(self, tag: str, attributes: dict[str, str]) -> None:
        self._start(tag.rpartition(":")[2], attributes)

    def _end_any(self, tag: str) -> None:
        self._end(tag.rpartition(":")[2])

    def _refuse_entity(self, *_declaration: object) -> None:
        raise ValueError("Spreadsheets declare no entities.")

    def _reach(self, rows: int, columns: int) -> None:
        self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)

    def _start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def _end(self, tag: str) -> None: ...


class WorkbookExtent(Extent):
    """XLSX: `<row r="2"><c r="B2"><v>…`; both `r` may be left out, meaning the next one."""

    _row = _column = 0

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif tag == "c":
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _column_number(found[1]) if found else self._column + 1
            self._row = int(found[2]) if found else self._row
        elif tag in ("v", "is", "f"):
            self._reach(self._row, self._column)


class OpenDocumentExtent(Extent):
    """ODS: rows and cells in sequence, each of which may say "repeat me"."""

    _row = _repeat = _column = _filled = 0

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            self._row = 0
        elif tag == "table-row":
            self._repeat = int(attributes.get("table:number-rows-repeated", "1"))
            self._column = self._filled = 0
        elif tag in ("table-cell", "covered-table-cell"):
            self._column += int(attributes.get("table:number-columns-repeated", "1"))
            if "office:value-type" in attributes:
                self._filled = self._column

    def _end(self, tag: str) -> None:
        if tag == "table-row":
            self._row += self._repeat
            if self._filled:  # blank rows count only when a filled one follows
                self._reach(self._row, self._filled)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
