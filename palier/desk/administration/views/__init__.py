"""The pages of the administrator, and of who confirms posts. What all of them use stands here."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from palier.identity.organisations.labels import ROLES, SERVICE_KINDS
from palier.ui.forms import ASKED_TO_MEND

KINDS: dict[str, Any] = {kind.value: words for kind, words in SERVICE_KINDS.items()}
NAMES: dict[str, Any] = {role.value: words for role, words in ROLES.items()}


def name_of(row: Any) -> str:
    """A service, one of its lines of work or an organisation, in the language of the screen."""
    return str(getattr(row, f"name_{get_language()}"))


def page(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    """A page with a form; 422 when there is something to mend."""
    status = ASKED_TO_MEND if form.is_bound and form.errors else 200
    return render(request, f"administration/{template}.html", {"form": form, **context}, status=status)
