"""Letters on paper: PDF to print, a document for a word processor."""

from palier.registry.messaging.exports.docx import letter_docx
from palier.registry.messaging.exports.pdf import letters_pdf, poster_pdf, slip_pdf

__all__ = ["letter_docx", "letters_pdf", "poster_pdf", "slip_pdf"]
