"""The three doors by which an identity opens to a pair, and how long contact is kept afterwards (P19). No Django."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from palier.casework.disclosures.rules import NotTold

NAME_AT_MOST, LINE_AT_MOST, WORDS_AT_MOST = 160, 300, 2_000
"""Characters: of a name, of an address or a way to reach her, of words."""


class Door(StrEnum):
    """How an identity may open to the pair. A fourth one is a change of doctrine (P19)."""

    ACCORD = "accord"
    ANNOUNCED_VISIT = "announced_visit"
    GRAVE_DANGER = "grave_danger"


class How(StrEnum):
    """How she gave her accord, or was told."""

    ORALLY = "orally"
    SIGNED = "signed"
    INTERPRETER = "interpreter"


class Part(StrEnum):
    """What exactly is opened."""

    NAME = "name"
    ADDRESS = "address"
    REACH = "reach"


class Answer(StrEnum):
    """What she answered to a visit. A no is kept nowhere: that it was proposed remains (P35)."""

    YES = "yes"
    NOTHING_YET = "nothing_yet"
    NO = "no"


class Second(StrEnum):
    """What the second head answers before anything opens (P6)."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"


class Standing(StrEnum):
    """How a door stands for who opened it."""

    PROPOSED = "proposed"
    WAITS_FOR_SECOND = "waits_for_second"
    WAITS_FOR_PAIR = "waits_for_pair"
    OF_FORMER_PAIR = "of_former_pair"
    OPEN = "open"
    SHUT = "shut"


@dataclass(frozen=True)
class DoorDraft:
    """One of the three doors as its form says it. `person`: when she was chosen in the file of the request.

    `given_on`: the day of her accord, or on which she was told of the visit. Danger has its own questions, its second
    head, and the day on which she was told or `not_told`, why not yet, with the day on which it will be possible.
    """

    asking: uuid.UUID
    door: Door
    name: str = ""
    address: str = ""
    reach: str = ""
    person: uuid.UUID | None = None
    given_on: dt.date | None = None
    how: How | None = None
    language: str = ""
    parts: tuple[Part, ...] = tuple(Part)
    may_take_back: bool = False
    who_named: bool = False
    may_refuse: bool = False
    answer: Answer | None = None
    her_words: str = ""
    feared: str = ""
    not_otherwise: str = ""
    second: uuid.UUID | None = None
    told_on: dt.date | None = None
    not_told: NotTold | None = None
    tell_on: dt.date | None = None

    @property
    def is_no(self) -> bool:
        """She said no: no visit, and nothing leaves."""
        return self.door is Door.ANNOUNCED_VISIT and self.answer is Answer.NO


def standing(
    ended_on: dt.date | None,
    proposed: bool,
    second_answer: str,
    needs_second: bool,
    declared: int,
    followed: bool = False,
) -> Standing:
    """How a door stands. `proposed`: a visit was told of and nothing opened; `declared`: of how many of the pair.

    `followed`: somebody of the pair came after it was opened.
    """
    if ended_on is not None:
        return Standing.PROPOSED if proposed else Standing.SHUT
    if needs_second and second_answer != Second.AGREED:
        return Standing.WAITS_FOR_SECOND
    if followed:
        return Standing.OF_FORMER_PAIR
    return Standing.OPEN if declared == 2 else Standing.WAITS_FOR_PAIR


@dataclass(frozen=True)
class AccordTerm:
    """For how many months an accord to stay in contact holds, from a day on, and where that is said."""

    valid_from: dt.date
    months: int
    source: str


ACCORD_TERMS = (AccordTerm(dt.date(2015, 1, 1), 6, "P19: kept on the person, with her accord renewed every 6 months"),)
"""The latest that has begun counts."""


@dataclass(frozen=True)
class AfterDraft:
    """Contact that the cell keeps with a person after an eviction: who, how she is reached, the day of her accord."""

    name: str
    reach: str
    given_on: dt.date
    how: How
    language: str = ""
    words: str = ""
