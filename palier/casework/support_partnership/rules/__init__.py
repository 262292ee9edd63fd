"""What is kept of the partnership: closed lists and drafts. No Django."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

WORDS_AT_MOST = 2_000  # characters of a note: half a page


class PresentationKind(StrEnum):
    """How the work was made known (S4-041, S4-058)."""

    PRESENTATION = "presentation"
    PUBLICATION = "publication"
    COLLOQUIUM = "colloquium"
    WORKING_GROUP = "working_group"


class NoteKind(StrEnum):
    """A dated line about the partnership. The latest of each kind stands; the former ones are kept."""

    SUSPENDED = "suspended"
    RUNNING_AGAIN = "running_again"
    RISK_INSTITUTION = "risk_institution"
    RISK_PROFESSIONAL = "risk_professional"
    RISK_TENANT = "risk_tenant"
    GAINED_BY_HOUSING = "gained_by_housing"
    GAINED_BY_CARE = "gained_by_care"


STATES = frozenset({NoteKind.SUSPENDED, NoteKind.RUNNING_AGAIN})
RISKS = (NoteKind.RISK_INSTITUTION, NoteKind.RISK_PROFESSIONAL, NoteKind.RISK_TENANT)
"""The three levels of seed 004 on which a stop is a risk (S4-107)."""


@dataclass(frozen=True)
class PresentationDraft:
    """`organisation`: before whom, when it is in the list; else `audience` says it. `present`: how many people."""

    day: dt.date
    kind: PresentationKind
    organisation: uuid.UUID | None = None
    audience: str = ""
    present: int | None = None
    came_of_it: str = ""


@dataclass(frozen=True)
class FundingDraft:
    """`until`: its last day, None without end. `amount` in euros. `half_time_posts`: how many it pays."""

    since: dt.date
    until: dt.date | None
    funder: str
    decision: str = ""
    amount: Decimal | None = None
    structural: bool = False
    half_time_posts: int | None = None


@dataclass(frozen=True)
class NoteDraft:
    """One line about the partnership."""

    day: dt.date
    kind: NoteKind
    words: str


def is_suspended(notes: Iterable[tuple[dt.date, NoteKind]]) -> bool:
    """Does the latest of them say so? Of one day, the line that stands first is the later one."""
    states = [(day, kind) for day, kind in notes if kind in STATES]
    return bool(states) and max(states, key=lambda one: one[0])[1] is NoteKind.SUSPENDED
