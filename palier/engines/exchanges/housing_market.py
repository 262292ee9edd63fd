"""From households and dwellings to the market the search knows, and back to words.

What is filtered here never reaches the search: needs not met, dwellings too small, mandatory transfers of households
that were not met or are exempt, and dwellings near somebody one must not meet.
"""

from __future__ import annotations

from dataclasses import dataclass

from palier.engines.exchanges.amounts import whole_units
from palier.engines.exchanges.housing import Dwelling, Household, Housing, Reason, reasons, why_not, worth
from palier.engines.exchanges.market import Arc, Market


@dataclass(frozen=True, slots=True)
class Entered:
    """A market, with what its nodes and arcs stand for.

    `set_aside`: moves accepted that cannot be made (household, dwelling, why). `left_out`: how many households of a
    mandatory transfer take no part, by why; they are counted, never named.
    """

    market: Market
    housing: Housing
    dwellings: tuple[str | None, ...]  # by node: the dwelling it leaves free; None for an applicant
    reasons: dict[tuple[int, int], tuple[Reason, ...]]
    set_aside: tuple[tuple[str, str, str], ...]
    left_out: dict[str, int]


def enter(housing: Housing) -> Entered:
    """The market of a file. O(households + moves + conflicts between moves of those kept apart)."""
    staying = {one.id: why for one in housing.households.values() if (why := _takes_no_part(one))}
    movers = [one for one in housing.households.values() if not one.leaves]
    lived_in = {one.dwelling for one in movers}
    free = [name for name in housing.dwellings if name not in lived_in]
    node = {one.id: place for place, one in enumerate(movers)}
    gives = {one.dwelling: node[one.id] for one in movers if one.dwelling is not None}
    gives |= {name: len(movers) + place for place, name in enumerate(free)}
    kept: dict[tuple[int, int], tuple[Reason, ...]] = {}
    set_aside = []
    avoided = _homes_to_avoid(housing)  # also when the other is to move: that move may fall through
    for who, to in housing.moves:
        if who in staying:
            continue
        household, there = housing.households[who], housing.dwellings[to]
        why = why_not(household, _home(housing, household), there)
        if why:
            set_aside.append((who, to, why))
        elif not any(_are_near(housing, home, there) for home in avoided.get(who, ())):
            kept[gives[to], node[who]] = _reasons(housing, household, there)
    dwellings = (*(one.dwelling for one in movers), *free)
    return Entered(
        _market(housing, movers, dwellings, kept),
        housing,
        dwellings,
        kept,
        tuple(set_aside),
        {why: list(staying.values()).count(why) for why in ("exempt", "not_met")},
    )


def _market(
    housing: Housing,
    movers: list[Household],
    dwellings: tuple[str | None, ...],
    kept: dict[tuple[int, int], tuple[Reason, ...]],
) -> Market:
    pairs = sorted(kept)
    units, scale = whole_units([worth(kept[pair]) for pair in pairs])
    arcs = tuple(
        Arc(source, target, unit, movers[target].waiting_months)
        for (source, target), unit in zip(pairs, units, strict=True)
    )
    node = {one.id: place for place, one in enumerate(movers)}
    return Market(
        labels=(*(one.id for one in movers), *(str(name) for name in dwellings[len(movers) :])),
        households=len(movers),
        arcs=arcs,
        scale=scale,
        at_most_one=_rules(housing, arcs, node, dwellings),
    )


def _takes_no_part(household: Household) -> str | None:
    if not household.mandatory or household.leaves:
        return None
    return "exempt" if household.exempt else None if household.met else "not_met"


def _home(housing: Housing, household: Household) -> Dwelling | None:
    return None if household.dwelling is None else housing.dwellings[household.dwelling]


def _reasons(housing: Housing, household: Household, there: Dwelling) -> tuple[Reason, ...]:
    given = housing.moves[household.id, there.id]
    if given is not None:
        return (Reason("given", given),)
    return reasons(household, _home(housing, household), there, housing.points)


def _homes_to_avoid(housing: Housing) -> dict[str, list[Dwelling]]:
    """By household: where those live today whom it must not meet, unless they leave the company."""
    found: dict[str, list[Dwelling]] = {}
    for pair in housing.keep_apart:
        for one, other in (pair, pair[::-1]):
            home = _home(housing, housing.households[other])
            if home is not None and not housing.households[other].leaves:
                found.setdefault(one, []).append(home)
    return found


def _are_near(housing: Housing, one: Dwelling, other: Dwelling) -> bool:
    if one.id == other.id:
        return True
    if one.building is None or other.building is None:
        return False
    pair = (min(one.building, other.building), max(one.building, other.building))
    return one.building == other.building or pair in housing.near_buildings


def _rules(
    housing: Housing, arcs: tuple[Arc, ...], node: dict[str, int], dwellings: tuple[str | None, ...]
) -> tuple[tuple[int, ...], ...]:
    """For each two kept apart and each move of one: that move, or one of the other's moves near it, not both."""
    into: dict[int, list[int]] = {}
    for number, arc in enumerate(arcs):
        into.setdefault(arc.target, []).append(number)
    ends = {
        number: housing.dwellings[str(dwellings[arc.source])]
        for number, arc in enumerate(arcs)
        if dwellings[arc.source] is not None
    }
    found = []
    for one, other in sorted(housing.keep_apart):
        if one not in node or other not in node:
            continue
        for number in into.get(node[one], ()):
            near = [move for move in into.get(node[other], ()) if _are_near(housing, ends[number], ends[move])]
            if near:
                found.append((number, *near))
    return tuple(found)
