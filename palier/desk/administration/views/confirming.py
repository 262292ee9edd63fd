"""The pages of whoever confirms a post that opens secrets, or guards them."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.desk.administration import actions, queries
from palier.desk.administration.views import NAMES, name_of
from palier.desk.administration.views.people import shown_once, way_back_slip
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.notices import done


@capability(Can.POST_CONFIRM)
@require_safe
def posts_to_confirm(request: HttpRequest) -> HttpResponse:
    """What waits for this person's word, who has not come in yet, and what was decided."""
    actor = actor_of(request)
    waiting = [
        {"row": one, "role": NAMES[one.role], "service": name_of(one.service), "employer": name_of(one.staff.employer),
         "percent": one.full_time_fraction * 100}
        for one in queries.to_decide_all(actor)
    ]  # fmt: skip
    ways = queries.ways_in(actor)
    unused = [(one, NAMES[one.role]) for one in ways.unused]
    lost = [(one, NAMES[one.role]) for one in ways.lost]
    decided = [(one, NAMES[one.role], name_of(one.service)) for one in queries.decided(actor)]
    context = {"waiting": waiting, "unused": unused, "lost": lost, "decided": decided}
    return render(request, "administration/confirm.html", context)


@capability(Can.POST_CONFIRM)
@require_POST
def post_decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Confirm a post, or set it aside."""
    confirms = request.POST.get("decision") == "confirm"
    if not confirms and request.POST.get("decision") != "set_aside":
        return errors.unusable(request)
    try:
        actions.decide_post(actor=actor_of(request), pk=pk, confirms=confirms)
    except Conflict:
        return errors.conflict(request)
    done(request, _("Confirmed. It counts from its first day on.") if confirms else _("Set aside. Nothing changes."))
    return redirect("posts_to_confirm")


@capability(Can.POST_CONFIRM)
@require_POST
def confirmed_code(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The way in of somebody whose post this person confirmed: printed once, handed over by her."""
    return shown_once(request, pk, back="posts_to_confirm")


@capability(Can.POST_CONFIRM)
@require_POST
def confirmed_way_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The second slip of a new way in, for somebody entrusted with secrets: handed over after she was seen."""
    return way_back_slip(request, pk, lost_key=False, slip="second", back="posts_to_confirm")
