"""How long ago somebody asked whether a line is still so. An update says nothing about it: only a verification does."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from palier.kernel.days import add_months


class Freshness(StrEnum):
    """How long ago somebody asked whether it is all still so."""

    FRESH = "fresh"
    AGEING = "ageing"
    OLD = "old"
    NEVER = "never"


@dataclass(frozen=True)
class FreshnessTerms:
    """Under `fresh` months it is fresh, under `old` it ages, then it is old. `since`: the day from which they count."""

    since: dt.date
    fresh: int
    old: int
    source: str


FRESHNESS = (FreshnessTerms(dt.date(2026, 1, 1), 6, 12, "choice of the house; no rule was found"),)


def freshness(verified_on: dt.date | None, today: dt.date) -> Freshness:
    """How fresh a line is on `today`, by the terms in force that day."""
    if verified_on is None:
        return Freshness.NEVER
    in_force = [terms for terms in FRESHNESS if terms.since <= today]
    terms = in_force[-1] if in_force else FRESHNESS[0]
    if add_months(verified_on, terms.fresh) > today:
        return Freshness.FRESH
    return Freshness.AGEING if add_months(verified_on, terms.old) > today else Freshness.OLD
