"""The same words to all households of some places: kinds, ways, what became of each line, how many go in a file."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

LETTERS_A_FILE = 200  # it bounds how long setting a file takes (docs/performance.md), and fits a box of envelopes
MAILED_AT_ONCE = 20
HEADING_AT_MOST = 120
BODY_AT_MOST = 20_000  # letters of one language: minutes of a long evening


class MailingKind(StrEnum):
    """For what one writes to all: closed, so that none becomes a circular of anything else."""

    INVITATION = "invitation"
    MINUTES = "minutes"


class MailingChannel(StrEnum):
    """By which way. Mail says only that a letter waits (P10); what no way reaches lies at the counter."""

    LETTER = "letter"
    MAIL = "mail"
    COUNTER = "counter"


class MailingState(StrEnum):
    """What became of a line. *Made*: its letter lies in a file to print."""

    WAITING = "waiting"
    MADE = "made"
    UNDER_WAY = "under_way"
    SENT = "sent"
    FAILED = "failed"  # the household lives there no more


@dataclass(frozen=True)
class MailingDraft:
    """What goes to the households of these places, in both languages. `day`, `hour`: what is printed in large."""

    kind: MailingKind
    about: uuid.UUID
    places: tuple[uuid.UUID, ...]
    title_fr: str
    body_fr: str
    title_nl: str
    body_nl: str
    day: dt.date | None = None
    hour: dt.time | None = None


@dataclass(frozen=True)
class Reached:
    """So many households in this language by this way; None: fewer than five, told by hand only (D35)."""

    language: str
    channel: MailingChannel
    number: int | None


@dataclass(frozen=True)
class MailingFile:
    """Letters to print together. `number` counts from 1."""

    number: int
    letters: int
    sent: int

    @property
    def is_posted(self) -> bool:
        return self.sent == self.letters


@dataclass(frozen=True)
class Report:
    """What became of a mailing, as numbers. `counter`: None for fewer than five; `files`: those to print, in order."""

    total: int
    letters_to_make: int
    letters_sent: int
    letters: int
    mails: int
    mails_sent: int
    counter: int | None
    counter_ready: bool
    moved: int
    files: tuple[MailingFile, ...]

    @property
    def made(self) -> int:
        return self.letters - self.letters_to_make
