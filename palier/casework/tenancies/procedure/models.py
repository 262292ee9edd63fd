"""What runs about unpaid rent, in the landlord's own facts (class C2)."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.casework.tenancies.procedure.labels import ENDS, EXCEPTIONS, KINDS
from palier.casework.tenancies.procedure.rules import REMARK_AT_MOST, FactKind
from palier.kernel.identifiers import new_id


class Procedure(Guarded):
    """What the landlord does about unpaid rent of one household, from the first signal to its end.

    `monthly_rent`: euros a month, what three months' rent is counted from; None while accounts have not said it.
    """

    ACCESS = Paths(organisation="organisation", author="author", household="household")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    begun_on = models.DateField()
    monthly_rent = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    outcome = models.CharField(max_length=10, choices=ENDS, blank=True)
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        TENANCY="id organisation household author begun_on monthly_rent outcome ended_on version"
    )

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-begun_on"], condition=Q(outcome=""), name="procedures_running"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(outcome=""), name="one_procedure_runs_a_household"
            ),
            models.CheckConstraint(
                condition=(Q(outcome="") & Q(ended_on=None)) | (~Q(outcome="") & Q(ended_on__gte=F("begun_on"))),
                name="a_procedure_ends_on_a_day",
            ),
            models.CheckConstraint(condition=Q(monthly_rent=None) | Q(monthly_rent__gt=0), name="a_rent_is_something"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Fact(Guarded):
    """A balance, or a stage and its day, done or announced. A wrong one is struck and stays legible.

    `amount`: euros, what was owed that day; `until`: the last day of a term that the judge set or the two agreed on;
    `exception`: why the judge lets the winter stop not count, when she does.
    """

    ACCESS = Paths(organisation="organisation", author="author", household="household", written_at="written_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+", db_index=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=KINDS)
    day = models.DateField()
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    until = models.DateField(null=True)
    exception = models.CharField(max_length=30, choices=EXCEPTIONS, blank=True)
    remark = models.CharField(max_length=REMARK_AT_MOST, blank=True)
    struck = models.BooleanField(default=False)
    written_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        TENANCY="id organisation household procedure author kind day amount until exception remark struck written_at"
        " version"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "day"],
                condition=Q(kind__in=[FactKind.HEARING, FactKind.EVICTION], struck=False),
                name="procedures_dates_ahead",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=FactKind.BALANCE) | Q(amount__isnull=False), name="a_balance_has_its_amount"
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="nobody_is_owed_less_than_nothing"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("day")), name="a_term_ends_after_it_began"),
        ]

    def __str__(self) -> str:
        return str(self.id)
