"""Who and what stands around a household, as told. Secret (C3), and never merged with what is declared (P4)."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import OfSubject, Paths
from palier.access.labels import TIERS
from palier.access.rules import Tier
from palier.access.sealed_text import SealedText
from palier.casework.cases.labels import TIES
from palier.casework.cases.models import persons
from palier.casework.network.labels import CIRCLES, LIVES, STRENGTHS
from palier.casework.network.rules import Circle

NOBODY_ELSE = Q(service=None, partner=None)
A_PERSON = Q(circle=Circle.PRIMARY) & NOBODY_ELSE & ~Q(name="")
A_DEPARTMENT = Q(circle=Circle.SECONDARY, service__isnull=False, partner=None, name="")
A_PARTNER = Q(circle=Circle.SECONDARY, service=None, partner__isnull=False, name="")
IN_OWN_WORDS = Q(circle=Circle.SECONDARY) & NOBODY_ELSE & (~Q(name="") | ~Q(function=""))


class NetworkTie(OfSubject):
    """A person, a department of the company or a service outside, around one household (seed 004: resources).

    It involves nobody by itself: nothing is sent, and who is named here does not see it. No search, no export, no
    engine. `service`: of the company; `partner`: of the directory; else `name` and `function` in own words.
    """

    ACCESS = Paths(organisation="organisation", subject="subject", author="author", tier="tier", persons="concerns")

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    circle = models.CharField(max_length=10, choices=CIRCLES)
    name = SealedText(blank=True)
    function = SealedText(blank=True)
    tie = models.CharField(max_length=20, choices=TIES, blank=True)
    lives = models.CharField(max_length=10, choices=LIVES, blank=True)
    service: Any = models.ForeignKey("organisations.Service", null=True, on_delete=models.PROTECT, related_name="+")
    partner: Any = models.ForeignKey("partners.PartnerService", null=True, on_delete=models.PROTECT, related_name="+")
    strength = models.CharField(max_length=10, choices=STRENGTHS, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    confided_by = persons()
    concerns = persons()
    tier = models.CharField(max_length=12, choices=TIERS, default=Tier.TEAM)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject case circle name function tie lives service partner strength since until"
        " confided_by concerns tier author written_at version"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=A_PERSON | A_DEPARTMENT | A_PARTNER | IN_OWN_WORDS, name="a_tie_is_to_one_somebody"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
