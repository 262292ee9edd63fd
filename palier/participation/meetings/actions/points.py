"""Points of the agenda: proposed by any department, put in order, and what was said under each, typed live."""

import uuid

from django.db.models import Max
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import require
from palier.access.once import once
from palier.identity.organisations.rules import Role
from palier.kernel.errors import Conflict, InvalidInput
from palier.participation.meetings import queries
from palier.participation.meetings.actions.keeping import Wrong, both, keep, still_open, to_read_again
from palier.participation.meetings.models import AgendaItem
from palier.participation.meetings.rules import POINT_AT_MOST, SAID_AT_MOST, PointDraft, SaidDraft, State, clean


def propose_point(*, actor: Actor, meeting: uuid.UUID, draft: PointDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Propose a point, last on the agenda. Returns its id. Raises InvalidInput, Conflict once the meeting was held."""
    require(actor, Can.AGENDA_PROPOSE)
    row = queries.meeting(actor, meeting)
    leads = actor.role == Role.COLLECTIVE_SOCIAL_WORKER
    if row.state not in ({State.PREPARING, State.INVITED} | ({State.HELD} if leads else set())):
        raise Conflict(_("This meeting was held."), how_to_mend=_("Propose it for the next one."))
    values = _titles(actor, draft)

    def act() -> uuid.UUID:
        rows = AgendaItem.objects.visible_to(actor, Can.MEETING_READ).filter(meeting=meeting)
        last = rows.aggregate(last=Max("position"))["last"] or 0
        made: uuid.UUID = (
            AgendaItem(
                organisation_id=actor.acting_organisation,
                meeting_id=meeting,
                position=last + 1,
                proposed_by_id=actor.acting_post,
                kind=draft.kind,
                **values,
            )
            .insert()
            .pk
        )
        return made

    return once(actor, key, (meeting, draft), act)


def change_point(
    *, actor: Actor, pk: uuid.UUID, version: int, draft: PointDraft, position: int, left_out: bool
) -> None:
    """Word it, give it its place, or leave it out. Raises Conflict, InvalidInput."""
    row = queries.point(actor, pk)
    still_open(row.meeting)
    values = {**_titles(actor, draft), "kind": draft.kind, "position": position, "left_out": left_out}
    keep(actor, AgendaItem, pk, version, values)
    to_read_again(actor, row.meeting_id)


def _titles(actor: Actor, draft: PointDraft) -> dict[str, object]:
    wrong: Wrong = {}
    values: dict[str, object] = {**both(wrong, "title", draft.title_fr, draft.title_nl, POINT_AT_MOST)}
    if draft.service not in {one.pk for one in queries.services(actor)}:
        wrong["service"] = [_("Choose one of the list.")]
    if not 1 <= draft.minutes <= 240:
        wrong["minutes"] = [_("Say how many minutes: 1 to 240.")]
    if wrong:
        raise InvalidInput(wrong)
    return values | {"service_id": draft.service, "minutes": draft.minutes}


def keep_said(*, actor: Actor, pk: uuid.UUID, version: int, draft: SaidDraft) -> int:
    """Keep what was said under a point, as it is typed: it is the minutes. Returns its version. Raises Conflict."""
    row = queries.point(actor, pk)
    still_open(row.meeting)
    values = {
        "said_fr": clean(draft.said_fr, SAID_AT_MOST),
        "said_nl": clean(draft.said_nl, SAID_AT_MOST),
        "face_present": draft.face_present,
    }
    if version == row.version and all(getattr(row, name) == value for name, value in values.items()):
        return version
    made = keep(actor, AgendaItem, pk, version, values)
    to_read_again(actor, row.meeting_id)
    return made
