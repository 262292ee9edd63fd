"""One line a question of a household, its answers, and for whom the worker asked (P9)."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.registry.interservice.labels import DIRECTIONS, KINDS, REPLIES, SPOTS, STATES
from palier.registry.interservice.rules import (
    ALLOWED,
    DOMAINS,
    NEEDED,
    SOCIAL_ASKS,
    SOCIAL_REPLIES,
    TEXT_AT_MOST,
    WITH_DAY,
    Act,
    Direction,
    Kind,
    Reply,
    State,
)

ACTS = [act.value for act in Act]
DEPARTMENT_KINDS = [kind.value for kinds in DOMAINS.values() for kind in kinds]


def _act_says(act: Act) -> Q:
    """What an act must say is there, and what it may not say is not."""
    said = Q(kind=act, direction=Direction.FROM_SOCIAL, signed_on__isnull=False)
    for name in ("amount", "day", "months"):
        if name in NEEDED[act]:
            said &= Q(**{f"{name}__isnull": False})
        elif name not in ALLOWED[act]:
            said &= Q(**{f"{name}__isnull": True})
    return said


NO_ACT = ~Q(kind__in=ACTS) & Q(signed_on=None, amount=None, months=None)
ACTS_SAID = NO_ACT
for one in Act:
    ACTS_SAID |= _act_says(one)


class Line(Guarded):
    """One question or act between two services about one household.

    `owner`: the post of the recipient side whose turn it is; None until somebody of the department takes it.
    `amount`: euros; `months`: payments of a plan; `signed_on`: when the tenant signed an act. `text`: a department's
    own words; the social side has none, and the database says so.
    """

    ACCESS = Paths(
        organisation="organisation",
        author="author",
        household="household",
        written_at="asked_at",
        services=("origin_service", "recipient_service"),
        direction="direction",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+")
    origin_service = models.ForeignKey(
        "organisations.Service", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recipient_service = models.ForeignKey(
        "organisations.Service", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    direction = models.CharField(max_length=12, choices=DIRECTIONS)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(
        "organisations.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=20, choices=KINDS)
    spot = models.CharField(max_length=20, choices=SPOTS, blank=True)
    day = models.DateField(null=True)
    amount = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    months = models.PositiveSmallIntegerField(null=True)
    signed_on = models.DateField(null=True)
    text = models.CharField(max_length=TEXT_AT_MOST, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default=State.OPEN)
    asked_at = models.DateTimeField(db_default=Now())
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation household origin_service recipient_service direction author owner kind spot day amount"
        " months signed_on text due_on state asked_at closed_on version"
    )

    class Meta:
        indexes = [
            models.Index(fields=["origin_service", "due_on"], condition=~Q(state="closed"), name="table_lines_asked"),
            models.Index(
                fields=["recipient_service", "due_on"], condition=~Q(state="closed"), name="table_lines_received"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(direction=Direction.FROM_SOCIAL) | Q(text=""), name="social_side_writes_no_words"
            ),
            models.CheckConstraint(
                condition=~Q(direction=Direction.FROM_SOCIAL) | Q(kind__in=[*SOCIAL_ASKS, *ACTS]),
                name="social_side_asks_from_a_list",
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.FROM_SOCIAL) | Q(kind__in=DEPARTMENT_KINDS),
                name="departments_speak_of_domains",
            ),
            models.CheckConstraint(condition=ACTS_SAID, name="an_act_says_its_own_and_is_signed"),
            models.CheckConstraint(
                condition=~Q(kind=Kind.VISIT_ARRANGED) | Q(day__isnull=False), name="a_visit_has_its_day"
            ),
            models.CheckConstraint(condition=~Q(kind=Kind.REPAIR) | ~Q(spot=""), name="a_repair_is_somewhere"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="an_amount_of_the_table_is_something"
            ),
            models.CheckConstraint(condition=Q(months=None) | Q(months__gt=0), name="a_plan_has_months"),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_on__isnull=False) | (~Q(state=State.CLOSED) & Q(closed_on=None)),
                name="a_closed_line_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(origin_service=F("recipient_service")), name="a_line_goes_to_another_service"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Answer(Guarded):
    """What one of the two sides answered. Written once; a later one corrects it. `days`: working days."""

    ACCESS = Paths(
        organisation="organisation",
        author="author",
        household="household",
        written_at="written_at",
        services=("line__origin_service", "line__recipient_service"),
        direction="line__direction",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+", db_index=False)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    from_social = models.BooleanField()
    reply = models.CharField(max_length=20, choices=REPLIES)
    day = models.DateField(null=True)
    days = models.PositiveSmallIntegerField(null=True)
    text = models.CharField(max_length=TEXT_AT_MOST, blank=True)
    written_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(
        SECRET="id organisation line household author from_social reply day days text written_at"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(from_social=False) | Q(text=""), name="social_side_answers_no_words"),
            models.CheckConstraint(
                condition=Q(from_social=False) | Q(reply__in=list(SOCIAL_REPLIES)),
                name="social_side_answers_from_a_list",
            ),
            models.CheckConstraint(
                condition=~Q(reply__in=sorted(WITH_DAY)) | Q(day__isnull=False), name="an_answered_day_is_said"
            ),
            models.CheckConstraint(
                condition=~Q(reply=Reply.ANSWER_IN) | Q(days__isnull=False, days__gt=0),
                name="an_answer_in_days_says_how_many",
            ),
            models.CheckConstraint(condition=~Q(reply=Reply.IN_WORDS) | ~Q(text=""), name="words_are_written"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ConfidedBy(Guarded):
    """For whom the worker asked, in the household: she alone reads the line in My file (P2), the landlord never."""

    ACCESS = Paths(organisation="organisation", person="person")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    DATA_CLASSES = data_classes(SECRET="id organisation line person")

    def __str__(self) -> str:
        return str(self.id)
