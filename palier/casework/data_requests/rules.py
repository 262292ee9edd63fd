"""Pure decisions of data requests: kinds, terms, what is proposed, when a copy is complete (P17)."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from palier.kernel.days import add_months

ANSWER_MONTHS = 1  # GDPR art. 12(3): within one month of receipt
MOTIVE_AT_LEAST = 20


class DataRight(StrEnum):
    """What is asked."""

    COPY = "copy"
    CORRECTION = "correction"
    RESTRICTION = "restriction"


class DataRequestState(StrEnum):
    """How it stands."""

    OPEN = "open"
    ANSWERED = "answered"


class ItemKind(StrEnum):
    """What an item is, in the words of a page that says no more."""

    CONTACT = "contact"
    CONFIDENCE = "confidence"
    REQUEST = "request"
    STEP = "step"
    APPOINTMENT = "appointment"
    DOCUMENT = "document"
    LETTER = "letter"
    FILE = "file"
    ANALYSIS = "analysis"
    KNOWN = "known"
    NETWORK = "network"
    SAFETY = "safety"
    BROUGHT = "brought"
    REFERRAL = "referral"
    TABLE = "table"
    HOME = "home"
    BUDGET = "budget"
    PLAN = "plan"
    ACT = "act"
    DISCLOSURE = "disclosure"
    TRANSFER = "transfer"
    SUPPORT = "support"


class Decision(StrEnum):
    """Does it go into the copy?"""

    GIVE = "give"
    IN_PART = "in_part"
    KEEP_BACK = "keep_back"


class Motive(StrEnum):
    """Why something is kept back (GDPR art. 15(4) and its likes; to be confirmed by counsel)."""

    SOMEBODY_ELSE = "somebody_else"
    SOURCE = "source"
    DANGER = "danger"
    SECRECY = "secrecy"


class Handed(StrEnum):
    """How the copy reached her."""

    BY_HAND = "by_hand"
    READ_OUT = "read_out"
    BY_LETTER = "by_letter"


@dataclass(frozen=True)
class Item:
    """Something held of her, as its worker reads it."""

    id: uuid.UUID
    kind: ItemKind
    on: dt.date | None
    text: str
    hers_alone: bool
    own_note: bool = False  # an aide-mémoire of this worker: her request freezes it


def answer_due(received: dt.date) -> dt.date:
    """The last day for the answer."""
    return add_months(received, ANSWER_MONTHS)


def proposed(item: Item) -> Decision | None:
    """What is hers alone is proposed as given; anything else waits for the worker."""
    return Decision.GIVE if item.hers_alone and not item.own_note else None


def waits_for_officer(decision: str) -> bool:
    return decision in {Decision.IN_PART, Decision.KEEP_BACK}


def is_complete(items: Collection[uuid.UUID], decided: Mapping[uuid.UUID, bool]) -> bool:
    """Every item is decided, and what is kept back is confirmed. `decided`: by item, whether it may stand."""
    return all(decided.get(item, False) for item in items)
