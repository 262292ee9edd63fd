"""What was said of a person without her agreement: on which ground, to whom, in which words, thought over with whom."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import OfSubject, Paths
from palier.casework.disclosures.labels import ANSWERS, AUTHORITIES, GROUNDS, NOT_TOLD
from palier.casework.disclosures.rules import (
    AFTER_A_CALL,
    ON_SCREEN,
    QUESTIONS,
    SAID_AT_MOST,
    TO_SOMEBODY_NAMED,
    Ground,
    SecondAnswer,
)
from palier.casework.disclosures.rules import AUTHORITIES as MAY_BE_TOLD


def _answered(ground: Ground) -> Q:
    """All its own questions have their words."""
    asked = [one.value for one in QUESTIONS[ground]]
    found = Q(ground=ground.value, answers__has_keys=asked)
    for one in asked:
        found &= ~Q(**{f"answers__{one}": ""})
    return found


def _may_be_told(ground: Ground) -> Q:
    """An authority of its list, or where it allows one somebody named; never both, never anybody else."""
    found = Q(ground=ground.value, contact=None, authority__in=[one.value for one in MAY_BE_TOLD[ground]])
    if ground in TO_SOMEBODY_NAMED:
        found |= Q(ground=ground.value, contact__isnull=False, authority="")
    return found


def _on_any(condition: Any) -> Q:
    found = Q()
    for ground in Ground:
        found |= condition(ground)
    return found


class Disclosure(OfSubject):
    """What is said of one person without her agreement, on one of four grounds. What it says never changes.

    `answers`: {question of its ground: words}. `to_whom`: the named professional as the directory named her that day;
    empty for an `authority`. `second`: who thinks it over, another person; `second_answer` empty until she answers.
    `called`: she was asked by phone, and it was said before it was written. `told_on`: the day on which the person was
    told, or `not_told`, why not yet, which stays. `looked_at`: the officer saw that nobody was asked.
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
    confided_by = ArrayField(models.UUIDField(), default=list)
    concerns = ArrayField(models.UUIDField(), default=list)
    name = models.CharField(max_length=200)
    ground = models.CharField(max_length=12, choices=GROUNDS)
    answers: Any = models.JSONField(default=dict)
    said = models.TextField(max_length=SAID_AT_MOST)
    contact = models.ForeignKey("partners.PartnerContact", on_delete=models.PROTECT, related_name="+", null=True)
    authority = models.CharField(max_length=20, choices=AUTHORITIES, blank=True)
    to_whom = models.CharField(max_length=600, blank=True)
    second = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    second_answer = models.CharField(max_length=10, choices=ANSWERS, blank=True)
    answered_at = models.DateTimeField(null=True)
    called = models.BooleanField(default=False)
    said_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    not_told = models.CharField(max_length=15, choices=NOT_TOLD, blank=True)
    taken_back_on = models.DateField(null=True)
    looked_at = models.DateTimeField(null=True)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject case household confided_by concerns name ground answers said contact authority"
        " to_whom second second_answer answered_at called said_on told_on not_told taken_back_on looked_at author"
        " written_at version"
    )

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-written_at"], name="disclosures_of_subject"),
            models.Index(fields=["second"], name="disclosures_to_answer", condition=Q(second_answer="")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(concerns__len=1), name="a_disclosure_is_about_one"),
            models.CheckConstraint(condition=~Q(said="") & ~Q(name=""), name="a_disclosure_says_what"),
            models.CheckConstraint(condition=_on_any(_answered), name="four_grounds_all_answered"),
            models.CheckConstraint(condition=_on_any(_may_be_told), name="nobody_else_may_be_told"),
            models.CheckConstraint(
                condition=Q(called=False, second_answer__in=["", *(one.value for one in ON_SCREEN)])
                | Q(
                    called=True,
                    ground=Ground.DANGER.value,
                    said_on__isnull=False,
                    second_answer__in=["", *(one.value for one in AFTER_A_CALL)],
                ),
                name="a_call_only_in_danger",
            ),
            models.CheckConstraint(
                condition=Q(said_on=None) | Q(called=True) | Q(second_answer=SecondAnswer.AGREED.value),
                name="said_once_two_heads_agree",
            ),
            models.CheckConstraint(condition=Q(told_on__isnull=False) | ~Q(not_told=""), name="told_or_why_not_yet"),
            models.CheckConstraint(
                condition=Q(taken_back_on=None) | Q(said_on=None), name="what_was_said_is_not_taken_back"
            ),
            models.CheckConstraint(
                condition=Q(looked_at=None) | Q(second_answer=SecondAnswer.NOT_ASKED.value),
                name="looked_at_where_nobody_was_asked",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
