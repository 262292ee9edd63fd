"""The day of the agents: who works, the plan of everybody, what is left out and why."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.fieldwork.rounds import actions, queries
from palier.fieldwork.rounds.forms import ShiftForm
from palier.fieldwork.rounds.queries.cards import lines, name_of
from palier.fieldwork.rounds.rules import BREAK_MINUTES, ENDS, REQUESTS_AT_MOST, STARTS, Mode
from palier.fieldwork.rounds.rules.drawing import drawn
from palier.kernel.errors import InvalidInput
from palier.ui.forms import ASKED_TO_MEND, say, sent
from palier.ui.notices import done, todo


@capability(Can.ROUND_WORK)
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """/rounds/: today."""
    actor = actor_of(request)
    found = queries.today(actor, actor.today)
    where = queries.positions({stop.intervention.place_id for stop in found.stops if stop.intervention})
    lists = []
    for _post, group in groupby(found.stops, key=lambda stop: stop.post_id):
        found_lines = lines(list(group))
        points = [(one.number, where[one.stop.intervention.place_id]) for one in found_lines if one.stop.intervention]
        lists.append({"who": found_lines[0].stop.post.staff, "lines": found_lines, "drawing": drawn(points)})
    context = {
        "day": actor.today,
        "shifts": queries.shifts(actor, actor.today),
        "plan": found.round,
        "lists": lists,
        "left": [(row, name_of(row.intervention.place)) for row in found.left],
        "at_most": REQUESTS_AT_MOST,
        "break_minutes": BREAK_MINUTES,
    }
    return render(request, "rounds/rounds.html", context)


@capability(Can.ROUND_WORK)
@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Plan the day, or plan it again from now (`again`): what was noted stays."""
    again = request.POST.get("again") == "yes"
    try:
        actions.plan(actor=actor_of(request), again=again)
        done(request, _("Planned again from now.") if again else _("The day is planned."))
    except InvalidInput as problem:
        for messages in problem.fields.values():
            for message in messages:
                todo(request, say(message))
    return redirect("round" if request.POST.get("back") == "round" else "rounds")


def _shift_form(actor: Actor, data: Any, initial: dict[str, Any]) -> ShiftForm:
    agents = [(str(post.pk), str(post.staff)) for post in queries.agents(actor)]
    places = [(str(place.pk), name_of(place)) for place in queries.places(actor)]
    return ShiftForm(data or None, agents=agents, places=places, initial=initial)


@capability(Can.ROUND_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def shift(request: HttpRequest) -> HttpResponse:
    """The hours of one agent today: said, or changed."""
    actor = actor_of(request)
    chosen = request.GET.get("post") or str(actor.post)
    initial: dict[str, Any] = {"post": chosen, "starts": STARTS, "ends": ENDS, "mode": Mode.FOOT}
    row = next((one for one in queries.shifts(actor, actor.today) if str(one.post_id) == chosen), None)
    if row is not None:
        initial |= {"starts": row.starts, "ends": row.ends, "mode": row.mode, "note": row.note}
        initial["starts_at"] = str(row.starts_at_id)
    form = _shift_form(actor, request.POST, initial)
    if request.method == "POST" and sent(
        form, lambda: actions.keep_shift(actor=actor, day=actor.today, draft=form.draft)
    ):
        done(request, _("Kept."))
        return redirect("rounds")
    status = ASKED_TO_MEND if form.is_bound and form.errors else 200
    return render(request, "rounds/shift.html", {"form": form, "day": actor.today}, status=status)
