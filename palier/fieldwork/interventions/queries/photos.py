"""Photos of places: who may read the visit may have them (P22)."""

import logging
import uuid

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.fieldwork.interventions.models import Visit
from palier.fieldwork.interventions.rules import photo_id
from palier.kernel.errors import Refused
from palier.registry.documents.queries.store import path_of
from palier.registry.documents.rules import Damaged

SHELF = "visits"  # beside that of documents
log = logging.getLogger(__name__)


def own_visit(actor: Actor, pk: uuid.UUID) -> Visit:
    """A visit that the actor noted herself, with its request. Raises Refused."""
    rows = Visit.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(pk=pk, agent=actor.acting_post)
    found: Visit | None = rows.select_related("intervention__motive", "intervention__place").first()
    if found is None:
        raise Refused()
    return found


def opened(actor: Actor, pk: uuid.UUID) -> bytes:
    """The bytes of a photo. Raises Refused, and Damaged when they are not those that were kept."""
    rows = Visit.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(photos__contains=[pk])
    visit = rows.first()
    if visit is None:
        raise Refused()
    try:
        data = path_of(pk, shelf=SHELF).read_bytes()
    except OSError:
        data = b""
    if photo_id(visit.pk, data) != pk:
        log.error("The bytes of photo %s are not those that were kept", pk)
        raise Damaged()
    return data
