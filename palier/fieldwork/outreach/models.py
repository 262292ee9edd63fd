"""Evenings on which agents meet young people, and what they see: places, themes, numbers. No row points at a person."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.fieldwork.outreach.labels import THEMES
from palier.fieldwork.outreach.rules import SEEN_AT_MOST, WORDS_AT_MOST
from palier.kernel.identifiers import new_id


class Evening(Guarded):
    """Agents went to meet young people. `agents`, `met`: how many, never who (P28). `next_on`: when they go again."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("organisations.Place", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    agents = models.PositiveSmallIntegerField()
    themes = ArrayField(models.CharField(max_length=20, choices=THEMES), default=list)
    met = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    next_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(INTERNAL="id organisation place on starts ends agents themes met words next_on version")

    class Meta:
        indexes = [models.Index(fields=["place", "-on"], name="evenings_of_place")]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="evening_begins_then_ends"),
            models.CheckConstraint(condition=Q(agents__gt=0), name="evening_has_an_agent"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"


class Observation(Guarded):
    """What was seen at a place, never of a person. After twelve months a number by theme."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("organisations.Place", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    theme = models.CharField(max_length=20, choices=THEMES)
    words = models.CharField(max_length=SEEN_AT_MOST)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(INTERNAL="id organisation place on theme words version")

    class Meta:
        indexes = [models.Index(fields=["place", "-on"], name="observations_of_place")]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="observation_says_what")]

    def __str__(self) -> str:
        return self.words
