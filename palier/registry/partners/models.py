"""The directory of a company: partner organisations, their services, their people, agreements, steps,
verifications.

No field points at a tenant. Ids are UUIDs and the parts are those of HSDS 3 (organization > service > contact). `kind`
of a service repeats that of its organisation; a key of the database holds them together, so that a constraint can say
which kinds no secret may reach (P7).
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.registry.partners.labels import (
    BOUND,
    CAPACITIES,
    CAPACITY_ICONS,
    DOMAINS,
    LEVELS,
    PARTNER_KINDS,
    commune_choices,
    domains_in_words,
    spoken,
)
from palier.registry.partners.labels.steps import PURPOSES, STEP_KINDS
from palier.registry.partners.rules import LINE_AT_MOST, NAME_AT_MOST, NEVER_RECEIVES, WORDS_AT_MOST, Bound, Capacity
from palier.registry.partners.rules.steps import AGREED_AT_MOST
from palier.ui.screen import screen

OURS = Paths(organisation="organisation")
NEVER = sorted(NEVER_RECEIVES)


class Named(Guarded):
    """What has a name in both languages; `name` is the one of the screen."""

    name_fr = models.CharField(max_length=NAME_AT_MOST)
    name_nl = models.CharField(max_length=NAME_AT_MOST)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_nl if screen() == "nl" else self.name_fr


class PartnerOrganisation(Named):
    """A body outside the company. `organisation`: the company that keeps the line, as in every table here.

    `source_id`: its id in the files that are exchanged, None: that of the row; `exchange`: what such a file says of it
    that has no column here, in the words of HSDS 3.0, so that it goes out as it came.
    """

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=PARTNER_KINDS)
    level = models.CharField(max_length=10, choices=LEVELS)
    url = models.CharField(max_length=LINE_AT_MOST, blank=True)
    source_id = models.UUIDField(null=True)
    exchange = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(INTERNAL="id organisation name_fr name_nl kind level url source_id exchange version")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name_fr="") & ~Q(name_nl=""), name="partner_named_twice"),
            models.UniqueConstraint(fields=["organisation", "source_id"], name="partner_known_once"),
        ]


class PartnerService(Named):
    """What a partner offers, to whom, where, when. `until`: its last day in the directory; None while it stands.

    `domains`: values of kernel.domains; `area`: NIS codes of communes, empty is everywhere; `languages`: codes of
    kernel.spoken_languages; `hours`: in words; `opening`: the same as rules, see `rules.hours`. `capacity` as the
    service said on `capacity_on`; `changed_at`: when its line was last changed, which verifies nothing. `source_id` and
    `exchange`: as of its organisation.
    """

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(PartnerOrganisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=PARTNER_KINDS)
    description_fr = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    description_nl = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    domains = ArrayField(models.CharField(max_length=30, choices=DOMAINS), default=list)
    eligibility = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    area = ArrayField(models.CharField(max_length=5), default=list)
    languages = ArrayField(models.CharField(max_length=3), default=list)
    hours = models.CharField(max_length=LINE_AT_MOST, blank=True)
    opening = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    phone = models.CharField(max_length=30, blank=True)
    email = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=LINE_AT_MOST, blank=True)
    step_free = models.BooleanField(null=True)  # reached without a step; None: nobody has looked
    capacity = models.CharField(max_length=20, choices=CAPACITIES, default=Capacity.UNKNOWN)
    capacity_on = models.DateField(null=True)
    bound_by_secrecy = models.CharField(max_length=10, choices=BOUND, default=Bound.UNKNOWN)
    secrecy_ground = models.CharField(max_length=LINE_AT_MOST, blank=True)
    same_mission = models.BooleanField(default=False)  # helps the same person to the same end (P7)
    until = models.DateField(null=True)
    source_id = models.UUIDField(null=True)
    exchange = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    changed_at = models.DateTimeField(null=True)
    search_key = models.TextField(blank=True)  # both names of the service and of its organisation
    version = models.PositiveIntegerField(default=1)
    may_receive_referral = models.GeneratedField(
        expression=Q(bound_by_secrecy=Bound.YES, same_mission=True, until=None)  # type: ignore[arg-type]
        & ~Q(kind__in=NEVER),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation partner kind name_fr name_nl description_fr description_nl domains eligibility area"
        " languages hours opening phone email address step_free capacity capacity_on bound_by_secrecy secrecy_ground"
        " same_mission until source_id exchange changed_at search_key version may_receive_referral"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name_fr="") & ~Q(name_nl=""), name="partner_service_named_twice"),
            models.CheckConstraint(
                condition=~Q(bound_by_secrecy=Bound.YES) | ~Q(kind__in=NEVER), name="no_secret_for_who_enforces"
            ),
            models.CheckConstraint(
                condition=~Q(bound_by_secrecy=Bound.YES) | ~Q(secrecy_ground=""), name="bound_says_on_what_ground"
            ),
            models.CheckConstraint(
                condition=Q(capacity=Capacity.UNKNOWN) | Q(capacity_on__isnull=False), name="capacity_has_its_day"
            ),
            models.UniqueConstraint(fields=["organisation", "source_id"], name="partner_service_known_once"),
        ]
        indexes = [GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="partner_service_trigrams")]

    @property
    def description(self) -> str:
        return self.description_nl if screen() == "nl" else self.description_fr

    @property
    def about(self) -> list[str]:
        return domains_in_words(self.domains)

    @property
    def spoken(self) -> list[str]:
        return [spoken(code, screen()) for code in self.languages]

    @property
    def communes(self) -> list[str]:
        return [name for nis, name in commune_choices(screen()) if nis in self.area]

    @property
    def capacity_icon(self) -> str:
        return CAPACITY_ICONS[Capacity(self.capacity)]


class PartnerContact(Guarded):
    """A named professional of a service: a referral goes to nobody else (P7). `until`: her last day there."""

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(PartnerService, on_delete=models.PROTECT, related_name="+")
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    function = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    email = models.CharField(max_length=254, blank=True)
    until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation service first_name last_name function phone email until version"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_name="") & ~Q(last_name="") & ~Q(function=""), name="partner_contact_is_named"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Agreement(Guarded):
    """An agreement with a partner, or about one of its services. `parties`: [{"name": …, "role": …}] (seed 002)."""

    ACCESS = OURS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(PartnerOrganisation, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(PartnerService, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=NAME_AT_MOST)
    parties = models.JSONField(default=list)
    covers = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True)  # its last day; None: without end
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(INTERNAL="id organisation partner service title parties covers starts ends version")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="agreement_has_a_title"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="agreement_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PartnershipStep(Guarded):
    """A contact with a partner that is about nobody: when, to what end, what was agreed. It points at no person, no
    household and no file, and it is counted by purpose and theme, never by who wrote it (P28)."""

    ACCESS = Paths(organisation="organisation", author="post")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(PartnerOrganisation, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(PartnerService, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=STEP_KINDS)
    purpose = models.CharField(max_length=20, choices=PURPOSES)
    domain = models.CharField(max_length=30, choices=DOMAINS, blank=True)
    agreed = models.CharField(max_length=AGREED_AT_MOST)
    next_on = models.DateField(null=True)
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    withdrawn = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation partner service on kind purpose domain agreed next_on post withdrawn version"
    )

    class Meta:
        indexes = [models.Index(fields=["partner", "-on"], name="steps_with_partner")]
        constraints = [
            models.CheckConstraint(condition=~Q(agreed=""), name="partnership_step_says_what"),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gte=F("on")), name="partnership_step_goes_on_after"
            ),
        ]

    def __str__(self) -> str:
        return self.agreed


class Verification(Guarded):
    """Somebody asked the service on this day, and it is all still so. Never changed, never taken back: "updated" is not
    "verified"."""

    ACCESS = Paths(organisation="organisation", author="post")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(PartnerService, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    noted_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(INTERNAL="id organisation service post on noted_at")

    class Meta:
        indexes = [models.Index(fields=["service", "-on"], name="verifications_of_service")]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"
