"""What is begun and not yet saved. The only table of this app."""

from django.db import models

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.desk.capture.rules import DraftForm
from palier.kernel.identifiers import new_id


class Draft(Guarded):
    """A form as its author left it: hers alone, on every machine, for thirty days (P39, D8). It has no history."""

    ACCESS = Paths(author="post", written_at="saved_at", dies_on="expires")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    form = models.CharField(max_length=10, choices=[(one, one) for one in DraftForm])
    payload = models.JSONField()
    saved_at = models.DateTimeField()
    expires = models.DateField()

    DATA_CLASSES = data_classes(SECRET="id post form payload saved_at expires")

    class Meta:
        indexes = [models.Index(fields=["post", "-saved_at"], name="drafts_of_post")]

    def __str__(self) -> str:
        return str(self.id)
