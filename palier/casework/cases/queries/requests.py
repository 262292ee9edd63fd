"""Requests: the one, those that wait, those whose term comes."""

import datetime
import uuid

from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.kept import kept
from palier.casework.cases.models import Request
from palier.casework.cases.queries.lists import AT_MOST, the_one
from palier.casework.cases.rules import ENDS_SOON_DAYS, RequestState


def request(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.REQUEST_READ) -> Request:
    """A request, or Refused."""
    return the_one(Request.objects.visible_to(actor, capability), pk)  # type: ignore[no-any-return]


def waiting_requests(actor: Actor) -> "QuerySet[Request]":
    """Requests that nobody has taken, the oldest first: waiting and ageing are visible to the worker."""
    rows = Request.objects.visible_to(actor, Capability.REQUEST_READ).filter(state=RequestState.WAITING)
    return rows.select_related("household").order_by("received_at", "id")


def ending_requests(actor: Actor) -> "QuerySet[Request]":
    """Requests about persons who have not asked whose term comes soon, the nearest first (P33)."""
    until = actor.today + datetime.timedelta(days=ENDS_SOON_DAYS)
    rows = Request.objects.visible_to(actor, Capability.REQUEST_TAKE).filter(no_demand=True)
    return rows.filter(ends_on__range=(actor.today, until)).select_related("household").order_by("ends_on", "id")


def term_of(actor: Actor, pk: uuid.UUID) -> Request:
    """A request about a person who has not asked, with who proposed and who renewed. Raises Refused."""
    rows = Request.objects.visible_to(actor, Capability.REQUEST_TAKE).filter(no_demand=True)
    return the_one(rows.select_related("renewal_by__staff", "renewed_by__staff"), pk)  # type: ignore[no-any-return]


@kept
def requests_of(actor: Actor, household: uuid.UUID) -> "QuerySet[Request]":
    """Requests of a household that the actor may read, latest first."""
    rows = Request.objects.visible_to(actor, Capability.REQUEST_READ).filter(household=household)
    return rows.order_by("-received_at")[:AT_MOST]
