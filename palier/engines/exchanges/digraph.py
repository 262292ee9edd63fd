"""The text formats of the literature: weighted digraph with free starts beside it, and a list of neighbours a line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from palier.engines.bad_input import BadInput
from palier.engines.exchanges.amounts import weight, whole_units
from palier.engines.exchanges.market import Arc, Market
from palier.engines.files import read_text

MOST_NODES = 1_000_000
LONGEST = 1_000_000
END = ["-1", "-1", "-1"]
Found = dict[tuple[int, int], Decimal]


def from_digraph(path: Path, text: str) -> tuple[Market, int | None]:
    """The market in a digraph text at `path`, with the `.ndds` of the same name if it is there; and the file's own cap.

    Raises `BadInput` naming the line: numbers that are none, ends out of range, an arc to itself, an arc twice, other
    counts than announced.
    """
    rows = text.splitlines()
    head = rows[0].split() if rows else []
    if len(head) == 2 and "." in head[1]:
        return _market(_neighbours(path, rows), _whole(head[0], f"{path}, line 1", MOST_NODES)), None
    if len(head) not in (2, 3):
        raise BadInput(
            "Not a digraph.", where=f"{path}, line 1", how_to_mend="Begin with the number of vertices and of arcs."
        )
    count = _whole(head[0], f"{path}, line 1", MOST_NODES)
    arcs = _arcs(path, rows, (count, count), may_end_without=len(head) == 3)
    cap = _whole(head[2], f"{path}, line 1", LONGEST) if len(head) == 3 else None
    beside = path.with_suffix(".ndds")
    if path.suffix == ".ndds" or not beside.exists():
        return _market(arcs, count), cap
    rows = read_text(beside).splitlines()
    head = rows[0].split() if rows else []
    if len(head) != 2:
        raise BadInput(
            "Not a list of free starts.",
            where=f"{beside}, line 1",
            how_to_mend="Begin with how many, and how many arcs.",
        )
    free = _whole(head[0], f"{beside}, line 1", MOST_NODES)
    return _market(arcs, count, _arcs(beside, rows, (free, count), are_free=True), free), cap


def _market(arcs: Found, count: int, starting: Found | None = None, free: int = 0) -> Market:
    both = [(source, target, amount) for (source, target), amount in sorted(arcs.items())]
    both += [(count + source, target, amount) for (source, target), amount in sorted((starting or {}).items())]
    units, scale = whole_units([amount for _, _, amount in both])
    return Market(
        labels=(*range(count), *range(free)),
        households=count,
        arcs=tuple(Arc(source, target, unit) for (source, target, _), unit in zip(both, units, strict=True)),
        scale=scale,
    )


def _arcs(
    path: Path,
    rows: list[str],
    counts: tuple[int, int],
    *,
    are_free: bool = False,
    may_end_without: bool = False,
) -> Found:
    """The arcs below the first line; `counts` of sources and targets. `are_free`: sources are others than targets."""
    announced = _whole(rows[0].split()[1], f"{path}, line 1", MOST_NODES * 100)
    body = [(number, row.split()) for number, row in enumerate(rows[1:], 2) if row.strip()]
    ends = bool(body) and body[-1][1] == END
    if not ends and not may_end_without:
        raise BadInput("The file does not end.", where=str(path), how_to_mend="Put -1 -1 -1 on the last line.")
    body = body[:-1] if ends else body
    if len(body) != announced:
        raise BadInput(
            f"{announced} arcs announced, {len(body)} found.", where=str(path), how_to_mend="Correct the first line."
        )
    found: Found = {}
    for number, words in body:
        where = f"{path}, line {number}"
        if len(words) != 3:
            raise BadInput("Not an arc.", where=where, how_to_mend="Write source, target and weight.")
        source, target = _whole(words[0], where, counts[0] - 1), _whole(words[1], where, counts[1] - 1)
        _add(found, source, target, weight(words[2], where), where, may_meet=are_free)
    return found


def _neighbours(path: Path, rows: list[str]) -> Found:
    """First line: how many vertices, and a density; then a line a vertex with its neighbours, counted from 1."""
    count = _whole(rows[0].split()[0], f"{path}, line 1", MOST_NODES)
    body = rows[1:]
    while len(body) > count and not body[-1].strip():
        body.pop()
    if len(body) > count or len(body) < count - 1:
        raise BadInput(
            f"{count} vertices announced, {len(body)} lines found.", where=str(path), how_to_mend="Write a line each."
        )
    found: Found = {}
    for source, row in enumerate(body):
        where = f"{path}, line {source + 2}"
        for word in row.split():
            _add(found, source, _whole(word, where, count, least=1) - 1, Decimal(1), where, may_meet=False)
    return found


def _add(found: Found, source: int, target: int, amount: Decimal, where: str, *, may_meet: bool) -> None:
    if source == target and not may_meet:
        raise BadInput("An arc from a vertex to itself.", where=where, how_to_mend="Leave it out.")
    if (source, target) in found:
        raise BadInput("This arc is there twice.", where=where, how_to_mend="Keep one.")
    found[source, target] = amount


def _whole(word: str, where: str, most: int, *, least: int = 0) -> int:
    if not (word.isascii() and word.isdigit() and len(word) <= 12 and least <= int(word) <= most):
        raise BadInput(
            f"{word[:20]!r} is not a whole number in range.", where=where, how_to_mend=f"Give {least} to {most}."
        )
    return int(word)
