"""What happens around her home; an idea of her own, in one question."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, door
from palier.door.around.forms import MyIdeaForm
from palier.door.frame import door_frame
from palier.kernel.identifiers import new_id
from palier.participation.activities import actions, queries
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done
from palier.ui.screen import screen


@door(Can.DOOR_ASK)
@require_safe
def around(request: HttpRequest) -> HttpResponse:
    """What comes first first; the rules that hold where she lives, folded."""
    actor = actor_of(request)
    context = {
        "frame": door_frame(actor),
        "activities": queries.around_me(actor, screen()),
        "rules": queries.rules_around_me(actor, screen()),
    }
    return render(request, "around/around.html", context)


@door(Can.DOOR_ASK)
def my_idea(request: HttpRequest) -> HttpResponse:
    """One question. What she wrote is not said again: who comes after her at this machine reads nothing."""
    actor, form = actor_of(request), MyIdeaForm(request.POST or None)
    key = key_of(request.POST) or new_id()
    if request.method == "POST" and sent(
        form, lambda: actions.leave_idea(actor=actor, text=form.cleaned_data["text"], key=key)
    ):
        done(request, _("It is noted. The collective workers of your landlord read it."))
        return redirect("around")
    status = ASKED_TO_MEND if form.is_bound else 200
    return render(request, "around/my_idea.html", {"frame": door_frame(actor), "form": form}, status=status)
