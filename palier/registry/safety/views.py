"""Pages of the two workers who make a safety instruction: propose, agree, end, note that she was told."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.kernel.errors import Conflict, Refused
from palier.registry.people import queries as people
from palier.registry.safety import actions, queries
from palier.registry.safety.forms import ProposalForm, SeenForm, ToldForm
from palier.registry.safety.rules import latest_end
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done


@capability(Can.SAFETY_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def safety_propose(request: HttpRequest, household: uuid.UUID) -> HttpResponse:
    """What to do at a door, for one colleague to agree to."""
    actor = actor_of(request)
    home = people.household(actor, household, Can.HOUSEHOLD_DOOR)
    if not queries.looks_after(actor, household):
        raise Refused()
    form = ProposalForm(request.POST or None, colleagues=queries.colleagues(actor), today=actor.today)
    try:
        if request.method == "POST" and sent(
            form,
            lambda: actions.propose_safety(actor=actor, draft=form.draft(household), key=key_of(request.POST)),
        ):
            done(request, _("Proposed. It stands once your colleague has agreed, within seven days."))
            return redirect("household_file", household)
    except Conflict:
        return errors.conflict(request)
    context = {"form": form, "home": home, "last": latest_end(actor.today)}
    return render(request, "safety/propose.html", context, status=ASKED_TO_MEND if form.errors else 200)


@capability(Can.SAFETY_AGREE)
@require_http_methods(["GET", "HEAD", "POST"])
def safety_agree(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a colleague proposes, without the fact behind it: say yes, or leave it."""
    actor = actor_of(request)
    row = queries.instruction(actor, pk, Can.SAFETY_AGREE)
    seen = SeenForm(request.POST if request.method == "POST" else None)
    try:
        if seen.is_valid():
            actions.agree_safety(actor=actor, pk=pk, version=seen.cleaned_data["version"])
            done(request, _("Agreed. It stands from now on."))
            return redirect("home")
    except Conflict:
        return errors.conflict(request)
    return render(
        request, "safety/agree.html", {"row": row, "form": seen}, status=ASKED_TO_MEND if seen.errors else 200
    )


@capability(Can.SAFETY_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def safety(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One instruction, for who proposed it and who looks after the household. Its fact shows to its author alone."""
    actor = actor_of(request)
    row = queries.instruction(actor, pk, Can.SAFETY_SET)
    form = ToldForm(request.POST or None, initial={"on": actor.today, "version": row.version})
    try:
        if request.method == "POST" and sent(
            form, lambda: actions.tell_safety(actor=actor, pk=pk, **form.cleaned_data)
        ):
            done(request, _("Noted."))
            return redirect("safety", pk)
    except Conflict:
        return errors.conflict(request)
    context = {"row": row, "form": form, "ground": queries.ground(actor, pk), "today": actor.today}
    return render(request, "safety/instruction.html", context, status=ASKED_TO_MEND if form.errors else 200)


@require_POST
@capability(Can.SAFETY_SET)
def safety_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End it now, in one gesture; a proposal is taken back."""
    actor = actor_of(request)
    row = queries.instruction(actor, pk, Can.SAFETY_SET)
    seen = SeenForm(request.POST)
    try:
        if not seen.is_valid():
            return errors.conflict(request)
        actions.end_safety(actor=actor, pk=pk, version=seen.cleaned_data["version"])
    except Conflict:
        return errors.conflict(request)
    done(request, _("Ended. No door shows it any more."))
    return redirect("household_file", row.household_id)
