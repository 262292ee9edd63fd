"""The round on the telephone: the list, what is noted, and what the telephone needs to go on without network (D19)."""

import datetime as dt
import uuid
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability, public
from palier.fieldwork.interventions.actions import record_visit
from palier.fieldwork.interventions.forms import PhotoForm
from palier.fieldwork.interventions.labels import COVERS
from palier.fieldwork.interventions.rules import PHOTOS_AT_MOST
from palier.fieldwork.interventions.views.photos import sent_with
from palier.fieldwork.rounds import actions, queries
from palier.fieldwork.rounds.forms import VisitForm
from palier.fieldwork.rounds.queries.cards import Card, Walk, walk
from palier.kernel.errors import Conflict, InvalidInput
from palier.registry.documents.forms import PHOTO_ACCEPT
from palier.ui.forms import ASKED_TO_MEND, mend, say
from palier.ui.notices import done

SCOPE = "/round/"
OF_PHOTOS = {"covers": COVERS, "accept": PHOTO_ACCEPT, "photos_at_most": PHOTOS_AT_MOST, "no_id": uuid.UUID(int=0)}
WORKER = Path(__file__).parents[1] / "static" / "rounds" / "worker.js"


def _walk(actor: Actor) -> tuple[Any, Any, Walk]:
    found = queries.today(actor, actor.today)
    own = next((one for one in queries.shifts(actor, actor.today) if one.post_id == actor.post), None)
    return found.round, own, walk(actor, [stop for stop in found.stops if stop.post_id == actor.post])


@capability(Can.ROUND_WORK)
@require_safe
def round_(request: HttpRequest) -> HttpResponse:
    """/round/: one's own list of today."""
    return _page(request)


def _page(request: HttpRequest, bad: VisitForm | None = None) -> HttpResponse:
    actor = actor_of(request)
    plan, own, found = _walk(actor)
    cards = [(card, _form(card), PhotoForm(auto_id=f"p{card.number}_%s")) for card in found.cards]
    context = {
        **OF_PHOTOS,
        "cards": cards,
        "live": True,
        "plan": plan,
        "shift": own,
        "walk": found,
        "day": actor.today,
        "bad": bad,
        "bad_photos": PhotoForm(auto_id="bad_%s"),
    }
    return render(request, "rounds/round.html", context, status=ASKED_TO_MEND if bad else HTTPStatus.OK)


def _form(card: Card) -> VisitForm | None:
    if card.stop.intervention_id is None:
        return None
    initial = {"id": uuid.uuid4(), "intervention": card.stop.intervention_id}
    return VisitForm(initial=initial, auto_id=f"v{card.number}_%s")


@public
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The page without its list: all that the telephone keeps in the clear."""
    return render(request, "rounds/round.html", {**OF_PHOTOS, "live": False})


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for this path, and no other, when there is no network."""
    return HttpResponse(WORKER.read_text(encoding="utf-8"), content_type="text/javascript")


@public
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """By which a telephone installs the round as a page of its own."""
    icon = {"src": static("ui/mark.svg"), "type": "image/svg+xml", "sizes": "any"}
    about = {
        "name": _("Palier, round"),
        "short_name": _("Round"),
        "lang": get_language(),
        "start_url": SCOPE,
        "scope": SCOPE,
        "display": "standalone",
        "background_color": "#fbfaf7",
        "theme_color": "#0b5c5e",
        "icons": [icon],
    }
    return JsonResponse(about, content_type="application/manifest+json")


@capability(Can.ROUND_WORK)
@require_safe
def token(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and what a form sent by this telephone must carry."""
    return JsonResponse({"csrf": get_token(request), "who": str(actor_of(request).post)})


@capability(Can.ROUND_WORK)
@require_POST
def key(request: HttpRequest) -> HttpResponse:
    """The key of today for one's own telephone, and when it ends."""
    actor = actor_of(request)
    made, ends_at = actions.give_key(actor=actor)
    return JsonResponse(
        {"key": made, "ends": ends_at.astimezone(dt.UTC).isoformat(), "id": f"{actor.post}:{actor.today}"}
    )


@capability(Can.ROUND_WORK)
@require_POST
def visit_add(request: HttpRequest) -> HttpResponse:
    """One passage is noted: 200, and what colleagues noted there; 409, 422: what to mend. Without script: a page."""
    actor = actor_of(request)
    wants_json = request.headers.get("Accept") == "application/json"
    form = VisitForm(request.POST)
    try:
        if form.is_valid():
            record_visit(actor=actor, draft=form.draft)
            refused = sent_with(request, form.draft.id) if request.FILES else None
            return refused or _kept(request, actor, form, wants_json)
    except InvalidInput as problem:
        mend(form, problem)
    except Conflict as problem:
        if wants_json:
            return JsonResponse({"say": [say(problem.what)]}, status=HTTPStatus.CONFLICT)
        form.add_error(None, say(problem.what))
    if wants_json:
        return JsonResponse({"say": [text for texts in form.errors.values() for text in texts]}, status=ASKED_TO_MEND)
    return _page(request, form)


def _kept(request: HttpRequest, actor: Actor, form: VisitForm, wants_json: bool) -> HttpResponse:
    if not wants_json:
        done(request, _("Noted."))
        return redirect("round")
    midnight = timezone.localtime(actor.moment).replace(hour=0, minute=0, second=0, microsecond=0)
    others = queries.noted_by_others(actor, form.draft.intervention, midnight)
    said = [{"who": str(one.agent.staff), "what": one.get_outcome_display(), "words": one.words} for one in others]
    return JsonResponse({"others": said})
