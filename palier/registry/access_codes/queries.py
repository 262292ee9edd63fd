"""Which codes a person has, for whoever looks after her."""

import uuid

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.kernel.codes import as_typed, digest
from palier.registry.access_codes.models import AccessCode
from palier.registry.access_codes.rules import Level


def codes_of(actor: Actor, person: uuid.UUID) -> list[AccessCode]:
    """The codes of this person that still open something, the latest first."""
    rows = AccessCode.objects.visible_to(actor, Capability.ACCESS_CODE_READ).filter(
        person=person, withdrawn_at=None, ends_on__gte=actor.today
    )
    return list(rows.select_related("given_by__staff").order_by("-given_at"))


def posted_code(actor: Actor, person: uuid.UUID, words: str) -> AccessCode | None:
    """The code of this person that goes by post, if these words are it and it still opens."""
    rows = AccessCode.objects.visible_to(actor, Capability.ACCESS_CODE_READ).filter(
        person=person,
        level=Level.POSTED,
        withdrawn_at=None,
        ends_on__gte=actor.today,
        code_hash=digest(as_typed(words)),
    )
    return rows.first()


def may_give(actor: Actor, person: uuid.UUID) -> bool:
    """Does the actor look after this person? Who does not is told nothing."""
    require(actor, Capability.ACCESS_CODE_GIVE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.accompanies(%s)", [person])
        return bool(cursor.fetchone()[0])
