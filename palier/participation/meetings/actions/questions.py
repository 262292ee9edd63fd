"""Questions for a meeting, of nobody; what concerns one person leaves the room in one gesture (P41)."""

import uuid

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.closed import told
from palier.access.gate import require
from palier.access.once import once
from palier.identity.organisations.rules import Role
from palier.kernel.errors import InvalidInput
from palier.participation.meetings import queries
from palier.participation.meetings.actions.keeping import Wrong, both, still_open, to_read_again
from palier.participation.meetings.models import MeetingQuestion
from palier.participation.meetings.rules import WORDS_AT_MOST, Channel, ReplyDraft, clean
from palier.registry.signals.actions import send_signal
from palier.registry.signals.rules import SignalDraft, Theme

OF_STAFF = frozenset({Channel.COUNTER, Channel.PHONE})


def note_question(
    *, actor: Actor, meeting: uuid.UUID, words: str, asked: Channel, key: uuid.UUID | None = None
) -> uuid.UUID:
    """Note a question, in a few words and without a name; who notes it at the counter does not read it again.

    Raises InvalidInput without words, Conflict once the minutes went out.
    """
    require(actor, Can.AGENDA_PROPOSE)
    row = queries.meeting(actor, meeting)
    still_open(row)
    said = clean(words, WORDS_AT_MOST)
    if not said:
        raise InvalidInput({"words": [_("Write at least a word: this is the only field that must be filled in.")]})
    offered = set(Channel) - {Channel.SCREEN} if actor.role == Role.COLLECTIVE_SOCIAL_WORKER else OF_STAFF
    if asked not in offered:
        raise InvalidInput({"asked": [_("Choose one of the list.")]})

    def act() -> uuid.UUID:
        made = MeetingQuestion(
            organisation_id=actor.acting_organisation,
            meeting_id=meeting,
            words=said,
            asked=asked,
            asked_on=actor.today,
        )
        return made.insert().pk

    return once(actor, key, (meeting, said, asked), act)


def answer_question(*, actor: Actor, pk: uuid.UUID, fr: str, nl: str) -> None:
    """Answer a question in public, in both languages. Raises InvalidInput, Conflict."""
    row = queries.question(actor, pk)
    still_open(row.meeting)
    wrong: Wrong = {}
    values = both(wrong, "answer", fr, nl, WORDS_AT_MOST)
    if wrong:
        raise InvalidInput(wrong)
    rows = MeetingQuestion.objects.visible_to(actor, Can.MEETING_WORK).filter(pk=pk)
    rows.update(**values, answered_on=actor.today)
    to_read_again(actor, row.meeting_id)


def pass_on(*, actor: Actor, pk: uuid.UUID, service: uuid.UUID | None, phrase: str, text: str) -> None:
    """A question about one person leaves the room: to the service that deals with it, or told in person whom to ask.

    Its words are erased here, and stand in no history. Raises InvalidInput where nothing may travel that way (P9).
    """
    row = queries.question(actor, pk)
    still_open(row.meeting)
    if service is not None:
        place = row.meeting.places[0] if row.meeting.places else None
        draft = SignalDraft(service=service, place=place, theme=Theme.DEPARTMENT_QUESTION, phrase=phrase, text=text)
        send_signal(actor=actor, draft=draft)
    rows = MeetingQuestion.objects.visible_to(actor, Can.MEETING_WORK).filter(pk=pk)
    rows.update(individual=True, words="", answer_fr="", answer_nl="", answered_on=None)
    to_read_again(actor, row.meeting_id)


def note_reply(*, actor: Actor, meeting: uuid.UUID, household: uuid.UUID, draft: ReplyDraft) -> None:
    """Note at the counter or by telephone whether a household comes; nobody reads it back.

    Raises InvalidInput for a household that is not invited, and once the meeting has begun.
    """
    require(actor, Can.AGENDA_PROPOSE)
    values = (meeting, household, draft.comes, draft.persons, draft.child_corner)
    if not told("SELECT sec.note_reply(%s, %s, %s, %s, %s)", *values):
        raise InvalidInput({"": [_("This household is not invited to this meeting, or the meeting has begun.")]})
