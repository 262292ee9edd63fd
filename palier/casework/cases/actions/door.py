"""What a tenant asks at her own door."""

import uuid

from django.db import connection
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.kernel.errors import InvalidInput


def ask_for_help(*, actor: Actor, text: str, key: uuid.UUID) -> None:
    """Leave it in the inbox of the worker who looks after her home. The same `key` twice is one request.

    Raises InvalidInput when it cannot be noted: nobody looks after her home, ten were asked today, or
    her landlord's social service does not work for applicants.
    """
    require(actor, Capability.DOOR_ASK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.ask_for_help(%s, %s)", [key, text])
        if not cursor.fetchone()[0]:
            words = _("This could not be noted here today. Call, or come to the counter: it is the same.")
            raise InvalidInput({"": [words]})
