"""Beside activities: the rules of a place, ideas of tenants, what partners ask for."""

from django.db import models
from django.db.models import F, Q

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.participation.activities.labels import ASKED_BY, IDEA_STATES, NEED_STATES, NEEDS, RULES_KINDS
from palier.participation.activities.models.activities import Activity
from palier.participation.activities.rules import (
    IDEA_AT_MOST,
    RULES_AT_MOST,
    TITLE_AT_MOST,
    WORDS_AT_MOST,
    IdeaState,
    NeedState,
)
from palier.ui.screen import said


class HouseRules(Guarded):
    """The rules of a garden, a room or a building, in both languages, to be posted there. `until`: their last day."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("organisations.Place", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=15, choices=RULES_KINDS)
    title_fr = models.CharField(max_length=TITLE_AT_MOST)
    title_nl = models.CharField(max_length=TITLE_AT_MOST)
    words_fr = models.CharField(max_length=RULES_AT_MOST)
    words_nl = models.CharField(max_length=RULES_AT_MOST)
    since = models.DateField()
    until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation place kind title_fr title_nl words_fr words_nl since until version"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_fr="") & ~Q(title_nl="") & ~Q(words_fr="") & ~Q(words_nl=""), name="rules_said_twice"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="rules_end_after_start"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return said(self, "title")


class Idea(Guarded):
    """What tenants wish to set up (seed 001). `household`: whom to tell, forgotten thirty days after the answer.

    `author`: the post that noted it, None: she asked at her own door. Who notes it reads nothing back.
    """

    ACCESS = Paths(organisation="organisation", household="household", author="author")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    place = models.ForeignKey("organisations.Place", null=True, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", null=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=IDEA_AT_MOST)
    asked_by = models.CharField(max_length=10, choices=ASKED_BY)
    # No default of the database: who notes an idea reads nothing back, not even the row she writes.
    asked_on = models.DateField()
    author = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=IDEA_STATES, default=IdeaState.NEW)
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    answered_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        TENANCY="id organisation place household words asked_by asked_on author state activity answer answered_on"
        " version"
    )

    class Meta:
        indexes = [models.Index(fields=["organisation", "-asked_on"], name="ideas_of_company")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="idea_says_what"),
            models.CheckConstraint(
                condition=Q(state__in=[IdeaState.NEW, IdeaState.TALKING]) | Q(answered_on__isnull=False),
                name="idea_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=IdeaState.TAKEN_UP) | Q(activity__isnull=False), name="idea_became_an_activity"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class LogisticsRequest(Guarded):
    """A partner asks for a room, equipment, transport for what it organises (seed 001); what came of it."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey("partners.PartnerOrganisation", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=NEEDS)
    for_on = models.DateField()
    words = models.CharField(max_length=WORDS_AT_MOST)
    state = models.CharField(max_length=10, choices=NEED_STATES, default=NeedState.ASKED)
    answer = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(INTERNAL="id organisation partner what for_on words state answer version")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="logistics_says_what")]

    def __str__(self) -> str:
        return self.words
