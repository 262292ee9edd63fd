"""Reads of interventions. Fetch is check: the agents of the company, and nobody else (P22)."""

import datetime as dt
import uuid

from django.db.models import Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.fieldwork.interventions.models import Asker, Intervention, Motive, Visit
from palier.fieldwork.interventions.queries.counting import figures as figures
from palier.fieldwork.interventions.queries.counting import seniority as seniority
from palier.fieldwork.interventions.queries.door import motives_at_my_door as motives_at_my_door
from palier.fieldwork.interventions.queries.door import passages_at_my_door as passages_at_my_door
from palier.fieldwork.interventions.queries.door import places_at_my_door as places_at_my_door
from palier.fieldwork.interventions.queries.doors import doors_of as doors_of
from palier.fieldwork.interventions.queries.doors import is_door_of as is_door_of
from palier.fieldwork.interventions.queries.mine import my_passages as my_passages
from palier.fieldwork.interventions.queries.mine import places as places
from palier.fieldwork.interventions.rules import DOUBLE_HOURS, HISTORY_DAYS, State
from palier.kernel.errors import Refused


def motives(actor: Actor) -> "QuerySet[Motive]":
    """For what agents come, in the company's words; what is no longer offered is left out."""
    rows: QuerySet[Motive] = Motive.objects.visible_to(actor, Capability.PASSAGE_ASK).filter(ended_on=None)
    return rows.order_by("importance", "name_fr")


def all_motives(actor: Actor) -> "QuerySet[Motive]":
    """Those that are no longer offered too, for who sets them."""
    rows: QuerySet[Motive] = Motive.objects.visible_to(actor, Capability.MOTIVE_SET)
    return rows.order_by("ended_on", "importance", "name_fr")


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


def filtered(
    rows: "QuerySet[Intervention]", site: uuid.UUID | None, motive: uuid.UUID | None
) -> "QuerySet[Intervention]":
    """Only of a site with its buildings, only of a motive; None does not filter."""
    rows = rows.filter(Q(place=site) | Q(place__parent=site)) if site else rows
    return rows.filter(motive=motive) if motive else rows


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


def joined_to(actor: Actor, pk: uuid.UUID) -> list[Intervention]:
    """The other requests of the same event."""
    rows = Intervention.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(joined_to=pk)
    return list(rows.select_related("motive").order_by("received_at", "id"))


def doubles(actor: Actor, asked: Intervention) -> list[Intervention]:
    """What may be the same event: the same motive at the same place, within three days."""
    around = dt.timedelta(hours=DOUBLE_HOURS)
    rows = to_do(actor).filter(place=asked.place_id, motive=asked.motive_id).exclude(pk=asked.pk)
    return list(rows.filter(received_at__range=(asked.received_at - around, asked.received_at + around))[:10])


def history_of(actor: Actor, asked: Intervention) -> list[Visit]:
    """What was noted at this place in the last ninety days, the latest first: of the place, never of a person."""
    rows = Visit.objects.visible_to(actor, Capability.INTERVENTION_WORK)
    rows = rows.filter(
        intervention__place=asked.place_id, at__gte=actor.moment - dt.timedelta(days=HISTORY_DAYS)
    ).exclude(intervention=asked.pk)
    return list(rows.select_related("intervention__motive").order_by("-at", "-id")[:20])


def askers_of(actor: Actor, pk: uuid.UUID) -> list[Asker]:
    """Who is to be told: of this request, and of those joined to it."""
    rows = Asker.objects.visible_to(actor, Capability.INTERVENTION_WORK)
    rows = rows.filter(Q(intervention=pk) | Q(intervention__joined_to=pk), wants_answer=True)
    return list(rows.select_related("household").order_by("id"))


def asker_of(actor: Actor, pk: uuid.UUID) -> Asker | None:
    """Who is to be told, while that is kept."""
    rows = Asker.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(intervention=pk)
    found: Asker | None = rows.select_related("household").first()
    return found
