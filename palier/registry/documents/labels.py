"""The words shown for the closed lists of documents, and their icons."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import segno
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from palier.access.labels import TIER_ICONS
from palier.access.rules import Tier
from palier.kernel.days import BRUSSELS
from palier.registry.documents.rules import FileKind, TakenOut

FILE_KINDS = [
    (FileKind.PDF, _("PDF")),
    (FileKind.JPEG, _("Photo")),
    (FileKind.PNG, _("Picture")),
    (FileKind.DOCX, _("Word document")),
    (FileKind.XLSX, _("Excel sheet")),
    (FileKind.ODT, _("Text document (ODT)")),
    (FileKind.ODS, _("Spreadsheet (ODS)")),
    (FileKind.TEXT, _("Plain text")),
]
FILE_ICONS = {
    FileKind.PDF: "file-text",
    FileKind.JPEG: "image",
    FileKind.PNG: "image",
    FileKind.DOCX: "file-text",
    FileKind.XLSX: "sheet",
    FileKind.ODT: "file-text",
    FileKind.ODS: "sheet",
    FileKind.TEXT: "file-text",
}
TAKEN_OUT = [
    (TakenOut.METADATA, _("who made it, when and with what")),
    (TakenOut.PLACE, _("where the photo was taken")),
    (TakenOut.SCRIPT, _("a script")),
    (TakenOut.ATTACHMENT, _("files hidden inside")),
    (TakenOut.FORM_ACTION, _("a form that sends itself")),
    (TakenOut.OUTSIDE_LINK, _("something fetched from outside when opened")),
    (TakenOut.MACRO, _("macros")),
    (TakenOut.TRAILING_BYTES, _("bytes after the end of the file")),
    (TakenOut.OTHER_FRAMES, _("further pictures in the same file")),
    (TakenOut.DRAWING, _("a drawing that could not be checked")),
]


@dataclass(frozen=True)
class DocumentLine:
    """A document in a list, in words. `taken_out`: what cleaning removed; `whom`: names of whom it concerns."""

    pk: uuid.UUID
    name: str
    icon: str
    kind: str
    size: str
    day: datetime.date
    by: str
    whom: str
    taken_out: str
    tier_icon: str
    tier: str


def taken_out_words(removed: Iterable[str]) -> str:
    """What cleaning removed, as one enumeration."""
    words = dict(TAKEN_OUT)
    return ", ".join(str(words[TakenOut(one)]) for one in removed)


def document_lines(rows: Iterable[Any], names: Mapping[uuid.UUID, str]) -> list[DocumentLine]:
    """`rows`: documents with their author, in their order; `names`: of the persons of the household."""
    return [
        DocumentLine(
            pk=row.pk,
            name=row.name,
            icon=FILE_ICONS[FileKind(row.kind)],
            kind=row.get_kind_display(),
            size=filesizeformat(row.size),
            day=row.written_at.astimezone(BRUSSELS).date(),
            by=str(row.author.staff),
            whom=", ".join(names[person] for person in row.concerns if person in names),
            taken_out=taken_out_words(row.taken_out),
            tier_icon=TIER_ICONS[Tier(row.tier)],
            tier=row.get_tier_display(),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class QrDrawing:
    """A QR as one path of squares; `side`: of the whole, with its quiet border."""

    side: int
    path: str


def qr_drawing(address: str) -> QrDrawing:
    """What a telephone's camera reads as this address."""
    rows = [list(row) for row in segno.make(address, micro=False).matrix_iter(border=4)]
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module)
    return QrDrawing(len(rows), "".join(dark))
