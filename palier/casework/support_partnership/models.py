"""Of the partnership itself: no tenant, no worker who asks, no request stands here (class C1)."""

import uuid

from django.db import models
from django.db.models import F, Q

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.casework.support_partnership.labels import KINDS, NOTES
from palier.kernel.identifiers import new_id

OURS = Paths(organisation="organisation")


class Presentation(Guarded):
    """How the work was made known: when, before whom, how many were there, what came out of it (seed 004)."""

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=20, choices=KINDS)
    before = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=200, blank=True)
    present = models.PositiveSmallIntegerField(null=True)
    came_of_it = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(INTERNAL="id organisation day kind before audience present came_of_it version")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(before__isnull=False) | ~Q(audience=""), name="a_presentation_is_before_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class FundingPeriod(Guarded):
    """A subsidy: from when until when, of whom, by which decision. Between two of them there may be a gap (S4-081)."""

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)  # its last day; None: without end
    funder = models.CharField(max_length=200)
    decision = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=11, decimal_places=2, null=True)  # euros
    structural = models.BooleanField(default=False)
    half_time_posts = models.PositiveSmallIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation since until funder decision amount structural half_time_posts version"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="funding_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.funder} {self.since}"


class PartnershipNote(Guarded):
    """A dated line: suspended, running again, a risk, what a sector learnt. Never changed: the latest one stands."""

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=20, choices=NOTES)
    words = models.TextField()

    DATA_CLASSES = data_classes(INTERNAL="id organisation day kind words")

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class FrozenYear(Guarded):
    """The figures of a year that is over, small cells closed for the sector: what the Region reads. Never changed.

    `figures`: see rules/figures.py. The requests behind them may since have been erased.
    """

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    frozen_on = models.DateField()
    figures = models.JSONField()

    DATA_CLASSES = data_classes(INTERNAL="id organisation year frozen_on figures")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="a_year_is_frozen_once"),
        ]

    def __str__(self) -> str:
        return str(self.year)
