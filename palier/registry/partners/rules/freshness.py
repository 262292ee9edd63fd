"""How long ago somebody asked whether a line is still so. An update says nothing about it: only a verification does."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

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


@dataclass(frozen=True)
class EndingTerms:
    """An agreement that ends within `days` is looked at before it does. `since`: the day from which they count."""

    since: dt.date
    days: int
    source: str


Terms = TypeVar("Terms", FreshnessTerms, EndingTerms)
ENDING = (EndingTerms(dt.date(2026, 1, 1), 90, "choice of the house: a quarter to talk about what comes next"),)
FRESHNESS = (FreshnessTerms(dt.date(2026, 1, 1), 6, 12, "choice of the house; no rule was found"),)


def freshness(verified_on: dt.date | None, today: dt.date) -> Freshness:
    """How fresh a line is on `today`, by the terms in force that day."""
    if verified_on is None:
        return Freshness.NEVER
    terms = _in_force(FRESHNESS, today)
    if add_months(verified_on, terms.fresh) > today:
        return Freshness.FRESH
    return Freshness.AGEING if add_months(verified_on, terms.old) > today else Freshness.OLD


def looked_at_until(today: dt.date) -> dt.date:
    """An agreement that ends up to this day is named on the page of the directory."""
    return today + dt.timedelta(days=_in_force(ENDING, today).days)


def _in_force(terms: Sequence[Terms], today: dt.date) -> Terms:
    """The latest of the dated terms that began; the first when none has."""
    return ([one for one in terms if one.since <= today] or list(terms[:1]))[-1]
