"""Venues, sessions that come back, closures (public); appointments (secret); addresses that other calendars read."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, Paths
from palier.kernel.identifiers import new_id
from palier.kernel.positions import Position, as_position
from palier.registry.calendar.labels import (
    APPOINTMENT_KINDS,
    APPOINTMENT_STATES,
    FEED_KINDS,
    NOTICES,
    SESSION_KINDS,
)
from palier.registry.calendar.rules.appointments import HOLDS_ITS_HOUR, AppointmentState, FeedKind
from palier.registry.calendar.rules.sessions import AT_A_VENUE
from palier.registry.housing.models import IN_BELGIUM_OR_UNKNOWN


class Venue(models.Model):
    """Where sessions are held and people are received: the head office, a branch."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    name_fr = models.CharField(max_length=120)
    name_nl = models.CharField(max_length=120)
    address_fr = models.CharField(max_length=200, blank=True)
    address_nl = models.CharField(max_length=200, blank=True)
    step_free = models.BooleanField(null=True)  # reached without a step; None: nobody has looked
    until = models.DateField(null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=6, null=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True)

    DATA_CLASSES = data_classes(
        PUBLIC="id organisation name_fr name_nl address_fr address_nl step_free until longitude latitude"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name_fr="") & ~Q(name_nl=""), name="venue_named_twice"),
            models.CheckConstraint(condition=IN_BELGIUM_OR_UNKNOWN, name="venue_stands_in_belgium"),
        ]

    def __str__(self) -> str:
        return self.name_fr

    @property
    def position(self) -> Position | None:
        return as_position(self.longitude, self.latitude)


class SessionSeries(models.Model):
    """Hours that come back: on these weekdays, every n weeks, from when to when (seed 001)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey("organisations.Service", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=SESSION_KINDS)
    venue = models.ForeignKey(Venue, null=True, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=20, blank=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField())
    every_weeks = models.PositiveSmallIntegerField(default=1)
    starts = models.TimeField()
    ends = models.TimeField()
    valid = DateRangeField()

    DATA_CLASSES = data_classes(
        PUBLIC="id organisation service kind venue phone weekdays every_weeks starts ends valid"
    )

    class Meta:
        verbose_name_plural = "session series"
        constraints = [
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="session_ends_after_start"),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=[1, 2, 3, 4, 5, 6, 7], weekdays__len__gt=0),
                name="session_on_weekdays",
            ),
            models.CheckConstraint(condition=Q(every_weeks__gte=1, every_weeks__lte=52), name="session_weeks_apart"),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(AT_A_VENUE)) | Q(venue__isnull=False), name="session_has_a_venue"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(AT_A_VENUE)) | ~Q(phone=""), name="phone_session_has_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts:%H:%M}"


class SessionDuty(models.Model):
    """Who holds a session, on all its weekdays or on these, from when to when; when away, her replacement does."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.ForeignKey(SessionSeries, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)  # empty: all
    valid = DateRangeField()

    DATA_CLASSES = data_classes(PUBLIC="id series post weekdays valid")

    class Meta:
        verbose_name_plural = "session duties"
        constraints = [
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=[1, 2, 3, 4, 5, 6, 7]), name="session_duty_on_weekdays"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Closure(models.Model):
    """Days on which sessions do not take place, with the words that are posted. Legal holidays need none."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    days = DateRangeField()
    kinds = ArrayField(models.CharField(max_length=20, choices=SESSION_KINDS), default=list, blank=True)  # empty: all
    venue = models.ForeignKey(Venue, null=True, on_delete=models.PROTECT, related_name="+")
    words_fr = models.CharField(max_length=200)
    words_nl = models.CharField(max_length=200)

    DATA_CLASSES = data_classes(PUBLIC="id organisation days kinds venue words_fr words_nl")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words_fr="") & ~Q(words_nl=""), name="closure_said_twice"),
            models.CheckConstraint(
                condition=Q(days__startswith__isnull=False, days__endswith__isnull=False), name="closure_ends"
            ),
        ]

    def __str__(self) -> str:
        return self.words_fr


class Appointment(Guarded):
    """An agreed hour with a worker: at the office, at home, by telephone. That it exists is secret (P1).

    A home visit is one: how it was announced, whether people met, what was agreed. No column for a refusal (P3, P35).
    """

    ACCESS = Paths(
        organisation="organisation",
        subject="subject",
        author="author",
        persons="concerns",
        household="household",
        written_at="written_at",
        dies_on="ends_on",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    subject = models.ForeignKey("access.Subject", on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey("people.Household", null=True, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=200, blank=True)  # somebody who is not in the register
    confided_by = ArrayField(models.UUIDField(), default=list)
    concerns = ArrayField(models.UUIDField(), default=list)
    kind = models.CharField(max_length=10, choices=APPOINTMENT_KINDS)
    span = DateTimeRangeField()
    venue = models.ForeignKey(Venue, null=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=300, blank=True)
    interpreter = models.CharField(max_length=8, blank=True)  # the language wanted
    notice = models.CharField(max_length=20, choices=NOTICES, blank=True)
    state = models.CharField(max_length=10, choices=APPOINTMENT_STATES, default=AppointmentState.PLANNED)
    agreed = models.TextField(blank=True)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())
    ends_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject worker household who confided_by concerns kind span venue purpose interpreter"
        " notice state agreed author written_at ends_on version"
    )

    class Meta:
        indexes = [models.Index(fields=["worker", "span"], name="appointments_of_worker")]
        constraints = [
            ExclusionConstraint(
                name="one_appointment_an_hour",
                expressions=[(F("worker"), RangeOperators.EQUAL), (F("span"), RangeOperators.OVERLAPS)],
                condition=Q(state__in=[state.value for state in HOLDS_ITS_HOUR]),
            ),
            models.CheckConstraint(
                condition=Q(span__startswith__isnull=False, span__endswith__isnull=False, span__isempty=False),
                name="appointment_lasts",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class CalendarFeed(Guarded):
    """An address from which a calendar program reads. Only the SHA-256 of its secret is kept; it can be withdrawn."""

    ACCESS = Paths(organisation="organisation", author="post", written_at="made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=FEED_KINDS, default=FeedKind.WORKER)
    venue = models.ForeignKey(Venue, null=True, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)

    DATA_CLASSES = data_classes(INTERNAL="id organisation post kind venue secret_hash made_at withdrawn_at")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=FeedKind.VENUE) | Q(venue__isnull=False), name="feed_of_a_venue_names_it"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
