"""Reading tables from the files that housing companies really export, row by row.

CSV in any usual encoding and delimiter, XLSX, XLS and ODS; title lines above, totals below, blank rows
between. `read_table` finds the table by the columns it must have, and gives the cells under our names.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import python_calamine as calamine

from palier.kernel.errors import Message
from palier.kernel.sort_keys import sort_key
from palier.kernel.table_errors import DuplicateColumn, NoSuchTable, TooLarge, UnreadableTable
from palier.kernel.table_guard import MAX_COLUMNS, MAX_ROWS, kind_of_file
from palier.kernel.table_header import (
    SEARCHED_ROWS,
    Cells,
    Header,
    Wanted,
    find_header,
    likeliest_header,
)
from palier.kernel.table_text import delimiters_of, encoding_of, first_rows, text_rows

__all__ = ["DuplicateColumn", "NoSuchTable", "Row", "Table", "TooLarge", "UnreadableTable", "read_table"]

_TOTALS = frozenset(
    {"total", "totaal", "totaux", "totalen", "sous total", "subtotaal", "eindtotaal", "somme", "som"}
    | {"nombre", "aantal"}
)
_MOST_TOTALS = 20  # rows held back to see whether the table ends


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` as a person sees it in the file, from 1; `cells` raw, by our column names.

    Optional columns that the file lacks are not in `cells`; a cell beyond a short row is `""`.
    `surplus` counts filled cells to the right of the header in a text file: the sign of a delimiter
    that was not quoted, so that this row's cells may stand under the wrong names.
    """

    number: int
    cells: dict[str, object]
    surplus: int = 0


@dataclass(slots=True)
class Table:
    """A table found in a file. `rows` can be gone through once, and is read meanwhile."""

    header: tuple[str, ...]  # as found, one per column
    columns: dict[str, str]  # our name to their header
    sheet: str | None  # None in a text file
    rows: Iterator[Row]
    totals: list[int] = field(default_factory=list)  # numbers of the trailing rows left out, known at the end


def read_table(
    path: Path | str,
    *,
    needed: Sequence[str],
    optional: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> Table:
    """Find the table with all `needed` columns in the file at `path`, and get ready to read it.

    `columns` maps their headers to our names; without it a header must be our name (case, accents,
    spaces and underscores do not count). In a spreadsheet the first visible sheet that fits is taken.
    Limits: see `table_guard`. Raises `NoSuchTable` (with the header found), `DuplicateColumn`, `TooLarge`
    or `UnreadableTable`; the last two also while going through `rows`.
    """
    wanted = Wanted(tuple(needed), tuple(optional), columns or {})
    path = Path(path)
    kind = kind_of_file(path)
    return _text_table(path, wanted, encoding) if kind == "text" else _sheet_table(path, wanted)


def _text_table(path: Path, wanted: Wanted, asked: str | None) -> Table:
    encoding = encoding_of(path, asked)
    delimiters, is_announced = delimiters_of(path, encoding)
    samples: list[list[list[str]]] = []
    unreadable: UnreadableTable | None = None
    for delimiter in delimiters:
        try:
            sample = first_rows(path, encoding, delimiter, SEARCHED_ROWS)
        except UnreadableTable as problem:
            unreadable = problem
            continue
        samples.append(sample[1:] if is_announced else sample)
        if header := find_header(sample, wanted):
            rows = enumerate(text_rows(path, encoding, delimiter), 1)
            return _table(header, wanted, None, rows, counts_surplus=True)
    if unreadable and not samples:
        raise unreadable
    headers = [likeliest_header(sample, wanted) for sample in samples]
    raise NoSuchTable(max(headers, key=len, default=()), wanted.needed)


def _sheet_table(path: Path, wanted: Wanted) -> Table:
    seen: list[tuple[str, ...]] = []
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        for name in _visible_sheets(book):
            sheet = book.get_sheet_by_name(name)
            rows = _rows_of(sheet)
            first = list(itertools.islice(rows, SEARCHED_ROWS))
            header = find_header(first, wanted, sheet.merged_cell_ranges or ())
            if header:
                return _table(header, wanted, name, enumerate(itertools.chain(first, rows), 1))
            seen.append(likeliest_header(first, wanted))
    except calamine.PasswordError:
        raise UnreadableTable(
            Message("This file is locked with a password."),
            how_to_mend=Message("Open it, remove the password and save it again."),
        ) from None
    except (calamine.CalamineError, OSError, ValueError):
        raise UnreadableTable(
            how_to_mend=Message("Open it in a spreadsheet program and save it as XLSX or CSV.")
        ) from None
    raise NoSuchTable(max(seen, key=len, default=()), wanted.needed)


def _visible_sheets(book: calamine.CalamineWorkbook) -> list[str]:
    """Sheets a person sees: what was hidden is often last year's."""
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet and sheet.visible == calamine.SheetVisibleEnum.Visible
    ]


def _rows_of(sheet: calamine.CalamineSheet) -> Iterator[Cells]:
    """All rows from row 1 and all cells from column A; calamine leaves out blank columns on the left."""
    blank = [""] * (sheet.start[1] if sheet.start else 0)
    return ([*blank, *cells] for cells in sheet.iter_rows())


def _table(
    header: Header,
    wanted: Wanted,
    sheet: str | None,
    numbered: Iterable[tuple[int, Cells]],
    *,
    counts_surplus: bool = False,
) -> Table:
    if len(header.texts) > MAX_COLUMNS:
        raise TooLarge("A table may have %(limit)s columns.", MAX_COLUMNS)
    columns = {name: header.texts[place] for name, place in header.places.items()}
    table = Table(header.texts, columns, sheet, iter(()))
    below = itertools.islice(numbered, header.last_row + 1, None)
    rows = _named_rows(below, header, len(header.texts) if counts_surplus else None)
    table.rows = _without_totals(rows, wanted.needed, table.totals)
    return table


def _named_rows(numbered: Iterable[tuple[int, Cells]], header: Header, width: int | None) -> Iterator[tuple[Row, str]]:
    """Rows that hold anything, each with its first filled cell as text."""
    for number, cells in numbered:
        if number > MAX_ROWS:
            raise TooLarge("A table may have %(limit)s rows.", MAX_ROWS)
        first = next((text for cell in cells if cell is not None and (text := str(cell).strip())), "")
        if not first:
            continue
        named = {name: cells[place] if place < len(cells) else "" for name, place in header.places.items()}
        surplus = 0 if width is None else sum(bool(str(cell).strip()) for cell in cells[width:])
        yield Row(number, named, surplus), first


def _without_totals(rows: Iterable[tuple[Row, str]], needed: Sequence[str], totals: list[int]) -> Iterator[Row]:
    """Leave out rows like "Total : 1.234" that end a table. Before other rows they are rows like any."""
    held: list[Row] = []
    for row, first in rows:
        is_short = any(str(row.cells[name]).strip() == "" for name in needed)
        if is_short and _names_a_total(first) and len(held) < _MOST_TOTALS:
            held.append(row)
            continue
        yield from held
        held.clear()
        yield row
    totals.extend(row.number for row in held)


def _names_a_total(text: str) -> bool:
    words = sort_key(text).split()  # whole words: somebody may be called Sommer
    return bool({" ".join(words[:1]), " ".join(words[:2])} & _TOTALS)
