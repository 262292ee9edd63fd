"""What the room shows: who came, who looks after them, today's session. As many statements for one as for fifty."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits
from palier.access.ledger import note_read
from palier.casework.cases.models import Request
from palier.desk.waiting_room.rules import (
    AS_HOURS,
    SessionState,
    minutes_since,
    state_of,
    the_one_of_today,
)
from palier.identity.organisations.models import Post
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import Refused
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.calendar import queries as calendar
from palier.registry.calendar.models import Venue
from palier.registry.calendar.queries import SessionRow
from palier.registry.calendar.rules.sessions import SessionKind, at
from palier.registry.housing import queries as housing
from palier.registry.waiting import queries as waiting
from palier.registry.waiting.models import Arrival


@dataclass(frozen=True)
class Session:
    """Today's session of a venue; `row` is None when none is held there today."""

    row: SessionRow | None
    state: SessionState

    @property
    def is_over(self) -> bool:
        """Nobody is expected any more today: what is still open can be closed."""
        return self.state not in {SessionState.RUNNING, SessionState.LATER}


@dataclass(frozen=True)
class Ticket:
    """Somebody in the room. No address, no way of reaching her: the screen of a counter is seen by others (P10, P11).

    `minutes`: since she came, or since she is being received. `referent`: who looks after her household. `slip`: the
    request that the reader wrote down for her.
    """

    row: Arrival
    minutes: int
    language: str
    referent: str
    phone: str
    is_mine: bool
    with_me: bool
    slip: uuid.UUID | None

    @property
    def name(self) -> str:
        """The household of the register, else the name as said; nothing when none was given."""
        return self.row.household.label if self.row.household else self.row.who

    @property
    def hours(self) -> int:
        """Whole hours, from the number of minutes at which one says hours; else 0."""
        return self.minutes // 60 if self.minutes >= AS_HOURS else 0


@dataclass(frozen=True)
class RoomPage:
    """A venue now. `wait`: minutes for whoever arrives; `to_note`: whom the reader saw off, at any venue, not noted."""

    venue: Venue
    venues: list[Venue]
    session: Session
    waiting: list[Ticket]
    received: list[Ticket]
    gone: list[Ticket]
    to_note: list[Ticket]
    wait: int
    moment: dt.datetime


def venues(actor: Actor) -> list[Venue]:
    """Where people come, in the actor's own house."""
    return calendar.venues(actor.organisation, actor.today)


def sessions_of_today(actor: Actor) -> dict[uuid.UUID | None, Session]:
    """By venue, the drop-in session of today that the page is about; no entry: none is held there."""
    rows = calendar.sessions(actor.today, actor.today, organisation=actor.organisation, kinds=[SessionKind.DROP_IN])
    found: dict[uuid.UUID | None, list[Session]] = {}
    for row in rows:
        state = state_of(row.span, row.closed is not None, actor.moment)
        found.setdefault(row.venue.pk if row.venue else None, []).append(Session(row, state))
    return {venue: of[the_one_of_today([one.state for one in of])] for venue, of in found.items()}


def here(actor: Actor, asked: uuid.UUID | None) -> tuple[Venue | None, list[Venue], dict[uuid.UUID | None, Session]]:
    """The venue asked for; without one, the only one, or the only one with a session today. Raises Refused."""
    every, today = venues(actor), sessions_of_today(actor)
    if asked is not None:
        chosen = next((one for one in every if one.pk == asked), None)
        if chosen is None:
            raise Refused()
        return chosen, every, today
    held = [one for one in every if one.pk in today and today[one.pk].state != SessionState.CLOSED]
    only = every if len(every) == 1 else held
    return only[0] if len(only) == 1 else None, every, today


def room(actor: Actor, venue: Venue, every: list[Venue], session: Session, language: str) -> RoomPage:
    """Everything the page of a venue shows."""
    here_now = waiting.arrivals(actor, venue.pk)
    to_note = waiting.to_note(actor)
    rows = [*here_now.waiting, *here_now.received, *here_now.gone, *to_note]
    tickets = dict(zip([row.pk for row in rows], _tickets(actor, rows, language), strict=True))
    holders = session.row.posts if session.row else ()
    wait = here_now.expected_wait(holders, at(actor.today, dt.time()))
    return RoomPage(
        venue=venue,
        venues=every,
        session=session,
        waiting=[tickets[row.pk] for row in here_now.waiting],
        received=[tickets[row.pk] for row in here_now.received],
        gone=[tickets[row.pk] for row in here_now.gone if row not in to_note],
        to_note=[tickets[row.pk] for row in to_note],
        wait=int(wait.total_seconds() // 60),
        moment=actor.moment.astimezone(BRUSSELS),
    )


def note_room_read(actor: Actor, page: RoomPage) -> None:
    """One line in the ledger for a room opened. It names nobody: it outlives the arrivals by ten years (P39)."""
    if page.waiting or page.received or page.gone:
        note_read(actor, "waiting_room", reference=page.venue.pk, ground="came_lately")


def ticket(actor: Actor, pk: uuid.UUID, language: str) -> Ticket:
    """One person of the room. Raises Refused."""
    return _tickets(actor, [waiting.arrival(actor, pk)], language)[0]


def _tickets(actor: Actor, rows: Sequence[Arrival], language: str) -> list[Ticket]:
    households = list({row.household_id for row in rows if row.household_id})
    workers = housing.assigned_workers(households)
    slips = _slips(actor, households)
    return [_ticket(actor, row, workers, slips, language) for row in rows]


def _ticket(
    actor: Actor, row: Arrival, workers: dict[uuid.UUID, Post], slips: dict[uuid.UUID, uuid.UUID], language: str
) -> Ticket:
    worker = workers.get(row.household_id) if row.household_id else None
    spoken = SPOKEN_LANGUAGES.get(row.language)
    return Ticket(
        row=row,
        minutes=minutes_since(row.received_at or row.arrived_at, actor.moment),
        language=spoken.name.in_(language) if spoken else "",
        referent=str(worker.staff) if worker else "",
        phone=worker.staff.phone if worker else "",
        is_mine=worker is not None and worker.pk == actor.post,
        with_me=row.received_by_id == actor.post,
        slip=slips.get(row.household_id) if row.household_id else None,
    )


def _slips(actor: Actor, households: list[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The latest request of each household that the actor herself wrote down today: its slip can be printed (P44)."""
    if not permits(actor, Capability.REQUEST_READ):
        return {}
    rows = Request.objects.visible_to(actor, Capability.REQUEST_READ).filter(
        author=actor.post, household__in=households, received_at__gte=at(actor.today, dt.time())
    )
    return dict(rows.order_by("received_at").values_list("household", "pk"))
