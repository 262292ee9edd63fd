"""Pure decisions of the access room: tiers, duties, closed grounds, terms. Values in, values out."""

import datetime
from enum import StrEnum

from palier.kernel.terms import Term


class Tier(StrEnum):
    """Who may read an item of a file (decision D11). The default is `team`."""

    TEAM = "team"
    PAIR = "pair"
    AUTHOR = "author"
    REINFORCED = "reinforced"


class Duty(StrEnum):
    """Why somebody is in a team."""

    ASSIGNED = "assigned"
    REPLACEMENT = "replacement"
    SECOND = "second"
    PAIR = "pair"
    TRAINEE = "trainee"
    COLLEAGUE = "colleague"


class SubjectKind(StrEnum):
    """What a team stands around."""

    CASE = "case"
    INBOX = "inbox"
    SEAL = "seal"  # no team: a key of its own, for what closed functions alone read


class EmergencyGround(StrEnum):
    """The closed grounds of emergency access (P29). There is no free one."""

    DANGER_TO_LIFE = "danger_to_life"
    DANGER_TO_MINOR = "danger_to_minor"
    LEGAL_DATE_TODAY = "legal_date_today"


OPENS_REINFORCED = frozenset({EmergencyGround.DANGER_TO_LIFE, EmergencyGround.DANGER_TO_MINOR})
EMERGENCY_LASTS = datetime.timedelta(hours=4)
EMERGENCY_REVIEW_WITHIN = datetime.timedelta(days=7)
EMERGENCY_REASON_AT_LEAST = 30
DEPOSIT_READABLE = datetime.timedelta(hours=24)
UNDO_LASTS = datetime.timedelta(seconds=15)  # ten on the screen, and the way there
SIGNAL_REREAD = datetime.timedelta(hours=12)  # the shift (P22)
AGREED_WITHIN = datetime.timedelta(days=7)  # P23: a safety instruction that nobody agreed to is gone
QUESTION_LASTS = datetime.timedelta(days=7)  # a question to a colleague, and its answer
ARRIVAL_KEPT = datetime.timedelta(hours=24)  # P39: waiting room
DUTY_PRESENCE_AFTER_SESSION = datetime.timedelta(hours=24)


def aide_memoire_ends(written_on: datetime.date, term: Term) -> datetime.date:
    """The last day on which its author reads an aide-mémoire: it becomes a contact or is erased (P17)."""
    return term.after(written_on)


def must_be_reviewed_first(opened_at: datetime.datetime, reviewed: bool, now: datetime.datetime) -> bool:
    """True when an earlier emergency access blocks the next one: its review is overdue (D17)."""
    return not reviewed and now - opened_at > EMERGENCY_REVIEW_WITHIN
