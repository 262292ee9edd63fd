"""For what agents come, as the service says it."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.fieldwork.interventions import actions, queries
from palier.fieldwork.interventions.forms import MotiveForm
from palier.kernel.errors import Conflict, Refused
from palier.ui import errors
from palier.ui.acts import READ_OR_SEND
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done
from palier.ui.screen import screen

FIELDS = (
    "name_fr", "name_nl", "hours", "minutes", "by_two", "delicate", "for_tenants", "answer_fr", "answer_nl", "version",
)  # fmt: skip


@capability(Can.MOTIVE_SET)
@require_safe
def motives(request: HttpRequest) -> HttpResponse:
    """/motives/ : the list, with what is no longer offered at its end."""
    context = {"motives": list(queries.all_motives(actor_of(request))), "screen": screen()}
    return render(request, "interventions/motives.html", context)


@capability(Can.MOTIVE_SET)
@require_POST
def motives_usual(request: HttpRequest) -> HttpResponse:
    """Take over the usual list."""
    number = actions.take_usual(actor=actor_of(request))
    done(request, ngettext("%(number)s word added.", "%(number)s words added.", number) % {"number": number})
    return redirect("motives")


def _form(request: HttpRequest, form: MotiveForm, act: Any, **context: Any) -> HttpResponse:
    try:
        if sent(form, act):
            done(request, _("Saved."))
            return redirect("motives")
    except Conflict:
        return errors.conflict(request)
    status = ASKED_TO_MEND if form.errors else 200
    return render(request, "interventions/motive_form.html", {"form": form, **context}, status=status)


@capability(Can.MOTIVE_SET)
@require_http_methods(READ_OR_SEND)
def motive_add(request: HttpRequest) -> HttpResponse:
    """A word of one's own."""
    actor, form = actor_of(request), MotiveForm(request.POST or None)
    return _form(request, form, lambda: actions.enter_motive(actor=actor, draft=form.draft, key=key_of(request.POST)))


@capability(Can.MOTIVE_SET)
@require_http_methods(READ_OR_SEND)
def motive_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change one: its words, its place in the order, its delay, what one may say at once."""
    actor = actor_of(request)
    row = queries.all_motives(actor).filter(pk=pk).first()
    if row is None:
        raise Refused()
    begun = {**{name: getattr(row, name) for name in FIELDS}, "importance": str(row.importance)}
    form = MotiveForm(request.POST or None, initial=begun)
    return _form(
        request,
        form,
        lambda: actions.change_motive(actor=actor, pk=pk, version=form.cleaned_data["version"] or 0, draft=form.draft),
        motive=row,
    )


@capability(Can.MOTIVE_SET)
@require_POST
def motive_end(request: HttpRequest, pk: uuid.UUID, version: int) -> HttpResponse:
    """It is offered no more."""
    try:
        actions.end_motive(actor=actor_of(request), pk=pk, version=version)
    except Conflict:
        return errors.conflict(request)
    done(request, _("No longer offered. What was asked under it keeps it."))
    return redirect("motives")
