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
    company,
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
    "company",
    "duties",
    "feed",
    "feeds",
    "holders",
    "offered",
    "series",
    "sessions",
    "venues",
]
