"""Pure decisions on letters: the closed lists, terms, and which channels are open for whom."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from palier.access.rules import SubjectKind
from palier.kernel.terms import Term

TITLE_AT_MOST = 60  # the first line says in about five words what it is (P24)
BODY_AT_MOST = 6_000  # letters of one language: it bounds how long setting the page takes
TRIED_AT_MOST = 6
LEASE = dt.timedelta(minutes=5)  # a sender that died gives its line back after this
PAUSES = (1, 5, 30, 120, 720)  # minutes before the next try


class LetterKind(StrEnum):
    """What a letter is for. Each kind but the certificate has a template shipped in both languages."""

    APPOINTMENT = "appointment"
    SUPPORT = "support"
    WELCOME = "welcome"
    FOLLOWS_YOU = "follows_you"
    CALL_US = "call_us"
    ORIENTATION = "orientation"  # an address given to her; nothing about her goes there (P7)
    EMPTY = "empty"
    CERTIFICATE = "certificate"  # of help offered (P3): made elsewhere from dates, never from a template


FROM_TEMPLATES = tuple(kind for kind in LetterKind if kind != LetterKind.CERTIFICATE)


class TemplateState(StrEnum):
    """Where a version of a template stands. One is current; the others remain to be read."""

    DRAFT = "draft"
    CURRENT = "current"
    FORMER = "former"


class LetterLanguage(StrEnum):
    """French, Dutch, or both one after the other when nobody knows which one she uses (P24)."""

    FR = "fr"
    NL = "nl"
    BOTH = "both"


class LetterState(StrEnum):
    """A draft may be corrected; a ready one waits to be put in the post or handed over; a sent one has gone."""

    DRAFT = "draft"
    READY = "ready"
    SENT = "sent"


class Channel(StrEnum):
    """How something reaches a person. Mail and SMS carry a neutral sentence, never a letter (P10)."""

    COUNTER = "counter"
    LETTER = "letter"
    MAIL = "mail"
    SMS = "sms"


class Words(StrEnum):
    """The only three sentences that mail and SMS carry (P10)."""

    APPOINTMENT = "appointment"
    CALL_BACK = "call_back"
    LETTER_WAITS = "letter_waits"


class DispatchState(StrEnum):
    """Where a line of the outbox stands."""

    WAITING = "waiting"
    UNDER_WAY = "under_way"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


ON_PAPER = frozenset({Channel.COUNTER, Channel.LETTER})
BY_MACHINE = frozenset({Channel.MAIL, Channel.SMS})


@dataclass(frozen=True)
class Reachable:
    """What is known of reaching a person, as far as the writer may know it.

    `works_with`: is she somebody the writer works with? `agreed`: the one way agreed with her, empty without one.
    """

    works_with: bool = False
    agreed: str = ""
    address: bool = False
    phone: bool = False
    email: bool = False


def open_channels(known: Reachable, gateways: frozenset[Channel]) -> list[Channel]:
    """The channels offered. Where one way was agreed, and for who does not work with her: by hand only (P2, P10)."""
    if known.agreed or not known.works_with:
        return [Channel.COUNTER]
    there = {Channel.LETTER: known.address, Channel.MAIL: known.email, Channel.SMS: known.phone}
    offered = [one for one, has in there.items() if has and (one in ON_PAPER or one in gateways)]
    return [Channel.COUNTER, *offered]


@dataclass(frozen=True)
class LetterDraft:
    """A letter as written: to one person (P2), from a template's version (0: the one shipped)."""

    household: uuid.UUID
    person: uuid.UUID
    kind: LetterKind
    template_version: int
    language: LetterLanguage
    title_fr: str = ""
    body_fr: str = ""
    title_nl: str = ""
    body_nl: str = ""
    day: dt.date | None = None
    hour: dt.time | None = None
    place: str = ""
    to_explain: bool = False
    file: uuid.UUID | None = None


def languages(language: str) -> list[str]:
    """The languages a letter is set in, in their order on paper."""
    return ["fr", "nl"] if language == LetterLanguage.BOTH else [str(language)]


def preset_language(of_letters: str) -> LetterLanguage:
    """The language a person uses; unknown, both (P24)."""
    return LetterLanguage(of_letters) if of_letters in {"fr", "nl"} else LetterLanguage.BOTH


def letter_ends(subject: SubjectKind, on: dt.date, term: Term) -> dt.date | None:
    """The last day on which a letter is kept: an inbox's, else its file's (None)."""
    return term.after(on) if subject == SubjectKind.INBOX else None


def pause_after(tries: int) -> dt.timedelta | None:
    """How long to wait after `tries` that did not pass; None: no more."""
    return dt.timedelta(minutes=PAUSES[tries - 1]) if tries < TRIED_AT_MOST else None
