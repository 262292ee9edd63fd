"""What the pages gather: the number the officer types, and the households of what soon ends for a worker."""

import uuid
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.access.rights import queries as rights
from palier.access.rights.queries import Going
from palier.registry.housing import queries as housing
from palier.registry.people import queries as people


def person_of_number(actor: Actor, number: str) -> uuid.UUID | None:
    """The person behind the company's own number, None when nobody has it."""
    return people.person_of_number(actor, number)


@dataclass(frozen=True)
class Soon:
    """One thing that ends, with the name under which its household is found."""

    going: Going
    label: str


def soon(actor: Actor, language: str) -> list[Soon]:
    """What ends soon of this worker's own, the first day first. The same number of statements however much it is."""
    found = rights.going_of_mine(actor)
    households = list({one.household for one in found if one.household})
    labels = {row.id: row.label for row in housing.rows(actor, households, language)}
    return [Soon(one, labels.get(one.household, "") if one.household else "") for one in found]
