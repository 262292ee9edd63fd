"""Emergency access: one person's items for four hours, and three others are told (P29)."""

import uuid

from palier.access import actions as access
from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.rules import EmergencyGround
from palier.casework.cases import queries
from palier.kernel.errors import Refused
from palier.registry.signals.models import Signal
from palier.registry.signals.rules import Theme


def open_emergency(
    *, actor: Actor, household: uuid.UUID, person: uuid.UUID, ground: EmergencyGround, reason: str
) -> None:
    """Open one person's items for four hours and tell three others, whether she has a file or not (P29, D17)."""
    require(actor, Capability.EMERGENCY_OPEN)
    if not (inboxes := queries.emergency_subjects(actor, person)) or actor.service is None:
        raise Refused()
    for subject in inboxes:
        access.open_emergency(actor=actor, subject=subject, person=person, ground=ground, reason=reason)
    # Only now does the second lock name the files: whoever merely asks learns nothing.
    for subject in set(queries.emergency_subjects(actor, person)) - set(inboxes):
        access.open_emergency(actor=actor, subject=subject, person=person, ground=ground, reason=reason)
    told, text = queries.emergency_notice(actor, household, ground)
    for post, about in told:
        Signal(
            organisation_id=actor.acting_organisation,
            origin_service_id=actor.service,
            author_id=actor.acting_post,
            recipient_service_id=actor.service,
            recipient_post_id=post,
            household_id=about,
            theme=Theme.EMERGENCY_ACCESS,
            text=text,
            sent_at=actor.moment,
        ).insert()
