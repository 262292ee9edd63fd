"""Pure decisions of the waiting room: how an arrival goes on, how long one still waits, what remains as counts."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LENGTH_UNKNOWN = dt.timedelta(minutes=15)  # how long somebody is received while nobody has been yet
ROUND_TO = dt.timedelta(minutes=5)
SMALL = 5  # D35: inside one organisation, a smaller number is not said


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


def is_a_workers_move(state: str, to: ArrivalState) -> bool:
    """Receiving, seeing off, and taking these back: the front desk stops at the door of the office."""
    return bool({ArrivalState(state), to} & {ArrivalState.RECEIVED, ArrivalState.GONE})


def turns_before(waiting: int, received: int, receiving: int) -> int:
    """How many have to come out before whoever arrives now goes in; none while one of `receiving` workers is free."""
    return max(0, waiting + received - max(receiving, 1) + 1)


def wait_estimate(before: int, receiving: int, lengths: Sequence[dt.timedelta]) -> dt.timedelta:
    """How long whoever arrives now waits: `before` turns come first, `receiving` workers receive (at least one).

    `lengths`: how long those received today stayed; without any, a quarter of an hour each. Rounded up to five minutes.
    """
    mean = sum(lengths, dt.timedelta()) / len(lengths) if lengths else LENGTH_UNKNOWN
    turn = mean * before / max(receiving, 1)
    return -(-turn // ROUND_TO) * ROUND_TO


def told(number: int) -> str:
    """A count as it is said: below five, only that it is small (P28, D35)."""
    return str(number) if number >= SMALL else f"<{SMALL}"


def told_parts(one: int, other: int) -> tuple[str, str]:
    """Two counts whose sum is said too. A small one is not given away by the other.

    Too little of both: nothing is said. From nine on at least one of them is no small number: it then stays open by as
    much as the small one may be.
    """
    whole = one + other
    if SMALL <= whole < 2 * SMALL - 1:
        return "", ""
    at_least = f"\u2265{whole - SMALL + 1}"
    if one < SMALL <= other:
        return told(one), at_least
    if other < SMALL <= one:
        return at_least, told(other)
    return told(one), told(other)
