"""Pure decisions of the pages a working day opens with. `today` is always an argument."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from palier.access.rules import EMERGENCY_REVIEW_WITHIN
from palier.casework.cases.rules import Result
from palier.kernel.days import ONE_DAY, next_working_day

LINES = 12  # what waits is read at a glance; the rest is folded (practice D, My day)
EACH_KIND = 50  # nobody reads further down a list of one kind
FIRST_LINE = 110
ANSWERS_STAY = ONE_DAY  # a colleague's answer is shown on its day and the next; it goes on standing on its own page

CALL_AGAIN_AFTER = {Result.NO_ANSWER: 1, Result.MESSAGE_LEFT: 3}
"""Days after which a call-back comes back to the list; *reached* takes it off."""


@dataclass(frozen=True)
class Who:
    """Of whom a line speaks; on paper only `initials`. Both empty: the person was not given."""

    name: str = ""
    initials: str = ""
    url: str = ""


@dataclass(frozen=True)
class Line:
    """One thing that waits. `kind` chooses how it is drawn and which act stands beside it."""

    kind: str
    id: uuid.UUID | None = None
    who: Who = Who()
    text: str = ""
    last: str = ""
    icon: str = ""
    title: Any = ""
    phone: str = ""
    agreed_way: str = ""
    when: datetime.date | datetime.datetime | None = None
    age: int = 0
    version: int = 0
    url: str = ""
    source: str = ""
    ground: Any = ""  # by what right it came to the worker


@dataclass(frozen=True)
class Day:
    """My day: what is planned today, what waits (`lines`, then `rest`), how many contacts are still to be coded."""

    today: datetime.date
    calls: tuple[Line, ...]
    steps: tuple[Line, ...]
    lines: tuple[Line, ...]
    rest: tuple[Line, ...]
    to_complete: int
    hours: tuple[Any, ...] = ()  # sessions held and people met, in order (desk/agenda)

    @property
    def total(self) -> int:
        return len(self.lines) + len(self.rest)


def call_again_on(result: Result, today: datetime.date) -> datetime.date | None:
    """The working day on which to call again; None when the person was reached."""
    days = CALL_AGAIN_AFTER.get(result)
    return None if days is None else next_working_day(today + days * ONE_DAY)


def first_line(text: str, limit: int = FIRST_LINE) -> str:
    """The first written line, cut at a word."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def uncovered(
    buildings: Mapping[uuid.UUID, uuid.UUID], covered: Iterable[uuid.UUID], sites: Iterable[uuid.UUID]
) -> set[uuid.UUID]:
    """Sites of which some part has nobody today (P26).

    `buildings` gives the site of each building; `covered` holds the places with an assigned worker. A building is
    looked after by its own worker or its site's; a site without buildings by its own.
    """
    looked_after = set(covered)
    found = {site for building, site in buildings.items() if not {building, site} & looked_after}
    with_parts = set(buildings.values())
    return found | {site for site in sites if site not in with_parts and site not in looked_after}


@dataclass(frozen=True)
class Notice:
    """What the notice of an emergency access tells: who and when in one text, and the ground."""

    who_and_when: str
    ground: str


def emergency_told(text: str, language: str) -> Notice:
    """Reads a notice, *Somebody, 01/02/2026 20:10. ground in French / in Dutch.*, in the language of the screen."""
    who_and_when, _stop, grounds = text.rpartition(". ")  # a name may hold a point, a ground holds none
    french, _slash, dutch = grounds.rstrip(".").partition(" / ")
    return Notice(who_and_when, dutch if language == "nl" and dutch else french)


def review_is_overdue(opened_at: datetime.datetime, now: datetime.datetime) -> bool:
    """True when an emergency access should have been reviewed by now (D17)."""
    return now - opened_at > EMERGENCY_REVIEW_WITHIN
