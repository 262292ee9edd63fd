"""What the command prints: the plan in the names of the file, each move with its reasons, ties and gap in the open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from palier.engines.exchanges.aims import Settled
from palier.engines.exchanges.amounts import shown
from palier.engines.exchanges.housing import Reason
from palier.engines.exchanges.housing_market import Entered
from palier.engines.exchanges.kidney import SCORE_SCALE
from palier.engines.exchanges.market import Arc, Label, Market
from palier.engines.exchanges.plan import Plan
from palier.engines.exchanges.solver import UNBOUNDED
from palier.engines.exchanges.words import words

Document = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Made:
    """A move of the plan, the structure it is in, and on how many other households it depends."""

    arc: Arc
    inside: str
    depends_on: int


def to_json(plan: Plan, market: Market, caps: tuple[int, int], seed: int, entered: Entered | None = None) -> Document:
    """The plan as JSON values. `entered`: the households and dwellings of our own format, for words."""
    moves = list(_made(plan, market))
    answer: Document = {
        "transfers": len(moves) + (market.added if caps[1] else 0),
        "weight": shown(plan.weight, market.scale),
        "optimal": plan.optimal,
        "bound": shown(plan.bound, market.scale),
        "stopped_because": plan.stopped_because,
        "max_cycle": caps[0],
        "max_chain": caps[1],
        "aims": [_aim(one, market) for one in plan.aims],
        "cycles": [[market.labels[node] for node in cycle] for cycle in plan.cycles],
        "chains": [[market.labels[node] for node in chain] for chain in plan.chains],
        "ties": _ties(plan, market, seed),
        "ties_known": plan.ties_known,
    }
    if entered is None:
        return answer | {"moves": [_arc_shown(move, market) for move in moves]}
    return answer | {
        "moves": [_move_shown(move, market, entered) for move in moves],
        "set_aside": [{"household": who, "dwelling": to, "why": why} for who, to, why in entered.set_aside],
        "left_out": entered.left_out,
    }


def compared(answer: Document, before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> Document:
    """The answer with what changed since an earlier one: moves kept, lost and new, as (from whose place, who)."""
    kept, lost, new = set(before) & set(after), set(before) - set(after), set(after) - set(before)
    return answer | {
        "since": {
            "kept": len(kept),
            "lost": [list(pair) for pair in sorted(lost)],
            "new": [list(pair) for pair in sorted(new)],
        }
    }


def pairs_of(cycles: object, chains: object) -> list[tuple[str, str]]:
    """The moves of an answer as printed: whose place or which free dwelling, and who takes it."""
    found: list[tuple[str, str]] = []
    for cycle in cycles if isinstance(cycles, list) else []:
        found += [(str(one), str(other)) for one, other in zip(cycle, [*cycle[1:], *cycle[:1]], strict=True)]
    for chain in chains if isinstance(chains, list) else []:
        found += [(str(one), str(other)) for one, other in pairwise(chain)]
    return found


def _made(plan: Plan, market: Market) -> Iterator[_Made]:
    where = {(arc.source, arc.target): arc for arc in market.arcs}
    for count, cycle in enumerate(plan.cycles, 1):
        for pair in zip(cycle, (*cycle[1:], cycle[0]), strict=True):
            yield _Made(where[pair], f"cycle {count}", len(cycle) - 1)
    for count, chain in enumerate(plan.chains, 1):
        for before, pair in enumerate(pairwise(chain)):
            yield _Made(where[pair], f"chain {count}", before)


def _arc_shown(move: _Made, market: Market) -> Document:
    return {
        "source": market.labels[move.arc.source],
        "target": market.labels[move.arc.target],
        "weight": shown(move.arc.weight, market.scale),
        "in": move.inside,
        "depends_on": move.depends_on,
    }


def _move_shown(move: _Made, market: Market, entered: Entered) -> Document:
    who = str(market.labels[move.arc.target])
    home, there = entered.dwellings[move.arc.target], str(entered.dwellings[move.arc.source])
    reasons = entered.reasons[move.arc.source, move.arc.target]
    return {
        "household": who,
        "from": home,
        "to": there,
        "weight": shown(move.arc.weight, market.scale),
        "in": move.inside,
        "depends_on": move.depends_on,
        "waiting_months": move.arc.third,
        "because": [_because(reason) for reason in reasons],
        "words": words(who, home, there, reasons, move.depends_on),
    }


def _because(reason: Reason) -> Document:
    said: Document = {"rule": reason.rule}
    if reason.count is not None:
        said["count"] = reason.count
    if reason.names:
        said["names"] = list(reason.names)
    points = reason.points
    return said | {"points": int(points) if points == int(points) else float(points)}


def _aim(one: Settled, market: Market) -> Document:
    name, sign, scale = {
        "weight": ("weight", 1, market.scale),
        "independence": ("depends_on_others", -1, 1),
        "waiting": ("waiting_months", 1, 1),
        "score": ("score", 1, SCORE_SCALE),
        "lot": ("lot", 1, 1),
    }[one.aim]
    return {
        "aim": name,
        "better": "more" if sign > 0 else "less",
        "value": shown(sign * one.value, scale),
        "bound": shown(sign * one.bound, scale) if one.bound < UNBOUNDED else None,
        "proven": one.proven,
    }


def _ties(plan: Plan, market: Market, seed: int) -> list[Document]:
    if plan.tie is None:
        return []

    def named(pairs: Sequence[tuple[int, int]]) -> list[list[Label]]:
        return [[market.labels[source], market.labels[target]] for source, target in pairs]

    return [
        {
            "chosen": named(plan.tie.only_here),
            "instead_of": named(plan.tie.only_there),
            "how": "lot",
            "seed": seed,
        }
    ]
