"""The day in "rappeler jeudi" or "nabellen over drie weken": what a worker types in "Et ensuite".

A proposal, never an act: the page shows the day it understood beside the words. So it would rather
find nothing than find a day in the past or take a telephone number for one.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from palier.kernel.days import ONE_DAY, add_months
from palier.kernel.language import Language
from palier.kernel.spoken_day_words import WORDS, Words

_FARTHEST_YEARS = 10  # beyond this a follow-up is a typing error
_LEAP_CYCLE = 8  # years in which every day of the year, 29 February too, comes back


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """A `day`, and the words that said it: `text[start:end]`."""

    day: dt.date
    start: int
    end: int


def find_day(text: str, *, today: dt.date, language: Language | str) -> SpokenDay | None:
    """The first day that `text` speaks of, or None.

    Always after `today`; `today` itself only for "aujourd'hui" and "vandaag". A weekday, alone or with
    "prochain" / "volgende", is the next such day after today, also when today is that weekday: where
    two habits exist we take the earlier day, because a reminder too early costs less than one too late.
    A day without a year is the next one that comes; when that would be today, nothing is found. "En
    janvier", "in januari" is the 1st; "fin", "eind" the last day (of a week: Friday); "mi-", "half" the
    15th; next week is its Monday, next month its 1st. A full date wins over a weekday beside it.

    `language` is read first; its twin too when it gives nothing, since notes mix both.
    """
    plain, places = _plain(text)
    for tongue in (Language(language), Language(language).other):
        words = WORDS[tongue]
        found = [
            (match.start(), match.end(), _meant(match.groupdict(), words, today))
            for pattern in words.patterns
            for match in pattern.finditer(plain)
        ]
        # Leftmost, then longest. Words that mean no day still hide what is inside them: the
        # "mardi" of "mardi 15 décembre 2020" is not a Tuesday to come.
        hidden_until = 0
        for start, end, day in sorted(found, key=lambda one: (one[0], -one[1], one[2] is None)):
            if start < hidden_until:
                continue
            if day is not None:
                return SpokenDay(day, places[start], places[end])
            hidden_until = end
    return None


def _plain(text: str) -> tuple[str, list[int]]:
    """Lower case without accents, and for each letter its place in `text` (one more for the end)."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        base = unicodedata.normalize("NFD", letter)[:1].lower()[:1]
        if base and not unicodedata.combining(base):
            letters.append("'" if base == "\u2019" else base)
            places.append(place)
    return "".join(letters), [*places, len(text)]


def _meant(said: dict[str, str | None], words: Words, today: dt.date) -> dt.date | None:
    """The day a match means; None when it does not exist, is not after today, or is absurdly far."""
    fixed = said.get("fixed")
    if fixed is not None and words.fixed[fixed] == 0:
        return today
    try:
        day = _computed({name: value for name, value in said.items() if value}, words, today)
    except (ValueError, OverflowError):  # 31 February; year 10000
        return None
    if day is None or not today < day or day.year > today.year + _FARTHEST_YEARS:
        return None
    return day


def _computed(said: dict[str, str], words: Words, today: dt.date) -> dt.date | None:
    if "fixed" in said:
        return today + words.fixed[said["fixed"]] * ONE_DAY
    if "unit" in said:
        return _after(said.get("count", ""), words.units[said["unit"]], words, today)
    if "next" in said or "weekday" in said:
        return _weekday_or_next(said, words, today)
    if "part" in said and "period" in said:
        return _end_of(words.periods[said["period"]], today)
    if "d" not in said:
        return _part_of_month(said, words, today)
    if "m" not in said and "month" not in said:
        return _day_of_month(int(said["d"]), today)
    month = int(said["m"]) if "m" in said else words.months[said["month"]]
    return _date(int(said["d"]), month, said.get("y"), today)


def _after(count: str, unit: str, words: Words, today: dt.date) -> dt.date | None:
    if unit == "fortnight":  # "dans une quinzaine", "sous quinzaine"
        return today + 14 * ONE_DAY
    if not count:
        return None
    number = int(count) if count.isdigit() else words.counts[count]
    if unit == "day":
        number = words.idioms.get(count, number)
    if unit in ("month", "year"):
        return add_months(today, number * (12 if unit == "year" else 1))
    return today + number * (7 if unit == "week" else 1) * ONE_DAY


def _weekday_or_next(said: dict[str, str], words: Words, today: dt.date) -> dt.date:
    nearest = said.get("next")
    if nearest and words.periods[nearest] == "month":
        return add_months(today.replace(day=1), 1)
    if nearest:
        next_monday = today + (7 - today.weekday()) * ONE_DAY
        return next_monday + words.weekdays.get(said.get("weekday", ""), 0) * ONE_DAY
    ahead = (words.weekdays[said["weekday"]] - today.weekday() - 1) % 7 + 1
    shift = words.shifts.get(re.sub(r"\s+", " ", said.get("shift", "")), 0)
    return today + (ahead + 7 * shift) * ONE_DAY


def _end_of(period: str, today: dt.date) -> dt.date:
    """The next last day: of the month, of the year, or the next Friday."""
    if period == "week":
        return today + ((calendar.FRIDAY - today.weekday() - 1) % 7 + 1) * ONE_DAY
    tomorrow = today + ONE_DAY  # on the last day, the end meant is the next one
    return dt.date(tomorrow.year, 12, 31) if period == "year" else _last_day(tomorrow.year, tomorrow.month)


def _part_of_month(said: dict[str, str], words: Words, today: dt.date) -> dt.date:
    month, part = words.months[said["month"]], words.parts.get(said.get("part", ""), "start")

    def in_year(year: int) -> dt.date:
        return _last_day(year, month) if part == "end" else dt.date(year, month, 15 if part == "middle" else 1)

    if "y" in said:
        return in_year(int(said["y"]))
    return day if (day := in_year(today.year)) > today else in_year(today.year + 1)


def _day_of_month(number: int, today: dt.date) -> dt.date | None:
    for ahead in range(3):  # every number up to 31 comes in two months out of three at least
        first = add_months(today.replace(day=1), ahead)
        if number <= _last_day(first.year, first.month).day:
            day = first.replace(day=number)
            if day == today:
                return None
            if day > today:
                return day
    return None


def _date(number: int, month: int, year: str | None, today: dt.date) -> dt.date | None:
    if year is not None:
        return dt.date(int(year) + (2000 if len(year) == 2 else 0), month, number)
    if (month, number) == (today.month, today.day):
        return None  # a year from now is surely not what was meant
    for candidate in range(today.year, today.year + _LEAP_CYCLE + 1):
        if number <= _last_day(candidate, month).day and (day := dt.date(candidate, month, number)) > today:
            return day
    return None


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
