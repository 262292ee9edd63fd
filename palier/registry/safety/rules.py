"""Pure decisions of safety instructions: what to do at a door, how long it stands, when it is erased."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

LASTS_DAYS = 90  # P23: ends by itself, renewed only by a new fact
SOON_DAYS = 14  # its author is told before it ends
FACT_AT_MOST = 2000


class ToDo(StrEnum):
    """What to do at a door (P23). A new one is a change of doctrine; none says what a person is."""

    COME_IN_TWOS = "come_in_twos"
    APPOINTMENT_FIRST = "appointment_first"
    RING_AND_WAIT = "ring_and_wait"
    DOG = "dog"
    DO_NOT_GO_IN = "do_not_go_in"
    CALL_REFERENT = "call_referent"
    SPEAK_SLOWLY = "speak_slowly"


class NotToldYet(StrEnum):
    """The one reason for which the person is not told of it yet (P6, ground 1)."""

    DANGER = "danger"


@dataclass(frozen=True)
class SafetyDraft:
    """One instruction as proposed, with the fact behind it. `told_on` None: telling her is the danger."""

    household: uuid.UUID
    what: tuple[str, ...]
    language: str
    colleague: uuid.UUID
    until: dt.date
    told_on: dt.date | None
    fact: str
    fact_day: dt.date


def latest_end(today: dt.date) -> dt.date:
    """The last day on which an instruction that is made today may still stand."""
    return today + dt.timedelta(days=LASTS_DAYS)


def wants_language(what: Collection[str]) -> bool:
    """Does what to do name a language?"""
    return ToDo.SPEAK_SLOWLY in what
