"""The best set of cycles and chains of a market, with a proof or an honest gap, and the ties in the open."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from palier.engines.bad_input import BadInput
from palier.engines.exchanges.aims import Climb, Settled
from palier.engines.exchanges.cycles import short_cycles
from palier.engines.exchanges.formulation import (
    Formulation,
    conflicting,
    formulation,
    independence,
    lots,
    thirds,
    weights,
)
from palier.engines.exchanges.market import Market, faults
from palier.engines.exchanges.solver import Limits, relaxed

MAX_CYCLE, MAX_CHAIN = 3, 3
LONGEST = 1_000_000  # a cap beyond this is a typing error
MOST_POSITIONS = 3_000_000  # arcs times moves of a chain: what a machine holds
SECONDS = 120.0  # the safety net when none is asked


@dataclass(frozen=True, slots=True)
class Tie:
    """Another set as good by every aim: the moves (source, target) in one and not in the other."""

    only_here: tuple[tuple[int, int], ...]
    only_there: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer; nodes are those of the market, weights in its units.

    `bound`: no permitted set has more weight. `optimal`: `weight` equals it. `tie` None with `ties_known`: the only
    best set. `stopped_because`: finished, nodes, time, or cycles (too many cycles to list them all).
    """

    cycles: tuple[tuple[int, ...], ...]
    chains: tuple[tuple[int, ...], ...]
    weight: int
    bound: int
    aims: tuple[Settled, ...]
    tie: Tie | None
    ties_known: bool
    stopped_because: str

    @property
    def optimal(self) -> bool:
        return self.weight == self.bound


def exchanges(
    market: Market,
    max_cycle: int = MAX_CYCLE,
    max_chain: int = MAX_CHAIN,
    *,
    seconds: float | None = None,
    seed: int = 0,
) -> Plan:
    """The best cycles of at most `max_cycle` households and chains of at most `max_chain` moves.

    Best: most weight; then fewest (household, other it must wait for); then the third aim of the market; then the
    highest sum of lots drawn from `seed` and the names. Promised cycles and chains stay; promised chains may go on.
    Same answer for the same market, whatever the order it was read in, unless `stopped_because` is `time`.

    Weights in the market's units, `seconds` of wall time (a safety net; 120 when not given). NP-hard for caps of
    three and more (Abraham, Blum, Sandholm 2007): the work is bounded by nodes chosen from the size. Raises
    `BadInput` for caps outside 0 to a million, a cap of one household to a cycle, and chains too long for the size.
    """
    check_caps(max_cycle, max_chain)
    max_chain = _chain_cap(market, max_chain)
    limit = SECONDS if seconds is None else seconds
    until = time.monotonic() + limit
    cycles, all_cycles = _cycles(market, max_cycle)
    made = formulation(market, cycles, max_chain)
    climb = Climb(made, until, _active(made, market))
    tie, ties_known = _climbed(climb, market, seed, by_cycle=cycles is not None)
    bound = climb.settled[0].bound
    if not all_cycles:
        free = formulation(market, None, max_chain)
        relaxation = relaxed(free, range(len(free.columns)), weights(free, market), (), Limits(0, until))
        climb.ran_out = climb.ran_out or relaxation.stopped_because == "time"
        bound = max(climb.settled[0].value, min(relaxation.bound, most_weight(market)))
    return _plan(market, climb, tie, ties_known, bound, all_cycles, (max_cycle, max_chain))


def most_weight(market: Market) -> int:
    """A bound that needs no solver: each household makes its best move."""
    best: dict[int, int] = {}
    for number in market.open_arcs():
        arc = market.arcs[number]
        best[arc.target] = max(best.get(arc.target, 0), arc.weight)
    return sum(best.values())


def check_caps(max_cycle: int, max_chain: int) -> None:
    for value, where in ((max_cycle, "--max-cycle"), (max_chain, "--max-chain")):
        if not 0 <= value <= LONGEST:
            raise BadInput("Not a cap that can be used.", where=where, how_to_mend=f"Give 0 to {LONGEST}.")
    if max_cycle == 1:
        raise BadInput("A cycle has two households or more.", where="--max-cycle", how_to_mend="Give 0 for none.")


def _chain_cap(market: Market, max_chain: int) -> int:
    """The cap that matters: no chain has more moves than there are households."""
    longest = min(max_chain, market.households + market.ends_outside)
    if market.starts() and longest * len(market.arcs) > MOST_POSITIONS:
        raise BadInput("Chains too long for so many moves.", where="--max-chain", how_to_mend="Give a smaller cap.")
    return longest


def _cycles(market: Market, max_cycle: int) -> tuple[list[tuple[int, ...]] | None, bool]:
    """The cycles permitted and whether all are listed; None when there are too many and no cap binds them anyway."""
    fixed = market.promise.nodes()
    after: list[list[int]] = [[] for _ in range(market.households)]
    for number in market.open_arcs():
        arc = market.arcs[number]
        if arc.source < market.households and arc.source not in fixed:
            after[arc.source].append(arc.target)
    for following in after:
        following.sort()
    listed, all_listed = short_cycles(after, max_cycle)
    if not all_listed and max_cycle >= sum(bool(following) for following in after):
        return None, True
    return listed, all_listed


def _active(made: Formulation, market: Market) -> list[int]:
    broken = conflicting(made, market)
    return [column for column in range(len(made.columns)) if column not in broken]


def _climbed(climb: Climb, market: Market, seed: int, *, by_cycle: bool) -> tuple[Tie | None, bool]:
    """Settles the aims, then looks for a tie and settles it by lot."""
    made = climb.made
    climb.settle("weight", weights(made, market))
    if by_cycle:  # of cycles of any length only the moves are columns, not who waits for whom
        climb.settle("independence", independence(made))
    climb.settle(market.third_aim, thirds(made, market))
    if climb.is_only():
        return None, True
    before = replace(climb)
    climb.settle("lot", lots(made, market, seed))
    if set(climb.chosen) != set(before.chosen):
        return _tie(climb, market, before.chosen), True
    other, known = before.another()
    climb.ran_out = climb.ran_out or before.ran_out
    return None if other is None else _tie(climb, market, other), known


def _tie(climb: Climb, market: Market, other: Sequence[int]) -> Tie | None:
    here, there = _moves(climb, market, climb.chosen), _moves(climb, market, other)
    if here == there:
        return None
    return Tie(tuple(sorted(here - there)), tuple(sorted(there - here)))


def _moves(climb: Climb, market: Market, columns: Sequence[int]) -> set[tuple[int, int]]:
    numbers = [number for column in columns for number in climb.made.columns[column].arcs]
    return {(market.arcs[number].source, market.arcs[number].target) for number in numbers}


def _plan(
    market: Market,
    climb: Climb,
    tie: Tie | None,
    ties_known: bool,
    bound: int,
    all_cycles: bool,
    caps: tuple[int, int],
) -> Plan:
    cycles, chains = _structures(market, climb, caps[1])
    wrong = faults(market, cycles, chains, *caps)
    if wrong:
        raise RuntimeError(wrong)  # a fault of ours: better no answer than one that cannot be carried out
    reached = climb.settled[0].value
    bound = max(reached, min(bound, most_weight(market)))
    base = sum(market.arcs[one].weight for one in market.used(market.promise.cycles, market.promise.chains))
    base += market.added * market.scale if caps[1] else 0
    stopped = next((one.stopped_because for one in climb.settled if not one.proven), "finished")
    if climb.ran_out:
        stopped = "time"
    elif not all_cycles and bound > reached:
        stopped = "cycles"
    return Plan(cycles, chains, reached + base, bound + base, climb.settled, tie, ties_known, stopped)


Structures = tuple[tuple[int, ...], ...]


def _structures(market: Market, climb: Climb, max_chain: int) -> tuple[Structures, Structures]:
    """Cycles from their smallest node, chains from their free dwelling, each in order; promised ones among them."""
    after = dict(_moves(climb, market, climb.chosen))
    chains = []
    whole_chains = {chain[-1]: chain for chain in market.promise.chains}
    for start in market.starts():
        chain = [*whole_chains.get(start, (start,))]
        while chain[-1] in after:
            chain.append(after.pop(chain[-1]))
        if len(chain) > 1 or (market.ends_outside and max_chain):
            chains.append(tuple(chain))
    cycles = list(market.promise.cycles)
    for start in sorted(after):
        if start in after:
            cycle, node = [start], after.pop(start)
            while node != start:
                cycle.append(node)
                node = after.pop(node)
            cycles.append(tuple(cycle))
    return tuple(sorted(cycles)), tuple(sorted(chains))
