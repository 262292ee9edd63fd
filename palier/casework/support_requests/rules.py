"""What is asked of the support cell, how its copy is read again, and by when the cell answers. No Django."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from palier.engines.pseudonymise import Copy, Kind, Language, Why, pseudonymise

TEXT_AT_MOST = 6_000
"""Characters of each text: three pages."""


class Situation(StrEnum):
    """The two types of seed 004: a required choice (S4-068)."""

    NO_CONTACT = "no_contact"
    EXHAUSTED = "exhausted"


class Trigger(StrEnum):
    """What made her ask (seed 004)."""

    ARREARS = "arrears"
    NUISANCE = "nuisance"
    MENTAL_HEALTH = "mental_health"
    STATE_OF_DWELLING = "state_of_dwelling"
    ISOLATION = "isolation"
    EVICTION = "eviction"
    OTHER = "other"


class Discipline(StrEnum):
    """The disciplines of the team (S4-016)."""

    PSYCHIATRIST = "psychiatrist"
    THERAPIST = "therapist"
    PSYCHOLOGIST = "psychologist"
    SOCIAL_WORKER = "social_worker"
    SOCIOLOGIST = "sociologist"
    NURSE = "nurse"


class State(StrEnum):
    """Where it stands at the cell. The case stays with its worker throughout: the cell takes nothing over (S4-025)."""

    RECEIVED = "received"
    PAIR_NAMED = "pair_named"
    CLOSED = "closed"


class Origin(StrEnum):
    """From where somebody telephones who has no account here (S4-059, S4-096)."""

    GENERAL_PRACTITIONER = "general_practitioner"
    WELFARE_CENTRE = "welfare_centre"
    MUNICIPAL_SERVICE = "municipal_social_service"
    HOUSING_COMPANY = "housing_company"
    OTHER_FIRST_LINE = "other_first_line"


class Relay(StrEnum):
    """Who goes on with a situation when the cell stops (S4-086)."""

    ITS_WORKER = "its_worker"
    PARTNER = "partner"
    NONE_YET = "none_yet"


class Gain(StrEnum):
    """What who asked gained by it (S4-064, 076, 099, 105). `nothing` is an answer too."""

    SEES_OTHERWISE = "sees_otherwise"
    KNOWS_WHOM = "knows_whom"
    LESS_ALONE = "less_alone"
    ANOTHER_WAY = "another_way"
    REALISTIC_STEP = "realistic_step"
    ACCEPTS = "accepts"
    NOTHING = "nothing"


class Met(StrEnum):
    """Was the need of who asked met (S4-091)?"""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Home(StrEnum):
    """What became of the home."""

    KEPT = "kept"
    MOVED = "moved"
    LOST = "lost"
    UNKNOWN = "unknown"


class Averted(StrEnum):
    """Was it averted (S4-100)?"""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class AnswerTerm:
    """Within how many days the cell answers, from a day on, and where that is said."""

    valid_from: dt.date
    days: int
    source: str


ANSWER_TERMS = (AnswerTerm(dt.date(2015, 1, 1), 7, "anchors 1, row 6.1; P19: a setting, no rule of seed 004"),)
"""The latest that has begun counts."""


def answer_by(asked_on: dt.date) -> dt.date:
    """The last day for naming a pair: calendar days from the day of the request."""
    term = max((one for one in ANSWER_TERMS if one.valid_from <= asked_on), key=lambda one: one.valid_from)
    return asked_on + dt.timedelta(days=term.days)


@dataclass(frozen=True)
class EndingTerm:
    """How many days before its end the post of one of a pair is spoken of, from a day on, and where that is said."""

    valid_from: dt.date
    days: int
    source: str


ENDING_TERMS = (
    EndingTerm(dt.date(2009, 1, 1), 60, "S4-087 asks for an alert; the number is a setting, not of seed 004"),
)
"""The latest that has begun counts."""


def ending_days(today: dt.date) -> int:
    return max((one for one in ENDING_TERMS if one.valid_from <= today), key=lambda one: one.valid_from).days


def is_near_its_end(last_day: dt.date | None, today: dt.date) -> bool:
    """True when a post has ended, or ends within the days of the setting. `last_day`: None without end."""
    return last_day is not None and (last_day - today).days <= ending_days(today)


@dataclass(frozen=True)
class SupportDraft:
    """A request as it leaves: both texts are copies that were read again. `fears` is hers and stays."""

    cell: uuid.UUID
    situation: Situation
    triggers: tuple[Trigger, ...]
    text: str
    tried: str
    no_demand: bool
    fears: str = ""
    household: uuid.UUID | None = None


@dataclass(frozen=True)
class Caller:
    """Who telephones: from where, and how she is called back. `company`: the house, when it is one."""

    origin: Origin
    name: str
    function: str
    phone: str
    fears: str = ""
    company: uuid.UUID | None = None


@dataclass(frozen=True)
class IntakeDraft:
    """A request taken by telephone. `request` stays without `fears` and `household`; what is the caller's is sealed."""

    request: SupportDraft
    caller: Caller
    social_tenant: bool = True


@dataclass(frozen=True)
class Evaluation:
    """What who asked says afterwards, for herself and for counting."""

    gained: tuple[Gain, ...] = ()
    met: Met | None = None
    words: str = ""

    @property
    def contradicts_itself(self) -> bool:
        return Gain.NOTHING in self.gained and len(self.gained) > 1


@dataclass(frozen=True)
class Outcome:
    """What the pair says afterwards. `primary`, `secondary`: how many people and services newly surround the person."""

    home: Home
    primary: int
    secondary: int
    crisis: Averted
    neighbours: Averted
    eviction: Averted


@dataclass(frozen=True)
class Pair:
    """Two workers of the cell, of two disciplines."""

    first: uuid.UUID
    first_discipline: Discipline
    second: uuid.UUID
    second_discipline: Discipline

    @property
    def is_of_two(self) -> bool:
        return self.first != self.second and self.first_discipline != self.second_discipline


# -- reading the copy again ---------------------------------------------------------------------------------------

LOOKS_LIKE_A_NAME = "looks_like_a_name"
# A word that the worker put back because it names nobody: she says so. Numbers and addresses are never put back.
_MAY_BE_PUT_BACK = frozenset({Kind.PERSON, Kind.NAME, Kind.PLACE, Kind.SERVICE, Kind.SCHOOL, Kind.AGE})


_BETWEEN = (
    "\n\x1d\n"  # parts two texts that are read as one: one person has one placeholder in both, all days move alike
)


@dataclass(frozen=True)
class Proof:
    """The copies to read again: what stood there and what stands now; what she confirms, each as (why, words)."""

    texts: tuple[str, ...]
    replaced: tuple[tuple[str, str], ...]
    to_confirm: tuple[tuple[str, str], ...]


def first_proof(texts: Sequence[str], language: Language, names: Iterable[str]) -> Proof:
    """What the pseudonymiser makes of her own words."""
    whole = _joined(texts)
    copy = pseudonymise(whole, language, known=names)
    shown = tuple(dict.fromkeys((whole[one.start : one.end], one.placeholder) for one in copy.replaced))
    return Proof(tuple(copy.text.split(_BETWEEN)), shown, _flags(copy))


def next_proof(texts: Sequence[str], language: Language) -> Proof:
    """The copies as she left them. What may never leave is replaced once more; what looks like a name she confirms."""
    whole = _joined(texts)
    copy = pseudonymise(whole, language)
    kept, end, hidden, put_back = [], 0, [], []
    for one in copy.replaced:
        words = whole[one.start : one.end]
        if one.kind in _MAY_BE_PUT_BACK:
            put_back.append((LOOKS_LIKE_A_NAME, words))
            continue
        kept += [whole[end : one.start], one.placeholder]
        hidden.append((words, one.placeholder))
        end = one.end
    confirm = tuple(dict.fromkeys([*put_back, *_flags(copy)]))
    return Proof(tuple("".join([*kept, whole[end:]]).split(_BETWEEN)), tuple(dict.fromkeys(hidden)), confirm)


def _joined(texts: Sequence[str]) -> str:
    """As one text, lines as a page sends them made alike."""
    return _BETWEEN.join(text.replace("\r\n", "\n").replace("\x1d", " ") for text in texts)


def _flags(copy: Copy) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((one.why.value, one.text) for one in copy.flagged))


REASONS: tuple[str, ...] = (LOOKS_LIKE_A_NAME, *(why.value for why in Why))
