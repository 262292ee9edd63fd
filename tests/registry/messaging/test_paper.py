"""PDF and DOCX: tagged, in their language, with a title; what people typed stays text, whatever it looks like."""

import datetime as dt
import io
import time

import pikepdf
import pytest
from docx import Document

from palier.registry.messaging.exports import letter_docx, letters_pdf, poster_pdf, slip_pdf
from palier.registry.messaging.rules import BODY_AT_MOST
from palier.registry.messaging.rules.paper import Poster, Sheet, Text

HOSTILE = (
    '#read("/etc/passwd")', "#import \"@preview/x:0.1.0\": *", "*gras* _it_ `code` $x^2$", "#set page(width: 1pt)", "\\ // /* */",
    "= Titre", "- liste", "@label <label>", "https://exemple.invalid", "#panic()", "]", "[", "\\u{1F600}", '"; drop',
)  # fmt: skip


def sheet(*paragraphs, languages=("fr",), **more):
    texts = tuple(
        Text(one, "Votre rendez-vous", tuple((part,) for part in paragraphs), "jeudi 26 novembre 2026", "mardi, 14 h")
        for one in languages
    )
    values = {
        "company": "Logis Exemple",
        "to": ("Zoé Exemple", "avenue du Brouillon 1", "1000 Bruxelles"),
        "worker": "Amina Exemple",
        "phone": "02 000 00 00",
        "texts": texts,
        "pictograms": False,
        "written_on": dt.date(2026, 11, 26),
    }
    return Sheet(**(values | more))


def opened(data):
    return pikepdf.open(io.BytesIO(data))


def words(data):
    """The text of a PDF, glyph by glyph, through its fonts' own maps."""
    found, pdf = "", opened(data)
    for page in pdf.pages:
        maps = {name: _unicode(font) for name, font in page.Resources.get("/Font", {}).items() if "/ToUnicode" in font}
        current = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                current = maps.get(str(operands[0]), {})
            elif str(operator) in {"Tj", "TJ"}:
                for part in operands[0] if str(operator) == "TJ" else operands:
                    if isinstance(part, pikepdf.String):
                        raw = bytes(part)
                        found += "".join(current.get(raw[n : n + 2], "") for n in range(0, len(raw), 2))
    return "".join(found.split())


def _unicode(font):
    """code -> letters, of a ToUnicode map."""
    import re

    text = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, letters in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[bytes.fromhex(code)] = bytes.fromhex(letters).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, letters in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            base = int(letters, 16)
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[(int(first, 16) + step).to_bytes(len(first) // 2, "big")] = chr(base + step)
    return found


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_letter_is_tagged_titled_and_says_its_language(language):
    with opened(letters_pdf([sheet("Bonjour", languages=(language,))])) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == language
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert pdf.open_metadata()["dc:title"] == "Votre rendez-vous"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        box = [round(float(one)) for one in pdf.pages[0].MediaBox]
        assert box == [0, 0, 595, 842]


def test_both_languages_stand_one_after_the_other():
    data = letters_pdf([sheet("Bonjour", languages=("fr", "nl"))])
    assert len(opened(data).pages) == 2


def test_a_batch_is_one_document_and_every_letter_begins_a_page():
    data = letters_pdf([sheet("Bonjour", to=(f"Personne {number}",)) for number in range(5)])
    assert len(opened(data).pages) == 5
    assert all(f"Personne{number}" in words(data) for number in range(5))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_typed_is_never_read_as_markup(text):
    data = letters_pdf([sheet(text, company=text, to=(text,), worker=text)])
    assert words(data).count("".join(text.split())) >= 3
    assert slip_pdf(sheet(text, worker=text))
    hers = ((text,),)
    assert poster_pdf(Poster("a", "b", text, hers, text, hers), "a4")


def test_pictograms_say_what_they_show_to_who_does_not_see_them():
    with opened(letters_pdf([sheet("Bonjour", pictograms=True)])) as pdf:
        alts = {str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}
    assert alts == {"Un courrier pour vous", "La date", "Vous pouvez appeler"}
    with opened(letters_pdf([sheet("Bonjour")])) as pdf:
        assert not [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]


def test_another_alphabet_is_set_all_the_same_and_tagged():
    with opened(letters_pdf([sheet("Bonjour مرحبا 中文 שלום")])) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "fr"


def test_the_same_letter_is_the_same_file():
    assert letters_pdf([sheet("Bonjour")]) == letters_pdf([sheet("Bonjour")])


def test_the_longest_letter_is_set_within_seconds():
    began = time.monotonic()
    data = letters_pdf([sheet("x " * (BODY_AT_MOST // 2), "y" * BODY_AT_MOST, languages=("fr", "nl"))])
    assert data and time.monotonic() - began < 30  # a tenth of a second, were it alone


def test_a_slip_is_a6_with_the_date_in_large_and_names_no_service():
    data = slip_pdf(sheet("Bonjour"))
    with opened(data) as pdf:
        assert [round(float(one)) for one in pdf.pages[0].MediaBox] == [0, 0, 298, 420]
    assert "mardi,14h" in words(data) and "ervice" not in words(data)


def test_a_poster_has_both_languages_at_the_same_size():
    data = poster_pdf(Poster("Logis", "Woning", "Rencontre", (("Mardi",),), "Ontmoeting", (("Dinsdag",),)), "a3")
    with opened(data) as pdf:
        assert [round(float(one)) for one in pdf.pages[0].MediaBox] == [0, 0, 842, 1191]
        sizes = [
            float(operands[1])
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "Tf"
        ]
    half = len(sizes) // 2
    assert sizes[:half] == sizes[half:]


def test_a_word_document_holds_the_letter_and_no_author():
    document = Document(io.BytesIO(letter_docx(sheet("Bonjour Zoé", "Ligne\nautre"))))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Bonjour Zoé" in text and "Votre rendez-vous" in text and "avenue du Brouillon 1" in text
    assert document.core_properties.author == "" and document.core_properties.title == "Votre rendez-vous"
