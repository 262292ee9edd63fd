"""Activities: the list that one filters, one on one page, what comes by place."""

import datetime as dt
import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.identity.organisations.models import Place, Post
from palier.identity.organisations.queries import stock
from palier.identity.organisations.rules import Role
from palier.kernel.errors import Refused
from palier.kernel.parties import Party
from palier.participation.activities.models import Activity, ActivityOrigin, ActivitySession, ActivityStage
from palier.registry.partners.models import PartnerOrganisation

AHEAD = dt.timedelta(days=92)


@dataclass(frozen=True)
class Filters:
    """What is looked for; an empty one does not filter. `when`: running or past."""

    axis: str = ""
    branch: str = ""
    subject: str = ""
    site: uuid.UUID | None = None
    when: str = "running"


@dataclass(frozen=True)
class Page:
    """One activity with all that stands on its page. `parties`: who took part at all, with how many over its days."""

    activity: Activity
    places: list[Place]
    partners: list[PartnerOrganisation]
    origins: list[ActivityOrigin]
    stages: list[ActivityStage]
    sessions: list[ActivitySession]
    parties: Counter[Party]


@dataclass(frozen=True)
class Coming:
    """A day to come of an activity, with its places."""

    session: ActivitySession
    activity: Activity
    places: list[Place]


def _rows(actor: Actor, model: Any, can: Capability = Capability.ACTIVITY_READ) -> "QuerySet[Any]":
    rows: QuerySet[Any] = model.objects.visible_to(actor, can)
    return rows


def _one(rows: "QuerySet[Any]", pk: uuid.UUID) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def with_its_buildings(actor: Actor, site: uuid.UUID) -> list[uuid.UUID]:
    """A site and the buildings in it, by id; nothing for what is no site of the company. One query."""
    return [one.pk for found, inside in stock(actor.organisation) if found.pk == site for one in (found, *inside)]


def is_over(today: dt.date) -> Q:
    """Closed, or its last day has passed."""
    return Q(closed_on__isnull=False) | Q(ends__lt=today)


def activities(actor: Actor, filters: Filters) -> "QuerySet[Activity]":
    """The activities looked for, the latest first."""
    rows = _rows(actor, Activity).select_related("owner__staff").order_by("-starts", "-id")
    for name in ("axis", "branch"):
        if wanted := getattr(filters, name):
            rows = rows.filter(**{name: wanted})
    rows = rows.filter(subjects__contains=[filters.subject]) if filters.subject else rows
    rows = rows.filter(places__overlap=with_its_buildings(actor, filters.site)) if filters.site else rows
    over = is_over(actor.today)
    return rows.filter(over) if filters.when == "past" else rows.exclude(over)


def activity(actor: Actor, pk: uuid.UUID, can: Capability = Capability.ACTIVITY_READ) -> Activity:
    """One activity. Raises Refused."""
    found: Activity = _one(_rows(actor, Activity, can).select_related("owner__staff"), pk)
    return found


def stage(actor: Actor, pk: uuid.UUID) -> ActivityStage:
    """One stage, to be corrected. Raises Refused."""
    found: ActivityStage = _one(_rows(actor, ActivityStage, Capability.ACTIVITY_WORK).select_related("activity"), pk)
    return found


def session(actor: Actor, pk: uuid.UUID) -> ActivitySession:
    """One day, to be corrected. Raises Refused."""
    rows = _rows(actor, ActivitySession, Capability.ACTIVITY_WORK).select_related("activity")
    found: ActivitySession = _one(rows, pk)
    return found


def origin(actor: Actor, pk: uuid.UUID) -> ActivityOrigin:
    """What was observed, to be corrected. Raises Refused."""
    found: ActivityOrigin = _one(_rows(actor, ActivityOrigin, Capability.ACTIVITY_WORK).select_related("activity"), pk)
    return found


def page_of(actor: Actor, pk: uuid.UUID) -> Page:
    """One activity, from what was observed to what the group achieved. Six queries."""
    row = activity(actor, pk)
    sessions = list(_rows(actor, ActivitySession).filter(activity=pk).order_by("on", "at", "id"))
    parties: Counter[Party] = Counter()
    for one in sessions:
        parties.update(one.took_part or {})
    partners_of = PartnerOrganisation.objects.visible_to(actor, Capability.PARTNER_READ).filter(pk__in=row.partners)
    return Page(
        activity=row,
        places=list(Place.objects.filter(pk__in=row.places, organisation=actor.organisation).order_by("name_fr", "pk")),
        partners=list(partners_of.order_by("name_fr", "pk")),
        origins=list(
            _rows(actor, ActivityOrigin).filter(activity=pk).select_related("place").order_by("observed_on", "id")
        ),
        stages=list(_rows(actor, ActivityStage).filter(activity=pk).order_by("on", "id")),
        sessions=sessions,
        parties=parties,
    )


def coming(actor: Actor, site: uuid.UUID | None = None) -> list[Coming]:
    """What comes in the next three months, at a site with its buildings or everywhere, by day. Three queries."""
    rows = _rows(actor, ActivitySession).filter(on__range=(actor.today, actor.today + AHEAD), activity__closed_on=None)
    if site:
        rows = rows.filter(activity__places__overlap=with_its_buildings(actor, site))
    found = list(rows.select_related("activity").order_by("on", "at", "id")[:200])
    wanted = {pk for row in found for pk in row.activity.places}
    named = {one.pk: one for one in Place.objects.filter(pk__in=wanted, organisation=actor.organisation)}
    return [Coming(row, row.activity, [named[pk] for pk in row.activity.places if pk in named]) for row in found]


def owners(actor: Actor) -> list[Post]:
    """The collective workers of today, who may answer for an activity."""
    rows = Post.objects.filter(organisation=actor.organisation, role=Role.COLLECTIVE_SOCIAL_WORKER)
    return list(rows.filter(valid__contains=actor.today).select_related("staff").order_by("staff__last_name", "pk"))
