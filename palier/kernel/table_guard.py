"""What a file really is, and whether a packed one is safe to unpack, before any library opens it.

A spreadsheet is a zip: forty kilobytes may hold gigabytes, and two cells far apart make the
reader reserve everything between them. Both are found here by reading, never by unpacking to memory.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Literal
from xml.parsers import expat

from palier.kernel.errors import Message
from palier.kernel.table_errors import TooLarge, UnreadableTable
from palier.kernel.table_extent import Extent, OpenDocumentExtent, WorkbookExtent

MAX_BYTES = 200_000_000
MAX_ROWS = 1_000_000
MAX_COLUMNS = 500
MAX_UNPACKED_BYTES = 1_000_000_000
MAX_RATIO = 300  # spreadsheets of real companies stay under 60; deflate can reach 1,030
MAX_CELLS = 40_000_000  # the rectangle from A1 to the last filled cell, about 1 GB once read

_CHUNK = 1_000_000
_RATIO_COUNTS_FROM = 20_000_000  # small files may be as repetitive as they like

FileKind = Literal["text", "xlsx", "ods", "xls"]

_SAVE_AS = Message("Open it in a spreadsheet program and save it as XLSX or CSV.")


def kind_of_file(path: Path) -> FileKind:
    """What the file is by its first bytes; its name proves nothing.

    Raises `TooLarge` and `UnreadableTable` (folders, PDFs, web pages named .xls, unsafe archives).
    """
    if not path.is_file():
        raise UnreadableTable(Message("There is no such file."))
    if path.stat().st_size > MAX_BYTES:
        raise TooLarge("A file may have %(limit)s bytes.", MAX_BYTES)
    with path.open("rb") as stream:
        start = stream.read(1024)
    if start.startswith(b"PK\x03\x04"):
        return _kind_of_archive(path)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "xls"
    opening = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if opening.startswith((b"%pdf", b"<!doctype", b"<html", b"<table", b"<?xml", b"{\\rtf", b"\x89png")):
        raise UnreadableTable(Message("This is not a table file, whatever its name."), how_to_mend=_SAVE_AS)
    return "text"


def _kind_of_archive(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                _check_archive(archive, path.stat().st_size, WorkbookExtent)
                return "xlsx"
            if "content.xml" in names:
                _check_archive(archive, path.stat().st_size, OpenDocumentExtent)
                return "ods"
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        expat.ExpatError,
    ):
        raise UnreadableTable(Message("This file is damaged or locked."), how_to_mend=_SAVE_AS) from None
    raise UnreadableTable(Message("This archive is not a spreadsheet."), how_to_mend=_SAVE_AS)


def _check_archive(archive: zipfile.ZipFile, packed: int, extent_of: Callable[[], Extent]) -> None:
    """Unpack every part once, keeping nothing: its size, its checksum, and what its sheets span."""
    total = 0
    for entry in archive.infolist():
        extent: Extent | None = None
        for number, chunk in enumerate(_unpacked(archive, entry)):
            total += len(chunk)
            _check_size(total, packed)
            # Any part may be named as a sheet by another, so all XML is looked at. Old drawings
            # (.vml) are the one kind that real programs write badly formed.
            if number == 0 and _looks_like_xml(chunk) and not entry.filename.endswith(".vml"):
                extent = extent_of()
            if extent is not None:
                extent.feed(chunk)
                _check_rectangle(extent.rows, extent.columns)


def _looks_like_xml(start: bytes) -> bool:
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or start[:2] in (b"\xff\xfe", b"\xfe\xff")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    # zipfile stops at the size an entry declares and then finds its checksum wrong, so that
    # a size that lies is caught here too.
    stream: IO[bytes]
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _check_size(unpacked: int, packed: int) -> None:
    if unpacked > MAX_UNPACKED_BYTES:
        raise TooLarge("Unpacked, a spreadsheet may have %(limit)s bytes.", MAX_UNPACKED_BYTES)
    if unpacked > _RATIO_COUNTS_FROM and unpacked > packed * MAX_RATIO:
        raise TooLarge("A spreadsheet may unpack to %(limit)s times its size.", MAX_RATIO)


def _check_rectangle(rows: int, columns: int) -> None:
    if rows > MAX_ROWS:
        raise TooLarge("A table may have %(limit)s rows.", MAX_ROWS)
    if columns > MAX_COLUMNS:
        raise TooLarge("A table may have %(limit)s columns.", MAX_COLUMNS)
    if rows * columns > MAX_CELLS:
        raise TooLarge("A sheet may have %(limit)s cells.", MAX_CELLS)
