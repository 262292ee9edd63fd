"""Honest files of the eight kinds survive: their words, their pixels, their cells are there afterwards."""

import io
import re
import zipfile

import pikepdf
import pytest
import python_calamine
from PIL import Image, ImageChops

from palier.registry.documents.imports import clean
from palier.registry.documents.rules import FileKind, TakenOut
from tests.registry.documents import honest


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        assert found.testzip() is None
        return found.read(name).decode()


def cells(data):
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return sheet.to_python()


def far_apart(one, other):
    """The largest difference of one colour of one pixel."""
    return max(high for _low, high in ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getextrema())


@pytest.mark.parametrize("kind", list(honest.EACH))
def test_the_kind_follows_from_the_content_and_the_name_is_put_right(kind):
    cleaned = clean(honest.EACH[kind](), "Lettre de la caisse.exe")

    assert cleaned.kind == FileKind(kind)
    assert re.fullmatch(r"Lettre de la caisse\.\w{3,4}", cleaned.name)
    assert not cleaned.name.endswith(".exe")


@pytest.mark.parametrize("kind", list(honest.EACH))
def test_cleaning_what_is_clean_changes_nothing_more(kind):
    once = clean(honest.EACH[kind](), "a")

    again = clean(once.data, once.name)

    assert again.taken_out == ()
    assert (again.kind, again.name) == (once.kind, once.name)
    if kind != "jpeg":  # each JPEG loses a little
        assert again.data == once.data


def test_pdf_keeps_its_pages_text_and_safe_links():
    made = honest.pdf_pages(3)
    for number, action in enumerate(
        (
            pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/rendez-vous"),
            pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.Array([made.pages[2].obj, pikepdf.Name.Fit])),
        )
    ):
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]), A=action)
        made.pages[number].Annots = pikepdf.Array([made.make_indirect(link)])

    cleaned = clean(honest.saved(made, linearize=True), "a.pdf")

    with pikepdf.open(io.BytesIO(cleaned.data)) as pdf:
        said = [b"".join(one.read_bytes() for one in [page.Contents]) for page in pdf.pages]
        assert [b"(Loyer page %d)" % number in text for number, text in enumerate(said, 1)] == [True] * 3
        assert str(pdf.pages[0].Annots[0].A.URI) == "https://example.org/rendez-vous"
        assert pdf.pages[1].Annots[0].A.D[0].objgen == pdf.pages[2].obj.objgen
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}


def test_layers_that_were_hidden_stay_hidden():
    made = honest.pdf_pages()
    layer = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Brouillon"))
    made.pages[0].Resources.Properties = pikepdf.Dictionary(L=layer)
    made.Root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
    )

    with pikepdf.open(io.BytesIO(clean(honest.saved(made), "a.pdf").data)) as pdf:
        assert pdf.Root.OCProperties.D.OFF[0].objgen == pdf.pages[0].Resources.Properties.L.objgen


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGB", "RGBA", "LA", "I;16"])
def test_png_keeps_its_pixels(mode):
    before = honest.picture(mode="L" if mode == "I;16" else mode)
    out = io.BytesIO()
    (before.convert("I").point(lambda level: level * 257).convert("I;16") if mode == "I;16" else before).save(
        out, "PNG"
    )

    after = Image.open(io.BytesIO(clean(out.getvalue(), "a.png").data))

    assert after.size == before.size
    assert far_apart(after, before) == 0
    assert after.info == {}


def test_transparency_is_kept():
    out = io.BytesIO()
    Image.new("P", (4, 4), 0).save(out, "PNG", transparency=0)

    assert Image.open(io.BytesIO(clean(out.getvalue(), "a").data)).getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_jpeg_keeps_what_the_eye_sees(mode):
    out = io.BytesIO()
    honest.picture(mode=mode).save(out, "JPEG", quality=95)

    after = Image.open(io.BytesIO(clean(out.getvalue(), "a.jpg").data))

    assert after.size == (64, 48)
    assert far_apart(after.resize((8, 6)), Image.open(out).resize((8, 6))) < 24


def test_a_photo_taken_sideways_stands_upright_afterwards():
    exif = Image.Exif()
    exif[0x0112] = 6

    cleaned = clean(honest.jpeg(exif=exif), "a.jpg")

    after = Image.open(io.BytesIO(cleaned.data))
    assert after.size == (48, 64)
    top, bottom = after.getpixel((24, 8)), after.getpixel((24, 56))
    assert top[0] > top[2]
    assert bottom[2] > bottom[0]
    assert not after.getexif()


def test_word_keeps_its_text_styles_pictures_fields_and_web_links():
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        '<w:p><w:hyperlink r:id="rL"><w:r><w:t>Caisse &amp; co</w:t></w:r></w:hyperlink></w:p>'
        '<w:p><w:drawing><a:blip xmlns:a="a" r:embed="rP"/></w:drawing></w:p>'
    )
    links = [("rL", "hyperlink", "https://example.org/?a=1&amp;b=2", "External"), ("rP", "image", "media/photo.png")]

    cleaned = clean(honest.docx(body, links=links, parts={"word/media/photo.png": honest.png()}), "a.docx")

    document = part(cleaned.data, "word/document.xml")
    assert honest.WORDS in document
    assert " PAGE " in document
    assert "Caisse &amp; co" in document
    relations = part(cleaned.data, "word/_rels/document.xml.rels")
    assert 'Target="https://example.org/?a=1&amp;b=2" TargetMode="External"' in relations
    picture = re.search(r'Target="/(word/media/\w+\.png)"', relations).group(1)
    with zipfile.ZipFile(io.BytesIO(cleaned.data)) as found:
        assert far_apart(Image.open(io.BytesIO(found.read(picture))), honest.picture()) == 0
    assert 'w:styleId="Normal"' in part(cleaned.data, "word/styles.xml")
    assert cleaned.taken_out == ()


def test_a_fraction_of_word_is_no_formula():
    fraction = '<w:p><m:oMath xmlns:m="m"><m:f><m:num><m:r/></m:num></m:f></m:oMath></w:p>'

    assert "<m:num>" in part(clean(honest.docx(fraction), "a.docx").data, "word/document.xml")


def test_excel_keeps_cells_formulas_notes_charts_and_web_links():
    def fill(book, sheet):
        sheet.write_url("A6", "https://example.org", string="ici")
        sheet.write_comment("A7", "à vérifier")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Budget!$B$1:$B$2"})
        sheet.insert_chart("D4", chart)
        sheet.write_formula("A8", '=IF(B1>0,"a|b [1]!","c")', None, "a|b [1]!")

    cleaned = clean(honest.workbook(fill), "a.xlsx")

    assert cells(cleaned.data)[:2] == [[honest.WORDS, 512.5], ["", 1025.0]]
    sheet = part(cleaned.data, "xl/worksheets/sheet1.xml")
    assert "<f>B1*2</f>" in sheet
    assert "<f>IF(B1&gt;0,&quot;a|b [1]!&quot;,&quot;c&quot;)</f>".replace("&quot;", '"') in sheet
    assert "<c:f>Budget!$B$1:$B$2</c:f>" in part(cleaned.data, "xl/charts/chart1.xml")
    assert "à vérifier" in part(cleaned.data, "xl/comments1.xml")
    assert "https://example.org" in part(cleaned.data, "xl/worksheets/_rels/sheet1.xml.rels")
    assert set(cleaned.taken_out) == {TakenOut.METADATA}


@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
def test_opendocument_keeps_text_dates_pictures_and_charts(kind):
    inside = '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame><draw:object xlink:href="./Object 1"/>'
    body = (
        f"<text:p><text:date>12/11/2026</text:date>{inside}</text:p>"
        if kind == "text"
        else f"<table:shapes>{inside}</table:shapes>"
    )
    parts = {
        "Pictures/a.png": honest.png(),
        "Object 1/content.xml": "<office:document-content xmlns:office='o'>courbe</office:document-content>",
    }

    cleaned = clean(honest.zipped(honest.odf_parts(kind, body, parts=parts)), "a")

    with zipfile.ZipFile(io.BytesIO(cleaned.data)) as found:
        assert found.infolist()[0].filename == "mimetype"
        assert found.infolist()[0].compress_type == zipfile.ZIP_STORED
        picture = next(name for name in found.namelist() if name.startswith("Pictures/"))
        assert far_apart(Image.open(io.BytesIO(found.read(picture))), honest.picture()) == 0
    content = part(cleaned.data, "content.xml")
    assert honest.WORDS in content
    assert picture in content
    assert "courbe" in part(cleaned.data, "Object 1/content.xml")
    assert f'full-path="{picture}"' in part(cleaned.data, "META-INF/manifest.xml")
    if kind == "text":
        assert "12/11/2026" in content
    else:
        assert cells(cleaned.data)[0] == [honest.WORDS, 512.5]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_kept_in_utf8_whatever_it_came_in(encoding):
    words = "Été à Schaerbeek, 512,50 €\r\n\tœuvre"

    cleaned = clean(words.encode(encoding), "note.md")

    assert cleaned.data == words.encode()
    assert cleaned.name == "note.txt"


def test_the_largest_photo_fits_the_process_even_when_it_must_be_turned():
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6
    Image.new("RGB", (7_300, 5_400), (30, 90, 60)).save(out, "JPEG", exif=exif, progressive=True)

    assert Image.open(io.BytesIO(clean(out.getvalue(), "affiche.jpg").data)).size == (5_400, 7_300)
