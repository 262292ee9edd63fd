"""A market of dwellings: who could and would move where, and what is promised already.

A node below `households` is a household together with its dwelling; a node from there on is a dwelling that comes
free by itself (vacant, or its tenant leaves). An arc says that the dwelling of its source suits the household that is
its target.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

Label = str | int
ThirdAim = Literal["waiting", "score"]


@dataclass(frozen=True, slots=True)
class Arc:
    """The household `target` moves into the dwelling that `source` leaves free.

    `weight` in units of 1/`Market.scale`; `third` is what the third aim adds up (months waited, or a score).
    """

    source: int
    target: int
    weight: int
    third: int = 0


@dataclass(frozen=True, slots=True)
class Promise:
    """What an earlier answer promised and still stands: nodes in order, a chain beginning with its free dwelling."""

    cycles: tuple[tuple[int, ...], ...] = ()
    chains: tuple[tuple[int, ...], ...] = ()

    def nodes(self) -> frozenset[int]:
        return frozenset(node for found in (*self.cycles, *self.chains) for node in found)


@dataclass(frozen=True, slots=True)
class Market:
    """All that is needed to decide. Labels are in canonical order, arcs by source then target, none twice.

    `at_most_one`: sets of arcs of which at most one may be used (people who must not meet). `added`: transfers that
    happen in any case and that the weight counts too (kidney registries: one for each altruist). `withdrawn`:
    households that do not move (they refused).
    """

    labels: tuple[Label, ...]
    households: int
    arcs: tuple[Arc, ...]
    scale: int = 1
    third_aim: ThirdAim = "waiting"
    at_most_one: tuple[tuple[int, ...], ...] = ()
    added: int = 0
    ends_outside: bool = False  # each chain ends with one transfer more, to somebody who is not in the file
    promise: Promise = field(default_factory=Promise)
    withdrawn: frozenset[int] = frozenset()

    def starts(self) -> dict[int, int]:
        """Nodes at which a chain may begin or go on, with the number of moves already promised before them."""
        fixed = self.promise.nodes()
        free = {node: 0 for node in range(self.households, len(self.labels)) if node not in fixed}
        return free | {chain[-1]: len(chain) - 1 for chain in self.promise.chains}

    def open_arcs(self) -> list[int]:
        """The arcs that may still be used: of nobody withdrawn, into nobody promised, beside no promised conflict."""
        ends = {chain[-1] for chain in self.promise.chains}
        fixed = self.promise.nodes()
        barred = self._barred_by_promises()
        return [
            number
            for number, arc in enumerate(self.arcs)
            if number not in barred
            and arc.source not in self.withdrawn
            and arc.target not in self.withdrawn
            and arc.target not in fixed
            and (arc.source not in fixed or arc.source in ends)
        ]

    def _barred_by_promises(self) -> set[int]:
        used = set(self.used(self.promise.cycles, self.promise.chains))
        return {number for rule in self.at_most_one if used.intersection(rule) for number in rule}

    def used(self, cycles: Iterable[Sequence[int]], chains: Iterable[Sequence[int]]) -> list[int]:
        """The numbers of the arcs these cycles and chains use; KeyError when one is not an arc."""
        where = {(arc.source, arc.target): number for number, arc in enumerate(self.arcs)}
        pairs = [pair for cycle in cycles for pair in zip(cycle, (*cycle[1:], cycle[0]), strict=True)]
        pairs += [pair for chain in chains for pair in pairwise(chain)]
        return [where[pair] for pair in pairs]


def faults(
    market: Market, cycles: Sequence[Sequence[int]], chains: Sequence[Sequence[int]], max_cycle: int, max_chain: int
) -> list[str]:
    """What is wrong with a set of cycles and chains; empty when it can be carried out. Knows nothing of the solver.

    Each household once, each dwelling once, caps kept, only arcs of the market, nobody withdrawn, nobody brought
    together who must not meet. O(size of the market).
    """
    found = []
    nodes = [node for structure in (*cycles, *chains) for node in structure]
    if len(nodes) != len(set(nodes)):
        found.append("a household or a dwelling is used twice")
    if any(not 2 <= len(cycle) <= max_cycle for cycle in cycles):
        found.append("a cycle is too long or too short")
    if any(len(chain) - 1 + market.ends_outside > max_chain for chain in chains):
        found.append("a chain is too long")
    if any(chain[0] < market.households for chain in chains) or any(
        node >= market.households for structure in (*cycles, *(chain[1:] for chain in chains)) for node in structure
    ):
        found.append("a chain does not begin with a free dwelling, or a free dwelling moves")
    if market.withdrawn.intersection(nodes):
        found.append("somebody who refused is moved")
    try:
        used = set(market.used(cycles, chains))
    except KeyError:
        return [*found, "a move is not acceptable"]
    if any(len(used.intersection(rule)) > 1 for rule in market.at_most_one):
        found.append("two who must not meet end near each other")
    return found
