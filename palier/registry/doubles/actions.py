"""Verbs on doubles. The database holds every condition and answers yes or no."""

import uuid

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.kernel.errors import Refused


def tell_apart(*, actor: Actor, pair: uuid.UUID) -> None:
    """Two different people: the pair never comes back. Raises Refused for one that is not the actor's to look at."""
    require(actor, Capability.DOUBLE_SETTLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.tell_apart(%s)", [pair])
        if not cursor.fetchone()[0]:
            raise Refused()
