"""What a mandatory transfer must keep to: the rules of `mandatory_rules.toml` as values, and what follows from them."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from palier.kernel.days import age_on

RULES = Path(__file__).parent / "mandatory_rules.toml"
EARTH_KM = 6371.0  # mean radius


class RuleCode(StrEnum):
    """The rules of the file."""

    ROOMS_IN_EXCESS = "rooms_in_excess"
    NEARBY = "nearby"
    RENT_ABOVE = "rent_above"
    EXEMPT_FROM_AGE = "exempt_from_age"
    FIRST_FOR_NEW_BUILDS = "first_for_new_builds"
    SIMILAR_COMFORT = "similar_comfort"
    NOTICE = "notice"
    MET_FIRST = "met_first"


class Confidence(StrEnum):
    """How sure a rule is."""

    SECONDARY = "secondary"
    HOUSE = "house"


class LookedAtBy(StrEnum):
    """Where the product sees to it."""

    SEARCH = "search"
    DECISION = "decision"
    PEOPLE = "people"


@dataclass(frozen=True)
class Rule:
    """One row. `value` in the unit of its code: bedrooms, kilometres, per cent, years, months; None: it has none."""

    code: RuleCode
    value: int | None
    since: dt.date | None
    looked_at_by: LookedAtBy
    source: str
    confidence: Confidence


@cache
def _rows() -> tuple[Rule, ...]:
    """A row that is not understood raises `ValueError` or `KeyError`: it is ours to mend."""
    told = tomllib.loads(RULES.read_text(encoding="utf-8"))["rule"]
    return tuple(
        Rule(
            RuleCode(row["code"]),
            row.get("value"),
            row.get("from"),
            LookedAtBy(row["looked_at_by"]),
            row["source"],
            Confidence(row["confidence"]),
        )
        for row in told
    )


def rules(on: dt.date) -> tuple[Rule, ...]:
    """The rules that hold on that day; of several of one code, the latest."""
    held = sorted(
        (row for row in _rows() if row.since is None or row.since <= on), key=lambda r: r.since or dt.date.min
    )
    latest = {row.code: row for row in held}
    return tuple(latest[code] for code in RuleCode if code in latest)


def value(code: RuleCode, on: dt.date) -> int:
    """The number of a rule on that day. Raises KeyError when none held."""
    return {rule.code: rule.value or 0 for rule in rules(on)}[code]


def is_exempt_by_age(born: Iterable[dt.date | None], on: dt.date) -> bool:
    """Has any member reached the age from which nobody is made to move?"""
    age = value(RuleCode.EXEMPT_FROM_AGE, on)
    return any(day is not None and age_on(day, on) >= age for day in born)


def rent_fits(now: Decimal, there: Decimal, on: dt.date) -> bool:
    """Is the new rent (euros a month) within the rule?"""
    return there <= now * (100 + value(RuleCode.RENT_ABOVE, on)) / 100


Place = tuple[str, float | None, float | None]  # commune (NIS), longitude, latitude in degrees


def is_nearby(one: Place, other: Place, on: dt.date) -> bool:
    """In one municipality, or near enough as the crow flies. What is not known is not near."""
    if one[0] and one[0] == other[0]:
        return True
    far = kilometres(one, other)
    return far is not None and far <= value(RuleCode.NEARBY, on)


def kilometres(one: Place, other: Place) -> float | None:
    """Between two places as the crow flies (haversine); None when one has no position."""
    if one[1] is None or one[2] is None or other[1] is None or other[2] is None:
        return None
    (east, north), (east2, north2) = (radians(one[1]), radians(one[2])), (radians(other[1]), radians(other[2]))
    chord = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(chord))
