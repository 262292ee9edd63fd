"""The hours of a service as a calendar that other programs read (RFC 5545)."""

import datetime as dt
import uuid

from icalendar import Calendar, Event, vRecur

from palier.kernel.days import BRUSSELS
from palier.registry.partners.models import PartnerService
from palier.registry.partners.rules.hours import Opening, first_day, openings

A_DAY = dt.timedelta(days=1)


def hours_calendar(row: PartnerService, *, language: str, now: dt.datetime) -> bytes:
    """Every rule as one event that comes back, on the clock of Brussels: nine o'clock stays nine when clocks change."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Palier//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", row.name)
    for number, rule in enumerate(openings(row.opening)):
        calendar.add_component(_event(row, number, rule, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(row: PartnerService, number: int, rule: Opening, now: dt.datetime) -> Event:
    day = first_day(rule, now.date())
    event = Event()
    event.add("uid", f"{uuid.uuid5(row.pk, str(number))}@palier")
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("summary", row.name)
    if rule.opens is None or rule.closes is None:
        event.add("dtstart", day)
        event.add("dtend", day + A_DAY)
    else:
        closes_on = day + A_DAY if rule.closes <= rule.opens else day
        event.add("dtstart", dt.datetime.combine(day, rule.opens, BRUSSELS))
        event.add("dtend", dt.datetime.combine(closes_on, rule.closes, BRUSSELS))
    event.add("rrule", _recurrence(rule))
    for name, text in (("location", row.address), ("description", row.hours)):
        if text:
            event.add(name, text)
    event.add("transp", "TRANSPARENT")
    return event


def _recurrence(rule: Opening) -> vRecur:
    said = {
        "freq": [rule.freq],
        "interval": [rule.every] if rule.every > 1 else [],
        "byday": list(rule.days),
        "bymonthday": list(rule.monthdays),
        "count": [rule.times] if rule.times and not rule.ends else [],  # RFC 5545: the one or the other
        "until": [_last_moment(rule)] if rule.ends else [],
    }
    return vRecur({name: values for name, values in said.items() if values})


def _last_moment(rule: Opening) -> dt.date:
    """UNTIL is of the kind of DTSTART: a moment in UTC for hours, a day for whole days."""
    if rule.ends is None or rule.opens is None or rule.closes is None:
        return rule.ends or dt.date.max
    return dt.datetime.combine(rule.ends, dt.time(23, 59, 59), BRUSSELS).astimezone(dt.UTC)
