"""What was promised in public, and what came of it."""

import uuid

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.closed import told
from palier.access.once import once
from palier.kernel.errors import Conflict, InvalidInput
from palier.participation.meetings import queries
from palier.participation.meetings.actions.keeping import Wrong, both, still_open, to_read_again
from palier.participation.meetings.models import AgendaItem, Promise
from palier.participation.meetings.rules import WORDS_AT_MOST, PromiseDraft, PromiseState


def note_promise(*, actor: Actor, meeting: uuid.UUID, draft: PromiseDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Note what a department promised, by when. Returns its id. Raises InvalidInput, Conflict."""
    row = queries.meeting(actor, meeting, Can.MEETING_WORK)
    still_open(row)
    wrong: Wrong = {}
    values = both(wrong, "words", draft.words_fr, draft.words_nl, WORDS_AT_MOST)
    if draft.service not in {one.pk for one in queries.services(actor)}:
        wrong["service"] = [_("Choose one of the list.")]
    if draft.due_on < row.at.date():
        wrong["due_on"] = [_("This day is before the meeting.")]
    points = AgendaItem.objects.visible_to(actor, Can.MEETING_WORK).filter(meeting=meeting)
    if draft.point and not points.filter(pk=draft.point).exists():
        wrong["point"] = [_("Choose one of the list.")]
    if wrong:
        raise InvalidInput(wrong)

    def act() -> uuid.UUID:
        made: uuid.UUID = (
            Promise(
                organisation_id=actor.acting_organisation,
                meeting_id=meeting,
                point_id=draft.point,
                service_id=draft.service,
                due_on=draft.due_on,
                **values,
            )
            .insert()
            .pk
        )
        to_read_again(actor, meeting)
        return made

    return once(actor, key, (meeting, draft), act)


def answer_promise(*, actor: Actor, pk: uuid.UUID, version: int, state: PromiseState, fr: str, nl: str) -> None:
    """Say what came of a promise: done, or not, with the reason. Its department or a collective worker does.

    Raises InvalidInput without words in both languages, Conflict when somebody was faster.
    """
    queries.promise(actor, pk)
    wrong: Wrong = {}
    said = both(wrong, "answer", fr, nl, WORDS_AT_MOST)
    if state not in {PromiseState.KEPT, PromiseState.DROPPED}:
        wrong["state"] = [_("Say whether it was done.")]
    if wrong:
        raise InvalidInput(wrong)
    values = (pk, version, state.value, said["answer_fr"], said["answer_nl"])
    if not told("SELECT sec.answer_promise(%s, %s, %s, %s, %s)", *values):
        raise Conflict()
