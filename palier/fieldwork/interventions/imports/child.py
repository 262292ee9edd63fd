"""The process in which one photo is looked at, and ends with it: `python -m …imports.child faces upper`, bytes in.

The answer is one line of JSON, `{"faces": 0}` or `{"refused": […]}`, then the new bytes. No Django is loaded.
"""

import sys

from palier.fieldwork.interventions.rules import Cover
from palier.registry.documents.imports.child import bounded, refused, tell
from palier.registry.documents.rules import LARGEST

MEMORY = 1024 * 1024 * 1024  # bytes of address space: the library that finds faces reserves half of it before it works


def answer(data: bytes, covers: set[Cover]) -> tuple[dict[str, object], bytes]:
    """What is said of a photo, and its new bytes."""
    from palier.fieldwork.interventions.imports.photos import made
    from palier.registry.documents.imports.refusal import NotTaken, too_heavy

    try:
        faces, new = made(data, covers)
    except MemoryError:
        return refused(too_heavy())
    except NotTaken as refusal:
        return refused(refusal)
    return {"faces": faces}, new


if __name__ == "__main__":
    bounded(MEMORY)
    tell(*answer(sys.stdin.buffer.read(LARGEST + 1), {Cover(one) for one in sys.argv[1:]}))
