"""Verbs of the register of persons. Declared facts come by import; only what protects a person is set by hand."""

import uuid

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.kernel.errors import Refused


def protect_address(*, actor: Actor, person: uuid.UUID, protect: bool) -> None:
    """Hide or show a person's address everywhere, in one tap (P11). Raises Refused but for her assigned worker."""
    require(actor, Capability.PROTECTED_ADDRESS_SET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.protect_address(%s, %s)", [person, protect])
        if not cursor.fetchone()[0]:
            raise Refused()
