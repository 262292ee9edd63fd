"""How the pages of transfers answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, sent


def language() -> str:
    return (get_language() or "fr")[:2]


def page(request: HttpRequest, name: str, form: forms.Form, **context: Any) -> HttpResponse:
    """A page with a form: 422 with everything typed when there is something to mend."""
    status = ASKED_TO_MEND if form.is_bound and form.errors else 200
    return render(request, f"transfers/{name}.html", {"form": form, **context}, status=status)


def answered(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], then: Callable[[], HttpResponse]
) -> HttpResponse | None:
    """`then` once `act` is done, the page of a conflict, or None: the form is to be shown (again)."""
    try:
        return then() if sent(form, act) else None
    except Conflict:
        return errors.conflict(request)
