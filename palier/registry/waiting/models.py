"""Arrivals at a session, and what remains of them when their names have gone."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.registry.waiting.labels import ARRIVAL_STATES
from palier.registry.waiting.rules import ArrivalState


class Arrival(Guarded):
    """Somebody who came. That she sat there is secret (P1); the row goes after twenty-four hours (P39), no history."""

    ACCESS = Paths(organisation="organisation", author="author", household="household", written_at="arrived_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    venue = models.ForeignKey("calendar.Venue", on_delete=models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey(
        "people.Household", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    who = models.CharField(max_length=100, blank=True)  # the name as said
    looks = models.CharField(max_length=100, blank=True)  # to find her again in the room, for who gives no name
    language = models.CharField(max_length=8, blank=True)
    interpreter = models.BooleanField(default=False)
    asked_for = models.ForeignKey(
        "organisations.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=12, choices=ARRIVAL_STATES, default=ArrivalState.WAITING)
    arrived_at = models.DateTimeField(db_default=Now())
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(
        "organisations.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    gone_at = models.DateTimeField(null=True)
    noted = models.BooleanField(default=False)  # a contact was written about it
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation venue household who looks language interpreter asked_for state arrived_at received_at"
        " received_by gone_at noted author version"
    )

    class Meta:
        indexes = [models.Index(fields=["organisation", "arrived_at"], name="arrivals_lately")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ArrivalState.RECEIVED) | Q(received_by__isnull=False, received_at__isnull=False),
                name="received_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class WaitingCount(Guarded):
    """A day at a venue, in numbers: no name, no worker (P28)."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    venue = models.ForeignKey("calendar.Venue", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    arrived = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    left_unseen = models.PositiveIntegerField(default=0)
    interpreters = models.PositiveIntegerField(default=0)
    minutes_waited = models.PositiveIntegerField(default=0)  # of those received, together

    DATA_CLASSES = data_classes(
        SECRET="id organisation venue day arrived received left_unseen interpreters minutes_waited"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue", "day"], name="one_waiting_count_a_day")]

    def __str__(self) -> str:
        return str(self.day)
