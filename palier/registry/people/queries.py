"""Reads of the register of persons. Fetch is check."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
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


def household(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.HOUSEHOLD_READ) -> Household:
    """A household, or Refused."""
    found: Household | None = Household.objects.visible_to(actor, capability).filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def members(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.HOUSEHOLD_READ) -> list[Member]:
    """The persons declared in a household today: tenants, partners, children by age, others."""
    rows = (
        HouseholdMember.objects.visible_to(actor, capability)
        .filter(household=pk, valid__contains=actor.today)
        .select_related("person")
    )
    order = {"head": 0, "partner": 1, "child": 2, "other": 3}
    found = [Member(row.person, row.role, float(row.custody), row.disabled) for row in rows]
    return sorted(found, key=lambda one: (order[one.role], str(one.person.born or ""), one.name))


def representations(actor: Actor, persons: list[uuid.UUID]) -> dict[uuid.UUID, list[Representation]]:
    """Who speaks for each of these persons today."""
    rows = Representation.objects.visible_to(actor, Capability.HOUSEHOLD_READ).filter(
        person__in=persons, valid__contains=actor.today
    )
    found: dict[uuid.UUID, list[Representation]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def door_names(
    actor: Actor, *, households: Sequence[uuid.UUID] = (), persons: Sequence[uuid.UUID] = ()
) -> list[DoorName]:
    """What those who live in these households today, and these persons, are called: tenants first. For every reader."""
    require(actor, Capability.HOUSEHOLD_DOOR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.door_names(%s, %s)", [list(households), list(persons)])
        return [DoorName(*row) for row in cursor.fetchall()]


def contact_details(actor: Actor, persons: Sequence[uuid.UUID]) -> dict[uuid.UUID, ContactDetails]:
    """How these persons are reached. Nobody's whose details are withheld from the actor (P10)."""
    rows = ContactDetails.objects.visible_to(actor, Capability.CONTACT_DETAILS_READ).filter(person__any_of=persons)
    return {row.person_id: row for row in rows}


def safe_contacts(actor: Actor, persons: Sequence[uuid.UUID]) -> dict[uuid.UUID, SafeContact]:
    """The one way agreed with each of these persons, for who works with her (P10)."""
    rows = SafeContact.objects.visible_to(actor, Capability.SAFE_CONTACT_READ).filter(person__any_of=persons)
    return {row.person_id: row for row in rows}


def incomes(actor: Actor, persons: Sequence[uuid.UUID]) -> dict[uuid.UUID, NetTaxableIncome]:
    """The latest declared income of each of these persons."""
    rows = NetTaxableIncome.objects.visible_to(actor, Capability.INCOME_READ).filter(person__any_of=persons)
    return {row.person_id: row for row in rows.order_by("year")}


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


def persons(actor: Actor, pks: list[uuid.UUID]) -> dict[uuid.UUID, Person]:
    """Persons by id, those the actor may see."""
    rows = Person.objects.visible_to(actor, Capability.HOUSEHOLD_READ).filter(pk__in=pks)
    return {row.pk: row for row in rows}
