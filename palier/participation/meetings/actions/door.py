"""At her own door: will her home come, and a question in advance."""

import uuid

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.closed import told
from palier.access.gate import require
from palier.kernel.errors import InvalidInput, Refused
from palier.participation.meetings.rules import WORDS_AT_MOST, ReplyDraft, clean


def reply_at_her_door(*, actor: Actor, meeting: uuid.UUID, draft: ReplyDraft) -> None:
    """Her home comes, or not; she may change it until the meeting. Raises Refused."""
    require(actor, Can.DOOR_ASK)
    values = (meeting, draft.comes, draft.persons, draft.child_corner)
    if not told("SELECT sec.reply_at_my_door(%s, %s, %s, %s)", *values):
        raise Refused()


def ask_at_her_door(*, actor: Actor, meeting: uuid.UUID, words: str, key: uuid.UUID) -> None:
    """A question for the meeting: its words, and nobody's name. The same `key` twice is one question.

    Raises InvalidInput without a word, or when her home asked enough for one evening.
    """
    require(actor, Can.DOOR_ASK)
    said = clean(words, WORDS_AT_MOST)
    if not said:
        raise InvalidInput({"words": [_("Write your question, or call us.")]})
    if not told("SELECT sec.ask_at_my_door(%s, %s, %s)", key, meeting, said):
        raise InvalidInput({"words": [_("This question cannot be kept here. Say it at the meeting, or call us.")]})
