"""A meeting is entered and changed: when, where, for which places, with which help to take part."""

import uuid
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import require
from palier.access.once import once
from palier.identity.organisations.models import Place
from palier.kernel.errors import Conflict, InvalidInput
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.participation.meetings import queries
from palier.participation.meetings.actions.keeping import Wrong, both, keep
from palier.participation.meetings.models import Meeting
from palier.participation.meetings.rules import POINT_AT_MOST, TITLE_AT_MOST, VENUE_AT_MOST, MeetingDraft, State, clean


def enter_meeting(*, actor: Actor, draft: MeetingDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Prepare a meeting. Returns its id. Raises InvalidInput."""
    require(actor, Can.MEETING_WORK)
    values = _values(actor, draft)

    def act() -> uuid.UUID:
        made: uuid.UUID = Meeting(organisation_id=actor.acting_organisation, **values).insert().pk
        return made

    return once(actor, key, draft, act)


def change_meeting(*, actor: Actor, pk: uuid.UUID, version: int, draft: MeetingDraft) -> None:
    """Change what is prepared. Raises Conflict once it was held: then it is what it was; InvalidInput."""
    row = queries.meeting(actor, pk, Can.MEETING_WORK)
    if row.state not in {State.PREPARING, State.INVITED}:
        raise Conflict(_("This meeting was held."), how_to_mend=_("Prepare the next one."))
    keep(actor, Meeting, pk, version, _values(actor, draft, row))


def _values(actor: Actor, draft: MeetingDraft, row: Meeting | None = None) -> dict[str, Any]:
    wrong: Wrong = {}
    values = asdict(draft) | both(wrong, "title", draft.title_fr, draft.title_nl, TITLE_AT_MOST)
    values |= both(wrong, "venue", draft.venue_fr, draft.venue_nl, VENUE_AT_MOST)
    values["translated_by"] = clean(draft.translated_by, POINT_AT_MOST)
    if draft.at <= actor.moment and (row is None or row.at != draft.at):
        wrong["on"] = [_("This moment has passed. Choose one to come.")]
    if not 15 <= draft.minutes <= 480:
        wrong["minutes"] = [_("A meeting lasts between a quarter of an hour and eight hours.")]
    wanted = set(draft.places)
    if not wanted or Place.objects.filter(pk__in=wanted, organisation=actor.organisation).count() != len(wanted):
        wrong["sites"] = [_("Choose where: one place of yours at least.")]
    if set(draft.interpreters) - set(SPOKEN_LANGUAGES):
        wrong["interpreters"] = [_("Choose one of the list.")]
    if draft.host not in {one.pk for one in queries.hosts(actor)}:
        wrong["host"] = [_("Choose one of the list.")]
    if draft.previous:
        queries.meeting(actor, draft.previous, Can.MEETING_WORK)
    if wrong:
        raise InvalidInput(wrong)
    values |= {"host_id": values.pop("host"), "previous_id": values.pop("previous")}
    return values | {"places": list(draft.places), "interpreters": list(draft.interpreters)}
