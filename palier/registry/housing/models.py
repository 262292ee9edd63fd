"""Where people live: sites, buildings, dwellings, rooms and leases."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.geojson import EAST, NORTH, SOUTH, WEST
from palier.kernel.identifiers import new_id
from palier.kernel.positions import Position, as_position
from palier.registry.housing.labels import DWELLING_KINDS, LEASE_KINDS, ROOM_KINDS
from palier.registry.housing.rules import AreaList, DwellingKind

# A position is whole or not there; a NULL alone would slip through a bare range.
IN_BELGIUM_OR_UNKNOWN = Q(longitude=None, latitude=None) | Q(
    longitude__isnull=False,
    latitude__isnull=False,
    longitude__range=(WEST, EAST),
    latitude__range=(SOUTH, NORTH),
)


class Municipality(models.Model):
    """One of the 19 communes, in both languages, with the postcodes it holds (not one to one).

    Every installation has them from its migrations: they are what `rules.COMMUNES` says.
    """

    nis = models.CharField(primary_key=True, max_length=5)
    name_fr = models.CharField(max_length=60)
    name_nl = models.CharField(max_length=60)
    postcodes = ArrayField(models.CharField(max_length=4), default=list)
    source = models.CharField(max_length=200, blank=True)

    DATA_CLASSES = data_classes(PUBLIC="nis name_fr name_nl postcodes source")

    def __str__(self) -> str:
        return self.nis


class Neighbourhood(models.Model):
    """An area of one of three lists that must never be mixed: company's own, monitoring, statistical sector."""

    LISTS = [(one, one) for one in AreaList]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    list = models.CharField(max_length=12, choices=LISTS)
    code = models.CharField(max_length=20)
    name_fr = models.CharField(max_length=120)
    name_nl = models.CharField(max_length=120)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")

    DATA_CLASSES = data_classes(PUBLIC="id list code name_fr name_nl municipality")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "code"], name="one_area_a_code")]

    def __str__(self) -> str:
        return f"{self.list} {self.code}"


class Site(models.Model):
    """A group of buildings; its Place is the handle on which a worker's assignment stands."""

    place = models.OneToOneField("organisations.Place", primary_key=True, on_delete=models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, null=True, on_delete=models.PROTECT, related_name="+")

    DATA_CLASSES = data_classes(INTERNAL="place neighbourhood")

    def __str__(self) -> str:
        return str(self.place_id)


class Building(models.Model):
    """A building of a site, with its address and, where the landlord's file gives one, its position (WGS84)."""

    place = models.OneToOneField("organisations.Place", primary_key=True, on_delete=models.PROTECT, related_name="+")
    street_fr = models.CharField(max_length=200)
    street_nl = models.CharField(max_length=200)
    number = models.CharField(max_length=12)
    postcode = models.CharField(max_length=4)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")
    longitude = models.DecimalField(max_digits=8, decimal_places=6, null=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True)

    DATA_CLASSES = data_classes(INTERNAL="place street_fr street_nl number postcode municipality longitude latitude")

    class Meta:
        constraints = [models.CheckConstraint(condition=IN_BELGIUM_OR_UNKNOWN, name="building_stands_in_belgium")]

    def __str__(self) -> str:
        return str(self.place_id)

    @property
    def position(self) -> Position | None:
        return as_position(self.longitude, self.latitude)


class Dwelling(Guarded):
    """A let unit."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    source_id = models.CharField(max_length=64, blank=True)
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=40, blank=True)
    box = models.CharField(max_length=12, blank=True)
    floor = models.SmallIntegerField(null=True)
    kind = models.CharField(max_length=20, choices=DWELLING_KINDS, default=DwellingKind.SOCIAL)
    bedrooms = models.PositiveSmallIntegerField(default=1)
    area_m2 = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    address_key = models.CharField(max_length=260, blank=True)
    changed_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(
        TENANCY="id organisation source_id building unit box floor kind bedrooms area_m2 address_key changed_at"
    )

    class Meta:
        indexes = [
            models.Index(fields=["building"], name="dwellings_of_building"),
            GinIndex(fields=["address_key"], opclasses=["gin_trgm_ops"], name="dwelling_address_trigrams"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source_id"],
                condition=~Q(source_id=""),
                name="one_dwelling_a_source_id",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Room(Guarded):
    """A room with its area in square metres: under 6 m² it holds one person (domain.md section 2)."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    dwelling = models.ForeignKey(Dwelling, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ROOM_KINDS)
    area_m2 = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    DATA_CLASSES = data_classes(TENANCY="id organisation dwelling kind area_m2")

    class Meta:
        indexes = [models.Index(fields=["dwelling"], name="rooms_of_dwelling")]

    def __str__(self) -> str:
        return str(self.id)


class Lease(Guarded):
    """Who rents what, from when to when. `protected` hides the row outside the assigned worker (P11)."""

    ACCESS = Paths(organisation="organisation", household="household", protected="protected")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    source_id = models.CharField(max_length=64, blank=True)
    dwelling = models.ForeignKey(Dwelling, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=LEASE_KINDS)
    starts = models.DateField()
    ends = models.DateField(null=True)
    protected = models.BooleanField(default=False)
    changed_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(
        TENANCY="id organisation source_id dwelling household kind starts ends protected changed_at"
    )

    class Meta:
        indexes = [
            models.Index(fields=["household", "starts"], name="leases_of_household"),
            models.Index(fields=["dwelling", "starts"], name="leases_of_dwelling"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="lease_ends_after_start"),
            models.UniqueConstraint(
                fields=["organisation", "source_id"], condition=~Q(source_id=""), name="one_lease_a_source_id"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
