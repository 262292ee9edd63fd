"""A length of time after which something ends, as a law or a company says it: 12 months, 5 years, 30 days, 24 hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from palier.kernel.days import add_months

MONTHS_OF_A_YEAR = 12
_LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class Unit(StrEnum):
    """In what a term is counted. Each is also the word PostgreSQL knows it by."""

    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Term:
    """So many of a unit."""

    length: int
    unit: Unit

    def after(self, day: dt.date) -> dt.date:
        """The day that lies this long after `day`. Raises ValueError for hours, which need a moment."""
        if self.unit == Unit.HOURS:
            raise ValueError("Hours are counted from a moment, not from a day.")
        if self.unit == Unit.DAYS:
            return day + dt.timedelta(days=self.length)
        return add_months(day, self.length * (MONTHS_OF_A_YEAR if self.unit == Unit.YEARS else 1))

    def after_moment(self, moment: dt.datetime) -> dt.datetime:
        """The moment that lies this long after `moment`; months and years keep its hour."""
        if self.unit == Unit.HOURS:
            return moment + dt.timedelta(hours=self.length)
        return dt.datetime.combine(self.after(moment.date()), moment.timetz())

    def longer_than(self, other: Term) -> bool:
        """Does this term end after the other, both counted from the first day of 2000?"""
        return self.after_moment(_LONG_AGO) > other.after_moment(_LONG_AGO)
