"""Finding the header: below title lines, over several merged rows, under their names or ours.

Headers are compared as `sort_key` spells them, so that case, accents and stray spaces do not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_uppercase

from palier.kernel.sort_keys import sort_key
from palier.kernel.table_errors import DuplicateColumn

SEARCHED_ROWS = 60  # title lines, addresses and logos never take more
_TALLEST = 6  # rows that one header may be spread over

Cells = Sequence[object]
MergedRange = tuple[tuple[int, int], tuple[int, int]]  # first and last cell, each (row, column) from 0


@dataclass(frozen=True, slots=True)
class Header:
    """`texts` as found, one per column; `places` of our names; `last_row` of the header, from 0."""

    texts: tuple[str, ...]
    places: dict[str, int]
    last_row: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """The columns asked for: `needed` and `optional` are our names, `columns` maps theirs to ours."""

    needed: tuple[str, ...]
    optional: tuple[str, ...]
    columns: Mapping[str, str]

    def names_by_key(self) -> dict[str, str]:
        """Spelling (as a sort key) to our name; the map wins over a header that is our name by chance."""
        wanted = (*self.needed, *self.optional)
        own = {_spelling(name): name for name in wanted}
        mapped = {_spelling(theirs): ours for theirs, ours in self.columns.items() if ours in wanted}
        # A column that the map gives another meaning, or none, does not answer to our name.
        renamed = {_spelling(theirs) for theirs in self.columns}
        return {key: name for key, name in own.items() if key not in renamed} | mapped


ABOUT_AS_FULL = 0.6  # of the fullest row: a title above the header holds less


def find_header(rows: Sequence[Cells], wanted: Wanted, merged: Sequence[MergedRange] = ()) -> Header | None:
    """The first block of one to six rows that names every needed column, or None.

    Among blocks with the same last row the one that names most columns, then the lowest.
    Raises `DuplicateColumn` when that block names a wanted column twice.
    """
    names = wanted.names_by_key()
    merged = [area for area in merged if area[0][0] < len(rows)]
    for last in range(len(rows)):
        filled = _fill_merged(rows, merged, last)
        best: tuple[list[str | None], list[list[object]]] | None = None
        for height in range(1, min(_TALLEST, last + 1) + 1):
            block = filled[last - height + 1 :]
            found = _names_in(block, names)
            if set(wanted.needed) <= set(found) and (best is None or _count(found) > _count(best[0])):
                best = found, block
        if best:
            # A header cell merged downwards reaches below the row that completed the names.
            bottoms = [bottom for (top, _), (bottom, _) in merged if top <= last <= bottom]
            return _header(best[0], best[1], max([last, *bottoms]))
    return None


def likeliest_header(rows: Sequence[Cells], wanted: Wanted) -> tuple[str, ...]:
    """What to show when no header fits: the row with most wanted names, else the first that is about as full as any."""
    names = wanted.names_by_key()
    texts = [[_text(cell) for cell in row] for row in rows]
    known = [sum(_spelling(text) in names for text in row) for row in texts]
    full = [sum(bool(text) for text in row) for row in texts]
    if max(known, default=0):
        best = known.index(max(known))
    else:
        best = next((place for place, count in enumerate(full) if count >= ABOUT_AS_FULL * max(full)), -1)
    return tuple(text for text in texts[best] if text) if texts else ()


def column_letter(place: int) -> str:
    """0 is A, 26 is AA: the letter a spreadsheet shows."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def _header(found: Sequence[str | None], block: Sequence[Cells], last_row: int) -> Header:
    texts = tuple(" ".join(parts) for parts in _columns(block))
    places: dict[str, int] = {}
    for place, name in enumerate(found):
        if name is None:
            continue
        if name in places:
            claims = [f"{texts[one]} ({column_letter(one)})" for one in (places[name], place)]
            raise DuplicateColumn(name, claims[0], claims[1])
        places[name] = place
    while texts and not texts[-1]:
        texts = texts[:-1]
    return Header(texts, places, last_row)


def _names_in(block: Sequence[Cells], names: Mapping[str, str]) -> list[str | None]:
    """Our name for each column: by all its texts together ("Locataire Nom"), or by the lowest alone."""
    return [
        (names.get(_spelling(" ".join(parts))) or names.get(_spelling(parts[-1]))) if parts else None
        for parts in _columns(block)
    ]


def _count(found: Sequence[str | None]) -> int:
    return sum(name is not None for name in found)


def _columns(block: Sequence[Cells]) -> Iterator[list[str]]:
    """For each column of a block its distinct texts from top to bottom."""
    for place in range(max(map(len, block), default=0)):
        texts = [_text(row[place]) if place < len(row) else "" for row in block]
        yield list(dict.fromkeys(text for text in texts if text))


def _fill_merged(rows: Sequence[Cells], merged: Sequence[MergedRange], last: int) -> list[list[object]]:
    """Rows up to `last`; a merged cell, written in its first place only, stands in all of them.

    One that reaches the last row is the name of one column, its first; one above it is a group's name.
    """
    filled = [list(row) for row in rows[: last + 1]]
    for (top, left), (bottom, right) in merged:
        if top > last or left >= len(filled[top]):
            continue
        is_name = bottom >= last
        for row in filled[top : bottom + 1]:
            for place in range(left, min((left if is_name else right) + 1, len(row))):
                row[place] = filled[top][left]
    return filled


def _text(cell: object) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


@lru_cache(maxsize=4096)  # the same texts come back in blocks of one to six rows
def _spelling(text: str) -> str:
    # Our names have underscores where people have spaces. A header of signs alone ("%") stays itself.
    return sort_key(text) or text.strip()
