"""One photo made small and covered where asked. Runs in the child, never in the server's own process."""

import io

from PIL import Image, ImageDraw

from palier.fieldwork.interventions.imports.faces import Box, faces_in
from palier.fieldwork.interventions.rules import Cover
from palier.registry.documents.imports.images import pixels
from palier.registry.documents.imports.signatures import refuse_known

SIDE = 1600  # points: a broken lock is seen, a name on a letterbox far away is not
QUALITY = 80
INK = (27, 42, 51)
ROUNDS = 3  # what was covered may let another face stand out
BEYOND = 0.25  # of a face, on every side: hair and chin


def made(data: bytes, covers: set[Cover]) -> tuple[int, bytes]:
    """How many faces still show, and the JPEG. Raises NotTaken."""
    refuse_known(data)
    found, _taken_out = pixels(data, "JPEG", "PNG")
    image = _flat(found)
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    for half in covers - {Cover.FACES}:
        _paint(image, _half(image, half))
    faces = faces_in(image)
    for _round in range(ROUNDS if Cover.FACES in covers else 0):
        for face in faces:
            _paint(image, _wider(face))
        faces = faces_in(image) if faces else []
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return len(faces), out.getvalue()


def _flat(image: Image.Image) -> Image.Image:
    """Colours on white: nothing shows through, and nothing hangs on it."""
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image.convert("RGB"), mask=image.getchannel("A") if "A" in image.getbands() else None)
    return flat


def _half(image: Image.Image, half: Cover) -> Box:
    wide, high = image.size
    return {
        Cover.UPPER: (0, 0, wide, high // 2),
        Cover.LOWER: (0, high // 2, wide, high),
        Cover.LEFT: (0, 0, wide // 2, high),
        Cover.RIGHT: (wide // 2, 0, wide, high),
    }[half]


def _wider(face: Box) -> Box:
    left, top, right, bottom = face
    across, down = int((right - left) * BEYOND), int((bottom - top) * BEYOND)
    return max(0, left - across), max(0, top - down), right + across, bottom + down


def _paint(image: Image.Image, box: Box) -> None:
    ImageDraw.Draw(image).rectangle(box, fill=INK)
