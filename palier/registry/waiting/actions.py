"""Verbs of the waiting room: she arrives, is received, passed on, seen off, written about. Each is taken back."""

import uuid
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.calendar import queries as calendar
from palier.registry.people import queries as people
from palier.registry.waiting import queries
from palier.registry.waiting.models import Arrival
from palier.registry.waiting.rules import ArrivalDraft, ArrivalState, is_a_workers_move, may_move


def arrive(*, actor: Actor, draft: ArrivalDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Somebody has come; nothing of her need be known (P14). Returns the arrival's id.

    Raises InvalidInput for a venue, language or colleague that is not there, Refused for a household that is not.
    """
    require(actor, Capability.ARRIVAL_ADD)
    if draft.venue not in {one.pk for one in calendar.venues(actor.organisation, actor.today)}:
        raise InvalidInput({"venue": [_("Choose the venue.")]})
    if draft.language and draft.language not in SPOKEN_LANGUAGES:
        raise InvalidInput({"language": [_("Choose a language of the list.")]})
    if draft.household is not None:
        people.household(actor, draft.household, Capability.HOUSEHOLD_FIND)  # one of another company is not there
    _can_be_asked_for(actor, draft.asked_for)

    def write() -> uuid.UUID:
        row = Arrival(
            organisation_id=actor.acting_organisation,
            venue_id=draft.venue,
            household_id=draft.household,
            who=draft.who.replace("\x00", ""),
            looks=draft.looks.replace("\x00", ""),
            language=draft.language,
            interpreter=draft.interpreter,
            asked_for_id=draft.asked_for,
            arrived_at=actor.moment,
            author_id=actor.acting_post,
        )
        return row.insert().pk

    return once(actor, key, draft, write)


def receive(*, actor: Actor, pk: uuid.UUID, version: int) -> Arrival:
    """I receive her now. Raises Conflict when a colleague was quicker, Refused for who receives nobody."""
    mine = {"received_by_id": actor.acting_post, "received_at": actor.moment}
    return _move(actor, pk, version, ArrivalState.RECEIVED, **mine)


def leave(*, actor: Actor, pk: uuid.UUID, version: int) -> Arrival:
    """She was received and goes."""
    return _move(actor, pk, version, ArrivalState.GONE, gone_at=actor.moment)


def leave_unseen(*, actor: Actor, pk: uuid.UUID, version: int) -> Arrival:
    """She left before her turn. Why is neither asked nor kept (P3)."""
    return _move(actor, pk, version, ArrivalState.LEFT_UNSEEN, gone_at=actor.moment)


def back(*, actor: Actor, pk: uuid.UUID, version: int) -> Arrival:
    """Take a wrong move back: who is received or left waits again, who was seen off is received again."""
    row = queries.arrival(actor, pk, Capability.ARRIVAL_MOVE)
    if row.state == ArrivalState.GONE:
        return _move(actor, pk, version, ArrivalState.RECEIVED, gone_at=None)
    nobody = {"received_by_id": None, "received_at": None, "gone_at": None}
    return _move(actor, pk, version, ArrivalState.WAITING, **nobody)


def pass_on(*, actor: Actor, pk: uuid.UUID, version: int, asked_for: uuid.UUID | None) -> Arrival:
    """She waits for this colleague; None: for whoever is free. Raises Refused once she does not wait any more."""
    _can_be_asked_for(actor, asked_for)
    row = queries.arrival(actor, pk, Capability.ARRIVAL_MOVE)
    if row.version == version and row.state != ArrivalState.WAITING:
        raise Refused()
    return _change(actor, row, version, asked_for_id=asked_for)


def mark_noted(*, actor: Actor, pk: uuid.UUID, version: int) -> Arrival:
    """It is written down. Raises Refused for whom another received."""
    row = queries.arrival(actor, pk, Capability.ARRIVAL_MOVE)
    if row.received_by_id != actor.post:
        raise Refused()
    return _change(actor, row, version, noted=True)


def close_room(*, actor: Actor, venue: uuid.UUID) -> int:
    """The session is over: who waits has left before, who is received is gone. Returns how many that were."""
    require(actor, Capability.ARRIVAL_MOVE)
    require(actor, Capability.WORD_READ)
    here = Arrival.objects.visible_to(actor, Capability.ARRIVAL_MOVE).filter(venue=venue)
    over = {"gone_at": actor.moment, "version": F("version") + 1}
    left = here.filter(state=ArrivalState.WAITING).update(state=ArrivalState.LEFT_UNSEEN, **over)
    gone = here.filter(state=ArrivalState.RECEIVED).update(state=ArrivalState.GONE, **over)
    return int(left + gone)


def _can_be_asked_for(actor: Actor, post: uuid.UUID | None) -> None:
    if post is not None and post not in queries.receivers(actor):
        raise InvalidInput({"asked_for": [_("Choose a colleague who receives people.")]})


def _move(actor: Actor, pk: uuid.UUID, version: int, to: ArrivalState, **changes: Any) -> Arrival:
    row = queries.arrival(actor, pk, Capability.ARRIVAL_MOVE)
    if is_a_workers_move(row.state, to):
        require(actor, Capability.WORD_READ)  # whoever receives is who reads the words left for the desk (P15)
    if row.version == version and not may_move(row.state, to):
        raise Refused()
    return _change(actor, row, version, state=to, **changes)


def _change(actor: Actor, row: Arrival, version: int, **changes: Any) -> Arrival:
    """Write when nobody moved her since; the same move sent twice is one move. Raises Conflict."""
    if row.version == version + 1 and _stands(row, changes):
        return row
    rows = Arrival.objects.visible_to(actor, Capability.ARRIVAL_MOVE).filter(pk=row.pk, version=version)
    if rows.update(**changes, version=F("version") + 1) == 0:
        raise Conflict(
            _("A colleague was quicker: this person was moved in the meantime."),
            how_to_mend=_("Look where she stands now."),
        )
    return queries.arrival(actor, row.pk)


def _stands(row: Arrival, changes: dict[str, Any]) -> bool:
    """Is it already as asked? Moments apart: they differ by the time between two clicks."""
    return all(getattr(row, name) == value for name, value in changes.items() if not name.endswith("_at"))
