"""How the pages of keeping a home answer."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from palier.ui.forms import ASKED_TO_MEND
from palier.ui.notices import done


def screen_language() -> str:
    return (get_language() or "fr")[:2]


def page(request: HttpRequest, name: str, form: forms.Form | None = None, **context: Any) -> HttpResponse:
    """A page of this app; with a form that is to be mended, its status says so and nothing typed is lost."""
    status = ASKED_TO_MEND if form is not None and form.is_bound and form.errors else 200
    return render(request, f"prevention/{name}.html", {"form": form, **context}, status=status)


def to_home(request: HttpRequest, household: Any, words: str) -> HttpResponse:
    """Back to the page of the home, with one line of what was done."""
    done(request, words)
    return redirect("keep_home", household)


def sheet_languages(languages: list[str]) -> tuple[str, ...]:
    """The languages of a sheet: French or Dutch as the persons use it, both when that is not known or not one (P24)."""
    used = set(languages)
    return tuple(used) if used in ({"fr"}, {"nl"}) else ("fr", "nl")
