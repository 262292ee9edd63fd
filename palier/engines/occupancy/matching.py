"""Maximum matching: as many disjoint pairs as possible from the pairs that are allowed.

Exact, for any graph (a greedy choice is not: A-B first leaves C and D alone in C-A-B-D).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable


def maximum_matching(count: int, may_pair: Callable[[int, int], bool]) -> list[tuple[int, int]]:
    """A largest set of disjoint pairs (i, j), i < j, of 0 … count-1 with `may_pair(i, j)`, sorted.

    `may_pair` is asked once for each i < j. Among equally large sets the one found depends on the
    numbering only. Method: blossoms (Edmonds 1965, "Paths, trees, and flowers"), O(count³).
    """
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for i in range(count):
        for j in range(i + 1, count):
            if may_pair(i, j):
                neighbours[i].append(j)
                neighbours[j].append(i)
    mate = [-1] * count
    for root in range(count):
        if mate[root] == -1:
            _augment(root, neighbours, mate)
    return [(i, j) for i, j in enumerate(mate) if i < j]


def _augment(root: int, neighbours: list[list[int]], mate: list[int]) -> None:
    """Grow a tree of alternating paths from `root`; when it meets a free vertex, flip that path."""
    search = _Search(root, neighbours, mate)
    end = search.free_vertex()
    while end != -1:
        before = search.parent[end]
        following = mate[before]
        mate[end], mate[before] = before, end
        end = following


class _Search:
    """One breadth-first search; an odd cycle (blossom) is treated as a single vertex, its `base`."""

    def __init__(self, root: int, neighbours: list[list[int]], mate: list[int]) -> None:
        count = len(mate)
        self.root, self.neighbours, self.mate = root, neighbours, mate
        self.parent = [-1] * count
        self.base = list(range(count))
        self.is_reached = [False] * count

    def free_vertex(self) -> int:
        """A free vertex at the end of an alternating path, or -1; `parent` then holds the path."""
        self.is_reached[self.root] = True
        queue = deque([self.root])
        while queue:
            here = queue.popleft()
            for there in self.neighbours[here]:
                if self.base[here] == self.base[there] or self.mate[here] == there:
                    continue
                if there == self.root or (self.mate[there] != -1 and self.parent[self.mate[there]] != -1):
                    queue.extend(self._contract(here, there))
                elif self.parent[there] == -1:
                    self.parent[there] = here
                    if self.mate[there] == -1:
                        return there
                    self.is_reached[self.mate[there]] = True
                    queue.append(self.mate[there])
        return -1

    def _contract(self, here: int, there: int) -> list[int]:
        """Shrink the blossom that the edge here-there closes; its vertices newly reached."""
        top = self._common_base(here, there)
        inside: set[int] = set()
        self._mark(here, top, there, inside)
        self._mark(there, top, here, inside)
        newly: list[int] = []
        for vertex, base in enumerate(self.base):
            if base in inside:
                self.base[vertex] = top
                if not self.is_reached[vertex]:
                    self.is_reached[vertex] = True
                    newly.append(vertex)
        return newly

    def _common_base(self, one: int, other: int) -> int:
        above: set[int] = set()
        while True:
            one = self.base[one]
            above.add(one)
            if self.mate[one] == -1:
                break
            one = self.parent[self.mate[one]]
        while (other := self.base[other]) not in above:
            other = self.parent[self.mate[other]]
        return other

    def _mark(self, vertex: int, top: int, child: int, inside: set[int]) -> None:
        while self.base[vertex] != top:
            partner = self.mate[vertex]
            inside.update((self.base[vertex], self.base[partner]))
            self.parent[vertex] = child
            child, vertex = partner, self.parent[partner]
