"""A code for a person's own door: given, shown once on an A6 slip, withdrawn."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.registry.access_codes import actions, queries
from palier.registry.access_codes.forms import GiveForm
from palier.registry.access_codes.rules import Level
from palier.registry.housing import queries as housing
from palier.registry.people import queries as people
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done


@capability(Can.ACCESS_CODE_GIVE)
def code_give(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Which codes she has, and a new one. The new one is on the answer to this form, and nowhere else ever again."""
    actor = actor_of(request)
    found = people.persons(actor, [person]).get(person)
    if found is None or not queries.may_give(actor, person):
        raise Http404
    form = GiveForm(request.POST or None)
    given: list[str] = []

    def act() -> None:
        given.append(actions.give_code(actor=actor, person=person, level=form.chosen()))

    if request.method == "POST" and sent(form, act):
        languages = [found.language] if found.language else ["fr", "nl"]
        context = {"code": given[0], "level": form.chosen(), "handed": Level.HANDED_OVER, "languages": languages}
        by_post = form.chosen() == Level.POSTED and housing.post_goes_to(actor, person) is not None
        return render(request, "access_codes/slip.html", {**context, "person": found, "by_post": by_post})
    context = {"form": form, "person": found, "codes": queries.codes_of(actor, person), "handed": Level.HANDED_OVER}
    return render(request, "access_codes/give.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


@capability(Can.ACCESS_CODE_GIVE)
@require_POST
def code_withdraw(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """All her codes end at once."""
    actions.withdraw_codes(actor=actor_of(request), person=person)
    done(request, _("Her codes open nothing any more."))
    return redirect("code_give", person)
