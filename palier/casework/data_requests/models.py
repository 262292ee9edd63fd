"""A person's request about her own data, and what is decided of each item."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import OfSubject, Paths
from palier.casework.data_requests.labels import DECISIONS, HANDED, ITEM_KINDS, MOTIVES, RIGHTS, STATES
from palier.casework.data_requests.rules import DataRequestState, Decision


class DataRequest(OfSubject):
    """What she asks, in the inbox of one worker who holds something of her. `asked`: the same for all of them."""

    ACCESS = Paths(
        organisation="organisation",
        subject="subject",
        author="author",
        persons="concerns",
        household="household",
        written_at="received_at",
    )

    asked = models.UUIDField()
    household = models.ForeignKey("people.Household", null=True, on_delete=models.PROTECT, related_name="+")
    concerns = ArrayField(models.UUIDField())
    right = models.CharField(max_length=12, choices=RIGHTS)
    text = models.TextField(blank=True)
    # Nobody: she asked at her own door.
    author = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(db_default=Now())
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default=DataRequestState.OPEN)
    answer = models.TextField(blank=True, default="", db_default="")
    answered_on = models.DateField(null=True)
    handed = models.CharField(max_length=10, choices=HANDED, blank=True, default="", db_default="")
    ends_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject asked household concerns right text author received_at due_on state answer"
        " answered_on handed ends_on version"
    )

    class Meta:
        indexes = [models.Index(fields=["subject", "due_on"], name="data_requests_of_subject")]

    def __str__(self) -> str:
        return str(self.id)


class DataDecision(OfSubject):
    """One item, decided. What is kept back, whole or in part, stands only once the officer has confirmed its reason."""

    ACCESS = Paths(organisation="organisation", subject="subject", author="decided_by", written_at="decided_at")

    data_request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="+")
    item = models.UUIDField()
    kind = models.CharField(max_length=12, choices=ITEM_KINDS)
    decision = models.CharField(max_length=10, choices=DECISIONS)
    words = models.TextField(blank=True)  # what goes, when it goes in part
    motive = models.CharField(max_length=14, choices=MOTIVES, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(db_default=Now())
    confirmed_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    sent_back = models.CharField(max_length=300, blank=True, default="", db_default="")  # by the officer: her question
    version = models.PositiveIntegerField(default=1, db_default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject data_request item kind decision words motive reason decided_by decided_at"
        " confirmed_by sent_back version"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["data_request", "item"], name="one_decision_an_item"),
            models.CheckConstraint(
                condition=Q(decision=Decision.GIVE) | (~Q(motive="") & ~Q(reason="")), name="kept_back_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
