"""Pages of what is done with partners and is about nobody."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.kernel.domains import Domain
from palier.kernel.errors import Conflict
from palier.registry.partners import actions, queries
from palier.registry.partners.forms import StepForm, ThemeStepForm
from palier.registry.partners.labels import DOMAINS
from palier.registry.partners.labels.steps import PURPOSES
from palier.registry.partners.rules.steps import Purpose
from palier.registry.partners.views.reading import A_PAGE, one_of
from palier.registry.partners.views.writing import act, as_seen
from palier.ui import errors
from palier.ui.acts import READ_OR_SEND
from palier.ui.forms import key_of
from palier.ui.notices import done
from palier.ui.screen import screen

FIELDS = ("on", "kind", "purpose", "agreed", "domain", "next_on")


@capability(Can.PARTNER_READ)
@require_safe
def partnership_steps(request: HttpRequest) -> HttpResponse:
    """/partners/steps/?purpose=&domain= : all of them, what comes next, how many by purpose and by month."""
    actor = actor_of(request)
    purpose = one_of(set(Purpose), request.GET.get("purpose", ""))
    domain = one_of(set(Domain), request.GET.get("domain", ""))
    rows = queries.steps(actor, purpose, domain)
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "coming": queries.to_come(actor, rows),
        "numbers": queries.step_numbers(actor, rows),
        "mine": actor.acting_post,
        "filtered": [words for value, words in (*PURPOSES, *DOMAINS) if value in {purpose, domain}],
        "purposes": PURPOSES,
        "domains": DOMAINS,
        "purpose": purpose,
        "domain": domain,
    }
    return render(request, "partners/steps.html", context)


def _services(request: HttpRequest, partner: uuid.UUID) -> dict[str, str]:
    return {str(one.pk): one.name for one in queries.services_of(actor_of(request), partner, screen())}


def _begun(request: HttpRequest, purpose: str = "") -> dict[str, Any]:
    """What a new form holds: today, and what its address says."""
    asked = {
        "domain": one_of(set(Domain), request.GET.get("domain", "")),
        "purpose": one_of(set(Purpose), request.GET.get("purpose", purpose)),
    }
    return {"on": actor_of(request).today, **asked}


@capability(Can.PARTNER_SET)
@require_http_methods(READ_OR_SEND)
def partnership_step_begin(request: HttpRequest) -> HttpResponse:
    """/partners/steps/new/?domain=&purpose= : note what is done about a gap; who helps with its theme comes first."""
    actor, begun = actor_of(request), _begun(request, Purpose.DEVELOP)
    of_theme, others = ([(str(one.pk), one.name) for one in rows]
                        for rows in queries.by_theme(actor, begun["domain"], screen()))  # fmt: skip
    groups = [(_("Of this theme"), of_theme), (_("Others"), others)] if of_theme else others
    form = ThemeStepForm(request.POST or None, partners=groups, initial=begun)
    return act(
        request,
        form,
        lambda: actions.note_step(actor=actor, partner=form.partner, draft=form.draft, key=key_of(request.POST)),
        lambda: reverse("partner", args=[form.partner]),
        "step_form",
    )


@capability(Can.PARTNER_SET)
@require_http_methods(READ_OR_SEND)
def partnership_step_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """/partners/organisations/…/steps/new/?domain=&purpose= : note a contact with this partner."""
    actor = actor_of(request)
    partner = queries.partner(actor, pk, Can.PARTNER_SET)
    form = StepForm(request.POST or None, services=_services(request, pk), initial=_begun(request))
    return act(
        request,
        form,
        lambda: actions.note_step(actor=actor, partner=pk, draft=form.draft, key=key_of(request.POST)),
        lambda: reverse("partner", args=[pk]),
        "step_form",
        partner=partner,
    )


@capability(Can.PARTNER_STEP_MEND)
@require_http_methods(READ_OR_SEND)
def partnership_step_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct a step of one's own."""
    actor = actor_of(request)
    row = queries.step(actor, pk, Can.PARTNER_STEP_MEND)
    begun = {**as_seen(row, *FIELDS), "service": str(row.service_id or "")}
    form = StepForm(request.POST or None, services=_services(request, row.partner_id), initial=begun)
    return act(
        request,
        form,
        lambda: actions.change_step(actor=actor, pk=pk, version=form.seen, draft=form.draft),
        lambda: reverse("partner", args=[row.partner_id]),
        "step_form",
        partner=row.partner,
        step=row,
    )


@capability(Can.PARTNER_STEP_MEND)
@require_POST
def partnership_step_withdraw(request: HttpRequest, pk: uuid.UUID, version: int) -> HttpResponse:
    """Take a step of one's own out of the list."""
    actor = actor_of(request)
    row = queries.step(actor, pk, Can.PARTNER_STEP_MEND)
    try:
        actions.withdraw_step(actor=actor, pk=pk, version=version)
    except Conflict:
        return errors.conflict(request)
    done(request, _("Taken out of the list."))
    return redirect("partner", row.partner_id)
