"""Two sides that never meet in one row: what the cell reads, and whose it is (class C3)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.casework.support_requests.labels import DISCIPLINES, SITUATIONS, STATES, TRIGGERS
from palier.identity.organisations.rules import OrganisationKind
from palier.kernel.identifiers import new_id


class SupportRequest(Guarded):
    """The cell's side: a copy without what tells who, since when, by when, and which pair.

    No name, no company, no post of who asks: a stranger who reads this table learns of nobody (P19). Its id is drawn at
    random, not in order of time.
    """

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=40, choices=[(kind, kind) for kind in OrganisationKind])
    situation = models.CharField(max_length=20, choices=SITUATIONS)
    triggers = ArrayField(models.CharField(max_length=20, choices=TRIGGERS), default=list)
    text = models.TextField()
    tried = models.TextField(blank=True)
    no_demand = models.BooleanField(default=False)
    received_on = models.DateField()
    answer_by = models.DateField()
    state = models.CharField(max_length=12, choices=STATES)
    first = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    first_discipline = models.CharField(max_length=20, choices=DISCIPLINES, blank=True)
    second = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    second_discipline = models.CharField(max_length=20, choices=DISCIPLINES, blank=True)
    named_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation origin situation triggers text tried no_demand received_on answer_by state first"
        " first_discipline second second_discipline named_on closed_on version"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first=None, second=None)
                | (
                    Q(first__isnull=False, second__isnull=False)
                    & ~Q(first=F("second"))
                    & ~Q(first_discipline=F("second_discipline"))
                ),
                name="a_pair_is_two_of_two_disciplines",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Asking(Guarded):
    """The worker's side: that she asked, about which household if from a file, and what she fears, hers alone (P19)."""

    ACCESS = Paths(organisation="organisation", author="author", household="household")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", null=True, on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(SupportRequest, on_delete=models.PROTECT, related_name="+")
    fears = models.TextField(blank=True)
    asked_on = models.DateField()

    DATA_CLASSES = data_classes(SECRET="id organisation author household request fears asked_on")

    def __str__(self) -> str:
        return str(self.id)
