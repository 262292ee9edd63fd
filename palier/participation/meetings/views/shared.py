"""What the pages of meetings share."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from palier.access.actor import Actor
from palier.identity.organisations.queries import name_of, stock
from palier.participation.meetings import queries
from palier.participation.meetings.forms import Named, Sites
from palier.ui.acts import carried_out
from palier.ui.screen import screen


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
    request: HttpRequest, form: forms.Form, page: str, do: Callable[[], object], then: Callable[[], str], **more: Any
) -> HttpResponse:
    """A page of meetings that is one form; `then`: where one goes afterwards."""
    return carried_out(request, form, f"meetings/{page}.html", do, then, **more)


def as_uuid(given: str) -> uuid.UUID | None:
    """An id typed in a form, None for what is none."""
    try:
        return uuid.UUID(given)
    except ValueError:
        return None
