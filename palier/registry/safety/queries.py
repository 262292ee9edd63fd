"""Reads of safety instructions: at a door for whoever goes there, and the rows for the two who make one."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits, require
from palier.access.kept import Called, kept
from palier.access.ledger import note_read
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role, ServiceKind
from palier.kernel.errors import Refused
from palier.registry.safety.labels import in_words
from palier.registry.safety.models import SafetyGround, SafetyInstruction
from palier.registry.safety.rules import SOON_DAYS


@dataclass(frozen=True)
class AtTheDoor:
    """What to do at one door, until when. The rest is empty but for who looks after the household."""

    household: uuid.UUID
    what: list[str]
    language: str
    ends: dt.date
    instruction: uuid.UUID | None
    version: int | None
    agreed_with: str | None

    @property
    def words(self) -> list[str]:
        """What to do, in the language of the screen."""
        return in_words(self.what, self.language)


# What to do at these doors, for every reader of doors; to be asked together with others.
AT_THE_DOOR = Called("SELECT * FROM sec.safety_at(%s)")


def by_door(rows: Iterable[tuple[object, ...]]) -> dict[uuid.UUID, list[AtTheDoor]]:
    """The answer of `AT_THE_DOOR`, by household; a household without one has no entry."""
    found: dict[uuid.UUID, list[AtTheDoor]] = {}
    for row in rows:
        one = AtTheDoor(*row)  # type: ignore[arg-type]
        found.setdefault(one.household, []).append(one)
    return found


def at_doors(actor: Actor, households: list[uuid.UUID]) -> dict[uuid.UUID, list[AtTheDoor]]:
    """What to do at these doors, the one that ends first on top. One statement however many there are."""
    require(actor, Capability.SAFETY_READ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.safety_at(%s)", [households])
        return by_door(cursor.fetchall())


def instruction(actor: Actor, pk: uuid.UUID, capability: Capability) -> SafetyInstruction:
    """One instruction or proposal, or Refused."""
    rows = SafetyInstruction.objects.visible_to(actor, capability).filter(pk=pk)
    found: SafetyInstruction | None = rows.select_related("household", "proposed_by__staff", "asked_of__staff").first()
    if found is None:
        raise Refused()
    note_read(actor, "safety_instruction", reference=pk)
    return found


def ground(actor: Actor, pk: uuid.UUID) -> SafetyGround | None:
    """The fact behind an instruction, for who wrote it; None for everybody else."""
    rows = SafetyGround.objects.visible_to(actor, Capability.SAFETY_GROUND_READ)
    found: SafetyGround | None = rows.filter(instruction=pk).first()
    return found


def colleagues(actor: Actor) -> list[Post]:
    """Whom the actor may ask to agree: social workers of her house, never another post of her own."""
    rows = Post.objects.filter(
        organisation=actor.organisation,
        role=Role.SOCIAL_WORKER,
        service__kind=ServiceKind.SOCIAL,
        valid__contains=actor.today,
    )
    rows = rows.exclude(staff=actor.staff).select_related("staff")
    return list(rows.order_by("staff__last_name", "staff__first_name", "pk"))


def looks_after(actor: Actor, household: uuid.UUID) -> bool:
    """Is it the actor's to say what to do at this door? Her assigned worker, who covers, the team of an open file."""
    if not permits(actor, Capability.SAFETY_SET):
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.looks_after(%s)", [household])
        return bool(cursor.fetchone()[0])


@kept
def _waiting(actor: Actor, until: dt.date) -> "QuerySet[SafetyInstruction]":
    asked = SafetyInstruction.objects.visible_to(actor, Capability.SAFETY_AGREE)
    mine = SafetyInstruction.objects.visible_to(actor, Capability.SAFETY_SET).filter(
        Q(agreed_at__isnull=False), proposed_by=actor.post, ended_early_on=None, ends__gte=actor.today, ends__lte=until
    )
    return (asked | mine).select_related("household", "proposed_by__staff").order_by("ends", "id")


def waiting(actor: Actor) -> list[SafetyInstruction]:
    """What a colleague asks the actor to agree to, and what she proposed and ends within a fortnight."""
    return _waiting(actor, actor.today + dt.timedelta(days=SOON_DAYS))


def in_force(actor: Actor) -> int:
    """How many stand in the service of its head: a number, no household (P23)."""
    require(actor, Capability.SAFETY_COUNT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.safety_count()")
        return int(cursor.fetchone()[0])
