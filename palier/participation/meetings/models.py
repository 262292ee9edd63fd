"""The monthly meeting of the tenants of a neighbourhood: agenda, promises, questions, minutes (seed 001; practice D).

Class C1: the house may know what is said in public. What a household answers to an invitation is C2; nobody reads it.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.kernel.parties import Party
from palier.participation.meetings.labels import CHANNELS, POINT_KINDS, PROMISE_STATES, SIGNED_AS, STATES
from palier.participation.meetings.rules import (
    POINT_AT_MOST,
    SAID_AT_MOST,
    TITLE_AT_MOST,
    VENUE_AT_MOST,
    WORDS_AT_MOST,
    PointKind,
    PromiseState,
    State,
)
from palier.ui.screen import said

OURS = Paths(organisation="organisation")


def _how_many() -> Any:
    return models.PositiveSmallIntegerField(null=True)


class Meeting(Guarded):
    """A meeting, from its agenda to its minutes.

    `places`: ids of the sites or buildings concerned; `minutes`: how long it lasts; `step_free`, `quiet_place`,
    `child_corner`: the three answers printed on the invitation; `interpreters`: codes of languages, `translated_by`:
    the service that sends them; `previous`: the meeting whose promises come first. How many came stands in six
    numbers, None while nobody counted; a list does not exist (P41). `read_again_on`: the minutes were read for names.
    """

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    places = ArrayField(models.UUIDField(), default=list)
    title_fr = models.CharField(max_length=TITLE_AT_MOST)
    title_nl = models.CharField(max_length=TITLE_AT_MOST)
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=120)
    venue_fr = models.CharField(max_length=VENUE_AT_MOST)
    venue_nl = models.CharField(max_length=VENUE_AT_MOST)
    step_free = models.BooleanField(default=False)
    quiet_place = models.BooleanField(default=False)
    child_corner = models.BooleanField(default=False)
    interpreters = ArrayField(models.CharField(max_length=3), default=list)
    translated_by = models.CharField(max_length=POINT_AT_MOST, blank=True)
    host = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=15, choices=STATES, default=State.PREPARING)
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    inhabitants = _how_many()
    associations = _how_many()
    administration = _how_many()
    housing_company = _how_many()
    institutions = _how_many()
    municipality = _how_many()
    read_again_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)
    signed_as = models.CharField(max_length=10, choices=SIGNED_AS, blank=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation places title_fr title_nl at minutes venue_fr venue_nl step_free quiet_place"
        " child_corner interpreters translated_by host state previous inhabitants associations administration"
        " housing_company institutions municipality read_again_on signed_on signed_as version"
    )

    class Meta:
        indexes = [models.Index(fields=["organisation", "-at"], name="meetings_of_company")]
        constraints = [
            models.CheckConstraint(condition=~Q(title_fr="") & ~Q(title_nl=""), name="meeting_titled_twice"),
            models.CheckConstraint(condition=~Q(venue_fr="") & ~Q(venue_nl=""), name="meeting_says_where_twice"),
            models.CheckConstraint(
                condition=Q(signed_on=None, signed_as="") | (Q(signed_on__isnull=False) & ~Q(signed_as="")),
                name="minutes_signed_in_a_function",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return said(self, "title")

    @property
    def venue(self) -> str:
        return said(self, "venue")

    @property
    def attended(self) -> dict[Party, int] | None:
        """How many came, by kind of party; None while nobody counted."""
        if self.inhabitants is None:
            return None
        return {one: getattr(self, one.value) or 0 for one in Party}


class AgendaItem(Guarded):
    """A point of the agenda, with the department that owns it; what was said under it is the minutes."""

    ACCESS = Paths(organisation="organisation", author="proposed_by")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    title_fr = models.CharField(max_length=POINT_AT_MOST)
    title_nl = models.CharField(max_length=POINT_AT_MOST)
    service = models.ForeignKey("organisations.Service", on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=POINT_KINDS, default=PointKind.TOPIC)
    minutes = models.PositiveSmallIntegerField(default=10)
    said_fr = models.CharField(max_length=SAID_AT_MOST, blank=True)
    said_nl = models.CharField(max_length=SAID_AT_MOST, blank=True)
    face_present = models.BooleanField(null=True)
    left_out = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation meeting position title_fr title_nl service proposed_by kind minutes said_fr said_nl"
        " face_present left_out version"
    )

    class Meta:
        indexes = [models.Index(fields=["meeting", "position"], name="points_of_meeting")]
        constraints = [models.CheckConstraint(condition=~Q(title_fr="") & ~Q(title_nl=""), name="point_titled_twice")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return said(self, "title")

    @property
    def said(self) -> str:
        return said(self, "said")


class Promise(Guarded):
    """What a department promised in public, by when, and what came of it."""

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey(AgendaItem, null=True, on_delete=models.PROTECT, related_name="+")
    words_fr = models.CharField(max_length=WORDS_AT_MOST)
    words_nl = models.CharField(max_length=WORDS_AT_MOST)
    service = models.ForeignKey("organisations.Service", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    answer_fr = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    answer_nl = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    answered_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=PROMISE_STATES, default=PromiseState.OPEN)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation meeting point words_fr words_nl service due_on answer_fr answer_nl answered_on state"
        " version"
    )

    class Meta:
        indexes = [models.Index(fields=["meeting", "due_on"], name="promises_of_meeting")]
        constraints = [
            models.CheckConstraint(condition=~Q(words_fr="") & ~Q(words_nl=""), name="promise_said_twice"),
            models.CheckConstraint(
                condition=Q(state=PromiseState.OPEN, answered_on=None, answer_fr="", answer_nl="")
                | (
                    Q(state__in=[PromiseState.KEPT, PromiseState.DROPPED], answered_on__isnull=False)
                    & ~Q(answer_fr="")
                    & ~Q(answer_nl="")
                ),
                name="promise_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        return said(self, "words")

    @property
    def answer(self) -> str:
        return said(self, "answer")


class MeetingQuestion(Guarded):
    """A question for a meeting, of nobody: no name, no household. One about one person has left the room (P41).

    `individual`: it was passed on, and its words are erased here.
    """

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    asked = models.CharField(max_length=10, choices=CHANNELS)
    asked_on = models.DateField()
    individual = models.BooleanField(default=False)
    answer_fr = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    answer_nl = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    answered_on = models.DateField(null=True)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation meeting words asked asked_on individual answer_fr answer_nl answered_on"
    )

    class Meta:
        indexes = [models.Index(fields=["meeting", "asked_on"], name="questions_of_meeting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(individual=True, words="", answered_on=None) | (Q(individual=False) & ~Q(words="")),
                name="an_individual_question_left_the_room",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | (~Q(answer_fr="") & ~Q(answer_nl="")), name="question_answered_twice"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def answer(self) -> str:
        return said(self, "answer")


class Reply(Guarded):
    """What a household answered to an invitation. No role reads it: closed functions write it and tell numbers.

    `questions`: how many it asked in advance, not which: so that one door does not fill a meeting.
    """

    ACCESS = Paths(organisation="organisation", household="household")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+")
    comes = models.BooleanField(null=True)
    persons = models.PositiveSmallIntegerField(default=0)
    child_corner = models.BooleanField(default=False)
    questions = models.PositiveSmallIntegerField(default=0)
    said_on = models.DateField()

    DATA_CLASSES = data_classes(
        TENANCY="id organisation meeting household comes persons child_corner questions said_on"
    )

    class Meta:
        verbose_name_plural = "replies"
        constraints = [models.UniqueConstraint(fields=["meeting", "household"], name="one_reply_a_household")]

    def __str__(self) -> str:
        return str(self.id)
