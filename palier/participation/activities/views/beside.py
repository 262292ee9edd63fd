"""Rules of places, ideas of tenants, what partners ask for."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.identity.organisations.queries import name_of
from palier.participation.activities import actions, queries
from palier.participation.activities.forms import IdeaAnswerForm, IdeaForm, NeedForm, RulesForm
from palier.participation.activities.views.shared import act, as_seen, partners_of, sites_of
from palier.registry.housing import queries as housing
from palier.ui.acts import READ_OR_SEND
from palier.ui.addresses import id_in_address
from palier.ui.forms import key_of
from palier.ui.screen import screen

OF_RULES = ("kind", "title_fr", "title_nl", "words_fr", "words_nl", "since", "until")


@capability(Can.ACTIVITY_READ)
@require_safe
def house_rules(request: HttpRequest) -> HttpResponse:
    """/house-rules/?site= : the rules that hold, by place."""
    actor, site = actor_of(request), id_in_address(request, "site")
    context = {
        "rules": [(row, name_of(row.place, screen())) for row in queries.house_rules(actor, site)],
        "site": site,
        "sites": [(pk, name) for pk, name, _inside in sites_of(actor)],
    }
    return render(request, "activities/house_rules.html", context)


@capability(Can.ACTIVITY_WORK)
@require_http_methods(READ_OR_SEND)
def house_rules_add(request: HttpRequest) -> HttpResponse:
    """Enter the rules of a place."""
    actor = actor_of(request)
    form = RulesForm(request.POST or None, sites=sites_of(actor), initial={"since": actor.today})
    return act(
        request,
        form,
        "house_rules_form",
        lambda: actions.enter_rules(actor=actor, draft=form.draft, key=key_of(request.POST)),
        lambda: reverse("house_rules"),
    )


@capability(Can.ACTIVITY_WORK)
@require_http_methods(READ_OR_SEND)
def house_rules_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change the rules of a place, or end them."""
    actor = actor_of(request)
    row = queries.one_set_of_rules(actor, pk, Can.ACTIVITY_WORK)
    begun = {**as_seen(row, *OF_RULES), "place": str(row.place_id)}
    form = RulesForm(request.POST or None, sites=sites_of(actor), initial=begun)
    return act(
        request,
        form,
        "house_rules_form",
        lambda: actions.change_rules(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        lambda: reverse("house_rules"),
        row=row,
    )


@capability(Can.ACTIVITY_WORK)
@require_safe
def ideas(request: HttpRequest) -> HttpResponse:
    """/ideas/?answered=1 : ideas that wait, or those that were answered."""
    actor, answered = actor_of(request), "answered" in request.GET
    rows = queries.ideas(actor, open_ones=not answered)
    context = {
        "ideas": [(row, name_of(row.place, screen()) if row.place else "") for row in rows],
        "answered": answered,
    }
    return render(request, "activities/ideas.html", context)


@capability(Can.ACTIVITY_WORK)
@require_http_methods(READ_OR_SEND)
def idea(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One idea: what was said, how far it is, what was answered."""
    actor = actor_of(request)
    row = queries.idea(actor, pk)
    offered = [(one.pk, one.title) for one in queries.activities(actor, queries.Filters())[:200]]
    if row.activity and row.activity.pk not in {one for one, _title in offered}:
        offered.append((row.activity.pk, row.activity.title))
    begun = {**as_seen(row, "state", "answer"), "activity": str(row.activity_id or "")}
    form = IdeaAnswerForm(request.POST or None, activities=offered, initial=begun)
    return act(
        request,
        form,
        "idea",
        lambda: actions.answer_idea(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        lambda: reverse("ideas"),
        row=row,
        where=name_of(row.place, screen()) if row.place else "",
    )


@capability(Can.IDEA_NOTE)
@require_http_methods(READ_OR_SEND)
def idea_add(request: HttpRequest) -> HttpResponse:
    """/ideas/new/?household= : pass on what tenants wish to do; a slip says that it was."""
    actor = actor_of(request)
    home = _home(actor, request)
    form = IdeaForm(request.POST or None, sites=sites_of(actor), household=home.id if home else None)
    return act(
        request,
        form,
        "idea_form",
        lambda: actions.note_idea(actor=actor, draft=form.draft, key=key_of(request.POST)),
        lambda: reverse("idea_slip"),
        home=home,
    )


def _home(actor: Actor, request: HttpRequest) -> Any:
    """The household in the address, None without one; what is not the actor's to find is not there."""
    pk = id_in_address(request, "household")
    if pk is None:
        return None
    rows = housing.rows(actor, [pk], screen())
    if not rows:
        raise Http404
    return rows[0]


@capability(Can.ACTIVITY_WORK)
@require_safe
def logistics(request: HttpRequest) -> HttpResponse:
    """What partners ask for."""
    return render(request, "activities/logistics.html", {"rows": queries.logistics(actor_of(request))})


@capability(Can.ACTIVITY_WORK)
@require_http_methods(READ_OR_SEND)
def logistics_add(request: HttpRequest) -> HttpResponse:
    """Note what a partner asks for."""
    actor = actor_of(request)
    form = NeedForm(request.POST or None, partners=partners_of(actor), initial={"for_on": actor.today})
    return act(
        request,
        form,
        "logistics_form",
        lambda: actions.enter_logistics(actor=actor, draft=form.draft, key=key_of(request.POST)),
        lambda: reverse("logistics"),
    )


@capability(Can.ACTIVITY_WORK)
@require_http_methods(READ_OR_SEND)
def logistics_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Answer it, or correct it."""
    actor = actor_of(request)
    row = queries.logistics_request(actor, pk)
    begun = {**as_seen(row, "what", "for_on", "words", "state", "answer"), "partner": str(row.partner_id)}
    form = NeedForm(request.POST or None, partners=partners_of(actor), initial=begun)
    return act(
        request,
        form,
        "logistics_form",
        lambda: actions.change_logistics(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        lambda: reverse("logistics"),
        row=row,
    )
