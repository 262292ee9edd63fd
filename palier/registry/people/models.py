"""Persons and the households they declared. Class C2 but for what protects them."""

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.registry.people.labels import MEMBER_ROLES, REACHES, REPRESENTATIVE_KINDS, STANDINGS
from palier.registry.people.rules import Standing


class Person(Guarded):
    """A tenant, an applicant, a former tenant or somebody who lives with one. A minor is a person (P18)."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    source_id = models.CharField(max_length=64, blank=True)
    last_name = models.CharField(max_length=100)
    first_name = models.CharField(max_length=100, blank=True)
    sort_key = models.CharField(max_length=220)
    born = models.DateField(null=True)
    sex = models.CharField(max_length=1, choices=[("f", "f"), ("m", "m"), ("x", "x")], default="x")
    language = models.CharField(max_length=2, blank=True)  # of letters: fr, nl, or "" for both (P24)
    languages_spoken = ArrayField(models.CharField(max_length=8), default=list)
    languages_read = ArrayField(models.CharField(max_length=8), default=list)
    protected_address = models.BooleanField(default=False)
    left_on = models.DateField(null=True)
    # The line that is kept for the same person (docs/adr/0013). Both rows stay, and nothing moves between them.
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(
        TENANCY="id organisation source_id last_name first_name sort_key born sex language languages_spoken"
        " languages_read left_on changed_at protected_address merged_into",
    )

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "sort_key"], name="person_by_name"),
            GinIndex(fields=["sort_key"], opclasses=["gin_trgm_ops"], name="person_name_trigrams"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="person_merged_into"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source_id"],
                condition=~Q(source_id=""),
                name="one_person_a_source_id",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class ContactDetails(Guarded):
    """How a person is reached. There is a row only where something is known.

    Withheld from everybody but those who work with her while a safe contact stands (P10): for all others she is then
    like somebody whose number nobody knows, so that the row that is missing says nothing.
    """

    ACCESS = Paths(organisation="organisation", person="person")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    reach = models.CharField(max_length=20, choices=REACHES, blank=True)
    reach_when = models.CharField(max_length=100, blank=True)
    withheld = models.BooleanField(default=False)
    changed_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(
        TENANCY="id organisation person phone email reach reach_when changed_at", SECRET="withheld"
    )

    class Meta:
        indexes = [GinIndex(fields=["phone"], opclasses=["gin_trgm_ops"], name="details_phone_trigrams")]

    def __str__(self) -> str:
        return str(self.id)


class SafeContact(Guarded):
    """The one way agreed with a person for reaching her (P10). That there is one is as secret as the way (P2)."""

    ACCESS = Paths(organisation="organisation", person="person")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=200)
    agreed_on = models.DateField()

    DATA_CLASSES = data_classes(SECRET="id organisation person way agreed_on")

    def __str__(self) -> str:
        return str(self.id)


class NetTaxableIncome(Guarded):
    """A person's net taxable income of one year, in euro, as declared to the landlord: import only (P4)."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=10, decimal_places=2)

    DATA_CLASSES = data_classes(TENANCY="id organisation person year amount")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], name="one_income_a_year"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="income_is_not_negative"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Household(Guarded):
    """The household as declared to the landlord: imported, never merged with what is confided (P4)."""

    ACCESS = Paths(organisation="organisation", household="id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    source_id = models.CharField(max_length=64, blank=True)
    label = models.CharField(max_length=200)  # family name(s) as shown in lists
    sort_key = models.CharField(max_length=220)
    standing = models.CharField(max_length=20, choices=STANDINGS, default=Standing.TENANT)
    changed_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(TENANCY="id organisation source_id label sort_key standing changed_at")

    class Meta:
        indexes = [models.Index(fields=["organisation", "sort_key"], name="household_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source_id"],
                condition=~Q(source_id=""),
                name="one_household_a_source_id",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class HouseholdMember(Guarded):
    """A person's dated membership of a declared household; `custody` is the share of time, for shared custody."""

    ACCESS = Paths(organisation="household__organisation", household="household")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=MEMBER_ROLES)
    custody = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    disabled = models.BooleanField(default=False)
    valid = DateRangeField()

    DATA_CLASSES = data_classes(TENANCY="id organisation household person role custody disabled valid")

    class Meta:
        indexes = [
            models.Index(fields=["household"], name="members_of_household"),
            models.Index(fields=["person"], name="households_of_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(custody__gt=0) & Q(custody__lte=1), name="custody_is_a_share"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Representation(Guarded):
    """Somebody who speaks for a person: parent, guardian, administrator, trusted person."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=REPRESENTATIVE_KINDS)
    representative = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    valid = DateRangeField()

    DATA_CLASSES = data_classes(TENANCY="id organisation person kind representative name phone valid")

    class Meta:
        indexes = [models.Index(fields=["person"], name="who_speaks_for")]

    def __str__(self) -> str:
        return str(self.id)


class KeepApart(Guarded):
    """Two persons who must not meet. The reason is not stored here (P11)."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    DATA_CLASSES = data_classes(SECRET="id organisation one other")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(one__lt=F("other")), name="keep_apart_ordered")]

    def __str__(self) -> str:
        return str(self.id)


class NationalNumber(Guarded):
    """The national number, apart from the person (P32): no role of the application selects it."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=11)

    DATA_CLASSES = data_classes(TENANCY="id organisation person number")

    class Meta:
        indexes = [models.Index(fields=["number"], name="number_at_the_door")]

    def __str__(self) -> str:
        return str(self.id)
