"""What if a household refuses: the earlier answer without it, and everything else of that answer kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from palier.engines.bad_input import BadInput
from palier.engines.exchanges.market import Label, Market, Promise, faults
from palier.engines.values import items, one_object


def without(market: Market, refused: Iterable[str]) -> Market:
    """The market in which these households stay where they are. Raises `BadInput` for one that is not there."""
    nodes = {str(market.labels[node]): node for node in range(market.households)}
    for name in refused:
        if name not in nodes:
            raise BadInput("No such household.", where=f"--refused {name}", how_to_mend="Name one that could move.")
    return replace(market, withdrawn=market.withdrawn | {nodes[name] for name in refused})


def keeping(market: Market, answer: object, caps: tuple[int, int]) -> Market:
    """The market in which what an earlier answer (parsed JSON) promised stands, but for those withdrawn.

    A cycle with a household withdrawn falls; a chain is cut before it, and may go on otherwise. Raises `BadInput`
    when the answer is not one of this market.
    """
    fields = one_object(answer, "--keep")
    households = {label: node for node, label in enumerate(market.labels[: market.households])}
    free = {label: node for node, label in enumerate(market.labels) if node >= market.households}
    cycles = [
        tuple(_place(households, label) for label in items(entry, "--keep: cycles"))
        for entry in items(fields.get("cycles"), "--keep: cycles")
    ]
    chains = [
        tuple(_place(households if at else free, label) for at, label in enumerate(items(entry, "--keep: chains")))
        for entry in items(fields.get("chains"), "--keep: chains")
    ]
    cut = [_before_refusal(market, chain) for chain in chains]
    promise = Promise(
        tuple(sorted(cycle for cycle in cycles if not market.withdrawn.intersection(cycle))),
        tuple(sorted(chain for chain in cut if len(chain) > 1)),
    )
    wrong = faults(market, promise.cycles, promise.chains, *caps)
    if wrong:
        raise BadInput(
            f"The answer to keep does not fit: {wrong[0]}.", where="--keep", how_to_mend="Keep an answer of this file."
        )
    return replace(market, promise=promise)


def _before_refusal(market: Market, chain: Sequence[int]) -> tuple[int, ...]:
    """The moves of a chain that need nobody withdrawn: those before the first of them."""
    stop = next((place for place, node in enumerate(chain) if node in market.withdrawn), len(chain))
    return tuple(chain[:stop])


def _place(places: Mapping[Label, int], label: object) -> int:
    if isinstance(label, bool) or not isinstance(label, (str, int)) or label not in places:
        raise BadInput(
            "The answer to keep names nobody here.",
            where=f"--keep: {str(label)[:40]}",
            how_to_mend="Keep an answer of this file.",
        )
    return places[label]
