"""Days as Brussels counts them: time zone, legal holidays, working days, months, weeks, ages.

A day is a `datetime.date`; a moment is a `datetime.datetime` with a zone. Nothing here looks
at the clock: whoever needs today takes it as an argument (see `clock`).
"""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import holidays

from palier.kernel.language import Bilingual

BRUSSELS = ZoneInfo("Europe/Brussels")
ONE_DAY = dt.timedelta(days=1)

# `holidays` also lists Easter Sunday and Whit Sunday; the law of 4 January 1974 has ten days,
# and these two are not among them. Compared by the library's English default names.
_NOT_LEGAL = frozenset({"Easter Sunday", "Pentecost"})


class IsoWeek(NamedTuple):
    """A week by ISO 8601: Monday first; week 1 holds the year's first Thursday."""

    year: int
    week: int


def day_of(moment: dt.datetime) -> dt.date:
    """The Brussels day of a moment. A moment without a zone raises `ValueError`."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone to belong to a day.")
    return moment.astimezone(BRUSSELS).date()


def public_holiday(day: dt.date) -> Bilingual | None:
    """The name of the legal holiday that falls on `day`, or None.

    Source: `holidays` (law of 4 January 1974; order of 18 April 1974 names the ten days).
    Days that replace a holiday fallen on a Sunday differ per employer and are not here.
    """
    return _holidays_of(day.year).get(day)


def is_working_day(day: dt.date) -> bool:
    """Monday to Friday, legal holidays excepted. Saturday does not count."""
    return day.weekday() < calendar.SATURDAY and public_holiday(day) is None


def next_working_day(day: dt.date) -> dt.date:
    """`day` itself when it is a working day, else the first one after it.

    This is how a term that ends on a Saturday, a Sunday or a legal holiday moves
    (art. 53 Judicial Code).
    """
    while not is_working_day(day):
        day += ONE_DAY
    return day


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day `months` later (negative: earlier); the month's last day when it is shorter.

    31 January + 1 month = 28 or 29 February. Raises `OverflowError` outside years 1 to 9999.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError("date value out of range")
    last = calendar.monthrange(year, month0 + 1)[1]
    return dt.date(year, month0 + 1, min(day.day, last))


def iso_week(day: dt.date) -> IsoWeek:
    """The ISO week `day` is in; its year is not always the day's year."""
    year, week, _ = day.isocalendar()
    return IsoWeek(year, week)


def monday_of(week: IsoWeek) -> dt.date:
    """The Monday that opens an ISO week; `ValueError` when the year has no such week."""
    return dt.date.fromisocalendar(week.year, week.week, 1)


def age_on(born: dt.date, day: dt.date) -> int:
    """Whole years lived on `day`. Who is born on 29 February turns a year on 1 March.

    Raises `ValueError` when `day` is before the birth.
    """
    if day < born:
        raise ValueError("Nobody has an age before being born.")
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_birthday else 1)


def birthday(born: dt.date, age: int) -> dt.date:
    """The first day on which `age_on(born, day) == age`."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February in an ordinary year
        return dt.date(born.year + age, 3, 1)


@lru_cache(maxsize=256)
def _holidays_of(year: int) -> dict[dt.date, Bilingual]:
    english = holidays.country_holidays("BE", years=year, language="en_US")
    french = holidays.country_holidays("BE", years=year, language="fr")
    dutch = holidays.country_holidays("BE", years=year, language="nl")
    return {day: Bilingual(french[day], dutch[day]) for day, name in english.items() if name not in _NOT_LEGAL}
