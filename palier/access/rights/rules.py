"""Pure decisions on how long things are kept (P39): what ends, the presets, who may change them and how far."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from palier.kernel.terms import Term, Unit


class TermKey(StrEnum):
    """What ends. The list is closed: whatever keeps something about a person stands in it."""

    SIMPLE_CONTACT = "simple_contact"
    CLOSED_FILE = "closed_file"
    REINFORCED = "reinforced"
    AIDE_MEMOIRE = "aide_memoire"
    NO_DEMAND = "no_demand"
    DRAFT = "draft"
    WAITING_ROOM = "waiting_room"
    DUTY_PRESENCE = "duty_presence"
    DESK_WORD = "desk_word"
    APPOINTMENT = "appointment"
    DOCUMENT = "document"
    WELCOME = "welcome"
    LETTER = "letter"
    SIGNAL = "signal"
    PROCEDURE = "procedure"
    INTERSERVICE = "interservice"
    TRANSFER = "transfer"
    INTERVENTION = "intervention"
    ASKER = "asker"
    SUPPORT_REQUEST = "support_request"
    DATA_REQUEST = "data_request"
    RIGHT_SEEN = "right_seen"
    SAFETY = "safety"
    HANDOVER = "handover"
    ACCESS_CODE = "access_code"
    FINDING = "finding"
    ASKED = "asked"
    TWO_PERSON_PURGE = "two_person_purge"
    TAKEN_BACK = "taken_back"
    READ_LEDGER = "read_ledger"


class TermState(StrEnum):
    """How a row of the terms stands. Only presets and signed rows count."""

    PRESET = "preset"
    PROPOSED = "proposed"
    SIGNED = "signed"
    SET_ASIDE = "set_aside"


class ReviewRule(StrEnum):
    """Why a line of the read ledger is put before the officer. None of them says that anything is wrong (P28)."""

    SAME_SURNAME = "same_surname"
    OWN_ADDRESS = "own_address"
    MANY_FILES = "many_files"
    SAMPLE = "sample"


class CrossingKind(StrEnum):
    """The closed list of what may pass from the social service to the landlord or the region (P3, P9, P23)."""

    SIGNAL = "signal"
    SAFETY = "safety"
    CERTIFICATE = "certificate"
    INTERSERVICE_ACT = "interservice_act"
    INTERSERVICE_LINE = "interservice_line"
    INTERSERVICE_ANSWER = "interservice_answer"
    LETTER_TO_DEPARTMENT = "letter_to_department"
    PUBLISHED = "published"


class PurgeKind(StrEnum):
    """What two persons may erase together. Each app says with `AppPolicies.purges` in which table it lies."""

    CONTACT = "contact"
    REQUEST = "request"
    STEP = "step"
    ANALYSIS = "analysis"
    DOCUMENT = "document"
    LETTER = "letter"


class PurgeGround(StrEnum):
    """Why it is to go. The list is closed, and no words of her own stand beside it: they would say again what goes."""

    WRONG_FILE = "wrong_file"
    NEVER_TO_WRITE = "never_to_write"
    PERSON_ASKED = "person_asked"


class PurgeState(StrEnum):
    """How an erasure by two stands. While it is asked the thing is set aside; kept or taken back, it is there again."""

    ASKED = "asked"
    ERASED = "erased"
    TAKEN_BACK = "taken_back"
    KEPT = "kept"


class Confidence(StrEnum):
    """How sure the source of a term is."""

    TO_CONFIRM = "to_confirm"
    BY_ANALOGY = "by_analogy"  # P39 is silent: the nearest thing it does name
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Preset:
    """What the house brings: the term, how far a company may lengthen it, and on what it stands.

    `fixed`: the doctrine sets it, so a company may shorten it and nobody lengthens it. Otherwise `longest` may be
    passed, with the officer's reason. `stored`: the last day is written on each row; a change is for what comes after.
    """

    term: Term
    longest: Term
    source: str
    fixed: bool = False
    stored: bool = False
    confidence: Confidence = Confidence.TO_CONFIRM


_12_MONTHS, _24_MONTHS = Term(12, Unit.MONTHS), Term(24, Unit.MONTHS)
_30_DAYS, _90_DAYS, _24_HOURS = Term(30, Unit.DAYS), Term(90, Unit.DAYS), Term(24, Unit.HOURS)

PRESETS: Mapping[TermKey, Preset] = {
    TermKey.SIMPLE_CONTACT: Preset(_12_MONTHS, _24_MONTHS, "P39", stored=True),
    TermKey.CLOSED_FILE: Preset(Term(5, Unit.YEARS), Term(10, Unit.YEARS), "P39"),
    TermKey.REINFORCED: Preset(Term(2, Unit.YEARS), Term(5, Unit.YEARS), "P39"),
    TermKey.AIDE_MEMOIRE: Preset(_30_DAYS, _30_DAYS, "P17, P39", fixed=True, stored=True),
    TermKey.NO_DEMAND: Preset(_90_DAYS, _90_DAYS, "P33", fixed=True, stored=True),
    TermKey.DRAFT: Preset(_30_DAYS, _30_DAYS, "P39", fixed=True, stored=True),
    TermKey.WAITING_ROOM: Preset(_24_HOURS, _24_HOURS, "P39, D12", fixed=True),
    TermKey.DUTY_PRESENCE: Preset(_24_HOURS, _24_HOURS, "P15", fixed=True, stored=True),
    TermKey.DESK_WORD: Preset(_90_DAYS, _12_MONTHS, "P15", stored=True),
    TermKey.APPOINTMENT: Preset(_12_MONTHS, _24_MONTHS, "P39", stored=True),
    TermKey.DOCUMENT: Preset(_12_MONTHS, _24_MONTHS, "P14, P39", stored=True),
    TermKey.WELCOME: Preset(_12_MONTHS, _24_MONTHS, "P14, P39", stored=True),
    TermKey.LETTER: Preset(_12_MONTHS, _24_MONTHS, "P14, P39", stored=True, confidence=Confidence.BY_ANALOGY),
    TermKey.SIGNAL: Preset(_12_MONTHS, _24_MONTHS, "P39"),
    TermKey.PROCEDURE: Preset(_12_MONTHS, _24_MONTHS, "P8"),
    TermKey.INTERSERVICE: Preset(_12_MONTHS, _24_MONTHS, "P9, P39"),
    TermKey.TRANSFER: Preset(_12_MONTHS, _24_MONTHS, "P14, P39", confidence=Confidence.BY_ANALOGY),
    TermKey.INTERVENTION: Preset(_12_MONTHS, _12_MONTHS, "P22, P39", fixed=True),
    TermKey.ASKER: Preset(_30_DAYS, _90_DAYS, "P14, P22", confidence=Confidence.BY_ANALOGY),
    TermKey.SUPPORT_REQUEST: Preset(_12_MONTHS, _24_MONTHS, "P19", confidence=Confidence.BY_ANALOGY),
    TermKey.DATA_REQUEST: Preset(_12_MONTHS, _24_MONTHS, "P14, P17", stored=True, confidence=Confidence.BY_ANALOGY),
    TermKey.RIGHT_SEEN: Preset(_12_MONTHS, _24_MONTHS, "P14", stored=True, confidence=Confidence.BY_ANALOGY),
    TermKey.SAFETY: Preset(_30_DAYS, _90_DAYS, "P17, P23", confidence=Confidence.BY_ANALOGY),
    TermKey.HANDOVER: Preset(_12_MONTHS, _24_MONTHS, "P14, P31", confidence=Confidence.BY_ANALOGY),
    TermKey.ACCESS_CODE: Preset(_30_DAYS, _90_DAYS, "P10, P17", confidence=Confidence.BY_ANALOGY),
    TermKey.FINDING: Preset(_12_MONTHS, _24_MONTHS, "P14, P28", confidence=Confidence.BY_ANALOGY),
    TermKey.ASKED: Preset(_24_MONTHS, _24_MONTHS, "P40", confidence=Confidence.BY_ANALOGY),
    TermKey.TWO_PERSON_PURGE: Preset(_12_MONTHS, _24_MONTHS, "P14, P28", confidence=Confidence.BY_ANALOGY),
    TermKey.TAKEN_BACK: Preset(_30_DAYS, _90_DAYS, "D8"),
    TermKey.READ_LEDGER: Preset(Term(10, Unit.YEARS), Term(10, Unit.YEARS), "P39, D15", fixed=True),
}
GOING_SOON_DAYS = 30  # how far ahead one is shown what goes
NEVER_CHANGED = frozenset({TermKey.READ_LEDGER, TermKey.DUTY_PRESENCE})  # the seals need their lines; P15 says the hour

Terms = Mapping[TermKey, Term]


def presets() -> dict[TermKey, Term]:
    """The terms of a company that changed none."""
    return {key: preset.term for key, preset in PRESETS.items()}


@dataclass(frozen=True)
class DatedTerm:
    """A row that counts: a preset (no organisation) or a signed one."""

    key: TermKey
    term: Term
    valid_from: dt.date
    organisation: uuid.UUID | None


def in_force(rows: Iterable[DatedTerm], today: dt.date) -> dict[TermKey, Term]:
    """The term of each thing today: the company's latest one, else the latest preset."""
    found: dict[TermKey, tuple[tuple[bool, dt.date], Term]] = {}
    for row in rows:
        rank = (row.organisation is not None, row.valid_from)
        if row.valid_from <= today and (row.key not in found or rank > found[row.key][0]):
            found[row.key] = (rank, row.term)
    return presets() | {key: term for key, (_, term) in found.items()}


class Wish(StrEnum):
    """What a proposed length is, beside what the house says."""

    FITS = "fits"
    NEEDS_REASON = "needs_reason"
    TOO_LONG = "too_long"


def wished(key: TermKey, term: Term) -> Wish:
    """May a company have this term: yes, with the officer's reason, or not at all?"""
    preset = PRESETS[key]
    if not term.longer_than(preset.longest):
        return Wish.FITS
    return Wish.TOO_LONG if preset.fixed else Wish.NEEDS_REASON


def may_change(key: TermKey) -> bool:
    """Is this a term that a company may change at all?"""
    return key not in NEVER_CHANGED
