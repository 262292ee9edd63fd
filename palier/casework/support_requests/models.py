"""Sides that never meet in one row: what the cell reads, whose it is, and who telephoned (class C3)."""

import uuid
from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.access.labels import TIERS
from palier.access.rules import Tier
from palier.access.sealed_text import SealedText
from palier.casework.support_requests.labels import (
    AVERTED,
    DISCIPLINES,
    GAINS,
    HOMES,
    METS,
    ORIGINS,
    RELAYS,
    SITUATIONS,
    STATES,
    TRIGGERS,
)
from palier.casework.support_requests.rules import Relay
from palier.identity.organisations.rules import OrganisationKind
from palier.kernel.identifiers import new_id

# A worker with an account: the kind of her house. A caller: the closed list of the intake.
FROM_WHERE = [*ORIGINS, *((kind.value, kind.value) for kind in OrganisationKind if kind.value not in dict(ORIGINS))]


class SupportRequest(Guarded):
    """The cell's side: a copy without what tells who, since when, by when, which pair, and what came of it.

    No name, no company, no post of who asks: a stranger who reads this table learns of nobody (P19). Its id is drawn at
    random, not in order of time.
    """

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=40, choices=FROM_WHERE)
    situation = models.CharField(max_length=20, choices=SITUATIONS)
    triggers = ArrayField(models.CharField(max_length=20, choices=TRIGGERS), default=list)
    text = models.TextField()
    tried = models.TextField(blank=True)
    no_demand = models.BooleanField(default=False)
    received_on = models.DateField()
    answer_by = models.DateField()
    state = models.CharField(max_length=12, choices=STATES)
    first = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    first_discipline = models.CharField(max_length=20, choices=DISCIPLINES, blank=True)
    second = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    second_discipline = models.CharField(max_length=20, choices=DISCIPLINES, blank=True)
    aside = ArrayField(models.UUIDField(), null=True)  # posts that stepped aside: they may know her (P19)
    named_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    social_tenant = models.BooleanField(default=True)  # else no seconded worker is of the pair (S4-092)
    relay = models.CharField(max_length=12, choices=RELAYS, blank=True)
    relay_service = models.ForeignKey(
        "partners.PartnerService", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    home = models.CharField(max_length=10, choices=HOMES, blank=True)
    network_primary = models.PositiveSmallIntegerField(null=True)
    network_secondary = models.PositiveSmallIntegerField(null=True)
    crisis = models.CharField(max_length=10, choices=AVERTED, blank=True)
    neighbours = models.CharField(max_length=10, choices=AVERTED, blank=True)
    eviction = models.CharField(max_length=10, choices=AVERTED, blank=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation origin situation triggers text tried no_demand received_on answer_by state first"
        " first_discipline second second_discipline aside named_on closed_on social_tenant relay relay_service home"
        " network_primary network_secondary crisis neighbours eviction version"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first=None, second=None)
                | (
                    Q(first__isnull=False, second__isnull=False)
                    & ~Q(first=F("second"))
                    & ~Q(first_discipline=F("second_discipline"))
                ),
                name="a_pair_is_two_of_two_disciplines",
            ),
            models.CheckConstraint(
                condition=Q(relay_service=None) | Q(relay=Relay.PARTNER), name="only_a_relay_to_a_partner_names_one"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Asking(Guarded):
    """The worker's side: that she asked, about which household if from a file, what she fears, what it gave her (P19).

    `shown`: she lets the pair know who she is, so that they can talk; she may take it back.
    """

    ACCESS = Paths(organisation="organisation", author="author", household="household")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", null=True, on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(SupportRequest, on_delete=models.PROTECT, related_name="+")
    fears = models.TextField(blank=True)
    asked_on = models.DateField()
    shown = models.BooleanField(default=False)
    shown_phone = models.CharField(max_length=40, blank=True)
    gained = ArrayField(models.CharField(max_length=20, choices=GAINS), default=list)
    met = models.CharField(max_length=10, choices=METS, blank=True)
    own_words = models.TextField(blank=True)

    DATA_CLASSES = data_classes(
        SECRET="id organisation author household request fears asked_on shown shown_phone gained met own_words"
    )

    def __str__(self) -> str:
        return str(self.id)


CALLERS_WORDS = ("name", "function", "phone", "fears")


class Intake(Guarded):
    """Who telephoned: sealed with a key of this request's own, for who took the call and for the pair (P19).

    `company`: her house when it is one, so that nobody of it is of the pair; no page shows it.
    """

    ACCESS = Paths(organisation="organisation", author="author", subject="subject", tier="tier")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey("access.Subject", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    request = models.OneToOneField(SupportRequest, on_delete=models.PROTECT, related_name="+")
    company = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=12, choices=TIERS, default=Tier.REINFORCED)
    name = SealedText()
    function = SealedText(blank=True)
    phone = SealedText(blank=True)
    fears = SealedText(blank=True)
    taken_on = models.DateField()

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject author request company tier name function phone fears taken_on"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(tier=Tier.REINFORCED), name="who_telephoned_is_always_sealed"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def sealed(self) -> list[str]:
        """Her words as the database is to hold them, in the order of CALLERS_WORDS."""
        return [_field(name).kept(self, getattr(self, name)) for name in CALLERS_WORDS]

    def opened(self, words: Sequence[str]) -> list[str]:
        """Her words as the pair reads them, from what the database holds."""
        for name, word in zip(CALLERS_WORDS, words, strict=True):
            setattr(self, name, _field(name).from_db_value(word, None, None))
        return [getattr(self, name) for name in CALLERS_WORDS]


def _field(name: str) -> SealedText:
    field = Intake._meta.get_field(name)
    assert isinstance(field, SealedText)
    return field
