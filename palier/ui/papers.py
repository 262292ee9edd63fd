"""Files that a page gives out: never kept by the browser, never run."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"
SHOWN_ALONE = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"  # the browser's reader of PDF
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper(data: bytes, media_type: str, name: str, *, to_keep: bool = False) -> HttpResponse:
    """A sheet to look at and print, or to keep. Its name says nothing of anybody."""
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=to_keep, filename=name) or "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SHOWN_ALONE
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    return answer
