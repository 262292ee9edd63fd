"""Reads of signals. Fetch is check: only who it is addressed to reads one."""

from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.registry.signals.models import Signal


def received(actor: Actor) -> "QuerySet[Signal]":
    """Signals addressed to the actor's service or post, the latest first."""
    rows: QuerySet[Signal] = Signal.objects.visible_to(actor, Capability.SIGNAL_READ)
    return rows.order_by("-sent_at", "-id")
