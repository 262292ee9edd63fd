"""Pairs of lines of the register that may be one person. Declared facts only: nothing here knows of a file (P49)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.registry.doubles.labels import REASONS, STATES
from palier.registry.doubles.rules import PairState


class DoublePair(Guarded):
    """Two persons of one company's register that resemble each other. Found by the night round, decided by a person."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    one_id: uuid.UUID
    other_id: uuid.UUID
    one = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()  # 60 to 100
    reasons = ArrayField(models.CharField(max_length=20, choices=REASONS))
    found_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=STATES, default=PairState.OPEN, db_default=PairState.OPEN.value)
    decided_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)

    DATA_CLASSES = data_classes(TENANCY="id organisation one other score reasons found_at state decided_by decided_on")

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "-score"], name="doubles_to_look_at")]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_pair_of_two_persons"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="double_pair_ordered"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Merging(Guarded):
    """Two lines said to be one person: asked, always, of the two workers who look after the places of both (P49).

    Who is asked follows from the place and never from a file, so that a proposal looks the same, to whoever made it
    and to the end, whether somebody is accompanied or not (P1).
    """

    ACCESS = Paths(organisation="organisation", author="proposed_by", written_at="proposed_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    pair = models.ForeignKey(DoublePair, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    merged = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    proposed_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField(db_default=Now())
    asked_kept = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_merged = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    agreed_kept_at = models.DateTimeField(null=True)
    agreed_merged_at = models.DateTimeField(null=True)
    merged_at = models.DateTimeField(null=True)

    DATA_CLASSES = data_classes(
        TENANCY="id organisation pair kept merged proposed_by proposed_at asked_kept asked_merged agreed_kept_at"
        " agreed_merged_at merged_at"
    )

    class Meta:
        indexes = [models.Index(fields=["organisation", "-proposed_at"], name="mergings_of_company")]
        constraints = [models.CheckConstraint(condition=~Q(kept=F("merged")), name="merging_of_two_persons")]

    def __str__(self) -> str:
        return str(self.id)


class DoubleKey(Guarded):
    """How a person's two names sound, whichever comes first: what the night round looks up. No role reads it."""

    ACCESS = Paths(organisation="organisation", person="person")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    sound = models.CharField(max_length=20)
    made_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(TENANCY="id organisation person sound made_at")

    class Meta:
        indexes = [models.Index(fields=["organisation", "sound"], name="doubles_by_sound")]

    def __str__(self) -> str:
        return str(self.id)
