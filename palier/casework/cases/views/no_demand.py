"""The term of a request about a person who has not asked (P33): one page, four gestures."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from palier.access.capabilities import Capability as Can
from palier.access.ledger import note_read
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import TermKey
from palier.access.routes import actor_of, capability
from palier.casework.cases import actions, queries
from palier.casework.cases.forms import InformedForm, VersionForm
from palier.casework.cases.rules import no_demand_ends
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done

RENEWALS = {"propose": actions.propose_renewal, "confirm": actions.confirm_renewal}


@capability(Can.REQUEST_TAKE)
def request_term(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """When it ends, who renews it, whether she was told, and her opposition."""
    actor = actor_of(request)
    act = request.POST.get("act", "")
    if act == "oppose":
        actions.oppose(actor=actor, pk=pk)
        done(request, _("Erased, as she asked. Nothing of it is kept."))
        return redirect("request_list")
    asked = queries.term_of(actor, pk)
    informed = act == "informed"
    form = InformedForm(request.POST if informed else None, initial={"on": actor.today, "version": asked.version})
    try:
        if act in RENEWALS and (seen := VersionForm(request.POST)).is_valid():
            RENEWALS[act](actor=actor, pk=pk, version=seen.cleaned_data["version"])
            return _said(request, pk, _("Proposed.") if act == "propose" else _("Renewed for ninety days."))
        if informed and sent(form, lambda: actions.note_informed(actor=actor, pk=pk, **form.cleaned_data)):
            return _said(request, pk, _("Noted."))
    except Conflict:
        return errors.conflict(request)
    note_read(actor, "request", reference=pk, subjects=[asked.subject_id])
    shown = {
        "asked": asked,
        "renewal": actions.renewal_of(actor, asked),
        "until": no_demand_ends(asked.ends_on, kept_for(actor)[TermKey.NO_DEMAND]) if asked.ends_on else None,
        "form": form,
    }
    return render(request, "cases/request_term.html", shown, status=ASKED_TO_MEND if form.errors else 200)


def _said(request: HttpRequest, pk: uuid.UUID, words: str) -> HttpResponse:
    done(request, words)
    return redirect("request_term", pk)
