"""Plain text: read strictly in one of three encodings, kept as UTF-8."""

import codecs
import unicodedata

from palier.kernel.errors import Message
from palier.registry.documents.imports.refusal import NotTaken, empty

ALLOWED_CONTROLS = frozenset("\t\n\r\f")
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def clean_text(data: bytes) -> bytes:
    """The same text in UTF-8, without a byte order mark. Raises NotTaken for what is no text."""
    text = _decoded(data)
    if not text.strip():
        raise empty()
    if any(unicodedata.category(letter) == "Cc" and letter not in ALLOWED_CONTROLS for letter in set(text)):
        raise NotTaken(
            Message("This is neither a document that Palier knows nor plain text."),
            how_to_mend=Message("Print it to a PDF and send that."),
        )
    return text.encode()


def _decoded(data: bytes) -> str:
    # a file of an old Windows has no mark
    names = ["utf-16"] if data.startswith(UTF16_MARKS) else ["utf-8-sig", "cp1252"]
    for name in names:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise NotTaken(
        Message("This is neither a document that Palier knows nor plain text."),
        how_to_mend=Message("Print it to a PDF and send that."),
    )
