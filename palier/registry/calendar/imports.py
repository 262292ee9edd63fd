"""Calendars of others: read strictly, unfolded into dated occurrences, and closures taken from them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import recurring_ical_events
from django.utils.translation import gettext_noop as _
from icalendar import Calendar, Component, Event

from palier.kernel.days import day_of
from palier.kernel.errors import InvalidInput, Message
from palier.kernel.language import Bilingual

LARGEST = 1_000_000  # bytes; a year of a busy company takes a tenth of it
ROWS_AT_MOST = 1_000
DENSE = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
CLOSURE_DAYS_AT_MOST = 62


@dataclass(frozen=True)
class Occurrence:
    """One event on one date. `start` and `end`: days for an all-day event, else moments as the file gives them."""

    start: dt.date | dt.datetime
    end: dt.date | dt.datetime
    summary: str


@dataclass(frozen=True)
class ClosureRow:
    """A closure found in a calendar; both days included."""

    first: dt.date
    last: dt.date
    words: Bilingual


def read(data: bytes) -> list[Calendar]:
    """The calendars in a file. Raises InvalidInput for what is no calendar, or has a part that cannot be understood.

    Programs often take what they understand and drop the rest; a closure that is dropped is a door found shut.
    """
    if len(data) > LARGEST:
        raise _unusable(_("The calendar is larger than 1 MB."), _("Export only the days you need."))
    try:
        found = Calendar.from_ical(data, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as spoilt:
        raise _no_calendar() from spoilt
    if not found:
        raise _no_calendar()
    for component in found:
        for part in component.walk():
            _must_be_understood(part)
            _until_in_its_own_zone(part)
    return found


def _must_be_understood(part: Component) -> None:
    field = part.errors[0][0] or "?" if part.errors else "EXRULE" if "EXRULE" in part else ""
    if field:
        where = Message(
            _("In %(component)s, %(field)s cannot be understood."), {"component": part.name, "field": field}
        )
        raise _unusable(where, _("Export the calendar again, or correct this line."))


def _until_in_its_own_zone(part: Component) -> None:
    """The last moment of a recurrence, written without a zone as RFC 2445 allowed, is one of the zone of the first."""
    zone: dt.tzinfo | None = getattr(part.decoded("DTSTART", None), "tzinfo", None)
    for rule in _rules(part):
        if zone and "UNTIL" in rule:
            rule["UNTIL"] = [_with_zone(until, zone) for until in rule["UNTIL"]]


def _with_zone(until: dt.date, zone: dt.tzinfo) -> dt.date:
    if not isinstance(until, dt.datetime) or until.tzinfo:
        return until
    return until.replace(tzinfo=zone).astimezone(dt.UTC)


def _must_be_sparse(calendar: Component) -> None:
    """An event that comes back each second would fill memory before anybody could count it."""
    for part in calendar.walk("VEVENT"):
        if any(set(rule.get("FREQ", ())) & DENSE for rule in _rules(part)):
            raise _unusable(
                _("An event comes back every hour or more often."), _("Take it out: days are what counts here.")
            )


def _rules(part: Component) -> list[dict[str, list[Any]]]:
    rule = part.get("RRULE", [])
    return rule if isinstance(rule, list) else [rule]


def _no_calendar() -> InvalidInput:
    return _unusable(_("This file holds no calendar."), _("Choose a file that a calendar program wrote (.ics)."))


def _unusable(what: Message | str, how_to_mend: str) -> InvalidInput:
    return InvalidInput({"file": [what, how_to_mend]})


def occurrences(calendar: Component, first: dt.date, last: dt.date) -> list[Occurrence]:
    """What falls on the days from `first` to `last`, both included, in order: recurrences, exceptions, moved dates.

    The hours are those of the file's own time zone, the clock change included (recurring-ical-events).
    """
    rows = recurring_ical_events.of(calendar).between(first, last + dt.timedelta(days=1))
    found = [
        Occurrence(row.start, row.end, str(row.get("SUMMARY", "")))  # without an end: the day, or no time at all
        for row in rows
        if isinstance(row, Event)
    ]
    return sorted(found, key=lambda one: (str(one.start), one.summary))


def closures(data: bytes, first: dt.date, last: dt.date) -> tuple[list[ClosureRow], list[Message]]:
    """(closures, what was not taken and why) of a calendar file, from `first` to `last`.

    An event's title gives the words that are posted, French and Dutch with a stroke between: *Pont / Brugdag*.
    """
    taken: list[ClosureRow] = []
    refused: list[Message] = []
    for calendar in read(data):
        _must_be_sparse(calendar)
        for one in occurrences(calendar, first, last):
            found = _closure(one)
            if isinstance(found, ClosureRow):
                taken.append(found)
            else:
                refused.append(found)
            if len(taken) + len(refused) > ROWS_AT_MOST:
                raise _unusable(_("The calendar has more than 1,000 days."), _("Export only the days you need."))
    return list(dict.fromkeys(taken)), refused


def _closure(one: Occurrence) -> ClosureRow | Message:
    begins, ends = _days(one)
    words = [part.strip() for part in one.summary.split(" / ")]
    if len(words) != 2 or not all(words):
        return Message(
            _("%(day)s, “%(title)s”: write the title in both languages, as in “Pont / Brugdag”."),
            {"day": begins.isoformat(), "title": one.summary[:60]},
        )
    if (ends - begins).days >= CLOSURE_DAYS_AT_MOST:
        return Message(
            _("%(day)s, “%(title)s”: longer than two months. Enter it by hand if it is meant."),
            {"day": begins.isoformat(), "title": one.summary[:60]},
        )
    return ClosureRow(begins, ends, Bilingual(words[0][:200], words[1][:200]))


def _days(one: Occurrence) -> tuple[dt.date, dt.date]:
    """The first and the last day it touches; the end of an all-day event is the day after."""
    begins, *rest = list(_brussels(one))
    ends = rest[0] if rest else begins
    return begins, max(begins, ends)


def _brussels(one: Occurrence) -> Iterator[dt.date]:
    for moment, back in ((one.start, False), (one.end, True)):
        if isinstance(moment, dt.datetime):
            exact = moment if moment.tzinfo else moment.astimezone()
            yield day_of(exact - dt.timedelta(microseconds=1) if back and one.end != one.start else exact)
        else:
            yield moment - dt.timedelta(days=1) if back else moment
