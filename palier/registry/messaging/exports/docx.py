"""The same letter for a word processor: to be edited there when a template is not enough."""

import io

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from palier.registry.messaging.rules.paper import Sheet, Text

LOCALES = {"fr": "fr-BE", "nl": "nl-BE"}


def letter_docx(sheet: Sheet) -> bytes:
    """A letter as DOCX. It holds no author and no name of the machine."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    document.styles["Normal"].font.size = Pt(12)
    document.styles["Normal"].font.name = "Liberation Serif"
    about = document.core_properties
    about.author, about.title, about.comments = "", sheet.title, ""
    about.language = LOCALES[sheet.texts[0].language]
    document.add_paragraph().add_run(sheet.company).bold = True
    window = document.add_paragraph("\n".join(sheet.to))
    window.paragraph_format.left_indent = Mm(85)
    window.paragraph_format.space_before = window.paragraph_format.space_after = Mm(18)
    for number, text in enumerate(sheet.texts):
        if number:
            document.add_page_break()  # type: ignore[no-untyped-call]
        _write(document, text)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _write(document: Docx, text: Text) -> None:
    document.add_paragraph(text.date).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_heading(text.title, level=1)
    if text.large:
        run = document.add_paragraph().add_run(text.large)
        run.bold, run.font.size = True, Pt(20)
    for lines in text.paragraphs:
        document.add_paragraph("\n".join(lines))
