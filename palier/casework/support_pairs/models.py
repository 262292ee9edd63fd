"""What stands between who asked and her pair (C3): nobody reads the rows, closed functions give each side its own.

Whatever somebody wrote lies sealed (ADR 16). An identity has a key of its own, destroyed when the door shuts; the notes
of one request have another, which goes with the request; contact after an eviction has a third one.
"""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.access.labels import TIERS
from palier.access.rules import Tier
from palier.access.sealed_text import SealedText
from palier.access.sealing import MARK
from palier.casework.disclosures.labels import NOT_TOLD
from palier.casework.support_pairs.labels import ANSWERS, DOORS, HOWS, PARTS, SECONDS
from palier.casework.support_pairs.labels.notes import DETAILS, KINDS, SECTORS, SEEN_AT, STEP_STATES
from palier.casework.support_pairs.rules import Answer, Door, Second
from palier.casework.support_pairs.rules.notes import NEVER_SHARED, NoteKind
from palier.kernel.identifiers import new_id


def sealed(*names: str) -> Q:
    """Each is empty or sealed: no statement leaves clear words here."""
    found = Q(tier=Tier.REINFORCED)
    for name in names:
        found &= Q(**{name: ""}) | Q(**{f"{name}__startswith": MARK})
    return found


class Apart(Guarded):
    """A row of which all words are sealed with the key of its subject, from its first moment."""

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey("access.Subject", on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=12, choices=TIERS, default=Tier.REINFORCED)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)


class Opening(Apart):
    """A door that who asked opens to her pair, on her side. One at a time; shut, it holds no identity (P19).

    `given_on`: the day of the accord, or on which she was told of the visit. `answer` is never a no: what was proposed
    and led nowhere is an ended row with, at most, the words she said (P35). `opened_to`: the posts of the two who were
    the pair then; the door passes to nobody who follows them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey("support_requests.SupportRequest", on_delete=models.PROTECT, related_name="+")
    person: Any = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    door = models.CharField(max_length=16, choices=DOORS)
    name = SealedText(blank=True)
    address = SealedText(blank=True)
    reach = SealedText(blank=True)
    given_on = models.DateField(null=True)
    how = models.CharField(max_length=12, choices=HOWS, blank=True)
    language = models.CharField(max_length=3, blank=True)
    parts = ArrayField(models.CharField(max_length=8, choices=PARTS), default=list)
    may_take_back = models.BooleanField(default=False)
    who_named = models.BooleanField(default=False)
    may_refuse = models.BooleanField(default=False)
    answer = models.CharField(max_length=12, choices=ANSWERS, blank=True)
    her_words = SealedText(blank=True)
    feared = SealedText(blank=True)
    not_otherwise = SealedText(blank=True)
    second = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    second_answer = models.CharField(max_length=12, choices=SECONDS, blank=True)
    told_on = models.DateField(null=True)
    not_told = models.CharField(max_length=15, choices=NOT_TOLD, blank=True)
    tell_on = models.DateField(null=True)
    opened_on = models.DateField()
    ended_on = models.DateField(null=True)
    opened_to = ArrayField(models.UUIDField(), default=list)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject tier author request person door name address reach given_on how language parts"
        " may_take_back who_named may_refuse answer her_words feared not_otherwise second second_answer told_on"
        " not_told tell_on opened_on ended_on opened_to"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=Q(ended_on=None), name="one_door_is_open"),
            models.CheckConstraint(
                condition=sealed("name", "address", "reach", "her_words", "feared", "not_otherwise"),
                name="an_identity_is_sealed",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(name="", address="", reach="", feared="", not_otherwise="", person=None),
                name="a_shut_door_holds_nobody",
            ),
            models.CheckConstraint(condition=Q(ended_on__isnull=False) | ~Q(name=""), name="an_open_door_says_who"),
            models.CheckConstraint(
                condition=Q(door=Door.ACCORD, may_take_back=True, given_on__isnull=False, parts__len__gt=0)
                | Q(door=Door.ANNOUNCED_VISIT, who_named=True, may_refuse=True, given_on__isnull=False)
                | Q(Q(told_on__isnull=False) | ~Q(not_told=""), door=Door.GRAVE_DANGER, second__isnull=False),
                name="three_doors_all_said",
            ),
            models.CheckConstraint(condition=~Q(answer=Answer.NO), name="a_no_is_kept_nowhere"),
            models.CheckConstraint(
                condition=~Q(second_answer=Second.NOT_AGREED) | Q(ended_on__isnull=False),
                name="two_heads_open_a_door",
            ),
        ]


class Declaration(Guarded):
    """What each of the pair declares before an identity opens: she does not know this person, or may know her."""

    ACCESS = Paths(organisation="organisation", author="author")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey("support_requests.SupportRequest", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    may_know = models.BooleanField()
    declared_on = models.DateField()

    DATA_CLASSES = data_classes(SECRET="id organisation request author may_know declared_on")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "author"], name="each_declares_once")]

    def __str__(self) -> str:
        return str(self.id)


class PairNote(Apart):
    """What the pair notes of one request, on the cell's side: read and written by the two alone.

    `detail`: the closed word of its kind. `service`: of the cell's own directory. `shared`: who asked reads it.
    """

    request = models.ForeignKey("support_requests.SupportRequest", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=KINDS)
    words = SealedText(blank=True)
    detail = models.CharField(max_length=20, choices=DETAILS, blank=True)
    seen_at = models.CharField(max_length=12, choices=SEEN_AT, blank=True)
    sectors = ArrayField(models.CharField(max_length=15, choices=SECTORS), default=list)
    service: Any = models.ForeignKey("partners.PartnerService", null=True, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField(null=True)
    day = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=STEP_STATES, blank=True)
    shared = models.BooleanField(default=False)
    written_on = models.DateField()

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject tier request author kind words detail seen_at sectors service agreed_on day"
        " state shared written_on"
    )

    class Meta:
        indexes = [models.Index(fields=["request"], name="notes_of_a_pair")]
        constraints = [
            models.CheckConstraint(condition=sealed("words"), name="words_of_a_pair_are_sealed"),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(NEVER_SHARED)) | Q(shared=False), name="a_stage_is_a_worker_s_own"
            ),
            models.CheckConstraint(
                condition=~Q(kind=NoteKind.ORIENTATION) | Q(service__isnull=False, agreed_on__isnull=False),
                name="towards_a_service_as_she_agreed",
            ),
        ]


class AfterContact(Apart):
    """Contact kept with the person after an eviction, while her accord holds; of no request and no dwelling."""

    first = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    name = SealedText()
    reach = SealedText()
    words = SealedText(blank=True)
    given_on = models.DateField()
    how = models.CharField(max_length=12, choices=HOWS)
    language = models.CharField(max_length=3, blank=True)
    until = models.DateField()

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject tier first second name reach words given_on how language until"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=sealed("name", "reach", "words"), name="who_is_kept_is_sealed"),
        ]
