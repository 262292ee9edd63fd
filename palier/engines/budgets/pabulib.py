"""Files of participatory budgets in the Pabulib format (.pb), in and out.

Three sections, META, PROJECTS, VOTES, each with a line of column names; cells parted by semicolons.
Source: Faliszewski et al., "Participatory Budgeting: Data, Tools, and Analysis" (IJCAI 2023), and pabulib.org/format.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from palier.engines.bad_input import BadInput

SECTIONS = ("META", "PROJECTS", "VOTES")
NEEDED = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A section: its column names, its rows (as long as the header), the line of the file each row ends on."""

    columns: Row
    rows: tuple[Row, ...]
    lines: tuple[int, ...]

    def column(self, name: str) -> list[str]:
        """The cells of a column; empty when there is no such column."""
        if name not in self.columns:
            return []
        place = self.columns.index(name)
        return [row[place] for row in self.rows]


@dataclass(frozen=True, slots=True)
class PbFile:
    """The three sections with every column, known or not: written out again, nothing is lost."""

    meta: Mapping[str, str]
    projects: Table
    votes: Table


def read_pb(text: str) -> PbFile:
    """The sections of a .pb file; raises `BadInput` with the line. O(length of the text)."""
    sections = _sections(text)
    for name in SECTIONS:
        if name not in sections:
            raise BadInput(
                f"There is no section {name}.", where="the whole file", how_to_mend="Give META, PROJECTS and VOTES."
            )
        missing = [column for column in NEEDED[name] if column not in sections[name].columns]
        if missing:
            raise BadInput(
                f"The section {name} has no column {missing[0]}.",
                where=f"columns {', '.join(sections[name].columns)[:80]!r}",
                how_to_mend=f"The line after {name} names the columns.",
            )
    meta = sections["META"]
    keys = meta.column("key")
    for number, (key, line) in enumerate(zip(keys, meta.lines, strict=True)):
        if key in keys[:number]:
            raise BadInput("Said twice in META.", where=f"line {line}: {key[:40]!r}", how_to_mend="Keep one.")
    return PbFile(dict(zip(keys, meta.column("value"), strict=True)), sections["PROJECTS"], sections["VOTES"])


def write_pb(file: PbFile) -> str:
    """The text of a .pb file; `read_pb` gives the same sections back."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["META"])
    writer.writerow(["key", "value"])
    writer.writerows(file.meta.items())
    for name, table in (("PROJECTS", file.projects), ("VOTES", file.votes)):
        writer.writerow([name])
        writer.writerow(table.columns)
        writer.writerows(table.rows)
    return out.getvalue()


def with_selection(file: PbFile, selected: frozenset[str]) -> PbFile:
    """The same file with a column `selected` (1 or 0) that says what a rule chose."""
    at = file.projects.columns.index("project_id")
    keep = [number for number, name in enumerate(file.projects.columns) if name != "selected"]
    columns = (*(file.projects.columns[number] for number in keep), "selected")
    rows = tuple((*(row[number] for number in keep), "1" if row[at] in selected else "0") for row in file.projects.rows)
    return PbFile(file.meta, Table(columns, rows, file.projects.lines), file.votes)


def _sections(text: str) -> dict[str, Table]:
    found: dict[str, Table] = {}
    name = ""
    columns: Row = ()
    rows: list[Row] = []
    lines: list[int] = []
    for line, row in _rows(text):
        if row[0].upper() in SECTIONS and not any(row[1:]):
            if name:
                found[name] = Table(columns, tuple(rows), tuple(lines))
            name, columns, rows, lines = row[0].upper(), (), [], []
            if name in found:
                raise BadInput("This section comes twice.", where=f"line {line}: {name}", how_to_mend="Keep one.")
        elif not name:
            raise BadInput(
                "A .pb file starts with META.", where=f"line {line}", how_to_mend="Begin with the line META."
            )
        elif not columns:
            columns = tuple(cell.lower() for cell in row)
            if len(set(columns)) < len(columns):
                raise BadInput("A column comes twice.", where=f"line {line}", how_to_mend="Name each column once.")
        else:
            rows.append(_as_long_as(columns, row, line))
            lines.append(line)
    if name:
        found[name] = Table(columns, tuple(rows), tuple(lines))
    return found


def _rows(text: str) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    try:
        for row in reader:
            if any(cells := tuple([cell.strip() for cell in row])):
                yield reader.line_num, cells
    except csv.Error as problem:
        raise BadInput(
            "This line cannot be read.", where=f"line {reader.line_num}: {problem}", how_to_mend="Check its quotes."
        ) from None


def _as_long_as(columns: Row, row: Row, line: int) -> Row:
    """Missing cells at the end are empty; more cells than columns are an error unless they are empty."""
    if len(row) == len(columns):
        return row
    if any(row[len(columns) :]):
        raise BadInput(
            f"There are {len(row)} cells for {len(columns)} columns.",
            where=f"line {line}",
            how_to_mend='A text that holds a semicolon stands in double quotes ("a; b").',
        )
    return (*row[: len(columns)], *[""] * (len(columns) - len(row)))
