"""Honest files of each kind, made by libraries that write the format, with words in them that can be found again."""

import io
import zipfile

import pikepdf
import xlsxwriter
from PIL import Image, ImageDraw

WORDS = "Décision du 3 mars : loyer réduit"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument"
ODF_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
                       ("script", "script"), ("form", "form"), ("meta", "meta"))
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def picture(width=64, height=48, mode="RGB") -> Image.Image:
    """Red on the left, blue on the right, a white cross: turned or cut, it would show."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 2, 0, width, height), fill=(30, 30, 200))
    draw.line((0, 0, width // 4, height // 4), fill="white")
    return image.convert(mode)


def jpeg(**options) -> bytes:
    out = io.BytesIO()
    picture().save(out, "JPEG", quality=95, **options)
    return out.getvalue()


def png(mode="RGB", **options) -> bytes:
    out = io.BytesIO()
    picture(mode=mode).save(out, "PNG", **options)
    return out.getvalue()


def pdf_pages(pages=1) -> pikepdf.Pdf:
    made = pikepdf.Pdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for number in range(pages):
        made.add_blank_page(page_size=(595, 842))
        page = made.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = made.make_stream(f"BT /F1 12 Tf 72 720 Td (Loyer page {number + 1}) Tj ET".encode())
    return made


def saved(made: pikepdf.Pdf, **options) -> bytes:
    out = io.BytesIO()
    made.save(out, **options)
    return out.getvalue()


def pdf(pages=1) -> bytes:
    return saved(pdf_pages(pages))


def zipped(parts, **options) -> bytes:
    """`parts`: name to bytes or text, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as made:
        for name, data in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(name, data, compress_type=kind)
    return out.getvalue()


def rels(*rows) -> str:
    """`rows`: (id, type, target) or (id, type, target, "External")."""
    written = "".join(
        f'<Relationship Id="{row[0]}" Type="{REL}/{row[1]}" Target="{row[2]}"'
        + (f' TargetMode="{row[3]}"' if len(row) > 3 else "")
        + "/>"
        for row in rows
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">{written}</Relationships>'


def types(main: str, **parts) -> str:
    """`parts`: name of a part to its content type, with `__` for a slash."""
    rows = f'<Override PartName="{main[0]}" ContentType="{main[1]}"/>'
    rows += "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.get("more", {}).items()
    )
    ends = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml",
            "png": "image/png", "jpeg": "image/jpeg", "bin": "application/vnd.ms-office.vbaProject", "emf": "image/x-emf",
            "svg": "image/svg+xml", "gif": "image/gif", "html": "text/html"}  # fmt: skip
    rows += "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in ends.items())
    return f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">{rows}</Types>'


DOCX = f"{OFFICE}.wordprocessingml.document.main+xml"


def docx_parts(body="", *, links=(), parts=None, more=None, main=DOCX, settings="", root=()) -> dict:
    """A Word document of one sentence, with more in its body, more relationships, more parts, more content types."""
    paragraph = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"
    more = {
        "word/styles.xml": f"{OFFICE}.wordprocessingml.styles+xml",
        "word/settings.xml": f"{OFFICE}.wordprocessingml.settings+xml",
        **(more or {}),
    }
    return {
        "[Content_Types].xml": types(("/word/document.xml", main), more=more),
        "_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml"), *root),
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W} {R}><w:body>{paragraph}{body}'
        "<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": rels(
            ("rId90", "styles", "styles.xml"), ("rId91", "settings", "settings.xml"), *links
        ),
        "word/styles.xml": f'<?xml version="1.0"?><w:styles {W}><w:style w:styleId="Normal"/></w:styles>',
        "word/settings.xml": f'<?xml version="1.0"?><w:settings {W} {R}><w:zoom w:percent="100"/>{settings}</w:settings>',
        **(parts or {}),
    }


def docx(body="", **options) -> bytes:
    return zipped(docx_parts(body, **options))


def workbook(fill=None, **options) -> bytes:
    """An Excel workbook as xlsxwriter writes it; `fill(book, sheet)` adds to it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet("Budget")
        sheet.write_row(0, 0, [WORDS, 512.5])
        sheet.write_formula(1, 1, "=B1*2", None, 1025)
        if fill:
            fill(book, sheet)
    return out.getvalue()


def odf_parts(kind: str, body="", *, parts=None, before="", manifest="") -> dict:
    """An OpenDocument text or sheet of one sentence. `kind`: text or spreadsheet."""
    mime = f"application/vnd.oasis.opendocument.{kind}"
    if kind == "text":
        inside = f"<text:p>{WORDS}</text:p>{body}"
    else:
        inside = (
            f'<table:table table:name="Budget"><table:table-row><table:table-cell office:value-type="string"><text:p>{WORDS}'
            '</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="512.5"><text:p>512,5'
            f"</text:p></table:table-cell></table:table-row>{body}</table:table>"
        )
    content = f"{before}<office:body><office:{kind}>{inside}</office:{kind}></office:body>"
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    return {
        "mimetype": mime,
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODF_SPACES} office:version="1.3">{content}'
        "</office:document-content>",
        "META-INF/manifest.xml": f'<?xml version="1.0"?><manifest:manifest {space}><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{mime}"/>{manifest}</manifest:manifest>',
        **(parts or {}),
    }


def odt(body="", **options) -> bytes:
    return zipped(odf_parts("text", body, **options))


def ods(body="", **options) -> bytes:
    return zipped(odf_parts("spreadsheet", body, **options))


def text() -> bytes:
    return f"{WORDS}\r\nDeuxième ligne\n".encode("cp1252")


EACH = {
    "pdf": pdf,
    "jpeg": jpeg,
    "png": png,
    "docx": docx,
    "xlsx": workbook,
    "odt": odt,
    "ods": ods,
    "text": text,
}
