"""Pure decisions on what is said without her agreement: four grounds, two heads, told first (P6). `today` is given."""

import datetime as dt
import functools
import tomllib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from palier.kernel.language import Bilingual

SAID_AT_MOST = 2000
ANSWER_AT_MOST = 600


class Ground(StrEnum):
    """Why something may be said without her agreement. A fifth one is a change of doctrine."""

    DANGER = "danger"
    LAW = "law"
    COURT = "court"
    CONSULTATION = "consultation"


class Question(StrEnum):
    """What each ground asks; all of its own are answered in words."""

    WHAT_DANGER = "what_danger"
    NOT_OTHERWISE = "not_otherwise"
    WHY_NOT_ASK = "why_not_ask"
    WHICH_LAW = "which_law"
    WHAT_IT_OBLIGES = "what_it_obliges"
    WHICH_ORDER = "which_order"
    WHY_SPEAK = "why_speak"
    WHICH_CONSULTATION = "which_consultation"
    WHY_SAY = "why_say"


QUESTIONS: dict[Ground, tuple[Question, ...]] = {
    Ground.DANGER: (Question.WHAT_DANGER, Question.NOT_OTHERWISE, Question.WHY_NOT_ASK),
    Ground.LAW: (Question.WHICH_LAW, Question.WHAT_IT_OBLIGES),
    Ground.COURT: (Question.WHICH_ORDER, Question.WHY_SPEAK),
    Ground.CONSULTATION: (Question.WHICH_CONSULTATION, Question.WHY_SAY),
}


class Authority(StrEnum):
    """Who may be told beside a named professional. Who enforces or lets the dwelling is not among them (P7)."""

    EMERGENCY_SERVICES = "emergency_services"
    YOUTH_SERVICE = "youth_service"
    EXAMINING_MAGISTRATE = "examining_magistrate"
    COURT = "court"
    CONSULTATION = "consultation"


AUTHORITIES: dict[Ground, tuple[Authority, ...]] = {
    Ground.DANGER: (Authority.EMERGENCY_SERVICES, Authority.YOUTH_SERVICE),
    Ground.LAW: (Authority.YOUTH_SERVICE, Authority.COURT),
    Ground.COURT: (Authority.EXAMINING_MAGISTRATE, Authority.COURT),
    Ground.CONSULTATION: (Authority.CONSULTATION,),
}
TO_SOMEBODY_NAMED = (Ground.DANGER, Ground.LAW)
"""Grounds on which a named professional bound by secrecy may be told."""


class SecondAnswer(StrEnum):
    """What the second head answers: on her screen before anything is said, or after she was called."""

    AGREED = "agreed"
    OTHERWISE = "otherwise"
    ASK_HER = "ask_her"
    LESS = "less"
    WAS_ASKED = "was_asked"
    NOT_ASKED = "not_asked"


ON_SCREEN = (SecondAnswer.AGREED, SecondAnswer.OTHERWISE, SecondAnswer.ASK_HER, SecondAnswer.LESS)
AFTER_A_CALL = (SecondAnswer.WAS_ASKED, SecondAnswer.NOT_ASKED)


class NotTold(StrEnum):
    """Why she was not told first. There is no other reason."""

    DANGER = "danger"
    NOT_REACHED = "not_reached"
    JUDGE_FORBIDS = "judge_forbids"


class Standing(StrEnum):
    """How a disclosure stands."""

    WAITING = "waiting"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    TAKEN_BACK = "taken_back"
    TO_CONFIRM = "to_confirm"
    NOT_ASKED = "not_asked"
    SAID = "said"


@dataclass(frozen=True)
class DisclosureDraft:
    """What a worker wants to say of one person of a file, or has said when danger did not wait.

    `contact`, a named professional, or `authority`: one of the two. `called`: the second head was asked by phone, and
    it was said on `said_on`. `told_on`, or else `not_told`.
    """

    case: uuid.UUID
    person: uuid.UUID
    ground: Ground
    said: str
    second: uuid.UUID | None
    answers: Mapping[Question, str] = field(default_factory=dict)
    contact: uuid.UUID | None = None
    authority: Authority | None = None
    called: bool = False
    said_on: dt.date | None = None
    told_on: dt.date | None = None
    not_told: NotTold | None = None


def standing(answer: str, called: bool, said_on: dt.date | None, taken_back_on: dt.date | None) -> Standing:
    """How it stands, by what was written of it."""
    if taken_back_on is not None:
        return Standing.TAKEN_BACK
    if called:
        after = {"": Standing.TO_CONFIRM, SecondAnswer.NOT_ASKED.value: Standing.NOT_ASKED}
        return after.get(answer, Standing.SAID)
    if said_on is not None:
        return Standing.SAID
    before = {"": Standing.WAITING, SecondAnswer.AGREED.value: Standing.AGREED}
    return before.get(answer, Standing.NOT_AGREED)


@dataclass(frozen=True)
class Articles:
    """Where the law speaks of a ground, from a day on. To be confirmed by counsel."""

    ground: Ground
    since: dt.date
    words: Bilingual
    source: str


@functools.cache
def _all_articles() -> tuple[Articles, ...]:
    told = tomllib.loads((Path(__file__).parent / "articles.toml").read_text(encoding="utf-8"))["articles"]
    return tuple(
        Articles(Ground(one["ground"]), one["since"], Bilingual(one["fr"], one["nl"]), one["source"]) for one in told
    )


def articles(ground: Ground, day: dt.date) -> Articles:
    """What is told of the law on that ground and day."""
    return [one for one in _all_articles() if one.ground == ground and one.since <= day][-1]
