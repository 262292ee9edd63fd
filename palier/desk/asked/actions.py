"""One verb: we were asked."""

import uuid

from django.db import connection, transaction

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.desk.asked.rules import Asker
from palier.kernel.errors import Refused
from palier.kernel.identifiers import new_id


def note_asked(*, actor: Actor, asker: Asker, key: uuid.UUID | None = None) -> uuid.UUID:
    """Note the day, the kind of asker and the actor’s service; nobody asked about, no word (P40). Raises Refused."""
    require(actor, Capability.ASKED_NOTE)

    def act() -> uuid.UUID:
        made = new_id()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT sec.note_asked(%s, %s)", [made, asker.value])
            if not cursor.fetchone()[0]:
                raise Refused()
        return made

    return once(actor, key, asker, act)
