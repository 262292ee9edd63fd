"""Safety instructions, and apart from them the fact behind each, which its author alone reads (P23)."""

import datetime as dt
import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.registry.safety.labels import NOT_TOLD_YET, TO_DO, in_words
from palier.registry.safety.rules import FACT_AT_MOST, LASTS_DAYS, NotToldYet, ToDo


class SafetyInstruction(Guarded):
    """What to do at a household's door: proposed by one worker, agreed by another, ending by itself.

    Every door learns what to do and until when, by a closed function; who agreed on it and whether the person was told
    would say more, so the row itself is for the workers who look after the household.
    """

    ACCESS = Paths(organisation="organisation", household="household", author="proposed_by", written_at="proposed_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    household_id: uuid.UUID
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+")
    what = ArrayField(models.CharField(max_length=20, choices=TO_DO))
    language = models.CharField(max_length=8, blank=True, default="", db_default="")
    proposed_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    agreed_at = models.DateTimeField(null=True)
    starts = models.DateField()
    ends = models.DateField()
    told_on = models.DateField(null=True)
    told_later = models.CharField(max_length=10, choices=NOT_TOLD_YET, blank=True, default="", db_default="")
    ended_early_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    DATA_CLASSES = data_classes(
        TENANCY="household what language ends",
        SECRET="id organisation proposed_by asked_of proposed_at agreed_at starts told_on told_later ended_early_on"
        " version",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what__contained_by=[one.value for one in ToDo]) & ~Q(what=[]), name="safety_says_what_to_do"
            ),
            models.CheckConstraint(
                condition=Q(what__contains=[ToDo.SPEAK_SLOWLY.value]) & ~Q(language="")
                | ~Q(what__contains=[ToDo.SPEAK_SLOWLY.value]) & Q(language=""),
                name="safety_language_is_to_speak_in",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")) & Q(ends__lte=F("starts") + dt.timedelta(days=LASTS_DAYS)),
                name="safety_ends_in_ninety_days",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=False, told_later="") | Q(told_on=None, told_later=NotToldYet.DANGER.value),
                name="safety_told_or_danger",
            ),
            models.CheckConstraint(condition=~Q(proposed_by=F("asked_of")), name="safety_agreed_by_another"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def words(self) -> list[str]:
        """What to do, in the language of the screen."""
        return in_words(self.what, self.language)


class SafetyGround(Guarded):
    """The fact behind an instruction: its author reads it, nobody else, and it goes with the instruction."""

    ACCESS = Paths(organisation="organisation", author="author")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    instruction = models.OneToOneField(SafetyInstruction, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    text = models.TextField(max_length=FACT_AT_MOST)
    day = models.DateField()

    DATA_CLASSES = data_classes(SECRET="id organisation instruction author text day")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="safety_ground_is_a_fact")]

    def __str__(self) -> str:
        return str(self.id)
