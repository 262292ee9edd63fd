"""The streams of a PDF: how far they unfold, and what the pictures among them carry."""

import base64
import re
import zlib
from typing import Any

import pikepdf
from pikepdf import Name, Pdf

from palier.kernel.errors import Message
from palier.registry.documents.imports.images import PIXELS_AT_MOST
from palier.registry.documents.imports.refusal import NotTaken, broken, too_heavy
from palier.registry.documents.imports.signatures import EICAR, refuse_known
from palier.registry.documents.rules import TakenOut

UNFOLDED_AT_MOST = 100 * 1024 * 1024  # bytes of one stream: forty million pixels in black and white, and text
IMAGE_FILTERS = {"/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"}
BLOCK = 1 << 20
TELLS = {0xE1, 0xE3, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED, 0xEF, 0xFE}  # EXIF, XMP, IPTC, comments


def check_stream(stream: Any) -> None:
    """Raises NotTaken for a picture that is too large, a stream that unfolds too far, the signature inside it."""
    width, height = stream.get(Name.Width, 0), stream.get(Name.Height, 0)
    if isinstance(width, int) and isinstance(height, int) and width * height > PIXELS_AT_MOST:
        raise NotTaken(
            Message("A picture in the PDF has more than 40 million points."),
            how_to_mend=Message("Send it smaller, or a photo of lower quality."),
        )
    data, filters = stream.read_raw_bytes(), _filters(stream)
    refuse_known(data)
    while filters and filters[0] in ARMOURS:
        data = ARMOURS[filters.pop(0)](data)
    if filters[:1] in (["/FlateDecode"], ["/Fl"]):
        if len(filters) > 1 and filters[1] not in IMAGE_FILTERS:
            raise too_heavy()  # folded twice: no program writes that
        _unfold(data)


def clean_stream(pdf: Pdf, stream: Any) -> set[TakenOut]:
    """Takes out of a stream what points outside the file, and of a photo what its camera told."""
    taken_out = set()
    for key in (Name.F, Name.FFilter, Name.FDecodeParms):
        if key in stream:
            del stream[key]
            taken_out.add(TakenOut.OUTSIDE_LINK)
    if stream.get(Name.Subtype) == Name.PS or Name.PS in stream:
        raise broken()  # a program that draws: no reader has run it for twenty years
    if _filters(stream) in (["/DCTDecode"], ["/DCT"]):
        raw = stream.read_raw_bytes()
        silent = without_tales(raw)
        if silent != raw:
            taken_out.add(TakenOut.METADATA)
            stream.write(silent, filter=Name.DCTDecode, decode_parms=stream.get(Name.DecodeParms))
    return taken_out


def without_tales(jpeg: bytes) -> bytes:
    """A JPEG without the segments that say where, when and with what; its pixels are not touched."""
    out, place = bytearray(jpeg[:2]), 2
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF:
        marker = jpeg[place + 1]
        if marker == 0xDA:  # from here on: pixels
            break
        if marker == 0xFF or marker in range(0xD0, 0xD9) or marker == 0x01:
            step = 1 if marker == 0xFF else 2
        else:
            step = 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if marker not in TELLS:
            out += jpeg[place : place + step]
        place += step
    end = jpeg.rfind(b"\xff\xd9")
    return bytes(out) + (jpeg[place : end + 2] if end > place else jpeg[place:])


def _filters(stream: Any) -> list[str]:
    found = stream.get(Name.Filter)
    if found is None:
        return []
    return [str(one) for one in found] if isinstance(found, pikepdf.Array) else [str(found)]


def _unfold(data: bytes) -> None:
    """Looks through what a stream unfolds to, block by block; a spoilt end is the reader's to forgive."""
    stretch, rest, size, tail = zlib.decompressobj(), data, 0, b""
    try:
        while rest and not stretch.eof:
            block = stretch.decompress(rest, BLOCK)
            rest = stretch.unconsumed_tail
            size += len(block)
            if size > UNFOLDED_AT_MOST:
                raise too_heavy()
            refuse_known(tail + block)
            tail = block[-len(EICAR) :]
    except zlib.error:
        pass


def _from_hex(data: bytes) -> bytes:
    return bytes.fromhex(re.sub(rb"[^0-9A-Fa-f]", b"", data.split(b">")[0]).decode())


def _from_85(data: bytes) -> bytes:
    return base64.a85decode(data.split(b"~>")[0].strip().removeprefix(b"<~"))


ARMOURS = {"/ASCIIHexDecode": _from_hex, "/AHx": _from_hex, "/ASCII85Decode": _from_85, "/A85": _from_85}
