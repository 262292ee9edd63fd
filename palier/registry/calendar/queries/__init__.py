"""Reads of the calendar: what is public needs no actor, what is secret takes one first."""

from palier.registry.calendar.queries.appointments import (
    appointment,
    appointments,
    busy_of_feed,
    coming,
    feed,
    feeds,
    offered,
)
from palier.registry.calendar.queries.sessions import (
    SessionRow,
    closures,
    companies,
    duties,
    holders,
    series,
    sessions,
    venues,
)

__all__ = [
    "SessionRow",
    "appointment",
    "appointments",
    "busy_of_feed",
    "closures",
    "coming",
    "companies",
    "duties",
    "feed",
    "feeds",
    "holders",
    "offered",
    "series",
    "sessions",
    "venues",
]
