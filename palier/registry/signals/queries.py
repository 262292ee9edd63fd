"""Reads of signals. Fetch is check: only who it is addressed to reads one."""

import uuid

from django.db import connection
from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.identity.organisations.models import Place, Post, Service
from palier.identity.organisations.queries import is_open
from palier.identity.organisations.rules import PlaceKind, ServiceKind
from palier.kernel.errors import Refused
from palier.registry.signals.models import Signal
from palier.registry.signals.rules import Theme


def received(actor: Actor) -> "QuerySet[Signal]":
    """Signals addressed to the actor's service or post, the latest first."""
    rows: QuerySet[Signal] = Signal.objects.visible_to(actor, Capability.SIGNAL_READ)
    return rows.order_by("-sent_at", "-id")


def my_sentences(actor: Actor) -> list[Signal]:
    """What the actor herself sent, to be read again for the shift (P22)."""
    rows = Signal.objects.visible_to(actor, Capability.SIGNAL_REREAD).exclude(
        theme__in=[Theme.EMERGENCY_ACCESS, Theme.COLLEAGUE_QUESTION]
    )
    rows = rows.select_related("recipient_service", "household", "place")
    return list(rows.order_by("-sent_at", "-id"))


def my_questions(actor: Actor) -> list[Signal]:
    """What the actor asked a colleague in the last seven days, with the answer, the latest first."""
    rows = Signal.objects.visible_to(actor, Capability.QUESTION_REREAD).select_related("household")
    return list(rows.order_by("-sent_at", "-id"))


def question(actor: Actor, pk: uuid.UUID) -> Signal:
    """A question that waits for the actor's answer, or Refused."""
    rows = Signal.objects.visible_to(actor, Capability.QUESTION_ANSWER).filter(pk=pk, answer="")
    found: Signal | None = rows.select_related("household", "author__staff").first()
    if found is None:
        raise Refused()
    return found


def asked_for(actor: Actor, household: uuid.UUID) -> Post | None:
    """The colleague one asks about a household: by its place, whether there is a file or not (D12). None: nobody is."""
    require(actor, Capability.QUESTION_ASK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.asked_for(%s)", [household])
        found = cursor.fetchone()[0]
    return Post.objects.select_related("staff").filter(pk=found).first() if found else None


def recipients(actor: Actor) -> list[Service]:
    """The services to which the actor may send: any of her organisation but her own, never two social ones."""
    if actor.service is None:
        return []
    rows = Service.objects.filter(is_open(actor.today), organisation=actor.organisation).exclude(pk=actor.service)
    if actor.service_kind == ServiceKind.SOCIAL:
        rows = rows.exclude(kind=ServiceKind.SOCIAL)
    return list(rows.order_by("kind", "name_fr", "pk"))


def places(actor: Actor) -> list[Place]:
    """The sites and buildings a signal may be about."""
    rows = Place.objects.filter(organisation=actor.organisation, kind__in=[PlaceKind.SITE, PlaceKind.BUILDING])
    return list(rows.order_by("name_fr", "pk"))
