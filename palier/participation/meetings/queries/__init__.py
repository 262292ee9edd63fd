"""Reads of meetings. Fetch is check."""

from palier.participation.meetings.queries.door import MyLine, MyMeeting, my_meeting, my_meetings
from palier.participation.meetings.queries.meetings import (
    MeetingPage,
    Replies,
    coming,
    hosts,
    meeting,
    meetings,
    page_of,
    point,
    promise,
    question,
    replies,
    services,
    since,
)
from palier.participation.meetings.queries.proof import Proof, proof_of
from palier.participation.meetings.queries.words import invitation, invitation_poster, minutes, since_poster

__all__ = [
    "MeetingPage",
    "MyLine",
    "MyMeeting",
    "Proof",
    "Replies",
    "coming",
    "hosts",
    "invitation",
    "invitation_poster",
    "meeting",
    "meetings",
    "minutes",
    "my_meeting",
    "my_meetings",
    "page_of",
    "point",
    "promise",
    "proof_of",
    "question",
    "replies",
    "services",
    "since",
    "since_poster",
]
