"""Pictures: floods of pixels, what cameras tell, further pictures, what is cut short."""

import io
import struct
import zlib

from PIL import Image, PngImagePlugin

from tests.registry.documents import honest
from tests.registry.documents.hostile import Case
from tests.registry.documents.hostile.polyglots import _chunk, _segment

SECRET = b"Hotel du Brouillon 12"


def flood(width, height):
    """A PNG of a few hundred bytes that says it is enormous."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + _chunk(b"IEND", b"")


def jpeg_flood(width, height):
    data = honest.jpeg()
    place = data.index(b"\xff\xc0")
    return data[: place + 5] + struct.pack(">HH", height, width) + data[place + 9 :]


def _exif(**more):
    exif = Image.Exif()
    exif[0x010F], exif[0x0131], exif[0x013B] = "Camera of Zoe", "Firmware 9", SECRET.decode()
    exif[0x0132] = "2024:05:17 12:00:00"
    for tag, value in more.items():
        exif[int(tag[1:], 16)] = value
    return exif


def _with_place():
    exif = _exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 50.0, 46.0), 3: "E", 4: (4.0, 21.0, 7.0), 29: "2024:05:17"})
    return exif


def _saved(image, format_, **options):
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def cases():
    yield from _floods()
    yield from _tales()
    picture, other = honest.picture(), Image.new("RGB", (64, 48), (1, 200, 3))
    yield Case(
        "further pictures",
        "mpo",
        _saved(picture, "MPO", save_all=True, append_images=[other]),
        (),
        b"\xff\xd8",
        "other_frames",
        "Pillow",
    )
    animated = _saved(picture, "PNG", save_all=True, append_images=[other] * 3)
    yield Case("further pictures", "animated png", animated, (b"fdAT", b"acTL"), b"\x89PNG", "other_frames", "Pillow")
    for data, name in (
        (honest.jpeg(), "jpeg"),
        (honest.png(), "png"),
        (_saved(picture, "JPEG", progressive=True), "progressive"),
    ):
        for part in (0.15, 0.3, 0.5, 0.7, 0.85):
            yield Case("cut short", f"{name} at {part}", data[: int(len(data) * part)])
        yield Case(
            "cut short", f"{name} with holes", data[: len(data) // 3] + b"\0" * 40 + data[len(data) // 3 + 200 :][:200]
        )


def _floods():
    for width, height in (
        (40_001, 1_000),
        (50_000, 50_000),
        (100_000, 100_000),
        (2**31 - 1, 1),
        (1, 2**31 - 1),
        (65_535, 65_535),
        (0, 0),
    ):
        yield Case("pixel flood", f"png {width}x{height}", flood(width, height))
    for width, height in ((65_535, 65_535), (20_000, 20_000), (65_000, 1_000), (0, 0)):
        yield Case("pixel flood", f"jpeg {width}x{height}", jpeg_flood(width, height))
    for name, data in (("png", flood(50_000, 50_000)), ("jpeg", jpeg_flood(60_000, 60_000))):
        picture = {f"word/media/a.{name}": data}
        yield Case(
            "pixel flood", f"{name} in docx", honest.docx(parts=picture, links=[("r1", "image", f"media/a.{name}")])
        )
        odt = honest.odt('<text:p><draw:image xlink:href="Pictures/a"/></text:p>', parts={"Pictures/a": data})
        yield Case("pixel flood", f"{name} in odt", odt)
    text = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 30_000_000))
    png = honest.png()
    yield Case("pixel flood", "png with a bomb of text", png[:33] + text + png[33:])
    large = Image.new("1", (6_300, 6_300))
    yield Case("pixel flood", "just under the limit", _saved(large, "PNG"), (), b"\x89PNG", by="Pillow")
    yield Case("pixel flood", "just over the limit", _saved(Image.new("1", (6_400, 6_400)), "PNG"), by="Pillow")


def _tales():
    camera = (b"Camera of Zoe", SECRET)
    yield Case("tells", "place of a photo", honest.jpeg(exif=_with_place()), camera, b"\xff\xd8", "place", "Pillow")
    yield Case("tells", "place of a png", honest.png(exif=_with_place()), camera, b"\x89PNG", "place", "Pillow")
    for turn in range(1, 9):
        data = honest.jpeg(exif=_exif(x0112=turn))
        yield Case("tells", f"turned {turn}", data, camera, b"\xff\xd8", "metadata", "Pillow")
    jpeg = honest.jpeg()
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x20\x1c\x02\x50\0\x15" + SECRET + b"\0" * 8
    for name, marker, data in (
        ("xmp", 0xE1, xmp),
        ("iptc", 0xED, iptc),
        ("maker", 0xE5, SECRET),
        ("comment", 0xFE, SECRET),
    ):
        told = jpeg[:2] + _segment(marker, data) + jpeg[2:]
        yield Case("tells", f"jpeg {name}", told, (SECRET,), b"\xff\xd8")
    profile = b"\0" * 128 + SECRET
    yield Case("tells", "jpeg profile", honest.jpeg(icc_profile=profile), (SECRET,), b"\xff\xd8", "metadata", "Pillow")
    yield Case(
        "tells", "jpeg comment by a library", honest.jpeg(comment=SECRET), (SECRET,), b"\xff\xd8", "metadata", "Pillow"
    )
    for name in ("add_text", "add_itxt"):
        info = PngImagePlugin.PngInfo()
        getattr(info, name)("Author", SECRET.decode())
        yield Case("tells", f"png {name}", honest.png(pnginfo=info), (SECRET,), b"\x89PNG", "metadata", "Pillow")
    spoilt = jpeg[:2] + _segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff" + SECRET) + jpeg[2:]
    yield Case("tells", "spoilt exif", spoilt, (SECRET,), b"\xff\xd8", "metadata")
