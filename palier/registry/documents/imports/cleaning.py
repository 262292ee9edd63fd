"""From bytes of anybody to bytes that may be kept. Runs in the child, never in the server's own process."""

from collections.abc import Callable

from palier.registry.documents.imports.kinds import Family, family_of
from palier.registry.documents.imports.refusal import too_large
from palier.registry.documents.imports.signatures import refuse_known
from palier.registry.documents.rules import LARGEST, FileKind, TakenOut

Written = tuple[FileKind, bytes, set[TakenOut]]


def written_anew(data: bytes) -> Written:
    """The kind, new bytes, and what was removed. Raises NotTaken.

    Each cleaner is loaded when its family comes: a photo waits for no PDF library.
    """
    if len(data) > LARGEST:
        raise too_large()
    refuse_known(data)
    kind, new, taken_out = CLEANERS[family_of(data)](data)
    if len(new) > LARGEST:
        raise too_large()
    return kind, new, taken_out


def _pdf(data: bytes) -> Written:
    from palier.registry.documents.imports.pdf import clean_pdf

    return (FileKind.PDF, *clean_pdf(data))


def _jpeg(data: bytes) -> Written:
    from palier.registry.documents.imports.images import clean_image

    return (FileKind.JPEG, *clean_image(data, FileKind.JPEG))


def _png(data: bytes) -> Written:
    from palier.registry.documents.imports.images import clean_image

    return (FileKind.PNG, *clean_image(data, FileKind.PNG))


def _zip(data: bytes) -> Written:
    from palier.registry.documents.imports.archive import Archive
    from palier.registry.documents.imports.kinds import ARCHIVE, other_kind
    from palier.registry.documents.imports.office import TYPES, clean_office
    from palier.registry.documents.imports.opendocument import clean_opendocument, is_opendocument

    archive = Archive(data)
    if is_opendocument(archive):
        return clean_opendocument(archive)
    if TYPES in archive:
        return clean_office(archive)
    raise other_kind(ARCHIVE)


def _text(data: bytes) -> Written:
    from palier.registry.documents.imports.text import clean_text

    return FileKind.TEXT, clean_text(data), set()


CLEANERS: dict[Family, Callable[[bytes], Written]] = {
    Family.PDF: _pdf,
    Family.JPEG: _jpeg,
    Family.PNG: _png,
    Family.ZIP: _zip,
    Family.TEXT: _text,
}
