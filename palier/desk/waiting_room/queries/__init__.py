"""Reads of the waiting room's pages; each takes the actor first."""

from palier.desk.waiting_room.queries.arriving import Somebody, find, receivers, somebody
from palier.desk.waiting_room.queries.counts import weeks
from palier.desk.waiting_room.queries.room import (
    RoomPage,
    Session,
    Ticket,
    here,
    note_room_read,
    room,
    sessions_of_today,
    ticket,
    venues,
)

__all__ = [
    "RoomPage",
    "Session",
    "Somebody",
    "Ticket",
    "find",
    "here",
    "note_room_read",
    "receivers",
    "room",
    "sessions_of_today",
    "somebody",
    "ticket",
    "venues",
    "weeks",
]
