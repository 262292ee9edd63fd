"""Of what kind a file is, by its first bytes. Its name and what the browser says of it are never looked at."""

import re
from enum import StrEnum

from palier.kernel.errors import Message
from palier.registry.documents.imports.refusal import KINDS, NotTaken, empty


class Family(StrEnum):
    """What the first bytes promise. The structure is checked by the cleaner of the family."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    ZIP = "zip"  # Word, Excel and OpenDocument are ZIP inside
    TEXT = "text"


HEAD = 1024  # a PDF may begin this late (ISO 32000-1, annex H 3.4.1)
MARKUP = re.compile(rb"<\s*(!doctype|\?xml|\?php|html|head|body|script|svg|iframe|object|embed|xml)\b", re.IGNORECASE)

ARCHIVE = Message("Take the files out of it and send them one by one.")
PROGRAM = Message("Programs are never kept here.")
PHOTO = Message("Save it as JPEG: on most telephones, the setting is called “most compatible”.")
WEB_PAGE = Message("Print the page to a PDF and send that.")
OLD_OFFICE = Message("Save it as docx or xlsx without a password, and send that.")
# First bytes (and where they stand) of what is not taken, with the advice that helps most.
REFUSED = (
    (0, b"GIF8", PHOTO),
    (0, b"II*\0", PHOTO),
    (0, b"MM\0*", PHOTO),
    (0, b"II+\0", PHOTO),
    (0, b"MM\0+", PHOTO),
    (0, b"BM", PHOTO),
    (8, b"WEBP", PHOTO),
    (4, b"ftyp", PHOTO),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (0, b"{\\rtf", OLD_OFFICE),
    (0, b"%!PS", WEB_PAGE),
    (0, b"Rar!", ARCHIVE),
    (0, b"7z\xbc\xaf", ARCHIVE),
    (0, b"\x1f\x8b", ARCHIVE),
    (0, b"BZh", ARCHIVE),
    (0, b"\xfd7zXZ", ARCHIVE),
    (0, b"\x28\xb5\x2f\xfd", ARCHIVE),
    (0, b"MSCF", ARCHIVE),
    (257, b"ustar", ARCHIVE),
    (32769, b"CD001", ARCHIVE),
    (0, b"MZ", PROGRAM),
    (0, b"\x7fELF", PROGRAM),
    (0, b"\xca\xfe\xba\xbe", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM),
    (0, b"L\0\0\0\x01\x14\x02\0", PROGRAM),
    (0, b"#!", PROGRAM),
)


def family_of(data: bytes) -> Family:
    """The family, or NotTaken with advice when it is known and not taken. What is none of these may be text."""
    if not data.strip(b"\0 \t\r\n"):
        raise empty()
    if data.startswith(b"\xff\xd8\xff"):
        return Family.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Family.PNG
    if b"%PDF-" in data[:HEAD]:
        return Family.PDF
    if data.startswith(b"PK\x03\x04"):
        return Family.ZIP
    for place, magic, advice in REFUSED:
        if data[place : place + len(magic)] == magic and _is_no_text(data, magic):
            raise other_kind(advice)
    if MARKUP.search(data) or MARKUP.search(data.replace(b"\0", b"")):
        raise other_kind(WEB_PAGE)
    return Family.TEXT


def other_kind(advice: Message | None = None) -> NotTaken:
    """The list of what is taken, and what to do with this."""
    return NotTaken(Message("Files of this kind are not taken."), where=KINDS, how_to_mend=advice)


def _is_no_text(data: bytes, magic: bytes) -> bool:
    """A letter may begin with *BM* or *MZ*: two letters alone say nothing when all the rest is text."""
    return magic not in {b"BM", b"MZ"} or b"\0" in data[:HEAD]
