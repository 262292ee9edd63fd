"""Keeping activities: entered, changed, followed from what was observed to who took part."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.kernel.parties import Party
from palier.participation.activities import actions, queries
from palier.participation.activities.forms import ActivityForm, OriginForm, SessionForm, StageForm
from palier.participation.activities.rules import Stage
from palier.participation.activities.views.shared import act, as_seen, partners_of, sites_of
from palier.ui.acts import READ_OR_SEND
from palier.ui.forms import key_of

OF_AN_ACTIVITY = (
    "axis", "kind", "branch", "title_fr", "title_nl", "about_fr", "about_nl", "subjects", "approaches", "categories",
    "temporality", "starts", "ends", "origin_words", "why_together", "outcome", "closed_on",
)  # fmt: skip
OF_A_DAY = (
    "on", "at", "where_fr", "where_nl", "method", "dwellings", "posters", "tenants", "young", "volunteers",
    "contributions", *(one.value for one in Party),
)  # fmt: skip


def _activity_form(request: HttpRequest, actor: Actor, initial: dict[str, Any], row: Any = None) -> ActivityForm:
    sites = sites_of(actor)
    if row is not None:
        wholes = {pk for pk, _name, _inside in sites}
        initial |= {
            "sites": [str(pk) for pk in row.places if pk in wholes],
            "buildings": [str(pk) for pk in row.places if pk not in wholes],
            "partners": [str(pk) for pk in row.partners],
            "owner": str(row.owner_id),
        }
    return ActivityForm(
        request.POST or None,
        sites=sites,
        partners=partners_of(actor),
        owners=[(post.pk, str(post.staff)) for post in queries.owners(actor)],
        initial=initial,
    )


@capability(Can.ACTIVITY_WORK)
@require_http_methods(READ_OR_SEND)
def activity_add(request: HttpRequest) -> HttpResponse:
    """Enter an activity."""
    actor, made = actor_of(request), []
    form = _activity_form(request, actor, {"starts": actor.today, "owner": str(actor.acting_post)})
    return act(
        request,
        form,
        "activity_form",
        lambda: made.append(actions.enter_activity(actor=actor, draft=form.draft, key=key_of(request.POST))),
        lambda: reverse("activity", args=made),
    )


@capability(Can.ACTIVITY_WORK)
@require_http_methods(READ_OR_SEND)
def activity_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change an activity, or close it by saying what the group achieved."""
    actor = actor_of(request)
    row = queries.activity(actor, pk, Can.ACTIVITY_WORK)
    form = _activity_form(request, actor, as_seen(row, *OF_AN_ACTIVITY), row)
    return act(
        request,
        form,
        "activity_form",
        lambda: actions.change_activity(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        lambda: reverse("activity", args=[pk]),
        row=row,
    )


@capability(Can.ACTIVITY_WORK)
@require_http_methods(READ_OR_SEND)
def stage_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Note the part of inhabitants at a stage."""
    actor = actor_of(request)
    row = queries.activity(actor, pk, Can.ACTIVITY_WORK)
    form = StageForm(request.POST or None, initial={"on": actor.today, "stage": Stage.DESIGN})
    return act(
        request,
        form,
        "stage_form",
        lambda: actions.note_stage(actor=actor, activity=pk, draft=form.draft, key=key_of(request.POST)),
        lambda: reverse("activity", args=[pk]),
        activity=row,
    )


@capability(Can.ACTIVITY_WORK)
@require_http_methods(READ_OR_SEND)
def stage_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct a stage."""
    actor = actor_of(request)
    row = queries.stage(actor, pk)
    form = StageForm(request.POST or None, initial=as_seen(row, "stage", "on", "inhabitants", "limits"))
    return act(
        request,
        form,
        "stage_form",
        lambda: actions.change_stage(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        lambda: reverse("activity", args=[row.activity_id]),
        activity=row.activity,
    )


@capability(Can.ACTIVITY_WORK)
@require_http_methods(READ_OR_SEND)
def session_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Note a day, to come or past."""
    actor = actor_of(request)
    row = queries.activity(actor, pk, Can.ACTIVITY_WORK)
    form = SessionForm(request.POST or None, initial={"on": actor.today})
    return act(
        request,
        form,
        "session_form",
        lambda: actions.note_session(actor=actor, activity=pk, draft=form.draft, key=key_of(request.POST)),
        lambda: reverse("activity", args=[pk]),
        activity=row,
    )


@capability(Can.ACTIVITY_WORK)
@require_http_methods(READ_OR_SEND)
def session_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct a day, or say how many took part."""
    actor = actor_of(request)
    row = queries.session(actor, pk)
    form = SessionForm(request.POST or None, initial=as_seen(row, *OF_A_DAY))
    return act(
        request,
        form,
        "session_form",
        lambda: actions.change_session(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        lambda: reverse("activity", args=[row.activity_id]),
        activity=row.activity,
    )


@capability(Can.ACTIVITY_WORK)
@require_http_methods(READ_OR_SEND)
def origin_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say what was observed that led to it."""
    actor = actor_of(request)
    row = queries.activity(actor, pk, Can.ACTIVITY_WORK)
    form = OriginForm(request.POST or None, sites=sites_of(actor), initial={"observed_on": actor.today})
    return act(
        request,
        form,
        "origin_form",
        lambda: actions.note_origin(actor=actor, activity=pk, draft=form.draft, key=key_of(request.POST)),
        lambda: reverse("activity", args=[pk]),
        activity=row,
    )


@capability(Can.ACTIVITY_WORK)
@require_http_methods(READ_OR_SEND)
def origin_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct what was observed."""
    actor = actor_of(request)
    row = queries.origin(actor, pk)
    begun = {**as_seen(row, "theme", "observed_on", "words"), "place": str(row.place_id)}
    form = OriginForm(request.POST or None, sites=sites_of(actor), initial=begun)
    return act(
        request,
        form,
        "origin_form",
        lambda: actions.change_origin(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        lambda: reverse("activity", args=[row.activity_id]),
        activity=row.activity,
    )
