"""What the pages of the table show: lines by whose turn it is, with homes and services as they are called here."""

import uuid
from dataclasses import dataclass
from typing import Any

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits
from palier.access.ledger import note_read
from palier.identity.organisations.models import Service
from palier.identity.organisations.rules import ServiceKind
from palier.kernel.days import age_on
from palier.kernel.names import initials
from palier.registry.housing import queries as housing
from palier.registry.housing.queries import HouseholdRow
from palier.registry.interservice import queries as lines
from palier.registry.interservice.labels import KIND_ICONS
from palier.registry.interservice.models import Answer, Line
from palier.registry.interservice.rules import Direction, State
from palier.registry.people import queries as people

ADULT = 18


@dataclass(frozen=True)
class Shown:
    """A line as it is read. `asked`: is it the actor's side that is asked? `late`: past its day, and no answer."""

    row: Line
    icon: str
    home: HouseholdRow | None
    origin: str
    recipient: str
    asked: bool
    late: bool

    @property
    def initials(self) -> str:
        """On a sheet that lies where others sit."""
        return initials(self.row.household.label)


@dataclass(frozen=True)
class Table:
    """The lines that are not closed, by whose turn it is."""

    to_answer: list[Shown]
    answered_to_us: list[Shown]
    awaited: list[Shown]
    answered: list[Shown]

    @property
    def total(self) -> int:
        return len(self.to_answer) + len(self.answered_to_us) + len(self.awaited) + len(self.answered)

    @property
    def all(self) -> list[Shown]:
        """For the sheet: by the day an answer is due."""
        rows = [*self.to_answer, *self.answered_to_us, *self.awaited, *self.answered]
        return sorted(rows, key=lambda one: (one.row.due_on, one.row.asked_at))


def named(thing: Any, language: str) -> str:
    """The name of a service in the language of the screen."""
    return str(thing.name_nl if language == "nl" else thing.name_fr)


def is_social(actor: Actor) -> bool:
    """Does she stand on the social side, from which no words travel?"""
    return actor.service_kind == ServiceKind.SOCIAL


def table(actor: Actor, language: str) -> Table:
    """All lines in which the actor's side has a part, mine first, then by day. Leaves one line in the read ledger."""
    rows = lines.open_lines(actor)
    if rows:
        note_read(actor, "interservice_list", ground="looks_after_it" if is_social(actor) else "at_one_end_of_it")
    homes = _homes(actor, rows, language)
    shown = [_shown(actor, row, homes.get(row.household_id), language) for row in rows]
    return Table(
        to_answer=[one for one in shown if one.asked and one.row.state == State.OPEN],
        answered_to_us=[one for one in shown if not one.asked and one.row.state == State.ANSWERED],
        awaited=[one for one in shown if not one.asked and one.row.state == State.OPEN],
        answered=[one for one in shown if one.asked and one.row.state == State.ANSWERED],
    )


def _homes(actor: Actor, rows: list[Line], language: str) -> dict[uuid.UUID, HouseholdRow]:
    ids = list(dict.fromkeys(row.household_id for row in rows))
    return {one.id: one for one in housing.rows(actor, ids, language)}


def _shown(actor: Actor, row: Line, home: HouseholdRow | None, language: str) -> Shown:
    asked = row.direction == Direction.TO_SOCIAL if is_social(actor) else row.recipient_service_id == actor.service
    return Shown(
        row=row,
        icon=KIND_ICONS[row.kind],
        home=home,
        origin=named(row.origin_service, language),
        recipient=named(row.recipient_service, language),
        asked=asked,
        late=row.state == State.OPEN and row.due_on < actor.today,
    )


@dataclass(frozen=True)
class OneLine:
    """A line with its answers, and what the actor may do with it."""

    shown: Shown
    answers: list[tuple[Answer, str]]
    works: bool
    takes: bool


def one_line(actor: Actor, pk: uuid.UUID, language: str) -> OneLine:
    """Raises Refused. Leaves one line in the read ledger."""
    row = lines.line(actor, pk)
    note_read(actor, "interservice_line", reference=row.pk, ground="looks_after_it" if is_social(actor) else "")
    shown = _shown(actor, row, _homes(actor, [row], language).get(row.household_id), language)
    may_answer = permits(actor, Capability.INTERSERVICE_ANSWER) and (row.hers or not is_social(actor))  # type: ignore[attr-defined]
    works = row.state != State.CLOSED and may_answer
    return OneLine(
        shown=shown,
        answers=[(one, _side(row, one, language)) for one in lines.answers(actor, [row.pk]).get(row.pk, [])],
        works=works,
        takes=works and shown.asked and row.owner_id != actor.post,
    )


def _side(row: Line, one: Answer, language: str) -> str:
    """From which service an answer comes: of the two of the line, by the side it was written on."""
    social_asks = row.direction == Direction.FROM_SOCIAL
    if row.direction == Direction.BETWEEN:
        return str(one.author.staff)
    return named(row.origin_service if one.from_social == social_asks else row.recipient_service, language)


def departments(actor: Actor, language: str) -> list[tuple[Service, str]]:
    """To which departments the actor may turn, with their names."""
    return [(one, named(one, language)) for one in lines.departments(actor)]


def adults(actor: Actor, household: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """The adults declared there, when there are several: for whom does she ask? One alone is taken by itself."""
    found = [
        (one.person.pk, one.name)
        for one in people.members(actor, household)
        if one.person.born is None or age_on(one.person.born, actor.today) >= ADULT
    ]
    return found if len(found) > 1 else []
