"""Reads on both sides: what I asked, and the queue of the cell. Closed functions give each side its own rows."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.casework.support_requests.rules import Situation, State
from palier.kernel.errors import Refused
from palier.registry.people import queries as people
from palier.registry.people.models import Household, HouseholdMember


@dataclass(frozen=True)
class Cell:
    """A support cell one may ask."""

    id: uuid.UUID
    name_fr: str
    name_nl: str


@dataclass(frozen=True)
class Mine:
    """One request of mine: `fears` is read by nobody else, the disciplines are empty until a pair is named."""

    id: uuid.UUID
    request: uuid.UUID
    household: uuid.UUID | None
    asked_on: dt.date
    fears: str
    situation: Situation
    text: str
    tried: str
    no_demand: bool
    answer_by: dt.date
    state: State
    first_discipline: str
    second_discipline: str


@dataclass(frozen=True)
class Received:
    """One request as the cell has it. `first`, `second`: names of colleagues of the cell, None until they are named."""

    id: uuid.UUID
    origin: str
    situation: Situation
    triggers: list[str]
    text: str
    tried: str
    no_demand: bool
    received_on: dt.date
    answer_by: dt.date
    state: State
    first: str | None
    first_discipline: str
    second: str | None
    second_discipline: str
    version: int

    @property
    def waits(self) -> bool:
        """No pair is named yet: the days run."""
        return self.state == State.RECEIVED


def cells(actor: Actor) -> list[Cell]:
    """Whom one may ask. Raises Refused."""
    require(actor, Capability.SUPPORT_ASK)
    return [Cell(*row) for row in _rows("SELECT * FROM sec.support_cells()")]


def mine(actor: Actor) -> list[Mine]:
    """What I asked, the latest first. Raises Refused."""
    require(actor, Capability.SUPPORT_ASK)
    return [Mine(*row) for row in _rows("SELECT * FROM sec.my_support_requests()")]


def received(actor: Actor) -> list[Received]:
    """The queue: what waits longest first, what is closed last. Raises Refused."""
    require(actor, Capability.SUPPORT_QUEUE)
    return [Received(*row) for row in _rows("SELECT * FROM sec.support_queue()")]


def one(actor: Actor, pk: uuid.UUID) -> Received:
    """One of the queue, or Refused."""
    found = next((row for row in received(actor) if row.id == pk), None)
    if found is None:
        raise Refused()
    return found


def colleagues(actor: Actor, pk: uuid.UUID) -> list[tuple[str, str]]:
    """Who may be of the pair of this request, as (post, name). Raises Refused."""
    require(actor, Capability.SUPPORT_QUEUE)
    return [(str(post), name) for post, name in _rows("SELECT * FROM sec.support_colleagues(%s)", pk)]


def household(actor: Actor, pk: uuid.UUID) -> Household:
    """The household a request is about, when this worker reads its record. Raises Refused."""
    return people.household(actor, pk, Capability.HOUSEHOLD_READ)


def names_of(actor: Actor, pk: uuid.UUID) -> list[str]:
    """The names of who is declared there: what the pseudonymiser need not find by itself."""
    members = HouseholdMember.objects.visible_to(actor, Capability.HOUSEHOLD_READ).filter(household=pk)
    return [f"{row.person.first_name} {row.person.last_name}" for row in members.select_related("person")]


def _rows(text: str, *params: Any) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        yield from cursor.fetchall()
