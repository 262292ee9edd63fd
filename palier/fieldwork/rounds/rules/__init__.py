"""What a round knows: ways of going, why a request is left out, the hours of the service, how long things are kept."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from palier.fieldwork.interventions.rules import PHONE_LINE
from palier.kernel.days import BRUSSELS

REQUESTS_AT_MOST = 150  # the most important ones; what is beyond is not planned that day
HISTORY_DAYS = 90  # of a place, never of a person (practice D, Round)
HAND_OVER_HOURS = 24
NOTE_AT_MOST = 300
KEY_HOURS = 24  # after the end of the shift (D19)
STARTS, ENDS = PHONE_LINE
"""The hours of agents when nobody says otherwise (seed 001)."""
BREAK_MINUTES = 20
BREAK_FROM, BREAK_UNTIL = dt.time(15, 30), dt.time(17, 30)
OUTREACH = (dt.time(18), dt.time(19))
"""« Une partie essentielle de leur travail se déroule en début de soirée »: kept free for meeting young people."""


class Mode(StrEnum):
    """How an agent goes; codes of the engine."""

    FOOT = "foot"
    BICYCLE = "bicycle"


class StopKind(StrEnum):
    """What is done at a stop."""

    VISIT = "visit"
    OUTREACH = "outreach"
    BREAK = "break"


class LeftReason(StrEnum):
    """Why a request is in no round of the day. Six are the engine's."""

    NOBODY_MAY = "nobody_may"
    NO_TWO_AGENTS = "no_two_agents"
    TOO_LATE_NOW = "too_late_now"
    FITS_NO_SHIFT = "fits_no_shift"
    DAY_IS_FULL = "day_is_full"
    NO_POSITION = "no_position"
    ANOTHER_DAY = "another_day"


@dataclass(frozen=True)
class ShiftDraft:
    """Who works from when until when, how she goes, from where. Times are of Brussels."""

    post: uuid.UUID
    starts: dt.time
    ends: dt.time
    mode: Mode
    starts_at: uuid.UUID
    note: str = ""


def minute(moment: dt.datetime, day: dt.date) -> int:
    """Minutes from the midnight with which `day` begins in Brussels; under zero: the day before."""
    local = moment.astimezone(BRUSSELS)
    return (local.date() - day).days * 1440 + local.hour * 60 + local.minute


def minutes(clock: dt.time) -> int:
    """Minutes from midnight."""
    return clock.hour * 60 + clock.minute


def as_time(minute_: int) -> dt.time:
    """The hour of that minute; beyond midnight, the last minute of the day."""
    return dt.time(*divmod(min(max(minute_, 0), 1439), 60))


def key_ends(day: dt.date, ends: dt.time) -> dt.datetime:
    """Until when what lies on a telephone can be read: the end of the shift and a day (D19)."""
    return dt.datetime.combine(day, ends, BRUSSELS) + dt.timedelta(hours=KEY_HOURS)
