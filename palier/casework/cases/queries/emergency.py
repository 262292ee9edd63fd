"""What an emergency opens, and who is told."""

import uuid

from django.db import connection
from django.db.models import Q
from django.utils import translation

from palier.access.actor import Actor
from palier.access.labels import EMERGENCY_GROUNDS
from palier.access.rules import EmergencyGround
from palier.casework.cases.queries.colleagues import assigned_worker
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import Refused


def emergency_subjects(actor: Actor, person: uuid.UUID) -> list[uuid.UUID]:
    """What an emergency opens for a person; nothing without a second factor of the last five minutes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.emergency_subjects(%s)", [person])
        return [row[0] for row in cursor.fetchall()]


def emergency_target(actor: Actor, case: uuid.UUID) -> tuple[uuid.UUID, uuid.UUID]:
    """The household of a file and the person who agreed to it, by the file's number.

    Raises Refused: for a file that is not there, and without a second factor of the last five minutes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT household, person FROM sec.emergency_target(%s)", [case])
        found = cursor.fetchone()
    if found is None:
        raise Refused()
    return found[0], found[1]


def emergency_notice(
    actor: Actor, household: uuid.UUID, ground: EmergencyGround
) -> tuple[list[tuple[uuid.UUID, uuid.UUID | None]], str]:
    """Who is told of an emergency (post, and household for the assigned worker alone), and in which words.

    The head and the officer read who, when and on what ground; never whom it concerns (D17).
    """
    here = Post.objects.filter(organisation=actor.organisation, valid__contains=actor.today)
    heads = Q(role=Role.HEAD_OF_SERVICE, service=actor.service)
    told: dict[uuid.UUID, uuid.UUID | None] = dict.fromkeys(
        here.filter(heads | Q(role=Role.DATA_PROTECTION_OFFICER)).values_list("pk", flat=True)
    )
    assigned = assigned_worker(actor, household)
    if assigned is not None and assigned != actor.post:
        told[assigned] = household
    mine = here.select_related("staff").get(pk=actor.acting_post)
    at = actor.moment.astimezone(BRUSSELS)
    words = []
    for language in ("fr", "nl"):
        with translation.override(language):
            words.append(str(dict(EMERGENCY_GROUNDS)[ground]))
    return list(told.items()), f"{mine.staff}, {at:%d/%m/%Y %H:%M}. {' / '.join(words)}."
