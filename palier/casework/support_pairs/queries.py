"""Reads of who opened a door, of who is asked to think it over, and of the pair. Closed functions answer."""

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.db import models

from palier.access import closed
from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits, require
from palier.access.ledger import note_read
from palier.access.sealing import Place, Sealed, read
from palier.casework.support_pairs.models import AfterContact, Opening, PairNote
from palier.casework.support_pairs.rules import Door, Standing, standing
from palier.casework.support_pairs.rules.notes import Network, NoteKind, network
from palier.casework.support_requests import queries as requests
from palier.identity.organisations.models import Post
from palier.kernel.errors import Refused
from palier.registry.partners import queries as partners
from palier.registry.partners.models import PartnerService
from palier.registry.safety import queries as safety


@dataclass(frozen=True)
class Opened:
    """A door as who opened it reads it. `declared`: how many of the two have declared. Words are opened, or ''.

    `not_to`: who of the pair came after it was opened; it does not pass on to her.
    """

    id: uuid.UUID
    door: Door
    name: str
    address: str
    reach: str
    given_on: dt.date | None
    how: str
    language: str
    parts: list[str]
    answer: str
    her_words: str
    feared: str
    not_otherwise: str
    second: str
    second_answer: str
    told_on: dt.date | None
    not_told: str
    tell_on: dt.date | None
    opened_on: dt.date
    ended_on: dt.date | None
    declared: int
    not_to: list[str]

    @property
    def stands(self) -> Standing:
        proposed = self.door == Door.ANNOUNCED_VISIT and not self.answer
        danger = self.door == Door.GRAVE_DANGER
        return standing(self.ended_on, proposed, self.second_answer, danger, self.declared, bool(self.not_to))


@dataclass(frozen=True)
class AskedOfMe:
    """What a colleague asks a second head to think over. The officer was called, and reads no word of it."""

    id: uuid.UUID
    who: str
    opened_on: dt.date
    feared: str
    not_otherwise: str


@dataclass(frozen=True)
class PairState:
    """What one of the pair knows of her door, without who it is. No `opening`: no door of hers.

    `of_another`: a door stands open that was opened before she came. `for_both`: hers is open to the two.
    """

    mine: bool
    declared: int
    opening: uuid.UUID | None
    door: str
    given_on: dt.date | None
    how: str
    language: str
    parts: list[str]
    answer: str
    waits: bool
    readable: bool
    of_another: bool
    for_both: bool


@dataclass(frozen=True)
class Identity:
    """Who it is, for the two of the pair."""

    id: uuid.UUID
    door: str
    name: str
    address: str
    reach: str
    feared: str
    not_otherwise: str
    her_words: str


@dataclass(frozen=True)
class Note:
    """One note, its words opened. `author`: of the pair, '' for who asked."""

    id: uuid.UUID
    kind: NoteKind
    words: str
    detail: str
    seen_at: str
    sectors: list[str]
    service: uuid.UUID | None
    service_fr: str
    service_nl: str
    agreed_on: dt.date | None
    day: dt.date | None
    state: str
    shared: bool
    written_on: dt.date
    author: str


@dataclass(frozen=True)
class After:
    """Contact kept after an eviction. `until`: the last day of her accord."""

    id: uuid.UUID
    subject: uuid.UUID
    name: str
    reach: str
    words: str
    given_on: dt.date
    how: str
    language: str
    until: dt.date


# -- who asked ------------------------------------------------------------------------------------------------------


def my_request(actor: Actor, pk: uuid.UUID) -> requests.Mine:
    """One request of mine, or Refused."""
    require(actor, Capability.SUPPORT_DOOR)
    found = next((one for one in requests.mine(actor) if one.id == pk), None)
    if found is None:
        raise Refused()
    return found


def my_pair(actor: Actor, pk: uuid.UUID) -> list[tuple[str, str]]:
    """Who comes, as (name, discipline); nobody before a pair is named. Raises Refused."""
    require(actor, Capability.SUPPORT_DOOR)
    return [(name, discipline) for name, discipline in closed.rows("SELECT * FROM sec.my_pair(%s)", pk)]


def my_doors(actor: Actor, pk: uuid.UUID) -> list[Opened]:
    """The doors of one request of mine, the latest first. Raises Refused."""
    require(actor, Capability.SUPPORT_DOOR)
    rows = [Opened(row[0], Door(row[1]), *row[2:]) for row in closed.rows("SELECT * FROM sec.my_doors(%s)", pk)]
    words = ("name", "address", "reach", "her_words", "feared", "not_otherwise")
    return [_opened(Opening, row, words) for row in rows]


def shared_notes(actor: Actor, pk: uuid.UUID) -> list[Note]:
    """What the pair shares with who asked. Raises Refused."""
    require(actor, Capability.SUPPORT_DOOR)
    return _notes("SELECT * FROM sec.shared_notes(%s)", pk)


def second_heads(actor: Actor) -> list[Post]:
    """Who may be the second head: a colleague of the service; the officer, who is called."""
    officers = Post.objects.filter(
        organisation=actor.organisation, role="data_protection_officer", valid__contains=actor.today
    )
    return [*safety.colleagues(actor), *officers.exclude(staff=actor.staff).select_related("staff").order_by("pk")]


def asked_of_me(actor: Actor) -> list[AskedOfMe]:
    """The doors of colleagues that wait for my answer. Raises Refused."""
    require(actor, Capability.SUPPORT_SECOND)
    rows = [AskedOfMe(*row) for row in closed.rows("SELECT * FROM sec.seconds_of_doors()")]
    return [_opened(Opening, row, ("feared", "not_otherwise")) for row in rows]


def waiting(actor: Actor) -> list[AskedOfMe]:
    """The same for a worker's day: nothing for who is never asked."""
    return asked_of_me(actor) if permits(actor, Capability.SUPPORT_SECOND) else []


# -- the pair -------------------------------------------------------------------------------------------------------


def pair(actor: Actor, pk: uuid.UUID) -> PairState:
    """How a request stands for the two of its pair; Refused for others. Leaves a line in the ledger, of nobody."""
    require(actor, Capability.SUPPORT_PAIR)
    found = next(iter(closed.rows("SELECT * FROM sec.pair_of(%s)", pk)), None)
    if found is None:
        raise Refused()
    note_read(actor, "support_pair", reference=pk, ground="of_the_pair")
    return PairState(*found)


def identity(actor: Actor, pk: uuid.UUID) -> Identity:
    """Who it is. The database writes the reading down, so that she reads of it. Raises Refused."""
    require(actor, Capability.SUPPORT_PAIR)
    found = next(iter(closed.rows("SELECT * FROM sec.read_identity(%s)", pk)), None)
    if found is None:
        raise Refused()
    words = ("name", "address", "reach", "feared", "not_otherwise", "her_words")
    who: Identity = _opened(Opening, Identity(*found), words)
    return who


def notes(actor: Actor, pk: uuid.UUID) -> list[Note]:
    """What the two noted. Raises Refused."""
    require(actor, Capability.SUPPORT_PAIR)
    return _notes("SELECT * FROM sec.pair_notes(%s)", pk)


def network_of(found: list[Note]) -> Network:
    """What was woven around one request."""
    return network((one.kind, one.service, one.sectors) for one in found)


def services(actor: Actor) -> list[PartnerService]:
    """Places of care of the cell's own directory to which one may lead her: bound by secrecy, of the same mission."""
    rows = partners.standing(actor).filter(may_receive_referral=True).select_related("partner")
    return list(rows.order_by("name_fr", "pk"))


def after_contacts(actor: Actor) -> list[After]:
    """Whom I keep in contact with; who ends first stands first. Raises Refused."""
    require(actor, Capability.SUPPORT_PAIR)
    rows = [After(*row) for row in closed.rows("SELECT * FROM sec.after_contacts()")]
    if rows:
        note_read(actor, "after_contacts", ground="of_the_pair")
    return [_opened(AfterContact, row, ("name", "reach", "words")) for row in rows]


def after_contact(actor: Actor, pk: uuid.UUID) -> After:
    """One of them, or Refused."""
    found = next((one for one in after_contacts(actor) if one.id == pk), None)
    if found is None:
        raise Refused()
    return found


def _notes(text: str, pk: uuid.UUID) -> list[Note]:
    rows = [Note(row[0], NoteKind(row[1]), *row[2:]) for row in closed.rows(text, pk)]
    return [_opened(PairNote, row, ("words",)) for row in rows]


def _opened(model: type[models.Model], row: Any, names: tuple[str, ...]) -> Any:
    """The same row with its sealed words opened."""
    table = model._meta.db_table
    words = {name: getattr(row, name) for name in names}
    return replace(row, **{n: read(Sealed(held), Place(table, n, row.id)) if held else "" for n, held in words.items()})
