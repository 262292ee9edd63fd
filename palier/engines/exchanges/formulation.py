"""The decision as a set of yes-or-no columns and rows that bind them: cycles one by one, chains by position.

Position-indexed chain edges: Dickerson, Manlove, Plaut, Sandholm and Trimble, "Position-indexed formulations for kidney
exchange" (2016). A chain of three moves through a thousand dwellings needs three columns an arc, not one a chain.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise

from palier.engines.exchanges.market import Market

LOTS = 9973  # a prime: lots are 1 to this


@dataclass(frozen=True, slots=True)
class Column:
    """A cycle (`arcs` in order, `position` 0), or one move that is the `position`-th of its chain."""

    arcs: tuple[int, ...]
    position: int = 0


@dataclass(slots=True)
class Formulation:
    """Columns, and rows that bind them: the entries (row, coefficient) of each column; each row is at most its limit,
    or equal to it."""

    columns: list[Column]
    entries: list[list[tuple[int, int]]] = field(default_factory=list)
    limits: list[int] = field(default_factory=list)
    equal: list[bool] = field(default_factory=list)
    numbers: dict[Hashable, int] = field(default_factory=dict)

    def add(self, column: Column) -> int:
        self.columns.append(column)
        self.entries.append([])
        return len(self.columns) - 1

    def bind(self, name: Hashable, column: int, coefficient: int, limit: int = 0, *, equal: bool = False) -> None:
        row = self.numbers.setdefault(name, len(self.numbers))
        if row == len(self.limits):
            self.limits.append(limit)
            self.equal.append(equal)
        self.entries[column].append((row, coefficient))


def parts(made: Formulation, columns: Sequence[int]) -> list[list[int]]:
    """The columns in groups that share no row, each ascending, in the order of their first. Union and find."""
    leader: dict[int, int] = {}

    def find(column: int) -> int:
        while leader[column] != column:
            leader[column] = leader[leader[column]]
            column = leader[column]
        return column

    first_in: dict[int, int] = {}
    for column in columns:
        leader[column] = column
        for row, _ in made.entries[column]:
            one, other = find(first_in.setdefault(row, column)), find(column)
            leader[max(one, other)] = min(one, other)
    found: dict[int, list[int]] = {}
    for column in columns:
        found.setdefault(find(column), []).append(column)
    return list(found.values())


def formulation(market: Market, cycles: Sequence[tuple[int, ...]] | None, max_chain: int) -> Formulation:
    """The columns and rows for these cycles and for chains of at most `max_chain` moves, promised ones counted.

    `cycles` None: cycles of any length, one column an arc. That is exact when no cap is asked, and else the relaxation
    that bounds what any set of cycles can reach.
    """
    usable = market.open_arcs()
    made = Formulation([])
    if cycles is None:
        _bind_free_arcs(made, market, usable)
    else:
        _bind_cycles(made, market, cycles)
    _bind_chains(made, market, usable, max_chain - market.ends_outside)
    _bind_conflicts(made, market)
    return made


def _bind_cycles(made: Formulation, market: Market, cycles: Sequence[tuple[int, ...]]) -> None:
    where = {(arc.source, arc.target): number for number, arc in enumerate(market.arcs)}
    for cycle in cycles:
        pairs = [*pairwise(cycle), (cycle[-1], cycle[0])]
        column = made.add(Column(tuple(where[pair] for pair in pairs)))
        for node in cycle:
            made.bind(("moves once", node), column, 1, 1)


def _bind_free_arcs(made: Formulation, market: Market, usable: Sequence[int]) -> None:
    starts = market.starts()
    for number in usable:
        arc = market.arcs[number]
        if arc.source in starts:
            continue
        column = made.add(Column((number,)))
        made.bind(("moves once", arc.target), column, 1, 1)
        for node, sign in ((arc.target, 1), (arc.source, -1)):
            made.bind(("comes and goes", node), column, sign, equal=True)


def _bind_chains(made: Formulation, market: Market, usable: Sequence[int], longest: int) -> None:
    leaving: dict[int, list[int]] = {}
    for number in usable:
        leaving.setdefault(market.arcs[number].source, []).append(number)
    starts = market.starts()
    reached: set[int] = set()  # households that may have made move number `position` - 1 of a chain
    for position in range(1, longest + 1):
        begin = {node for node, promised in starts.items() if promised == position - 1}
        following: set[int] = set()
        for node in sorted(begin | reached):
            for number in leaving.get(node, ()):
                target = market.arcs[number].target
                column = made.add(Column((number,), position))
                made.bind(("moves once", target), column, 1, 1)
                if node in begin:
                    made.bind(("given once", node), column, 1, 1)
                else:
                    made.bind(("frees before", node, position), column, 1)
                if position < longest:
                    made.bind(("frees before", target, position + 1), column, -1)
                following.add(target)
        reached = following


def _bind_conflicts(made: Formulation, market: Market) -> None:
    using: dict[int, list[int]] = {}
    for column, made_of in enumerate(made.columns):
        for number in made_of.arcs:
            using.setdefault(number, []).append(column)
    for rule, numbers in enumerate(market.at_most_one):
        for column in sorted({column for number in numbers for column in using.get(number, ())}):
            count = sum(number in made.columns[column].arcs for number in numbers)
            made.bind(("apart", rule), column, count, 1)


def conflicting(made: Formulation, market: Market) -> set[int]:
    """Columns that alone break a rule: a cycle that would bring two together who must not meet."""
    rules: dict[int, list[int]] = {}
    for rule, numbers in enumerate(market.at_most_one):
        for number in numbers:
            rules.setdefault(number, []).append(rule)
    broken = set()
    for column, made_of in enumerate(made.columns):
        met = [rule for number in made_of.arcs for rule in rules.get(number, ())]
        if len(met) != len(set(met)):
            broken.add(column)
    return broken


def weights(made: Formulation, market: Market) -> list[int]:
    """What each column adds to the first aim, in units of the market's scale."""
    return [sum(market.arcs[number].weight for number in column.arcs) for column in made.columns]


def independence(made: Formulation) -> list[int]:
    """What each column adds to the second aim: minus the number of (household, other household it must wait for).

    In a cycle of k each depends on k - 1 others; in a chain the p-th mover on the p - 1 before it.
    """
    return [-(len(one.arcs) * (len(one.arcs) - 1) if not one.position else one.position - 1) for one in made.columns]


def thirds(made: Formulation, market: Market) -> list[int]:
    """What each column adds to the third aim: months waited by those who move, or a score."""
    return [sum(market.arcs[number].third for number in column.arcs) for column in made.columns]


def lots(made: Formulation, market: Market, seed: int) -> list[int]:
    """The drawn numbers that settle ties: each possible move has one, from the seed and the names only."""
    drawn = {}
    for number in {number for column in made.columns for number in column.arcs}:
        arc = market.arcs[number]
        words = f"{seed}|{market.labels[arc.source]}|{market.labels[arc.target]}"
        drawn[number] = 1 + int.from_bytes(sha256(words.encode()).digest()[:8], "big") % LOTS
    return [sum(drawn[number] for number in column.arcs) for column in made.columns]
