"""Word and Excel documents (ISO/IEC 29500): what is reached from the main part by safe ways is written anew."""

import posixpath
import re

from palier.kernel.errors import Message
from palier.registry.documents.imports.archive import Archive, packed
from palier.registry.documents.imports.kinds import other_kind
from palier.registry.documents.imports.markup import Attributes, each_element, local, tag
from palier.registry.documents.imports.media import clean_picture
from palier.registry.documents.imports.office_markup import PartFilter
from palier.registry.documents.imports.office_parts import KEPT, MAIN, MAIN_AS, VML, what_it_was
from palier.registry.documents.imports.refusal import NotTaken
from palier.registry.documents.rules import FileKind, TakenOut

TYPES = "[Content_Types].xml"
SAFE_ADDRESSES = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURE_TYPES = {FileKind.JPEG: ("jpeg", "image/jpeg"), FileKind.PNG: ("png", "image/png")}


def clean_office(archive: Archive) -> tuple[FileKind, bytes, set[TakenOut]]:
    """The kind by its main part, new bytes, and what was removed. Raises NotTaken."""
    return _Package(archive).cleaned()


class _Package:
    """One document on its way: parts as found, parts as kept."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._defaults: dict[str, str] = {}
        self._overrides: dict[str, str] = {}
        self._kept: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._names: dict[str, str | None] = {}  # as found: as kept; None for what goes
        self.taken_out: set[TakenOut] = set()
        each_element(archive.read(TYPES), self._learn_type)

    def cleaned(self) -> tuple[FileKind, bytes, set[TakenOut]]:
        main = next(
            (there for _id, kind, there, out in self._links("") if kind.endswith("/officeDocument") and not out), ""
        )
        if main not in self._archive or self._type(main) not in MAIN:
            raise other_kind()
        kind, for_macros = MAIN[self._type(main)]
        if for_macros:
            self.taken_out.add(TakenOut.MACRO)
        self._names[main] = main
        self._keep_markup(main, MAIN_AS[kind])
        for name in self._archive:
            if name not in self._names or self._names[name] is None:
                what = what_it_was(name)
                self.taken_out |= {what} if what else set()
        if self._archive.around:
            self.taken_out.add(TakenOut.TRAILING_BYTES)
        return kind, packed({TYPES: self._type_list(), "_rels/.rels": _way_to(main), **self._kept}), self.taken_out

    def _learn_type(self, name: str, given: Attributes) -> None:
        if local(name) == "Default":
            self._defaults[given.get("Extension", "").lower()] = given.get("ContentType", "")
        elif local(name) == "Override":
            self._overrides[given.get("PartName", "").lstrip("/").lower()] = given.get("ContentType", "")

    def _type(self, name: str) -> str:
        return self._overrides.get(name.lower()) or self._defaults.get(name.rpartition(".")[2].lower(), "")

    def _links(self, source: str) -> list[tuple[str, str, str, bool]]:
        """The relationships of a part: id, type, target, and whether it lies outside."""
        folder, _slash, name = source.rpartition("/")
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found: list[tuple[str, str, str, bool]] = []
        if path not in self._archive:
            return found
        self._names[path] = path

        def look(element: str, given: Attributes) -> None:
            if local(element) == "Relationship":
                out, target = given.get("TargetMode") == "External", given.get("Target", "")
                there = target if out else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found.append((given.get("Id", ""), given.get("Type", ""), there, out))

        each_element(self._archive.read(path), look)
        return found

    def _keep_markup(self, name: str, content_type: str) -> None:
        """One part, after those it refers to: what they became decides what of it may stay."""
        rows, gone = [], set()
        for id_, kind, there, out in self._links(name):
            target = self._outside(kind, there) if out else self._inside(kind, there)
            if target is None:
                gone.add(id_)
            else:
                mode = {"TargetMode": "External"} if out else {}
                rows.append(tag("Relationship", {"Id": id_, "Type": kind, "Target": target, **mode}))
        part = PartFilter(content_type, gone)
        self._kept[name] = part.cleaned(self._archive.read(name))
        self._types[name] = content_type
        self.taken_out |= part.taken_out
        if rows:
            folder, _slash, last = name.rpartition("/")
            path = posixpath.join(folder, "_rels", f"{last}.rels")
            self._kept[path] = (
                f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'.encode()
            )

    def _outside(self, kind: str, target: str) -> str | None:
        """A web address that a person presses on purpose stays; what would be fetched by itself goes."""
        if kind.endswith("/hyperlink") and SAFE_ADDRESSES.match(target):
            return target
        self.taken_out.add(TakenOut.OUTSIDE_LINK)
        return None

    def _inside(self, kind: str, there: str) -> str | None:
        if kind.endswith("/hyperlink") and there not in self._archive:
            return None
        if there not in self._names:
            self._names[there] = there  # a part that refers to itself finds itself kept
            self._names[there] = self._keep(kind, there)
        return f"/{self._names[there]}" if self._names[there] else None

    def _keep(self, kind: str, there: str) -> str | None:
        """Its name as kept; None when it goes."""
        if there not in self._archive:
            return None
        if kind.endswith("/image"):
            return self._keep_picture(there)
        content_type = self._type(there)
        if content_type not in KEPT:
            if "sheet" in kind:  # a sheet of old macros, or a dialog: without it the workbook would not open
                raise NotTaken(
                    Message("A sheet of this workbook is made of macros."),
                    how_to_mend=Message("Save it as an ordinary workbook (xlsx), or print it to a PDF, and send that."),
                )
            return None
        try:
            self._keep_markup(there, content_type)
        except NotTaken:
            if content_type != VML:  # which Excel itself writes with faults
                raise
            self.taken_out.add(TakenOut.DRAWING)
            return None
        return there

    def _keep_picture(self, there: str) -> str:
        data, kind, taken_out = clean_picture(self._archive.read(there))
        ending, content_type = PICTURE_TYPES[kind]
        name = f"{there.split('/')[0]}/media/picture{len(self._kept)}.{ending}"
        self._kept[name], self._types[name] = data, content_type
        self.taken_out |= taken_out
        return name

    def _type_list(self) -> bytes:
        rows = [
            tag(
                "Default",
                {"Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"},
            )
        ]
        rows += [
            tag("Default", {"Extension": ending, "ContentType": type_}) for ending, type_ in PICTURE_TYPES.values()
        ]
        rows += [tag("Override", {"PartName": f"/{name}", "ContentType": type_}) for name, type_ in self._types.items()]
        return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{"".join(rows)}</Types>'.encode()


def _way_to(main: str) -> bytes:
    row = tag("Relationship", {"Id": "rId1", "Type": f"{REL}/officeDocument", "Target": main})
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{row}</Relationships>'.encode()
