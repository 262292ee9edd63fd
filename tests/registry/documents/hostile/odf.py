"""OpenDocument texts and sheets that fetch, run, carry or tell."""

from tests.registry.documents import honest
from tests.registry.documents.hostile import Case
from tests.registry.documents.hostile.images import _with_place
from tests.registry.documents.hostile.word import _expanding

MARK = "evil-0815.example"
TO = f'xlink:href="http://{MARK}/a"'
LISTENER = f'<office:event-listeners><script:event-listener script:language="ooo:script" xlink:href="vnd.sun.star.script:{MARK}"/></office:event-listeners>'
# in the body: what is said
IN_TEXT = {
    "listener": (LISTENER, "macro"),
    "script": (f"<text:script>{MARK}</text:script>", "macro"),
    "macro field": (f'<text:p><text:execute-macro text:name="{MARK}"/></text:p>', "macro"),
    "remote picture": (f"<text:p><draw:frame><draw:image {TO}/></draw:frame></text:p>", "outside_link"),
    "picture of the disk": (f'<text:p><draw:image xlink:href="file:///{MARK}"/></text:p>', "outside_link"),
    "picture above": (f'<text:p><draw:image xlink:href="../{MARK}.png"/></text:p>', "outside_link"),
    "remote section": (f"<text:section><text:section-source {TO}/></text:section>", "outside_link"),
    "dde section": (
        f'<text:section><office:dde-source office:dde-application="cmd" office:dde-item="{MARK}"/></text:section>',
        "outside_link",
    ),
    "dde declared": (
        f'<text:dde-connection-decls><text:dde-connection-decl office:name="{MARK}"/></text:dde-connection-decls>',
        "outside_link",
    ),
    "object": (f'<draw:object-ole xlink:href="./{MARK}"/>', "attachment"),
    "remote object": (f"<draw:object {TO}/>", "outside_link"),
    "plug-in": (f"<draw:plugin {TO}/>", "attachment"),
    "applet": (f'<draw:applet draw:code="{MARK}"/>', "attachment"),
    "frame": (f"<draw:floating-frame {TO}/>", "attachment"),
    "link to a script": (f'<text:p><text:a xlink:href="javascript:{MARK}">ici</text:a></text:p>', "outside_link"),
    "link to a file": (f'<text:p><text:a xlink:href="file:///{MARK}">ici</text:a></text:p>', "outside_link"),
    "link to a macro": (
        f'<text:p><text:a xlink:href="vnd.sun.star.script:{MARK}">ici</text:a></text:p>',
        "outside_link",
    ),
    "form": (f"<office:forms><form:form {TO}/></office:forms>", "form_action"),
    "inline file": (f"<draw:image><office:binary-data>{MARK}</office:binary-data></draw:image>", "attachment"),
    "base of addresses": (f'<text:p xml:base="http://{MARK}/">x</text:p>', ""),
    "author of a note": (
        f"<text:p><office:annotation><dc:creator>{MARK}</dc:creator></office:annotation></text:p>",
        "metadata",
    ),
}
IN_SHEET = {
    "dde formula": (
        f'<table:table-row><table:table-cell table:formula="of:=DDE(&quot;cmd&quot;;&quot;{MARK}&quot;;&quot;a&quot;)"/></table:table-row>',
        "outside_link",
    ),
    "dde of excel": (
        f"<table:table-row><table:table-cell table:formula=\"of:=cmd|'{MARK}'!A1\"/></table:table-row>",
        "outside_link",
    ),
    "web service": (
        f'<table:table-row><table:table-cell table:formula="of:=WEBSERVICE(&quot;http://{MARK}&quot;)"/></table:table-row>',
        "outside_link",
    ),
    "another file": (
        f"<table:table-row><table:table-cell table:formula=\"of:='file:///{MARK}'#$A.A1\"/></table:table-row>",
        "outside_link",
    ),
    "remote table": (f"<table:table-source {TO}/>", "outside_link"),
    "remote cells": (f"<table:cell-range-source {TO}/>", "outside_link"),
    "dde link": (
        f'<table:dde-links><table:dde-link><office:dde-source office:dde-topic="{MARK}"/></table:dde-link></table:dde-links>',
        "outside_link",
    ),
    "query": (f'<table:database-source-sql table:database-name="{MARK}"/>', "outside_link"),
}
PARTS = {
    "basic": ("Basic/Standard/Module1.xml", "macro"),
    "python": ("Scripts/python/a.py", "macro"),
    "dialog": ("Dialogs/Standard/a.xml", "macro"),
    "properties": ("meta.xml", "metadata"),
    "settings": ("settings.xml", "metadata"),
    "thumbnail": ("Thumbnails/thumbnail.png", "metadata"),
    "signature": ("META-INF/documentsignatures.xml", "metadata"),
    "object": ("Object 1", "attachment"),
    "hidden": ("payload.exe", "attachment"),
    "toolbar": ("Configurations2/menubar/a.xml", ""),
    "picture of nobody": ("Pictures/a.exe", ""),
}


def cases():
    mark, stays = (MARK.encode(),), honest.WORDS.encode()
    for name, (body, said) in IN_TEXT.items():
        yield Case("opendocument that acts", f"odt {name}", honest.odt(body), mark, stays, said)
    for name, (body, said) in IN_SHEET.items():
        yield Case("opendocument that acts", f"ods {name}", honest.ods(body), mark, stays, said)
    for name, (part, said) in PARTS.items():
        for build, kind in ((honest.odt, "odt"), (honest.ods, "ods")):
            yield Case("opendocument that carries", f"{kind} {name}", build(parts={part: MARK}), mark, stays, said)
    scripts = f'<office:scripts><office:script script:language="Basic">{MARK}</office:script></office:scripts>'
    yield Case("macros", "odt", honest.odt(before=scripts), mark, stays, "macro")
    locked = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    yield Case("locked", "odt", honest.odt(manifest=locked))
    photo = honest.odt(
        '<draw:image xlink:href="Pictures/a.jpg"/>', parts={"Pictures/a.jpg": honest.jpeg(exif=_with_place())}
    )
    yield Case("tells", "place of a photo in odt", photo, (b"Camera of Zoe",), stays, "place", "Pillow")
    drawn = honest.odt(
        '<draw:image xlink:href="Pictures/a.svg"/>', parts={"Pictures/a.svg": f"<svg><script>{MARK}</script></svg>"}
    )
    yield Case("opendocument that carries", "odt drawing with a script", drawn, mark, stays, "drawing")
    yield from _expanding("odt", honest.odf_parts("text"), "content.xml", "</text:p>")
    other = honest.zipped({**honest.odf_parts("text"), "mimetype": "application/vnd.oasis.opendocument.graphics"})
    yield Case("other kind", "drawing of opendocument", other)
    nothing = {name: data for name, data in honest.odf_parts("text").items() if name != "content.xml"}
    yield Case("cut short", "odt without content", honest.zipped(nothing))
