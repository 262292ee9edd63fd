"""The front doors of a building, to go along with a colleague: where they are, never who lives there (S1-056, P22)."""

import uuid

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.fieldwork.interventions.labels import door_words
from palier.registry.housing.models import Dwelling

DOORS_AT_MOST = 400  # of one building


def doors_of(actor: Actor, building: uuid.UUID | None) -> list[tuple[str, str]]:
    """The doors of a building of one's own company, from the ground up; none of what is not a building."""
    require(actor, Capability.PASSAGE_ASK)
    if building is None:
        return []
    rows = Dwelling.objects.visible_to(actor, Capability.HOUSEHOLD_DOOR).filter(building=building)
    found = rows.order_by("floor", "box", "unit", "id")[:DOORS_AT_MOST]
    return [(str(one.pk), door_words(one.floor, one.box, one.unit)) for one in found]


def is_door_of(actor: Actor, dwelling: uuid.UUID, building: uuid.UUID) -> bool:
    """Is it a door of this building, and one's own to know?"""
    rows = Dwelling.objects.visible_to(actor, Capability.HOUSEHOLD_DOOR)
    return bool(rows.filter(pk=dwelling, building=building).exists())
