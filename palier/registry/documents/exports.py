"""Bytes that are given out: to be saved, never shown inside a page of ours."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from palier.registry.documents.rules import MEDIA_TYPES, FileKind

SEALED = "sandbox; default-src 'none'"  # whatever opens it opens it without scripts, forms or our origin


def to_be_saved(data: bytes, kind: FileKind, name: str) -> HttpResponse:
    """The answer that carries them, under this name, kept by no cache."""
    answer = HttpResponse(data, content_type=MEDIA_TYPES[kind])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SEALED
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    return answer
