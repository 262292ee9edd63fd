"""Whose home is kept, where the landlord's side stands, and what was offered. Nothing is ordered by a sum (P8)."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.ledger import note_read
from palier.access.rules import Tier
from palier.casework.cases import queries as cases
from palier.casework.cases.models import Case, Contact
from palier.casework.cases.rules import Channel
from palier.casework.tenancies.prevention.models import Prevention
from palier.casework.tenancies.prevention.rules import Way
from palier.casework.tenancies.procedure import queries as procedure
from palier.casework.tenancies.procedure.models import Procedure
from palier.casework.tenancies.procedure.rules import FactKind
from palier.casework.tenancies.rules import Clock
from palier.kernel.days import day_of
from palier.kernel.domains import Domain
from palier.kernel.errors import Refused
from palier.registry.housing import queries as housing
from palier.registry.people import queries as people
from palier.registry.people.models import Household

PAGE = 100
BY_CHANNEL = {
    Channel.PHONE: Way.CALL,
    Channel.LETTER: Way.LETTER,
    Channel.MAIL: Way.LETTER,
    Channel.HOME: Way.VISIT,
}


@dataclass(frozen=True)
class Place:
    """A household, its members by name and language, and the social file in which the actor works, if there is one."""

    household: Household
    names: dict[uuid.UUID, str]
    languages: dict[uuid.UUID, str]
    file: Case | None
    is_mine: bool  # looked after by the actor, through its place, or by whom she replaces today

    @property
    def hers(self) -> dict[uuid.UUID, str]:
        """Whom the file is about, by name; without a file, everybody declared."""
        about = self.file.concerns if self.file else self.names
        return {pk: self.names[pk] for pk in about if pk in self.names}

    @property
    def is_open(self) -> bool:
        return self.file is not None and self.file.closed_on is None


def place(actor: Actor, pk: uuid.UUID) -> Place:
    """Where a home is kept: her file's, or a household she looks after. Raises Refused for any other."""
    require(actor, Capability.PREVENTION_WORK)
    household = people.household(actor, pk)
    files = [file for file in cases.cases_of(actor, pk) if file.subject_id in actor.subjects]
    worker = housing.assigned_workers([pk]).get(pk)
    is_mine = worker is not None and worker.pk in actor.subjects
    if not files and not is_mine:
        raise Refused()
    members = people.members(actor, pk)
    return Place(
        household,
        {one.person.pk: one.name for one in members},
        {one.person.pk: one.person.language for one in members},
        next((file for file in files if file.closed_on is None), files[0] if files else None),
        is_mine,
    )


def file_of(actor: Actor, pk: uuid.UUID) -> Case:
    """An open file in which the actor works. Raises Refused for any other."""
    require(actor, Capability.PREVENTION_WORK)
    file = cases.case(actor, pk, Capability.CASE_WORK)
    if file.closed_on is not None:
        raise Refused()
    return file


def prevention_of(actor: Actor, file: Case) -> Prevention | None:
    """How the home of this file is being kept, or was; the open one first. Leaves a line in the ledger."""
    note_read(actor, "prevention", reference=file.pk, subjects=[file.subject_id], ground="in_the_team")
    rows = Prevention.objects.visible_to(actor, Capability.PREVENTION_READ).filter(case=file.pk)
    return rows.order_by("outcome", "-written_at").first()


def mine(actor: Actor, pk: uuid.UUID) -> Prevention:
    """One that is open, in a file of the actor's. Raises Refused."""
    rows = Prevention.objects.visible_to(actor, Capability.PREVENTION_WORK).filter(pk=pk, outcome="")
    row = rows.select_related("case", "household").first()
    if row is None or row.case.closed_on is not None:
        raise Refused()
    return row  # type: ignore[no-any-return]


def open_preventions(actor: Actor) -> list[Prevention]:
    """The actor's own files in which a home is being kept, by the name of the household: never by a sum (P8, P27)."""
    rows = Prevention.objects.visible_to(actor, Capability.PREVENTION_READ).filter(outcome="", case__closed_on=None)
    return list(rows.select_related("household").order_by("household__label", "pk")[:PAGE])


def service_numbers(actor: Actor) -> tuple[list[tuple[dt.date, str, str]], int | None]:
    """For the head: dates of the next thirty days with whose task they are, and how many homes are being kept.

    None: fewer than five. Never of whom (P26, P27).
    """
    require(actor, Capability.PREVENTION_COUNT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.homes_being_kept()")
        return procedure.dates_of_the_service(actor), cursor.fetchone()[0]


@dataclass(frozen=True)
class Landlords:
    """What the landlord noted, when the actor may read it. `balance`: the latest, euros, as of its day."""

    row: Procedure
    balance: Decimal | None
    balance_on: dt.date | None
    clock: Clock


def landlords_side(actor: Actor, household: uuid.UUID) -> Landlords | None:
    """The procedure that runs about this household, read across the wall in the one direction there is (P8)."""
    row = procedure.of_household(actor, household)
    if row is None:
        return None
    facts = procedure.facts(actor, row)
    balance = next((one for one in facts if one.kind == FactKind.BALANCE and not one.struck), None)
    clock = procedure.clock_of(actor, row, facts)
    return Landlords(row, balance.amount if balance else None, balance.day if balance else None, clock)


@dataclass(frozen=True)
class Offered:
    """Help was offered on a day, in a way. What was answered is not kept (P35)."""

    on: dt.date
    way: Way


def offered(actor: Actor, household: uuid.UUID) -> list[Offered]:
    """The days on which help with the rent was offered, the latest first."""
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_READ).filter(
        household=household, domain=Domain.ARREARS, tier=Tier.TEAM, channel__in=sorted(BY_CHANNEL)
    )
    found = {Offered(day_of(at), BY_CHANNEL[Channel(channel)]) for at, channel in rows.values_list("at", "channel")}
    return sorted(found, key=lambda one: (one.on, one.way), reverse=True)
