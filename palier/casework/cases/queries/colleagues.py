"""Who looks after a household, who may be named, and the counts of a service."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from palier.access.actor import Actor
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import BOUND_BY_SECRECY, Role


def assigned_worker(actor: Actor, household: uuid.UUID) -> uuid.UUID | None:
    """The post that looks after a household, through its building, site or company."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.assigned_worker(%s)", [household])
        found: uuid.UUID | None = cursor.fetchone()[0]
    return found


def nameable(actor: Actor) -> dict[uuid.UUID, str]:
    """Colleagues of the actor's own service who are bound by secrecy: id of the post and name."""
    return _colleagues(actor, BOUND_BY_SECRECY)


def second_workers(actor: Actor) -> dict[uuid.UUID, str]:
    """Colleagues who may be the worker of one member of a household: social workers of the actor's service."""
    return _colleagues(actor, {Role.SOCIAL_WORKER})


def _colleagues(actor: Actor, roles: Iterable[Role]) -> dict[uuid.UUID, str]:
    rows = Post.objects.filter(service=actor.service, role__in=roles, valid__contains=actor.today)
    rows = rows.exclude(pk=actor.acting_post).exclude(staff=actor.staff)
    named = rows.select_related("staff").order_by("staff__last_name", "staff__first_name", "pk")
    return {post.pk: f"{post.staff}" for post in named}


@dataclass(frozen=True)
class Load:
    """What the head of service sees of one worker: counts and ages, no household, no theme (P26)."""

    worker: str
    open_files: int
    oldest: datetime.date | None
    waiting_requests: int


def team_load(actor: Actor) -> list[Load]:
    """Counts per worker of the head's own service."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker, open_files, oldest, waiting_requests FROM sec.team_load() ORDER BY worker")
        return [Load(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Break:
    """Continuity breaks: whose, what ends (post, place or file), its last day, how many open files hang on it."""

    worker: str
    what: str
    last_day: datetime.date
    open_files: int


def continuity_breaks(actor: Actor) -> list[Break]:
    """What ends within thirty days while files are open: a worker's own; for the head, those of her service."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker, what, last_day, open_files FROM sec.continuity_breaks()")
        return [Break(*row) for row in cursor.fetchall()]
