"""Pure decisions of a hand-over: its states, its terms, what the tenant is told. `today` is always an argument."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

OVERLAP_DAYS = 30  # both read for thirty days at most, while both are in post (P31)


class HandoverState(StrEnum):
    """Where a hand-over stands. It can be taken back until its day."""

    PREPARING = "preparing"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class ToldHow(StrEnum):
    """How the tenant was told who follows."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VISIT = "visit"
    SLIP = "slip"
    TOGETHER = "together"


class NarrowKind(StrEnum):
    """What an item is that only its author and those she names read."""

    CONTACT = "contact"
    CONFIDENCE = "confidence"
    KNOWN = "known"
    NETWORK = "network"
    DOCUMENT = "document"


class Phase(StrEnum):
    """What the page shows: before its day, on it and not done yet, both read, over, taken back."""

    BEFORE = "before"
    DUE = "due"
    OVERLAP = "overlap"
    OVER = "over"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class HandoverDraft:
    """Who follows from which day; until when the leaving worker still reads; what passes besides the files."""

    to_post: uuid.UUID
    starts: dt.date
    overlap_ends: dt.date
    inbox: bool = True
    places: bool = False
    files: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True)
class NoteDraft:
    """What the next worker needs to know of one file, besides what the file says itself. Nothing must be filled in."""

    stands: str = ""
    next_on: dt.date | None = None
    promised: str = ""
    reached: str = ""
    helpers: str = ""
    passes: bool = True


def last_overlap(starts: dt.date) -> dt.date:
    """The last day on which the leaving worker may still read (P31)."""
    return starts + dt.timedelta(days=OVERLAP_DAYS)


def overlap_is_allowed(starts: dt.date, ends: dt.date) -> bool:
    """Both read from the day on, and never longer than thirty days after it."""
    return starts <= ends <= last_overlap(starts)


def phase(state: HandoverState, starts: dt.date, overlap_ends: dt.date, today: dt.date) -> Phase:
    """Where it stands today."""
    if state == HandoverState.WITHDRAWN:
        return Phase.WITHDRAWN
    if state == HandoverState.PREPARING:
        return Phase.BEFORE if today < starts else Phase.DUE
    return Phase.OVERLAP if today <= overlap_ends else Phase.OVER
