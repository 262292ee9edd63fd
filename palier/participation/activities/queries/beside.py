"""What stands beside activities: rules of places, ideas of tenants, what partners ask for."""

import uuid
from typing import Any

from django.db.models import Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.kernel.errors import Refused
from palier.participation.activities.models import HouseRules, Idea, LogisticsRequest
from palier.participation.activities.queries.activities import with_its_buildings
from palier.participation.activities.rules import IdeaState, NeedState
from palier.registry.partners.models import PartnerOrganisation

A_PAGE = 100


def _one(rows: "QuerySet[Any]", pk: uuid.UUID) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def house_rules(actor: Actor, site: uuid.UUID | None = None) -> list[HouseRules]:
    """The rules that hold today, of a site with its buildings or of all, by place."""
    rows = HouseRules.objects.visible_to(actor, Capability.ACTIVITY_READ).select_related("place")
    rows = rows.filter(Q(until=None) | Q(until__gte=actor.today))
    rows = rows.filter(place__in=with_its_buildings(actor, site)) if site else rows
    return list(rows.order_by("place__name_fr", "kind", "id")[:A_PAGE])


def one_set_of_rules(actor: Actor, pk: uuid.UUID, can: Capability = Capability.ACTIVITY_READ) -> HouseRules:
    """The rules of one place. Raises Refused."""
    found: HouseRules = _one(HouseRules.objects.visible_to(actor, can).select_related("place"), pk)
    return found


def ideas(actor: Actor, *, open_ones: bool = True) -> list[Idea]:
    """Ideas that wait or are talked over; or those that were answered, the latest first."""
    rows = Idea.objects.visible_to(actor, Capability.ACTIVITY_WORK).select_related("place", "activity", "household")
    open_states = [IdeaState.NEW, IdeaState.TALKING]
    rows = rows.filter(state__in=open_states) if open_ones else rows.exclude(state__in=open_states)
    return list(rows.order_by("asked_on" if open_ones else "-asked_on", "id")[:A_PAGE])


def idea(actor: Actor, pk: uuid.UUID) -> Idea:
    """One idea, for the collective workers alone. Raises Refused."""
    rows = Idea.objects.visible_to(actor, Capability.ACTIVITY_WORK).select_related("place", "activity", "household")
    found: Idea = _one(rows, pk)
    return found


def logistics(actor: Actor) -> list[LogisticsRequest]:
    """What partners ask for: what is to be answered or done first, by the day it is for."""
    rows = LogisticsRequest.objects.visible_to(actor, Capability.ACTIVITY_WORK).select_related("partner")
    found = list(rows.order_by("-for_on", "id")[:A_PAGE])
    return sorted(found, key=lambda row: row.state in {NeedState.REFUSED, NeedState.DONE})


def logistics_request(actor: Actor, pk: uuid.UUID) -> LogisticsRequest:
    """One of them. Raises Refused."""
    rows = LogisticsRequest.objects.visible_to(actor, Capability.ACTIVITY_WORK).select_related("partner")
    found: LogisticsRequest = _one(rows, pk)
    return found


def partners(actor: Actor) -> list[PartnerOrganisation]:
    """The partner organisations of the directory, by name."""
    rows = PartnerOrganisation.objects.visible_to(actor, Capability.PARTNER_READ)
    return list(rows.order_by("name_fr", "pk")[:500])
