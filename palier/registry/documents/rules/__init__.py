"""Pure facts about files that come in: which kinds are taken, how large, what is taken out of them."""

from enum import StrEnum

LARGEST = 20 * 1024 * 1024  # bytes of one file (issue 4)
NAME_AT_MOST = 120


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
