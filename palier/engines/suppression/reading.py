"""The CSV files of `palier engine suppression`: tables, earlier releases, hierarchies."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from palier.engines.bad_input import BadInput
from palier.engines.files import read_text
from palier.engines.suppression.tables import TOTAL, Entry, Table

_VALUE_NAMES = ("value", "n")
_LARGEST = re.compile(r"top([1-9]\d?)")
_LARGEST_FIGURE = 1e12  # beyond, a solver's tolerance is no longer small


def read_table(path: Path) -> Table:
    """The table in the CSV file at `path`; raises `BadInput` naming the line.

    Columns: `value` (or `n`), optional `count`, optional `top1`, `top2`, … (largest contributions); every
    other column is a dimension. The figure of a total that is left out is worked out later. An empty
    `value` means "hidden" and is allowed in an earlier release only (`tables.figures` refuses it).
    """
    header, lines = _rows(path)
    value = next((name for name in _VALUE_NAMES if name in header), "count" if "count" in header else None)
    if value is None:
        raise BadInput("No column of figures.", where=f"{path}, line 1", how_to_mend="Name one column value.")
    largest = sorted((name for name in header if _LARGEST.fullmatch(name)), key=lambda name: int(name[3:]))
    if largest != [f"top{number + 1}" for number in range(len(largest))]:
        raise BadInput("Columns of contributions are missing.", where=f"{path}, line 1", how_to_mend="top1, top2, …")
    dimensions = tuple(name for name in header if name not in {value, "count", *largest})
    if not dimensions:
        raise BadInput("No dimension.", where=f"{path}, line 1", how_to_mend="Add a column of labels, such as row.")
    entries = []
    for where, row in lines:
        labels = tuple(row[name] for name in dimensions)
        if "" in labels:
            raise BadInput("A label is empty.", where=where, how_to_mend=f"Write {TOTAL} for a total.")
        tops = tuple(sorted((_figure(row[name], f"{where}, {name}") or 0.0 for name in largest), reverse=True))
        entries.append(
            Entry(
                labels=labels,
                value=_figure(row[value], f"{where}, {value}"),
                count=_figure(row["count"], f"{where}, count") if "count" in header else None,
                largest=tops,
                where=where,
            )
        )
    if not entries:
        raise BadInput("The table has no rows.", where=str(path), how_to_mend="Give a row for each cell.")
    return Table(str(path), dimensions, tuple(entries), "count" in header, len(largest))


def read_hierarchy(path: Path) -> Mapping[str, str]:
    """child -> parent from a CSV with columns `child`, `parent`; refuses rings and two parents."""
    header, lines = _rows(path)
    if not {"child", "parent"} <= set(header):
        raise BadInput("Not a hierarchy.", where=f"{path}, line 1", how_to_mend="Columns child,parent.")
    parents: dict[str, str] = {}
    for where, row in lines:
        child, parent = row["child"], row["parent"]
        if not child or not parent or child in (parent, TOTAL):
            raise BadInput("Not a child and its parent.", where=where, how_to_mend="Write two different labels.")
        if parents.setdefault(child, parent) != parent:
            raise BadInput(f"{child} has two parents.", where=where, how_to_mend="Give each child one parent.")
    for start in parents:
        seen, label = {start}, start
        while label in parents:
            label = parents[label]
            if label in seen:
                raise BadInput(f"{label} is above itself.", where=str(path), how_to_mend="Break the ring.")
            seen.add(label)
    return parents


def _rows(path: Path) -> tuple[list[str], list[tuple[str, dict[str, str]]]]:
    """The header, and per line its place and its fields."""
    text = read_text(path)
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        if len(set(header)) != len(header) or "" in header:
            raise BadInput("A column has no name of its own.", where=f"{path}, line 1", how_to_mend="Name each once.")
        return header, list(_fields(path, header, reader))
    except csv.Error as problem:
        raise BadInput(
            "The file is not CSV.", where=f"{path}, line {reader.line_num}", how_to_mend=f"{problem}."
        ) from None


def _fields(path: Path, header: list[str], reader: Iterator[list[str]]) -> Iterator[tuple[str, dict[str, str]]]:
    for number, row in enumerate(reader, start=2):
        if not any(field.strip() for field in row):
            continue
        where = f"{path}, row {number}"
        if len(row) != len(header):
            raise BadInput(
                f"{len(row)} fields, not {len(header)}.", where=where, how_to_mend="Give a field for each column."
            )
        yield where, dict(zip(header, (field.strip() for field in row), strict=True))


def _figure(text: str, where: str) -> float | None:
    if text == "":
        return None
    try:
        figure = float(text)
    except ValueError:
        figure = math.nan
    if not 0 <= figure <= _LARGEST_FIGURE or "_" in text:
        raise BadInput(
            "Not a figure from 0 to 1e12.", where=where, how_to_mend="Write it like 12 or 12.5, without thousands."
        )
    return figure
