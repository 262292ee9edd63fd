"""How long things are kept, and the numbers that stay when a person is forgotten."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.access.rights.labels import (
    CONFIDENCES,
    KEPT_KINDS,
    PURGE_GROUNDS,
    PURGE_KINDS,
    PURGE_STATES,
    REVIEW_RULES,
    STATES,
    TERM_KEYS,
    UNITS,
)
from palier.access.rights.rules import Confidence, PurgeState, TermState
from palier.kernel.identifiers import new_id


class RetentionTerm(models.Model):
    """How long one kind of thing is kept: the house's own (no organisation), or a company's, signed by two people."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    key = models.CharField(max_length=20, choices=TERM_KEYS)
    length = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=6, choices=UNITS)
    longest_length = models.PositiveSmallIntegerField(null=True)  # of a preset: how far a company may go
    longest_unit = models.CharField(max_length=6, choices=UNITS, blank=True)
    fixed = models.BooleanField(default=False)  # of a preset: nobody goes further, with whatever reason
    valid_from = models.DateField()
    source = models.CharField(max_length=200)
    confidence = models.CharField(max_length=12, choices=CONFIDENCES, default=Confidence.TO_CONFIRM)
    state = models.CharField(max_length=10, choices=STATES, default=TermState.PRESET)
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_reason = models.TextField(blank=True)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation key length unit longest_length longest_unit fixed valid_from source confidence state"
        " reason proposed_by proposed_at signed_by signed_at signed_reason"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=TermState.PRESET, organisation__isnull=True, proposed_by__isnull=True)
                | (~Q(state=TermState.PRESET) & Q(organisation__isnull=False, proposed_by__isnull=False)),
                name="term_of_the_house_or_proposed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[TermState.PRESET, TermState.PROPOSED], signed_by__isnull=True)
                | (
                    Q(state__in=[TermState.SIGNED, TermState.SET_ASIDE], signed_by__isnull=False)
                    & ~Q(signed_by=F("proposed_by"))
                ),
                name="term_signed_by_another",
            ),
            models.CheckConstraint(condition=Q(length__gte=1), name="term_ends_something"),
            models.UniqueConstraint(
                fields=["organisation", "key"], condition=Q(state=TermState.PROPOSED), name="one_term_proposed"
            ),
            models.UniqueConstraint(
                fields=["key", "valid_from"], condition=Q(organisation__isnull=True), name="one_preset_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.length} {self.unit}"


class Hold(Guarded):
    """A legal hold: of this file, or of whatever names this person, nothing is erased until the officer lifts it."""

    ACCESS = Paths(organisation="organisation", author="placed_by")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    subject = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    reason = models.TextField()
    placed_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    placed_at = models.DateTimeField(db_default=Now())
    lifted_by = models.ForeignKey(
        "organisations.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    lifted_at = models.DateTimeField(null=True)

    DATA_CLASSES = data_classes(SECRET="id organisation subject person reason placed_by placed_at lifted_by lifted_at")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(subject__isnull=True, person__isnull=False) | Q(subject__isnull=False, person__isnull=True),
                name="hold_of_a_file_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="hold_lifted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Purge(Guarded):
    """That somebody asks for one thing to be erased, and what the officer decided. Nothing of what it says is copied.

    `items`: while it is asked, the thing and what falls with it, hidden from everybody else; empty once decided.
    """

    ACCESS = Paths(organisation="organisation", author="asked_by")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    subject = models.UUIDField()
    kind = models.CharField(max_length=10, choices=PURGE_KINDS)
    item = models.UUIDField()
    items = ArrayField(models.UUIDField(), default=list)
    written_on = models.DateField()  # the day of the thing, by which its two persons name it
    ground = models.CharField(max_length=20, choices=PURGE_GROUNDS)
    state = models.CharField(max_length=10, choices=PURGE_STATES, default=PurgeState.ASKED)
    asked_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(
        "organisations.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # the officer’s, when it is kept

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject kind item items written_on ground state asked_by asked_at decided_by decided_at"
        " reason"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PurgeState.ASKED, decided_by=None, decided_at=None)
                | Q(state=PurgeState.TAKEN_BACK, decided_by=F("asked_by"), decided_at__isnull=False)
                | (
                    Q(
                        state__in=[PurgeState.ERASED, PurgeState.KEPT],
                        decided_at__isnull=False,
                        decided_by__isnull=False,
                    )
                    & ~Q(decided_by=F("asked_by"))
                ),
                name="purge_decided_by_another",
            ),
            models.CheckConstraint(condition=~Q(state=PurgeState.KEPT) | ~Q(reason=""), name="purge_kept_for_a_reason"),
            models.CheckConstraint(
                condition=Q(state=PurgeState.ASKED) | Q(items=[]), name="purge_decided_hides_nothing"
            ),
            models.UniqueConstraint(fields=["item"], condition=Q(state=PurgeState.ASKED), name="one_purge_asked"),
        ]
        indexes = [models.Index(fields=["organisation", "-asked_at"], name="purges_of_company")]

    def __str__(self) -> str:
        return str(self.id)


class ReviewLimit(models.Model):
    """A number that the review of the ledger counts with, from a day on, and on what it stands."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    source = models.CharField(max_length=200)

    DATA_CLASSES = data_classes(INTERNAL="id key number valid_from source")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "valid_from"], name="one_review_limit_a_day")]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


class Finding(Guarded):
    """A line of the read ledger that a rule, or the lot, puts before the officer, and her word on it. No household."""

    ACCESS = Paths(organisation="organisation", author="post")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    rule = models.CharField(max_length=20, choices=REVIEW_RULES)
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    event = models.BigIntegerField()  # the line of the ledger
    at = models.DateTimeField()
    what = models.CharField(max_length=40)
    number = models.PositiveIntegerField(default=1)
    seed = models.CharField(max_length=64, blank=True)  # of a draw: with it the draw is made again
    found_at = models.DateTimeField(db_default=Now())
    answered_by = models.ForeignKey(
        "organisations.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True)
    word = models.TextField(blank=True)

    DATA_CLASSES = data_classes(
        SECRET="id organisation rule post event at what number seed found_at answered_by answered_at word"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "event"], name="one_finding_a_line"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="finding_answered_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-at"], name="findings_of_company")]

    def __str__(self) -> str:
        return f"{self.rule} {self.event}"


class CrossingReport(Guarded):
    """What crossed to the landlord or the region on one day, as numbers: signed, each chained to the one before."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField()
    number = models.PositiveIntegerField()
    body = models.TextField()  # JSON, byte for byte what was signed
    signature = models.CharField(max_length=128)
    key = models.CharField(max_length=64)
    written_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(SECRET="id organisation day number body signature key written_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "day"], name="one_crossing_report_a_day"),
            models.UniqueConstraint(fields=["organisation", "number"], name="one_crossing_report_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.number}"


class KeptCount(Guarded):
    """How many of a kind and theme were forgotten, by the month they were of. No household, no worker (P39).

    `area`: the NIS code of a commune, of needs that no service took up alone.
    """

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    month = models.DateField()
    kind = models.CharField(max_length=20, choices=KEPT_KINDS)
    theme = models.CharField(max_length=30, blank=True)
    area = models.CharField(max_length=5, blank=True, db_default="")
    number = models.PositiveIntegerField()

    DATA_CLASSES = data_classes(SECRET="id organisation month kind theme area number")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "month", "kind", "theme", "area"], name="one_count_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.kind}"
