"""Paper ballots entered twice, by two people: where the two files differ, by number of the ballot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from palier.engines.bad_input import BadInput
from palier.engines.ballots import blt, table


@dataclass(frozen=True, slots=True)
class Difference:
    """A ballot that two entries do not tell alike; None where one of them does not have it."""

    ballot: str
    first: str | None
    second: str | None


def differences(first: Path, second: Path, *, is_ranked: bool) -> list[Difference]:
    """Where two files of the same papers differ, by ballot number. Raises `BadInput`. O(length).

    Tables with a column `ballot` are matched by it, in whatever order they were entered; others by their order.
    Tables must name the same candidates, in any order.
    """
    if is_ranked:
        return _side_by_side(blt.ballots_of(first), blt.ballots_of(second))
    if sorted(table.candidates_of(first)) != sorted(table.candidates_of(second)):
        raise BadInput(
            "The two files name other candidates.", where=str(second), how_to_mend="Enter the same list twice."
        )
    if not (table.BallotTable(first).is_numbered and table.BallotTable(second).is_numbered):
        return _side_by_side(table.ballots_of(first), table.ballots_of(second))
    one, other = _by_number(first), _by_number(second)
    return [
        Difference(number, one.get(number), other.get(number))
        for number in sorted(one.keys() | other.keys(), key=lambda text: (len(text), text))
        if one.get(number) != other.get(number)
    ]


def _by_number(path: Path) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for number, marks in table.ballots_of(path):
        if number in found:
            raise BadInput("A ballot number twice.", where=f"{path}: {number[:20]!r}", how_to_mend="Number each paper.")
        found[number] = marks
    return found


def _side_by_side(first: Iterable[tuple[int | str, str]], second: Iterable[tuple[int | str, str]]) -> list[Difference]:
    return [
        Difference(str((one or other or ("", ""))[0]), one and one[1], other and other[1])
        for one, other in zip_longest(first, second)
        if one is None or other is None or one[1] != other[1]
    ]
