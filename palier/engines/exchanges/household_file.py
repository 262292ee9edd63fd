"""Our own JSON of households, dwellings and acceptable moves, read; the format is in docs/formats/exchanges.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as fields_of
from decimal import Decimal

from palier.engines.bad_input import BadInput
from palier.engines.exchanges.amounts import weight
from palier.engines.exchanges.housing import EXEMPT_FROM_AGE, Dwelling, Household, Housing, Points
from palier.engines.values import count, identifier, identifiers, items, one_object, truth

MOST_ROOMS, MOST_MONTHS, MOST_AGE = 30, 1500, 130


def from_households(document: Mapping[str, object]) -> Housing:
    """A file from parsed JSON; raises `BadInput` naming the first place that cannot be used.

    Needed: `households` with `id`; `dwellings` with `id`; `moves` with `household` and `dwelling`. Other keys are
    ignored.
    """
    exempt_from = count(document.get("exempt_from_age", EXEMPT_FROM_AGE), "exempt_from_age", most=MOST_AGE)
    dwellings: dict[str, Dwelling] = {}
    for place, entry in enumerate(items(document.get("dwellings"), "dwellings")):
        dwelling = _dwelling(entry, f"dwellings[{place}]")
        _once(dwelling.id in dwellings, f"dwellings[{place}].id")
        dwellings[dwelling.id] = dwelling
    households: dict[str, Household] = {}
    lived_in: set[str] = set()
    for place, entry in enumerate(items(document.get("households"), "households")):
        where = f"households[{place}]"
        household = _household(entry, where, exempt_from)
        _once(household.id in households, f"{where}.id")
        _once(household.dwelling in lived_in, f"{where}.dwelling")
        if household.dwelling is not None:
            _there(household.dwelling in dwellings, f"{where}.dwelling")
            lived_in.add(household.dwelling)
        households[household.id] = household
    buildings = {one.building for one in dwellings.values() if one.building is not None}
    return Housing(
        households=dict(sorted(households.items())),
        dwellings=dict(sorted(dwellings.items())),
        moves=_moves(document, households, dwellings),
        keep_apart=_pairs(document, "keep_apart", set(households)),
        near_buildings=_pairs(document, "near_buildings", buildings),
        points=_points(document),
    )


def _household(entry: object, where: str, exempt_from: int) -> Household:
    fields = one_object(entry, where)
    home, needed, age = fields.get("dwelling"), fields.get("bedrooms_needed"), fields.get("age")
    known_age = 0 if age is None else count(age, f"{where}.age", most=MOST_AGE)
    found = Household(
        id=identifier(fields.get("id"), f"{where}.id"),
        dwelling=None if home is None else identifier(home, f"{where}.dwelling"),
        bedrooms_needed=None if needed is None else count(needed, f"{where}.bedrooms_needed", most=MOST_ROOMS),
        waiting_months=count(fields.get("waiting_months", 0), f"{where}.waiting_months", most=MOST_MONTHS),
        needs=identifiers(fields.get("needs", []), f"{where}.needs"),
        near=identifiers(fields.get("near", []), f"{where}.near"),
        leaves=truth(fields.get("leaves", False), f"{where}.leaves"),
        mandatory=truth(fields.get("mandatory", False), f"{where}.mandatory"),
        met=truth(fields.get("met", False), f"{where}.met"),
        exempt=truth(fields.get("exempt", False), f"{where}.exempt") or known_age >= exempt_from,
    )
    if found.leaves and found.dwelling is None:
        raise BadInput("Who leaves has a dwelling.", where=where, how_to_mend="Name it, or drop leaves.")
    return found


def _dwelling(entry: object, where: str) -> Dwelling:
    fields = one_object(entry, where)
    building, area, bedrooms = fields.get("building"), fields.get("area"), fields.get("bedrooms")
    return Dwelling(
        id=identifier(fields.get("id"), f"{where}.id"),
        building=None if building is None else identifier(building, f"{where}.building"),
        area=None if area is None else identifier(area, f"{where}.area"),
        bedrooms=None if bedrooms is None else count(bedrooms, f"{where}.bedrooms", most=MOST_ROOMS),
        offers=identifiers(fields.get("offers", []), f"{where}.offers"),
    )


def _moves(
    document: Mapping[str, object], households: Mapping[str, Household], dwellings: Mapping[str, Dwelling]
) -> dict[tuple[str, str], Decimal | None]:
    found: dict[tuple[str, str], Decimal | None] = {}
    for place, entry in enumerate(items(document.get("moves"), "moves")):
        where = f"moves[{place}]"
        fields = one_object(entry, where)
        who = identifier(fields.get("household"), f"{where}.household")
        to = identifier(fields.get("dwelling"), f"{where}.dwelling")
        _there(who in households, f"{where}.household")
        _there(to in dwellings, f"{where}.dwelling")
        _once((who, to) in found, where)
        if households[who].leaves or households[who].dwelling == to:
            raise BadInput(
                "Who leaves, or lives there already, does not move there.", where=where, how_to_mend="Leave it out."
            )
        given = fields.get("weight")
        found[who, to] = None if given is None else weight(given, f"{where}.weight")
    return dict(sorted(found.items()))


def _pairs(document: Mapping[str, object], key: str, known: set[str]) -> frozenset[tuple[str, str]]:
    found = set()
    for place, entry in enumerate(items(document.get(key, []), key)):
        where = f"{key}[{place}]"
        names = [identifier(one, where) for one in items(entry, where)]
        if len(names) != 2 or names[0] == names[1]:
            raise BadInput("Not a pair.", where=where, how_to_mend="Write two different ids.")
        _there(set(names) <= known, where)
        found.add((min(names), max(names)))
    return frozenset(found)


def _points(document: Mapping[str, object]) -> Points:
    given = one_object(document.get("points", {}), "points")
    known = {one.name for one in fields_of(Points)}
    unknown = sorted(set(given) - known)
    if unknown:
        raise BadInput(
            "No such points.", where=f"points.{unknown[0][:40]}", how_to_mend=f"Use {', '.join(sorted(known))}."
        )
    return Points(**{name: weight(value, f"points.{name}") for name, value in given.items()})


def _once(is_again: bool, where: str) -> None:
    if is_again:
        raise BadInput("This is there twice.", where=where, how_to_mend="Keep one.")


def _there(is_there: bool, where: str) -> None:
    if not is_there:
        raise BadInput("Not in this file.", where=where, how_to_mend="Name one that the file holds.")
