"""The department decides on a proposed move, with its motive; it helps, notes that they moved, and asks after them."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.casework.transfers import queries
from palier.casework.transfers.models import Move
from palier.casework.transfers.queries.requests import agreed_to
from palier.casework.transfers.rules import (
    FOLLOW_UP_MONTHS,
    MOTIVE_AT_LEAST,
    DecisionDraft,
    Help,
    Kind,
    MoveState,
    Step,
)
from palier.casework.transfers.rules.mandatory import rent_fits
from palier.kernel.days import add_months
from palier.kernel.errors import Conflict, InvalidInput, Message, Refused


def decide(*, actor: Actor, pk: uuid.UUID, draft: DecisionDraft, version: int) -> None:
    """Accepted, or not kept; in either case with a motive. What is not kept is searched again without it.

    Raises InvalidInput while the household has not agreed to a move that is accepted, or when the rent of a mandatory
    one is too high; Conflict when it was decided already, or has fallen.
    """
    move = queries.my_move(actor, pk)
    problems = _problems(actor, move, draft)
    if problems:
        raise InvalidInput(problems)
    state = MoveState.ACCEPTED if draft.accept else MoveState.NOT_KEPT
    before = [MoveState.PROPOSED] if draft.accept else [MoveState.PROPOSED, MoveState.ACCEPTED]
    _change(
        actor,
        pk,
        version,
        before,
        state=state,
        motive=draft.motive.strip(),
        decided_on=actor.today,
        decided_by=actor.acting_post,
        rent_now=draft.rent_now,
        rent_there=draft.rent_there,
    )
    if not draft.accept:
        with connection.cursor() as cursor:
            cursor.execute("SELECT sec.search_again(%s)", [pk])


def _problems(actor: Actor, move: Move, draft: DecisionDraft) -> dict[str, list[Message | str]]:
    found: dict[str, list[Message | str]] = {}
    if len(draft.motive.strip()) < MOTIVE_AT_LEAST:
        found["motive"] = [_("Write why, in a sentence of the department: it stays with the decision.")]
    if not draft.accept:
        return found
    if not agreed_to(actor, move.request, Step.MOVE, move.pk):
        found["accept"] = [_("The household has not agreed to this move. Ask it, note its agreement, then decide.")]
    if move.request.kind == Kind.MANDATORY:
        if draft.rent_now is None or draft.rent_there is None:
            found["rent_there"] = [_("Fill in both rents: the rule of 15 per cent is looked at here.")]
        elif not rent_fits(draft.rent_now, draft.rent_there, actor.today):
            found["rent_there"] = [_("This rent is more than 15 per cent above that of today.")]
    return found


def note_help(*, actor: Actor, pk: uuid.UUID, done: Sequence[Help], version: int) -> None:
    """What is done of the help with this move."""
    queries.my_move(actor, pk)
    _change(actor, pk, version, [MoveState.ACCEPTED, MoveState.MOVED], help_done=[one for one in Help if one in done])


def carry_out(*, actor: Actor, pk: uuid.UUID, on: dt.date, version: int) -> None:
    """They have moved; in three months somebody asks how it goes."""
    move = queries.my_move(actor, pk)
    if on > actor.today:
        raise InvalidInput({"on": [_("This day is still to come.")]})
    if move.decided_on is not None and on < move.decided_on:
        raise InvalidInput({"on": [_("They moved before it was decided. Look at the day.")]})
    values = {"state": MoveState.MOVED, "moved_on": on, "follow_up_on": add_months(on, FOLLOW_UP_MONTHS)}
    _change(actor, pk, version, [MoveState.ACCEPTED], **values)


def follow_up(*, actor: Actor, pk: uuid.UUID, version: int) -> None:
    """Somebody asked how it goes: only that is noted, and the day."""
    if queries.my_move(actor, pk).moved_on is None:
        raise Refused()
    _change(actor, pk, version, [MoveState.MOVED], followed_up_on=actor.today)


def _change(actor: Actor, pk: uuid.UUID, version: int, before: Sequence[MoveState], **values: object) -> None:
    rows = Move.objects.visible_to(actor, Capability.TRANSFER_KEEP).filter(pk=pk, version=version, state__in=before)
    if not rows.update(version=F("version") + 1, **values):
        raise Conflict()
