"""The cell keeps what its partnership did, who funded it, what a stop would risk, and freezes a year that is over."""

import json
import uuid

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.closed import told
from palier.access.gate import require
from palier.access.once import once
from palier.casework.support_partnership import queries
from palier.casework.support_partnership.rules import FundingDraft, NoteDraft, PresentationDraft
from palier.casework.support_partnership.rules.figures import kept, small_cells
from palier.kernel.errors import Conflict, InvalidInput
from palier.kernel.identifiers import new_id


def add_presentation(*, actor: Actor, draft: PresentationDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """It took place before somebody. Raises InvalidInput, Refused."""
    require(actor, Capability.PARTNERSHIP_KEEP)
    return once(actor, key, draft, lambda: _presentation(new_id(), draft, 0))


def change_presentation(*, actor: Actor, pk: uuid.UUID, draft: PresentationDraft, version: int) -> None:
    """Corrected. Raises InvalidInput, Conflict, Refused."""
    require(actor, Capability.PARTNERSHIP_KEEP)
    _presentation(pk, draft, version)


def _presentation(pk: uuid.UUID, draft: PresentationDraft, version: int) -> uuid.UUID:
    if draft.organisation is None and not draft.audience.strip():
        raise InvalidInput({"audience": [_("Before whom? Choose an organisation, or say it in words.")]})
    values = (pk, draft.day, draft.kind.value, draft.organisation, draft.audience.strip(), draft.present)
    words = (draft.came_of_it.strip(), version)
    if not told("SELECT sec.keep_presentation(%s, %s, %s, %s, %s, %s::smallint, %s, %s)", *values, *words):
        raise Conflict()
    return pk


def add_funding(*, actor: Actor, draft: FundingDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """A period that is funded. Raises InvalidInput, Refused."""
    require(actor, Capability.PARTNERSHIP_KEEP)
    return once(actor, key, draft, lambda: _funding(new_id(), draft, 0))


def change_funding(*, actor: Actor, pk: uuid.UUID, draft: FundingDraft, version: int) -> None:
    """Corrected. Raises InvalidInput, Conflict, Refused."""
    require(actor, Capability.PARTNERSHIP_KEEP)
    _funding(pk, draft, version)


def _funding(pk: uuid.UUID, draft: FundingDraft, version: int) -> uuid.UUID:
    if draft.until is not None and draft.until < draft.since:
        raise InvalidInput({"until": [_("The last day lies before the first one.")]})
    if draft.until is None and not draft.structural:
        raise InvalidInput({"until": [_("What is not structural has a last day: it is what the alert counts from.")]})
    values = (
        pk,
        draft.since,
        draft.until,
        draft.funder.strip(),
        draft.decision.strip(),
        draft.amount,
        draft.structural,
    )
    more = (draft.half_time_posts, version)
    if not told("SELECT sec.keep_funding(%s, %s, %s, %s, %s, %s, %s, %s::smallint, %s)", *values, *more):
        raise Conflict()
    return pk


def add_note(*, actor: Actor, draft: NoteDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """A dated line; what stood before is kept. Raises Refused."""
    require(actor, Capability.PARTNERSHIP_KEEP)

    def act() -> uuid.UUID:
        made = new_id()
        told("SELECT sec.add_partnership_note(%s, %s, %s, %s)", made, draft.day, draft.kind.value, draft.words.strip())
        return made

    return once(actor, key, draft, act)


def freeze(*, actor: Actor, year: int) -> None:
    """A year that is over is read by the Region from now on, as it stands today and closed for the whole sector.

    Raises InvalidInput for a year that runs or is frozen already, Refused.
    """
    require(actor, Capability.PARTNERSHIP_KEEP)
    figures = kept(queries.year(actor, year, small_cells(actor.today).sector))
    if not told("SELECT sec.freeze_support_year(%s, %s, %s)", uuid.uuid4(), year, json.dumps(figures)):
        raise InvalidInput({"year": [_("This year is not over yet, or is frozen already.")]})
