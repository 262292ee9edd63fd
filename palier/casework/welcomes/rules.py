"""Pure decisions of the welcome: who is new, what is said at a first contact, how it stands."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from palier.kernel.days import add_months
from palier.kernel.terms import Term

MONTHS_SHOWN = 2  # this month's arrivals and those of the two before: seed 001 has a round each month
AHEAD = dt.timedelta(days=31)  # who moves in within a month can be planned for


class WelcomeWay(StrEnum):
    """How the first contact takes place."""

    VISIT = "visit"
    COLLECTIVE = "collective"
    OFFICE = "office"


class Told(StrEnum):
    """What is said at a first contact (seed 001; the last one P35)."""

    WELCOME = "welcome"
    THE_COMPANY = "the_company"
    THE_SERVICE = "the_service"
    FREE_TO_SAY_NO = "free_to_say_no"
    FOLDER_GIVEN = "folder_given"
    CARD_GIVEN = "card_given"


class WelcomeState(StrEnum):
    """How it stands for the worker. No state is about what the tenant answered."""

    TO_MEET = "to_meet"
    OFFERED = "offered"
    MET = "met"
    OFF_MY_LIST = "off_my_list"


@dataclass(frozen=True)
class WelcomeDraft:
    """What the worker notes. `off_my_list`: nothing more is planned; no reason is asked."""

    way: str = ""
    offered_on: dt.date | None = None
    met_on: dt.date | None = None
    told: tuple[str, ...] = ()
    off_my_list: bool = False


def state_of(offered_on: dt.date | None, met_on: dt.date | None, off_my_list: bool) -> WelcomeState:
    """Met counts before offered; what she took off her list stays off it."""
    if met_on is not None:
        return WelcomeState.MET
    if off_my_list:
        return WelcomeState.OFF_MY_LIST
    return WelcomeState.OFFERED if offered_on is not None else WelcomeState.TO_MEET


def span_of_newcomers(today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of a lease's beginning that are shown."""
    return add_months(today.replace(day=1), -MONTHS_SHOWN), today + AHEAD


def welcome_ends(day: dt.date, term: Term) -> dt.date:
    """The last day on which what she noted is kept (P39: as long as a simple contact)."""
    return term.after(day)


@dataclass(frozen=True)
class Began:
    """A lease that began: whose, where it is looked after."""

    lease: uuid.UUID
    household: uuid.UUID
    starts: dt.date
