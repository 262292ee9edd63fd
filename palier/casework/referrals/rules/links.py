"""A link to a pack: what it lasts, its code, what may be answered on it, the declaration to confirm (P7)."""

import datetime as dt
import functools
import secrets
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from palier.casework.referrals.rules import Why
from palier.kernel.language import Bilingual

CODE_LENGTH = 8  # figures: read out in two breaths, filled in by a telephone from its SMS
CODE_LASTS = dt.timedelta(minutes=15)
TRIES = 5
CODES_AT_MOST = 30  # one for each day of a link
CODE_AGAIN_AFTER = dt.timedelta(minutes=1)
QUESTION_AT_MOST = 500
QUESTIONS_AT_MOST = 10
NEWS_AT_MOST = 20
LEASE = dt.timedelta(minutes=5)  # a sender that died gives its line back after this
SENDS_AT_MOST = 5
PAUSE = dt.timedelta(minutes=2)


class CodeWay(StrEnum):
    """How the code reaches the professional: never the mailbox to which the link went."""

    SMS = "sms"
    TOLD = "told"


class Due(StrEnum):
    """What of a link waits to be sent."""

    NOTHING = ""
    LINK = "link"
    CODE = "code"


class Reply(StrEnum):
    """What a professional may answer on the page of a link."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    PROPOSE = "propose"
    ASK = "ask"
    TELL = "tell"


class News(StrEnum):
    """What a service that took somebody up tells meanwhile: a closed list, never what a person did not do (P3)."""

    MET = "met"
    GOES_ON = "goes_on"
    OUR_PART_DONE = "our_part_done"
    CALL_US = "call_us"


@dataclass(frozen=True)
class Said:
    """An answer as typed on the page: `why` with a no, `day` with a proposal, `question`, `news` with theirs."""

    reply: Reply
    why: Why | None = None
    day: dt.date | None = None
    question: str = ""
    news: News | None = None


@dataclass(frozen=True)
class Declaration:
    """What is confirmed before anything is shown, in its version of a day. `source`: by what it stands."""

    since: dt.date
    text: Bilingual
    source: str


def new_code() -> str:
    """Eight random figures."""
    return f"{secrets.randbelow(10**CODE_LENGTH):0{CODE_LENGTH}d}"


def spaced(code: str) -> str:
    """As it is read out: twice four figures."""
    return f"{code[:4]} {code[4:]}"


def figures(words: str) -> str:
    """What was meant: the figures of what was typed."""
    return "".join(sign for sign in words if sign.isdecimal() and sign.isascii())


def link_text(address: str) -> str:
    """The mail: no service, no name, no matter (P7). In both languages: which one is read is not known."""
    french = f"Une demande d’un service social vous attend\N{NO-BREAK SPACE}: {address}"
    return f"{french}\nEen vraag van een sociale dienst wacht op u: {address}"


def code_text(code: str) -> str:
    """The SMS: the code and nothing else (P10)."""
    return f"Votre code\N{NO-BREAK SPACE}: {spaced(code)} / Uw code: {spaced(code)}"


def own_mobile(phone: str) -> bool:
    """Is this number, in E.164, one that takes an SMS? Belgian mobile numbers begin with 4."""
    return phone.startswith("+324") and len(phone) == len("+32470123456")


@functools.cache
def declarations() -> tuple[Declaration, ...]:
    """Every version, the oldest first."""
    told = tomllib.loads((Path(__file__).parents[1] / "declarations.toml").read_text(encoding="utf-8"))["declaration"]
    return tuple(Declaration(one["since"], Bilingual(one["fr"], one["nl"]), one["source"]) for one in told)


def declaration(today: dt.date) -> Declaration:
    """The version that counts today."""
    return [one for one in declarations() if one.since <= today][-1]
