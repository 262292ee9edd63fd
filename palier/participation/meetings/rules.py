"""Tenants' meetings: closed lists, what is typed, when minutes are due, what must not stand in them."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from palier.engines.pseudonymise import LONGEST, Kind, Language, pseudonymise
from palier.kernel.parties import Party

TITLE_AT_MOST = 60  # it is the first line of a letter too
POINT_AT_MOST = 120
SAID_AT_MOST = 2_000
WORDS_AT_MOST = 500
VENUE_AT_MOST = 160
MINUTES_WITHIN = dt.timedelta(hours=48)  # practice D, Meeting
QUESTIONS_A_HOME = 5  # in advance, at one's own door
PERSONS_AT_MOST = 20
LANGUAGES: tuple[Language, ...] = ("fr", "nl")


class State(StrEnum):
    """How far a meeting is."""

    PREPARING = "preparing"
    INVITED = "invited"
    HELD = "held"
    MINUTES_SENT = "minutes_sent"


class PointKind(StrEnum):
    """What a point of the agenda is: what was promised last time comes first."""

    PROMISED = "promised"
    TOPIC = "topic"
    QUESTION = "question"


class PromiseState(StrEnum):
    """What came of a promise. *Late* is never noted: its day has passed and nothing came."""

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    DROPPED = "dropped"


class Channel(StrEnum):
    """How a question came in. On screen: at her own door, in advance."""

    SCREEN = "screen"
    COUNTER = "counter"
    PHONE = "phone"
    CARD = "card"
    ROOM = "room"


class SignedAs(StrEnum):
    """Who signs the minutes on the tenants' side: a function, never a name (P41)."""

    COUNCIL = "council"
    BUILDING = "building"
    PRESENT = "present"


@dataclass(frozen=True)
class MeetingDraft:
    """A meeting as it is prepared. `interpreters`: codes of languages; `host`: the post that leads it."""

    title_fr: str
    title_nl: str
    at: dt.datetime
    minutes: int
    places: tuple[uuid.UUID, ...]
    venue_fr: str
    venue_nl: str
    host: uuid.UUID
    step_free: bool = False
    quiet_place: bool = False
    child_corner: bool = False
    interpreters: tuple[str, ...] = ()
    translated_by: str = ""
    previous: uuid.UUID | None = None


@dataclass(frozen=True)
class PointDraft:
    """A point for the agenda. `service`: the department that owns it."""

    title_fr: str
    title_nl: str
    service: uuid.UUID
    minutes: int = 10
    kind: PointKind = PointKind.TOPIC


@dataclass(frozen=True)
class SaidDraft:
    """What was said under a point, and whether the department that owns it was there."""

    said_fr: str
    said_nl: str
    face_present: bool | None = None


@dataclass(frozen=True)
class PromiseDraft:
    """What a department promised, by when."""

    words_fr: str
    words_nl: str
    service: uuid.UUID
    due_on: dt.date
    point: uuid.UUID | None = None


@dataclass(frozen=True)
class ReplyDraft:
    """What a household answers to an invitation."""

    comes: bool
    persons: int = 1
    child_corner: bool = False


@dataclass(frozen=True)
class FoundWord:
    """A stretch of the minutes that may tell who it is about. `stops`: it may not stand there at all."""

    text: str
    kind: str
    stops: bool


def minutes_due(at: dt.datetime, minutes: int) -> dt.datetime:
    """Until when the minutes are to be sent: 48 hours after the end."""
    return at + dt.timedelta(minutes=minutes) + MINUTES_WITHIN


def standing(state: str, due_on: dt.date, today: dt.date) -> PromiseState:
    """What is said of a promise today."""
    return PromiseState.LATE if state == PromiseState.OPEN and due_on < today else PromiseState(state)


def clean(text: str, at_most: int) -> str:
    """As it was typed, without what no database keeps."""
    return text.replace("\x00", "").strip()[:at_most]


# What points at one person and nobody else. Names and addresses are pointed at; a person decides.
_STOPS = {Kind.NATIONAL_NUMBER, Kind.PHONE, Kind.MAIL, Kind.ACCOUNT, Kind.PLATE}
_POINTED_AT = {Kind.PERSON, Kind.NAME, Kind.ADDRESS, Kind.AGE, *_STOPS}


def found_in(text: str, language: Language) -> list[FoundWord]:
    """What the detector of names finds in a text of the minutes (P41). Days, places and services may stand."""
    found: dict[str, FoundWord] = {}
    for start in range(0, len(text), LONGEST):
        part = text[start : start + LONGEST]
        for one in pseudonymise(part, language, seed=0).replaced:
            if one.kind in _POINTED_AT:
                words = part[one.start : one.end]
                found.setdefault(words, FoundWord(words, one.kind.value, one.kind in _STOPS))
    return list(found.values())


def total(attended: dict[Party, int] | None) -> int | None:
    """How many came, all kinds together; None while nobody counted."""
    return sum(attended.values()) if attended else None
