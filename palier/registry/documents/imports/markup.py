"""XML of an office document: read by expat without entities, filtered, written anew. Nothing is fetched or expanded."""

from collections.abc import Callable, Mapping
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from palier.kernel.errors import Message
from palier.registry.documents.imports.refusal import NotTaken, broken, too_heavy

ELEMENTS_AT_MOST = 800_000  # three seconds of work; a sheet of a hundred thousand rows has fewer
DEEP = 256
Attributes = dict[str, str]
Judge = Callable[[str, Attributes], Attributes | None]
"""Element and its attributes, each with their prefix, to the attributes to write, or None: left out with all inside."""
Say = Callable[[str, str], str | None]
"""Element and its text to the text to write, or None: left out, its element with it."""


def local(name: str) -> str:
    """`w:instrText` to `instrText`: which prefix stands for what is the file's own choice, so none is trusted."""
    return name.rpartition(":")[2]


class Filter:
    """Writes what `judge` lets through. The text of elements in `weighed` (full or local names) goes to `say`."""

    def __init__(self, judge: Judge, weighed: frozenset[str] = frozenset(), say: Say | None = None) -> None:
        self._judge, self._weighed, self._say = judge, weighed, say
        self._out: list[str] = []
        self._deep = self._left_out = self._count = 0
        self._open = ""  # a start tag whose end waits: an empty element stays one
        self._weighing: list[str] | None = None

    def written(self, data: bytes) -> bytes:
        """UTF-8. Raises NotTaken for what is no XML, declares a document type, is deeper or longer than documents."""
        parser = expat.ParserCreate(encoding=None)
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _no_document_type
        parser.EntityDeclHandler = _no_document_type
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError) as fault:
            raise broken() from fault
        self._out.insert(0, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')
        return "".join(self._out).encode()

    def _start(self, name: str, attributes: Attributes) -> None:
        self._count += 1
        self._deep += 1
        if self._deep > DEEP or self._count > ELEMENTS_AT_MOST:
            raise too_heavy()
        if self._left_out:
            self._left_out += 1
            return
        kept = self._judge(name, attributes)
        if kept is None:
            if self._deep == 1:
                raise broken()
            self._left_out = 1
            return
        self._flush()
        self._open = f"<{name}" + "".join(f" {key}={quoteattr(value)}" for key, value in kept.items())
        if self._is_weighed(name):
            self._weighing = []

    def _end(self, name: str) -> None:
        self._deep -= 1
        if self._left_out:
            self._left_out -= 1
            return
        if self._weighing is not None and self._is_weighed(name) and self._say is not None:
            said, self._weighing = self._say(name, "".join(self._weighing)), None
            if said is None:
                self._open = ""
                return
            self._text(said)
        if self._open:
            self._out.append(f"{self._open}/>")
            self._open = ""
        else:
            self._out.append(f"</{name}>")

    def _text(self, text: str) -> None:
        if self._left_out:
            return
        if self._weighing is not None:
            self._weighing.append(text)
        elif text:
            self._flush()
            self._out.append(escape(text, {"\r": "&#13;"}))

    def _is_weighed(self, name: str) -> bool:
        return name in self._weighed or local(name) in self._weighed

    def _flush(self) -> None:
        if self._weighing is not None:
            raise broken()  # an element inside a formula
        if self._open:
            self._out.append(f"{self._open}>")
            self._open = ""


def each_element(data: bytes, look: Callable[[str, Attributes], Any]) -> None:
    """Shows every element to `look`, in order. Raises NotTaken like `Filter.written`."""

    def see(name: str, attributes: Attributes) -> Attributes:
        look(name, attributes)
        return attributes

    Filter(see).written(data)


def tag(name: str, attributes: Mapping[str, str]) -> str:
    """An empty element, as text."""
    return f"<{name}" + "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items()) + "/>"


def _no_document_type(*_declared: Any) -> None:
    raise NotTaken(
        Message("The document declares words of its own (a document type), which no office program does."),
        how_to_mend=Message("Open it in the program that made it, save it again, and send the new copy."),
    )
