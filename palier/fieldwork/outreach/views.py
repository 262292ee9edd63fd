"""The agents' pages of outreach: what was, an evening, a thing seen, figures."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.fieldwork.outreach import actions, queries
from palier.fieldwork.outreach.forms import EveningForm, ObservationForm, Places
from palier.fieldwork.outreach.labels import THEMES
from palier.identity.organisations.queries import name_of
from palier.ui.acts import READ_OR_SEND, carried_out
from palier.ui.addresses import id_in_address
from palier.ui.forms import key_of
from palier.ui.screen import screen

OF_AN_EVENING = ("on", "starts", "ends", "agents", "met", "themes", "words", "next_on", "version")
OF_WHAT_WAS_SEEN = ("on", "theme", "words", "version")


def _places(actor: Actor) -> Places:
    named = screen()
    return [
        (name_of(site, named), [(one.pk, name_of(one, named)) for one in (site, *inside)])
        for site, inside in queries.places_named(actor)
    ]


@capability(Can.OUTREACH_WORK)
@require_safe
def outreach(request: HttpRequest) -> HttpResponse:
    """/outreach/?site= : the latest evenings, and what was seen lately."""
    actor, site, words = actor_of(request), id_in_address(request, "site"), dict[str, Any](THEMES)
    context = {
        "evenings": [
            (row, name_of(row.place, screen()), [words[one] for one in row.themes])
            for row in queries.evenings(actor, site)
        ],
        "observations": [(row, name_of(row.place, screen())) for row in queries.observations(actor, site)],
        "sites": [(inside[0][0], name) for name, inside in _places(actor)],
        "site": site,
    }
    return render(request, "outreach/outreach.html", context)


@capability(Can.OUTREACH_WORK)
@require_safe
def outreach_figures(request: HttpRequest) -> HttpResponse:
    """By theme, site and month in the last twelve months; never by agent."""
    found, words = queries.figures(actor_of(request)), dict(THEMES)
    tables = [
        (_("By theme"), [(words[line.of], line) for line in found.by_theme]),
        (_("By site"), [(name_of(line.of, screen()) if line.of else _("elsewhere"), line) for line in found.by_site]),
        (_("By month"), [(date_format(line.of, "F Y"), line) for line in found.by_month]),
    ]
    return render(request, "outreach/figures.html", {"tables": tables})


@capability(Can.OUTREACH_WORK)
@require_http_methods(READ_OR_SEND)
def evening_add(request: HttpRequest) -> HttpResponse:
    """Note an evening."""
    actor = actor_of(request)
    form = EveningForm(request.POST or None, places=_places(actor), initial={"on": actor.today, "agents": 2})
    return _act(
        request,
        form,
        "evening_form",
        lambda: actions.note_evening(actor=actor, draft=form.draft, key=key_of(request.POST)),
    )


@capability(Can.OUTREACH_WORK)
@require_http_methods(READ_OR_SEND)
def evening_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct an evening."""
    actor = actor_of(request)
    row = queries.evening(actor, pk)
    form = EveningForm(request.POST or None, places=_places(actor), initial=_as_seen(row, OF_AN_EVENING))
    return _act(
        request,
        form,
        "evening_form",
        lambda: actions.change_evening(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        row=row,
    )


@capability(Can.OUTREACH_WORK)
@require_http_methods(READ_OR_SEND)
def observation_add(request: HttpRequest) -> HttpResponse:
    """Note what was seen at a place."""
    actor = actor_of(request)
    form = ObservationForm(request.POST or None, places=_places(actor), initial={"on": actor.today})
    return _act(
        request,
        form,
        "observation_form",
        lambda: actions.note_observation(actor=actor, draft=form.draft, key=key_of(request.POST)),
    )


@capability(Can.OUTREACH_WORK)
@require_http_methods(READ_OR_SEND)
def observation_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct what was seen."""
    actor = actor_of(request)
    row = queries.observation(actor, pk)
    form = ObservationForm(request.POST or None, places=_places(actor), initial=_as_seen(row, OF_WHAT_WAS_SEEN))
    return _act(
        request,
        form,
        "observation_form",
        lambda: actions.change_observation(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        row=row,
    )


def _as_seen(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in names}, "place": str(row.place_id)}


def _act(request: HttpRequest, form: Any, page: str, do: Callable[[], object], **context: Any) -> HttpResponse:
    then, told = (lambda: reverse("outreach")), _("Noted.")
    return carried_out(request, form, f"outreach/{page}.html", do, then, said=told, **context)
