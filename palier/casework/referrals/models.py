"""A referral keeps exactly what went, to whom, on whose word; a link, how it is opened and what was said on it."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import OfSubject, Paths
from palier.casework.cases.labels import DOMAINS
from palier.casework.referrals.labels import AGREED, CODE_WAYS, STATES, WAYS, WHY
from palier.casework.referrals.rules import NEED_AT_MOST, State
from palier.casework.referrals.rules.links import QUESTION_AT_MOST, Due
from palier.registry.partners.rules import LINE_AT_MOST


class Referral(OfSubject):
    """One pack about one person, to one named professional. What went never changes; only what came of it does.

    `parts`: {part: its words as they went}, beside her `name` and the `need`. `domain` of the file and `area`, the NIS
    code of its commune, as they were on that day: by them alone an unmet need is counted. `by_link`: answered on it.

    The five conditions of shared secrecy are facts of it: by what the service was bound that day, that it helps to the
    same end (the second lock lets none other through), how she heard what goes and to whom, that she agreed and when,
    and that no more goes than is needed.
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
    secrecy_ground = models.CharField(max_length=LINE_AT_MOST, blank=True, db_default="")  # the directory's, that day
    needed = models.BooleanField()
    domain = models.CharField(max_length=30, choices=DOMAINS, blank=True, db_default="")
    area = models.CharField(max_length=5, blank=True, db_default="")  # empty: unknown, or a protected address (P11)
    state = models.CharField(max_length=10, choices=STATES, default=State.SENT)
    why = models.CharField(max_length=15, choices=WHY, blank=True)
    next_day = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    by_link = models.BooleanField(db_default=False)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject case household contact confided_by concerns name need parts way agreed"
        " agreed_on sent_on secrecy_ground needed domain area state why next_day answered_on by_link author written_at"
        " version"
    )

    class Meta:
        indexes = [models.Index(fields=["subject", "-sent_on"], name="referrals_of_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(concerns__len=1), name="a_referral_is_about_one_person"),
            models.CheckConstraint(condition=~Q(need="") & ~Q(name=""), name="a_referral_says_the_need"),
            models.CheckConstraint(condition=Q(needed=True), name="no_more_than_is_needed"),
            models.CheckConstraint(condition=Q(agreed_on__lte=F("sent_on")), name="agreed_before_it_goes"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ReferralLink(OfSubject):
    """A page on which one named professional reads a pack and answers, without an account (P7).

    Its reference, its code and the browser it is bound to are kept as hashes. `due`: what waits to be sent; `opened`:
    each time it was read; `replies` answer `questions` in their order; `news`: what the service told since it took her
    up; `unseen`: its author has not seen what was said.
    """

    ACCESS = Paths(organisation="organisation", subject="subject", author="author", written_at="written_at")

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    site = models.CharField(max_length=200)  # scheme and host at which it opens
    link_hash = models.BinaryField(null=True)  # None: the mail has not left
    code_way = models.CharField(max_length=5, choices=CODE_WAYS)
    code_hash = models.BinaryField(null=True)
    code_until = models.DateTimeField(null=True)
    code_asked_at = models.DateTimeField(null=True)
    codes = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    device_hash = models.BinaryField(null=True)
    declared = models.DateField(null=True)  # first day of the version that was confirmed
    opened = ArrayField(models.DateTimeField(), default=list)
    questions = ArrayField(models.CharField(max_length=QUESTION_AT_MOST), default=list)
    replies = ArrayField(models.CharField(max_length=QUESTION_AT_MOST), default=list)
    news: Any = models.JSONField(default=list, db_default=[])  # [[day, one of News], …], the oldest first
    unseen = models.BooleanField(default=False)
    due = models.CharField(max_length=4, choices=[(one.value, one.value) for one in Due], blank=True)
    due_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    sends = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)  # the mail with the link went
    ended_at = models.DateTimeField(null=True)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject referral site link_hash code_way code_hash code_until code_asked_at codes tries"
        " device_hash declared opened questions replies news unseen due due_at leased_until sends sent_at ended_at"
        " author written_at"
    )

    class Meta:
        indexes = [
            models.Index(fields=["link_hash"], name="link_by_hash", condition=Q(ended_at=None)),
            models.Index(fields=["due_at"], name="links_due", condition=~Q(due="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["referral"], condition=Q(ended_at=None), name="one_link_at_a_time"),
            models.CheckConstraint(condition=Q(replies__len__lte=F("questions__len")), name="a_reply_has_its_question"),
        ]

    def __str__(self) -> str:
        return str(self.id)
