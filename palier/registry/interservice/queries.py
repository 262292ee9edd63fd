"""Reads of the table between services. Fetch is check: both services of a line, and who looks after the household."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.kept import kept
from palier.identity.organisations.models import Post, Service
from palier.identity.organisations.queries import is_open
from palier.identity.organisations.rules import ServiceKind
from palier.kernel.errors import Refused
from palier.registry.housing import queries as housing
from palier.registry.interservice.models import ACTS, Answer, Line
from palier.registry.interservice.rules import DEPARTMENTS, Direction, State
from palier.registry.people import queries as people
from palier.registry.people.models import Household

AT_MOST = 200
TOLD_AT_ONCE = 20


@dataclass(frozen=True)
class OnTheTable:
    """A line and its answers, the first one first."""

    line: Line
    answers: list[Answer]

    @property
    def latest(self) -> Answer | None:
        return self.answers[-1] if self.answers else None


def household(actor: Actor, pk: uuid.UUID) -> Household:
    """The declared household a line is about. Raises Refused."""
    return people.household(actor, pk, Capability.HOUSEHOLD_FIND)


def departments(actor: Actor) -> list[Service]:
    """The departments of the landlord to which the actor may turn: transfers, accounts, maintenance; never her own."""
    rows = Service.objects.filter(is_open(actor.today), organisation=actor.organisation, kind__in=DEPARTMENTS)
    return list(rows.exclude(pk=actor.service).order_by("kind", "name_fr", "pk"))


def accounts(actor: Actor) -> Service | None:
    """The accounts service of the actor's company: to it go the five acts."""
    return next((one for one in departments(actor) if one.kind == ServiceKind.ACCOUNTS), None)


def worker_of(household: uuid.UUID) -> Post | None:
    """Who looks after a household by its place: to her go the lines of departments, file or not (P1)."""
    post = housing.assigned_workers([household]).get(household)
    return post if post is not None and post.service_id is not None else None


@kept
def _open_lines(actor: Actor) -> "QuerySet[Line]":
    rows: QuerySet[Line] = Line.objects.visible_to(actor, Capability.INTERSERVICE_READ).exclude(state=State.CLOSED)
    mine = Case(When(owner=actor.post, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = rows.annotate(mine=mine).select_related("household", "origin_service", "recipient_service", "owner__staff")
    return rows.order_by("-mine", "due_on", "asked_at", "pk")[:AT_MOST]


def open_lines(actor: Actor) -> list[Line]:
    """Lines that are not closed: the actor's own first, then by the day on which an answer is due."""
    return list(_open_lines(actor))


@kept
def _of_the_day(actor: Actor) -> "QuerySet[Line]":
    rows: QuerySet[Line] = Line.objects.visible_to(actor, Capability.INTERSERVICE_READ)
    answered = Q(direction=Direction.FROM_SOCIAL, state=State.ANSWERED)
    asked = Q(direction=Direction.TO_SOCIAL, state=State.OPEN)
    rows = rows.filter(answered | asked).select_related("household", "origin_service", "recipient_service")
    return rows.order_by("due_on", "asked_at", "pk")[:TOLD_AT_ONCE]


def of_the_day(actor: Actor) -> list[Line]:
    """For a social worker: what was answered to her and is not closed, and what waits for her answer."""
    return list(_of_the_day(actor))


def line(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.INTERSERVICE_READ) -> Line:
    """One line, or Refused."""
    rows = Line.objects.visible_to(actor, capability).filter(pk=pk)
    row: Line | None = rows.select_related(
        "household", "origin_service", "recipient_service", "author__staff", "owner__staff"
    ).first()
    if row is None:
        raise Refused()
    return row


def answers(actor: Actor, lines: list[uuid.UUID]) -> dict[uuid.UUID, list[Answer]]:
    """The answers of these lines, the first one first. One statement however many."""
    rows = Answer.objects.visible_to(actor, Capability.INTERSERVICE_READ).filter(line__any_of=lines)
    found: dict[uuid.UUID, list[Answer]] = defaultdict(list)
    for row in rows.select_related("author__staff").order_by("written_at", "pk"):
        found[row.line_id].append(row)
    return found


def with_answers(actor: Actor, lines: list[Line]) -> list[OnTheTable]:
    """Lines with their answers, in the order given."""
    found = answers(actor, [row.pk for row in lines])
    return [OnTheTable(row, found.get(row.pk, [])) for row in lines]


def acts_of(actor: Actor, household: uuid.UUID) -> list[OnTheTable]:
    """The acts sent for a household with their answers, the latest first. Two statements."""
    rows = Line.objects.visible_to(actor, Capability.INTERSERVICE_READ).filter(household=household, kind__in=ACTS)
    return with_answers(actor, list(rows.order_by("-asked_at", "pk")[:AT_MOST]))


def lines_of(actor: Actor, household: uuid.UUID) -> list[OnTheTable]:
    """Every line about a household that the actor may read, the latest first. Two statements."""
    rows = Line.objects.visible_to(actor, Capability.INTERSERVICE_READ).filter(household=household)
    rows = rows.select_related("household", "origin_service", "recipient_service", "owner__staff")
    return with_answers(actor, list(rows.order_by("-asked_at", "pk")[:AT_MOST]))


@dataclass(frozen=True)
class Overdue:
    """Lines past their day, as numbers: that the service owes an answer, and for which it waits."""

    owed: int
    awaited: int


def overdue(actor: Actor) -> Overdue:
    """For the head of a social service: numbers, never of whom (P26)."""
    require(actor, Capability.INTERSERVICE_COUNT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT owed, awaited FROM sec.table_overdue()")
        return Overdue(*cursor.fetchone())


@dataclass(frozen=True)
class MyLine:
    """A line as the tenant reads it at her own door: kinds and days, no word of anybody's (P2).

    `origin`, `recipient`: kinds of service. `reply` empty: no answer that is hers to read.
    """

    kind: str
    spot: str
    origin: str
    recipient: str
    asked_on: dt.date
    due_on: dt.date
    state: str
    reply: str
    reply_day: dt.date | None
    answered_on: dt.date | None


def my_table(actor: Actor) -> list[MyLine]:
    """For a tenant at her own door, at the second level: what the services ask each other about her dwelling."""
    require(actor, Capability.DOOR_READ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.my_table()")
        return [MyLine(*row) for row in cursor.fetchall()]
