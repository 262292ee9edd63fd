"""OpenDocument texts and sheets (OASIS OpenDocument 1.3): content, styles and pictures are written anew."""

import posixpath
import re
from urllib.parse import unquote

from palier.registry.documents.imports.archive import Archive, packed
from palier.registry.documents.imports.formulas import reaches_outside
from palier.registry.documents.imports.kinds import other_kind
from palier.registry.documents.imports.markup import Attributes, Filter, each_element, local, tag
from palier.registry.documents.imports.media import clean_picture
from palier.registry.documents.imports.refusal import locked
from palier.registry.documents.rules import OPEN_DOCUMENT, FileKind, TakenOut

MANIFEST = "META-INF/manifest.xml"
KINDS = {
    f"{OPEN_DOCUMENT}.text": FileKind.ODT,
    f"{OPEN_DOCUMENT}.text-template": FileKind.ODT,
    f"{OPEN_DOCUMENT}.spreadsheet": FileKind.ODS,
    f"{OPEN_DOCUMENT}.spreadsheet-template": FileKind.ODS,
}
WRITTEN_AS = {FileKind.ODT: f"{OPEN_DOCUMENT}.text", FileKind.ODS: f"{OPEN_DOCUMENT}.spreadsheet"}
MARKUP = {"content.xml", "styles.xml"}  # of the document itself and of charts inside it
SAFE_ADDRESSES = re.compile(r"(https?://|mailto:|tel:|#)", re.IGNORECASE)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Elements that never survive, whatever their prefix, and what their presence was.
NEVER = {
    "scripts": TakenOut.MACRO,
    "script": TakenOut.MACRO,
    "event-listeners": TakenOut.MACRO,
    "event-listener": TakenOut.MACRO,
    "execute-macro": TakenOut.MACRO,
    "dde-source": TakenOut.OUTSIDE_LINK,
    "dde-links": TakenOut.OUTSIDE_LINK,
    "dde-connection": TakenOut.OUTSIDE_LINK,
    "dde-connection-decls": TakenOut.OUTSIDE_LINK,
    "dde-connection-decl": TakenOut.OUTSIDE_LINK,
    "table-source": TakenOut.OUTSIDE_LINK,
    "cell-range-source": TakenOut.OUTSIDE_LINK,
    "section-source": TakenOut.OUTSIDE_LINK,
    "database-source-sql": TakenOut.OUTSIDE_LINK,
    "database-source-table": TakenOut.OUTSIDE_LINK,
    "database-source-query": TakenOut.OUTSIDE_LINK,
    "connection-resource": TakenOut.OUTSIDE_LINK,
    "plugin": TakenOut.ATTACHMENT,
    "applet": TakenOut.ATTACHMENT,
    "floating-frame": TakenOut.ATTACHMENT,
    "object-ole": TakenOut.ATTACHMENT,
    "forms": TakenOut.FORM_ACTION,
    "model": TakenOut.FORM_ACTION,
    "binary-data": TakenOut.ATTACHMENT,
}
PRESSED = {"a", "area", "bibliography-mark"}  # a link that a person presses on purpose
FORMULAS = {"formula", "condition", "content-validation"}
TELLS = frozenset({"dc:creator", "dc:date", "meta:initials", "meta:creator-initials", "meta:date-string"})
PARTS_THAT_TELL = ("meta.xml", "settings.xml", "Thumbnails/", "META-INF/documentsignatures.xml")


def is_opendocument(archive: Archive) -> bool:
    """Its first entry says its kind (part 3, 3.3)."""
    return archive.first() == "mimetype"


def clean_opendocument(archive: Archive) -> tuple[FileKind, bytes, set[TakenOut]]:
    """The kind, new bytes, and what was removed. Raises NotTaken."""
    return _Package(archive).cleaned()


class _Package:
    """One document on its way: parts as found, parts as kept."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._kept: dict[str, bytes] = {}
        self._pictures: dict[str, str | None] = {}  # as found: as kept; None for what is not there
        self._folder = ""  # of the part now read
        self._types: dict[str, str] = {}
        self.taken_out: set[TakenOut] = set()

    def cleaned(self) -> tuple[FileKind, bytes, set[TakenOut]]:
        kind = KINDS.get(self._archive.read("mimetype").decode("ascii", "replace").strip())
        if kind is None or "content.xml" not in self._archive:
            raise other_kind()
        if MANIFEST in self._archive:
            each_element(self._archive.read(MANIFEST), self._learn_type)
        for name in self._archive:
            folder, last = posixpath.split(name)
            is_object = bool(re.fullmatch(r"Object \d+", folder))
            if last in MARKUP and (not folder or is_object):
                self._keep_markup(name)
            elif last != "mimetype" and name != MANIFEST and not folder.startswith("Pictures"):
                self._tell(name)
        if self._archive.around:
            self.taken_out.add(TakenOut.TRAILING_BYTES)
        mime = WRITTEN_AS[kind]
        parts = {"mimetype": mime.encode(), **self._kept, MANIFEST: self._manifest(mime)}
        return kind, packed(parts), self.taken_out

    def _learn_type(self, name: str, given: Attributes) -> None:
        if local(name) == "encryption-data":
            raise locked()
        if local(name) == "file-entry":
            said = {local(key): value for key, value in given.items()}
            self._types[said.get("full-path", "")] = said.get("media-type", "")

    def _tell(self, name: str) -> None:
        """What a part was that is not written again."""
        if name.startswith(("Basic/", "Scripts/", "Dialogs/")):
            self.taken_out.add(TakenOut.MACRO)
        elif name.startswith(PARTS_THAT_TELL):
            self.taken_out.add(TakenOut.METADATA)
        elif not name.startswith(("Configurations2/", "META-INF/", "ObjectReplacements/", "layout-cache")):
            self.taken_out.add(TakenOut.ATTACHMENT)

    def _keep_markup(self, name: str) -> None:
        self._folder = posixpath.dirname(name)
        self._kept[name] = Filter(self._judge, TELLS, self._say).written(self._archive.read(name))

    def _judge(self, name: str, given: Attributes) -> Attributes | None:
        word = local(name)
        if word in NEVER:
            self.taken_out.add(NEVER[word])
            return None
        kept = {}
        for key, value in given.items():
            what = local(key)
            if key == "xml:base":
                continue
            if what == "href" and not key.startswith("xmlns"):
                target = self._target(word, value)
                if target is None:
                    return None
                kept[key] = target
            elif what in FORMULAS and reaches_outside(value):
                self.taken_out.add(TakenOut.OUTSIDE_LINK)
            else:
                kept[key] = value
        return kept

    def _say(self, _name: str, text: str) -> str:
        """Who wrote a note or a change, and when."""
        if text:
            self.taken_out.add(TakenOut.METADATA)
        return ""

    def _target(self, word: str, value: str) -> str | None:
        """Where a reference leads after cleaning; None: its element goes."""
        if word in PRESSED:
            if SAFE_ADDRESSES.match(value):
                return value
            self.taken_out.add(TakenOut.OUTSIDE_LINK)
            return "#"
        inside = posixpath.normpath(posixpath.join(self._folder, unquote(value)))
        if value.startswith("#"):
            return value
        if inside in self._archive and inside.startswith("Pictures/"):
            return self._picture(inside)
        if f"{inside}/content.xml" in self._archive and re.fullmatch(r"Object \d+", inside):
            return f"./{inside}"
        # the picture of an embedded chart is drawn again by whoever opens it
        if not inside.startswith("ObjectReplacements/"):
            self.taken_out.add(TakenOut.OUTSIDE_LINK)
        return None

    def _picture(self, inside: str) -> str:
        if self._pictures.get(inside) is None:
            data, kind, taken_out = clean_picture(self._archive.read(inside))
            self._pictures[inside] = f"Pictures/picture{len(self._pictures)}.{kind.value}"
            self._kept[str(self._pictures[inside])] = data
            self.taken_out |= taken_out
        return str(self._pictures[inside])

    def _manifest(self, mime: str) -> bytes:
        """OpenDocument part 3, 3.2: every part with its media type."""
        rows = [_entry("/", mime)]
        for name in self._kept:
            ending = name.rpartition(".")[2]
            folder = posixpath.dirname(name)
            if folder.startswith("Object ") and name.endswith("content.xml"):
                rows.append(_entry(f"{folder}/", self._types.get(f"{folder}/", f"{OPEN_DOCUMENT}.chart")))
            rows.append(_entry(name, "text/xml" if ending == "xml" else f"image/{ending}"))
        space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"'
        return f"{HEAD}<manifest:manifest {space}>{''.join(rows)}</manifest:manifest>".encode()


def _entry(path: str, media_type: str) -> str:
    return tag("manifest:file-entry", {"manifest:full-path": path, "manifest:media-type": media_type})
