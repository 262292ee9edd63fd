"""ZIP tricks, around each of the four office kinds: places, names, sizes, codes, numbers."""

import io
import shutil
import struct
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tests.registry.documents import honest
from tests.registry.documents.hostile import Case

KINDS = {
    "docx": honest.docx_parts,
    "odt": lambda: honest.odf_parts("text"),
    "ods": lambda: honest.odf_parts("spreadsheet"),
}
NAMES = {
    "climbs": "../../etc/cron.d/x",
    "climbs inside": "word/../../x",
    "absolute": "/etc/passwd",
    "backslash": "..\\..\\x.bat",
    "drive": "C:/Windows/x.dll",
    "stream": "word/a.xml:hidden",
    "dot": "./x",
    "double slash": "word//x",
    "new line": "a\nb",
    "turned": "word/\u202egpj.exe",
}


def _patched(data, field, value, everywhere=True):
    """Changes two bytes of a header in the local and the central entry of the last file."""
    out = bytearray(data)
    local, central = data.rfind(b"PK\x03\x04"), data.rfind(b"PK\x01\x02")
    struct.pack_into("<H", out, local + field, value)
    if everywhere:
        struct.pack_into("<H", out, central + field + 2, value)
    return bytes(out)


def _overlap(parts):
    """Two entries of the directory that lie on the same bytes, as the better zip bombs do."""
    data = honest.zipped({**parts, "copy.xml": next(iter(parts.values()))})
    out = bytearray(data)
    last = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", out, last + 42, data.index(b"PK\x03\x04"))
    return bytes(out)


def _twice(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
        made.infolist()
        again = zipfile.ZipInfo("CONTENT.XML" if "content.xml" in parts else "Word/Document.xml")
        made.writestr(again, "<evil/>")
    return out.getvalue()


def _coded(parts, how):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
        made.writestr("more.xml", b"<a/>" * 10, compress_type=how)
    return out.getvalue()


def _bomb(parts, name):
    return honest.zipped({**parts, name: b"<a>" + b" " * 30_000_000 + b"</a>"})


def cases():
    for kind, build in KINDS.items():
        parts = build()
        good = honest.zipped(parts)
        for name, trick in NAMES.items():
            yield Case("names in a zip", f"{kind} {name}", honest.zipped({**parts, trick: b"x"}), by="zipfile")
        for name, data in (
            ("overlap", _overlap(parts)),
            ("twice", _twice(parts)),
            ("bzip2", _coded(parts, zipfile.ZIP_BZIP2)),
            ("lzma", _coded(parts, zipfile.ZIP_LZMA)),
            ("locked", _patched(good, 6, 1)),
            ("unknown code", _patched(good, 8, 99)),
            (
                "two names",
                good.replace(b"content.xml", b"kontent.xml", 1).replace(b"word/document.xml", b"word/dokument.xml", 1),
            ),
            ("many parts", honest.zipped({**parts, **{f"x/{number}": b"" for number in range(101)}})),
            ("cut short", good[: len(good) // 2]),
            ("without directory", good[: good.rfind(b"PK\x01\x02")]),
            ("spoilt", good.replace(good[60:70], b"\xff" * 10, 1)),
            ("bomb", _bomb(parts, "content.xml" if kind != "docx" else "word/document.xml")),
            ("directory that lies", good[:-12] + struct.pack("<HIIH", 65_000, 20_000_000, 0, 0)),
        ):
            yield Case("zip", f"{kind} {name}", data)
    yield Case("zip", "nothing in it", b"PK\x05\x06" + b"\0" * 18)
    yield Case("zip", "plain archive", honest.zipped({"letter.txt": "bonjour"}), by="zipfile")
    nested = honest.zipped({"0": b"\0" * 1_000_000})
    for _time in range(5):
        nested = honest.zipped({str(number): nested for number in range(10)})
    yield Case("bomb", "zip in zip", nested, by="zipfile")
    hidden = honest.docx(parts={"word/media/a.png": nested}, links=[("r1", "image", "media/a.png")])
    yield Case("bomb", "zip in a docx", hidden, (b"word/media/a.png",), honest.WORDS.encode(), "drawing")
    yield from _by_zip()


def _by_zip():
    """The zip program itself, when the machine has one."""
    if not shutil.which("zip"):
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "letter.txt").write_text("bonjour")
        for name, options in (("with a password", ["-P", "secret"]), ("open", [])):
            subprocess.run(["zip", "-q", *options, f"{name}.zip", "letter.txt"], cwd=folder, check=True)
            yield Case("zip", f"archive {name}", (Path(folder) / f"{name}.zip").read_bytes(), by="zip")
