"""*Annuler*: one's own change of some seconds ago is put back, when nobody touched the row since."""

import uuid

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.casework.cases.models import Case, DeskWord, Request, Step
from palier.casework.cases.rules import Undoable

TABLES = {
    Undoable.CASE: Case._meta.db_table,
    Undoable.REQUEST: Request._meta.db_table,
    Undoable.STEP: Step._meta.db_table,
    Undoable.WORD: DeskWord._meta.db_table,
}


def take_back(*, actor: Actor, what: Undoable, pk: uuid.UUID, version: int) -> bool:
    """Put a row back to what it held before the actor's own change, which gave it `version`. False when too late."""
    require(actor, Capability.CASE_WORK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.take_back(%s, %s, %s)", [TABLES[what], pk, version])
        return bool(cursor.fetchone()[0])
