"""A request by telephone: a worker of the cell types it, the copy is read again as any other."""

import uuid

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.support_requests import actions, queries
from palier.casework.support_requests.forms import IntakeCopyForm, IntakeForm
from palier.casework.support_requests.views.copying import COPIED, Copy, first_copy, language, next_copy
from palier.kernel.errors import InvalidInput
from palier.ui.forms import ASKED_TO_MEND, key_of, mend
from palier.ui.notices import done


@capability(Can.SUPPORT_QUEUE)
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """Two steps, one address, as for who asks with an account. The caller's name is replaced in the texts too."""
    actor = actor_of(request)
    cells = [(str(actor.acting_organisation), "")]
    companies = [(pk, nl if language() == "nl" else fr) for pk, fr, nl in queries.companies(actor)]

    def make(values: QueryDict) -> IntakeCopyForm:
        return IntakeCopyForm(values, cells=cells, companies=companies)

    if "read" in request.POST:
        copy = next_copy(request, make)
        return _take(request, actor, copy) if copy.leaves else _copy_page(request, copy)
    form = IntakeForm(request.POST or None, cells=cells, companies=companies)
    if not form.is_valid():
        status = ASKED_TO_MEND if form.is_bound else 200
        return render(request, "support_requests/intake.html", {"form": form}, status=status)
    return _copy_page(request, first_copy(request, make, form, [form.cleaned_data["caller"]]))


def _copy_page(request: HttpRequest, copy: Copy) -> HttpResponse:
    context = {"form": copy.form, "replaced": copy.replaced}
    return render(request, "support_requests/intake_proof.html", context, status=copy.status)


def _take(request: HttpRequest, actor: Actor, copy: Copy) -> HttpResponse:
    form: IntakeCopyForm = copy.form  # type: ignore[assignment]  # of this page
    text, tried = (form.cleaned_data[name] for name in COPIED)
    try:
        made = actions.take_intake(actor=actor, draft=form.intake(text, tried), key=key_of(request.POST))
    except InvalidInput as problem:
        mend(form, problem)
        return _copy_page(request, Copy(form, copy.replaced, ASKED_TO_MEND))
    done(request, _("The request is taken. Who called is sealed: you and the pair read it, nobody else."))
    return redirect("support_one", made)


@capability(Can.SUPPORT_QUEUE)
@require_POST
def forget_caller(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the caller fears is erased."""
    actions.forget_caller_fears(actor=actor_of(request), pk=pk)
    done(request, _("Erased. Nobody can read it any more."))
    return redirect("support_one", pk)
