"""Services and colleagues who interpret, and the time of a month. No field points at a tenant."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.registry.interpreting.rules import NAME_AT_MOST


class InterpreterService(Guarded):
    """A service that interprets, as the company entered it. `until`: its last day; None while in use."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME_AT_MOST)
    phone = models.CharField(max_length=30)
    languages = ArrayField(models.CharField(max_length=3), default=list)  # empty: ask
    hours = models.CharField(max_length=NAME_AT_MOST, blank=True)
    on_the_spot = models.BooleanField(default=False)
    source = models.CharField(max_length=200)
    checked_on = models.DateField()
    until = models.DateField(null=True)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation name phone languages hours on_the_spot source checked_on until"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(phone="") & ~Q(source=""), name="interpreter_says_whence")
        ]

    def __str__(self) -> str:
        return self.name


class ColleagueLanguage(Guarded):
    """A colleague agreed to interpret a language. Her own tick: she sets it, she withdraws it."""

    ACCESS = Paths(organisation="organisation", author="post")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=3)
    agreed_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    DATA_CLASSES = data_classes(INTERNAL="id organisation post language agreed_on withdrawn_on")

    def __str__(self) -> str:
        return self.language


class InterpretingTime(Guarded):
    """What a service of the house used in a month, in one language. Who called for whom is not kept (P28)."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey("organisations.Service", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    language = models.CharField(max_length=3)
    calls = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    cents = models.PositiveIntegerField(default=0)

    DATA_CLASSES = data_classes(SECRET="id organisation service month language calls minutes cents")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "month", "language"], name="one_time_a_month_and_language")
        ]

    def __str__(self) -> str:
        return str(self.id)
