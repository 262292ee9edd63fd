"""The questions with the day on which each was last gone through with one person."""

import datetime as dt
import uuid
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.ledger import note_read
from palier.casework.cases import queries as cases
from palier.casework.entitlements.models import RightSeen
from palier.casework.entitlements.rules import Question, Whose, questions
from palier.kernel.errors import Refused
from palier.registry.housing import queries as housing
from palier.registry.people import queries as people
from palier.registry.people.queries import Member


@dataclass(frozen=True)
class Asked:
    """A question, and when it was last gone through with this person; None: not yet, or longer than it is kept."""

    question: Question
    seen_on: dt.date | None


def whose(actor: Actor, given: Whose) -> Member:
    """The declared person of this household. Raises Refused when there is none for the actor."""
    pk = people.household(actor, given.household).pk
    for member in people.members(actor, pk):
        if member.person.pk == given.person:
            return member
    raise Refused()


def place_of(actor: Actor, given: Whose) -> uuid.UUID:
    """Where it lies: an open file of hers in which the actor works, else the inbox of who looks after her.

    Raises Refused when the actor is in neither.
    """
    require(actor, Capability.RIGHTS_WORK)
    for file in cases.cases_of(actor, given.household):
        if file.closed_on is None and file.subject_id in actor.subjects and given.person in file.concerns:
            return file.subject_id  # type: ignore[no-any-return]
    worker = housing.assigned_workers([given.household]).get(given.household)
    if worker is None or worker.pk not in actor.subjects:
        raise Refused()
    return worker.pk


def asked(actor: Actor, given: Whose) -> list[Asked]:
    """The questions of today. What the actor's files and inboxes hold of this person, and a line in the ledger."""
    place = place_of(actor, given)
    rows = RightSeen.objects.visible_to(actor, Capability.RIGHTS_READ)
    rows = rows.filter(household=given.household, person=given.person, ends_on__gte=actor.today)
    days: dict[str, dt.date] = {}
    for row in rows.order_by("seen_on"):
        days[row.question] = row.seen_on
    note_read(actor, "rights", reference=given.household, subjects=[place], ground="in_the_team")
    return [Asked(one, days.get(one.code)) for one in questions(actor.today)]
