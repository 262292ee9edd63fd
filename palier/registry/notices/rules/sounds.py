"""What a recording may be: kinds, size, length; and the part of it that a player asks for."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

LARGEST = 200_000  # bytes (P24: "< 200 kB")
LONGEST = 120  # seconds: a notice is three sentences
SHORTEST = 1


class SoundKind(StrEnum):
    """The closed list of kinds that are taken in. The value is the ending of its address."""

    MP3 = "mp3"
    OGG = "ogg"  # Opus or Vorbis
    M4A = "m4a"
    WAV = "wav"


MEDIA_TYPES = {
    SoundKind.MP3: "audio/mpeg",
    SoundKind.OGG: "audio/ogg",
    SoundKind.M4A: "audio/mp4",
    SoundKind.WAV: "audio/wav",
}


class Voice(StrEnum):
    """Who spoke it: a function, never a name."""

    INTERPRETER = "interpreter"
    STAFF = "staff"
    PARTNER = "partner"
    TENANT = "tenant"


@dataclass(frozen=True)
class Sound:
    """A recording as it may be kept: kind by content, whole seconds, bytes without tags."""

    kind: SoundKind
    seconds: int
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Part:
    """Bytes `first` to `last` (both included) of a file."""

    first: int
    last: int


RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def part_asked(header: str, size: int) -> Part | None:
    """The one part that a Range header asks for (RFC 9110, 14.2); None: the whole file.

    Players on telephones play nothing from a server that does not give parts. A header that is not understood, or asks
    for several parts, gets the whole file, as the RFC allows. Raises ValueError for a part that lies outside the file.
    """
    found = RANGE.fullmatch(header.strip())
    if found is None or found[0] == "bytes=-":
        return None
    start, end = found[1], found[2]
    first = int(start) if start else max(size - int(end), 0)
    last = min(int(end), size - 1) if start and end else size - 1
    if first >= size or first > last:
        raise ValueError(header)
    return Part(first, last)
