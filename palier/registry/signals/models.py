"""Signals between services."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.registry.signals.labels import ANSWERS, PHRASES
from palier.registry.signals.rules import SignalState, Theme


class Signal(Guarded):
    """One thing told by one service to another. Neither amount nor reason travels with it.

    A question to the colleague who looks after a household is one too: it stays inside the social service, and its
    answer comes back from a closed list.
    """

    ACCESS = Paths(organisation="organisation", author="author", written_at="sent_at", household="household")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    origin_service = models.ForeignKey("organisations.Service", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    recipient_service = models.ForeignKey("organisations.Service", on_delete=models.PROTECT, related_name="+")
    recipient_post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("organisations.Place", null=True, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", null=True, on_delete=models.PROTECT, related_name="+")
    theme = models.CharField(max_length=30, choices=[(t, t) for t in Theme])
    phrase = models.CharField(max_length=20, choices=PHRASES, blank=True, default="", db_default="")
    text = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=[(s, s) for s in SignalState], default=SignalState.SENT)
    received_on = models.DateField(null=True)  # all that its sender learns (P22)
    answer = models.CharField(max_length=20, choices=ANSWERS, blank=True, default="", db_default="")
    answer_day = models.DateField(null=True)

    DATA_CLASSES = data_classes(
        SECRET="id organisation origin_service author recipient_service recipient_post place household theme phrase"
        " text sent_at state received_on answer answer_day"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["recipient_post", "-sent_at"],
                condition=~Q(state="done"),
                name="signals_waiting_for_post",
            ),
            models.Index(fields=["recipient_service", "-sent_at"], name="signals_of_service"),
        ]

    def __str__(self) -> str:
        return str(self.id)
