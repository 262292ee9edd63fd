"""Every day agents look through what came in: how important, delicate, by two, the same event twice."""

import uuid
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.fieldwork.interventions import queries
from palier.fieldwork.interventions.models import Intervention
from palier.fieldwork.interventions.rules import Importance, State
from palier.kernel.errors import Conflict, InvalidInput


def mark(*, actor: Actor, pk: uuid.UUID, version: int, importance: Importance, delicate: bool, by_two: bool) -> None:
    """Say how important it is, whether it is delicate, whether two go. Raises Conflict."""
    queries.intervention(actor, pk)
    keep(actor, pk, version, importance=importance, delicate=delicate, by_two=by_two)


def join(*, actor: Actor, pk: uuid.UUID, version: int, to: uuid.UUID) -> None:
    """The same event was asked twice: this one goes with the other, and both askers are told by it. Raises Conflict."""
    one, other = queries.intervention(actor, pk), queries.intervention(actor, to)
    if one.pk == other.pk or other.state == State.JOINED or one.place_id != other.place_id:
        raise InvalidInput({"to": [_("Choose another request of the same place.")]})
    if queries.joined_to(actor, pk):
        raise InvalidInput({"to": [_("Others were joined to this one: join it the other way round.")]})
    keep(actor, pk, version, state=State.JOINED, joined_to_id=other.pk)


def keep(actor: Actor, pk: uuid.UUID, version: int, **values: Any) -> None:
    """Change what nobody else changed since. Raises Conflict."""
    rows = Intervention.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(pk=pk, version=version)
    if not rows.update(**values, version=F("version") + 1):
        raise Conflict(
            _("A colleague changed this request in the meantime."), how_to_mend=_("Look where it stands now.")
        )
