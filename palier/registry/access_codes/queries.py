"""Which codes a person has, for whoever looks after her."""

import uuid

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.registry.access_codes.models import AccessCode


def codes_of(actor: Actor, person: uuid.UUID) -> list[AccessCode]:
    """The codes of this person that still open something, the latest first."""
    rows = AccessCode.objects.visible_to(actor, Capability.ACCESS_CODE_READ).filter(
        person=person, withdrawn_at=None, ends_on__gte=actor.today
    )
    return list(rows.select_related("given_by__staff").order_by("-given_at"))


def may_give(actor: Actor, person: uuid.UUID) -> bool:
    """Does the actor look after this person? Who does not is told nothing."""
    require(actor, Capability.ACCESS_CODE_GIVE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.accompanies(%s)", [person])
        return bool(cursor.fetchone()[0])
