"""That the service was asked: the day, by whom (a kind), of which service. Nobody asked about, nobody who was asked."""

from django.db import models

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.desk.asked.rules import Asker
from palier.kernel.identifiers import new_id


class Asked(Guarded):
    """One time that information was asked for (P40)."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey("organisations.Service", null=True, on_delete=models.PROTECT, related_name="+")
    asker = models.CharField(max_length=20, choices=[(one, one) for one in Asker])
    day = models.DateField()

    DATA_CLASSES = data_classes(SECRET="id organisation service asker day")

    class Meta:
        verbose_name_plural = "asked"
        constraints = [models.CheckConstraint(condition=models.Q(asker__in=list(Asker)), name="asked_by_a_known_kind")]

    def __str__(self) -> str:
        return f"{self.day} {self.asker}"
