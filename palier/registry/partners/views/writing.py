"""What who keeps the directory writes: organisations, services, people, agreements, and that a line is still so."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.registry.partners import actions, queries
from palier.registry.partners.forms import A_WEEK, AgreementForm, ContactForm, PartnerForm, ServiceForm
from palier.registry.partners.rules.drafts import PARTIES
from palier.registry.partners.rules.hours import openings, typed
from palier.ui.acts import READ_OR_SEND, carried_out
from palier.ui.forms import key_of
from palier.ui.notices import done
from palier.ui.screen import screen


def act(
    request: HttpRequest, form: forms.Form, save: Callable[[], Any], then: Callable[[], str], page: str, **context: Any
) -> HttpResponse:
    """A page of the directory that is one form; `then`: where one goes afterwards."""
    return carried_out(request, form, f"partners/{page}.html", save, then, **context)


def as_seen(row: Any, *fields: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("version", *fields)}


@capability(Can.PARTNER_SET)
@require_http_methods(READ_OR_SEND)
def partner_add(request: HttpRequest) -> HttpResponse:
    """/partners/organisations/new/?kind=&domain= : enter an organisation, then its first service."""
    actor, made, domain = actor_of(request), [], request.GET.get("domain", "")[:30]
    form = PartnerForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    return act(
        request,
        form,
        lambda: made.append(actions.enter_partner(actor=actor, draft=form.draft, key=key_of(request.POST))),
        lambda: f"{reverse('partner_service_add', args=[made[0]])}?domain={domain}",
        "partner_form",
    )


@capability(Can.PARTNER_SET)
@require_http_methods(READ_OR_SEND)
def partner_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change an organisation."""
    actor = actor_of(request)
    row = queries.partner(actor, pk, Can.PARTNER_SET)
    form = PartnerForm(request.POST or None, initial=as_seen(row, "name_fr", "name_nl", "kind", "level", "url"))
    return act(
        request,
        form,
        lambda: actions.change_partner(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        lambda: reverse("partner", args=[pk]),
        "partner_form",
        partner=row,
    )


@capability(Can.PARTNER_SET)
@require_http_methods(READ_OR_SEND)
def partner_service_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Enter a service of an organisation."""
    actor, made = actor_of(request), []
    of = queries.partner(actor, pk, Can.PARTNER_SET)
    initial = {"name_fr": of.name_fr, "name_nl": of.name_nl, "domains": [request.GET.get("domain", "")]}
    form = ServiceForm(request.POST or None, screen=screen(), initial=initial)
    return act(
        request,
        form,
        lambda: made.append(actions.enter_service(actor=actor, partner=pk, draft=form.draft, key=key_of(request.POST))),
        lambda: reverse("partner_service", args=made),
        "service_form",
        partner=of,
    )


@capability(Can.PARTNER_SET)
@require_http_methods(READ_OR_SEND)
def partner_service_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change a service: it is not verified by that."""
    actor = actor_of(request)
    row = queries.service(actor, pk, Can.PARTNER_SET)
    initial = as_seen(row, *(name for name in ServiceForm.base_fields if name != "step_free"), "languages", "area")
    initial |= {name: typed(openings(row.opening), day) for day, name in A_WEEK}
    initial["step_free"] = {True: "yes", False: "no", None: ""}[row.step_free]
    form = ServiceForm(request.POST or None, screen=screen(), initial=initial)
    return act(
        request,
        form,
        lambda: actions.change_service(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        lambda: reverse("partner_service", args=[pk]),
        "service_form",
        partner=row.partner,
        service=row,
    )


@capability(Can.PARTNER_SET)
@require_POST
def partner_service_verify(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """In one press: somebody asked today, and all is still so."""
    actions.verify_service(actor=actor_of(request), pk=pk)
    done(request, _("Verified today."))
    return redirect("partner_service", pk)


@capability(Can.PARTNER_SET)
@require_http_methods(READ_OR_SEND)
def partner_contact_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Enter a named professional of a service."""
    actor = actor_of(request)
    of, form = queries.service(actor, pk, Can.PARTNER_SET), ContactForm(request.POST or None)
    return act(
        request,
        form,
        lambda: actions.enter_contact(actor=actor, service=pk, draft=form.draft, key=key_of(request.POST)),
        lambda: reverse("partner_service", args=[pk]),
        "contact_form",
        service=of,
    )


@capability(Can.PARTNER_SET)
@require_http_methods(READ_OR_SEND)
def partner_contact_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change a named professional, or say her last day there."""
    actor = actor_of(request)
    row = queries.contact(actor, pk, Can.PARTNER_SET)
    form = ContactForm(request.POST or None, initial=as_seen(row, *ContactForm.base_fields))
    return act(
        request,
        form,
        lambda: actions.change_contact(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        lambda: reverse("partner_service", args=[row.service_id]),
        "contact_form",
        service=row.service,
        contact=row,
    )


def _services(actor: Actor, partner: uuid.UUID) -> dict[str, str]:
    return {str(row.pk): row.name for row in queries.services_of(actor, partner, screen())}


@capability(Can.PARTNER_SET)
@require_http_methods(READ_OR_SEND)
def agreement_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Enter an agreement with an organisation; the organisation is its first party."""
    actor = actor_of(request)
    of = queries.partner(actor, pk, Can.PARTNER_SET)
    form = AgreementForm(request.POST or None, services=_services(actor, pk), initial={"party_1": of.name})
    return act(
        request,
        form,
        lambda: actions.enter_agreement(actor=actor, partner=pk, draft=form.draft, key=key_of(request.POST)),
        lambda: reverse("partner", args=[pk]),
        "agreement_form",
        partner=of,
    )


@capability(Can.PARTNER_SET)
@require_http_methods(READ_OR_SEND)
def agreement_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change an agreement."""
    actor = actor_of(request)
    row = queries.agreement(actor, pk, Can.PARTNER_SET)
    initial = as_seen(row, "title", "starts", "ends", "covers") | {"service": str(row.service_id or "")}
    for number, party in enumerate(row.parties[:PARTIES], start=1):
        initial |= {f"party_{number}": party["name"], f"role_{number}": party["role"]}
    form = AgreementForm(request.POST or None, services=_services(actor, row.partner_id), initial=initial)
    return act(
        request,
        form,
        lambda: actions.change_agreement(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        lambda: reverse("partner", args=[row.partner_id]),
        "agreement_form",
        partner=row.partner,
        agreement=row,
    )
