"""Reads of the waiting room, in one statement each; what came more than twenty-four hours ago is not there any more."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.grounds import IN_THE_SERVICE
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import ServiceKind
from palier.kernel.errors import Refused
from palier.registry.waiting.models import Arrival, WaitingCount
from palier.registry.waiting.rules import ArrivalState, turns_before, wait_estimate


@dataclass(frozen=True)
class Room:
    """Who came to a venue in the last 24 hours: waiting and being received the oldest first, gone the latest first."""

    waiting: list[Arrival]
    received: list[Arrival]
    gone: list[Arrival]

    def expected_wait(self, holders: Iterable[uuid.UUID], since: dt.datetime) -> dt.timedelta:
        """How long whoever arrives now waits. `holders`: who holds the session; `since`: whose lengths count."""
        receiving = len({*holders, *(row.received_by_id for row in self.received)})
        lengths = [
            row.gone_at - row.received_at
            for row in self.gone
            if row.received_at and row.gone_at and row.received_at >= since
        ]
        before = turns_before(len(self.waiting), len(self.received), receiving)
        return wait_estimate(before, receiving, lengths)


def _lately(actor: Actor, capability: Capability) -> "QuerySet[Arrival]":
    rows: QuerySet[Arrival] = Arrival.objects.visible_to(actor, capability)
    return rows.select_related("household", "asked_for__staff", "received_by__staff").order_by("arrived_at", "pk")


def arrivals(actor: Actor, venue: uuid.UUID) -> Room:
    """Everybody who came to this venue in the last 24 hours."""
    rows = list(_lately(actor, Capability.ARRIVAL_READ).filter(venue=venue))
    by_state = {state: [row for row in rows if row.state == state] for state in ArrivalState}
    gone = by_state[ArrivalState.GONE] + by_state[ArrivalState.LEFT_UNSEEN]
    return Room(
        by_state[ArrivalState.WAITING],
        by_state[ArrivalState.RECEIVED],
        sorted(gone, key=lambda row: row.gone_at or row.arrived_at, reverse=True),
    )


def arrival(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.ARRIVAL_READ) -> Arrival:
    """One arrival. Raises Refused when it is not there for the actor, or not any more."""
    row = _lately(actor, capability).filter(pk=pk).first()
    if row is None:
        raise Refused()
    return row


def to_note(actor: Actor) -> list[Arrival]:
    """Whom the actor received and saw off without having written it down yet, the oldest first."""
    mine = _lately(actor, Capability.ARRIVAL_READ).filter(received_by=actor.post, state=ArrivalState.GONE)
    return list(mine.filter(noted=False))


def receivers(actor: Actor) -> dict[uuid.UUID, str]:
    """The posts of the house whose work is to receive people today, by name: whom somebody may ask for."""
    require(actor, Capability.ARRIVAL_READ)
    rows = Post.objects.filter(
        organisation=actor.organisation,
        service__kind=ServiceKind.SOCIAL,
        role__in=sorted(IN_THE_SERVICE),
        valid__contains=actor.today,
    )
    rows = rows.select_related("staff").order_by("staff__last_name", "staff__first_name", "pk")
    return {row.pk: str(row.staff) for row in rows}


def counts(actor: Actor, first: dt.date, last: dt.date) -> list[WaitingCount]:
    """How many came to each venue on each day from `first` to `last`, both included: no name, no worker (P28)."""
    rows = WaitingCount.objects.visible_to(actor, Capability.WAITING_COUNT_READ)
    return list(rows.filter(day__gte=first, day__lte=last).select_related("venue").order_by("day", "venue"))
