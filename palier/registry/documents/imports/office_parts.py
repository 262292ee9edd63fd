"""What of a Word or Excel document is kept: parts by their content type, elements by their name. The rest goes."""

from palier.registry.documents.rules import OFFICE, FileKind, TakenOut

DOCX_MAIN = f"{OFFICE}.wordprocessingml.document.main+xml"
XLSX_MAIN = f"{OFFICE}.spreadsheetml.sheet.main+xml"
# Main parts, of which kind the file becomes, and whether macros are its purpose.
MAIN = {
    DOCX_MAIN: (FileKind.DOCX, False),
    f"{OFFICE}.wordprocessingml.template.main+xml": (FileKind.DOCX, False),
    "application/vnd.ms-word.document.macroEnabled.main+xml": (FileKind.DOCX, True),
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": (FileKind.DOCX, True),
    XLSX_MAIN: (FileKind.XLSX, False),
    f"{OFFICE}.spreadsheetml.template.main+xml": (FileKind.XLSX, False),
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": (FileKind.XLSX, True),
    "application/vnd.ms-excel.template.macroEnabled.main+xml": (FileKind.XLSX, True),
}
MAIN_AS = {FileKind.DOCX: DOCX_MAIN, FileKind.XLSX: XLSX_MAIN}
VML = f"{OFFICE}.vmlDrawing"
SHEETS = frozenset(f"{OFFICE}.spreadsheetml.{name}+xml" for name in ("worksheet", "chartsheet", "table")) | {XLSX_MAIN}
TEXT_PARTS = ("styles", "settings", "fontTable", "numbering", "footnotes", "endnotes", "header", "footer", "comments")
KEPT = (
    frozenset(f"{OFFICE}.wordprocessingml.{name}+xml" for name in TEXT_PARTS)
    | frozenset(f"{OFFICE}.spreadsheetml.{name}+xml" for name in ("sharedStrings", "styles", "comments"))
    | frozenset(f"{OFFICE}.drawingml.{name}+xml" for name in ("chart", "chartshapes"))
    | frozenset(f"{OFFICE}.drawingml.diagram{name}+xml" for name in ("Data", "Layout", "Style", "Colors"))
    | {
        f"{OFFICE}.theme+xml",
        f"{OFFICE}.drawing+xml",
        "application/vnd.ms-office.chartstyle+xml",
        "application/vnd.ms-office.chartcolorstyle+xml",
        VML,
    }
    | SHEETS - {XLSX_MAIN}
)

# Elements that never survive, whatever their prefix, and what their presence was (None: nothing worth saying).
NEVER: dict[str, TakenOut | None] = {
    "attachedTemplate": TakenOut.OUTSIDE_LINK,
    "mailMerge": TakenOut.OUTSIDE_LINK,
    "saveThroughXslt": TakenOut.OUTSIDE_LINK,
    "subDoc": TakenOut.OUTSIDE_LINK,
    "externalData": TakenOut.OUTSIDE_LINK,
    "externalReferences": TakenOut.OUTSIDE_LINK,
    "webPublishItems": TakenOut.OUTSIDE_LINK,
    "webPublishObjects": TakenOut.OUTSIDE_LINK,
    "ddeLink": TakenOut.OUTSIDE_LINK,
    "OLEObject": TakenOut.ATTACHMENT,
    "oleObjects": TakenOut.ATTACHMENT,
    "objectEmbed": TakenOut.ATTACHMENT,
    "objectLink": TakenOut.OUTSIDE_LINK,
    "control": TakenOut.ATTACHMENT,
    "controls": TakenOut.ATTACHMENT,
    "altChunk": TakenOut.ATTACHMENT,
    "pivotCaches": TakenOut.ATTACHMENT,
    "pivotTableDefinition": TakenOut.ATTACHMENT,
    "entryMacro": TakenOut.MACRO,
    "exitMacro": TakenOut.MACRO,
    "FmlaMacro": TakenOut.MACRO,
    "script": TakenOut.SCRIPT,
    "absPath": TakenOut.METADATA,
    "docVars": TakenOut.METADATA,
    "fileSharing": TakenOut.METADATA,
    "rsids": None,
    "embedRegular": None,
    "embedBold": None,
    "embedItalic": None,
    "embedBoldItalic": None,
}
LIVES_WITHOUT = {
    "hyperlink",
    "pageSetup",
    "blip",
    "imagedata",
    "fill",
    "stroke",
}  # its reference gone, the element stays
TELLS = {"author", "initials", "date", "userId"}  # of a comment or a change: who made it and when
# What a part that does not survive was, by a piece of its name.
BY_NAME = (
    ("vba", TakenOut.MACRO),
    ("macro", TakenOut.MACRO),
    ("activex", TakenOut.MACRO),
    ("attachedtoolbars", TakenOut.MACRO),
    ("externallink", TakenOut.OUTSIDE_LINK),
    ("connections", TakenOut.OUTSIDE_LINK),
    ("querytable", TakenOut.OUTSIDE_LINK),
    ("docprops", TakenOut.METADATA),
    ("customxml", TakenOut.METADATA),
    ("printersettings", TakenOut.METADATA),
    ("thumbnail", TakenOut.METADATA),
    ("people", TakenOut.METADATA),
    ("embeddings", TakenOut.ATTACHMENT),
    ("afchunk", TakenOut.ATTACHMENT),
    ("pivot", TakenOut.ATTACHMENT),
)


def what_it_was(name: str) -> TakenOut | None:
    """What a part was that did not survive; None for what no reader misses (web settings, calculation order …)."""
    return next((what for piece, what in BY_NAME if piece in name.lower()), None)
