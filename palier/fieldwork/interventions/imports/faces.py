"""Where faces are in a picture, by OpenCV's cascades, which come inside its package (docs/adr/0017)."""

from functools import cache
from pathlib import Path

import cv2
import cv2.data
import numpy as np
from PIL import Image, ImageOps

Box = tuple[int, int, int, int]  # left, top, right, bottom, in points

FRONT, SIDEWAYS = "haarcascade_frontalface_alt2.xml", "haarcascade_profileface.xml"
STEP, NEIGHBOURS = 1.1, 4  # each size a tenth larger than the one before; as many findings as make a face
SMALLEST = 32  # points: below it nobody is recognised


def faces_in(image: Image.Image) -> list[Box]:
    """From the front and from either side. It may miss one, and see one where none is."""
    grey = ImageOps.equalize(image.convert("L"))
    turned = [(image.width - right, top, image.width - left, bottom) for left, top, right, bottom in
              _found(SIDEWAYS, ImageOps.mirror(grey))]  # fmt: skip
    return [*_found(FRONT, grey), *_found(SIDEWAYS, grey), *turned]


def _found(which: str, grey: Image.Image) -> list[Box]:
    rows = _cascade(which).detectMultiScale(np.asarray(grey), STEP, NEIGHBOURS, minSize=(SMALLEST, SMALLEST))
    return [(int(x), int(y), int(x + wide), int(y + high)) for x, y, wide, high in rows]


@cache
def _cascade(which: str) -> cv2.CascadeClassifier:
    cv2.setNumThreads(1)
    return cv2.CascadeClassifier(str(Path(cv2.data.haarcascades) / which))
