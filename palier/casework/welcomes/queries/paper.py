"""What the card and the folder say: the worker, how to reach her, when people are received, the commune."""

import datetime as dt
import uuid
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.casework.welcomes.queries.newcomers import newcomer
from palier.identity.organisations.models import Post
from palier.kernel.language import Bilingual
from palier.registry.calendar import queries as calendar
from palier.registry.calendar.models import SessionSeries
from palier.registry.calendar.rules.sessions import PUBLIC_KINDS
from palier.registry.housing.models import Lease
from palier.registry.people import queries as people


@dataclass(frozen=True)
class Hours:
    """A session as paper says it: which days, which hours, where or on which number."""

    kind: str
    weekdays: tuple[int, ...]
    starts: dt.time
    ends: dt.time
    venue: Bilingual
    address: Bilingual
    phone: str


@dataclass(frozen=True)
class Sheet:
    """`language`: the person's when the household has one, else that of the screen."""

    lease: uuid.UUID
    label: str
    worker: str
    phone: str
    company: Bilingual
    commune: Bilingual
    hours: tuple[Hours, ...]
    language: str


def sheet(actor: Actor, lease: uuid.UUID, language: str) -> Sheet:
    """Raises Refused for a lease that is not the actor's to welcome."""
    one = newcomer(actor, lease, language)
    worker = Post.objects.select_related("staff", "service", "organisation").get(pk=one.inbox)
    members = people.members(actor, one.began.household)
    spoken = next((member.person.language for member in members if member.person.language in {"fr", "nl"}), language)
    return Sheet(
        lease=lease,
        label=one.home.label,
        worker=str(worker.staff),
        phone=worker.staff.phone or (worker.service.phone if worker.service else ""),
        company=Bilingual(worker.organisation.name_fr, worker.organisation.name_nl),
        commune=_commune(actor, lease),
        hours=tuple(
            _hours(row) for row in calendar.series(actor.organisation, actor.today) if row.kind in PUBLIC_KINDS
        ),
        language=spoken,
    )


def _commune(actor: Actor, lease: uuid.UUID) -> Bilingual:
    row = Lease.objects.visible_to(actor, Capability.HOUSEHOLD_READ).select_related("dwelling__building__municipality")
    commune = row.get(pk=lease).dwelling.building.municipality
    return Bilingual(commune.name_fr, commune.name_nl) if commune else Bilingual("", "")


def _hours(row: SessionSeries) -> Hours:
    nothing = Bilingual("", "")
    venue = row.venue
    return Hours(
        kind=row.kind,
        weekdays=tuple(sorted(row.weekdays)),
        starts=row.starts,
        ends=row.ends,
        venue=Bilingual(venue.name_fr, venue.name_nl) if venue else nothing,
        address=Bilingual(venue.address_fr, venue.address_nl) if venue else nothing,
        phone=row.phone,
    )
