"""A hand-over, what is said of each file, and which contacts stay behind."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, OfSubject, Paths
from palier.casework.handovers.labels import STATES, TOLD_HOW
from palier.casework.handovers.rules import OVERLAP_DAYS, HandoverState
from palier.kernel.identifiers import new_id


class Handover(Guarded):
    """One worker leaves files, her inbox, her places to another from a day on. It names no household.

    `everything`: all files that are open on the day, as the head asks by number; else those whose note says they pass.
    """

    ACCESS = Paths(organisation="organisation", author="author", parties=("from_post", "to_post"))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    from_post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    to_post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    overlap_ends = models.DateField()
    everything = models.BooleanField(default=False)
    inbox = models.BooleanField(default=True)
    places = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=STATES, default=HandoverState.PREPARING)
    done_on = models.DateField(null=True)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation from_post to_post starts overlap_ends everything inbox places state done_on author"
        " written_at version"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(overlap_ends__gte=F("starts"))
                & Q(overlap_ends__lte=F("starts") + datetime.timedelta(days=OVERLAP_DAYS)),
                name="overlap_of_thirty_days",
            ),
            models.CheckConstraint(condition=~Q(from_post=F("to_post")), name="handed_to_another"),
            models.CheckConstraint(
                condition=Q(state=HandoverState.DONE, done_on__isnull=False)
                | (~Q(state=HandoverState.DONE) & Q(done_on=None)),
                name="done_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class HandoverNote(OfSubject):
    """What the next worker needs of one file, and whether the tenant was told who follows. It goes with its file."""

    ACCESS = Paths(
        organisation="organisation",
        subject="subject",
        author="author",
        written_at="written_at",
        parties=("handover__from_post", "handover__to_post"),
    )

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    passes = models.BooleanField(default=True)
    stands = models.TextField(blank=True)
    next_on = models.DateField(null=True)
    promised = models.TextField(blank=True)
    reached = models.TextField(blank=True)
    helpers = models.TextField(blank=True)
    told_on = models.DateField(null=True)
    told_how = models.CharField(max_length=12, choices=TOLD_HOW, blank=True)
    another_on = models.DateField(null=True)  # she asked for another worker; nobody writes why
    seen_on = models.DateField(null=True)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject handover case passes stands next_on promised reached helpers told_on told_how"
        " another_on seen_on author written_at version"
    )

    class Meta:
        indexes = [models.Index(fields=["subject"], name="handover_notes_of_subject")]
        constraints = [
            models.UniqueConstraint(fields=["handover", "case"], name="one_note_a_file"),
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="") | (Q(told_on__isnull=False) & ~Q(told_how="")),
                name="told_on_a_day_somehow",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class KeptBack(OfSubject):
    """A contact that its author does not pass on: on the day it becomes her aide-mémoire (P31, P17)."""

    ACCESS = Paths(organisation="organisation", subject="subject", author="author", written_at="written_at")

    contact = models.OneToOneField("cases.Contact", on_delete=models.PROTECT, related_name="+")
    standing = models.BooleanField(default=True)  # taken back until the day, it does not stand
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(SECRET="id organisation subject contact standing author written_at")

    def __str__(self) -> str:
        return str(self.id)
