"""Reads of the register of persons. Fetch is check."""

import uuid
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.kept import kept
from palier.kernel.errors import Refused
from palier.kernel.sort_keys import sort_key
from palier.registry.people.models import Household, HouseholdMember, Person, Representation


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


@kept
def _living_with(actor: Actor, persons: list[uuid.UUID]) -> "QuerySet[HouseholdMember]":
    rows = HouseholdMember.objects.visible_to(actor, Capability.HOUSEHOLD_FIND)
    return rows.filter(person__any_of=persons, valid__contains=actor.today)


def find_people(actor: Actor, wanted: str, limit: int = 50) -> list[uuid.UUID]:
    """Households of persons whose name or telephone resembles `wanted`, best first. Typos and accents do not matter."""
    key = sort_key(wanted)
    digits = "".join(letter for letter in wanted if letter.isdigit())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person FROM sec.find_people(%s, %s, %s)",
            [key, digits.lstrip("0") if len(digits) >= 6 else "", limit],
        )
        persons = [row[0] for row in cursor.fetchall()]
    households = {row.person_id: row.household_id for row in _living_with(actor, persons)}
    return list(dict.fromkeys(households[person] for person in persons if person in households))


@kept
def _persons(actor: Actor, pks: list[uuid.UUID]) -> "QuerySet[Person]":
    return Person.objects.visible_to(actor, Capability.HOUSEHOLD_FIND).filter(id__any_of=pks)


def persons(actor: Actor, pks: list[uuid.UUID]) -> dict[uuid.UUID, Person]:
    """Persons by id, those the actor may see."""
    return {row.pk: row for row in _persons(actor, pks)}
