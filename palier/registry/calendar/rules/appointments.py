"""What an appointment is, and how it goes on."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from palier.kernel.days import day_of
from palier.kernel.terms import Term
from palier.registry.calendar.rules.sessions import at

REMINDED_AT = dt.time(9)

FEED_PAST = dt.timedelta(days=14)
FEED_AHEAD = dt.timedelta(days=182)


class AppointmentKind(StrEnum):
    """Where one meets."""

    OFFICE = "office"
    HOME = "home"
    PHONE = "phone"


class AppointmentState(StrEnum):
    """How it stands. Nobody's refusal or absence has a word here (P3, P35): people met, or they did not."""

    PLANNED = "planned"
    MET = "met"
    NOT_MET = "not_met"
    CANCELLED = "cancelled"


HOLDS_ITS_HOUR = (AppointmentState.PLANNED, AppointmentState.MET)
"""States in which nobody else may be given the same hour."""
ANSWERED = (AppointmentState.MET, AppointmentState.NOT_MET)
"""What can be said afterwards."""


class Notice(StrEnum):
    """How a home visit was announced. The card in the box is neutral: it names no service and no reason (P10)."""

    SAID = "said"
    BY_PHONE = "by_phone"
    BY_LETTER = "by_letter"
    VISIT_NOTICE = "visit_notice"


class FeedKind(StrEnum):
    """What a calendar feed is about."""

    WORKER = "worker"
    VENUE = "venue"
    TEAM = "team"


@dataclass(frozen=True)
class AppointmentDraft:
    """What is agreed: whom to meet, when, how. `minutes` from `start`; `file`: the subject of an open file, if any."""

    start: dt.datetime
    minutes: int
    kind: str = AppointmentKind.OFFICE
    household: uuid.UUID | None = None
    file: uuid.UUID | None = None
    who: str = ""
    persons: tuple[uuid.UUID, ...] = ()
    venue: uuid.UUID | None = None
    purpose: str = ""
    interpreter: str = ""
    notice: str = ""


def appointment_ends(in_a_file: bool, day: dt.date, term: Term) -> dt.date | None:
    """The last day on which an appointment without a file is kept; in a file it is kept as long as the file."""
    return None if in_a_file else term.after(day)


def reminder_due(start: dt.datetime) -> dt.datetime:
    """When a reminder of this hour goes: the day before, in the morning, as Brussels counts it."""
    return at(day_of(start) - dt.timedelta(days=1), REMINDED_AT)


def may_answer(state: str) -> bool:
    """Can it still be said whether people met?"""
    return state in {AppointmentState.PLANNED, *ANSWERED}
