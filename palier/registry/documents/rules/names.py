"""Names of files: one part of a path, readable on any machine, that cannot pretend to be another kind."""

import re
import unicodedata

from palier.registry.documents.rules import NAME_AT_MOST, FileKind

BYTES_AT_MOST = 240  # most file systems take 255
ENDINGS = {
    FileKind.PDF: (".pdf",),
    FileKind.JPEG: (".jpg", ".jpeg"),
    FileKind.PNG: (".png",),
    FileKind.DOCX: (".docx",),
    FileKind.XLSX: (".xlsx",),
    FileKind.ODT: (".odt",),
    FileKind.ODS: (".ods",),
    FileKind.TEXT: (".txt",),  # .csv would be opened as a sheet, and its formulas run
}
NAMELESS = "document"
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"|?*]')
# What a system or a reader takes for a kind: such an ending goes when the content is something else.
PRETENDS = re.compile(
    r"\.(pdf|jpe?g|jfif|png|gif|tiff?|bmp|webp|hei[cf]|svgz?|docx?|docm|dot[xm]?|xlsx?|xls[mb]|xlt[xm]?|csv|tsv|pptx?|od[tsp]|ot[ts]"
    r"|rtf|txt|text|log|md|xml|x?html?|mht(ml)?|js|mjs|vbs|vbe|wsf|hta|exe|com|scr|pif|bat|cmd|ps1|msi|jar|lnk|url|iso|img|zip|rar|7z"
    r"|t?gz|bz2|xz|php|py|sh|eml|msg)$",
    re.IGNORECASE,
)


def file_name(given: str, kind: FileKind) -> str:
    """A name that is safe to keep and to save under, with an ending that says what the content is.

    >>> file_name("../../Facture\\u202efdp.exe", FileKind.PDF)
    'Facturefdp.pdf'
    """
    stem, ending = _split(_one_part(given), kind)
    stem = _shortened(stem.strip(" ."), ending) or NAMELESS
    return f"_{stem}{ending}" if RESERVED.fullmatch(stem) else stem + ending


def _one_part(given: str) -> str:
    """Without folders, and without what cannot be seen or turns the writing around."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given.replace("\x00", "")))[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    return re.sub(r"\s+", " ", FORBIDDEN.sub("-", seen)).strip()


def _split(name: str, kind: FileKind) -> tuple[str, str]:
    """Its right ending, also under one that pretends: `facture.pdf.exe` is `facture` and `.pdf`."""
    bare = name.rstrip(" .")
    for written in (bare, PRETENDS.sub("", bare)):
        for ending in ENDINGS[kind]:
            if written.lower().endswith(ending):
                return written[: -len(ending)], ending
    return PRETENDS.sub("", bare), ENDINGS[kind][0]


def _shortened(stem: str, ending: str) -> str:
    """`_` before a reserved name is one letter more."""
    room = NAME_AT_MOST - len(ending) - 1
    cut = stem[:room].encode()[: BYTES_AT_MOST - len(ending) - 1].decode(errors="ignore")
    return cut.rstrip(" .")


def shown_name(given: str) -> str:
    """A name as it was given, fit to be shown: of a file that is not kept."""
    return _one_part(given)[:NAME_AT_MOST] or NAMELESS
