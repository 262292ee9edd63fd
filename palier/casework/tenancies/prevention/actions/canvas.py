"""A company's own canvas of first contacts: one person proposes it, another confirms it or sets it aside."""

import uuid

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.closed import told
from palier.access.gate import require
from palier.casework.tenancies.prevention import queries
from palier.casework.tenancies.prevention.rules import DAYS_AT_MOST, STEPS_AT_MOST, CanvasDraft, CanvasState
from palier.kernel.errors import Conflict, InvalidInput, Message, Refused
from palier.kernel.identifiers import new_id


def propose_canvas(*, actor: Actor, draft: CanvasDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Propose on which days help is offered, from a day on. It counts once another has confirmed it. `key`: sent twice,
    it is proposed once. Raises InvalidInput for a day that has passed, no step, too many, or one beyond a year."""
    require(actor, Capability.CANVAS_PROPOSE)
    wrong: dict[str, list[Message | str]] = {}
    if draft.valid_from < actor.today:
        wrong["valid_from"] = [_("This day has passed. Choose today or a day to come.")]
    if not 1 <= len(draft.steps) <= STEPS_AT_MOST:
        wrong["days_1"] = [_("Say at least once after how many days help is offered, and how.")]
    if any(not 1 <= days <= DAYS_AT_MOST for days in draft.days):
        wrong["days_1"] = [_("A number of days from 1 to 365.")]
    if not draft.source.strip():
        wrong["source"] = [_("Say which decision or text it stands on.")]
    if wrong:
        raise InvalidInput(wrong)
    made = key or new_id()
    row = [made, draft.valid_from, draft.days, draft.ways, draft.source.strip()]
    if not told("SELECT sec.propose_canvas(%s, %s, %s, %s, %s)", *row):
        raise Refused()
    return made


def decide_canvas(*, actor: Actor, pk: uuid.UUID, confirms: bool) -> None:
    """Confirm a proposed canvas, or set it aside. Once more, it changes nothing. Raises Conflict when it was decided
    otherwise, Refused for whoever proposed it herself, in whichever post."""
    require(actor, Capability.CANVAS_PROPOSE)
    row = queries.canvas_proposed(actor, pk)
    if row.state == (CanvasState.CONFIRMED if confirms else CanvasState.SET_ASIDE):
        return
    if row.state != CanvasState.PROPOSED:
        raise Conflict(_("This canvas was already decided on."), how_to_mend=_("Look at what was decided then."))
    if not told("SELECT sec.decide_canvas(%s, %s)", pk, confirms):
        raise Refused()
