"""A story of the year, as long as it is a draft. The only table of this app."""

from django.db import models
from django.db.models import Q

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.desk.year.rules import STORIES
from palier.kernel.identifiers import new_id


class Story(Guarded):
    """What a worker tells of her year, without name or place: hers alone, for thirty days. No history (P39, D8)."""

    ACCESS = Paths(author="post", written_at="saved_at", dies_on="expires")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()  # 1 to 3
    text = models.TextField()
    saved_at = models.DateTimeField()
    expires = models.DateField()

    DATA_CLASSES = data_classes(SECRET="id post year place text saved_at expires")

    class Meta:
        verbose_name_plural = "stories"
        constraints = [
            models.UniqueConstraint(fields=["post", "year", "place"], name="one_story_a_place"),
            models.CheckConstraint(condition=Q(place__in=STORIES), name="three_stories"),
        ]

    def __str__(self) -> str:
        return str(self.id)
