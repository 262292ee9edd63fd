"""Pure facts about files that come in: which kinds are taken, how large, what is taken out, how long they stay."""

import datetime
import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from palier.access.rights.rules import TermKey, Terms
from palier.access.rules import SubjectKind, Tier, aide_memoire_ends
from palier.kernel.errors import Problem

LARGEST = 20 * 1024 * 1024  # bytes of one file, and of all the files sent at once (issue 4)
NAME_AT_MOST = 120  # letters of a name, ending included
TOGETHER_AT_MOST = 10  # files sent at once
PHOTOS_WITHIN = datetime.timedelta(minutes=2)  # from the drawing of the code to the sending (P47)
SWEPT_AFTER = datetime.timedelta(days=1)  # bytes without a row: an interrupted send, or a row that reached its end


class FileKind(StrEnum):
    """The closed list of kinds that are taken in. The kind follows from the content, never from the name."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    TEXT = "text"


class TakenOut(StrEnum):
    """What cleaning removed. It is said to whoever sent the file."""

    METADATA = "metadata"
    PLACE = "place"  # where a photograph was taken
    SCRIPT = "script"
    ATTACHMENT = "attachment"
    FORM_ACTION = "form_action"
    OUTSIDE_LINK = "outside_link"  # fetches something when opened
    MACRO = "macro"
    TRAILING_BYTES = "trailing_bytes"
    OTHER_FRAMES = "other_frames"
    DRAWING = "drawing"  # of a kind that cannot be written anew: a blank picture stands in its place


PHOTOS = (FileKind.JPEG, FileKind.PNG)  # what a telephone may send

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.DOCX: f"{OFFICE}.wordprocessingml.document",
    FileKind.XLSX: f"{OFFICE}.spreadsheetml.sheet",
    FileKind.ODT: f"{OPEN_DOCUMENT}.text",
    FileKind.ODS: f"{OPEN_DOCUMENT}.spreadsheet",
    FileKind.TEXT: "text/plain; charset=utf-8",
}


class Damaged(Problem):
    """The bytes of this file are no longer those that were kept."""

    code = "damaged"


class Gone(Problem):
    """The key of this file was destroyed: nobody can open it any more."""

    code = "gone"


@dataclass(frozen=True)
class Cleaned:
    """A file after cleaning: its kind by content, a name with the right ending, new bytes, what was removed."""

    kind: FileKind
    name: str
    data: bytes = field(repr=False)
    taken_out: tuple[TakenOut, ...] = ()


@dataclass(frozen=True)
class DocumentDraft:
    """A cleaned file to keep. `subject`: the file or inbox it belongs to; `item`: the contact or step it came with.

    `persons`: who brought it, whom it is about. `name`: as typed; empty for the file's own.
    """

    subject: uuid.UUID
    file: Cleaned
    household: uuid.UUID | None = None
    item: uuid.UUID | None = None
    persons: tuple[uuid.UUID, ...] = ()
    name: str = ""
    tier: Tier = Tier.TEAM


def document_ends(tier: Tier, subject: SubjectKind, on: datetime.date, terms: Terms) -> datetime.date | None:
    """The last day on which it is kept: an aide-mémoire's, an inbox's, else its file's (None)."""
    if tier == Tier.AUTHOR:
        return aide_memoire_ends(on, terms[TermKey.AIDE_MEMOIRE])
    return terms[TermKey.DOCUMENT].after(on) if subject == SubjectKind.INBOX else None
