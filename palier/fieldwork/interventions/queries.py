"""Reads of interventions. Fetch is check: the agents of the company, and nobody else (P22)."""

import uuid

from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.fieldwork.interventions.models import Asker, Intervention, Motive, Visit
from palier.fieldwork.interventions.rules import State
from palier.kernel.errors import Refused


def motives(actor: Actor) -> "QuerySet[Motive]":
    """For what agents come, in the company's words; what is no longer offered is left out."""
    rows: QuerySet[Motive] = Motive.objects.visible_to(actor, Capability.PASSAGE_ASK).filter(ended_on=None)
    return rows.order_by("importance", "name_fr")


def motive(actor: Actor, pk: uuid.UUID) -> Motive:
    """One of them. Raises Refused."""
    found: Motive | None = motives(actor).filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def to_do(actor: Actor) -> "QuerySet[Intervention]":
    """What waits for a visit or an answer: the most important first, then what is due first."""
    rows: QuerySet[Intervention] = Intervention.objects.visible_to(actor, Capability.INTERVENTION_WORK)
    rows = rows.filter(state__in=[State.WAITING, State.SEEN])
    return rows.select_related("motive", "place", "dwelling").order_by("importance", "due_at", "id")


def intervention(actor: Actor, pk: uuid.UUID) -> Intervention:
    """One request for a passage. Raises Refused."""
    rows = Intervention.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(pk=pk)
    found: Intervention | None = rows.select_related("motive", "place", "dwelling").first()
    if found is None:
        raise Refused()
    return found


def visits_of(actor: Actor, pk: uuid.UUID) -> list[Visit]:
    """What was seen and done there for this request, the latest first."""
    rows = Visit.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(intervention=pk)
    return list(rows.select_related("agent__staff").order_by("-at", "-id"))


def visit(actor: Actor, pk: uuid.UUID) -> Visit | None:
    """A visit by the number it was given on site; None: it has not arrived."""
    found: Visit | None = Visit.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(pk=pk).first()
    return found


def asker_of(actor: Actor, pk: uuid.UUID) -> Asker | None:
    """Who is to be told, while that is kept."""
    rows = Asker.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(intervention=pk)
    found: Asker | None = rows.select_related("household").first()
    return found
