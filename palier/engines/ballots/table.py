"""Ballots that choose up to N, as a table: a line of candidates, then a line of 0 and 1 for each ballot.

A first column named `ballot` may hold the number of the paper. Comma, semicolon or tab between the cells.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from palier.engines.bad_input import BadInput
from palier.engines.ballots.lines import numbered_lines
from palier.engines.ballots.poll import Poll, checked_names

MANY = 50_000  # different lines held before they are worked off: memory stays flat
NUMBERED = ("ballot", "bulletin", "stembiljet")


class BallotTable:
    """An open table: its candidates are read, its ballots come one by one."""

    def __init__(self, path: Path) -> None:
        self.lines = numbered_lines(path)
        _, header = next(self.lines, (0, ""))
        self.separator = max(",;\t", key=header.count)
        cells = self._cells(header)
        self.is_numbered = bool(cells) and cells[0].lower() in NUMBERED
        self.candidates = checked_names(cells[1:] if self.is_numbered else cells, "the first line")

    def rows(self) -> Iterator[tuple[int, str, str]]:
        """(line, number of the ballot as written, the rest of the line)."""
        for count, (line, text) in enumerate(self.lines, 1):
            if self.is_numbered:
                number, _, rest = text.partition(self.separator)
                yield line, number.strip().strip('"'), rest
            else:
                yield line, str(count), text

    def marks(self, text: str, line: int) -> tuple[int, ...]:
        """The places marked on a ballot; raises `BadInput`."""
        cells = text.split(self.separator)
        if len(cells) != len(self.candidates) or '"' in text:
            cells = self._cells(text, f"line {line}")
        if len(cells) != len(self.candidates):
            raise BadInput(
                f"{len(cells)} cells for {len(self.candidates)} candidates.",
                where=f"line {line}",
                how_to_mend="One cell each.",
            )
        marked = []
        for place, cell in enumerate(cells):
            word = cell.strip()
            if word == "1":
                marked.append(place)
            elif word not in ("0", ""):
                raise BadInput(
                    "Not 0 or 1.",
                    where=f"line {line}, {self.candidates[place][:40]!r}: {word[:20]!r}",
                    how_to_mend="Write 0 or 1.",
                )
        return tuple(marked)

    def _cells(self, text: str, where: str = "the first line") -> list[str]:
        try:
            return [cell.strip() for cell in next(csv.reader([text], delimiter=self.separator, strict=True))]
        except csv.Error:
            raise BadInput(
                "This line cannot be read.", where=f"{where}: {text[:40]!r}", how_to_mend="Check its quotes."
            ) from None


def read_table(path: Path, most_marks: int) -> Poll:
    """The poll in a table; raises `BadInput` with the line. Flat memory, O(length).

    A ballot with more than `most_marks` marks is void (`too_many`), and so is one with none (`blank`).
    """
    table = BallotTable(path)
    tally = _Tally(table, most_marks)
    for line, _, text in table.rows():
        tally.add(text, line)
    tally.work_off()
    if not tally.valid and not tally.void:
        raise BadInput("The file holds no ballot.", where=str(path), how_to_mend="One line of 0 and 1 for each ballot.")
    return Poll(
        title="",
        candidates=table.candidates,
        seats=None,
        valid=tally.valid,
        void={why: tally.void[why] for why in sorted(tally.void)},
        marks=tuple(tally.votes),
    )


class _Tally:
    """Equal lines wait together and are read once; when many different ones wait they are worked off."""

    def __init__(self, table: BallotTable, most_marks: int) -> None:
        self.table, self.most_marks = table, most_marks
        self.votes = [0] * len(table.candidates)
        self.void: Counter[str] = Counter()
        self.valid = 0
        self.waiting: dict[str, int] = {}
        self.first: dict[str, int] = {}

    def add(self, text: str, line: int) -> None:
        if text in self.waiting:
            self.waiting[text] += 1
            return
        self.waiting[text], self.first[text] = 1, line
        if len(self.waiting) >= MANY:
            self.work_off()

    def work_off(self) -> None:
        for text, times in self.waiting.items():
            marked = self.table.marks(text, self.first[text])
            if 0 < len(marked) <= self.most_marks:
                self.valid += times
                for place in marked:
                    self.votes[place] += times
            else:
                self.void["too_many" if marked else "blank"] += times
        self.waiting.clear()
        self.first.clear()


def candidates_of(path: Path) -> tuple[str, ...]:
    """The candidates of a table."""
    return BallotTable(path).candidates


def ballots_of(path: Path) -> Iterator[tuple[str, str]]:
    """(number of the ballot as written or from 1, the names marked), for comparing two entries of the same papers."""
    table = BallotTable(path)
    for line, number, text in table.rows():
        yield number, ", ".join(sorted(table.candidates[place] for place in table.marks(text, line)))
