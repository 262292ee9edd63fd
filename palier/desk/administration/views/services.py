"""The services of the company: which, by which names, of which lines of work; and whom the social one works for."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.desk.administration import actions, queries
from palier.desk.administration.forms import ApplicantsForm, CloseForm, DimensionsForm, ServiceForm
from palier.desk.administration.rules import DimensionDraft
from palier.desk.administration.views import KINDS, name_of, page
from palier.identity.organisations.labels import SERVICE_ICONS
from palier.identity.organisations.queries import dimensions_of
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import key_of, sent
from palier.ui.notices import done


@capability(Can.ORGANISATION_SET)
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The services of the company with who works in them in numbers, and for whom the social service works."""
    actor = actor_of(request)
    lines = [
        {
            "line": one,
            "name": name_of(one.row),
            "kind": str(KINDS[one.row.kind]),
            "icon": SERVICE_ICONS[one.row.kind],  # type: ignore[index]
            "dimensions": [name_of(part) for part in dimensions_of(one.row)],
        }
        for one in queries.services(actor)
    ]
    context = {"lines": lines, "applicants": queries.applicants(actor), "public": f"services_{get_language()}"}
    return render(request, "administration/services.html", context)


@capability(Can.ORGANISATION_SET)
def service_add(request: HttpRequest) -> HttpResponse:
    """A service more."""
    form = ServiceForm(request.POST or None, is_new=True)
    made: list[uuid.UUID] = []

    def act() -> None:
        given = {"kind": form.kind_of_service(), **form.values()}
        made.append(actions.add_service(actor=actor_of(request), key=key_of(request.POST), **given))

    try:
        if sent(form, act):
            done(request, _("The service is there. The public page says it at once."))
            return redirect("service_people", made[0])
    except Conflict:
        return errors.conflict(request)
    return page(request, "service", form, is_new=True)


@capability(Can.ORGANISATION_SET)
def service_rename(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Its names and its number."""
    row = queries.service(actor_of(request), pk)
    known = {"name_fr": row.name_fr, "name_nl": row.name_nl, "phone": row.phone}
    form = ServiceForm(request.POST or None, is_new=False, initial=known)
    if sent(form, lambda: actions.rename_service(actor=actor_of(request), pk=pk, **form.values())):
        done(request, _("Kept. The public page says it at once."))
        return redirect("service_people", pk)
    return page(request, "service", form, is_new=False, service=row, name=name_of(row), kind=KINDS[row.kind])


@capability(Can.ORGANISATION_SET)
def service_dimensions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The lines of work of a service, in their order."""
    row = queries.service(actor_of(request), pk)
    there = [DimensionDraft(one.name_fr, one.name_nl, one.text_fr, one.text_nl) for one in dimensions_of(row)]
    form = DimensionsForm(request.POST or None, there=there)
    if sent(form, lambda: actions.set_dimensions(actor=actor_of(request), pk=pk, lines=form.drafts())):
        done(request, _("Kept. The public page says it at once."))
        return redirect("service_people", pk)
    return page(request, "dimensions", form, service=row, name=name_of(row))


@capability(Can.ORGANISATION_SET)
def service_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A service ends, once nobody works in it."""
    actor = actor_of(request)
    row = queries.service(actor, pk)
    form = CloseForm(request.POST or None, initial={"day": actor.today})
    if sent(form, lambda: actions.close_service(actor=actor, pk=pk, day=form.cleaned_data["day"])):
        done(request, _("The service closes on that day."))
        return redirect("administration")
    return page(request, "close", form, service=row, name=name_of(row))


@capability(Can.ORGANISATION_SET)
def applicants(request: HttpRequest) -> HttpResponse:
    """Does the social service also work for applicants? With who changed it, and when."""
    actor = actor_of(request)
    now = queries.applicants(actor)
    form = ApplicantsForm(request.POST or None, initial={"applicants": "yes" if now.it_does else "no"})
    if sent(form, lambda: actions.set_works_for_applicants(actor=actor, it_does=form.it_does())):
        done(request, _("Kept."))
        return redirect("applicants")
    return page(request, "applicants", form, applicants=now)
