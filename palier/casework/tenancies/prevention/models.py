"""What was confided about keeping a home: secret (C3), in the social file (P8, P1). And the company's own canvas, which
speaks of nobody."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import OfSubject, Paths
from palier.casework.cases.models import persons
from palier.casework.tenancies.prevention.labels import (
    ACTS,
    CANVAS_STATES,
    CAUSES,
    KINDS,
    LABELS,
    OUTCOMES,
    PERIODS,
    STAKES,
    act_said,
    euros,
    line_said,
)
from palier.casework.tenancies.prevention.rules import (
    LAST_DAY_OF_PLAN,
    MONTHS_AT_MOST,
    OWN_WORDS_AT_MOST,
    WORDS_AT_MOST,
    CanvasDraft,
    CanvasState,
    CanvasStep,
    LineKind,
    Way,
)
from palier.kernel.identifiers import new_id

WHERE = Paths(
    organisation="organisation", subject="subject", author="author", persons="concerns", written_at="written_at"
)


class OfFile(OfSubject):
    """A row of a social file, with who confided it and whom it is about (P2)."""

    ACCESS = WHERE

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    confided_by = persons()
    concerns = persons()
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)


class Prevention(OfFile):
    """That a home is being kept: what lies behind the unpaid rent, what of the lease is at stake, what became of it.

    `at_stake`: rights and duties of the closed list. No day, number or fault stands beside them: it is no list of
    breaches, and cannot be made into one (S0-023).
    """

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+", db_index=False)
    begun_on = models.DateField()
    causes = ArrayField(models.CharField(max_length=20, choices=CAUSES), default=list)
    own_words = models.TextField(max_length=OWN_WORDS_AT_MOST, blank=True)
    at_stake = ArrayField(models.CharField(max_length=20, choices=STAKES), default=list)
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject case household confided_by concerns begun_on causes own_words at_stake outcome"
        " ended_on author written_at version"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(outcome=""), name="one_home_is_kept_in_a_file"),
            models.CheckConstraint(
                condition=(Q(outcome="") & Q(ended_on=None)) | (~Q(outcome="") & Q(ended_on__gte=F("begun_on"))),
                name="keeping_a_home_ends_on_a_day",
            ),
        ]

    @property
    def cause_words(self) -> list[str]:
        return [str(words) for value, words in CAUSES if value in self.causes]

    @property
    def stake_words(self) -> list[str]:
        return [str(words) for value, words in STAKES if value in self.at_stake]


class Budget(OfFile):
    """A budget as it was told, from a month on. A later one erases none. `persons`: how many live from it."""

    month = models.DateField()
    persons = models.PositiveSmallIntegerField()

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject case confided_by concerns month persons author written_at"
    )

    class Meta:
        indexes = [models.Index(fields=["subject", "-month"], name="budgets_of_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="a_budget_begins_with_a_month"),
            models.CheckConstraint(condition=Q(persons__range=(1, 30)), name="a_budget_is_of_somebody"),
        ]


class BudgetLine(OfFile):
    """A line of a budget. `amount`: euros a `period`; of a debt, euros left, `paid` of it a month, since when."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=KINDS)
    label = models.CharField(max_length=20, choices=LABELS)
    words = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    period = models.CharField(max_length=10, choices=PERIODS)
    paid = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    since = models.DateField(null=True)
    creditor = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    place = models.PositiveSmallIntegerField(default=0)  # in the order in which it was told

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject case budget confided_by concerns kind label words amount period paid since"
        " creditor place author written_at"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_line_is_not_less_than_nothing"),
            models.CheckConstraint(
                condition=Q(kind=LineKind.DEBT) | (Q(paid=None) & Q(since=None) & Q(creditor="")),
                name="only_a_debt_is_paid_off",
            ),
            models.CheckConstraint(condition=~Q(label="own") | ~Q(words=""), name="own_words_are_said"),
        ]

    @property
    def said(self) -> str:
        """The line in one sentence, for her copy."""
        return line_said(self.label, self.words, self.creditor, self.amount, self.period, self.paid)


class PlanDraft(OfFile):
    """A repayment plan tried out: euros a month on a day of the month, from `first` on. A draft binds nobody.

    `balance`: euros owed when it begins; `is_landlords`: read from the landlord's side. Such a sum serves the offer of
    help alone, and is deleted twelve months after nothing is owed any more (P8).
    """

    balance = models.DecimalField(max_digits=9, decimal_places=2)
    is_landlords = models.BooleanField(default=False)
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    day = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField()
    first = models.DateField()

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject case confided_by concerns balance is_landlords amount day months first author"
        " written_at"
    )

    class Meta:
        indexes = [models.Index(fields=["subject", "-written_at"], name="plan_drafts_of_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(balance__gt=0) & Q(amount__gt=0), name="a_plan_pays_something"),
            models.CheckConstraint(
                condition=Q(day__range=(1, LAST_DAY_OF_PLAN)) & Q(months__range=(1, MONTHS_AT_MOST)),
                name="a_plan_has_its_days",
            ),
        ]

    @property
    def said(self) -> str:
        """The plan in one line, for her copy."""
        return f"{euros(self.balance)}, {euros(self.amount)} × {self.months}, {self.first:%m/%Y}"


class SignedAct(OfFile):
    """One of the five acts that may go to the landlord: prepared, signed by whom it is about, only then sent (P8).

    `signed_by`: persons among `concerns`; `line`: the line of the inter-service table by which it went.
    """

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+", db_index=False)
    act = models.CharField(max_length=20, choices=ACTS)
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    day = models.DateField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    signed_by = persons()
    signed_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    line = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject case household confided_by concerns act amount day months signed_by signed_on"
        " sent_on line author written_at version"
    )

    class Meta:
        indexes = [models.Index(fields=["subject", "-written_at"], name="signed_acts_of_subject")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(signed_on=None) & Q(signed_by__len=0))
                | (Q(signed_on__isnull=False) & ~Q(signed_by__len=0)),
                name="signed_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__contained_by=F("concerns")), name="signed_by_whom_it_is_about"
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None) | (Q(signed_on__isnull=False) & Q(sent_on__gte=F("signed_on"))),
                name="no_act_leaves_unsigned",
            ),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gt=0), name="an_act_is_of_some_sum"),
        ]

    @property
    def said(self) -> str:
        """The act in one line, for her copy."""
        return act_said(self.act, self.amount, self.day, self.months)


class CompanyCanvas(models.Model):
    """A company's own canvas of first contacts: proposed by one person, counts from its day once another confirmed it.

    `days[n]` after the first unpaid day help is offered in the way `ways[n]`; the same number of both.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    valid_from = models.DateField()
    days = ArrayField(models.PositiveSmallIntegerField())
    ways = ArrayField(models.CharField(max_length=10))
    source = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=CANVAS_STATES, default=CanvasState.PROPOSED)
    proposed_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(
        "organisations.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation valid_from days ways source state proposed_by proposed_at decided_by decided_at"
    )

    class Meta:
        indexes = [models.Index(fields=["organisation", "-valid_from"], name="canvases_of_company")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CanvasState.PROPOSED, decided_by=None, decided_at=None)
                | (
                    Q(state__in=[CanvasState.CONFIRMED, CanvasState.SET_ASIDE])
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                ),
                name="canvas_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def steps(self) -> list[CanvasStep]:
        """What it says, step by step."""
        steps = tuple(zip(self.days, map(Way, self.ways), strict=True))
        return CanvasDraft(self.valid_from, steps, self.source).as_steps()
