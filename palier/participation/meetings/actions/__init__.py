"""Verbs of meetings: prepared, invited to, held, told to all tenants concerned; promises followed until answered."""

from palier.participation.meetings.actions.door import ask_at_her_door, reply_at_her_door
from palier.participation.meetings.actions.points import change_point, keep_said, propose_point
from palier.participation.meetings.actions.preparing import change_meeting, enter_meeting
from palier.participation.meetings.actions.promises import answer_promise, note_promise
from palier.participation.meetings.actions.questions import answer_question, note_question, note_reply, pass_on
from palier.participation.meetings.actions.sending import count_people, invite, read_again, send_minutes, sign

__all__ = [
    "answer_promise",
    "answer_question",
    "ask_at_her_door",
    "change_meeting",
    "change_point",
    "count_people",
    "enter_meeting",
    "invite",
    "keep_said",
    "note_promise",
    "note_question",
    "note_reply",
    "pass_on",
    "propose_point",
    "read_again",
    "reply_at_her_door",
    "send_minutes",
    "sign",
]
