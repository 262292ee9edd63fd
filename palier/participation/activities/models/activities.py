"""An activity, where it comes from, its stages and its days. Who took part is a number by kind of party, no more.

All of it is class C1: the house may know what it does with many. No field is made for a name.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.kernel.parties import Party
from palier.participation.activities.labels import (
    APPROACHES,
    AXES,
    BRANCHES,
    KINDS,
    METHODS,
    ORIGIN_THEMES,
    STAGES,
    SUBJECTS,
    TEMPORALITIES,
)
from palier.participation.activities.labels.categories import CATEGORIES
from palier.participation.activities.rules import ABOUT_AT_MOST, NEVER_AN_ORIGIN, TITLE_AT_MOST, WORDS_AT_MOST, Axis
from palier.ui.screen import said

OURS = Paths(organisation="organisation")
NEVER = sorted(NEVER_AN_ORIGIN)


class Activity(Guarded):
    """What is done with many, from what was observed to what the group achieved.

    `places`: ids of sites or buildings; `partners`: ids of partner organisations of the directory; `why_together`: what
    none could do alone (seed 000); `about_fr`, `about_nl`: for tenants; `ends` None: without end yet; `owner`: the post
    that answers for it.
    """

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    axis = models.CharField(max_length=12, choices=AXES)
    branch = models.CharField(max_length=25, choices=BRANCHES, blank=True)
    kind = models.CharField(max_length=25, choices=KINDS)
    subjects = ArrayField(models.CharField(max_length=20, choices=SUBJECTS), default=list)
    categories = ArrayField(models.CharField(max_length=25, choices=CATEGORIES), default=list)
    approaches = ArrayField(models.CharField(max_length=10, choices=APPROACHES), default=list)
    temporality = models.CharField(max_length=10, choices=TEMPORALITIES)
    places = ArrayField(models.UUIDField(), default=list)
    partners = ArrayField(models.UUIDField(), default=list)
    title_fr = models.CharField(max_length=TITLE_AT_MOST)
    title_nl = models.CharField(max_length=TITLE_AT_MOST)
    about_fr = models.CharField(max_length=ABOUT_AT_MOST, blank=True)
    about_nl = models.CharField(max_length=ABOUT_AT_MOST, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True)
    origin_words = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    why_together = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    outcome = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    owner = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation axis branch kind subjects categories approaches temporality places partners title_fr"
        " title_nl about_fr about_nl starts ends origin_words why_together outcome owner closed_on version"
    )

    class Meta:
        indexes = [models.Index(fields=["organisation", "-starts"], name="activities_of_company")]
        constraints = [
            models.CheckConstraint(condition=~Q(title_fr="") & ~Q(title_nl=""), name="activity_titled_twice"),
            models.CheckConstraint(condition=~Q(axis=Axis.INDIVIDUAL), name="activity_is_with_many"),
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="activity_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return said(self, "title")

    @property
    def about(self) -> str:
        return said(self, "about")


class ActivityStage(Guarded):
    """The part inhabitants had at a stage, and what limited it (seed 000)."""

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=15, choices=STAGES)
    on = models.DateField()
    inhabitants = models.CharField(max_length=WORDS_AT_MOST)
    limits = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(INTERNAL="id organisation activity stage on inhabitants limits version")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "stage"], name="one_stage_an_activity"),
            models.CheckConstraint(condition=~Q(inhabitants=""), name="stage_says_their_part"),
        ]

    def __str__(self) -> str:
        return self.stage


def _how_many() -> Any:
    return models.PositiveSmallIntegerField(null=True)


class ActivitySession(Guarded):
    """One day of an activity. The six numbers are all there, or none: it is still to come.

    `tenants`, `young`: how many of the inhabitants; `volunteers`: how many gave time; `dwellings`: doors that were
    reached; `contributions`: what people brought along, without names.
    """

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.TimeField(null=True)
    where_fr = models.CharField(max_length=TITLE_AT_MOST, blank=True)
    where_nl = models.CharField(max_length=TITLE_AT_MOST, blank=True)
    method = models.CharField(max_length=15, choices=METHODS)
    dwellings = models.PositiveSmallIntegerField(default=0)
    posters = models.PositiveSmallIntegerField(default=0)
    inhabitants = _how_many()
    associations = _how_many()
    administration = _how_many()
    housing_company = _how_many()
    institutions = _how_many()
    municipality = _how_many()
    tenants = models.PositiveSmallIntegerField(default=0)
    young = models.PositiveSmallIntegerField(default=0)
    volunteers = models.PositiveSmallIntegerField(default=0)
    contributions = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation activity on at where_fr where_nl method dwellings posters inhabitants associations"
        " administration housing_company institutions municipality tenants young volunteers contributions version"
    )

    class Meta:
        indexes = [models.Index(fields=["organisation", "on"], name="sessions_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{one}__isnull": True for one in Party})
                | Q(**{f"{one}__isnull": False for one in Party}),
                name="all_parties_or_none",
            ),
            models.CheckConstraint(
                condition=Q(inhabitants=None) & Q(tenants=0, young=0)
                | Q(tenants__lte=F("inhabitants")) & Q(young__lte=F("inhabitants")),
                name="of_the_inhabitants",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"

    @property
    def where(self) -> str:
        return said(self, "where")

    @property
    def took_part(self) -> dict[Party, int] | None:
        """How many by kind of party; None while it is still to come."""
        found = {one: getattr(self, one.value) for one in Party}
        return None if found[Party.INHABITANTS] is None else found


class ActivityOrigin(Guarded):
    """What led to an activity: a theme observed at a site or larger, told by the worker's gesture and never made (P30).

    Themes behind which lies what is reinforced are refused by the database too.
    """

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("organisations.Place", on_delete=models.PROTECT, related_name="+")
    theme = models.CharField(max_length=25, choices=ORIGIN_THEMES)
    observed_on = models.DateField()
    words = models.CharField(max_length=WORDS_AT_MOST)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(INTERNAL="id organisation activity place theme observed_on words version")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(theme__in=NEVER), name="no_reinforced_origin"),
            models.CheckConstraint(condition=~Q(words=""), name="origin_says_what"),
        ]

    def __str__(self) -> str:
        return self.words
