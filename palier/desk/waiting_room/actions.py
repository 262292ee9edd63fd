"""Verbs that reach further than the room: receiving opens the words left for the desk; a room is closed."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.desk.capture import actions as desk
from palier.desk.waiting_room import queries
from palier.kernel.errors import Conflict
from palier.registry.waiting import actions as waiting
from palier.registry.waiting.models import Arrival


def receive(*, actor: Actor, pk: uuid.UUID, version: int) -> Arrival:
    """I receive her; of a household, the words left on purpose open to me until the session's end + 24 h (P15).

    Raises Conflict when a colleague was quicker, Refused for who receives nobody. Then nothing opens either.
    """
    require(actor, Capability.ARRIVAL_MOVE)
    with transaction.atomic():
        row = waiting.receive(actor=actor, pk=pk, version=version)
        if row.household_id is not None:
            desk.receive(actor=actor, household=row.household_id)
    return row


def close_room(*, actor: Actor, venue: uuid.UUID) -> int:
    """The session is over: nobody waits any more. Returns how many were closed; raises Conflict while one runs."""
    require(actor, Capability.ARRIVAL_MOVE)
    _chosen, _every, today = queries.here(actor, venue)
    if venue in today and not today[venue].is_over:
        raise Conflict(
            _("A session is held here, or begins later today."), how_to_mend=_("Close the room when it is over.")
        )
    return waiting.close_room(actor=actor, venue=venue)
