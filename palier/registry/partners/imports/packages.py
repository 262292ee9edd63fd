"""HSDS 3.0 as a package: CSV files of the standard's names, in a zip or a folder, with or without `datapackage.json`.

A zip is foreign: only members whose name the standard knows are unpacked, under that name, into a folder of our own,
and what they unpack to is counted while it is read, whatever their headers claim.
"""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from palier.kernel.errors import Message
from palier.kernel.table_errors import TooLarge, UnreadableTable
from palier.kernel.table_text import DELIMITERS, encoding_of, first_rows, text_rows
from palier.registry.partners.imports.hsds_json import NotAnExchange, put_in
from palier.registry.partners.rules.exchange.reading import Exchange, new_exchange
from palier.registry.partners.rules.exchange.tables import BY_FILE, MAY_BE_EMPTY, Sheet, Told

MOST_UNPACKED = 60 * 1024 * 1024
MOST_MEMBERS = 200
MOST_ROWS = 200_000
_CHUNK = 1 << 16


def is_package(path: Path) -> bool:
    """Is it a zip with at least one CSV file of the standard? A spreadsheet is a zip as well."""
    if not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return any(_path(name).name in BY_FILE for name in archive.namelist()[: MOST_MEMBERS * 10])
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def read_package(path: Path) -> Exchange:
    """The services of a zip. Raises NotAnExchange, UnreadableTable and TooLarge."""
    with tempfile.TemporaryDirectory(prefix="palier-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                foreign = _unpack(archive, Path(folder))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
            raise UnreadableTable(Message("This file is damaged or locked.")) from None
        reading = read_folder(Path(folder))
    reading.dropped += [(name, Message("The standard knows no such file.")) for name in foreign]
    return reading


def read_folder(folder: Path) -> Exchange:
    """The services of a folder of CSV files. Raises NotAnExchange, UnreadableTable and TooLarge."""
    reading = new_exchange()
    rows: list[Told] = []
    for file, sheet in BY_FILE.items():
        if (folder / file).is_file():
            for one in _rows(folder / file, sheet, reading):
                rows.append(one)
                if len(rows) > MOST_ROWS:
                    raise TooLarge("A table may have %(limit)s rows.", MOST_ROWS)
    if not any(one.sheet == "service" for one in rows) and not reading.refused:
        raise NotAnExchange(how_to_mend=Message("A package has at least services.csv and organizations.csv."))
    put_in(reading, rows)
    return reading


def _unpack(archive: zipfile.ZipFile, folder: Path) -> list[str]:
    """The known members into the folder; the names of the others."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise TooLarge("An archive may hold %(limit)s files.", MOST_MEMBERS)
    foreign, left = [], MOST_UNPACKED
    for member in members:
        name = _path(member.filename)
        if member.is_dir() or name.name == "datapackage.json":
            continue
        if name.is_absolute() or ".." in name.parts:
            raise UnreadableTable(Message("This archive names a file outside itself."))
        if name.name not in BY_FILE:
            foreign.append(member.filename[:80])
            continue
        if (folder / name.name).exists():
            raise UnreadableTable(Message("This archive holds %(name)s twice.", {"name": name.name}))
        with archive.open(member) as source, (folder / name.name).open("wb") as target:
            left = _copy(source, target, left)
    return foreign


def _path(name: str) -> PurePosixPath:
    """The name of a member; some programs write it with backslashes."""
    return PurePosixPath(name.replace("\\", "/"))


def _copy(source: IO[bytes], target: IO[bytes], left: int) -> int:
    while chunk := source.read(_CHUNK):
        left -= len(chunk)
        if left < 0:
            raise TooLarge("An archive may unpack to %(limit)s bytes.", MOST_UNPACKED)
        target.write(chunk)
    return left


def _rows(path: Path, sheet: Sheet, reading: Exchange) -> Iterator[Told]:
    encoding = encoding_of(path)
    try:
        delimiter = next((one for one in DELIMITERS if "id" in _header(path, encoding, one)), ",")
        rows = text_rows(path, encoding, delimiter)
        header = [title.strip() for title in next(rows, [])]
        if "id" not in header:
            reading.refuse_at(1, f"{sheet.file}:1:id", Message("This column is missing."))
            return
        for number, cells in enumerate(rows, 2):
            if any(cells[len(header) :]):
                reading.refuse_at(number, f"{sheet.file}:{number}", Message("There are more cells than headers."))
            elif any(cells):
                yield Told(sheet.name, f"{sheet.file}:{number}", _row(sheet, header, cells))
    except UnreadableTable as problem:
        said = [str(part) for part in (problem.where,) if part]
        problem.where = Message("%(file)s %(where)s", {"file": sheet.file, "where": " ".join(said)})
        raise


def _header(path: Path, encoding: str, delimiter: str) -> list[str]:
    return [title.strip() for row in first_rows(path, encoding, delimiter, 1) for title in row]


def _row(sheet: Sheet, header: list[str], cells: list[str]) -> dict[str, Any]:
    """The filled cells: an empty one says nothing. A number that is none stays text, and is refused as such later."""
    row: dict[str, Any] = {}
    for title, cell in zip(header, cells, strict=False):
        text = cell.replace("\x00", "")
        if text.strip():
            row[title] = _number(text) if title in sheet.numbers else text
        elif title in MAY_BE_EMPTY.get(sheet.name, ()):
            row[title] = ""
    return row


def _number(text: str) -> Any:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
