"""The second head, on her screen; and the officer, who reads who, when, on which ground and with whom."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.disclosures import actions, queries
from palier.casework.disclosures.forms import AnswerForm
from palier.casework.disclosures.labels import ANSWERS, GROUND_ICONS, GROUNDS, STANDINGS
from palier.casework.disclosures.rules import AFTER_A_CALL
from palier.casework.disclosures.views.shown import shown
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND
from palier.ui.notices import done


@capability(Can.DISCLOSURE_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def disclosure_second(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """This one thing, nothing else of the file, until she has answered."""
    actor = actor_of(request)
    row = queries.disclosure(actor, pk, Can.DISCLOSURE_ANSWER)
    form = AnswerForm(request.POST if request.method == "POST" else None, called=row.called, version=row.version)
    try:
        if form.is_valid():
            actions.answer(actor=actor, pk=pk, answer=form.answer(), version=form.cleaned_data["version"])
            done(request, _("Your answer is noted. You do not read it any more."))
            return redirect("home")
    except Conflict:
        return errors.conflict(request)
    status = ASKED_TO_MEND if form.is_bound else 200
    return render(request, "disclosures/second.html", {**shown(row), "form": form}, status=status)


@capability(Can.DISCLOSURE_OVERSEE)
@require_safe
def disclosure_list(request: HttpRequest) -> HttpResponse:
    """Who, when, on which ground, with whom; never about whom, to whom, or a word of it."""
    grounds, answers = dict(GROUNDS), dict(ANSWERS)
    rows = [
        (
            one,
            grounds[one.ground],
            GROUND_ICONS[one.ground],
            STANDINGS[one.standing],
            answers[one.second_answer] if one.second_answer else "",
        )
        for one in queries.overseen(actor_of(request))
    ]
    called = [one for one in ANSWERS if one[0] in AFTER_A_CALL]
    return render(request, "disclosures/overseen.html", {"rows": rows, "called": called})


@capability(Can.DISCLOSURE_OVERSEE)
@require_POST
def disclosure_called(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The officer was the second head by phone, or was not asked."""
    form = AnswerForm(request.POST, called=True)
    if not form.is_valid():
        return errors.conflict(request)
    try:
        actions.answer(actor=actor_of(request), pk=pk, answer=form.answer(), version=form.cleaned_data["version"])
    except Conflict:
        return errors.conflict(request)
    done(request, _("Your answer is noted."))
    return redirect("disclosure_list")


@capability(Can.DISCLOSURE_OVERSEE)
@require_POST
def disclosure_looked_at(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The officer saw that nobody was asked."""
    actions.look_at(actor=actor_of(request), pk=pk)
    done(request, _("Noted as looked at."))
    return redirect("disclosure_list")
