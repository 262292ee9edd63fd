"""What is no document: programs, pages, scripts, archives, pictures of other kinds; text that is none; the test virus."""

import bz2
import gzip
import io
import lzma
import tarfile
import zlib

from PIL import Image

from tests.registry.documents import honest
from tests.registry.documents.hostile import EICAR, Case

MAGICS = {
    "exe": b"MZ\x90\0\x03\0\0\0" + b"\0" * 60 + b"PE\0\0",
    "elf": b"\x7fELF\x02\x01\x01" + b"\0" * 60,
    "class": b"\xca\xfe\xba\xbe\0\0\0\x34" + b"\0" * 20,
    "macho": b"\xcf\xfa\xed\xfe" + b"\0" * 30,
    "lnk": b"L\0\0\0\x01\x14\x02\0" + b"\0" * 60,
    "shell": b"#!/bin/sh\nrm -rf /\n",
    "rar": b"Rar!\x1a\x07\x01\0" + b"\0" * 30,
    "7z": b"7z\xbc\xaf\x27\x1c\0\x04" + b"\0" * 30,
    "cab": b"MSCF\0\0\0\0" + b"\0" * 30,
    "zstd": b"\x28\xb5\x2f\xfd" + b"\0" * 30,
    "iso": b"\0" * 32769 + b"CD001\x01\0" + b"\0" * 2048,
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "rtf": rb"{\rtf1{\object\objautlink\objdata 0105}}",
    "postscript": b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file\n",
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
    "ico": b"\0\0\x01\0\x01\0\x10\x10" + b"\0" * 40,
    "font": b"\0\x01\0\0\0\x0c\0\x80" + b"\0" * 40,
    "wasm": b"\0asm\x01\0\0\0" + b"\0" * 20,
    "java": b"\xac\xed\0\x05sr\0\x11java.util.HashMap",
    "pickle": b"\x80\x04\x95\x1c\0\0\0\0\0\0\0\x8c\x05posix\x94\x8c\x06system\x94\x93.",
    "sqlite": b"SQLite format 3\0" + b"\x10\0\x01\x01\0@  " + b"\0" * 80,
    "emf": b"\x01\0\0\0\x6c\0\0\0" + b"\0" * 90,
    "wmf": b"\xd7\xcd\xc6\x9a\0\0" + b"\0" * 40,
    "chm": b"ITSF\x03\0\0\0\x60\0\0\0" + b"\0" * 40,
    "nothing": b"",
    "zeros": b"\0" * 5000,
    "spaces": b"  \n\n  ",
}
MARKUP = {
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "svg script": b"<?xml version='1.0'?><svg><script>alert(1)</script></svg>",
    "svg comment first": b"<!-- photo --><svg><foreignObject><iframe src='//evil'/></foreignObject></svg>",
    "svg doctype": b"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
    "svg mark": b"\xef\xbb\xbf<svg onload=alert(1)>",
    "svg utf16": "<svg onload='alert(1)'/>".encode("utf-16"),
    "svg utf16 without mark": "<svg onload='alert(1)'/>".encode("utf-16-le"),
    "svg late": b"Bonjour\n" * 400 + b"<svg onload=alert(1)>",
    "svg spaced": b"< svg onload=alert(1)>",
    "html": b"<!doctype html><script>fetch('//evil')</script>",
    "html capitals": b"<HTML><BODY ONLOAD=alert(1)>",
    "html in text": b"Chere Madame,\n<script>alert(1)</script>\n",
    "iframe": b"x<iframe src=javascript:alert(1)>",
    "object": b"x<object data='evil.swf'>",
    "php": b"<?php system($_GET['c']); ?>",
    "hta": b"<html><head><hta:application></head>",
    "xml laughs": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><x>&b;</x>",
    "xslt": b"<?xml version='1.0'?><xsl:stylesheet/>",
    "mhtml body": b"MIME-Version: 1.0\nContent-Type: text/html\n\n<html><script>1</script>",
}
TEXTS = {
    "nul": b"bonjour\0<script",
    "escape": b"\x1b]0;pwned\x07 ls\n",
    "escape colour": b"\x1b[2J\x1b[31mVIREMENT",
    "backspace": b"rm -rf /\x08\x08\x08\x08ls",
    "bell": b"a\x07b",
    "delete": b"a\x7fb",
    "c1": "a\u009b31mb".encode(),
    "cut utf16": b"\xff\xfea",
    "lone surrogate": b"\xff\xfe\x00\xd8a\0",
    "utf16 nul": "a\0b".encode("utf-16"),
    "holes of cp1252": b"caf\xe9 \x81\x8d\x8f",
    "noise": bytes(range(256)),
}


def _picture(format_, **options):
    out = io.BytesIO()
    honest.picture().save(out, format_, **options)
    return out.getvalue()


def _tar():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        entry = tarfile.TarInfo("../../etc/cron.d/x")
        entry.size = 3
        made.addfile(entry, io.BytesIO(b"abc"))
    return out.getvalue()


def _quine():
    """A gzip member whose content begins like itself: whoever unpacks until nothing is packed goes on and on."""
    inner = gzip.compress(b"\x1f\x8b" * 64)
    for _time in range(12):
        inner = gzip.compress(inner)
    return inner


def cases():
    for name, data in MAGICS.items():
        yield Case("other kind", name, data)
    for format_ in ("GIF", "TIFF", "BMP", "WEBP", "PPM", "ICO", "PCX", "TGA"):
        yield Case("other kind", f"picture {format_}", _picture(format_), by="Pillow")
    for name, data in MARKUP.items():
        yield Case("page or script", name, data)
    for name, data in TEXTS.items():
        yield Case("text that is none", name, data)
    bomb = b"\0" * 20_000_000
    yield Case("bomb", "gzip", gzip.compress(bomb), by="gzip")
    yield Case("bomb", "bzip2", bz2.compress(b"\0" * 5_000_000), by="bz2")
    yield Case("bomb", "xz", lzma.compress(bomb), by="lzma")
    yield Case("bomb", "zlib", zlib.compress(bomb))
    yield Case("bomb", "gzip in gzip", _quine(), by="gzip")
    yield Case("other kind", "tar that climbs", _tar(), by="tarfile")
    yield from _test_virus()


def _test_virus():
    made = honest.pdf_pages()
    made.attachments["x.com"] = EICAR
    attached = honest.saved(made)
    drawn = honest.pdf_pages()
    drawn.pages[0].Contents = drawn.make_stream(b"% " + EICAR)
    image = Image.new("RGB", (4, 4))
    out = io.BytesIO()
    image.save(out, "JPEG", comment=EICAR)
    for name, data in {
        "as a text": EICAR,
        "inside a text": b"Bonjour\n" + EICAR + b"\n",
        "after a picture": honest.png() + EICAR,
        "in a comment": out.getvalue(),
        "attached to a pdf": attached,
        "in a stream": honest.saved(drawn, compress_streams=True),
        "folded stream": honest.saved(drawn, recompress_flate=True, compress_streams=True),
        "in a docx": honest.docx(parts={"word/media/a.bin": EICAR}, links=[("r1", "image", "media/a.bin")]),
        "in a docx text": honest.zipped({**honest.docx_parts(), "word/styles.xml": b"<a>" + EICAR + b"</a>"}),
        "in an odt": honest.odt(f"<text:p>{EICAR.decode()}</text:p>"),
        "in an ods": honest.zipped({**honest.odf_parts("spreadsheet"), "content.xml": EICAR}),
        "alone in a zip": honest.zipped({"eicar.com": EICAR}),
    }.items():
        yield Case("test virus", name, data)
