"""The hours agreed with the tenant who asks: hers alone."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.ledger import note_read
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import Refused


@dataclass(frozen=True)
class MyAppointment:
    """An hour: when, how, where, with whom, and what was agreed when people met."""

    id: uuid.UUID
    starts: dt.datetime
    ends: dt.datetime
    kind: str
    state: str
    venue: str
    address: str
    worker: str
    agreed: str


def my_appointments(actor: Actor, language: str) -> list[MyAppointment]:
    """All of them, the latest first. Leaves a line in the ledger, as hers."""
    require(actor, Capability.DOOR_READ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.my_appointments()")
        rows = cursor.fetchall()
    note_read(actor, "my_appointments", ground="known_at_her_door")
    dutch = language == "nl"
    return [
        MyAppointment(
            id=pk,
            starts=starts.astimezone(BRUSSELS),
            ends=ends.astimezone(BRUSSELS),
            kind=kind,
            state=state,
            venue=venue_nl if dutch else venue_fr,
            address=address_nl if dutch else address_fr,
            worker=worker,
            agreed=agreed,
        )
        for pk, starts, ends, kind, state, venue_fr, venue_nl, address_fr, address_nl, worker, agreed in rows
    ]


def my_appointment(actor: Actor, pk: uuid.UUID, language: str) -> MyAppointment:
    """One that is still to come. Raises Refused for any other, as if it were not there."""
    for one in my_appointments(actor, language):
        if one.id == pk and one.state == "planned" and one.starts > actor.moment:
            return one
    raise Refused()
