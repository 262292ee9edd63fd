"""Pure facts about signals."""

import uuid
from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """The closed list of what a service may tell another. A new one is a change of doctrine."""

    ARREARS = "arrears"
    REPAIR = "repair"
    LEASE_START = "lease_start"
    LEASE_END = "lease_end"
    NEIGHBOUR_CONFLICT = "neighbour_conflict"
    WORRY = "worry"
    DEPARTMENT_QUESTION = "department_question"
    EMERGENCY_ACCESS = "emergency_access"
    COLLEAGUE_QUESTION = "colleague_question"


TOLD_OTHERWISE = {Theme.ARREARS, Theme.EMERGENCY_ACCESS, Theme.COLLEAGUE_QUESTION}
SENDABLE = tuple(theme for theme in Theme if theme not in TOLD_OTHERWISE)
"""What a person chooses from: arrears come from the accounts' own system (P8), an emergency tells itself (D17), and a
question to a colleague has a page of its own."""


class Ground(StrEnum):
    """By what right one service tells another this (seed 001: a source and a lawful ground). Never a free reason."""

    OWN_DOMAIN = "own_domain"
    PLACE = "place"
    WORRY = "worry"
    SAME_SECRET = "same_secret"
    DANGER = "danger"


GROUND_OF = {
    Theme.ARREARS: Ground.OWN_DOMAIN,
    Theme.REPAIR: Ground.OWN_DOMAIN,
    Theme.LEASE_START: Ground.OWN_DOMAIN,
    Theme.LEASE_END: Ground.OWN_DOMAIN,
    Theme.NEIGHBOUR_CONFLICT: Ground.PLACE,
    Theme.WORRY: Ground.WORRY,
    Theme.DEPARTMENT_QUESTION: Ground.OWN_DOMAIN,
    Theme.EMERGENCY_ACCESS: Ground.DANGER,
    Theme.COLLEAGUE_QUESTION: Ground.SAME_SECRET,
}


class Phrase(StrEnum):
    """The closed list of sentences that travel between departments: what is asked or follows, never a reason (P9)."""

    REPAIR_NEEDED = "repair_needed"
    LOOK_THERE = "look_there"
    VISIT_ARRANGED = "visit_arranged"
    CALL_BACK = "call_back"
    ANSWER_FOLLOWS = "answer_follows"


def writes_freely(from_social: bool, to_social: bool) -> bool:
    """Own words go from the landlord's departments to the social service, and in no other direction (P9)."""
    return to_social and not from_social


@dataclass(frozen=True)
class SignalDraft:
    """One signal to send. `to_worker`: to the worker who looks after the household, not to the whole service."""

    service: uuid.UUID | None
    to_worker: bool = False
    household: uuid.UUID | None = None
    place: uuid.UUID | None = None
    theme: str = ""
    phrase: str = ""
    text: str = ""


class SignalState(StrEnum):
    """Where a signal stands. The sender sees `received`, nothing of what follows (P22)."""

    SENT = "sent"
    RECEIVED = "received"
    DONE = "done"


class Answer(StrEnum):
    """What who looks after a household answers to a question: a closed list, which tells nothing of a file."""

    CALL_ME = "call_me"
    I_CALL_HER = "i_call_her"
    COME_ON = "come_on"
    NOTHING_TO_SAY = "nothing_to_say"


QUESTION_AT_MOST = 300
