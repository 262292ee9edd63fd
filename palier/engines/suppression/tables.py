"""Tables that share cells, as one list of cells and the sums that tie them.

A cell is a label per dimension; `Total` is the total of a dimension, and a hierarchy puts subtotals between.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from palier.engines.bad_input import BadInput

TOTAL = "Total"
MOST_CELLS = 10_000  # of all tables together; beyond, even the audit would take many minutes

Cell = tuple[str, ...]
Hierarchies = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a table. `value` None: hidden (earlier releases only). `largest`: the largest contributions, falling."""

    labels: Cell
    value: float | None
    count: float | None = None
    largest: tuple[float, ...] = ()
    where: str = "table"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as given: totals may be left out, a cell that is left out is zero."""

    name: str
    dimensions: tuple[str, ...]
    entries: tuple[Entry, ...]
    has_counts: bool = False
    contributions: int = 0  # how many columns top1, top2, … it has


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts, as places in a list of cells."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All cells of all tables, each once, in canonical order, and every sum between them.

    `is_margin`: the cell is a total or a subtotal in some dimension. `contributions`: how many of the
    largest contributions are known of each cell.
    """

    dimensions: tuple[str, ...]
    cells: tuple[Cell, ...]
    values: tuple[float, ...]
    counts: tuple[float, ...]
    largest: tuple[tuple[float, ...], ...]
    is_margin: tuple[bool, ...]
    sums: tuple[Sum, ...]
    contributions: int


@dataclass(slots=True)
class _Known:
    value: float
    count: float
    largest: tuple[float, ...]


def figures(tables: Sequence[Table], hierarchies: Hierarchies) -> Figures:
    """The cells and sums of `tables`; missing totals are worked out, missing cells are zero.

    Cells that carry the same labels in two tables are one cell, `Total` standing for a dimension that a
    table has not. Raises `BadInput` for a total that is not the sum of its parts, for a cell given twice
    or with two figures, and for more than `MOST_CELLS`. Complexity: linear in the cells times dimensions.
    """
    dimensions = all_dimensions(tables)
    unknown = sorted(set(hierarchies) - set(dimensions))
    if unknown:
        raise BadInput("No such dimension.", where=f"hierarchy {unknown[0]}", how_to_mend=", ".join(dimensions))
    order = sorted(range(len(dimensions)), key=lambda place: dimensions[place])
    known: dict[Cell, _Known] = {}
    margins: set[Cell] = set()
    sums: set[tuple[Cell, tuple[Cell, ...]]] = set()
    for table in sorted(tables, key=lambda table: table.dimensions):
        grid = Grid(table, hierarchies, MOST_CELLS - len(known))
        for cell, found in _filled(table, grid).items():
            key = extended(cell, table.dimensions, dimensions)
            _add(known, key, found, table)
            if grid.is_margin(cell):
                margins.add(key)
        for total, parts in grid.sums():
            widened = tuple(extended(part, table.dimensions, dimensions) for part in parts)
            sums.add((extended(total, table.dimensions, dimensions), widened))
    cells = sorted(known, key=lambda cell: tuple(cell[place] for place in order))
    place_of = {cell: place for place, cell in enumerate(cells)}
    return Figures(
        dimensions=dimensions,
        cells=tuple(cells),
        values=tuple(known[cell].value for cell in cells),
        counts=tuple(known[cell].count for cell in cells),
        largest=tuple(known[cell].largest for cell in cells),
        is_margin=tuple(cell in margins for cell in cells),
        sums=canonical(Sum(place_of[total], tuple(place_of[part] for part in parts)) for total, parts in sums),
        contributions=min(table.contributions for table in tables),
    )


def all_dimensions(tables: Sequence[Table]) -> tuple[str, ...]:
    """The dimensions in the order of the columns; of several tables, the one whose names come first leads."""
    named = sorted(table.dimensions for table in tables)
    return tuple(dict.fromkeys(itertools.chain.from_iterable(named)))


def extended(cell: Cell, own: Sequence[str], wanted: Sequence[str]) -> Cell:
    """The cell with the dimensions `wanted`: `Total` where its table has none."""
    labels = dict(zip(own, cell, strict=True))
    return tuple(labels.get(name, TOTAL) for name in wanted)


def canonical(sums: Iterable[Sum]) -> tuple[Sum, ...]:
    """The sums in an order that does not depend on how they were found."""
    return tuple(sorted({Sum(one.total, tuple(sorted(one.parts))) for one in sums}, key=lambda s: (s.total, s.parts)))


class Grid:
    """The labels of a table per dimension, who is part of whom, and so its cells and sums."""

    def __init__(self, table: Table, hierarchies: Hierarchies, room: int) -> None:
        self.name = table.name
        self.children: list[dict[str, list[str]]] = []
        self.labels: list[list[str]] = []
        for place, dimension in enumerate(table.dimensions):
            seen = {entry.labels[place] for entry in table.entries}
            children = _children(seen, hierarchies.get(dimension, {}))
            self.children.append(children)
            self.labels.append(sorted(set(children).union(*children.values(), {TOTAL})))
        if math.prod(len(labels) for labels in self.labels) > room:
            raise BadInput(
                f"More than {MOST_CELLS} cells.", where=table.name, how_to_mend="Publish fewer or coarser labels."
            )

    def cells(self) -> Iterable[Cell]:
        return itertools.product(*self.labels)

    def is_margin(self, cell: Cell) -> bool:
        return any(label in self.children[place] for place, label in enumerate(cell))

    def parts(self, cell: Cell, place: int) -> tuple[Cell, ...]:
        """The cells that make up `cell` along one dimension; none for a label without parts."""
        children = self.children[place].get(cell[place], ())
        return tuple((*cell[:place], child, *cell[place + 1 :]) for child in children)

    def sums(self) -> Iterable[tuple[Cell, tuple[Cell, ...]]]:
        for cell in self.cells():
            for place in range(len(cell)):
                parts = self.parts(cell, place)
                if parts:
                    yield cell, parts


def _children(seen: set[str], parents: Mapping[str, str]) -> dict[str, list[str]]:
    """Parent -> its parts, among the labels seen and all that stand above them."""
    children: dict[str, set[str]] = {}
    for label in seen - {TOTAL}:
        while label != TOTAL:
            parent = parents.get(label, TOTAL)
            children.setdefault(parent, set()).add(label)
            label = parent
    return {parent: sorted(parts) for parent, parts in children.items()}


def _filled(table: Table, grid: Grid) -> dict[Cell, _Known]:
    """Every cell of the table with its figures: given, or the sum of its parts, or zero."""
    given: dict[Cell, Entry] = {}
    for entry in table.entries:
        if entry.value is None:
            raise BadInput("A figure is missing.", where=entry.where, how_to_mend="Write 0 for none.")
        if given.setdefault(entry.labels, entry) is not entry:
            raise BadInput(f"{_named(entry.labels)} is given twice.", where=entry.where, how_to_mend="Give it once.")
    known: dict[Cell, _Known] = {}
    for cell in sorted(grid.cells(), key=lambda cell: _height(cell, grid)):
        by_dimension = [parts for place in range(len(cell)) if (parts := grid.parts(cell, place))]
        sums = [_total([known[part] for part in parts], table.contributions) for parts in by_dimension]
        known[cell] = _figures_of(given.get(cell), sums[0] if sums else _Known(0.0, 0.0, ()), table)
        for one in sums:
            _check(table, cell, known[cell], one)
    return known


def _height(cell: Cell, grid: Grid) -> tuple[int, Cell]:
    """Parts before totals: the sum over dimensions of the levels below."""

    def level(place: int, label: str) -> int:
        below = grid.children[place].get(label, ())
        return 1 + max(level(place, child) for child in below) if below else 0

    return sum(level(place, label) for place, label in enumerate(cell)), cell


def _total(parts: Sequence[_Known], contributions: int) -> _Known:
    merged = sorted((one for part in parts for one in part.largest), reverse=True)[:contributions]
    return _Known(math.fsum(p.value for p in parts), math.fsum(p.count for p in parts), tuple(merged))


def _figures_of(entry: Entry | None, computed: _Known, table: Table) -> _Known:
    if entry is None or entry.value is None:
        return computed
    count = entry.value
    if table.has_counts:
        count = entry.count if entry.count is not None else computed.count
    largest = entry.largest if any(entry.largest) else computed.largest
    if math.fsum(largest) > entry.value * (1 + 1e-9):
        raise BadInput("The largest contributions exceed the figure.", where=entry.where, how_to_mend="Correct them.")
    return _Known(entry.value, count, largest)


def _check(table: Table, cell: Cell, said: _Known, worked_out: _Known) -> None:
    for word, one, other in (("value", said.value, worked_out.value), ("count", said.count, worked_out.count)):
        if not close(one, other):
            raise BadInput(
                f"The {word} {one:g} of {_named(cell)} is not the sum of its parts, {other:g}.",
                where=table.name,
                how_to_mend="Correct it, or leave the total out.",
            )


def _add(known: dict[Cell, _Known], key: Cell, found: _Known, table: Table) -> None:
    before = known.setdefault(key, found)
    if not (close(before.value, found.value) and close(before.count, found.count)):
        raise BadInput(
            f"{_named(key)} is {found.value:g} here and {before.value:g} in another table.",
            where=table.name,
            how_to_mend="Tables that share cells must agree.",
        )
    if len(found.largest) > len(before.largest):
        before.largest = found.largest


def close(one: float, other: float) -> bool:
    """Equal but for the rounding of a computer's fractions."""
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)


def _named(cell: Cell) -> str:
    return f"[{', '.join(cell)}]"
