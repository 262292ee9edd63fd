"""Pictures inside office documents: the two kinds that are kept, the rest turned into them or left blank."""

from PIL import Image

from palier.registry.documents.imports.images import pixels, written
from palier.registry.documents.imports.refusal import NotTaken
from palier.registry.documents.rules import FileKind, TakenOut

KEPT_AS = {b"\xff\xd8\xff": ("JPEG", FileKind.JPEG), b"\x89PNG": ("PNG", FileKind.PNG)}
TURNED = ("GIF", "BMP", "TIFF")


def clean_picture(data: bytes) -> tuple[bytes, FileKind, set[TakenOut]]:
    """New bytes, of which kind, and what was removed. A drawing (EMF, SVG …) becomes one white point."""
    for magic, (name, kind) in KEPT_AS.items():
        if data.startswith(magic):
            image, taken_out = pixels(data, name)
            return written(image, kind), kind, taken_out
    try:
        image, taken_out = pixels(data, *TURNED)
    except NotTaken:
        return written(Image.new("L", (1, 1), 255), FileKind.PNG), FileKind.PNG, {TakenOut.DRAWING}
    return written(image, FileKind.PNG), FileKind.PNG, taken_out
