"""Reads of one's own batches: who may get a letter, how far they are, what became of each letter."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.kernel.errors import Refused
from palier.registry.housing import queries as housing
from palier.registry.messaging.models import BatchLine, LetterBatch
from palier.registry.messaging.rules import LetterLanguage, preset_language
from palier.registry.messaging.rules.batches import LineState, Progress, To
from palier.registry.people.models import HouseholdMember
from palier.registry.people.rules import is_minor, reads_with_difficulty

TENANTS = (
    "head",
    "partner",
)  # who signs the lease and lives as a couple with who did: each gets a letter of her own (P2)
SHOWN = 20


@dataclass(frozen=True)
class Tenant:
    """A grown person of a household to whom one may write; `works_with`: is she somebody the writer works with?"""

    household: uuid.UUID
    person: uuid.UUID
    name: str
    language: LetterLanguage
    to_explain: bool
    works_with: bool


def tenants(actor: Actor, households: Sequence[uuid.UUID]) -> list[Tenant]:
    """The grown tenants and partners declared in these households today, household after household. Two statements."""
    rows = HouseholdMember.objects.visible_to(actor, Can.HOUSEHOLD_READ)
    rows = rows.filter(household__any_of=list(households), valid__contains=actor.today, role__in=TENANTS)
    found = [row for row in rows.select_related("person") if not is_minor(row.person.born, actor.today)]
    known = works_with_any(actor, [row.person_id for row in found])
    place = {pk: number for number, pk in enumerate(households)}
    found.sort(key=lambda row: (place[row.household_id], row.role != "head", str(row.person_id)))
    return [_tenant(row, row.person_id in known) for row in found]


def _tenant(row: HouseholdMember, works_with: bool) -> Tenant:
    her = row.person
    return Tenant(
        household=row.household_id,
        person=row.person_id,
        name=f"{her.first_name} {her.last_name}".strip(),
        language=preset_language(her.language),
        to_explain=reads_with_difficulty(her.languages_read),
        works_with=works_with,
    )


def works_with_any(actor: Actor, persons: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these persons with whom the actor works: asked of the database, which decides, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT p FROM unnest(%s::uuid[]) p WHERE sec.works_with(p)", [list(persons)])
        return {row[0] for row in cursor.fetchall()}


def subjects_for(actor: Actor, to: Iterable[To]) -> dict[To, uuid.UUID]:
    """Where each letter would lie: the file it was asked from, else the inbox of who looks after the household.

    Raises Refused when the actor is not in the team of one of them, as for one letter.
    """
    wanted = list(to)
    workers = housing.assigned_workers([one.household for one in wanted if one.file is None])
    found: dict[To, uuid.UUID] = {}
    for one in wanted:
        worker = workers.get(one.household)
        pk = one.file or (worker.pk if worker else None)
        if pk is None or pk not in actor.subjects:
            raise Refused()
        found[one] = pk
    return found


def batch(actor: Actor, pk: uuid.UUID) -> LetterBatch:
    """A batch of the actor's own, or Refused."""
    rows: QuerySet[LetterBatch] = LetterBatch.objects.visible_to(actor, Can.LETTER_BATCH_WORK).filter(pk=pk)
    for found in rows:
        return found
    raise Refused()


def lines(actor: Actor, pk: uuid.UUID) -> "QuerySet[BatchLine]":
    """The lines of one's own batch, of the files in whose team one still is."""
    return BatchLine.objects.visible_to(actor, Can.LETTER_BATCH_LINE_WORK).filter(batch=pk)


def progress(actor: Actor, pk: uuid.UUID) -> Progress:
    """How far it is. One statement."""
    rows = lines(actor, pk).order_by().values_list("state").annotate(number=Count("pk"))
    return _progress(dict(rows.values_list("state", "number")))


def _progress(counted: dict[str, int]) -> Progress:
    made, to_make = counted.get(LineState.MADE, 0), counted.get(LineState.WAITING, 0)
    return Progress(made, to_make, sum(counted.values()) - made - to_make)


def batches(actor: Actor) -> list[tuple[LetterBatch, Progress]]:
    """The actor's own latest batches and how far each is. Two statements."""
    own = list(LetterBatch.objects.visible_to(actor, Can.LETTER_BATCH_WORK).order_by("-ordered_at", "-id")[:SHOWN])
    rows = BatchLine.objects.visible_to(actor, Can.LETTER_BATCH_LINE_WORK)
    counted: dict[uuid.UUID, dict[str, int]] = {}
    every = rows.filter(batch__any_of=[one.pk for one in own]).order_by().values_list("batch", "state")
    for pk, state, number in every.annotate(number=Count("pk")):
        counted.setdefault(pk, {})[state] = number
    return [(one, _progress(counted.get(one.pk, {}))) for one in own]


def not_made(actor: Actor, pk: uuid.UUID) -> list[BatchLine]:
    """What could not be made, with whom it concerns."""
    rows = lines(actor, pk).exclude(state__in=[LineState.MADE, LineState.WAITING])
    return list(rows.select_related("person").order_by("id"))
