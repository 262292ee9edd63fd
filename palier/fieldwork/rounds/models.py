"""The shifts of agents, the rounds planned for them, and the keys of what lies on their telephones (D19).

Nothing here is a trace of a walk: no position, no hour at which somebody was somewhere; what was noted stands in
interventions. A plan is never changed: a later version of the same day takes its place.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.fieldwork.rounds.labels import LEFT, MODES, STOP_KINDS
from palier.fieldwork.rounds.rules import NOTE_AT_MOST, Mode, StopKind
from palier.kernel.identifiers import new_id


class OfAgents(Guarded):
    """A row that all agents of one company read and write."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True


class Shift(OfAgents):
    """The hours of one agent on a day, Brussels time. `starts_at`: from where she goes. `note`: for the next shift."""

    ACCESS = Paths(organisation="organisation")

    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    mode = models.CharField(max_length=10, choices=MODES, default=Mode.FOOT)
    starts_at = models.ForeignKey("organisations.Place", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=NOTE_AT_MOST, blank=True)

    DATA_CLASSES = data_classes(INTERNAL="id organisation post day starts ends mode starts_at", TENANCY="note")

    class Meta:
        indexes = [models.Index(fields=["organisation", "day"], name="shifts_of_day")]
        constraints = [
            models.UniqueConstraint(fields=["post", "day"], name="one_shift_a_day"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="a_shift_starts_then_ends"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Round(OfAgents):
    """The rounds of one day, for all agents of the company. The highest version of a day stands."""

    ACCESS = Paths(organisation="organisation", author="author")

    day = models.DateField()
    version = models.PositiveSmallIntegerField()
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    stopped_because = models.CharField(max_length=20)

    DATA_CLASSES = data_classes(INTERNAL="id organisation day version author planned_at stopped_because")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "day", "version"], name="one_round_a_version"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Stop(OfAgents):
    """Where an agent goes next, from when until when, and why there. `walk_minutes`: from the stop before."""

    ACCESS = Paths(organisation="organisation")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    with_post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=STOP_KINDS, default=StopKind.VISIT)
    # The key itself stands in the migration: when a request comes to its end, its stops go with it.
    intervention = models.ForeignKey(
        "interventions.Intervention", null=True, on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    arrives = models.TimeField()
    leaves = models.TimeField()
    walk_minutes = models.PositiveSmallIntegerField()
    why = ArrayField(models.CharField(max_length=20), default=list)

    DATA_CLASSES = data_classes(
        TENANCY="id organisation round post with_post position kind intervention arrives leaves walk_minutes why"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=StopKind.VISIT, intervention__isnull=False)
                | (~Q(kind=StopKind.VISIT) & Q(intervention__isnull=True)),
                name="a_passage_says_which",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class LeftOut(OfAgents):
    """A request that is in no round of that day, and why."""

    ACCESS = Paths(organisation="organisation")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    intervention = models.ForeignKey(
        "interventions.Intervention", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    reason = models.CharField(max_length=20, choices=LEFT)

    DATA_CLASSES = data_classes(TENANCY="id organisation round intervention reason")

    def __str__(self) -> str:
        return str(self.id)


class OfflineKey(OfAgents):
    """Of what the key of one telephone is made, until a day after the shift. With the row goes all that it sealed.

    `salt`: 32 random bytes. The key itself is nowhere: it is computed from it with the secret of the installation.
    """

    ACCESS = Paths(organisation="organisation", author="post")

    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    salt = models.BinaryField(max_length=32)
    ends_at = models.DateTimeField()

    DATA_CLASSES = data_classes(TENANCY="id organisation post day salt ends_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "day"], name="one_key_a_post_and_day")]

    def __str__(self) -> str:
        return str(self.id)
