"""Organisations, services, places, staff and the dated posts that tie them together."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from palier.identity.organisations.rules import OrganisationKind, PlaceKind, ProposalState, Role, ServiceKind
from palier.kernel.identifiers import new_id


class Organisation(models.Model):
    """A body: the region, a housing company, the seconding service, an association, a commune, a partner."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40, choices=[(k, k) for k in OrganisationKind])
    slug = models.SlugField(unique=True)
    name_fr = models.CharField(max_length=200)
    name_nl = models.CharField(max_length=200)
    works_for_applicants = models.BooleanField(default=False)  # seed 000: "et de candidats selon les SISP"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name_fr="") & ~Q(name_nl=""), name="organisation_named_twice")
        ]

    def __str__(self) -> str:
        return self.slug


class Service(models.Model):
    """A department of an organisation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in ServiceKind])
    name_fr = models.CharField(max_length=200)
    name_nl = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, blank=True)
    closed_on = models.DateField(null=True, blank=True)  # the first day without it

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name_fr="") & ~Q(name_nl=""), name="service_named_twice")]

    def __str__(self) -> str:
        return self.name_fr


class ServiceDimension(models.Model):
    """One of the lines of work a service is made of, as its public page says it (seed 001: "plusieurs dimensions")."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="dimensions")
    position = models.PositiveSmallIntegerField()
    name_fr = models.CharField(max_length=120)
    name_nl = models.CharField(max_length=120)
    text_fr = models.CharField(max_length=400, blank=True)
    text_nl = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name_fr="") & ~Q(name_nl=""), name="dimension_named_twice"),
            models.CheckConstraint(
                condition=Q(text_fr="", text_nl="") | (~Q(text_fr="") & ~Q(text_nl="")), name="dimension_said_twice"
            ),
            models.UniqueConstraint(fields=["service", "position"], name="dimension_has_its_place"),
        ]

    def __str__(self) -> str:
        return self.name_fr


class Place(models.Model):
    """A place on which an assignment may stand: a company's whole stock, a site, a building."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in PlaceKind])
    name_fr = models.CharField(max_length=200)
    name_nl = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=PlaceKind.COMPANY) | Q(parent__isnull=False),
                name="place_has_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name_fr


class StaffMember(models.Model):
    """A person who works, with the body that employs her. The body that hosts her is on the post."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = []

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Post(models.Model):
    """A dated function of one person in one organisation. Two posts at once never mix (S0-016, S4-034)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, choices=[(r, r) for r in Role])
    full_time_fraction = models.DecimalField(max_digits=4, decimal_places=3, default=1)
    valid = DateRangeField()
    supervisor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(full_time_fraction__gt=0) & Q(full_time_fraction__lte=1),
                name="post_fraction_of_one",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.TRAINEE) | Q(supervisor__isnull=False),
                name="trainee_supervised",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "role"], name="post_by_role")]

    def __str__(self) -> str:
        return f"{self.role} {self.id}"


class PostProposal(models.Model):
    """A post an administrator wished for: given at once, or waiting for somebody's word (P5). Its post has its id.

    `starts` and `ends` are the first and the last day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, choices=[(r, r) for r in Role])
    full_time_fraction = models.DecimalField(max_digits=4, decimal_places=3)
    starts = models.DateField()
    ends = models.DateField(null=True)
    supervisor = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(s, s) for s in ProposalState])
    proposed_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[ProposalState.GIVEN, ProposalState.PROPOSED], decided_by__isnull=True)
                | (
                    Q(state__in=[ProposalState.CONFIRMED, ProposalState.SET_ASIDE], decided_by__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                ),
                name="post_confirmed_by_another",
            ),
            models.UniqueConstraint(
                fields=["staff", "service", "role"],
                condition=Q(state=ProposalState.PROPOSED),
                name="one_post_proposed",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="proposal_by_state")]

    def __str__(self) -> str:
        return f"{self.role} {self.state}"


class PlaceAssignment(models.Model):
    """The worker who looks after a place, from when to when. A building's assignment beats its site's.

    Every household has an assigned worker through its place, so naming that worker reveals no file (D12).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="assignments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="assignments")
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_assigned_worker_a_place",
                expressions=[
                    (F("place"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.post_id}"


class Replacement(models.Model):
    """While `absent` is away, `covering` stands in: dated, effective at once, ends by itself (P15)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    absent = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    covering = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    valid = DateRangeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(absent=F("covering")), name="replacement_is_another")]

    def __str__(self) -> str:
        return f"{self.covering_id} for {self.absent_id}"
