"""Reads of rounds: the day, its shifts and stops, what was noted where one goes. Agents of the company only (P22)."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.fieldwork.interventions.models import Asker, Visit
from palier.fieldwork.rounds.models import LeftOut, OfflineKey, Round, Shift, Stop
from palier.fieldwork.rounds.rules import HISTORY_DAYS
from palier.identity.organisations.models import Place, Post
from palier.identity.organisations.rules import PlaceKind, Role
from palier.kernel.errors import Refused
from palier.kernel.positions import Position, as_position
from palier.registry.housing.models import Building, Lease
from palier.registry.safety.queries import AtTheDoor, at_doors

WORK = Capability.ROUND_WORK


@dataclass(frozen=True)
class Today:
    """What stands for a day. `round` None: nothing is planned yet."""

    round: Round | None
    stops: list[Stop]
    left: list[LeftOut]


def shifts(actor: Actor, day: dt.date) -> list[Shift]:
    """Who works on that day, who begins first on top."""
    rows = Shift.objects.visible_to(actor, WORK).filter(day=day)
    return list(rows.select_related("post__staff", "starts_at").order_by("starts", "post__staff__last_name", "id"))


def shift(actor: Actor, pk: uuid.UUID) -> Shift:
    """One shift. Raises Refused."""
    found: Shift | None = Shift.objects.visible_to(actor, WORK).filter(pk=pk).select_related("post__staff").first()
    if found is None:
        raise Refused()
    return found


def shift_before(actor: Actor) -> Shift | None:
    """The latest shift of yesterday or earlier that left a sentence for the next one."""
    rows = Shift.objects.visible_to(actor, WORK).filter(day__lt=actor.today).exclude(note="")
    found: Shift | None = rows.select_related("post__staff").order_by("-day", "-ends").first()
    return found


def agents(actor: Actor) -> "QuerySet[Post]":
    """The agents of the company who work today, by name."""
    rows = Post.objects.filter(
        organisation=actor.acting_organisation, role=Role.PROXIMITY_AGENT, valid__contains=actor.today
    )
    return rows.select_related("staff").order_by("staff__last_name", "staff__first_name", "pk")


def places(actor: Actor) -> "QuerySet[Place]":
    """The sites and buildings of the company, by name."""
    kinds = [PlaceKind.SITE, PlaceKind.BUILDING]
    return Place.objects.filter(organisation=actor.acting_organisation, kind__in=kinds).order_by("name_fr", "pk")


def positions(places_: Iterable[uuid.UUID]) -> dict[uuid.UUID, Position | None]:
    """Where places lie: a building by its own position, a site by the mean of its buildings. None: nobody knows."""
    wanted = set(places_)
    found: dict[uuid.UUID, list[Position]] = defaultdict(list)
    rows = Building.objects.filter(longitude__isnull=False).filter(place__in=wanted) | Building.objects.filter(
        longitude__isnull=False
    ).filter(place__parent__in=wanted)
    for row in rows.select_related("place"):
        where = row.position
        for place in {row.place_id, row.place.parent_id} & wanted:
            if where is not None and place is not None:
                found[place].append(where)
    return {place: _mean(found[place]) for place in wanted}


def _mean(where: list[Position]) -> Position | None:
    if not where:
        return None
    east = sum(one.longitude for one in where) / len(where)
    north = sum(one.latitude for one in where) / len(where)
    return as_position(east, north)  # type: ignore[arg-type]


def today(actor: Actor, day: dt.date) -> Today:
    """The plan that stands for that day."""
    rows = Round.objects.visible_to(actor, WORK).filter(day=day)
    plan: Round | None = rows.select_related("author__staff").order_by("-version").first()
    if plan is None:
        return Today(None, [], [])
    deep = ("intervention__motive", "intervention__place", "intervention__dwelling")
    stops = Stop.objects.visible_to(actor, WORK).filter(round=plan)
    left = LeftOut.objects.visible_to(actor, WORK).filter(round=plan)
    return Today(
        plan,
        list(stops.select_related(*deep, "post__staff", "with_post__staff").order_by("post_id", "position")),
        list(left.select_related(*deep).order_by("intervention__importance", "intervention__due_at", "id")),
    )


def visits_since(actor: Actor, places_: Iterable[uuid.UUID]) -> list[Visit]:
    """What was noted at these places in the last ninety days, the latest first. One statement."""
    since = actor.moment - dt.timedelta(days=HISTORY_DAYS)
    rows = Visit.objects.visible_to(actor, Capability.INTERVENTION_WORK)
    rows = rows.filter(intervention__place__in=list(places_), at__gte=since)
    return list(
        rows.select_related("agent__staff", "intervention__place", "intervention__motive").order_by("-at", "id")
    )


def noted_by_others(actor: Actor, intervention: uuid.UUID, since: dt.datetime) -> list[Visit]:
    """What colleagues noted for the same request since then: both are kept, side by side."""
    rows = Visit.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(
        intervention=intervention, at__gte=since
    )
    return list(rows.exclude(agent=actor.acting_post).select_related("agent__staff").order_by("at", "id"))


def phones(actor: Actor, interventions: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The number that who asked left, by request."""
    rows = Asker.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(intervention__in=list(interventions))
    return {row.intervention_id: row.phone for row in rows if row.phone}


def at_the_doors(actor: Actor, dwellings: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[AtTheDoor]]:
    """What to do at these front doors, by dwelling; what one may not know of a door is not there."""
    rows = Lease.objects.visible_to(actor, Capability.HOUSEHOLD_DOOR).filter(dwelling__in=list(dwellings))
    homes = {row.household_id: row.dwelling_id for row in rows.filter(Q(ends=None) | Q(ends__gte=actor.today))}
    if not homes:
        return {}
    return {homes[household]: found for household, found in at_doors(actor, list(homes)).items()}


def offline_key(actor: Actor) -> OfflineKey | None:
    """Of what one's own key of today is made."""
    rows = OfflineKey.objects.visible_to(actor, WORK).filter(post=actor.acting_post, day=actor.today)
    found: OfflineKey | None = rows.first()
    return found
