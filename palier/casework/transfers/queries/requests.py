"""Requests, what was declared in them and agreed to, and whether the home fits."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.kept import kept
from palier.casework.transfers.models import Move, StepAgreement, TransferRequest
from palier.casework.transfers.rules import Kind, MoveState, Step
from palier.casework.transfers.rules.mandatory import is_exempt_by_age
from palier.casework.transfers.rules.sizes import Declared, size
from palier.engines.occupancy import Occupancy
from palier.identity.organisations.models import Place, Service
from palier.identity.organisations.rules import ServiceKind
from palier.kernel.errors import Refused
from palier.registry.housing import queries as housing
from palier.registry.housing.models import Municipality
from palier.registry.housing.queries import HouseholdRow
from palier.registry.people import queries as people
from palier.registry.people.models import Household
from palier.registry.people.queries import Member

PAGE = 50
SHOWN = ("voluntary", "mandatory", "ended")


@dataclass(frozen=True)
class Line:
    """One line of the list: whose, since when. `home` None: not for this reader."""

    row: TransferRequest
    home: HouseholdRow | None


@dataclass(frozen=True)
class Told:
    """What a household declared, with the names of the places it wished."""

    sites: list[str]
    communes: list[str]


@dataclass(frozen=True)
class MyTransfer:
    """At her own door: what she declared, and where she goes if a move was accepted."""

    kind: str
    asked_on: dt.date
    needs: list[str]
    near: str
    certificate_seen_on: dt.date | None
    outcome: str
    ended_on: dt.date | None
    there: str
    moved_on: dt.date | None


def household(actor: Actor, pk: uuid.UUID) -> Household:
    """The declared household a transfer is about. Raises Refused."""
    return people.household(actor, pk, Capability.HOUSEHOLD_DOOR)


def people_of(actor: Actor, pk: uuid.UUID) -> list[Member]:
    """The declared persons, who fill the form and are counted by the norm."""
    return people.members(actor, pk)


def lines(actor: Actor, shown: str, language: str, page: int = 1) -> tuple[list[Line], bool]:
    """Requests of one state, those that have waited longest first, and whether there are more. Constant statements."""
    require(actor, Capability.TRANSFER_READ)
    first = (page - 1) * PAGE
    rows = TransferRequest.objects.visible_to(actor, Capability.TRANSFER_READ)
    if shown == "ended":
        rows = rows.exclude(outcome="").order_by("-ended_on", "pk")
    else:
        rows = rows.filter(outcome="", kind=Kind(shown)).order_by("asked_on", "pk")
    found = list(rows[first : first + PAGE + 1])
    homes = {one.id: one for one in housing.rows(actor, [row.household_id for row in found[:PAGE]], language)}
    return [Line(row, homes.get(row.household_id)) for row in found[:PAGE]], len(found) > PAGE


def to_do(actor: Actor) -> tuple[list[Move], list[Move]]:
    """Moves that wait for a decision, and those to be followed up by now, three months after they were carried out."""
    require(actor, Capability.TRANSFER_READ)
    rows = Move.objects.visible_to(actor, Capability.TRANSFER_READ).select_related("household")
    waiting = rows.filter(state=MoveState.PROPOSED).order_by("round", "loop", "place")[:PAGE]
    due = rows.filter(follow_up_on__lte=actor.today, followed_up_on=None).order_by("follow_up_on", "pk")[:PAGE]
    return list(waiting), list(due)


def transfer(actor: Actor, pk: uuid.UUID) -> TransferRequest:
    """One request, or Refused."""
    return _one(actor, pk, Capability.TRANSFER_READ)


def mine(actor: Actor, pk: uuid.UUID) -> TransferRequest:
    """One that this actor keeps and that runs. Raises Refused."""
    row = _one(actor, pk, Capability.TRANSFER_KEEP)
    if row.outcome:
        raise Refused()
    return row


def _one(actor: Actor, pk: uuid.UUID, capability: Capability) -> TransferRequest:
    row = TransferRequest.objects.visible_to(actor, capability).filter(pk=pk).first()
    if row is None:
        raise Refused()
    return row  # type: ignore[no-any-return]


@kept
def running_about(actor: Actor, household: uuid.UUID) -> "QuerySet[TransferRequest]":
    """The one that runs about a household, when this actor reads it: one row or none."""
    rows: QuerySet[TransferRequest] = TransferRequest.objects.visible_to(actor, Capability.TRANSFER_READ)
    return rows.filter(household=household, outcome="")


def of_household(actor: Actor, pk: uuid.UUID) -> TransferRequest | None:
    """The same, or None."""
    return next(iter(running_about(actor, pk)), None)


def told(row: TransferRequest, language: str) -> Told:
    """Names of the sites and communes wished."""
    name = "name_nl" if language == "nl" else "name_fr"
    sites = Place.objects.filter(pk__in=row.sites).order_by(name).values_list(name, flat=True)
    communes = Municipality.objects.filter(pk__in=row.communes).order_by(name).values_list(name, flat=True)
    return Told(list(sites), list(communes))


def places(actor: Actor, language: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What may be wished: the sites of the company, the communes. (id, name) each, by name."""
    name = "name_nl" if language == "nl" else "name_fr"
    sites = Place.objects.filter(organisation=actor.organisation, kind="site").order_by(name)
    communes = Municipality.objects.order_by(name)
    return (
        [(str(pk), said) for pk, said in sites.values_list("pk", name)],
        [(pk, said) for pk, said in communes.values_list("pk", name)],
    )


def office(actor: Actor) -> Service | None:
    """The transfers department of the company: what it is called, its telephone."""
    return Service.objects.filter(organisation=actor.organisation, kind=ServiceKind.TRANSFERS).first()


def agreements(actor: Actor, row: TransferRequest) -> list[StepAgreement]:
    """What the household said at each step, the latest first."""
    rows = StepAgreement.objects.visible_to(actor, Capability.TRANSFER_READ).filter(request=row.pk)
    return list(rows.order_by("-on", "-written_at", "-pk"))


def agreed_to(actor: Actor, row: TransferRequest, step: Step, move: uuid.UUID | None = None) -> bool | None:
    """Its latest word on a step; None: it was not asked."""
    said = (one for one in agreements(actor, row) if one.step == step and one.move_id == move)
    found = next(said, None)
    return None if found is None else found.given


def moves(actor: Actor, row: TransferRequest) -> list[Move]:
    """What was proposed to the household, those to be decided last."""
    rows = Move.objects.visible_to(actor, Capability.TRANSFER_READ).filter(request=row.pk)
    return list(rows.order_by("decided_on", "pk"))


def fits(actor: Actor, pk: uuid.UUID, members: Sequence[Member]) -> tuple[Occupancy | None, bool]:
    """Whether the declared household fits its home, and whether somebody has the age of the exempted.

    The first is None without an open address, a birth date or a head.
    """
    declared = [_declared(one) for one in members]
    exempt = is_exempt_by_age((one.born for one in declared), actor.today)
    home = housing.homes(actor, [pk], "fr")[pk]
    if home.lease is None:
        return None, exempt
    rooms = [room for room in housing.rooms(actor, home.lease.dwelling_id) if room.kind == "bedroom"]
    areas = [None if room.area_m2 is None else float(room.area_m2) for room in rooms]
    return size(actor.today, declared, areas or [None] * home.lease.dwelling.bedrooms), exempt


def _declared(one: Member) -> Declared:
    return Declared(one.person.born, one.person.sex, one.role, one.custody, one.disabled)


def my_transfers(actor: Actor, language: str) -> list[MyTransfer]:
    """For a tenant at her own door, at the second level: what she declared herself (P2)."""
    require(actor, Capability.DOOR_READ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.my_transfers()")
        rows = cursor.fetchall()
    dutch = language == "nl"
    return [
        MyTransfer(kind, asked_on, needs, near, seen_on, outcome, ended_on, nl if dutch else fr, moved_on)
        for kind, asked_on, needs, near, seen_on, outcome, ended_on, fr, nl, moved_on in rows
    ]
