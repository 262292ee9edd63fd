"""Files that are two things at once: what is kept is one, written anew, without the other."""

from tests.registry.documents import honest
from tests.registry.documents.hostile import Case

PAGE = b"<script>alert(document.domain)</script>"
ZIP = honest.zipped({"evil.html": PAGE, "META-INF/MANIFEST.MF": b"Main-Class: Evil"})


def _gif_page():
    return b"GIF89a/*" + b"\0" * 10 + b"*/=1;" + PAGE


def _segment(marker, data):
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data


def _chunk(kind, data):
    import zlib

    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def cases():
    jpeg, png, pdf, docx, odt = honest.jpeg(), honest.png(), honest.pdf(), honest.docx(), honest.odt()
    after_head, before_end = 33, len(png) - 12
    yield Case("polyglot", "gif and page", _gif_page())
    yield Case("polyglot", "page and zip", PAGE + ZIP)
    yield Case("polyglot", "exe and zip", b"MZ\x90\0" + b"\0" * 90 + ZIP)
    for name, data, said in (
        ("jpeg and zip", jpeg + ZIP, "trailing_bytes"),
        ("jpeg and page", jpeg + PAGE, "trailing_bytes"),
        ("jpeg and rar", jpeg + b"Rar!" + PAGE, "trailing_bytes"),
        ("jpeg with a page in its comment", jpeg[:2] + _segment(0xFE, PAGE) + jpeg[2:], "metadata"),
        ("jpeg with a page in APP9", jpeg[:2] + _segment(0xE9, PAGE) + jpeg[2:], ""),
        ("jpeg with a script around it", jpeg[:2] + _segment(0xE2, b"/*" + PAGE + b"*/") + jpeg[2:], ""),
        (
            "jpeg with php in EXIF",
            jpeg[:2] + _segment(0xE1, b"Exif\0\0" + b"<?php system(1)?>" + PAGE) + jpeg[2:],
            "metadata",
        ),
    ):
        yield Case("polyglot", name, data, (PAGE,), b"\xff\xd8\xff", said)
    for name, data, said in (
        ("png and zip", png + ZIP, "trailing_bytes"),
        ("png and page", png + PAGE, "trailing_bytes"),
        ("png and exe", png + b"MZ" + PAGE, "trailing_bytes"),
        (
            "png with a page in text",
            png[:after_head] + _chunk(b"tEXt", b"Comment\0" + PAGE) + png[after_head:],
            "metadata",
        ),
        ("png with an unknown part", png[:after_head] + _chunk(b"evIl", PAGE) + png[after_head:], ""),
        ("png with a late part", png[:before_end] + _chunk(b"prVt", PAGE) + png[before_end:], ""),
        ("png with a profile", png[:after_head] + _chunk(b"eXIf", b"MM\0*" + PAGE) + png[after_head:], "metadata"),
    ):
        yield Case("polyglot", name, data, (PAGE,), b"\x89PNG", said)
    yield Case("polyglot pdf", "pdf with a page in its head", pdf.replace(b"\n", b"\n%" + PAGE + b"\n", 1))
    for name, data in (
        ("pdf and page after", pdf + PAGE),
        ("pdf and zip after", pdf + ZIP + PAGE),
        ("pdf and exe after", pdf + b"MZ" + PAGE),
        ("pdf with a page between", pdf.replace(b"startxref", b"% " + PAGE + b"\nstartxref")),
        ("page before pdf", PAGE + b"\n" + pdf),
        ("zip before pdf", ZIP[:500] + PAGE + b"\n" + pdf),
        ("exe before pdf", b"MZ\x90\0" + PAGE + b"\n" + pdf),
        ("gif before pdf", b"GIF89a" + PAGE + b"\n" + pdf),
    ):
        yield Case("polyglot pdf", name, data, (PAGE,), b"Loyer page 1")
    for name, data in (("docx", docx), ("odt", odt)):
        yield Case(
            "polyglot", f"{name} with a page after", data + PAGE, (PAGE,), honest.WORDS.encode(), "trailing_bytes"
        )
        yield Case("polyglot", f"page before {name}", PAGE + data)
        yield Case("polyglot", f"{name} and pdf", b"%PDF-1.7\n" + data)
        comment = data[:-2] + len(PAGE).to_bytes(2, "little") + PAGE
        yield Case("polyglot", f"{name} with a comment", comment, (PAGE,), honest.WORDS.encode(), "trailing_bytes")
