"""What the pages of meetings share."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from palier.access.actor import Actor
from palier.identity.organisations.queries import name_of, stock
from palier.kernel.errors import Conflict
from palier.participation.meetings import queries
from palier.participation.meetings.forms import Named, Sites
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done

READ_OR_SEND = ["GET", "HEAD", "POST"]


def screen() -> str:
    """The language of the screen."""
    return "nl" if get_language() == "nl" else "fr"


def named(row: Any) -> str:
    """The name of a department in the language of the screen."""
    return row.name_nl if screen() == "nl" else row.name_fr  # type: ignore[no-any-return]


def sites_of(actor: Actor) -> Sites:
    """The sites of the company with their buildings. One query."""
    return [
        (site.pk, name_of(site, screen()), [(one.pk, name_of(one, screen())) for one in inside])
        for site, inside in stock(actor.organisation)
    ]


def services_of(actor: Actor) -> Named:
    """The departments that may own a point or a promise. One query."""
    return [(one.pk, named(one)) for one in queries.services(actor)]


def titles(rows: Iterable[Any]) -> Named:
    """Rows to choose from, by their titles."""
    return [(one.pk, one.title) for one in rows]


def act(
    request: HttpRequest,
    form: forms.Form,
    page: str,
    do: Callable[[], object],
    then: Callable[[], str],
    *,
    said: str = "",
    **context: Any,
) -> HttpResponse:
    """A form shown, mended or carried out; `then`: where one goes afterwards, `said`: what is told there."""
    try:
        if request.method == "POST" and sent(form, do):
            done(request, said or _("Saved."))
            return redirect(then())
    except Conflict:
        return errors.conflict(request)
    status = ASKED_TO_MEND if form.errors else 200
    return render(request, f"meetings/{page}.html", {"form": form, **context}, status=status)


def as_uuid(given: str) -> uuid.UUID | None:
    """An id typed in a form, None for what is none."""
    try:
        return uuid.UUID(given)
    except ValueError:
        return None
