"""Reads of procedures: for accounts all, for the referent those of her households. Never ordered by amount (P8)."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.kept import kept
from palier.casework.tenancies.procedure.models import Fact, Procedure
from palier.casework.tenancies.procedure.rules import AHEAD, ANNOUNCED, SOON, FactKind
from palier.casework.tenancies.rules import (
    Clock,
    Court,
    Owed,
    OwnTerm,
    OwnTermKind,
    Region,
    Stage,
    WinterException,
    clock,
    justice_of_the_peace,
)
from palier.casework.tenancies.rules import Fact as ClockFact
from palier.kernel.days import ONE_DAY
from palier.kernel.errors import Refused
from palier.registry.housing import queries as housing
from palier.registry.housing.queries import HouseholdRow
from palier.registry.people import queries as people
from palier.registry.people.models import Household

PAGE = 50
TOLD_AT_ONCE = 20


def household(actor: Actor, pk: uuid.UUID) -> Household:
    """The declared household a procedure is about. Raises Refused."""
    return people.household(actor, pk, Capability.HOUSEHOLD_DOOR)


@dataclass(frozen=True)
class Running:
    """One line of the list: whose, where it stands. No sum stands here (P8)."""

    row: Procedure
    home: HouseholdRow | None
    latest: Fact | None


def running(actor: Actor, language: str, page: int = 1) -> tuple[list[Running], bool]:
    """The procedures that run, the latest begun first, and whether there are more. Five statements however many."""
    require(actor, Capability.PROCEDURE_READ)
    first = (page - 1) * PAGE
    rows = Procedure.objects.visible_to(actor, Capability.PROCEDURE_READ).filter(outcome="")
    found = list(rows.order_by("-begun_on", "pk")[first : first + PAGE + 1])
    shown = found[:PAGE]
    latest = _latest(actor, [row.pk for row in shown])
    homes = {one.id: one for one in housing.rows(actor, [row.household_id for row in shown], language)}
    lines = [Running(row, homes.get(row.household_id), latest.get(row.pk)) for row in shown]
    return lines, len(found) > PAGE


def _latest(actor: Actor, procedures: list[uuid.UUID]) -> dict[uuid.UUID, Fact]:
    """The latest stage of each, by its day; a balance is no stage."""
    rows = Fact.objects.visible_to(actor, Capability.PROCEDURE_READ).filter(procedure__any_of=procedures, struck=False)
    rows = rows.exclude(kind=FactKind.BALANCE).order_by("procedure", "-day", "-written_at").distinct("procedure")
    return {row.procedure_id: row for row in rows}


@kept
def _dates_ahead(actor: Actor, until: dt.date) -> "QuerySet[Fact]":
    rows: QuerySet[Fact] = Fact.objects.visible_to(actor, Capability.PROCEDURE_READ)
    rows = rows.filter(day__gte=actor.today, day__lte=until, kind__in=sorted(ANNOUNCED), struck=False)
    return rows.filter(procedure__outcome="").select_related("household").order_by("day", "pk")[:TOLD_AT_ONCE]


def dates_ahead(actor: Actor) -> list[Fact]:
    """Hearings and evictions of the next ten days, of the households she looks after."""
    return list(_dates_ahead(actor, actor.today + SOON))


def dates_of_the_service(actor: Actor) -> list[tuple[dt.date, str, str]]:
    """(day, kind, worker) of the next thirty days in the service of its head; never of whom (P26)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.legal_dates_ahead(%s)", [actor.today + AHEAD])
        return list(cursor.fetchall())


def procedure(actor: Actor, pk: uuid.UUID) -> Procedure:
    """One procedure, or Refused."""
    row = Procedure.objects.visible_to(actor, Capability.PROCEDURE_READ).filter(pk=pk).first()
    if row is None:
        raise Refused()
    return row  # type: ignore[no-any-return]


@kept
def running_about(actor: Actor, household: uuid.UUID) -> "QuerySet[Procedure]":
    """The one that runs about a household, when this actor reads it: one row or none."""
    rows: QuerySet[Procedure] = Procedure.objects.visible_to(actor, Capability.PROCEDURE_READ)
    return rows.filter(household=household, outcome="")


def of_household(actor: Actor, pk: uuid.UUID) -> Procedure | None:
    """The same, or None."""
    return next(iter(running_about(actor, pk)), None)


def facts(actor: Actor, row: Procedure) -> list[Fact]:
    """What was noted, the latest day first, struck lines too."""
    rows = Fact.objects.visible_to(actor, Capability.PROCEDURE_READ).filter(procedure=row.pk)
    return list(rows.order_by("-day", "-written_at", "pk"))


def clock_of(actor: Actor, row: Procedure, facts: list[Fact]) -> Clock:
    """Where it stands and what comes next, from its facts that are not struck. Dwellings of the Brussels Region."""
    standing = [one for one in facts if not one.struck and one.kind != FactKind.BALANCE]
    lifted = frozenset(WinterException(one.exception) for one in standing if one.exception)
    return clock([_as_fact(row, one) for one in standing], Region.BRUSSELS, actor.today, lifted)


def courts_of(actor: Actor, row: Procedure) -> tuple[Court, ...]:
    """The justices of the peace that may be competent for the dwelling, by its commune; none where the address is not
    for this reader, or lies outside the Region."""
    home = housing.homes(actor, [row.household_id], "fr")[row.household_id]
    if home.protected or home.lease is None:
        return ()
    building = home.lease.dwelling.building
    return justice_of_the_peace(building.municipality_id or building.postcode, actor.today)


def _as_fact(row: Procedure, one: Fact) -> ClockFact:
    owed = own_term = None
    if one.amount is not None and row.monthly_rent:
        owed = Owed(one.amount / row.monthly_rent, is_only_ground=True)
    if one.kind == FactKind.JUDGMENT and one.until is not None:
        own_term = OwnTerm(OwnTermKind.LENGTHENED, not_before=one.until + ONE_DAY)
    return ClockFact(Stage(one.kind), one.day, owed, own_term)


def mine(actor: Actor, pk: uuid.UUID) -> Procedure:
    """One that this actor keeps. Raises Refused."""
    row = Procedure.objects.visible_to(actor, Capability.PROCEDURE_KEEP).filter(pk=pk).first()
    if row is None:
        raise Refused()
    return row  # type: ignore[no-any-return]


def my_fact(actor: Actor, pk: uuid.UUID) -> Fact:
    """A fact that this actor keeps, in a procedure that runs. Raises Refused."""
    row = Fact.objects.visible_to(actor, Capability.PROCEDURE_KEEP).filter(pk=pk, procedure__outcome="").first()
    if row is None:
        raise Refused()
    return row  # type: ignore[no-any-return]
