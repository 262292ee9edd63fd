"""A letter that somebody brought: its kind, its date, what to do with it. Never what it says."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import OfSubject, Paths
from palier.access.labels import TIERS
from palier.access.rules import Tier
from palier.access.sealed_text import SealedText
from palier.casework.mail_bag.labels import LETTER_KINDS, SORTS


class BroughtLetter(OfSubject):
    """One line of a bag. It lies where its contact lies: in the file, else in the inbox of who looks after her.

    `contact`: of the sitting; `step`, `reply`: the small step and the letter that followed. Ids: each goes in its time.
    """

    ACCESS = Paths(
        organisation="organisation",
        subject="subject",
        author="author",
        tier="tier",
        persons="concerns",
        household="household",
        written_at="written_at",
        dies_on="ends_on",
    )

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+")
    contact = models.UUIDField()
    step = models.UUIDField(null=True)
    reply = models.UUIDField(null=True)
    confided_by = ArrayField(models.UUIDField(), default=list)
    concerns = ArrayField(models.UUIDField(), default=list)
    kind = models.CharField(max_length=20, choices=LETTER_KINDS)
    sender = SealedText(blank=True)
    deadline = models.DateField(null=True)
    sort = models.CharField(max_length=10, choices=SORTS, blank=True)
    tier = models.CharField(max_length=12, choices=TIERS, default=Tier.TEAM)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())
    ends_on = models.DateField()

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject household contact step reply confided_by concerns kind sender deadline sort"
        " tier author written_at ends_on"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(kind=""), name="a_brought_letter_has_a_kind")]

    def __str__(self) -> str:
        return str(self.id)
