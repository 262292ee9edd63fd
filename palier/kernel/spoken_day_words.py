"""The words for days in French and Dutch, as patterns; `spoken_days` says which day they mean.

Patterns are read on lower-case text without accents, and their named groups are the meaning:
`fixed`, `count` + `unit`, `weekday`, `d` + `m` or `month` + `y`, `part`, `period`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from palier.kernel.language import Language

# Digits that belong to a telephone number, an amount or a fraction are not a day.
_ALONE, _END = r"(?<![\w/.,+-])", r"(?![\w/]|[.,-]\d)"


@dataclass(frozen=True, slots=True)
class Words:
    """One language's tables (word to number) and its patterns."""

    fixed: dict[str, int]  # days from today
    counts: dict[str, int]
    idioms: dict[str, int]  # counts that mean another number of days
    units: dict[str, str]  # day, week, month, year
    weekdays: dict[str, int]  # Monday is 0
    months: dict[str, int]
    parts: dict[str, str]  # start, middle, end
    periods: dict[str, str]  # week, month, year
    shifts: dict[str, int]  # weeks added to a weekday: "en huit"
    patterns: tuple[re.Pattern[str], ...]


def _either(*tables: dict[str, int] | dict[str, str]) -> str:
    # Longest first: "septembre" before "sept".
    return "|".join(sorted((re.escape(word) for table in tables for word in table), key=len, reverse=True))


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


def _numeric(prefix: str) -> tuple[str, ...]:
    """Days in figures. Without `prefix` or a year, only "26/11" with two digits for the month is a day."""
    year = r"(?P<y>\d{4}|\d{2})"
    return (
        rf"{_ALONE}(?:{prefix})?(?P<d>\d{{1,2}})(?P<sep>[/.-])(?P<m>\d{{1,2}})(?P=sep){year}{_END}",
        rf"{_ALONE}(?P<y>\d{{4}})-(?P<m>\d{{2}})-(?P<d>\d{{2}}){_END}",
        rf"{_ALONE}(?:{prefix})(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}}){_END}",
        rf"{_ALONE}(?P<d>\d{{1,2}})/(?P<m>\d{{2}}){_END}",
    )


_FR_WEEKDAYS = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
}  # fmt: skip
_FR_MONTHS = {
    "janvier": 1, "janv": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5,
    "juin": 6, "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip
_FR_COUNTS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30,
}  # fmt: skip
_FR_UNITS = {
    "jour": "day", "jours": "day", "semaine": "week", "semaines": "week", "mois": "month", "an": "year",
    "ans": "year", "annee": "year", "quinzaine": "fortnight",
}  # fmt: skip
_FR_PARTS = {"debut": "start", "mi": "middle", "fin": "end"}
_FR_PERIODS = {"mois": "month", "semaine": "week", "annee": "year", "an": "year"}
_FR_FIXED = {"aujourd'hui": 0, "apres-demain": 2, "apres demain": 2, "demain": 1}
_fr_day = rf"(?:{_either(_FR_WEEKDAYS)})"

FRENCH = Words(
    fixed=_FR_FIXED,
    counts=_FR_COUNTS,
    # "Huit jours" is a week and "quinze jours" a fortnight; in figures ("15 jours") they are counted.
    idioms={"huit": 7, "quinze": 14},
    units=_FR_UNITS,
    weekdays=_FR_WEEKDAYS,
    months=_FR_MONTHS,
    parts=_FR_PARTS,
    periods=_FR_PERIODS,
    shifts={"en huit": 1, "en quinze": 2},
    patterns=_compiled(
        rf"\b(?P<fixed>{_either(_FR_FIXED)})\b",
        rf"\b(?:dans|d'ici|endeans|sous)\s+(?:les\s+|l')?(?:(?P<count>\d{{1,3}}|{_either(_FR_COUNTS)})\s+)?"
        rf"(?P<unit>{_either(_FR_UNITS)})\b",
        rf"\b(?:(?:le|ce)\s+)?(?P<weekday>{_either(_FR_WEEKDAYS)})\b(?!\s+(?:dernier|passe)\b)"
        r"(?:\s+(?P<shift>en\s+(?:huit|quinze))|\s+de\s+la\s+(?P<next>semaine)\s+prochaine|\s+prochain)?\b",
        rf"\b(?:la\s+)?(?P<next>semaine)\s+prochaine(?:\s+(?P<weekday>{_either(_FR_WEEKDAYS)}))?\b",
        r"\b(?:le\s+|au\s+)?(?P<next>mois)\s+prochain\b",
        rf"\b(?:(?:le|ce|au|pour le)\s+)?(?:{_fr_day}\s+)?(?:le\s+)?(?P<d>\d{{1,2}})(?:er)?\s+"
        rf"(?P<month>{_either(_FR_MONTHS)})\b\.?(?:\s+(?P<y>\d{{4}})\b)?",
        *_numeric(rf"(?:le|ce|au|du|pour le)\s+(?:{_fr_day}\s+)?|{_fr_day}\s+(?:le\s+)?"),
        rf"\b(?:le\s+(?:{_fr_day}\s+)?|{_fr_day}\s+(?:le\s+)?)(?P<d>\d{{1,2}})(?:er)?"
        r"(?=\s*$|\s*[,;:!?)]|\.(?!\d)|\s+(?:a|au|avec|pour|et|vers|avant|apres|matin|midi|soir)\b)",
        rf"\b(?:(?:a|en|vers)\s+)?(?:la\s+)?(?P<part>{_either(_FR_PARTS)})[\s-]+(?:du\s+mois\s+(?:de\s+|d'))?"
        rf"(?P<month>{_either(_FR_MONTHS)})\b(?:\s+(?P<y>\d{{4}})\b)?",
        rf"\b(?:(?:a|en|vers)\s+)?(?:la\s+)?(?P<part>fin)\s+(?:de\s+la\s+|de\s+l'|du\s+|de\s+|d')(?P<period>"
        rf"{_either(_FR_PERIODS)})\b(?!\s+(?:prochain|de\b))",
        rf"\b(?:en|courant)\s+(?P<month>{_either(_FR_MONTHS)})\b(?:\s+(?P<y>\d{{4}})\b)?",
    ),
)

_NL_WEEKDAYS = {
    "maandag": 0, "dinsdag": 1, "woensdag": 2, "donderdag": 3, "vrijdag": 4, "zaterdag": 5, "zondag": 6,
}  # fmt: skip
_NL_MONTHS = {
    "januari": 1, "jan": 1, "februari": 2, "feb": 2, "maart": 3, "mrt": 3, "april": 4, "apr": 4, "mei": 5,
    "juni": 6, "jun": 6, "juli": 7, "jul": 7, "augustus": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9,
    "oktober": 10, "okt": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
_NL_COUNTS = {
    "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "twaalf": 12, "veertien": 14, "vijftien": 15, "twintig": 20, "dertig": 30,
}  # fmt: skip
_NL_UNITS = {
    "dag": "day", "dagen": "day", "week": "week", "weken": "week", "maand": "month", "maanden": "month",
    "jaar": "year", "jaren": "year",
}  # fmt: skip
_NL_PARTS = {"begin": "start", "half": "middle", "midden": "middle", "eind": "end", "einde": "end"}
_NL_PERIODS = {"maand": "month", "week": "week", "jaar": "year"}
_NL_FIXED = {"vandaag": 0, "overmorgen": 2, "morgen": 1} | {
    f"morgen{part}": 1 for part in ("ochtend", "vroeg", "middag", "namiddag", "voormiddag", "avond")
}
_NL_PART_OF_DAY = r"(?:ochtend|morgen|voormiddag|middag|namiddag|avond)?"
_nl_day = rf"(?:{_either(_NL_WEEKDAYS)})"

DUTCH = Words(
    fixed=_NL_FIXED,
    counts=_NL_COUNTS,
    # As in Belgian French: "binnen acht dagen" is a week.
    idioms={"acht": 7, "vijftien": 14},
    units=_NL_UNITS,
    weekdays=_NL_WEEKDAYS,
    months=_NL_MONTHS,
    parts=_NL_PARTS,
    periods=_NL_PERIODS,
    shifts={},
    patterns=_compiled(
        rf"(?<!\bde )(?<!\belke )(?<!\biedere )\b(?P<fixed>{_either(_NL_FIXED)})\b",
        rf"\b(?:over|binnen|in)\s+(?:de\s+)?(?P<count>\d{{1,3}}|{_either(_NL_COUNTS)})\s+(?P<unit>{_either(_NL_UNITS)})\b",
        rf"(?<!\bvorige )(?<!\bverleden )(?<!\bafgelopen )(?<!\belke )(?<!\biedere )"
        rf"\b(?:(?:op|deze|volgende|komende|aanstaande|eerstvolgende)\s+){{0,2}}"
        rf"(?P<weekday>{_either(_NL_WEEKDAYS)}){_NL_PART_OF_DAY}\b(?:\s+volgende\s+(?P<next>week)\b)?",
        rf"\bvolgende\s+(?P<next>week)(?:\s+(?:op\s+)?(?P<weekday>{_either(_NL_WEEKDAYS)}))?\b",
        r"\bvolgende\s+(?P<next>maand)\b",
        rf"\b(?:op\s+)?(?:{_nl_day}\s+)?(?P<d>\d{{1,2}})(?:e|de|ste)?\s+(?P<month>{_either(_NL_MONTHS)})\b\.?"
        r"(?:\s+(?P<y>\d{4})\b)?",
        *_numeric(rf"(?:op|tegen|voor|van)\s+(?:{_nl_day}\s+)?|{_nl_day}\s+"),
        rf"\b(?:op\s+(?:{_nl_day}\s+)?(?:de\s+)?|{_nl_day}\s+(?:de\s+)?)(?P<d>\d{{1,2}})(?:e|de|ste)?"
        r"(?=\s*$|\s*[,;:!?)]|\.(?!\d)|\s+(?:om|met|voor|en|rond|na)\b)",
        rf"\b(?:tegen\s+|op\s+)?(?:het\s+)?(?P<part>{_either(_NL_PARTS)})\s+(?:van\s+)?(?P<month>{_either(_NL_MONTHS)})\b"
        r"(?:\s+(?P<y>\d{4})\b)?",
        rf"\b(?:tegen\s+|op\s+)?(?:het\s+)?(?P<part>einde?)\s+(?:van\s+)?(?:de\s+|het\s+|deze\s+)?"
        rf"(?P<period>{_either(_NL_PERIODS)})\b",
        rf"\bin\s+(?P<month>{_either(_NL_MONTHS)})\b(?:\s+(?P<y>\d{{4}})\b)?",
    ),
)

WORDS = {Language.FR: FRENCH, Language.NL: DUTCH}
