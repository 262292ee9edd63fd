"""A file kept with an item of work. The bytes lie outside the database; who may read the row may have them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import OfSubject, Paths
from palier.access.labels import TIERS
from palier.access.rules import Tier
from palier.access.sealed_text import SealedText
from palier.registry.documents.labels import FILE_KINDS, TAKEN_OUT
from palier.registry.documents.rules import LARGEST


class Document(OfSubject):
    """One cleaned file. It belongs to a subject (a file or an inbox), and perhaps to one item of it.

    The table has one more column, `words`, its name for search: filled by a trigger, read by sec.find_documents only.
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

    household = models.ForeignKey("people.Household", null=True, on_delete=models.PROTECT, related_name="+")
    item = models.UUIDField(null=True)  # the contact or step it came with, of any wing
    confided_by = ArrayField(models.UUIDField(), default=list)
    concerns = ArrayField(models.UUIDField(), default=list)
    name = SealedText()
    kind = models.CharField(max_length=8, choices=FILE_KINDS)
    size = models.PositiveIntegerField()  # bytes, as they were kept and are given back
    sha256 = models.BinaryField()  # of the bytes as they lie on the disk
    taken_out = ArrayField(models.CharField(max_length=20, choices=TAKEN_OUT), default=list)
    tier = models.CharField(max_length=12, choices=TIERS, default=Tier.TEAM)
    file_key = SealedText(blank=True, default="", db_default="")  # what opens its bytes, when these are sealed
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())
    ends_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject household item confided_by concerns name kind size sha256 taken_out tier"
        " file_key author written_at ends_on version"
    )

    class Meta:
        indexes = [models.Index(fields=["subject", "-written_at"], name="documents_of_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0, size__lte=LARGEST), name="document_size"),
            models.CheckConstraint(condition=~Q(tier=Tier.AUTHOR) | Q(ends_on__isnull=False), name="own_document_dies"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PhotoCode(OfSubject):
    """A QR drawn for a telephone: where its photos go, whom they concern, and the hash of what its address says.

    `author`: the worker who drew it, and who keeps what arrives. `documents_end`: the last day of those documents.
    `item`: what they come with, of any wing.
    """

    ACCESS = Paths(
        organisation="organisation",
        subject="subject",
        author="author",
        persons="persons",
        household="household",
        written_at="drawn_at",
    )

    household = models.ForeignKey("people.Household", null=True, on_delete=models.PROTECT, related_name="+")
    item = models.UUIDField(null=True)
    persons = ArrayField(models.UUIDField(), default=list)
    code_hash = models.BinaryField(unique=True)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    drawn_at = models.DateTimeField(db_default=Now())
    ends_at = models.DateTimeField()
    documents_end = models.DateField(null=True)
    used_at = models.DateTimeField(null=True)
    arrived = models.PositiveSmallIntegerField(default=0)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject household item persons code_hash author drawn_at ends_at documents_end used_at"
        " arrived"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(used_at__isnull=True) | Q(arrived__gt=0), name="photo_code_used"),
        ]

    def __str__(self) -> str:
        return str(self.id)
