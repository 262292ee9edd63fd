"""Households, dwellings and moves as a landlord's department declares them; what a move is worth, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from palier.engines.exchanges.amounts import DECIMALS

EXEMPT_FROM_AGE = 70  # no mandatory transfer from this age: a parameter of the file, this when it says nothing


@dataclass(frozen=True, slots=True)
class Household:
    """`dwelling` None: an applicant. `leaves`: gives its dwelling up and takes none.

    `needs` must all be offered by a dwelling it moves to; `near` are the areas it wishes. `mandatory`: the transfer
    is the landlord's; then it takes part only if it was `met` and is not exempt.
    """

    id: str
    dwelling: str | None
    bedrooms_needed: int | None = None
    waiting_months: int = 0
    needs: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    leaves: bool = False
    mandatory: bool = False
    met: bool = False
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class Dwelling:
    """`offers` are needs it answers: no_stairs, ground_floor, near_school:12, or any word the file uses."""

    id: str
    building: str | None = None
    area: str | None = None
    bedrooms: int | None = None
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """What a move is worth, in points; a file may set each otherwise.

    Per bedroom that was missing and no longer is; per bedroom too many that is given up (or taken on: minus); for an
    area wished; per need met that was not; for an applicant housed; per full year waited (none unless set: waiting is
    an aim of its own).
    """

    bedroom_gained: Decimal = Decimal(10)
    bedroom_freed: Decimal = Decimal(6)
    near: Decimal = Decimal(3)
    need_met: Decimal = Decimal(8)
    applicant: Decimal = Decimal(10)
    waiting_year: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Housing:
    """A whole file. `moves`: household and dwelling it accepts, with a weight when the file gives one."""

    households: dict[str, Household]
    dwellings: dict[str, Dwelling]
    moves: dict[tuple[str, str], Decimal | None]
    keep_apart: frozenset[tuple[str, str]] = frozenset()
    near_buildings: frozenset[tuple[str, str]] = frozenset()
    points: Points = field(default_factory=Points)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a move: a rule, how many (bedrooms, years) or which (needs, area), and its points."""

    rule: str
    points: Decimal
    count: int | None = None
    names: tuple[str, ...] = ()


def why_not(household: Household, home: Dwelling | None, there: Dwelling) -> str | None:
    """Why a move that was accepted cannot be made: need_not_met, too_small; None when it can."""
    if not set(household.needs) <= set(there.offers):
        return "need_not_met"
    before, after = _missing(household, home), _missing(household, there)
    if after is not None and after > max(before or 0, 0):
        return "too_small"
    return None


def reasons(household: Household, home: Dwelling | None, there: Dwelling, points: Points) -> tuple[Reason, ...]:
    """What speaks for a move, in a fixed order; its weight is the sum of the points."""
    found = []
    if household.dwelling is None:
        found.append(Reason("applicant", points.applicant))
    else:
        found += _occupation(household, home, there, points)
    met = tuple(need for need in household.needs if home is not None and need not in home.offers)
    if met:
        found.append(Reason("needs_met", points.need_met * len(met), len(met), met))
    if there.area is not None and there.area in household.near:
        found.append(Reason("near", points.near, names=(there.area,)))
    years = household.waiting_months // 12
    if years and points.waiting_year:
        found.append(Reason("waiting", points.waiting_year * years, years))
    return tuple(found)


def worth(found: tuple[Reason, ...]) -> Decimal:
    return round(sum((reason.points for reason in found), Decimal(0)), DECIMALS)


def _occupation(household: Household, home: Dwelling | None, there: Dwelling, points: Points) -> list[Reason]:
    before, after = _missing(household, home), _missing(household, there)
    if before is None or after is None:
        return []
    found = []
    gained, freed = max(before, 0) - max(after, 0), max(-before, 0) - max(-after, 0)
    if gained > 0:
        found.append(Reason("bedrooms_gained", points.bedroom_gained * gained, gained))
    if freed:
        found.append(
            Reason("bedrooms_freed" if freed > 0 else "bedrooms_more", points.bedroom_freed * freed, abs(freed))
        )
    return found


def _missing(household: Household, dwelling: Dwelling | None) -> int | None:
    """Bedrooms missing; below zero, too many; None when one of the two numbers is not known."""
    if dwelling is None or dwelling.bedrooms is None or household.bedrooms_needed is None:
        return None
    return household.bedrooms_needed - dwelling.bedrooms
