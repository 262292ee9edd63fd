"""The record: what a household declared to the landlord, as far as the reader's work needs it (P4)."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import grounds_for, permits
from palier.access.grounds import IsAssignedWorker
from palier.access.kept import kept, together
from palier.casework.tenancies.procedure import queries as procedure
from palier.casework.transfers import queries as transfers
from palier.desk.household_file.rules import (
    Drawing,
    Inhabitant,
    drawing,
    fit,
)
from palier.engines.occupancy import Occupancy
from palier.identity.organisations.models import Post
from palier.kernel.errors import Refused
from palier.kernel.identifiers import format_phone
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.housing import queries as housing
from palier.registry.housing.models import Room
from palier.registry.housing.queries import Home
from palier.registry.people import queries as people
from palier.registry.people.models import ContactDetails, Household, NetTaxableIncome, Representation, SafeContact
from palier.registry.people.queries import Member
from palier.registry.safety import queries as safety
from palier.registry.safety.queries import AtTheDoor

NOWHERE = uuid.UUID(int=0)  # asked for when there is nothing to ask for: the same statements for every household (P1)


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks for a declared person: a member of the household by her name, anybody else as imported."""

    name: str
    kind: str
    phone: str


@dataclass
class MemberLine:
    """A declared person in the table: how she is spoken to and reached, and who speaks for her."""

    member: Member
    languages: list[str]
    spoken_for: list[Speaker]
    details: ContactDetails | None = None
    safe: SafeContact | None = None
    income: NetTaxableIncome | None = None
    same_as: str = ""  # the name of the other line, in this household, that is the same person; such a pair counts once

    @property
    def phone(self) -> str:
        """As it is read here; a number of no known plan as it was imported."""
        number = self.details.phone if self.details else ""
        return format_phone(number) if number.startswith("+") and number[1:].isdigit() else number


@dataclass
class Record:
    """The declared side. For who knows doors only, `members` and all that follows stay empty."""

    household: Household
    home: Home
    protected: bool
    safety: list[AtTheDoor] = field(default_factory=list)
    mine: bool = False  # is the actor its assigned worker, or her replacement today?
    members: list[MemberLine] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    key_dates: dict[str, datetime.date] = field(default_factory=dict)
    occupancy: Occupancy | None = None
    procedure: uuid.UUID | None = None  # about unpaid rent, while one runs and the actor reads it
    transfer: uuid.UUID | None = None  # to another dwelling, while one runs and the actor reads it
    drawing: Drawing | None = None

    @property
    def names(self) -> dict[uuid.UUID, str]:
        """First names, for tabs and items."""
        return {line.member.person.pk: line.member.person.first_name or line.member.name for line in self.members}


@kept
def _household(actor: Actor, pk: uuid.UUID) -> "QuerySet[Household]":
    """With `mine`: is the actor its assigned worker, or her replacement today?"""
    rows: QuerySet[Household] = Household.objects.visible_to(actor, Can.HOUSEHOLD_DOOR)
    return rows.filter(pk=pk).annotate(mine=IsAssignedWorker(F("pk")))


def record(actor: Actor, pk: uuid.UUID, language: str) -> Record:
    """The declared household as far as this actor's work needs it. Raises Refused."""
    households, leases, hiding, rows, to_do = together(
        actor,
        _household.of(pk),
        housing.leases.of([pk]),
        housing.HIDDEN.of([pk]),
        people.member_rows.of(pk, Can.HOUSEHOLD_READ),
        safety.AT_THE_DOOR.of([pk]),
    )
    if not households:
        raise Refused()
    members, hidden = people.in_order(rows), {row[0] for row in hiding}
    home = housing.where([pk], leases, hidden, language)[pk]
    at_the_door = safety.by_door(to_do).get(pk, [])
    if not permits(actor, Can.HOUSEHOLD_READ):
        return Record(households[0], home, home.protected, at_the_door)
    found = Record(households[0], home, home.protected or bool(hidden), at_the_door, households[0].mine)
    _fill(actor, found, members, language)
    return found


def _fill(actor: Actor, found: Record, members: list[Member], language: str) -> None:
    """What is declared of the persons, of the home, and whether the one fits the other."""
    lease = found.home.lease
    persons = [member.person.pk for member in members]
    spoken_for, details, safe, incomes, rooms, procedures, moving = together(
        actor,
        people.representation_rows.of(persons),
        people.contact_detail_rows.of(persons),
        people.safe_contact_rows.of(persons),
        people.income_rows.of(persons),
        housing.rooms.of(lease.dwelling_id if lease else NOWHERE),
        procedure.running_about.of(found.household.pk),
        transfers.running_about.of(found.household.pk),
    )
    found.procedure = procedures[0].pk if procedures else None
    found.transfer = moving[0].pk if moving else None
    names = {member.person.pk: member.name for member in members}
    ways, agreed = {row.person_id: row for row in details}, {row.person_id: row for row in safe}
    income = {row.person_id: row for row in incomes}
    found.members = [
        MemberLine(
            member,
            _languages(member, language),
            [_speaker(row, names) for row in spoken_for if row.person_id == member.person.pk],
            ways.get(member.person.pk),
            agreed.get(member.person.pk),
            income.get(member.person.pk),
            next((name for pk, name in names.items() if pk == member.person.merged_into_id), ""),
        )
        for member in members
    ]
    if lease is not None:
        found.rooms, found.key_dates = rooms, housing.lease_key_dates(lease)
        inhabitants = [_inhabitant(member) for member in members if member.person.merged_into_id not in names]
        bedrooms = _bedrooms(rooms, lease.dwelling.bedrooms)
        found.occupancy = fit(actor.today, inhabitants, bedrooms)
        found.drawing = drawing(inhabitants, bedrooms, found.occupancy)


def _speaker(row: Representation, names: dict[uuid.UUID, str]) -> Speaker:
    whose = next((name for pk, name in names.items() if pk == row.representative_id), row.name)
    return Speaker(whose, row.get_kind_display(), row.phone)


def _languages(member: Member, language: str) -> list[str]:
    spoken = member.person.languages_spoken or [code for code in [member.person.language] if code]
    return [SPOKEN_LANGUAGES[code].name.in_(language) if code in SPOKEN_LANGUAGES else code for code in spoken]


def _inhabitant(member: Member) -> Inhabitant:
    person = member.person
    name = person.first_name or member.name
    return Inhabitant(person.pk, name, person.born, person.sex, member.role, member.disabled, member.custody)


def _bedrooms(rooms: Iterable[Room], declared: int) -> list[float | None]:
    """The areas of the bedrooms; as many unknown ones as the dwelling declares when its rooms are not listed."""
    listed = [None if room.area_m2 is None else float(room.area_m2) for room in rooms if room.kind == "bedroom"]
    return listed or [None] * declared


def looked_after_by(pk: uuid.UUID) -> Post | None:
    """The worker who looks after this household through its place. Every household has one (D12)."""
    return housing.assigned_workers([pk]).get(pk)


def why(actor: Actor, row: Household) -> str:
    """The line of the table that opens this record."""
    lines = grounds_for(actor, Can.HOUSEHOLD_DOOR, row)
    return lines[0] if lines else ""
