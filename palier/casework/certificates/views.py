"""A certificate of help offered: for one person, from days the worker chooses. No department can ask for one (P3)."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.certificates import actions, queries
from palier.casework.certificates.forms import CertificateForm, PersonForm
from palier.registry.messaging import queries as letters
from palier.registry.people import queries as people
from palier.ui.addresses import id_in_address
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done


@capability(Can.CERTIFICATE_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_make(request: HttpRequest) -> HttpResponse:
    """For whom, then which days. What is made is a draft; she reads it first."""
    actor = actor_of(request)
    household, file = id_in_address(request, "household"), id_in_address(request, "file")
    if household is None:
        raise Http404
    people.household(actor, household)
    letters.subject_for(actor, household, file)
    persons = {one.person.pk: one.name for one in people.members(actor, household)}
    back = reverse("household_file", args=[household])
    whom = PersonForm(request.GET if "person" in request.GET else None, persons=persons)
    if not whom.is_valid():
        context = {"form": whom, "household": household, "file": file, "back": back}
        status = ASKED_TO_MEND if whom.is_bound else 200
        return render(request, "certificates/whom.html", context, status=status)
    person = whom.cleaned_data["person"]
    form = CertificateForm(request.POST or None, days=queries.own_days(actor, household, person))
    made: list[uuid.UUID] = []

    def act() -> None:
        made.append(
            actions.make_certificate(
                actor=actor,
                household=household,
                person=person,
                file=file,
                offers=form.chosen(),
                own_lines=form.lines(),
                key=key_of(request.POST),
            )
        )

    if sent(form, act):
        done(request, _("A draft: read it with her first. What is to change is made anew."))
        return redirect("letter", made[0])
    context = {"form": form, "name": persons[person], "back": back}
    status = ASKED_TO_MEND if form.is_bound else 200
    return render(request, "certificates/make.html", context, status=status)
