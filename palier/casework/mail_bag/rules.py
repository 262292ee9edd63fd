"""Pure decisions on letters that a person brings: lists, deadlines as typed, replies, terms. `today` is an argument."""

import csv
import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from palier.access.rules import Tier
from palier.kernel.days import ONE_DAY
from palier.kernel.language import Bilingual, Language
from palier.kernel.spoken_days import find_day

REPLIES = Path(__file__).parent / "data" / "replies.csv"
LINES_AT_ONCE = 8  # rows on the page; a fuller bag is saved twice
SENDER_AT_MOST = 120
STEP_AT_MOST = 200
PHOTO_KEPT = dt.timedelta(days=30)  # practice E 3: the image is gone in thirty days unless it is kept
DAYS = ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d")
# "15 jours" is typed without its "dans": read again as if it stood there.
BEFORE = {Language.FR: ("dans ", "le "), Language.NL: ("over ", "op ")}


class LetterKind(StrEnum):
    """Who writes to her, as she would sort them on the table (practice E 3; debts and rights of domain.md 10)."""

    BAILIFF = "bailiff"
    DEBT_COLLECTION = "debt_collection"
    COURT = "court"
    ENERGY = "energy"
    WATER = "water"
    FUND = "fund"  # a health insurance or child benefit fund
    CPAS = "cpas"
    TAXES = "taxes"
    MUNICIPALITY = "municipality"
    HEALTH = "health"  # a hospital or a doctor
    SCHOOL = "school"
    TELECOM = "telecom"
    LANDLORD = "landlord"
    OTHER = "other"


class Sort(StrEnum):
    """What to do with it."""

    URGENT = "urgent"
    FILE = "file"
    CONTEST = "contest"


class ReplyCode(StrEnum):
    """The replies that are written in advance, for the person herself to sign."""

    CONTEST = "contest"
    PAY_IN_PARTS = "pay_in_parts"
    PAPERS_ASKED = "papers_asked"


ASKS_MONEY = frozenset({
    LetterKind.BAILIFF, LetterKind.DEBT_COLLECTION, LetterKind.ENERGY, LetterKind.WATER, LetterKind.TAXES,
    LetterKind.HEALTH, LetterKind.SCHOOL, LetterKind.TELECOM, LetterKind.LANDLORD,
})  # fmt: skip
ASKS_PAPERS = frozenset({LetterKind.FUND, LetterKind.CPAS, LetterKind.MUNICIPALITY})
NEVER_IN_ADVANCE = frozenset({LetterKind.COURT, LetterKind.OTHER})  # a court is answered with a lawyer


@dataclass(frozen=True)
class Line:
    """One letter as typed. `step`: what to do, in the worker's words; empty: the page's own, when there is a date."""

    kind: LetterKind
    sender: str = ""
    deadline: dt.date | None = None
    sort: str = ""
    step: str = ""


@dataclass(frozen=True)
class Bag:
    """The letters of one sitting: whose household, who brought them, who reads.

    `contact`: that of the same sitting, when rows that had to be mended follow the others.
    """

    household: uuid.UUID
    lines: tuple[Line, ...]
    persons: tuple[uuid.UUID, ...] = ()
    tier: Tier = Tier.TEAM
    contact: uuid.UUID | None = None


@dataclass(frozen=True)
class Reply:
    """A reply written in advance, in both languages; `{sender}` stands for who wrote."""

    code: ReplyCode
    title: Bilingual
    body: Bilingual


def deadline(typed: str, *, today: dt.date, language: str) -> dt.date | None:
    """The day in "15 jours", "30/01", "12/01/2026" or "vrijdag"; None when no day is understood.

    A day that has passed is taken when its year stands there: letters are often brought late.
    """
    text = typed.strip()
    for form in DAYS:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, no moment
        except ValueError:
            continue
    tongue = Language(language)
    for other in (tongue, tongue.other):
        for before in ("", *BEFORE[other]):
            found = find_day(before + text, today=today, language=other)
            if found is not None:
                return found.day
    return None


def needs_step(line: Line) -> bool:
    """Does a small step follow: something was written, a date falls, or it cannot wait?"""
    return bool(line.step.strip()) or line.deadline is not None or line.sort in {Sort.URGENT, Sort.CONTEST}


def step_due(line: Line, today: dt.date) -> dt.date | None:
    """For when the step stands: the deadline itself, never before today; what is urgent without one, tomorrow."""
    if line.deadline is not None:
        return max(line.deadline, today)
    return today + ONE_DAY if line.sort == Sort.URGENT else None


def photo_ends(today: dt.date, letter_ends: dt.date) -> dt.date:
    """The last day of a photo: thirty days, and never after the line it belongs to."""
    return min(today + PHOTO_KEPT, letter_ends)


def takes_photos(tier: str) -> bool:
    """A photo is read by the whole team: what is narrower has none."""
    return tier == Tier.TEAM


def reply_code(kind: str, sort: str) -> ReplyCode | None:
    """Which reply is written in advance for such a letter; None: there is none."""
    if kind in NEVER_IN_ADVANCE:
        return None
    if sort == Sort.CONTEST:
        return ReplyCode.CONTEST
    if kind in ASKS_MONEY:
        return ReplyCode.PAY_IN_PARTS
    return ReplyCode.PAPERS_ASKED if kind in ASKS_PAPERS else None


@lru_cache(maxsize=1)
def replies() -> dict[ReplyCode, Reply]:
    """The replies of `data/replies.csv`, by code."""
    with REPLIES.open(encoding="utf-8", newline="") as file:
        return {
            ReplyCode(row["code"]): Reply(
                ReplyCode(row["code"]),
                Bilingual(row["title_fr"], row["title_nl"]),
                Bilingual(row["body_fr"], row["body_nl"]),
            )
            for row in csv.DictReader(file)
        }
