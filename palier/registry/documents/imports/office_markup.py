"""One part of a Word or Excel document: elements that act or tell are left out, fields and formulas weighed."""

from palier.registry.documents.imports.fields import Instructions, is_allowed
from palier.registry.documents.imports.formulas import reaches_outside
from palier.registry.documents.imports.markup import Attributes, Filter, local
from palier.registry.documents.imports.office_parts import LIVES_WITHOUT, NEVER, SHEETS, TELLS
from palier.registry.documents.rules import TakenOut

FORMULAS = frozenset({"f", "formula", "formula1", "formula2", "definedName", "oldFormula", "calculatedColumnFormula",
                      "totalsRowFormula", "fmla", "FmlaLink", "FmlaRange", "FmlaGroup", "FmlaTxbx"})  # fmt: skip
FIELD_TEXT = frozenset({"instrText", "delInstrText"})
AUTHORS = frozenset({"author"})  # the list of authors of an Excel sheet's notes


class PartFilter:
    """`gone`: the references that lead nowhere any more. `taken_out` is filled by `cleaned`."""

    def __init__(self, content_type: str, gone: set[str]) -> None:
        self._is_sheet = content_type in SHEETS
        in_sheets = any(piece in content_type for piece in ("spreadsheetml", "chart", "vmlDrawing"))
        self._weighed = FORMULAS | AUTHORS if in_sheets else FIELD_TEXT  # `f` is a fraction in a text
        self._in_chart = "chart" in content_type
        self._gone = gone
        self._pieces = 0
        self._forbidden: set[int] = set()
        self._shared = ""  # which group of like cells the formula now read belongs to
        self._shared_gone: set[str] = set()
        self.taken_out: set[TakenOut] = set()

    def cleaned(self, data: bytes) -> bytes:
        """The part without what acts or tells. Raises NotTaken."""
        self._forbidden = Instructions(data).forbidden
        return Filter(self._judge, self._weighed, self._say).written(data)

    def _judge(self, name: str, given: Attributes) -> Attributes | None:
        word = local(name)
        if word in NEVER:
            self._note(NEVER[word])
            return None
        if word == "extLst" and self._is_sheet:  # slicers, time lines, links to their parts
            return None
        if any(value in self._gone for key, value in given.items() if ":" in key and not key.startswith("xmlns")):
            if word not in LIVES_WITHOUT:
                return None
            given = {key: value for key, value in given.items() if value not in self._gone}
        if word == "f":
            self._shared = given.get("si", "") if given.get("t") == "shared" else ""
        return {key: self._value(word, key, value) for key, value in given.items()}

    def _value(self, word: str, key: str, value: str) -> str:
        what = local(key)
        if what == "instr" and word == "fldSimple" and not is_allowed(value):
            self._note(TakenOut.OUTSIDE_LINK)
            return " "
        if what == "macro" and value:
            self._note(TakenOut.MACRO)
            return ""
        if what in TELLS and ":" in key and not key.startswith("xmlns"):
            self._note(TakenOut.METADATA)
            return "2000-01-01T00:00:00Z" if what == "date" else ""
        return value

    def _say(self, name: str, text: str) -> str | None:
        word = local(name)
        if word in FIELD_TEXT:
            self._pieces += 1
            if self._pieces - 1 not in self._forbidden:
                return text
            self._note(TakenOut.OUTSIDE_LINK)
            return ""
        if word in AUTHORS:
            self._note(TakenOut.METADATA)
            return ""
        if word == "f" and self._shared in self._shared_gone:
            return None
        if not reaches_outside(text):
            return text
        self._note(TakenOut.OUTSIDE_LINK)
        if self._shared:
            self._shared_gone.add(self._shared)
        return "#REF!" if self._in_chart or word == "definedName" else None

    def _note(self, what: TakenOut | None) -> None:
        if what:
            self.taken_out.add(what)
