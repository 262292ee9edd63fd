"""Pages of doubles: parse, one call, render."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.ledger import note_read
from palier.access.routes import actor_of, capability
from palier.registry.doubles import actions, queries
from palier.ui.notices import done


@capability(Can.DOUBLE_READ)
@require_safe
def doubles(request: HttpRequest) -> HttpResponse:
    """Lines of the register that may be one person, the likeliest first."""
    actor = actor_of(request)
    shown = queries.to_look_at(actor)
    if shown.pairs:
        note_read(actor, "doubles", ground="keeps_the_register")
    return render(request, "doubles/doubles.html", {"shown": shown})


@require_POST
@capability(Can.DOUBLE_SETTLE)
def double_apart(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Two different people."""
    actions.tell_apart(actor=actor_of(request), pair=pk)
    done(request, _("Two different people. This pair does not come back."))
    return redirect("doubles")
