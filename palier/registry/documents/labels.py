"""The words shown for the closed lists of documents, and their icons."""

from django.utils.translation import gettext_lazy as _

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
