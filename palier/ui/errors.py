"""Pages for what went wrong: what, where, how to mend. "Not yours" and "not there" look the same.

handler400 = "palier.ui.errors.unusable"      handler403 = "palier.ui.errors.not_there"
handler404 = "palier.ui.errors.not_there"     handler500 = "palier.ui.errors.broken"
CSRF_FAILURE_VIEW = "palier.ui.errors.stale_form"
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def unusable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be read."""
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, for what does not exist and for what is not this person's to see."""
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose hidden key no longer fits."""
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)


def conflict(request: HttpRequest) -> HttpResponse:
    """409: somebody else changed it, or the same key came with another text."""
    return render(request, "409.html", status=HTTPStatus.CONFLICT)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: a file or a text over the limit."""
    return render(request, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def too_often(request: HttpRequest) -> HttpResponse:
    """429: wait a little."""
    return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)


def broken(request: HttpRequest) -> HttpResponse:
    """500: needs no context, no language, no database."""
    return HttpResponse(render_to_string("500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)
