"""The two of the pair: what they know of the door, their declaration, who it is, and the end."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.support_pairs import actions, queries
from palier.casework.support_pairs.forms import StepForm, VersionForm
from palier.casework.support_pairs.labels import DOOR_SAYS
from palier.casework.support_pairs.labels.notes import SECTORS
from palier.casework.support_pairs.views import shown
from palier.casework.support_requests import queries as requests
from palier.casework.support_requests.labels import DISCIPLINES, SITUATIONS
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.notices import done


@capability(Can.SUPPORT_PAIR)
@require_safe
def pair(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One request of ours: the door, and what we noted in the order of the method."""
    actor = actor_of(request)
    state = queries.pair(actor, pk)
    notes = queries.notes(actor, pk)
    woven = queries.network_of(notes)
    row = requests.one(actor, pk)
    context = {
        "row": row,
        "situation": dict(SITUATIONS)[row.situation],
        "endings": [(one, shown.said(DISCIPLINES, one.discipline)) for one in row.endings(actor.today)],
        "state": state,
        "door": shown.of_pair(state),
        "says": DOOR_SAYS.get(state.door, ""),
        "groups": shown.grouped(notes, empty=True),
        "steps": StepForm().fields["state"].choices,  # type: ignore[attr-defined]
        "woven": woven,
        "sectors": [shown.said(SECTORS, one) for one in woven.sectors],
    }
    return render(request, "support_pairs/pair.html", context)


@capability(Can.SUPPORT_PAIR)
@require_POST
def declare(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """I do not know this person."""
    actions.declare(actor=actor_of(request), pk=pk)
    done(request, _("Noted: you do not know her."))
    return redirect("support_pair", pk)


@capability(Can.SUPPORT_PAIR)
@require_POST
def aside(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """I may know her."""
    actions.step_aside(actor=actor_of(request), pk=pk)
    done(request, _("You step aside. The request waits for another pair; nobody reads who it is."))
    return redirect("support_one", pk)


@capability(Can.SUPPORT_PAIR)
@require_POST
def identity(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who it is, once, on this page: each reading is asked for and written down; no address leads back to it."""
    actor = actor_of(request)
    found = queries.identity(actor, pk)
    return render(request, "support_pairs/identity.html", {"who": found, "pk": pk, "day": actor.today})


@capability(Can.SUPPORT_PAIR)
@require_POST
def close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The intervention ends."""
    form = VersionForm(request.POST)
    try:
        if not form.is_valid():
            raise Conflict()
        actions.close(actor=actor_of(request), pk=pk, version=form.cleaned_data["version"])
    except Conflict:
        return errors.conflict(request)
    done(request, _("Ended. Nobody can read any more who it was."))
    return redirect("support_queue")
