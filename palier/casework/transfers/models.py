"""Transfers as the landlord's department keeps them: what was declared, agreed, proposed and decided (class C2)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.casework.transfers.labels import ENDS, KINDS, MOVE_STATES, ROUND_STATES, STEPS
from palier.casework.transfers.rules import MOTIVE_AT_MOST, NOTED_PLACE_AT_MOST, MoveState, RoundState, Step
from palier.kernel.identifiers import new_id


class TransferRequest(Guarded):
    """A transfer, asked by the household on its own form or begun by the landlord, from its first day to its end.

    `declared_by`: the persons who filled the form, or were told; it is shown to them at their own door. `sites`,
    `communes`: only there, when any is named. `certificate_seen_on`: seen that day, never kept. `met_on`,
    `exempted_on`: of a mandatory transfer.
    """

    ACCESS = Paths(organisation="organisation", author="author", household="household")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=KINDS)
    asked_on = models.DateField()
    declared_by = ArrayField(models.UUIDField(), default=list)
    needs = ArrayField(models.CharField(max_length=20), default=list)
    near = models.CharField(max_length=NOTED_PLACE_AT_MOST, blank=True)
    sites = ArrayField(models.UUIDField(), default=list)
    communes = ArrayField(models.CharField(max_length=5), default=list)
    certificate_seen_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    exempted_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=ENDS, blank=True)
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        TENANCY="id organisation household author kind asked_on declared_by needs near sites communes"
        " certificate_seen_on met_on exempted_on outcome ended_on version"
    )

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "asked_on"], condition=Q(outcome=""), name="transfers_running"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(outcome=""), name="one_transfer_runs_a_household"
            ),
            models.CheckConstraint(
                condition=(Q(outcome="") & Q(ended_on=None)) | (~Q(outcome="") & Q(ended_on__gte=F("asked_on"))),
                name="a_transfer_ends_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Round(Guarded):
    """A search for exchanges, and how far it is. `left_out`: mandatory transfers that take no part, counted by why."""

    ACCESS = Paths(organisation="organisation", author="author", written_at="asked_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    between = models.BooleanField(default=False)  # with the households of other companies that agreed to it
    asked_at = models.DateTimeField(db_default=Now())
    begun_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=ROUND_STATES, default=RoundState.WAITING)
    candidates = models.PositiveIntegerField(default=0)
    possible = models.PositiveIntegerField(default=0)  # moves that could be made, of which the best are proposed
    optimal = models.BooleanField(default=False)
    left_out = models.JSONField(default=dict)

    DATA_CLASSES = data_classes(
        TENANCY="id organisation author between asked_at begun_at done_at state candidates possible optimal left_out"
    )

    class Meta:
        indexes = [models.Index(fields=["organisation", "-asked_at"], name="rounds_of_company")]

    def __str__(self) -> str:
        return str(self.id)


class Move(Guarded):
    """A proposed move of one household: where it stands in its ring or path, why, and what people made of it.

    `place` counts from 0 in the loop: who stands at `place` takes the home of who stands before, the first of a ring
    that of the last, the first of a path a free dwelling. `because`: the reasons of the engine. Rents: euros a month.
    """

    ACCESS = Paths(organisation="organisation", household="household")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+", db_index=False)
    request = models.ForeignKey(TransferRequest, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    loop = models.PositiveSmallIntegerField()
    is_ring = models.BooleanField()
    place = models.PositiveSmallIntegerField()
    length = models.PositiveSmallIntegerField()
    home = models.ForeignKey("housing.Dwelling", on_delete=models.PROTECT, related_name="+", db_index=False)
    there = models.ForeignKey("housing.Dwelling", on_delete=models.PROTECT, related_name="+", db_index=False)
    there_fr = models.CharField(max_length=260)
    there_nl = models.CharField(max_length=260)
    needed = models.PositiveSmallIntegerField()
    bedrooms_home = models.PositiveSmallIntegerField()
    bedrooms_there = models.PositiveSmallIntegerField()
    norm = models.CharField(max_length=20)
    because = models.JSONField(default=list)
    to_look = ArrayField(models.CharField(max_length=20), default=list)
    state = models.CharField(max_length=10, choices=MOVE_STATES, default=MoveState.PROPOSED)
    motive = models.CharField(max_length=MOTIVE_AT_MOST, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(
        "organisations.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    rent_now = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    rent_there = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    help_done = ArrayField(models.CharField(max_length=20), default=list)
    moved_on = models.DateField(null=True)
    follow_up_on = models.DateField(null=True)
    followed_up_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        TENANCY="id organisation household request round loop is_ring place length home there there_fr there_nl needed"
        " bedrooms_home bedrooms_there norm because to_look state motive decided_on decided_by rent_now rent_there"
        " help_done moved_on follow_up_on followed_up_on version"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "follow_up_on"],
                condition=Q(follow_up_on__isnull=False, followed_up_on=None),
                name="moves_to_follow_up",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[MoveState.ACCEPTED, MoveState.NOT_KEPT, MoveState.MOVED])
                | (Q(decided_on__isnull=False, decided_by__isnull=False) & ~Q(motive="")),
                name="a_decision_has_its_motive",
            ),
            models.CheckConstraint(
                condition=Q(state=MoveState.MOVED, moved_on__isnull=False)
                | (~Q(state=MoveState.MOVED) & Q(moved_on=None)),
                name="who_moved_moved_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class StepAgreement(Guarded):
    """What a household said at a step: agreed, or no agreement. Rows are added, never changed; the latest counts.

    Why it does not agree is not asked, and no social service writes here (P16).
    """

    ACCESS = Paths(organisation="organisation", author="author", household="household", written_at="written_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+", db_index=False)
    request = models.ForeignKey(TransferRequest, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    move = models.ForeignKey(Move, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    step = models.CharField(max_length=20, choices=STEPS)
    given = models.BooleanField()
    on = models.DateField()
    written_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(TENANCY="id organisation household request author move step given on written_at")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(step=Step.MOVE, move__isnull=False) | (~Q(step=Step.MOVE) & Q(move=None)),
                name="agreeing_to_a_move_names_it",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class CompanyCount(models.Model):
    """A figure of the table by company as the nightly round left it. `number` None: closed before it was kept (D35)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    what = models.CharField(max_length=20)
    number = models.PositiveIntegerField(null=True)
    on = models.DateField()

    DATA_CLASSES = data_classes(INTERNAL="id organisation what number on")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "what"], name="one_figure_a_company")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.what}"
