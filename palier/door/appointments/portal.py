"""My appointments, and asking for another hour."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, door
from palier.door.appointments import actions, queries
from palier.door.appointments.forms import OtherHourForm
from palier.door.frame import door_frame
from palier.kernel.identifiers import new_id
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done


def _language() -> str:
    return (get_language() or "fr")[:2]


@door(Can.DOOR_READ)
@require_safe
def my_appointments(request: HttpRequest) -> HttpResponse:
    """Those to come first; those that were, folded."""
    actor = actor_of(request)
    rows = queries.my_appointments(actor, _language())
    coming = sorted(
        (one for one in rows if one.state == "planned" and one.starts >= actor.moment), key=lambda one: one.starts
    )
    context = {
        "frame": door_frame(actor),
        "coming": coming,
        "past": [one for one in rows if one not in coming and one.state in {"met", "planned"}],
    }
    return render(request, "door_appointments/my_appointments.html", context)


@door(Can.DOOR_READ)
def other_hour(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another hour is asked for; this one stands until the worker has answered."""
    actor = actor_of(request)
    one = queries.my_appointment(actor, pk, _language())
    form = OtherHourForm(request.POST or None)

    def act() -> None:
        text = form.cleaned_data["text"]
        actions.ask_other_hour(actor=actor, appointment=one, text=text, key=key_of(request.POST) or new_id())

    if request.method == "POST" and sent(form, act):
        done(request, _("It is noted. Your worker answers you; until then the hour stands."))
        return redirect("my_appointments")
    status = ASKED_TO_MEND if form.is_bound else 200
    context = {"frame": door_frame(actor), "form": form, "one": one}
    return render(request, "door_appointments/other_hour.html", context, status=status)
