"""Preparing a meeting: when and where, points proposed by departments, who comes."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.participation.meetings import actions, queries
from palier.participation.meetings.forms import MeetingForm, PointForm, ReplyForm
from palier.participation.meetings.rules import PointKind
from palier.participation.meetings.views.shared import act, services_of, sites_of, titles
from palier.registry.housing import queries as housing
from palier.ui.acts import READ_OR_SEND
from palier.ui.addresses import id_in_address
from palier.ui.forms import key_of
from palier.ui.screen import screen

OFFERED = 12  # households of a search: more are not looked through with somebody waiting
OF_A_MEETING = (
    "version", "title_fr", "title_nl", "minutes", "venue_fr", "venue_nl", "step_free", "quiet_place", "child_corner",
    "interpreters", "translated_by",
)  # fmt: skip


def _form(request: HttpRequest, actor: Actor, initial: dict[str, Any], row: Any = None) -> MeetingForm:
    sites = sites_of(actor)
    wholes = {pk for pk, _name, _inside in sites}
    before = row.previous_id if row else None
    places = initial.pop("places", [])
    initial |= {
        "sites": [str(pk) for pk in places if pk in wholes],
        "buildings": [str(pk) for pk in places if pk not in wholes],
    }
    rows = [one for one in queries.meetings(actor) if row is None or one.pk != row.pk]
    return MeetingForm(
        request.POST or None,
        sites=sites,
        hosts=[(post.pk, str(post.staff)) for post in queries.hosts(actor)],
        languages=[(code, one.name.in_(screen())) for code, one in SPOKEN_LANGUAGES.items()],
        previous=titles(rows),
        initial={"previous": str(before or "")} | initial,
    )


@capability(Can.MEETING_WORK)
@require_http_methods(READ_OR_SEND)
def meeting_add(request: HttpRequest) -> HttpResponse:
    """/meetings/new/?previous= : prepare a meeting; the next one of another begins with what was promised there."""
    actor, made = actor_of(request), []
    begun: dict[str, Any] = {"host": str(actor.acting_post)}
    if before := id_in_address(request, "previous"):
        row = queries.meeting(actor, before, Can.MEETING_WORK)
        begun |= {name: getattr(row, name) for name in OF_A_MEETING if name != "version"}
        begun |= {"previous": str(before), "places": row.places}
    form = _form(request, actor, begun)
    return act(
        request,
        form,
        "meeting_form",
        lambda: made.append(actions.enter_meeting(actor=actor, draft=form.draft, key=key_of(request.POST))),
        lambda: reverse("meeting", args=made),
    )


@capability(Can.MEETING_WORK)
@require_http_methods(READ_OR_SEND)
def meeting_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change what is prepared."""
    actor = actor_of(request)
    row = queries.meeting(actor, pk, Can.MEETING_WORK)
    there = timezone.localtime(row.at)
    begun = {name: getattr(row, name) for name in OF_A_MEETING}
    begun |= {"on": there.date(), "hour": there.time(), "places": row.places, "host": str(row.host_id)}
    form = _form(request, actor, begun, row)
    return act(
        request,
        form,
        "meeting_form",
        lambda: actions.change_meeting(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        lambda: reverse("meeting", args=[pk]),
        row=row,
    )


@capability(Can.AGENDA_PROPOSE)
@require_http_methods(READ_OR_SEND)
def point_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Propose a point; one's own department owns it unless another is named."""
    actor = actor_of(request)
    row = queries.meeting(actor, pk)
    form = PointForm(
        request.POST or None,
        services=services_of(actor),
        initial={"service": str(actor.service or ""), "kind": PointKind.TOPIC},
    )
    return act(
        request,
        form,
        "point_form",
        lambda: actions.propose_point(actor=actor, meeting=pk, draft=form.draft, key=key_of(request.POST)),
        lambda: reverse("meeting", args=[pk]),
        said=_("Proposed: it stands last on the agenda."),
        meeting=row,
    )


@capability(Can.MEETING_WORK)
@require_http_methods(READ_OR_SEND)
def point_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Word a point, give it its place, or leave it out."""
    actor = actor_of(request)
    row = queries.point(actor, pk)
    names = ("version", "title_fr", "title_nl", "kind", "minutes", "position", "left_out")
    begun = {name: getattr(row, name) for name in names} | {"service": str(row.service_id)}
    form = PointForm(request.POST or None, services=services_of(actor), initial=begun)

    def do() -> None:
        data = form.cleaned_data
        place = data["position"] or row.position
        values = {"draft": form.draft, "position": place, "left_out": data["left_out"]}
        actions.change_point(actor=actor, pk=pk, version=form.seen, **values)

    return act(
        request, form, "point_form", do, lambda: reverse("meeting", args=[row.meeting_id]), row=row, meeting=row.meeting
    )


@capability(Can.AGENDA_PROPOSE)
@require_http_methods(READ_OR_SEND)
def meeting_reply(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """/meetings/…/reply/?household=&q= : at the counter, does this household come? Nobody reads it back."""
    actor = actor_of(request)
    row, home = queries.meeting(actor, pk), id_in_address(request, "household")
    if home is None:
        wanted = request.GET.get("q", "").strip()
        homes = housing.find_households(actor, wanted, screen(), OFFERED)
        return render(request, "meetings/choose.html", {"meeting": row, "wanted": wanted, "homes": homes})
    found = housing.rows(actor, [home], screen())
    if not found:
        raise Http404
    form = ReplyForm(request.POST or None)
    return act(
        request,
        form,
        "reply",
        lambda: actions.note_reply(actor=actor, meeting=pk, household=home, draft=form.draft),
        lambda: f"{reverse('meeting_slip')}?meeting={pk}",
        said=_("It is noted. You cannot read it again; only how many come is counted."),
        meeting=row,
        home=found[0],
    )
