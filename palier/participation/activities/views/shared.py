"""What the pages of activities share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from palier.access.actor import Actor
from palier.identity.organisations.queries import name_of, stock
from palier.participation.activities import queries
from palier.participation.activities.forms.shared import Named, Sites
from palier.ui.acts import carried_out
from palier.ui.screen import screen


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
    request: HttpRequest, form: forms.Form, page: str, do: Callable[[], object], then: Callable[[], str], **more: Any
) -> HttpResponse:
    """A page of activities that is one form; `then`: where one goes afterwards."""
    return carried_out(request, form, f"activities/{page}.html", do, then, **more)
