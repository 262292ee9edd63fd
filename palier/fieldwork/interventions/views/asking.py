"""Asking that an agent comes by, for anybody of the house; and what came of it."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.fieldwork.interventions import actions, queries
from palier.fieldwork.interventions.forms import PassageForm
from palier.fieldwork.interventions.labels import SENTENCES, STATES
from palier.fieldwork.interventions.rules import PHONE_LINE, Origin, line_is_open
from palier.kernel import clock
from palier.kernel.errors import Conflict
from palier.registry.housing import queries as housing
from palier.ui import errors
from palier.ui.acts import READ_OR_SEND
from palier.ui.addresses import id_in_address
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done
from palier.ui.screen import screen


@capability(Can.PASSAGE_ASK)
@require_safe
def passages(request: HttpRequest) -> HttpResponse:
    """/passages/ : what I asked of the agents, and what came of it."""
    states, sentences = dict(STATES), dict(SENTENCES)
    mine = [
        (one, states[one.state], sentences[one.sentence] if one.sentence else "")
        for one in queries.my_passages(actor_of(request), screen())
    ]
    return render(request, "interventions/passages.html", {"mine": mine})


@capability(Can.PASSAGE_ASK)
@require_http_methods(READ_OR_SEND)
def passage_ask(request: HttpRequest) -> HttpResponse:
    """/passages/new/?household=&motive= : ask for a passage. A household is only there to be told."""
    actor = actor_of(request)
    home = _home(actor, request)
    motives = list(queries.motives(actor))
    begun: dict[str, Any] = {"origin": Origin.TENANT if home else Origin.STAFF, "motive": request.GET.get("motive", "")}
    shows_doors = "doors" in request.POST
    if shows_doors:
        begun = request.POST.dict()
    doors = queries.doors_of(actor, _id(request.POST.get("place", "")))
    form = PassageForm(
        None if shows_doors else request.POST or None,
        motives=[(str(one.pk), one.name_nl if screen() == "nl" else one.name_fr) for one in motives],
        places=queries.places(actor, screen()),
        initial=begun,
        household=home.id if home else None,
        doors=doors,
    )
    try:
        if sent(form, lambda: actions.ask_passage(actor=actor, draft=form.draft, key=key_of(request.POST))):
            asked = next(one for one in motives if str(one.pk) == form.cleaned_data["motive"])
            answer = asked.answer_nl if screen() == "nl" else asked.answer_fr
            done(request, " ".join(filter(None, [_("Asked. You are told here what came of it."), answer])))
            return redirect("passages")
    except Conflict:
        return errors.conflict(request)
    shown = {
        "form": form,
        "home": home,
        "motives": motives,
        "doors": doors,
        "shows_doors": shows_doors,
        "line": PHONE_LINE,
        "line_is_open": line_is_open(clock.now()),
    }
    return render(request, "interventions/passage_ask.html", shown, status=ASKED_TO_MEND if form.errors else 200)


def _id(given: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(given)
    except ValueError:
        return None


def _home(actor: Actor, request: HttpRequest) -> Any:
    """The household in the address, None without one; what is not the actor's to find is not there."""
    pk = id_in_address(request, "household")
    if pk is None:
        return None
    rows = housing.rows(actor, [pk], screen())
    if not rows:
        raise Http404
    return rows[0]


@capability(Can.PASSAGE_ASK)
@require_POST
def passage_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It is not solved: the agents find it among what waits."""
    try:
        actions.open_again(actor=actor_of(request), pk=pk)
    except Conflict:
        return errors.conflict(request)
    done(request, _("It waits again: the agents see it."))
    return redirect("passages")
