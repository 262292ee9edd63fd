"""Who is new where the actor looks after the place, and what she noted of it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.kept import kept
from palier.access.ledger import note_read
from palier.casework.welcomes.models import Welcome
from palier.casework.welcomes.rules import Began, WelcomeState, span_of_newcomers, state_of
from palier.identity.organisations.models import Place, PlaceAssignment, Replacement
from palier.kernel.errors import Refused
from palier.registry.housing import queries as housing
from palier.registry.housing.models import Lease


@dataclass(frozen=True)
class Newcomer:
    """A household that moved in, or will: its name and door, since when, and how the welcome stands."""

    began: Began
    home: housing.HouseholdRow
    inbox: uuid.UUID
    welcome: Welcome | None

    @property
    def state(self) -> WelcomeState:
        row = self.welcome
        return state_of(row.offered_on, row.met_on, row.off_my_list) if row else WelcomeState.TO_MEET


@kept
def _covered(actor: Actor) -> "QuerySet[Replacement]":
    """Whom the actor stands in for today."""
    return Replacement.objects.filter(covering=actor.post, valid__contains=actor.today)


def _inboxes(actor: Actor) -> set[uuid.UUID]:
    """The posts for whose places the actor looks: her own, and those she stands in for."""
    return {actor.post, *(row.absent_id for row in _covered(actor))} & set(actor.subjects)


def _buildings(posts: set[uuid.UUID], day: dt.date) -> "QuerySet[Place]":
    """The buildings under a place one of them is assigned to; a nearer place may still be another's."""
    held = PlaceAssignment.objects.filter(post__in=posts, valid__contains=day).values("place")
    return Place.objects.filter(Q(pk__in=held) | Q(parent__in=held) | Q(parent__parent__in=held))


def _assigned(place: str, day: dt.date) -> Subquery:
    return Subquery(PlaceAssignment.objects.filter(place=OuterRef(place), valid__contains=day).values("post")[:1])


def _first_leases(actor: Actor, lease: uuid.UUID | None = None) -> list[tuple[Began, uuid.UUID]]:
    """The leases that begin in these months, are their household's first and fall to the actor; each with its inbox.

    By the dwelling of the lease, so that who is still to move in has a worker too: the building's, else the site's,
    else the company's. One statement.
    """
    first, last = span_of_newcomers(actor.today)
    inboxes = _inboxes(actor)
    building = "dwelling__building__place"
    holders = (building, f"{building}__parent", f"{building}__parent__parent")
    rows = Lease.objects.visible_to(actor, Capability.HOUSEHOLD_READ).filter(starts__range=(first, last))
    rows = rows.filter(dwelling__building__in=_buildings(inboxes, actor.today).values("pk"))
    rows = rows.annotate(inbox=Coalesce(*(_assigned(place, actor.today) for place in holders)))
    earlier = Lease.objects.visible_to(actor, Capability.HOUSEHOLD_READ)
    earlier = earlier.filter(household=OuterRef("household"), starts__lt=OuterRef("starts"))
    rows = rows.filter(Q(ends=None) | Q(ends__gte=actor.today), inbox__in=inboxes).exclude(Exists(earlier))
    if lease is not None:
        rows = rows.filter(pk=lease)
    found = rows.order_by("starts", "pk").values_list("pk", "household", "starts", "inbox")
    return [(Began(*row), inbox) for *row, inbox in found]


def _newcomers(actor: Actor, language: str, lease: uuid.UUID | None = None) -> list[Newcomer]:
    require(actor, Capability.WELCOME_WORK)
    ours = _first_leases(actor, lease)
    homes = {row.id: row for row in housing.rows(actor, [one.household for one, _ in ours], language)} if ours else {}
    noted = Welcome.objects.visible_to(actor, Capability.WELCOME_READ).filter(lease__in=[one.lease for one, _ in ours])
    by_lease = {row.lease_id: row for row in noted}
    return [
        Newcomer(one, homes[one.household], inbox, by_lease.get(one.lease))
        for one, inbox in ours
        if one.household in homes
    ]


def newcomers(actor: Actor, language: str) -> list[Newcomer]:
    """The newcomers of the actor's places, by day of moving in. One line of the ledger when something was noted."""
    found = _newcomers(actor, language)
    subjects = {one.welcome.subject_id for one in found if one.welcome}
    if subjects:
        note_read(actor, "newcomers", subjects=subjects, ground="in_the_team")
    return found


def newcomer(actor: Actor, lease: uuid.UUID, language: str) -> Newcomer:
    """One of them. Raises Refused for whoever is not new, or not the actor's to welcome."""
    found = _newcomers(actor, language, lease)
    if not found:
        raise Refused()
    return found[0]


def to_meet(actor: Actor) -> int:
    """How many have not been offered anything yet: for the actor's own day, and nobody else's."""
    began = [one for one, _ in _first_leases(actor) if one.starts <= actor.today]
    noted = Welcome.objects.visible_to(actor, Capability.WELCOME_READ).filter(lease__in=[one.lease for one in began])
    seen = set(noted.values_list("lease", flat=True))
    return sum(one.lease not in seen for one in began)


def month_of(one: Newcomer) -> dt.date:
    """The month in which it moved in."""
    return one.began.starts.replace(day=1)
