"""Evenings of outreach and what is seen in a neighbourhood: closed lists, what must be said, small numbers."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

WORDS_AT_MOST = 300
SEEN_AT_MOST = 200
AGENTS_AT_MOST = 20
MET_AT_MOST = 500
SMALL = 5
"""Fewer people than this are not told apart (D35, inside one organisation)."""


class Theme(StrEnum):
    """About what one speaks with young people in the early evening (seed 001: « un travail de sensibilisation »)."""

    RESPECT = "respect"
    NOISE = "noise"
    WASTE = "waste"
    ADDICTIONS = "addictions"
    SCHOOL_AND_WORK = "school_and_work"
    SPORT_AND_LEISURE = "sport_and_leisure"
    SCREENS = "screens"
    VANDALISM = "vandalism"
    OTHER = "other"


@dataclass(frozen=True)
class EveningDraft:
    """An evening as written. `met`: how many young people, a number."""

    place: uuid.UUID
    on: dt.date
    starts: dt.time
    ends: dt.time
    agents: int
    themes: tuple[str, ...]
    met: int
    words: str = ""
    next_on: dt.date | None = None


@dataclass(frozen=True)
class ObservationDraft:
    """What was seen at a place."""

    place: uuid.UUID
    on: dt.date
    theme: str
    words: str


def people(number: int) -> int | None:
    """A number of people as it may be shown: None when it is small and not nothing."""
    return None if 0 < number < SMALL else number
