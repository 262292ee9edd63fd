"""The canvas of first contacts of a company: read, proposed with a look at its days, confirmed by another person."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.casework.tenancies.prevention import actions, queries
from palier.casework.tenancies.prevention.forms import CanvasForm
from palier.casework.tenancies.prevention.labels import WAY_ICONS, WAYS
from palier.casework.tenancies.prevention.rules import CanvasStep, Way
from palier.casework.tenancies.prevention.views.answers import page
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import key_of, sent
from palier.ui.notices import done

Shown = list[tuple[CanvasStep, str, str]]


@capability(Can.CANVAS_READ)
@require_safe
def canvas(request: HttpRequest) -> HttpResponse:
    """What holds today and since when, what comes, what waits to be confirmed, what was decided before."""
    actor = actor_of(request)
    found = queries.canvases(actor)
    return page(
        request,
        "canvas",
        found=found,
        steps=_shown(found.steps),
        coming=[(row, _shown(row.steps)) for row in found.coming],
        proposed=[(row, _shown(row.steps), row.proposed_by.staff_id != actor.staff) for row in found.proposed],
        former=[(row, _shown(row.steps)) for row in found.former],
        decides=permits(actor, Can.CANVAS_PROPOSE),
    )


@capability(Can.CANVAS_PROPOSE)
def canvas_propose(request: HttpRequest) -> HttpResponse:
    """Propose another canvas. `look`: first the days it would give, beside those of today; nothing is kept."""
    actor = actor_of(request)
    today = queries.canvas_today(actor)
    form = CanvasForm(request.POST or None, initial=_as_today(actor, today))
    if "look" not in request.POST and sent(
        form, lambda: actions.propose_canvas(actor=actor, draft=form.draft, key=key_of(request.POST))
    ):
        done(request, _("Proposed. It counts once somebody else has confirmed it."))
        return redirect("canvas")
    shown: dict[str, Any] = {"today": _shown(today)}
    if "look" in request.POST and form.is_valid():
        since = form.draft.valid_from
        shown |= {"since": since, "before": _dated(today, since), "then": _dated(form.draft.as_steps(), since)}
    return page(request, "canvas_propose", form, **shown)


@capability(Can.CANVAS_PROPOSE)
@require_POST
def canvas_decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Confirm a proposed canvas, or set it aside."""
    confirms = request.POST.get("decision") == "confirm"
    try:
        actions.decide_canvas(actor=actor_of(request), pk=pk, confirms=confirms)
    except Conflict:
        return errors.conflict(request)
    done(request, _("Confirmed. It counts from its day on.") if confirms else _("Set aside. Nothing changes."))
    return redirect("canvas")


def _as_today(actor: Actor, today: list[CanvasStep]) -> dict[str, Any]:
    known: dict[str, Any] = {"valid_from": actor.today}
    for number, step in enumerate(today, 1):
        known |= {f"days_{number}": step.days_after, f"way_{number}": step.way}
    return known


def _shown(steps: Iterable[CanvasStep]) -> Shown:
    words = dict(WAYS)
    return [(step, WAY_ICONS[Way(step.way)], str(words[step.way])) for step in steps]


def _dated(steps: Iterable[CanvasStep], since: Any) -> list[tuple[Any, str, str]]:
    return [(step.on(since), icon, words) for step, icon, words in _shown(steps)]
