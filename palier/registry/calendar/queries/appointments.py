"""Reads of appointments, of the slots still free beside them, and of feeds."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Lower

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.kept import kept
from palier.identity.organisations.models import Replacement
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import Refused
from palier.registry.calendar.models import Appointment, CalendarFeed
from palier.registry.calendar.queries.sessions import sessions
from palier.registry.calendar.rules.appointments import HOLDS_ITS_HOUR, AppointmentState
from palier.registry.calendar.rules.sessions import SessionKind, Span, at
from palier.registry.calendar.rules.slots import free_slots


def appointments(actor: Actor, first: dt.date, last: dt.date) -> "QuerySet[Appointment]":
    """The appointments that the actor may see from `first` to `last`, both included, in order of time."""
    rows = Appointment.objects.visible_to(actor, Capability.APPOINTMENT_READ)
    span = (at(first, dt.time()), at(last + dt.timedelta(days=1), dt.time()))
    return rows.filter(span__overlap=span).select_related("worker__staff", "venue", "household").order_by(Lower("span"))


@kept
def coming(actor: Actor, household: uuid.UUID) -> "QuerySet[Appointment]":
    """What is agreed with a household and still to come, the next one first; a handful at most."""
    rows = Appointment.objects.visible_to(actor, Capability.APPOINTMENT_READ)
    rows = rows.filter(household=household, state=AppointmentState.PLANNED, span__endswith__gt=actor.moment)
    return rows.select_related("worker__staff").order_by("span")[:5]


def appointment(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.APPOINTMENT_READ) -> Appointment:
    """One appointment. Raises Refused when it is not there for the actor."""
    row: Appointment | None = (
        Appointment.objects.visible_to(actor, capability)
        .select_related("worker__staff", "worker__service", "venue", "household")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise Refused()
    return row


def offered(actor: Actor, first: dt.date, last: dt.date, *, minutes: int) -> list[Span]:
    """The slots of `minutes` in the actor's own hours for appointments that are still free, in order.

    Busy is what she may see: her own appointments. One of hers that lies in a file she has left is not among them; the
    database refuses the double hour then.
    """
    require(actor, Capability.APPOINTMENT_ADD)
    rows = sessions(first, last, organisation=actor.organisation, kinds=[SessionKind.APPOINTMENTS])
    away = list(
        Replacement.objects.filter(absent=actor.post, valid__overlap=(first, last + dt.timedelta(days=1))).values_list(
            "valid", flat=True
        )
    )
    openings = [
        row.span
        for row in rows
        if actor.post in row.posts and row.closed is None and not any(row.day in days for days in away)
    ]
    mine = appointments(actor, first, last).filter(worker=actor.post, state__in=HOLDS_ITS_HOUR)
    busy = [Span(span.lower, span.upper) for span in mine.values_list("span", flat=True)]
    return free_slots(openings, busy, minutes=minutes, now=actor.moment.astimezone(BRUSSELS))


def feeds(actor: Actor) -> list[CalendarFeed]:
    """The addresses this post has given to calendar programs, those in use first."""
    rows = CalendarFeed.objects.visible_to(actor, Capability.FEED_MAKE).select_related("venue")
    return sorted(rows, key=lambda row: (row.withdrawn_at is not None, row.made_at))


@dataclass(frozen=True)
class Feed:
    """What an address stands for."""

    kind: str
    organisation: uuid.UUID
    post: uuid.UUID
    service: uuid.UUID | None
    venue: uuid.UUID | None


def feed(secret: str) -> Feed | None:
    """What the address with this secret stands for; None when it stands for nothing (any more)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, organisation, post, service, venue FROM sec.feed(%s)", [secret])
        row = cursor.fetchone()
    return Feed(*row) if row else None


def busy_of_feed(secret: str, since: dt.datetime, until: dt.datetime) -> list[tuple[uuid.UUID, uuid.UUID, Span]]:
    """(id, worker, span) of what makes busy; the database gives hours and nothing else (P48)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, worker, starts, ends FROM sec.feed_busy(%s, %s, %s)", [secret, since, until])
        return [(pk, worker, Span(starts, ends)) for pk, worker, starts, ends in cursor.fetchall()]
