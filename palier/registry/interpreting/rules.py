"""Pure decisions on interpreters: what a service offers, what may be noted."""

import datetime as dt
from dataclasses import dataclass

from palier.kernel.spoken_languages import SPOKEN_LANGUAGES

NAME_AT_MOST = 120
MINUTES_AT_MOST = 600  # of one conversation
CENTS_AT_MOST = 100_000  # of one conversation
OLD_AFTER = dt.timedelta(days=365)  # a number nobody checked for a year says so


@dataclass(frozen=True)
class ServiceDraft:
    """A service as entered: `languages` empty when it must be asked; `source`: where its number was read."""

    name: str
    phone: str
    source: str
    languages: tuple[str, ...] = ()
    hours: str = ""
    on_the_spot: bool = False


def is_a_language(code: str) -> bool:
    """One of the list that everybody uses."""
    return code in SPOKEN_LANGUAGES


def to_check(checked_on: dt.date, today: dt.date) -> bool:
    """Is it long since somebody checked this number?"""
    return today - checked_on > OLD_AFTER
