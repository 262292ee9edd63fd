"""What agents of proximity are asked, who asked, and what they saw and did. A place is accused, never a person (P22).

Everything here is of class C2 and the agents' own: no file is near, and nobody else reads it. Twelve months after it
was asked an intervention is a number by place; who asked is forgotten thirty days after the answer.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.fieldwork.interventions.labels import (
    ASKED_BY,
    DONE,
    IMPORTANCES,
    MOTIVE_CODES,
    ORIGINS,
    OUTCOMES,
    PARTS,
    SEEN,
    SENTENCES,
    STATES,
    door_words,
)
from palier.fieldwork.interventions.rules import (
    MINUTES_ON_SITE,
    PHOTOS_AT_MOST,
    SEEN_AT_MOST,
    SPOT_AT_MOST,
    WORDS_AT_MOST,
    MotiveCode,
    Outcome,
    State,
)
from palier.kernel.identifiers import new_id


class Motive(Guarded):
    """For what agents come, in the words of the service: an open list, with its rule of importance and delay.

    `code`: which of the shipped ones it stands for; *other* for a word of the service's own. `hours`: within which
    somebody goes there. `for_tenants`: offered at a tenant's own door. `answer_fr`, `answer_nl`: what one may say at
    once to who asks.
    """

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, choices=MOTIVE_CODES, default=MotiveCode.OTHER)
    name_fr = models.CharField(max_length=80)
    name_nl = models.CharField(max_length=80)
    importance = models.PositiveSmallIntegerField(choices=IMPORTANCES)
    hours = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(default=MINUTES_ON_SITE)
    by_two = models.BooleanField(default=False)
    delicate = models.BooleanField(default=False)
    for_tenants = models.BooleanField(default=True, db_default=True)
    answer_fr = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    answer_nl = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation code name_fr name_nl importance hours minutes by_two delicate for_tenants"
        " answer_fr answer_nl ended_on version"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name_fr="") & ~Q(name_nl=""), name="motive_named_twice"),
            models.UniqueConstraint(fields=["organisation", "name_fr"], name="one_motive_a_name"),
            models.CheckConstraint(condition=Q(hours__gt=0) & Q(minutes__gt=0), name="motive_takes_time"),
        ]

    def __str__(self) -> str:
        return self.name_fr


class Intervention(Guarded):
    """A request for a passage, from the call to the answer. `place`: a building, or a site when it is around it.

    `dwelling`: the front door to which one goes along, and only then; who lives there stands nowhere. `opens_at`,
    `closes_at`: between which moments, when an hour was agreed on. `with_post`: the colleague who asks that somebody
    goes along.
    `joined_to`: another request of the same event. `visits`: how often somebody went there.
    """

    ACCESS = Paths(organisation="organisation", author="author", written_at="received_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    motive = models.ForeignKey(Motive, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("organisations.Place", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=PARTS, blank=True)
    floor = models.SmallIntegerField(null=True)
    spot = models.CharField(max_length=SPOT_AT_MOST, blank=True)
    dwelling = models.ForeignKey("housing.Dwelling", null=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    origin = models.CharField(max_length=10, choices=ORIGINS)
    asked_by = models.CharField(max_length=10, choices=ASKED_BY)
    # Nobody: she asked at her own door.
    author = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    # No default of the database: who asks reads nothing back, not even the row she writes.
    received_at = models.DateTimeField()
    importance = models.PositiveSmallIntegerField(choices=IMPORTANCES)
    delicate = models.BooleanField(default=False)
    by_two = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=MINUTES_ON_SITE)
    due_at = models.DateTimeField()
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    with_post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    joined_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=STATES, default=State.WAITING)
    sentence = models.CharField(max_length=20, choices=SENTENCES, blank=True)
    told_on = models.DateField(null=True)
    reopened_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        TENANCY="id organisation motive place part floor spot dwelling words origin asked_by author received_at"
        " importance delicate by_two minutes due_at opens_at closes_at with_post joined_to state sentence told_on"
        " reopened_on version"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "importance", "due_at"],
                condition=Q(state__in=[State.WAITING, State.SEEN]),
                name="interventions_to_do",
            ),
            models.Index(fields=["place", "-received_at"], name="interventions_of_place"),
            models.Index(fields=["author", "-received_at"], name="interventions_asked"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(opens_at=None) & Q(closes_at=None)) | Q(closes_at__gt=F("opens_at")),
                name="an_hour_opens_then_closes",
            ),
            models.CheckConstraint(
                condition=Q(state=State.JOINED, joined_to__isnull=False)
                | (~Q(state=State.JOINED) & Q(joined_to__isnull=True)),
                name="joined_says_to_which",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.TOLD) | Q(told_on__isnull=False), name="told_says_on_which_day"
            ),
            models.CheckConstraint(condition=~Q(sentence="") | Q(told_on=None), name="a_day_told_says_what"),
            models.CheckConstraint(
                condition=Q(dwelling=None) | Q(with_post__isnull=False), name="a_front_door_is_for_going_along"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def door(self) -> str:
        """The front door in words: 1st floor, box 3. Nothing without one."""
        return door_words(self.dwelling.floor, self.dwelling.box, self.dwelling.unit) if self.dwelling else ""


class Asker(Guarded):
    """Who asked, so that she can be told: a household of the register, or a name and a number. Forgotten soon after.

    `person`: who asked at her own door, and reads the sentence there; nobody who lives with her does (P2). `by_code`:
    the number of the code with which she came in, no key: a code ends before what was asked with it.
    """

    ACCESS = Paths(organisation="organisation", household="household")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    intervention = models.OneToOneField(Intervention, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    by_code = models.UUIDField(null=True)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=3, blank=True)
    wants_answer = models.BooleanField(default=True)

    DATA_CLASSES = data_classes(
        TENANCY="id organisation intervention household person by_code name phone language wants_answer"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(household__isnull=False) | Q(person__isnull=False) | ~Q(name="") | ~Q(phone=""),
                name="an_asker_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(by_code=None) | Q(person__isnull=False), name="only_a_person_asks_by_a_code"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Visit(Guarded):
    """What an agent saw and did, once. `id` is given by the telephone: what is sent twice is kept once.

    `at`: when it was noted on site; `received_at`: when it reached us. `met`: somebody was spoken with, and was told
    that it is written down; `her_words`: what that person says of it, in a box of its own (P22). `photos`: what lies of
    the place outside the database, each named by what it holds (rules.photo_id).
    """

    ACCESS = Paths(organisation="organisation", author="agent", written_at="received_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    intervention = models.ForeignKey(Intervention, on_delete=models.PROTECT, related_name="+")
    agent = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    with_agent = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=OUTCOMES, default=Outcome.NOTED)
    seen = ArrayField(models.CharField(max_length=20, choices=SEEN), default=list)
    done = ArrayField(models.CharField(max_length=20, choices=DONE), default=list)
    words = models.CharField(max_length=SEEN_AT_MOST, blank=True)
    agreed = models.CharField(max_length=SEEN_AT_MOST, blank=True)
    met = models.BooleanField(default=False)
    her_words = models.CharField(max_length=SEEN_AT_MOST, blank=True)
    photos = ArrayField(models.UUIDField(), default=list, size=PHOTOS_AT_MOST)
    received_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(
        TENANCY="id organisation intervention agent with_agent at outcome seen done words agreed met her_words"
        " photos received_at"
    )

    class Meta:
        indexes = [models.Index(fields=["intervention", "-at"], name="visits_of_intervention")]
        constraints = [
            models.CheckConstraint(condition=Q(met=True) | Q(her_words=""), name="her_words_when_she_was_met"),
            models.CheckConstraint(condition=Q(photos__len__lte=PHOTOS_AT_MOST), name="few_photos_a_visit"),
        ]

    def __str__(self) -> str:
        return str(self.id)
