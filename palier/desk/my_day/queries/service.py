"""The head's page and the officer's: numbers, dates, places and grounds; no household, address or theme."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from palier.access.actions import ReviewOutcome
from palier.access.actor import Actor
from palier.access.labels import EMERGENCY_GROUNDS
from palier.access.models import EmergencyAccess
from palier.access.rules import EmergencyGround
from palier.casework.cases import queries as cases
from palier.casework.cases.queries import Break
from palier.casework.cases.rules import age_in_days
from palier.casework.tenancies.procedure import queries as procedure
from palier.casework.tenancies.procedure.labels import KINDS
from palier.desk.my_day.labels import REVIEW_OUTCOMES
from palier.desk.my_day.rules import (
    EACH_KIND,
    LINES,
    Notice,
    emergency_told,
    review_is_overdue,
    uncovered,
)
from palier.identity.organisations.models import Place, PlaceAssignment, Post, Replacement
from palier.identity.organisations.rules import PlaceKind, Role
from palier.kernel.days import ONE_DAY
from palier.registry.interservice import queries as interservice
from palier.registry.interservice.queries import Overdue
from palier.registry.safety import queries as safety
from palier.registry.signals.queries import received
from palier.registry.signals.rules import Theme

WHAT: dict[str, Any] = dict(KINDS)


@dataclass(frozen=True)
class WorkerLoad:
    """One worker of the head's team, in numbers. `oldest_days` is None without an open file."""

    worker: str
    open_files: int
    oldest_days: int | None
    waiting_requests: int


@dataclass(frozen=True)
class Cover:
    """A replacement that runs or is to come; `last` is included."""

    absent: str
    covering: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Service:
    """What the head sees (P26): numbers and ages per worker, places, replacements. No household, address or theme."""

    loads: list[WorkerLoad]
    uncovered: list[str]
    replacements: list[Cover]
    colleagues: list[Post]
    breaks: list[Break]
    emergencies: list[Notice]
    safety: int  # instructions in force: a number (P23)
    table: Overdue  # lines of the table between services past their day: numbers
    dates: list[tuple[datetime.date, Any, str]]  # announced hearings and evictions: day, kind, whose task (P27)


def service_load(actor: Actor, language: str) -> Service:
    """Counts of the head's own team, sites nobody looks after today, who stands in for whom."""
    running = Replacement.objects.filter(absent__service=actor.service, valid__endswith__gt=actor.today)
    return Service(
        loads=[
            WorkerLoad(
                load.worker,
                load.open_files,
                age_in_days(load.oldest, actor.today) if load.oldest else None,
                load.waiting_requests,
            )
            for load in cases.team_load(actor)
        ],
        uncovered=_uncovered_sites(actor, language),
        replacements=_replacements(running),
        colleagues=colleagues(actor),
        breaks=cases.continuity_breaks(actor),
        emergencies=_emergencies_told(actor, language),
        safety=safety.in_force(actor),
        table=interservice.overdue(actor),
        dates=[(day, WHAT[kind], worker) for day, kind, worker in procedure.dates_of_the_service(actor)],
    )


def _replacements(rows: "QuerySet[Replacement]") -> list[Cover]:
    found = rows.select_related("absent__staff", "covering__staff").order_by("valid")
    return [
        Cover(str(row.absent.staff), str(row.covering.staff), row.valid.lower, row.valid.upper - ONE_DAY)
        for row in found[:EACH_KIND]
    ]


def _emergencies_told(actor: Actor, language: str) -> list[Notice]:
    """The latest emergency accesses this post was told of: who, when, on what ground, never for whom (D17)."""
    rows = received(actor).filter(theme=Theme.EMERGENCY_ACCESS, household=None)
    return [emergency_told(text, language) for text in rows.values_list("text", flat=True)[:LINES]]


def own_replacements(actor: Actor) -> list[Cover]:
    """Who stands in for this post, from today on."""
    return _replacements(Replacement.objects.filter(absent=actor.post, valid__endswith__gt=actor.today))


def stand_ins(actor: Actor) -> list[Post]:
    """The colleagues who may stand in for this post: social workers of its service (P15)."""
    return [post for post in colleagues(actor, Role.SOCIAL_WORKER) if post.staff_id != actor.staff]


def colleagues(actor: Actor, *roles: Role) -> list[Post]:
    """The workers of this actor's service, of these roles only when some are given."""
    wanted = roles or (Role.SOCIAL_WORKER, Role.WORKS_SOCIAL_WORKER)
    rows = Post.objects.filter(service=actor.service, role__in=wanted, valid__contains=actor.today)
    return list(rows.select_related("staff").order_by("staff__last_name", "staff__first_name"))


def _uncovered_sites(actor: Actor, language: str) -> list[str]:
    places = {place.pk: place for place in Place.objects.filter(organisation=actor.organisation)}
    covered = set(
        PlaceAssignment.objects.filter(
            place__organisation=actor.organisation, valid__contains=actor.today, post__valid__contains=actor.today
        ).values_list("place", flat=True)
    )
    if any(places[pk].kind == PlaceKind.COMPANY for pk in covered if pk in places):
        return []
    buildings = {
        pk: place.parent_id for pk, place in places.items() if place.kind == PlaceKind.BUILDING and place.parent_id
    }
    sites = [pk for pk, place in places.items() if place.kind == PlaceKind.SITE]
    found = [places[pk] for pk in uncovered(buildings, covered, sites) if pk in places]
    return sorted(place.name_nl if language == "nl" else place.name_fr for place in found)


@dataclass(frozen=True)
class Emergency:
    """An emergency access as its reviewer sees it: who, when, on what ground. Nothing of whom or what was read."""

    id: uuid.UUID
    who: str
    opened_at: datetime.datetime
    ground: str
    reviewed_at: datetime.datetime | None
    reviewed_by: str
    outcome: str
    open: bool
    overdue: bool


def emergencies(actor: Actor) -> list[Emergency]:
    """The emergency accesses of the organisation: those to review first, the oldest on top."""
    rows = (
        EmergencyAccess.objects.filter(organisation=actor.organisation)
        .select_related("post__staff", "reviewed_by__staff")
        .defer("subject", "person", "reason")
        .order_by(F("reviewed_at").desc(nulls_first=True), "opened_at")
    )
    labels = dict(EMERGENCY_GROUNDS)
    outcomes = dict(REVIEW_OUTCOMES)
    return [
        Emergency(
            id=row.pk,
            who=str(row.post.staff),
            opened_at=row.opened_at,
            ground=str(labels.get(EmergencyGround(row.ground), row.ground)),
            reviewed_at=row.reviewed_at,
            reviewed_by=str(row.reviewed_by.staff) if row.reviewed_by else "",
            outcome=str(outcomes[ReviewOutcome(row.outcome)]) if row.outcome else "",
            open=row.outcome in {"", ReviewOutcome.TO_DISCUSS},
            overdue=row.reviewed_at is None and review_is_overdue(row.opened_at, actor.moment),
        )
        for row in rows[:EACH_KIND]
    ]
