"""Who else can know, and why you do: read from the same rows as the locks."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.kept import kept
from palier.access.models import EmergencyAccess, TeamMember


@dataclass(frozen=True)
class Reader:
    """A person who may read, in which duty, until when (None: no end set)."""

    post: uuid.UUID
    name: str
    duty: str
    since: object
    until: object


@kept
def team(actor: Actor, subjects: list[uuid.UUID]) -> "QuerySet[TeamMember]":
    """Today's members of the teams of these subjects, the assigned worker first."""
    return (
        TeamMember.objects.filter(subject__any_of=subjects, valid__contains=actor.today)
        .select_related("post__staff")
        .order_by("duty", "post__staff__last_name")
    )


def readers_of(actor: Actor, subjects: list[uuid.UUID]) -> dict[uuid.UUID, list[Reader]]:
    """Today's team of each subject, the assigned worker first. One query for all."""
    return readers(subjects, team(actor, subjects))


def readers(subjects: list[uuid.UUID], rows: list[TeamMember]) -> dict[uuid.UUID, list[Reader]]:
    """Who reads each subject, from the rows of its team."""
    found: dict[uuid.UUID, list[Reader]] = {subject: [] for subject in subjects}
    for row in rows:
        staff = row.post.staff
        found[row.subject_id].append(
            Reader(
                row.post_id,
                f"{staff.first_name} {staff.last_name}",
                row.duty,
                row.valid.lower,
                row.valid.upper,
            )
        )
    return found


def emergencies_on(actor: Actor, subject: uuid.UUID) -> list[EmergencyAccess]:
    """Emergency accesses to a file of the actor's team, latest first."""
    return list(
        EmergencyAccess.objects.filter(subject=subject).select_related("post__staff").order_by("-opened_at")[:20]
    )


@kept
def open_emergencies(actor: Actor, persons: list[uuid.UUID]) -> "QuerySet[EmergencyAccess]":
    """The actor's own emergency accesses that are open now for one of these persons, the longest first."""
    rows = EmergencyAccess.objects.filter(post=actor.post, person__any_of=persons, until__gt=actor.moment)
    return rows.order_by("-until")


@dataclass(frozen=True)
class Opening:
    """One line of the read ledger, as the team of a file reads it: who, when, what, on what ground."""

    at: datetime.datetime
    name: str
    what: str
    ground: str


def openings_of(actor: Actor, subject: uuid.UUID, limit: int = 20) -> list[Opening]:
    """Who opened a file of the actor's team, latest first; nothing of any other file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT at, name, what, ground FROM sec.openings_of(%s, %s)", [subject, limit])
        return [Opening(*row) for row in cursor.fetchall()]
