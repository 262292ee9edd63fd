"""Pure decisions on a referral: what may go, how it goes, how it stands (P6, P7). `today` is always an argument."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

NEED_AT_MOST = 1000
SILENT_AFTER = dt.timedelta(days=10)
ENDS_AFTER = dt.timedelta(days=30)
"""Without an answer it comes up again, then it has ended (issue 5: reminder at ten days, expiry at thirty)."""


class Part(StrEnum):
    """What may go about a person beside her name and the need. Each is chosen, none goes by itself."""

    REACH = "reach"
    LANGUAGE = "language"
    ADDRESS = "address"
    BORN = "born"
    ANALYSIS = "analysis"


class Way(StrEnum):
    """How the pack reaches the professional: never a mailbox that others read."""

    CARRIED = "carried"
    HANDED = "handed"
    TOGETHER = "together"
    MAIL = "mail"
    GIVEN = "given"


BY_LINK = frozenset({Way.MAIL, Way.GIVEN})
"""Ways that open on a screen: a link by mail to the professional's own address, or given on paper and read out."""


class Agreed(StrEnum):
    """How she agreed to exactly this."""

    READ_TOGETHER = "read_together"
    SAID_ALOUD = "said_aloud"


class State(StrEnum):
    """What is written of a referral. That it was silent or has ended is counted from its day."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class Why(StrEnum):
    """Why a service could not take it: about the service, never about the person."""

    FULL = "full"
    NOT_ELIGIBLE = "not_eligible"
    OTHER_AREA = "other_area"
    OTHER_LANGUAGE = "other_language"
    OTHER_MATTER = "other_matter"
    NO_REASON = "no_reason"


class Standing(StrEnum):
    """How a referral stands on a day."""

    WAITING = "waiting"
    PROPOSED = "proposed"
    SILENT = "silent"
    ENDED = "ended"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True)
class ReferralDraft:
    """What a worker sends about one person of a file. `contact`: the named professional.

    `needed`: she looked at each thing that goes and it is needed for this: one condition of shared secrecy.
    """

    case: uuid.UUID
    person: uuid.UUID
    contact: uuid.UUID
    need: str
    parts: tuple[Part, ...]
    way: Way
    agreed: Agreed
    agreed_on: dt.date
    needed: bool = False


@dataclass(frozen=True)
class Answer:
    """What the service said. `why` with a no; `next_day`: the day on which it receives her."""

    state: State
    why: Why | None = None
    next_day: dt.date | None = None


def standing(state: State, sent_on: dt.date, today: dt.date, next_day: dt.date | None = None) -> Standing:
    """How it stands: answered, taken back, a day proposed, else by its age."""
    if state != State.SENT:
        return Standing(state)
    if today > sent_on + ENDS_AFTER:
        return Standing.ENDED
    if next_day is not None:
        return Standing.PROPOSED
    return Standing.SILENT if today >= sent_on + SILENT_AFTER else Standing.WAITING
