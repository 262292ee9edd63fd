"""Pictures that nobody took: a drawn wall with a door, and the same with a drawn head before it."""

import io

from PIL import Image, ImageDraw, ImageFilter

STONE, WOOD, HANDLE = (162, 146, 130), (92, 70, 52), (210, 190, 90)
SKIN, SHADE, HAIR, EYE, LIPS = (226, 190, 165), (170, 125, 105), (54, 40, 32), (30, 22, 20), (150, 70, 66)
EXIF_MAKE, EXIF_GPS = 0x010F, 0x8825


def place(head: bool = False, size: tuple[int, int] = (1600, 1200), kind: str = "JPEG", tags: bool = False) -> bytes:
    """A photo as a telephone sends it. `head`: somebody stands left of the door. `tags`: who made it, where."""
    image = Image.new("RGB", (1600, 1200), STONE)
    draw = ImageDraw.Draw(image)
    for row, y in enumerate(range(0, 1200, 60)):
        for x in range(-60 * (row % 2), 1600, 120):
            draw.rectangle((x, y, x + 114, y + 54), fill=(158 + (x * 7 + y * 3) % 17, 140 + (x + y) % 13, 128))
    draw.rectangle((960, 300, 1440, 1180), fill=WOOD)
    draw.ellipse((1360, 720, 1392, 752), fill=HANDLE)
    if head:
        _head(draw, 500, 500, 160)
    image = image.filter(ImageFilter.GaussianBlur(2)).resize(size)
    exif = Image.Exif()
    if tags:
        exif[EXIF_MAKE] = "Fabrique fictive"
        exif[EXIF_GPS] = {1: "N", 2: (50.0, 51.0, 1.0), 3: "E", 4: (4.0, 21.0, 1.0)}
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def _head(draw: ImageDraw.ImageDraw, x: float, y: float, r: float) -> None:
    def oval(left: float, top: float, right: float, bottom: float, ink: tuple[int, int, int]) -> None:
        draw.ellipse((x + left * r, y + top * r, x + right * r, y + bottom * r), fill=ink)

    oval(-0.85, -1.35, 0.85, 0.6, HAIR)
    oval(-0.78, -1.1, 0.78, 1.15, SKIN)
    for eye in (-0.33, 0.33):
        oval(eye - 0.24, -0.28, eye + 0.24, 0.02, SHADE)
        draw.rectangle((x + (eye - 0.24) * r, y - 0.44 * r, x + (eye + 0.24) * r, y - 0.32 * r), fill=HAIR)
        oval(eye - 0.17, -0.2, eye + 0.17, -0.04, (240, 238, 235))
        oval(eye - 0.09, -0.21, eye + 0.09, -0.03, EYE)
    oval(-0.18, 0.3, 0.18, 0.44, SHADE)
    oval(-0.32, 0.58, 0.32, 0.76, LIPS)
