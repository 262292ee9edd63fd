"""The same words to all households of some places; nothing in it is about anybody."""

from django.db import models
from django.db.models import Q

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.registry.messaging.labels import (
    LETTER_LANGUAGES,
    MAILING_CHANNELS,
    MAILING_KINDS,
    MAILING_STATES,
)
from palier.registry.messaging.rules.mailings import HEADING_AT_MOST, MailingState


class Mailing(Guarded):
    """An order to write to all households of some places. `about`: the meeting. `total`: how many households; those
    by hand count in it from five on (D35).

    `kept`: how many went by which way, once its lines are forgotten; before that they are counted.
    """

    ACCESS = Paths(organisation="organisation", author="ordered_by", written_at="ordered_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=12, choices=MAILING_KINDS)
    about = models.UUIDField()
    title_fr = models.CharField(max_length=HEADING_AT_MOST)
    body_fr = models.TextField()
    title_nl = models.CharField(max_length=HEADING_AT_MOST)
    body_nl = models.TextField()
    day = models.DateField(null=True)
    hour = models.TimeField(null=True)
    ordered_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    kept = models.JSONField(null=True)

    DATA_CLASSES = data_classes(
        TENANCY="id organisation kind about title_fr body_fr title_nl body_nl day hour ordered_by ordered_at total kept"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about", "kind"], name="one_mailing_a_kind"),
            models.CheckConstraint(
                condition=~Q(title_fr="") & ~Q(title_nl="") & ~Q(body_fr="") & ~Q(body_nl=""),
                name="mailing_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class MailingLine(Guarded):
    """One household of a mailing. No role of the application reads it: numbers alone come out, and the sheets to post.

    `place`: where its letter lies on the pile, street by street; `batch`: the file it is printed in.
    """

    ACCESS = Paths(organisation="organisation", household="household")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=4, choices=LETTER_LANGUAGES)
    channel = models.CharField(max_length=8, choices=MAILING_CHANNELS)
    place = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=MAILING_STATES, default=MailingState.WAITING)
    batch = models.PositiveSmallIntegerField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    proof = models.CharField(max_length=120, blank=True)

    DATA_CLASSES = data_classes(
        TENANCY="id organisation mailing household language channel place state batch tries due_at leased_until sent_at"
        " proof"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["mailing", "place"], name="mailing_lines_to_make", condition=Q(state=MailingState.WAITING)
            ),
            models.Index(fields=["mailing", "batch"], name="mailing_lines_of_file"),
            models.Index(
                fields=["due_at"],
                name="mailing_lines_to_send",
                condition=Q(channel="mail", state__in=[MailingState.WAITING, MailingState.UNDER_WAY]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["mailing", "household"], name="one_line_a_household"),
            models.CheckConstraint(
                condition=~Q(state=MailingState.SENT) | (Q(sent_at__isnull=False) & ~Q(proof="")),
                name="a_line_sent_has_a_proof",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
