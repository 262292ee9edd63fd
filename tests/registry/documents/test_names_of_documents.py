"""A name is one part of a path, can be read, and cannot pretend."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palier.registry.documents.rules import NAME_AT_MOST, FileKind
from palier.registry.documents.rules.names import ENDINGS, RESERVED, file_name, shown_name


@pytest.mark.parametrize(
    ("given_", "kind", "wanted"),
    [
        ("Décision.pdf", FileKind.PDF, "Décision.pdf"),
        ("Photo.JPEG", FileKind.JPEG, "Photo.jpeg"),
        ("Lettre du 12.11", FileKind.PDF, "Lettre du 12.11.pdf"),
        ("facture.pdf.exe", FileKind.PDF, "facture.pdf"),
        ("facture\u202efdp.exe", FileKind.PDF, "facturefdp.pdf"),
        ("a\u200bb\ufeff\u2066c\u2069.txt", FileKind.TEXT, "abc.txt"),
        ("comptes.csv", FileKind.TEXT, "comptes.txt"),
        ("modele.docm", FileKind.DOCX, "modele.docx"),
        ("../../etc/passwd", FileKind.TEXT, "passwd.txt"),
        ("C:\\Windows\\a.odt", FileKind.ODT, "a.odt"),
        ("/absolu/b.ods", FileKind.ODS, "b.ods"),
        ("a\x00b.png", FileKind.PNG, "ab.png"),
        ("a\r\nSet-Cookie: b.xlsx", FileKind.XLSX, "aSet-Cookie- b.xlsx"),
        ('x<y>:"|?*.pdf', FileKind.PDF, "x-y------.pdf"),
        ("CON", FileKind.TEXT, "_CON.txt"),
        ("nul.pdf", FileKind.PDF, "_nul.pdf"),
        ("Lpt1.photo.png", FileKind.PNG, "_Lpt1.photo.png"),
        ("contrat.pdf", FileKind.PDF, "contrat.pdf"),
        ("", FileKind.PDF, "document.pdf"),
        ("...", FileKind.PDF, "document.pdf"),
        (".htaccess", FileKind.TEXT, "htaccess.txt"),
        ("..", FileKind.TEXT, "document.txt"),
        ("e\u0301te\u0301.txt", FileKind.TEXT, "été.txt"),
        ("fin.pdf. . ", FileKind.PDF, "fin.pdf"),
    ],
)
def test_a_name_is_put_right(given_, kind, wanted):
    assert file_name(given_, kind) == wanted


@pytest.mark.parametrize("letter", ["a", "é", "😀"])
def test_a_long_name_is_cut_and_keeps_its_ending(letter):
    made = file_name(letter * 255 + ".pdf", FileKind.PDF)

    assert made.endswith(".pdf")
    assert len(made) <= NAME_AT_MOST
    assert len(made.encode()) <= 255
    assert set(made.removesuffix(".pdf")) == {letter}


@given(st.text(max_size=300), st.sampled_from(list(FileKind)))
def test_whatever_the_name(given_, kind):
    made = file_name(given_, kind)

    assert 0 < len(made) <= NAME_AT_MOST
    assert made.endswith(ENDINGS[kind])
    assert not set(made) & set('/\\\x00<>:"|?*')
    assert not any(unicodedata.category(letter) in {"Cc", "Cf", "Cs"} for letter in made)
    assert not made.startswith((".", " "))
    assert not RESERVED.fullmatch(made)
    assert file_name(made, kind) == made
    assert 0 < len(shown_name(given_)) <= NAME_AT_MOST
