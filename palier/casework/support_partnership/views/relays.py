"""Open requests, and who goes on with each when the cell stops."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.support_partnership import queries
from palier.casework.support_partnership.forms import RelayForm
from palier.casework.support_partnership.views.keeping import in_language
from palier.casework.support_requests import actions
from palier.casework.support_requests import queries as requests
from palier.casework.support_requests.labels import RELAYS, SITUATIONS, STATES
from palier.kernel.errors import Conflict, Refused
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done


@capability(Can.PARTNERSHIP_KEEP)
@require_safe
def relays(request: HttpRequest) -> HttpResponse:
    """Every open request; those without a relay stand first."""
    relays, situations, states = dict(RELAYS), dict(SITUATIONS), dict(STATES)
    dutch = (get_language() or "fr").startswith("nl")
    rows = [
        (
            row,
            situations[row.situation],
            states[row.state],
            relays.get(row.relay),
            row.relay_nl if dutch else row.relay_fr,
        )
        for row in sorted(queries.open_requests(actor_of(request)), key=lambda row: row.relay not in {"", "none_yet"})
    ]
    return render(request, "support_partnership/relays.html", {"rows": rows})


@capability(Can.PARTNERSHIP_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def relay(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who goes on with one request."""
    actor = actor_of(request)
    row = requests.one(actor, pk)
    if not row.is_open:
        raise Refused()
    services = in_language(queries.relay_services(actor))
    form = RelayForm(request.POST or None, services=services, initial={"version": row.version, "relay": row.relay})

    def act() -> None:
        who, service = form.chosen
        actions.name_relay(actor=actor, pk=pk, relay=who, service=service, version=form.cleaned_data["version"])

    try:
        if request.method == "POST" and sent(form, act):
            done(request, _("Kept."))
            return redirect("partnership_relays")
    except Conflict:
        return errors.conflict(request)
    status = ASKED_TO_MEND if form.is_bound and form.errors else 200
    context = {"form": form, "row": row, "situation": dict(SITUATIONS)[row.situation]}
    return render(request, "support_partnership/relay.html", context, status=status)
