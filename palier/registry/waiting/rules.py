"""Pure decisions of the waiting room: how an arrival goes on, how long one still waits, what remains as counts."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LENGTH_UNKNOWN = dt.timedelta(minutes=15)  # how long somebody is received while nobody has been yet
ROUND_TO = dt.timedelta(minutes=5)


class ArrivalState(StrEnum):
    """From the door to the way out. Who left before being received has no reason noted (P3)."""

    WAITING = "waiting"
    RECEIVED = "received"
    GONE = "gone"
    LEFT_UNSEEN = "left_unseen"


@dataclass(frozen=True)
class ArrivalDraft:
    """Somebody arrives: a household of the register, a name as said, or neither; what she looks like may then help."""

    venue: uuid.UUID
    household: uuid.UUID | None = None
    who: str = ""
    looks: str = ""
    language: str = ""
    interpreter: bool = False
    asked_for: uuid.UUID | None = None


_NEXT = {
    ArrivalState.WAITING: {ArrivalState.RECEIVED, ArrivalState.LEFT_UNSEEN},
    ArrivalState.RECEIVED: {ArrivalState.GONE, ArrivalState.WAITING},
    ArrivalState.LEFT_UNSEEN: {ArrivalState.WAITING},
    ArrivalState.GONE: {ArrivalState.RECEIVED},
}


def may_move(state: str, to: ArrivalState) -> bool:
    """Each move can be taken back: a wrong button in a full room is no disaster."""
    return to in _NEXT[ArrivalState(state)]


def wait_estimate(before: int, receiving: int, lengths: Sequence[dt.timedelta]) -> dt.timedelta:
    """How long whoever arrives now waits: `before` people wait already, `receiving` workers receive (at least one).

    `lengths`: how long those received today stayed; without any, a quarter of an hour each. Rounded up to five minutes.
    """
    mean = sum(lengths, dt.timedelta()) / len(lengths) if lengths else LENGTH_UNKNOWN
    turn = mean * before / max(receiving, 1)
    return -(-turn // ROUND_TO) * ROUND_TO
