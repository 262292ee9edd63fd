"""ZIP, the wrapping of Word, Excel and OpenDocument files: checked entry by entry, read with limits, written anew."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from palier.kernel.errors import Message
from palier.registry.documents.imports.refusal import NotTaken, broken, locked, too_heavy
from palier.registry.documents.imports.signatures import refuse_known

# secrecy.md 4.12: read from the stream, never from what the header says.
ENTRIES_AT_MOST = 100
RATIO_AT_MOST = 100
SMALL = 1 << 20  # below this a ratio harms nobody: an empty sheet is a hundred times smaller folded
ENTRY_AT_MOST = 60 * 1024 * 1024
TOTAL_AT_MOST = 200 * 1024 * 1024
BLOCK = 1 << 16
END = b"PK\x05\x06"
ENTRY_HEAD = struct.Struct("<4s5H3I2H")
ENCRYPTED = 0x1
OLDEST = (1980, 1, 1, 0, 0, 0)


class Archive:
    """A ZIP whose entries were checked. `around`: whether there were bytes before, between or after them."""

    def __init__(self, data: bytes) -> None:
        """Raises NotTaken for one that is made to mislead whoever opens it."""
        self._check_end(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, struct.error) as fault:
            raise broken() from fault
        entries = self._zip.infolist()
        if len(entries) > ENTRIES_AT_MOST:
            raise _too_many()
        _check_names(entries)
        for entry in entries:
            if entry.flag_bits & ENCRYPTED:
                raise locked()
            if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise broken()
        self.around = _check_places(data, entries, self._zip.start_dir)
        self.around |= bool(self._zip.comment)
        self._left = TOTAL_AT_MOST
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}

    @staticmethod
    def _check_end(data: bytes) -> None:
        """One directory, of a size that a document needs."""
        end = data.rfind(END)
        if end < 0 or len(data) < end + 22:
            raise broken()
        count, size = struct.unpack_from("<HI", data, end + 10)
        if count > ENTRIES_AT_MOST or size > ENTRIES_AT_MOST * 1024:
            raise _too_many()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def first(self) -> str:
        return next(iter(self._entries), "")

    def read(self, name: str) -> bytes:
        """The bytes of an entry. Raises NotTaken when they are spoilt, too many, or known to be harmful."""
        entry, out, size = self._entries[name], [], 0
        try:
            with self._zip.open(entry) as stream:
                while block := stream.read(BLOCK):
                    size += len(block)
                    self._left -= len(block)
                    heavy = size > SMALL and size > RATIO_AT_MOST * max(entry.compress_size, 1)
                    if heavy or size > ENTRY_AT_MOST or self._left < 0:
                        raise too_heavy()
                    out.append(block)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as fault:
            raise broken() from fault
        data = b"".join(out)
        refuse_known(data)
        return data


def packed(parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts in their order, the same for the same parts: no dates, no comments, no extras."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, OLDEST)
            entry.external_attr = 0o600 << 16
            # OpenDocument wants its kind first and unfolded (part 3, 3.3)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(entry, data, compresslevel=6)
    return out.getvalue()


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    """Relative, inside, each once even where capitals do not count."""
    seen = set()
    for entry in entries:
        name = entry.filename
        parts = name.rstrip("/").split("/")
        outside = name.startswith("/") or "\\" in name or ":" in name or any(part in {"", ".", ".."} for part in parts)
        if outside or not name.isprintable() or name != entry.orig_filename or name.lower() in seen:
            raise broken()
        seen.add(name.lower())


def _check_places(data: bytes, entries: list[zipfile.ZipInfo], directory: int) -> bool:
    """Each entry in a place of its own, as both its headers say. True when there are bytes that belong to none."""
    end, stray = 0, False
    for entry in sorted(entries, key=lambda one: one.header_offset):
        start = entry.header_offset
        if start < end or len(data) < start + ENTRY_HEAD.size:
            raise broken()
        magic, *_said, name_size, extra_size = ENTRY_HEAD.unpack_from(data, start)
        name = data[start + ENTRY_HEAD.size : start + ENTRY_HEAD.size + name_size]
        if magic != b"PK\x03\x04" or name not in {entry.filename.encode(), entry.filename.encode("cp437", "replace")}:
            raise broken()
        stray |= start > end + 24  # a descriptor of at most 24 bytes may follow the entry before
        end = start + ENTRY_HEAD.size + name_size + extra_size + entry.compress_size
    if end > directory:
        raise broken()
    return stray or len(data) > data.rfind(END) + 22


def _too_many() -> NotTaken:
    return NotTaken(
        Message("The file is made of more than 100 parts."),
        how_to_mend=Message("Print it to a PDF and send that."),
    )
