"""A code is kept as a hash: nobody can say it again."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.registry.access_codes.rules import Level


class AccessCode(Guarded):
    """A code given to one person. `given_by`: no door shows more than this post could read on that day."""

    ACCESS = Paths(organisation="organisation", person="person", author="given_by", written_at="given_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    code_hash = models.BinaryField()
    given_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    given_at = models.DateTimeField(db_default=Now())
    ends_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    DATA_CLASSES = data_classes(SECRET="id organisation person level code_hash given_by given_at ends_on withdrawn_at")

    class Meta:
        indexes = [models.Index(fields=["code_hash"], name="code_by_hash")]
        constraints = [models.CheckConstraint(condition=Q(level__in=[one.value for one in Level]), name="code_level")]

    def __str__(self) -> str:
        return str(self.id)
