"""Requests, contacts, files, analyses and small steps. Everything here is secret (C3), its existence first."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, OfSubject, Paths
from palier.access.labels import TIERS
from palier.access.rules import Tier
from palier.access.sealed_text import SealedText
from palier.casework.cases.labels import (
    ACCOMPANIMENT_TYPES,
    APPROACHES,
    CHANNELS,
    DOMAINS,
    GOALS,
    HELP_GIVEN,
    OUTCOMES,
    PLACES,
    REQUEST_CHANNELS,
    REQUEST_STATES,
    REQUESTER_KINDS,
    RESULTS,
    STEP_GOALS,
    STEP_STATES,
    TIES,
)
from palier.casework.cases.rules import ORIGIN_AT_MOST, RequestState, StepState
from palier.kernel.identifiers import new_id


def persons() -> Any:
    """Ids of persons of the register: who confided an item, whom it concerns (P2)."""
    return ArrayField(models.UUIDField(), default=list)


class Topic(Guarded):
    """A word of the company's own under a theme: what its tenants ask that the closed list does not say (seed 001).

    It says nothing of anybody. One that is no longer offered stays for the requests that hold it.
    """

    ACCESS = Paths(organisation="organisation")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    domain = models.CharField(max_length=30, choices=DOMAINS)
    name_fr = models.CharField(max_length=80)
    name_nl = models.CharField(max_length=80)
    ended_on = models.DateField(null=True)

    DATA_CLASSES = data_classes(INTERNAL="id organisation domain name_fr name_nl ended_on")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name_fr="") & ~Q(name_nl=""), name="topic_named_twice"),
            models.UniqueConstraint(fields=["organisation", "name_fr"], name="one_topic_a_name"),
        ]

    def __str__(self) -> str:
        return self.name_fr


class Case(Guarded):
    """A social file: opened with the tenant's agreement, closed with an outcome, then erased.

    No unique key on the household: a refusal to insert would tell that a file exists.
    """

    ACCESS = Paths(organisation="organisation", subject="subject", persons="concerns", household="household")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    subject = models.OneToOneField("access.Subject", on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+")
    concerns = persons()
    agreed_by = persons()
    agreed_on = models.DateField()
    opened_on = models.DateField()
    domain = models.CharField(max_length=30, choices=DOMAINS, blank=True)
    approaches = ArrayField(models.CharField(max_length=12, choices=APPROACHES), default=list, db_default=[])
    goals = ArrayField(models.CharField(max_length=20, choices=GOALS), default=list)
    own_words = models.TextField(blank=True)
    housing_project = models.TextField(blank=True, default="", db_default="")  # in her words too
    last_contact_on = models.DateField(null=True)
    silence_agreed_until = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20, choices=OUTCOMES, blank=True)
    tenancy_kept = models.BooleanField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject household concerns agreed_by agreed_on opened_on domain approaches goals"
        " own_words housing_project last_contact_on silence_agreed_until closed_on outcome tenancy_kept version"
        " changed_at"
    )

    class Meta:
        indexes = [models.Index(fields=["household"], name="cases_of_household")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(closed_on=None) & Q(outcome="")) | (Q(closed_on__isnull=False) & ~Q(outcome="")),
                name="closed_with_an_outcome",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Request(OfSubject):
    """What a person asks. It lies in a worker's inbox until it is taken, and moves into a file when joined to one."""

    ACCESS = Paths(
        organisation="organisation",
        subject="subject",
        author="author",
        persons="concerns",
        household="household",
        written_at="received_at",
        deposit=Q(state__in=[RequestState.WAITING, RequestState.TAKEN]),
    )

    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", null=True, on_delete=models.PROTECT, related_name="+")
    confided_by = persons()
    concerns = persons()
    requester_kind = models.CharField(max_length=20, choices=REQUESTER_KINDS, blank=True)
    no_demand = models.BooleanField(default=False)  # about a person who has not asked (P33)
    domain = models.CharField(max_length=30, choices=DOMAINS, blank=True)
    also = ArrayField(models.CharField(max_length=30, choices=DOMAINS), default=list, db_default=[])
    topics = ArrayField(models.UUIDField(), default=list, db_default=[])  # of the company's own list
    origin = models.CharField(
        max_length=ORIGIN_AT_MOST, blank=True, default="", db_default=""
    )  # which service or body asked
    channel = models.CharField(max_length=20, choices=REQUEST_CHANNELS, blank=True)
    text = models.TextField()
    # Nobody: she asked at her own door.
    author = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=REQUEST_STATES, default=RequestState.WAITING)
    ends_on = models.DateField(null=True)
    # About a person who has not asked: what one worker proposed a second one renews (P33).
    renewal_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    renewed_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    informed_on = models.DateField(null=True)
    informed_later = models.CharField(max_length=300, blank=True, default="", db_default="")  # the motive of delay
    version = models.PositiveIntegerField(default=1, db_default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject case household confided_by concerns requester_kind no_demand domain also topics"
        " origin channel text author received_at state ends_on renewal_by renewed_by informed_on informed_later version"
    )

    class Meta:
        indexes = [models.Index(fields=["subject", "-received_at"], name="requests_of_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(no_demand=False) | Q(ends_on__isnull=False) | Q(case__isnull=False), name="no_demand_ends"
            ),
            models.CheckConstraint(
                condition=Q(renewed_by=None) | ~Q(renewed_by=F("renewal_by")), name="renewed_by_two"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Contact(OfSubject):
    """One contact: facts and steps. Without a file it is a *contact simple* and ends after twelve months (P14).

    The table has one more column, `words`, its text for search: filled by a trigger, read by sec.find_contacts only,
    empty for tiers that are not searched (migration 0002, policies.py).
    """

    ACCESS = Paths(
        organisation="organisation",
        subject="subject",
        author="author",
        tier="tier",
        persons="concerns",
        household="household",
        written_at="written_at",
        dies_on="ends_on",
    )

    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", null=True, on_delete=models.PROTECT, related_name="+")
    who = SealedText(blank=True)  # a caller nobody found in the register
    confided_by = persons()
    concerns = persons()
    at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=CHANNELS, blank=True)
    result = models.CharField(max_length=20, choices=RESULTS, blank=True)
    domain = models.CharField(max_length=30, choices=DOMAINS, blank=True)
    place = models.CharField(max_length=20, choices=PLACES, blank=True, default="", db_default="")
    support = models.CharField(max_length=20, choices=ACCOMPANIMENT_TYPES, blank=True, default="", db_default="")
    given = ArrayField(models.CharField(max_length=20, choices=HELP_GIVEN), default=list, db_default=[])
    facts = SealedText()
    tier = models.CharField(max_length=12, choices=TIERS, default=Tier.TEAM)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)
    ends_on = models.DateField(null=True)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject case household who confided_by concerns at channel result domain place support"
        " given facts tier author written_at changed_at version ends_on"
    )

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="contacts_of_subject"),
            models.Index(fields=["author", "-at"], name="contacts_of_author"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(tier=Tier.AUTHOR) | Q(ends_on__isnull=False), name="aide_memoire_dies"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Confidence(OfSubject):
    """The second box, *what was confided to me*: a row of its own, so that a reinforced one leaves no trace (P12)."""

    ACCESS = Paths(
        organisation="organisation",
        subject="subject",
        author="author",
        tier="tier",
        persons="concerns",
        written_at="written_at",
    )

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    confided_by = persons()
    concerns = persons()
    text = SealedText()
    tier = models.CharField(max_length=12, choices=TIERS, default=Tier.TEAM)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(
        REINFORCED="id organisation subject contact confided_by concerns text tier author written_at"
    )

    class Meta:
        indexes = [models.Index(fields=["contact"], name="confidences_of_contact")]

    def __str__(self) -> str:
        return str(self.id)


class Analysis(OfSubject):
    """A dated reading of the situation, and the kind of support that follows from it. A new one erases none."""

    ACCESS = Paths(organisation="organisation", subject="subject", author="author", written_at="written_at")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    text = models.TextField()
    accompaniment_type = models.CharField(max_length=20, choices=ACCOMPANIMENT_TYPES, blank=True)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(SECRET="id organisation subject case on text accompaniment_type author written_at")

    class Meta:
        indexes = [models.Index(fields=["case", "-on"], name="analyses_of_case")]
        verbose_name_plural = "analyses"

    def __str__(self) -> str:
        return str(self.id)


class Step(OfSubject):
    """A small dated step, of a file's plan or promised in a simple contact."""

    ACCESS = Paths(
        organisation="organisation",
        subject="subject",
        author="author",
        persons="concerns",
        household="household",
        written_at="written_at",
    )

    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", null=True, on_delete=models.PROTECT, related_name="+")
    confided_by = persons()
    concerns = persons()
    text = models.CharField(max_length=300)
    goal = models.CharField(max_length=20, choices=STEP_GOALS, blank=True)
    due = models.DateField(null=True)
    call_back = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=STEP_STATES, default=StepState.PLANNED)
    climbed_on = models.DateField(null=True)
    # Earlier days on which it was climbed: to begin again is a step on the way, not a failure (seed 004).
    climbed_before = ArrayField(models.DateField(), default=list, db_default=[])
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject case contact household confided_by concerns text goal due call_back state"
        " climbed_on climbed_before author written_at version"
    )

    class Meta:
        indexes = [models.Index(fields=["subject", "due"], name="steps_of_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=StepState.DONE, climbed_on__isnull=False)
                | (~Q(state=StepState.DONE) & Q(climbed_on=None)),
                name="climbed_step_is_dated",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class DeskWord(OfSubject):
    """The *mot pour la permanence*: left on purpose by the assigned worker for whoever receives a household (P15)."""

    ACCESS = Paths(organisation="organisation", subject="subject", author="author", household="household")

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())
    until = models.DateField()
    version = models.PositiveIntegerField(default=1, db_default=1)

    DATA_CLASSES = data_classes(SECRET="id organisation subject household text author written_at until version")

    class Meta:
        indexes = [models.Index(fields=["household"], name="words_for_desk")]

    def __str__(self) -> str:
        return str(self.id)


class KnownMember(OfSubject):
    """Somebody who really lives or sleeps there, as told to the social service (P4).

    Never merged or compared with the declared composition: no export, no engine, no search, no interface for programs.
    """

    ACCESS = Paths(organisation="organisation", subject="subject", author="author", tier="tier", persons="concerns")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField(null=True)  # of the register; else a name as it was told
    name = SealedText(blank=True)
    tie = models.CharField(max_length=20, choices=TIES, blank=True)
    custody = SealedText(blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    trusted = models.BooleanField(default=False)
    own_words = SealedText(blank=True)
    confided_by = persons()
    concerns = persons()
    tier = models.CharField(max_length=12, choices=TIERS, default=Tier.TEAM)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject case person name tie custody since until trusted own_words confided_by concerns"
        " tier author written_at version"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(name=""), name="known_member_is_somebody")
        ]

    def __str__(self) -> str:
        return str(self.id)
