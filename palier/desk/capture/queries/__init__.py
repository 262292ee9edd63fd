"""What the pages of writing down gather: whom it is about, who will read it, drafts, the inbox, the desk."""

from palier.desk.capture.queries.around import (
    Around,
    Asking,
    Place,
    around,
    around_request,
    begun_at_the_desk,
    find,
    household_of,
    language,
    worker_name,
)
from palier.desk.capture.queries.desk import Present, Spoken, present
from palier.desk.capture.queries.drafts import DraftRow, draft, drafts
from palier.desk.capture.queries.inbox import Inbox, RequestRow, Slip, inbox, opened_request, slip

__all__ = [
    "Around",
    "Asking",
    "DraftRow",
    "Inbox",
    "Place",
    "Present",
    "RequestRow",
    "Slip",
    "Spoken",
    "around",
    "around_request",
    "begun_at_the_desk",
    "draft",
    "drafts",
    "find",
    "household_of",
    "inbox",
    "language",
    "opened_request",
    "present",
    "slip",
    "worker_name",
]
