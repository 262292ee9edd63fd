"""Files to typed rows: the map that comes with a file, the columns wanted, and why a row cannot be used."""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from palier.kernel.errors import Message, Problem
from palier.kernel.table_cells import BadCell, as_choice, as_day, as_decimal, as_phone, as_text, as_whole
from palier.kernel.tables import NoSuchTable, Row, read_table

Read = Callable[[object, "FileMap"], Any]
EXAMPLE_MAP = '{"columns": {"their header": "our name"}, "date": "%d/%m/%Y", "decimal": ",", "encoding": "cp1252"}'


@dataclass(frozen=True)
class FileMap:
    """MAP.json (D37): their headers to our names, how days are written, the decimal mark, the encoding."""

    columns: Mapping[str, str] = field(default_factory=dict)
    date: str | None = None
    decimal: str = ","
    encoding: str | None = None


@dataclass(frozen=True)
class Column:
    """One column of a file: our name, how a cell is read, whether it must be there and every cell of it filled."""

    name: str
    read: Read
    needed: bool = False


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be used. `row` as a person sees it in the file; `column` is our name, "" for the whole row."""

    row: int
    column: str
    reason: Message


@dataclass
class Reading:
    """A file gone through: its good rows as dictionaries with the columns that are in the file, and the others."""

    kind: str
    present: frozenset[str]
    rows: list[tuple[int, dict[str, Any]]]
    refused: list[Refusal]
    read: int = 0

    def refuse(self, number: int, column: str, reason: str, **params: object) -> None:
        """Set a row aside that only the register could tell apart (a dwelling nobody knows)."""
        self.refused.append(Refusal(number, column, Message(reason, params)))


@dataclass(frozen=True)
class Counts:
    """How many rows of a file made something, changed something, changed nothing."""

    created: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class Report:
    """What contracts.md promises as JSON. `refused` is in the order of the file."""

    kind: str
    read: int
    counts: Counts
    refused: tuple[Refusal, ...]
    applied: bool

    def as_json(self, translate: Callable[[Message], str] = str) -> dict[str, Any]:
        """The report as data; `translate` gives each reason in the reader's language."""
        return {
            "kind": self.kind,
            "read": self.read,
            "created": self.counts.created,
            "changed": self.counts.changed,
            "unchanged": self.counts.unchanged,
            "refused": [
                {"row": one.row, "column": one.column, "reason": translate(one.reason)} for one in self.refused
            ],
            "applied": self.applied,
        }


class BadMap(Problem):
    """The map cannot be used."""

    code = "bad_map"


def file_map(text: str, columns: Iterable[Column]) -> FileMap:
    """MAP.json read and checked against our columns. Raises BadMap."""
    example = Message("Write it like this: %(example)s.", {"example": EXAMPLE_MAP})
    try:
        data = json.loads(text)
    except ValueError:
        raise BadMap(Message("The map is not JSON."), how_to_mend=example) from None
    if not isinstance(data, dict) or set(data) - {"columns", "date", "decimal", "encoding"}:
        raise BadMap(how_to_mend=example)
    if not all(isinstance(data.get(key, ""), str) for key in ("date", "encoding", "decimal")):
        raise BadMap(how_to_mend=example)
    mapped = data.get("columns", {})
    if not isinstance(mapped, dict) or not all(isinstance(ours, str) for ours in mapped.values()):
        raise BadMap(how_to_mend=example)
    _only_ours(mapped.values(), [column.name for column in columns])
    decimal = data.get("decimal") or ","
    if decimal not in (",", "."):
        raise BadMap(Message('The decimal mark is "," or ".".'))
    return FileMap(mapped, data.get("date") or None, decimal, data.get("encoding") or None)


def _only_ours(mapped: Iterable[str], names: Sequence[str]) -> None:
    for ours in mapped:
        if ours not in names:
            raise BadMap(
                Message("The map names a column that is not ours: %(name)s.", {"name": ours[:40]}),
                how_to_mend=Message("Ours are: %(names)s.", {"names": ", ".join(names)}),
            )


def read_rows(
    kind: str,
    path: Path,
    columns: Sequence[Column],
    by: FileMap,
    *,
    check: Callable[[dict[str, Any]], None] = lambda row: None,
    progress: Callable[[int], None] = lambda rows: None,
) -> Reading:
    """Go through the file at `path` once. A row with a bad cell is refused with its first bad column.

    `check` looks at a whole row and raises BadRow. Raises `palier.kernel.tables.UnreadableTable` and its kinds.
    """
    needed = [column.name for column in columns if column.needed]
    optional = [column.name for column in columns if not column.needed]
    table = read_table(path, needed=needed, optional=optional, columns=by.columns, encoding=by.encoding)
    present = [column for column in columns if column.name in table.columns]
    reading = Reading(kind, frozenset(table.columns), [], [])
    seen: dict[str, int] = {}
    for row in table.rows:
        reading.read += 1
        try:
            typed = _typed(row, present, by)
            check(typed)
            _only_once(typed["source_id"], row.number, seen)
        except BadRow as bad:
            reading.refused.append(Refusal(row.number, bad.column, bad.reason))
        else:
            reading.rows.append((row.number, typed))
        if reading.read % 5_000 == 0:
            progress(reading.read)
    return reading


class BadRow(Exception):
    """This row cannot be used: `column` (our name, "" for the row) and why."""

    def __init__(self, column: str, reason: Message | str, **params: object) -> None:
        self.column = column
        self.reason = reason if isinstance(reason, Message) else Message(reason, params)
        super().__init__(column)


def _typed(row: Row, columns: Sequence[Column], by: FileMap) -> dict[str, Any]:
    if row.surplus:
        raise BadRow("", "There are more cells than headers: a delimiter stands in a cell without quotation marks.")
    typed = {}
    for column in columns:
        try:
            value = column.read(row.cells.get(column.name), by)
        except BadCell as bad:
            raise BadRow(column.name, bad.reason) from None
        if column.needed and value in ("", None):
            raise BadRow(column.name, "This cell is empty.")
        typed[column.name] = value
    return typed


def _only_once(source_id: str, number: int, seen: dict[str, int]) -> None:
    first = seen.setdefault(source_id, number)
    if first != number:
        raise BadRow("source_id", "Row %(row)s has the same source_id.", row=first)


def columns_needed(problem: NoSuchTable, columns: Iterable[Column]) -> Message:
    """All our columns in one sentence, those that must be there first."""
    ours = [column.name for column in columns if not column.needed]
    return Message(
        "Needed: %(needed)s. May be there: %(optional)s.",
        {"needed": ", ".join(problem.needed), "optional": ", ".join(ours)},
    )


# -- how cells are read -------------------------------------------------------------------------------------


def text(most: int) -> Read:
    """Text of at most `most` characters, runs of blanks as one."""

    def read(cell: object, by: FileMap) -> str:
        value = " ".join(as_text(cell).split())
        if len(value) > most:
            raise BadCell("This is longer than %(limit)s characters.", {"limit": most})
        return value

    return read


def day(cell: object, by: FileMap) -> datetime.date | None:
    """A day, written as the map says."""
    return as_day(cell, by.date)


def telephone(cell: object, by: FileMap) -> str:
    """A telephone number in E.164, "" when blank."""
    return as_phone(cell) or ""


def choice(words: Mapping[str, str], blank: str | None = None) -> Read:
    """One of a closed list, in French, Dutch or our own word. Spellings already met are remembered."""
    known: dict[str, str | None] = {"": blank}

    def read(cell: object, by: FileMap) -> str | None:
        spelled = as_text(cell)
        if spelled not in known:
            found = as_choice(spelled, words)
            if len(known) > 1_000:
                return found
            known[spelled] = found
        return known[spelled]

    return read


def whole(least: int, most: int) -> Read:
    """A whole number between two bounds."""

    def read(cell: object, by: FileMap) -> int | None:
        number = as_whole(cell, by.decimal)  # type: ignore[arg-type]  # checked when the map was read
        if number is not None and not least <= number <= most:
            raise BadCell("This must be from %(least)s to %(most)s.", {"least": least, "most": most})
        return number

    return read


def hundredths(most: int, *, nought: bool = False) -> Read:
    """A number above nought (or nought as well), to two decimals: what the register keeps, so that a second import
    finds the same."""

    def read(cell: object, by: FileMap) -> Decimal | None:
        number = as_decimal(cell, by.decimal)  # type: ignore[arg-type]  # checked when the map was read
        if number is None:
            return None
        if nought and not 0 <= number <= most:
            raise BadCell("This must be from %(least)s to %(most)s.", {"least": 0, "most": most})
        if not nought and not 0 < number <= most:
            raise BadCell("This must be more than 0 and at most %(most)s.", {"most": most})
        return number.quantize(Decimal("0.01"))

    return read
