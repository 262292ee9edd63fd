"""Pages of meetings: read, prepared, held, sent."""

from palier.participation.meetings.views.holding import (
    meeting_people,
    point_said,
    promise_add,
    promise_answer,
    question_add,
    question_answer,
    question_pass_on,
)
from palier.participation.meetings.views.papers import (
    meeting_cards,
    meeting_minutes,
    meeting_poster,
    meeting_sheet,
    meeting_slip,
    since_poster,
)
from palier.participation.meetings.views.preparing import (
    meeting_add,
    meeting_edit,
    meeting_reply,
    point_add,
    point_edit,
)
from palier.participation.meetings.views.reading import meeting, meetings, meetings_since
from palier.participation.meetings.views.sending import (
    mailing,
    mailing_counter,
    mailing_file,
    mailing_laid,
    mailing_posted,
    meeting_invite,
    meeting_read_again,
    meeting_send,
    meeting_sign,
)

__all__ = [
    "mailing",
    "mailing_counter",
    "mailing_file",
    "mailing_laid",
    "mailing_posted",
    "meeting",
    "meeting_add",
    "meeting_cards",
    "meeting_edit",
    "meeting_invite",
    "meeting_minutes",
    "meeting_people",
    "meeting_poster",
    "meeting_read_again",
    "meeting_reply",
    "meeting_send",
    "meeting_sheet",
    "meeting_sign",
    "meeting_slip",
    "meetings",
    "meetings_since",
    "point_add",
    "point_edit",
    "point_said",
    "promise_add",
    "promise_answer",
    "question_add",
    "question_answer",
    "question_pass_on",
    "since_poster",
]
