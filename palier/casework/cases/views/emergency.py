"""Danger: whom to telephone, and one person's items for four hours."""

from allauth.mfa.base.forms import AuthenticateForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from palier.access import queries as readers
from palier.access.binding import SESSION_KEY, step_up
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability, signed_in
from palier.access.rules import EmergencyGround
from palier.casework.cases import actions
from palier.casework.cases.forms import EmergencyForm
from palier.casework.cases.views.answers import names, page, to_file
from palier.kernel.errors import InvalidInput
from palier.registry.people import queries as people
from palier.ui.addresses import id_in_address
from palier.ui.forms import sent


@signed_in
@require_safe
def emergency_numbers(request: HttpRequest) -> HttpResponse:
    """Whom to telephone in danger, for everybody who works here: an agent needs a number, not a file (P29)."""
    return render(request, "cases/emergency_numbers.html")


@capability(Can.EMERGENCY_OPEN)
def emergency(request: HttpRequest) -> HttpResponse:
    """The emergency numbers first; then, for one person, four hours. The answer never tells whether there is a file."""
    actor = actor_of(request)
    household = id_in_address(request, "household")
    if household is None:
        return render(request, "cases/emergency.html", {"form": None})
    whose = people.household(actor, household)
    persons = names(actor, household)
    form = EmergencyForm(request.POST or None, persons=persons)

    def act() -> None:
        kept = form.cleaned_data
        if any(one.person == kept["person"] for one in readers.open_emergencies(actor, list(persons))):
            return  # sent twice: already open
        if not AuthenticateForm({"code": kept["code"]}, user=request.user).is_valid():
            raise InvalidInput({"code": [gettext_noop("This code does not fit. Take the next one.")]})
        step_up(request.session[SESSION_KEY])
        actions.open_emergency(
            actor=actor,
            household=household,
            person=kept["person"],
            ground=EmergencyGround(kept["ground"]),
            reason=kept["reason"],
        )

    if sent(form, act):
        words = _("Open for four hours, for this person. The service and the data-protection officer are told.")
        return to_file(request, household, words)
    return page(request, "emergency", form, household=whose)
