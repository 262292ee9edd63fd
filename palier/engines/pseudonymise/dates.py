"""Days and ages: a day is moved by the text's own secret number of days, an age is a band, a birth its decade."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator

from palier.engines.pseudonymise.folding import folded
from palier.engines.pseudonymise.lists import month_names, months, weekdays
from palier.engines.pseudonymise.placeholders import DECADE, NO_DAY, Language
from palier.engines.pseudonymise.spans import Found, Kind

LEAST_DAYS, MOST_DAYS = 31, 200  # far enough to change the month, near enough to keep what was long ago long ago
A_YEAR = 2023  # stands in where none is written; it has no 29 February

FRENCH_MONTHS = tuple(month_names("fr"))
DUTCH_MONTHS = tuple(month_names("nl"))
_IN_DUTCH_ONLY = frozenset(DUTCH_MONTHS) | {"jan", "feb", "mrt", "apr", "jun", "jul", "aug", "okt"}

BANDS = ((0, 2), (3, 5), (6, 11), (12, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 74), (75, 84))
OLDEST_BAND = 85

_DAYS = "|".join(day for days in weekdays().values() for day in days)
_MONTHS = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
_IN_FIGURES = re.compile(
    r"(?<![\w./-])(?:(?P<y>(?:19|20)\d{2})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|"
    r"(?P<day>\d{1,2})(?P<sep>[./-] ?)(?P<month>\d{1,2})(?P=sep)(?P<year>(?:1[89]|20)\d{2}|\d{2}))(?![\w/-])"
)
_WITHOUT_YEAR = re.compile(
    r"(?<=\b(?:le|du|au|op|ce|of) )(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?![\w/]|[.,-]\d)", re.IGNORECASE
)
_IN_WORDS = re.compile(
    rf"(?<!\w)(?:(?:{_DAYS}) )?(?P<day>\d{{1,2}})(?:er|e|ste|de)? ?(?P<month>{_MONTHS})\.?"
    r"(?: (?P<year>(?:1[89]|20)\d{2}))?(?!\w)",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(rf"(?<!\w)(?P<month>{_MONTHS})\.? (?P<year>(?:1[89]|20)\d{{2}})(?!\w)", re.IGNORECASE)
_BIRTH_BEFORE = re.compile(
    r"(?:\bn[ée]e?s?|\bnaissance|\bgeboren|\bgeb\.?|\bgeboortedatum|°)[^.\n]{0,12}$", re.IGNORECASE
)
_DURATION_BEFORE = re.compile(
    r"\b(?:depuis|il y a|pendant|durant|dans|apr[èe]s|pour|tous les|d'ici"
    r"|sinds|al|gedurende|over|binnen|vorige|na|voor)"
    r"(?: (?:plus de|environ|bient[ôo]t|d[ée]j[àa]|meer dan|ongeveer|bijna|al|ruim))? ?$",
    re.IGNORECASE,
)
_DURATION_AFTER = re.compile(
    r" (?:geleden|lang|samen|later|que |plus tard|d['’]|de (?:loyer|prison|service|vie|bail|mariage|carri[èe]re))"
)
_AGE = re.compile(
    r"(?<![\w.,/-])(?P<age>1[01]\d|\d{1,2})(?P<unit>(?:[ \u00a0](?:ans?|jaar|j\.)|-jarigen?)(?: oud)?)(?!\w)",
    re.IGNORECASE,
)
_LISTED_AGE = re.compile(r"(?<![\w.,/-])(?P<age>\d{1,2})(?=(?:, \d{1,2}){0,4} (?:et|en|ou|of) \d{1,2} (?:ans|jaar)\b)")
_BARE_AGE = re.compile(r"(?:(?<=\bis )|(?<=\bwordt )|(?<=\()|(?<=, ))(?P<age>[1-9]\d?)(?=[.,;)])(?![.,]\d)")


def shift_of(draw: random.Random) -> int:
    """How many days the dates of one text are moved; never whole weeks, so that a day of the week tells nothing."""
    days = draw.choice([days for days in range(LEAST_DAYS, MOST_DAYS + 1) if days % 7])
    return days if draw.random() < 0.5 else -days


def dates(text: str, shift: int, language: Language) -> Iterator[Found]:
    """Days, and months with their year. A day that does not exist is hidden without saying another."""
    for pattern in (_IN_FIGURES, _IN_WORDS, _MONTH_AND_YEAR, _WITHOUT_YEAR):
        for one in pattern.finditer(text):
            yield Found(*one.span(), Kind.DATE, _said(text, one, shift, language))


def ages(text: str, language: Language) -> Iterator[Found]:
    """Ages, and none of the numbers of years that say how long something lasts."""
    for one in _AGE.finditer(text):
        if _DURATION_BEFORE.search(text, max(0, one.start() - 30), one.start()) or _DURATION_AFTER.match(
            text, one.end()
        ):
            continue
        unit = "-jarige" if "jarig" in one["unit"].lower() else ""
        yield Found(*one.span(), Kind.AGE, band(int(one["age"]), language, unit))
    for pattern in (_LISTED_AGE, _BARE_AGE):
        yield from (Found(*one.span(), Kind.AGE, band(int(one["age"]), language)) for one in pattern.finditer(text))


def band(age: int, language: Language, unit: str = "") -> str:
    """ "[35-44 ans]"."""
    unit = unit or {"fr": " ans", "nl": " jaar"}[language]
    for least, most in BANDS:
        if least <= age <= most:
            return f"[{least}-{most}{unit}]"
    return f"[{OLDEST_BAND}+{unit}]"


def _said(text: str, one: re.Match[str], shift: int, language: Language) -> str:
    found = one.groupdict()
    year = _year(found.get("year") or found.get("y"))
    if year and _BIRTH_BEFORE.search(text, max(0, one.start() - 40), one.start()):
        return DECADE[language].format(decade=year - year % 10)
    written = found.get("month") or found.get("m") or ""
    month = months().get(folded(written)) or (int(written) if written.isdigit() else 0)
    try:
        day = dt.date(year or A_YEAR, month, int(found.get("day") or found.get("d") or 15)) + dt.timedelta(days=shift)
    except (ValueError, OverflowError):
        return NO_DAY[language]
    return f"[~{_written_as(found, day, with_year=bool(year))}]"


def _written_as(found: dict[str, str | None], day: dt.date, *, with_year: bool) -> str:
    """Another day in the form of the one found."""
    if found.get("y"):
        return day.isoformat()
    if separator := found.get("sep"):
        parts = [f"{day.day:02d}", f"{day.month:02d}", *([str(day.year)] if with_year else [])]
        return separator.strip().join(parts)
    french = folded(found["month"] or "") not in _IN_DUTCH_ONLY
    name = (FRENCH_MONTHS if french else DUTCH_MONTHS)[day.month - 1]
    words = [name, *([str(day.year)] if with_year else [])]
    if found.get("day"):
        words.insert(0, "1er" if french and day.day == 1 else str(day.day))
    # The day of the week is left out: together with the date it would tell the number of days.
    return " ".join(words)


def _year(written: str | None) -> int | None:
    if not written:
        return None
    year = int(written)
    return year if year > 99 else year + (2000 if year < 40 else 1900)
