"""A referral keeps exactly what went, to whom, on whose word."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import OfSubject, Paths
from palier.casework.referrals.labels import AGREED, STATES, WAYS, WHY
from palier.casework.referrals.rules import NEED_AT_MOST, State


class Referral(OfSubject):
    """One pack about one person, to one named professional. What went never changes; only what came of it does.

    `parts`: {part: its words as they went}, beside her `name` and the `need`.
    """

    ACCESS = Paths(
        organisation="organisation",
        subject="subject",
        author="author",
        persons="concerns",
        household="household",
        written_at="written_at",
    )

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+", db_index=False)
    contact = models.ForeignKey("partners.PartnerContact", on_delete=models.PROTECT, related_name="+")
    confided_by = ArrayField(models.UUIDField(), default=list)
    concerns = ArrayField(models.UUIDField(), default=list)
    name = models.CharField(max_length=200)
    need = models.CharField(max_length=NEED_AT_MOST)
    parts: Any = models.JSONField(default=dict)
    way = models.CharField(max_length=10, choices=WAYS)
    agreed = models.CharField(max_length=15, choices=AGREED)
    agreed_on = models.DateField()
    sent_on = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default=State.SENT)
    why = models.CharField(max_length=15, choices=WHY, blank=True)
    next_day = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject case household contact confided_by concerns name need parts way agreed"
        " agreed_on sent_on state why next_day answered_on author written_at version"
    )

    class Meta:
        indexes = [models.Index(fields=["subject", "-sent_on"], name="referrals_of_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(concerns__len=1), name="a_referral_is_about_one_person"),
            models.CheckConstraint(condition=~Q(need="") & ~Q(name=""), name="a_referral_says_the_need"),
            models.CheckConstraint(condition=Q(agreed_on__lte=F("sent_on")), name="agreed_before_it_goes"),
        ]

    def __str__(self) -> str:
        return str(self.id)
