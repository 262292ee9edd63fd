"""Fields of Word documents: text that Word works out. Only those that look at nothing outside the file stay."""

import re

from palier.registry.documents.imports.markup import Attributes, Filter, local

ALLOWED = frozenset({
    "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME",
    "TOC", "TC", "PAGEREF", "REF", "NOTEREF", "SEQ", "STYLEREF", "XE", "INDEX", "HYPERLINK", "FORMTEXT", "FORMCHECKBOX",
    "FORMDROPDOWN", "MERGEFIELD", "SYMBOL", "EQ", "ADVANCE", "LISTNUM", "AUTONUM", "AUTONUMLGL", "CITATION",
    "BIBLIOGRAPHY", "TA", "TOA", "TITLE", "FILENAME", "NUMWORDS", "NUMCHARS",
})  # fmt: skip
WORD = re.compile(r"\s*(=|[^\s\\\"=]+)")
TARGET = re.compile(r'^\s*HYPERLINK\s+"?([^"\s]*)', re.IGNORECASE)
SAFE = ("http://", "https://", "mailto:", "tel:", "\\l", "\\o", "#")  # a switch: a place in this document


def is_allowed(instruction: str) -> bool:
    """`PAGE \\* MERGEFORMAT` is, `DDEAUTO c:\\…` and `INCLUDEPICTURE …` are not."""
    found = WORD.match(instruction)
    name = found.group(1).upper() if found else ""
    if name == "HYPERLINK":
        address = TARGET.match(instruction)
        target = address.group(1).lower() if address else ""
        return not target or target.startswith(SAFE)
    return name in ALLOWED or name == "="


class Instructions:
    """Finds, in a first reading, which pieces of field text belong to a field that may not stay.

    Word lets a field's text be cut into any number of pieces, one inside another: only the whole can be judged.
    """

    def __init__(self, data: bytes) -> None:
        self.forbidden: set[int] = set()
        self._open: list[tuple[list[str], list[int]]] = []
        self._pieces = 0
        if b"nstrText" in data or b"\0" in data:  # instrText, delInstrText, or UTF-16
            Filter(self._see, frozenset({"instrText", "delInstrText"}), self._piece).written(data)
            while self._open:
                self._close()

    def _see(self, name: str, attributes: Attributes) -> Attributes:
        if local(name) == "fldChar":
            kind = next((value for key, value in attributes.items() if local(key) == "fldCharType"), "")
            if kind == "begin":
                self._open.append(([], []))
            elif kind == "end" and self._open:
                self._close()
        return attributes

    def _piece(self, _name: str, text: str) -> str:
        if self._open:
            texts, numbers = self._open[-1]
            texts.append(text)
            numbers.append(self._pieces)
        else:
            self.forbidden.add(self._pieces)  # of no field
        self._pieces += 1
        return text

    def _close(self) -> None:
        texts, numbers = self._open.pop()
        if numbers and not is_allowed("".join(texts)):
            self.forbidden.update(numbers)
