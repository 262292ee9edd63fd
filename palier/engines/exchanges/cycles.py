"""All cycles of a graph up to a length, each once, or a fair part of them when there are too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

MOST_CYCLES = 250_000  # listed at most: beyond, a part is listed and the gap is stated
STEPS_PER_CYCLE = 40  # work allowed for each cycle of that limit


def short_cycles(
    following: Sequence[Sequence[int]], longest: int, most: int = MOST_CYCLES
) -> tuple[list[tuple[int, ...]], bool]:
    """The cycles of 2 to `longest` nodes, each beginning at its smallest node, and whether these are all.

    `following[v]` are the nodes after v, ascending. When there are more than `most`, each node begins at most its
    even share of them, the first in order. Depth first from each node over larger ones, cut where the way back is too
    long: O(found · longest) on graphs without many dead ends, never more than 2 · 40 · `most` steps.
    """
    if longest < 2 or not following:
        return [], True
    every = _listed(following, longest, most)
    if every is not None:
        return every, True
    share, before = max(1, most // len(following)), _before(following)
    part: list[tuple[int, ...]] = []
    for root in range(len(following)):
        steps = _Steps(share * STEPS_PER_CYCLE)
        part += islice(_from(root, following, _way_back(root, before, longest, steps), longest, steps), share)
    return part, False


def _listed(following: Sequence[Sequence[int]], longest: int, most: int) -> list[tuple[int, ...]] | None:
    """All cycles, or None when there are more than `most` or they cost too many steps."""
    steps = _Steps(most * STEPS_PER_CYCLE)
    before = _before(following)
    found: list[tuple[int, ...]] = []
    for root in range(len(following)):
        for cycle in _from(root, following, _way_back(root, before, longest, steps), longest, steps):
            found.append(cycle)
            if len(found) > most:
                return None
        if steps.left <= 0:
            return None
    return found


class _Steps:
    """A budget of work, counted down."""

    def __init__(self, left: int) -> None:
        self.left = left


def _before(following: Sequence[Sequence[int]]) -> list[list[int]]:
    before: list[list[int]] = [[] for _ in following]
    for node, after in enumerate(following):
        for one in after:
            before[one].append(node)
    return before


def _way_back(root: int, before: Sequence[Sequence[int]], longest: int, steps: _Steps) -> dict[int, int]:
    """How many arcs lead back to `root` over larger nodes, for those near enough to be in a cycle with it."""
    distance, edge = {root: 0}, [root]
    for length in range(1, longest):
        steps.left -= sum(len(before[node]) for node in edge)
        if not edge or steps.left <= 0:
            break
        edge = list(dict.fromkeys(one for node in edge for one in before[node] if one > root and one not in distance))
        distance |= dict.fromkeys(edge, length)
    return distance


def _from(
    root: int, following: Sequence[Sequence[int]], back: dict[int, int], longest: int, steps: _Steps
) -> Iterator[tuple[int, ...]]:
    path = [root]
    branches = [iter(following[root])]
    while branches and steps.left > 0:
        steps.left -= 1
        node = next(branches[-1], None)
        if node is None:
            branches.pop()
            path.pop()
        elif node == root:
            if len(path) > 1:
                yield tuple(path)
        elif node in back and node not in path and len(path) + back[node] <= longest:
            path.append(node)
            branches.append(iter(following[node]))
