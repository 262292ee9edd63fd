"""Legal holds and what soon ends: the officer counts, the worker of the file sees her own."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.rights import actions
from palier.access.rights import queries as rights
from palier.access.rights.labels import TERM_KEYS
from palier.access.rights.rules import GOING_SOON_DAYS
from palier.access.routes import actor_of, capability
from palier.desk.officer import queries
from palier.desk.officer.exports import register as registers
from palier.desk.officer.forms import HoldForm
from palier.kernel.errors import InvalidInput
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done

NAMES = {key.value: words for key, words in TERM_KEYS}


@capability(Can.HOLD_SET)
def holds(request: HttpRequest) -> HttpResponse:
    """The holds of the company, a new one, and how much ends in the coming days."""
    actor = actor_of(request)
    form = HoldForm(request.POST or None)

    def act() -> None:
        number = form.cleaned_data["person"]
        person = queries.person_of_number(actor, number) if number else None
        if number and person is None:
            raise InvalidInput({"person": [gettext_noop("Nobody in the company’s file has this number.")]})
        reason = form.cleaned_data["reason"]
        actions.place_hold(actor=actor, person=person, file=form.file_number, reason=reason)

    if sent(form, act):
        done(request, _("Held. Whoever works on such a file reads it on her own page."))
        return redirect("holds")
    context = {
        "form": form,
        "holds": rights.holds(actor),
        "counts": [(NAMES[kind], number) for kind, number in rights.going_counts(actor)],
        "days": GOING_SOON_DAYS,
    }
    return render(request, "officer/holds.html", context, status=ASKED_TO_MEND if form.errors else 200)


@capability(Can.HOLD_SET)
@require_POST
def hold_lift(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Lift a hold. Once more, it changes nothing."""
    actions.lift_hold(actor=actor_of(request), pk=pk)
    done(request, _("Lifted. What has passed its day goes with the next erasure."))
    return redirect("holds")


@capability(Can.ENDING_READ)
@require_safe
def soon(request: HttpRequest) -> HttpResponse:
    """What ends soon in my files and my inbox, and what a hold keeps."""
    actor = actor_of(request)
    lines = [(one, NAMES[one.going.kind]) for one in queries.soon(actor, (get_language() or "fr")[:2])]
    context = {
        "kept": [line for line in lines if line[0].going.held],
        "going": [line for line in lines if not line[0].going.held],
        "holds": rights.holds(actor),
        "days": GOING_SOON_DAYS,
    }
    return render(request, "officer/soon.html", context)


@capability(Can.TERM_READ)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register of processing (GDPR art. 30) with the terms of this company: nothing in it is about anybody."""
    found = registers.register(rights.terms(actor_of(request)))
    entries = [(one, [(table, registers.safeguards(table)) for table in one.tables]) for one in found.data_sets]
    return render(request, "officer/register.html", {"register": found, "entries": entries})
