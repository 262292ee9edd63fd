"""Reads on both sides: what I asked, and the queue of the cell. Closed functions give each side its own rows."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from palier.access import closed
from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits, require
from palier.access.ledger import note_read
from palier.casework.support_requests.models import Intake
from palier.casework.support_requests.rules import Situation, State, is_near_its_end
from palier.identity.organisations.models import Organisation
from palier.identity.organisations.rules import OrganisationKind
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
    """One request of mine: `fears` are read by the pair alone, the disciplines are empty until a pair is named.

    `gained`, `met`, `own_words`: what it gave me, read by nobody else.
    """

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
    shown: bool
    shown_phone: str
    gained: list[str]
    met: str
    own_words: str

    @property
    def is_open(self) -> bool:
        return self.state != State.CLOSED


@dataclass(frozen=True)
class Ending:
    """The post of one of a pair comes to its last day, or has. Never why (S4-087)."""

    name: str
    discipline: str
    last_day: dt.date
    over: bool


@dataclass(frozen=True)
class Received:
    """One request as the cell has it. `first`, `second`: names of colleagues of the cell, None until they are named.

    `first_until`, `second_until`: the last day of their posts, None without end and once it is closed.
    """

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
    social_tenant: bool
    relay: str
    relay_fr: str | None
    relay_nl: str | None
    of_the_pair: bool | None
    home: str
    network_primary: int | None
    network_secondary: int | None
    crisis: str
    neighbours: str
    eviction: str
    first_until: dt.date | None
    second_until: dt.date | None

    @property
    def is_open(self) -> bool:
        return self.state != State.CLOSED

    @property
    def waits(self) -> bool:
        """No pair is named yet: the days run."""
        return self.state == State.RECEIVED

    def endings(self, today: dt.date) -> list[Ending]:
        """Whose post ends while this is open: said in time, so that somebody follows; the nearest first."""
        pair = (
            (self.first, self.first_discipline, self.first_until),
            (self.second, self.second_discipline, self.second_until),
        )
        found = [
            Ending(name or "", discipline, day, day < today)
            for name, discipline, day in pair
            if day is not None and is_near_its_end(day, today)
        ]
        return sorted(found, key=lambda one: one.last_day)


@dataclass(frozen=True)
class Worker:
    """For the pair: what who asked fears, and who she is when she shows herself."""

    fears: str
    name: str
    phone: str


@dataclass(frozen=True)
class Caller:
    """Who telephoned. `fears` is empty but for the pair."""

    name: str
    function: str
    phone: str
    fears: str


@dataclass(frozen=True)
class Counted:
    """A figure before small cells are closed. `behind`: of how many requests."""

    list: str
    code: str
    number: float
    behind: int


def cells(actor: Actor) -> list[Cell]:
    """Whom one may ask. Raises Refused."""
    require(actor, Capability.SUPPORT_ASK)
    return [Cell(*row) for row in closed.rows("SELECT * FROM sec.support_cells()")]


def mine(actor: Actor) -> list[Mine]:
    """What I asked, the latest first. Raises Refused."""
    require(actor, Capability.SUPPORT_ASK)
    return [Mine(*row) for row in closed.rows("SELECT * FROM sec.my_support_requests()")]


def my_own(actor: Actor, pk: uuid.UUID) -> Mine:
    """One of mine, or Refused."""
    found = next((row for row in mine(actor) if row.id == pk), None)
    if found is None:
        raise Refused()
    return found


def received(actor: Actor) -> list[Received]:
    """The queue: what waits longest first, what is closed last. Raises Refused."""
    require(actor, Capability.SUPPORT_QUEUE)
    return [Received(*row) for row in closed.rows("SELECT * FROM sec.support_queue()")]


def one(actor: Actor, pk: uuid.UUID) -> Received:
    """One of the queue, or Refused."""
    found = next((row for row in received(actor) if row.id == pk), None)
    if found is None:
        raise Refused()
    return found


def opened(actor: Actor, pk: uuid.UUID) -> Received:
    """One of the queue, read by somebody of the cell: it leaves a line in the ledger. Raises Refused."""
    found = one(actor, pk)
    note_read(actor, "support_request", reference=pk, ground="pair" if found.of_the_pair else "cell")
    return found


def worker(actor: Actor, pk: uuid.UUID) -> Worker | None:
    """What the pair knows of who asked; None for everybody else, and when somebody telephoned. Raises Refused."""
    require(actor, Capability.SUPPORT_QUEUE)
    return next((Worker(*row) for row in closed.rows("SELECT * FROM sec.worker_of_support(%s)", pk)), None)


def caller(actor: Actor, pk: uuid.UUID) -> Caller | None:
    """Who telephoned, for who took the call and for the pair while it is open; else None. Raises Refused."""
    require(actor, Capability.SUPPORT_QUEUE)
    for id, subject, *words in closed.rows("SELECT * FROM sec.support_caller(%s)", pk):
        return Caller(*Intake(pk=id, subject_id=subject).opened(words))
    return None


def companies(actor: Actor) -> list[tuple[str, str, str]]:
    """The houses among which a caller's is chosen: (id, French, Dutch). Raises Refused."""
    require(actor, Capability.SUPPORT_QUEUE)
    rows = Organisation.objects.filter(kind=OrganisationKind.COMPANY).order_by("name_fr", "pk")
    return [(str(row.pk), row.name_fr, row.name_nl) for row in rows]


def of_households(actor: Actor, households: Collection[uuid.UUID]) -> list[Mine]:
    """What this worker herself asked about these households: for a copy that a person asks of her data (P17)."""
    if not permits(actor, Capability.SUPPORT_ASK):
        return []
    return [row for row in mine(actor) if row.household in households]


def counted(actor: Actor, first: dt.date, last: dt.date) -> list[Counted]:
    """The requests of one's own cell between two days, by code, before small cells are closed. Raises Refused."""
    require(actor, Capability.SUPPORT_QUEUE)
    rows = closed.rows("SELECT * FROM sec.support_year(%s, %s)", first, last)
    return [Counted(name, code, float(number), behind) for name, code, number, behind in rows]


def asked_here(actor: Actor) -> list[tuple[int, int]]:
    """How often one's own house asked, as (year, number), from five on. Raises Refused."""
    require(actor, Capability.SUPPORT_COUNT)
    return [(year, number) for year, number in closed.rows("SELECT * FROM sec.support_asked_here()")]


def colleagues(actor: Actor, pk: uuid.UUID) -> list[tuple[str, str]]:
    """Who may be of the pair of this request, as (post, name). Raises Refused."""
    require(actor, Capability.SUPPORT_QUEUE)
    return [(str(post), name) for post, name in closed.rows("SELECT * FROM sec.support_colleagues(%s)", pk)]


def household(actor: Actor, pk: uuid.UUID) -> Household:
    """The household a request is about, when this worker reads its record. Raises Refused."""
    return people.household(actor, pk, Capability.HOUSEHOLD_READ)


def names_of(actor: Actor, pk: uuid.UUID) -> list[str]:
    """The names of who is declared there: what the pseudonymiser need not find by itself."""
    members = HouseholdMember.objects.visible_to(actor, Capability.HOUSEHOLD_READ).filter(household=pk)
    return [f"{row.person.first_name} {row.person.last_name}" for row in members.select_related("person")]
