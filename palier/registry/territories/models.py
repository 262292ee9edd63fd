"""Where areas lie, and which area of one list corresponds to which of another. Dated, never merged."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from palier.access.classes import data_classes
from palier.kernel.identifiers import new_id


class AreaShape(models.Model):
    """Where an area lies, as coordinates of a GeoJSON MultiPolygon: longitude and latitude in WGS84.

    `outline` is the same with fewer corners, simplified together with its neighbours; pages draw that one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    neighbourhood = models.ForeignKey(
        "housing.Neighbourhood", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    municipality = models.ForeignKey(
        "housing.Municipality", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    geometry = models.JSONField()
    outline = models.JSONField()
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=200, blank=True)
    valid = DateRangeField()

    DATA_CLASSES = data_classes(PUBLIC="id neighbourhood municipality geometry outline source licence valid")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(neighbourhood=None, municipality__isnull=False)
                | Q(neighbourhood__isnull=False, municipality=None),
                name="shape_of_one_area",
            ),
            ExclusionConstraint(
                name="one_shape_a_neighbourhood_a_day",
                expressions=[
                    (F("neighbourhood"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="one_shape_a_commune_a_day",
                expressions=[
                    (F("municipality"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Correspondence(models.Model):
    """How much of `area` lies in `within`, an area of another list. Said, not computed from names."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = models.ForeignKey("housing.Neighbourhood", on_delete=models.PROTECT, related_name="+", db_index=False)
    within = models.ForeignKey("housing.Neighbourhood", on_delete=models.PROTECT, related_name="+")
    share = models.DecimalField(max_digits=5, decimal_places=4)
    source = models.CharField(max_length=200)
    valid = DateRangeField()

    DATA_CLASSES = data_classes(PUBLIC="id area within share source valid")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="share_of_a_whole"),
            models.CheckConstraint(condition=~Q(area=F("within")), name="no_area_within_itself"),
            ExclusionConstraint(
                name="one_correspondence_a_pair_a_day",
                expressions=[
                    (F("area"), RangeOperators.EQUAL),
                    (F("within"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
