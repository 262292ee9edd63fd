"""Who else can know, and why you do: read from the same rows as the locks."""

import uuid
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.access.models import EmergencyAccess, TeamMember


@dataclass(frozen=True)
class Reader:
    """A person who may read, in which duty, until when (None: no end set)."""

    post: uuid.UUID
    name: str
    duty: str
    since: object
    until: object


def readers_of(actor: Actor, subjects: list[uuid.UUID]) -> dict[uuid.UUID, list[Reader]]:
    """Today's team of each subject, the assigned worker first. One query for all."""
    rows = (
        TeamMember.objects.filter(subject__any_of=subjects, valid__contains=actor.today)
        .select_related("post__staff")
        .order_by("duty", "post__staff__last_name")
    )
    found: dict[uuid.UUID, list[Reader]] = {subject: [] for subject in subjects}
    for row in rows:
        staff = row.post.staff
        found[row.subject_id].append(
            Reader(row.post_id, f"{staff.first_name} {staff.last_name}", row.duty, row.valid.lower, row.valid.upper)
        )
    return found


def emergencies_on(actor: Actor, subject: uuid.UUID) -> list[EmergencyAccess]:
    """Emergency accesses to a file of the actor's team, latest first."""
    return list(
        EmergencyAccess.objects.filter(subject=subject).select_related("post__staff").order_by("-opened_at")[:20]
    )
