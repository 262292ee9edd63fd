"""Pure decisions on many letters in one go: to whom, what became of each, in which order they lie on the pile."""

import datetime as dt
import re
import uuid
from dataclasses import dataclass
from enum import StrEnum

from palier.registry.messaging.rules import LetterKind

BATCH_AT_MOST = 1_000  # letters: it bounds how long setting them on paper takes (docs/performance.md)
BATCH_KEPT_DAYS = 30  # the list of a batch; its letters stay as long as any other
AT_ONCE = 25  # letters made in one transaction: what a crash makes again, and never twice


class LineState(StrEnum):
    """What became of one letter of a batch."""

    WAITING = "waiting"
    MADE = "made"
    BY_HAND = "by_hand"  # one way was agreed with her, or the writer does not work with her: no letter (P2, P10)
    MOVED = "moved"  # she is no longer declared in this household
    NOT_YOURS = "not_yours"  # its author is no longer in the team
    TOO_LONG = "too_long"  # with her name, the first line is too long


@dataclass(frozen=True)
class To:
    """One letter to come: a person of a household, from its file, or (None) from the inbox of who looks after it."""

    household: uuid.UUID
    person: uuid.UUID
    file: uuid.UUID | None = None

    def __str__(self) -> str:
        """As a form carries it."""
        return f"{self.household}.{self.person}.{self.file or ''}"

    @classmethod
    def read(cls, typed: str) -> "To":
        """From a form. Raises ValueError for anything else."""
        household, person, file = typed.split(".")
        return cls(uuid.UUID(household), uuid.UUID(person), uuid.UUID(file) if file else None)


@dataclass(frozen=True)
class BatchDraft:
    """Letters in one go: the same words but for the name, in both languages, for each person in hers."""

    to: tuple[To, ...]
    kind: LetterKind
    template_version: int
    title_fr: str
    body_fr: str
    title_nl: str
    body_nl: str
    day: dt.date | None = None
    hour: dt.time | None = None


@dataclass(frozen=True)
class Progress:
    """How far a batch is."""

    made: int
    to_make: int
    not_made: int

    @property
    def total(self) -> int:
        return self.made + self.to_make + self.not_made


def on_the_pile(postcode: str, street: str, number: str, box: str) -> tuple[object, ...]:
    """Where a letter lies on the pile: street by street, 9 before 10, 10A after 10, box 2 before box 11."""
    return (postcode, street, _natural(number), _natural(box))


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(digits or -1), letters) for digits, letters in re.findall(r"(\d{1,9})|(\D+)", text))
