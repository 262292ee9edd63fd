"""Photos and pictures: decoded to pixels, turned upright, written anew. Only the pixels survive."""

import io
import warnings

from PIL import Image, ImageOps

from palier.kernel.errors import Message
from palier.registry.documents.imports.refusal import NotTaken, broken
from palier.registry.documents.rules import FileKind, TakenOut

PIXELS_AT_MOST = 40_000_000  # secrecy.md 4.12
QUALITY = 90  # of a JPEG: no loss that an eye sees on a letter
COMPRESSION = 4  # of a PNG: forty million pixels in a few seconds
PLACE_TAGS = 0x8825  # the GPS part of EXIF
SAID_BY_PILLOW = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "gamma", "interlace", "transparency",
                  "progressive", "progression", "adobe", "adobe_transform", "aspect", "loop", "background", "version",
                  "duration", "srgb", "chromaticity", "mp", "mpoffset", "default_image", "disposal", "blend",
                  "extension", "timestamp"}  # fmt: skip
Image.MAX_IMAGE_PIXELS = PIXELS_AT_MOST


def clean_image(data: bytes, kind: FileKind) -> tuple[bytes, set[TakenOut]]:
    """New bytes of the same kind, and what was removed. Raises NotTaken."""
    found, taken_out = pixels(data, kind.value.upper())
    if _trailing(data, kind):
        taken_out.add(TakenOut.TRAILING_BYTES)
    return written(found, kind), taken_out


def pixels(data: bytes, *formats: str) -> tuple[Image.Image, set[TakenOut]]:
    """The first picture of a file of one of these Pillow formats, upright, and what hung on it. Raises NotTaken.

    Its size is looked at before a pixel is decoded.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # doubts about what is thrown away anyway
        try:
            image = Image.open(io.BytesIO(data), formats=formats)
            if image.width * image.height > PIXELS_AT_MOST:
                raise _too_many()
            image.load()
        except Image.DecompressionBombError as flood:
            raise _too_many() from flood
        except (MemoryError, NotTaken):
            raise
        except Exception as fault:  # Pillow's decoders raise anything on bytes made to mislead them
            raise broken() from fault
        upright, taken_out = _upright(image)
    return _plain(upright), taken_out


def _upright(image: Image.Image) -> tuple[Image.Image, set[TakenOut]]:
    """Turned as the camera was held. EXIF that cannot be read is thrown away like any other."""
    try:
        return ImageOps.exif_transpose(image), _hung_on(image)
    except MemoryError:
        raise
    except Exception:
        return image, {TakenOut.METADATA}


def written(image: Image.Image, kind: FileKind) -> bytes:
    """The pixels as a file of one of the two kinds that are kept."""
    image.info.clear()
    out = io.BytesIO()
    if kind == FileKind.JPEG:
        (image if image.mode in {"L", "RGB"} else image.convert("RGB")).save(out, "JPEG", quality=QUALITY)
    else:
        image.save(out, "PNG", compress_level=COMPRESSION)
    return out.getvalue()


def _plain(image: Image.Image) -> Image.Image:
    """Grey or coloured, with or without transparency: a palette may hide colours that no pixel shows."""
    if image.mode in {"1", "L", "LA", "RGB", "RGBA"}:
        return image.convert("RGBA") if "transparency" in image.info else image
    if image.mode.startswith("I"):  # sixteen bits of grey
        return image.convert("I").point(lambda level: level / 256).convert("L")
    return image.convert("RGBA" if image.mode == "PA" or "transparency" in image.info else "RGB")


def _hung_on(image: Image.Image) -> set[TakenOut]:
    taken_out = set()
    exif = image.getexif()
    if exif or set(map(str.lower, map(str, image.info))) - SAID_BY_PILLOW:
        taken_out.add(TakenOut.METADATA)
    if exif.get_ifd(PLACE_TAGS):
        taken_out.add(TakenOut.PLACE)
    if getattr(image, "n_frames", 1) > 1:
        taken_out.add(TakenOut.OTHER_FRAMES)
    return taken_out


def _trailing(data: bytes, kind: FileKind) -> bool:
    """Bytes after the end of the picture; several pictures in one JPEG are no such thing."""
    if kind == FileKind.PNG:
        end = data.rfind(b"IEND")
        return end >= 0 and len(data) > end + 8
    return not data.rstrip(b"\0").endswith(b"\xff\xd9")


def _too_many() -> NotTaken:
    return NotTaken(
        Message("The picture has more than 40 million points."),
        how_to_mend=Message("Send it smaller, or a photo of lower quality."),
    )
