"""Files of anybody to recordings: judged by content, and without tags, so that a voice has no name and no place."""

import io
import wave
from collections.abc import Callable, Iterator
from typing import Any

from mutagen.apev2 import delete as drop_ape
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from palier.kernel.errors import InvalidInput, Message
from palier.registry.documents.imports.refusal import NotTaken
from palier.registry.documents.imports.scanner import scan
from palier.registry.documents.imports.signatures import refuse_known
from palier.registry.notices.rules.sounds import LARGEST, LONGEST, SHORTEST, Sound, SoundKind

TAKEN = Message("MP3, M4A, Ogg (Opus or Vorbis) or WAV is taken, at most 200 kB.")
SAVE_AS_MP3 = Message("Save it as MP3, one voice (mono), 32 kbit/s: forty seconds are 160 kB.")
INSIDE = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}  # boxes of an M4A in which others lie (ISO 14496-12)
NAMES = {b"udta", b"meta", b"uuid"}  # titles, names, the place where it was recorded
BOX = 8  # bytes before the content of a box: its size, its kind


def sound(data: bytes) -> Sound:
    """A recording as it may be kept. Raises InvalidInput on `file`, with what is wrong and how to mend it."""
    try:
        return _judged(data)
    except NotTaken as refusal:
        raise InvalidInput({"file": refusal.sentences}) from refusal


def _judged(data: bytes) -> Sound:
    if not data:
        raise NotTaken(Message("The file is empty."), how_to_mend=Message("Look whether the right file was chosen."))
    if len(data) > LARGEST:
        raise NotTaken(Message("The file is larger than 200 kB."), how_to_mend=SAVE_AS_MP3)
    refuse_known(data)
    scan(data)
    kind = _kind(data)
    try:
        seconds, clean = READERS[kind](data)
    except NotTaken:
        raise
    except Exception as fault:  # readers of sound raise anything on bytes made to mislead them
        raise _broken() from fault
    if not SHORTEST <= seconds <= LONGEST:
        raise NotTaken(
            Message("The recording lasts %(seconds)s seconds.", {"seconds": round(seconds)}),
            how_to_mend=Message("A notice lasts from one second to two minutes. Record it anew, and nothing else."),
        )
    if not 0 < len(clean) <= LARGEST:
        raise _broken()
    return Sound(kind, round(seconds), clean)


def _kind(data: bytes) -> SoundKind:
    """By its first bytes."""
    if data.startswith(b"ID3") or (data[0] == 0xFF and len(data) > 1 and data[1] & 0xE0 == 0xE0):
        return SoundKind.MP3
    if data.startswith(b"OggS"):
        return SoundKind.OGG
    if data[4:8] == b"ftyp":
        return SoundKind.M4A
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        return SoundKind.WAV
    raise NotTaken(Message("This is no recording of a kind that is taken."), where=TAKEN, how_to_mend=SAVE_AS_MP3)


def _read(reader: Any, file: io.BytesIO) -> Any:
    """The library is not typed."""
    return reader(file)


def _mp3(data: bytes) -> tuple[float, bytes]:
    file = io.BytesIO(data)
    found = _read(MP3, file)
    if found.info.layer != 3 or found.info.sketchy:  # too few whole frames in a row: noise that looks like some
        raise _broken()
    file.seek(0)
    found.delete(file)
    file.seek(0)
    drop_ape(file)
    return found.info.length, file.getvalue()


def _ogg(data: bytes) -> tuple[float, bytes]:
    reader = OggOpus if b"OpusHead" in data[:64] else OggVorbis
    file = io.BytesIO(data)
    found = _read(reader, file)
    file.seek(0)
    found.delete(file)
    return found.info.length, file.getvalue()


def _m4a(data: bytes) -> tuple[float, bytes]:
    clean = bytearray(data)
    handlers = set()
    for kind, start, end in _boxes(clean, 0, len(clean)):
        if kind == b"hdlr":
            handlers.add(bytes(clean[start + 8 : start + 12]))
        elif kind in NAMES:  # emptied where it stands: everything behind it keeps its place
            clean[start - 4 : end] = b"free" + bytes(end - start)
    if b"soun" not in handlers or b"vide" in handlers:
        raise NotTaken(Message("This is no recording of a kind that is taken."), where=TAKEN, how_to_mend=SAVE_AS_MP3)
    return _read(MP4, io.BytesIO(clean)).info.length, bytes(clean)


def _boxes(data: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(kind, first byte of the content, byte behind it) of each box. Raises ValueError where sizes do not hold."""
    while start < end:
        size, kind = int.from_bytes(data[start : start + 4], "big"), bytes(data[start + 4 : start + BOX])
        size = end - start if size == 0 else size
        if size < BOX or start + size > end:
            raise ValueError(kind)
        if kind in INSIDE:
            yield from _boxes(data, start + BOX, start + size)
        else:
            yield kind, start + BOX, start + size
        start += size


def _wav(data: bytes) -> tuple[float, bytes]:
    with wave.open(io.BytesIO(data)) as given:
        shape, frames = given.getparams(), given.readframes(given.getnframes())
    out = io.BytesIO()
    with wave.open(out, "wb") as written:
        written.setparams(shape)
        written.writeframes(frames)
    return len(frames) / (shape.nchannels * shape.sampwidth * shape.framerate), out.getvalue()


READERS: dict[SoundKind, Callable[[bytes], tuple[float, bytes]]] = {
    SoundKind.MP3: _mp3,
    SoundKind.OGG: _ogg,
    SoundKind.M4A: _m4a,
    SoundKind.WAV: _wav,
}


def _broken() -> NotTaken:
    return NotTaken(Message("The recording is damaged or not whole."), how_to_mend=SAVE_AS_MP3)
