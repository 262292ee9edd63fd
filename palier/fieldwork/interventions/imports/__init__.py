"""An agent's photo to one that may be kept: cleaned as any file, small, covered where asked, its faces counted.

What is refused is kept nowhere: neither here nor on the disk.
"""

import sys
from collections.abc import Iterable

from palier.fieldwork.interventions.rules import Cover, PlacePhoto
from palier.kernel.errors import InvalidInput
from palier.registry.documents.imports import apart
from palier.registry.documents.imports.refusal import NotTaken, too_heavy, too_large
from palier.registry.documents.imports.scanner import scan
from palier.registry.documents.rules import LARGEST

CHILD = "palier.fieldwork.interventions.imports.child"


def place_photo(data: bytes, covers: Iterable[Cover] = ()) -> PlacePhoto:
    """A JPEG of at most 1600 points a side without anything but pixels. Raises InvalidInput on `photo`.

    At most ten seconds, in a process of its own (docs/adr/0017).
    """
    try:
        if len(data) > LARGEST:
            raise too_large()
        scan(data)
        said, new = apart((sys.executable, "-m", CHILD, *sorted(covers)), data)
        if not isinstance(faces := said.get("faces"), int):
            raise too_heavy()
    except NotTaken as refusal:
        raise InvalidInput({"photo": refusal.sentences}) from refusal
    return PlacePhoto(new, faces)
