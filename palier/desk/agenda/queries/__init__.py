"""Reads of a worker's hours: her week, one appointment, a day put in order."""

from palier.desk.agenda.queries.travel import TravelDay, TravelPage, TravelWish, put_in_order, travel_day
from palier.desk.agenda.queries.week import (
    AgendaDay,
    Around,
    Meeting,
    Slip,
    around,
    may_write,
    of_today,
    offered,
    opened,
    slip,
    to_answer,
    week,
)

__all__ = [
    "AgendaDay",
    "Around",
    "Meeting",
    "Slip",
    "TravelDay",
    "TravelPage",
    "TravelWish",
    "around",
    "may_write",
    "of_today",
    "offered",
    "opened",
    "put_in_order",
    "slip",
    "to_answer",
    "travel_day",
    "week",
]
