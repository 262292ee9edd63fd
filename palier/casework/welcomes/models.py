"""What a worker notes for herself about a first contact."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import OfSubject, Paths
from palier.casework.welcomes.labels import TOLD, WAYS


class Welcome(OfSubject):
    """A first contact, offered or held. It lies in the inbox of the worker who looks after the place (P14, P35)."""

    ACCESS = Paths(
        organisation="organisation",
        subject="subject",
        author="author",
        household="household",
        written_at="written_at",
        dies_on="ends_on",
    )

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+", db_index=False)
    lease = models.ForeignKey("housing.Lease", on_delete=models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=12, choices=WAYS, blank=True)
    offered_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    told = ArrayField(models.CharField(max_length=20, choices=TOLD), default=list)
    off_my_list = models.BooleanField(default=False)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())
    ends_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject household lease way offered_on met_on told off_my_list author written_at"
        " ends_on version"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "lease"], name="one_welcome_a_lease")]

    def __str__(self) -> str:
        return str(self.id)
