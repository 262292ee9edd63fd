"""Reads of the register of persons. Fetch is check."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.kept import kept
from palier.kernel.errors import Refused
from palier.kernel.sort_keys import sort_key
from palier.registry.people.models import (
    ContactDetails,
    Household,
    HouseholdMember,
    NetTaxableIncome,
    Person,
    Representation,
    SafeContact,
)


@dataclass(frozen=True)
class Member:
    """A person in a declared household, with her place in it."""

    person: Person
    role: str
    custody: float
    disabled: bool

    @property
    def name(self) -> str:
        return f"{self.person.first_name} {self.person.last_name}".strip()


@dataclass(frozen=True)
class DoorName:
    """A name at a door: all that somebody knows of a person who knows doors only (D12)."""

    household: uuid.UUID
    person: uuid.UUID
    first_name: str
    last_name: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@kept
def household_row(actor: Actor, pk: uuid.UUID, capability: Capability) -> "QuerySet[Household]":
    """The household, if it may be known on this capability: one row or none."""
    rows: QuerySet[Household] = Household.objects.visible_to(actor, capability).filter(pk=pk)
    return rows


def household(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.HOUSEHOLD_READ) -> Household:
    """A household, or Refused."""
    for found in household_row(actor, pk, capability):
        return found  # type: ignore[no-any-return]
    raise Refused()


@kept
def member_rows(actor: Actor, pk: uuid.UUID, capability: Capability) -> "QuerySet[HouseholdMember]":
    """The rows of the persons declared in a household today, in no order."""
    rows = HouseholdMember.objects.visible_to(actor, capability).filter(household=pk, valid__contains=actor.today)
    return rows.select_related("person")


def members(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.HOUSEHOLD_READ) -> list[Member]:
    """The persons declared in a household today: tenants, partners, children by age, others."""
    return in_order(member_rows(actor, pk, capability))


def household_of(actor: Actor, person: uuid.UUID) -> uuid.UUID | None:
    """The household in which a person is declared today; of two, the one she came to last."""
    rows = HouseholdMember.objects.visible_to(actor, Capability.HOUSEHOLD_READ).filter(
        person=person, valid__contains=actor.today
    )
    return rows.order_by("-valid", "id").values_list("household", flat=True).first()


def in_order(rows: list[HouseholdMember]) -> list[Member]:
    """Members of one household as they are listed."""
    order = {"head": 0, "partner": 1, "child": 2, "other": 3}
    found = [Member(row.person, row.role, float(row.custody), row.disabled) for row in rows]
    return sorted(found, key=lambda one: (order[one.role], str(one.person.born or ""), one.name))


@kept
def representation_rows(actor: Actor, persons: list[uuid.UUID]) -> "QuerySet[Representation]":
    """Who speaks for each of these persons today."""
    return Representation.objects.visible_to(actor, Capability.HOUSEHOLD_READ).filter(
        person__any_of=persons, valid__contains=actor.today
    )


def door_names(
    actor: Actor, *, households: Sequence[uuid.UUID] = (), persons: Sequence[uuid.UUID] = ()
) -> list[DoorName]:
    """What those who live in these households today, and these persons, are called: tenants first. For every reader."""
    require(actor, Capability.HOUSEHOLD_DOOR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.door_names(%s, %s)", [list(households), list(persons)])
        return [DoorName(*row) for row in cursor.fetchall()]


@kept
def contact_detail_rows(actor: Actor, persons: list[uuid.UUID]) -> "QuerySet[ContactDetails]":
    """How these persons are reached. Nobody's whose details are withheld from the actor (P10)."""
    return ContactDetails.objects.visible_to(actor, Capability.CONTACT_DETAILS_READ).filter(person__any_of=persons)


@kept
def safe_contact_rows(actor: Actor, persons: list[uuid.UUID]) -> "QuerySet[SafeContact]":
    """The one way agreed with each of these persons, for who works with her (P10)."""
    return SafeContact.objects.visible_to(actor, Capability.SAFE_CONTACT_READ).filter(person__any_of=persons)


@kept
def income_rows(actor: Actor, persons: list[uuid.UUID]) -> "QuerySet[NetTaxableIncome]":
    """The declared incomes of these persons, the latest year last."""
    rows = NetTaxableIncome.objects.visible_to(actor, Capability.INCOME_READ).filter(person__any_of=persons)
    return rows.order_by("year")


def contact_details(actor: Actor, persons: Sequence[uuid.UUID]) -> dict[uuid.UUID, ContactDetails]:
    """`contact_detail_rows` by person."""
    return {row.person_id: row for row in contact_detail_rows(actor, list(persons))}


def safe_contacts(actor: Actor, persons: Sequence[uuid.UUID]) -> dict[uuid.UUID, SafeContact]:
    """`safe_contact_rows` by person."""
    return {row.person_id: row for row in safe_contact_rows(actor, list(persons))}


def find_people(actor: Actor, wanted: str, limit: int = 50) -> list[uuid.UUID]:
    """Households of persons whose name or telephone resembles `wanted`, best first. Typos and accents do not matter."""
    require(actor, Capability.HOUSEHOLD_FIND)
    key = sort_key(wanted)
    digits = "".join(letter for letter in wanted if letter.isdigit())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT household FROM sec.find_people(%s, %s, %s)",
            [key, digits.lstrip("0") if len(digits) >= 6 else "", limit],
        )
        return list(dict.fromkeys(row[0] for row in cursor.fetchall()))


@kept
def person_rows(actor: Actor, pks: list[uuid.UUID]) -> "QuerySet[Person]":
    return Person.objects.visible_to(actor, Capability.HOUSEHOLD_READ).filter(id__any_of=pks)


def persons(actor: Actor, pks: list[uuid.UUID]) -> dict[uuid.UUID, Person]:
    """Persons by id, those the actor may see."""
    return {row.pk: row for row in person_rows(actor, pks)}


@dataclass(frozen=True)
class AboutMe:
    """What the register holds of the tenant who asks, and nothing of who lives with her (P2)."""

    first_name: str
    last_name: str
    born: datetime.date | None
    language: str
    spoken: list[str]
    phone: str
    email: str
    reach: str
    reach_when: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


def about_me(actor: Actor) -> AboutMe | None:
    """For a tenant at her own door, at the second level."""
    require(actor, Capability.DOOR_READ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.about_me()")
        row = cursor.fetchone()
    return AboutMe(*row) if row else None


def person_of_number(actor: Actor, number: str) -> uuid.UUID | None:
    """The person behind the company's own number: told to its data-protection officer alone, as an id."""
    require(actor, Capability.HOLD_SET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.person_of_number(%s)", [number])
        found: uuid.UUID | None = cursor.fetchone()[0]
        return found
