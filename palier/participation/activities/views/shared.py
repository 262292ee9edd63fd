"""What the pages of activities share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from palier.access.actor import Actor
from palier.identity.organisations.queries import name_of, stock
from palier.kernel.errors import Conflict
from palier.participation.activities import queries
from palier.participation.activities.forms.shared import Named, Sites
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done

READ_OR_SEND = ["GET", "HEAD", "POST"]


def screen() -> str:
    """The language of the screen."""
    return "nl" if get_language() == "nl" else "fr"


def sites_of(actor: Actor) -> Sites:
    """The sites of her company with their buildings, named in the language of the screen. One query."""
    named = screen()
    return [
        (site.pk, name_of(site, named), [(one.pk, name_of(one, named)) for one in inside])
        for site, inside in stock(actor.organisation)
    ]


def partners_of(actor: Actor) -> Named:
    """The partner organisations of the directory."""
    return [(one.pk, one.name) for one in queries.partners(actor)]


def as_seen(row: Any, *names: str) -> dict[str, Any]:
    """What a row holds, to begin a form with; ids as the form chooses them."""
    return {name: getattr(row, name) for name in ("version", *names)}


def act(
    request: HttpRequest,
    form: forms.Form,
    page: str,
    do: Callable[[], object],
    then: Callable[[], str],
    **context: Any,
) -> HttpResponse:
    """A form shown, mended or carried out; `then`: where one goes afterwards."""
    try:
        if sent(form, do):
            done(request, _("Saved."))
            return redirect(then())
    except Conflict:
        return errors.conflict(request)
    status = ASKED_TO_MEND if form.errors else 200
    return render(request, f"activities/{page}.html", {"form": form, **context}, status=status)
