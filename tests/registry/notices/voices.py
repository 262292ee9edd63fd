"""Recordings made by hand, of each kind: silence, with a name and a place written in every tag there is."""

import io
import struct
import wave

from mutagen.id3 import ID3, TIT2, TPE1
from mutagen.ogg import OggPage

NAME = b"Zahra Voix-Fictive"
FRAMES = 100  # of an MP3, 24 ms each


def mp3(frames=FRAMES, tagged=True):
    """MPEG 1 layer 3, 32 kbit/s, 48 kHz, mono: 96 bytes a frame."""
    data = (b"\xff\xfb\x14\xc4" + bytes(92)) * frames
    if not tagged:
        return data
    file = io.BytesIO(data)
    tags = ID3()
    tags.add(TPE1(encoding=3, text=NAME.decode()))
    tags.add(TIT2(encoding=3, text="Chez elle, rue Fictive 1"))
    tags.save(file)
    return file.getvalue()


def wav(seconds=2, tagged=True):
    """Eight thousand samples a second, one byte each."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(8000)
        out.writeframes(b"\x80" * 8000 * seconds)
    data = file.getvalue()
    if not tagged:
        return data
    note = b"INFOIART" + struct.pack("<I", len(NAME)) + NAME
    data += b"LIST" + struct.pack("<I", len(note)) + note
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


def ogg(seconds=2):
    """Opus, with its two heads and empty packets of 20 ms."""
    comments = b"ARTIST=" + NAME
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<II", 1, len(comments)) + comments
    pages = []
    for number, (packets, position) in enumerate([([head], 0), ([tags], 0), ([b"\xf8\xff\xfe"] * 50, 48000 * seconds)]):
        page = OggPage()
        page.serial, page.sequence, page.packets, page.position = 7, number, packets, position
        page.first, page.last = number == 0, number == 2
        pages.append(page.write())
    return b"".join(pages)


def box(kind, content):
    return struct.pack(">I", 8 + len(content)) + kind + content


def m4a(seconds=2, handler=b"soun"):
    """AAC by its boxes, with the name and the place a telephone writes."""
    entry = bytes(6) + struct.pack(">H", 1) + bytes(8) + struct.pack(">HHHHI", 1, 16, 0, 0, 8000 << 16)
    decoder = b"\x40\x15" + bytes(11) + b"\x05\x02\x15\x88"  # AAC LC, 8 kHz, mono
    entry += box(b"esds", bytes(4) + b"\x03\x16\0\1\0\x04\x11" + decoder)
    stsd = box(b"stsd", bytes(4) + struct.pack(">I", 1) + box(b"mp4a", entry))
    mdhd = box(b"mdhd", bytes(12) + struct.pack(">IIHH", 1000, 1000 * seconds, 0, 0))
    hdlr = box(b"hdlr", bytes(8) + handler + bytes(13))
    media = box(b"mdia", mdhd + hdlr + box(b"minf", box(b"stbl", stsd)))
    place = box(b"udta", box(b"\xa9xyz", b"+50.8503+004.3517/") + box(b"\xa9nam", NAME))
    return box(b"ftyp", b"M4A \0\0\0\0M4A isom") + box(b"moov", box(b"trak", media) + place) + box(b"mdat", bytes(2000))
