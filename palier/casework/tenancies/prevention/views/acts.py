"""The five acts: prepared, printed in her language, signed, and only then sent (P8)."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.casework.tenancies.prevention import actions, queries
from palier.casework.tenancies.prevention.forms import ActForm, SignForm, VersionForm
from palier.casework.tenancies.prevention.labels import ACT_ICONS
from palier.casework.tenancies.prevention.views.answers import page, sheet_languages
from palier.kernel.days import add_months
from palier.kernel.errors import Conflict, InvalidInput
from palier.registry.interservice.rules import Act
from palier.ui import errors
from palier.ui.forms import key_of, say, sent
from palier.ui.notices import done, todo


@capability(Can.ACT_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def act_prepare(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Which act, what it says, whose it is. From a plan tried out, what the plan says is filled in."""
    actor = actor_of(request)
    file = queries.file_of(actor, pk)
    found = queries.place(actor, file.household_id)
    names = {person: found.names[person] for person in file.concerns if person in found.names}
    form = ActForm(request.POST or None, persons=names, initial=_of_a_plan(actor, file, request.GET.get("plan", "")))
    made: list[uuid.UUID] = []

    def do() -> None:
        whose = tuple(form.cleaned_data["persons"])
        made.append(
            actions.prepare_act(actor=actor, case=pk, words=form.words(), persons=whose, key=key_of(request.POST))
        )

    if sent(form, do):
        done(request, _("Prepared. Print it, read it with her, and note here that she has signed."))
        return redirect("act", made[0])
    return page(request, "act_prepare", form, household=found.household, icons=ACT_ICONS)


def _of_a_plan(actor: Any, file: Any, given: str) -> dict[str, Any]:
    for one in queries.plans_of(actor, file) if given else ():
        if str(one.pk) == given:
            first = one.first.replace(day=one.day)
            day = first if first >= actor.today else add_months(first, 1)
            return {"act": Act.PLAN_PROPOSED, "amount": one.amount, "day": day, "months": one.months}
    return {}


@capability(Can.PREVENTION_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One act: what it says, who signed it and when, and, once signed, its sending."""
    actor = actor_of(request)
    row = queries.act(actor, pk)
    found = queries.place(actor, row.household_id)
    names = {person: found.names[person] for person in row.concerns if person in found.names}
    form = SignForm(request.POST or None, persons=names, version=row.version, today=actor.today)

    def do() -> None:
        kept = form.cleaned_data
        given = {"signed_by": kept["signed_by"], "on": kept["signed_on"], "version": kept["version"]}
        actions.sign_act(actor=actor, pk=pk, **given)

    try:
        if sent(form, do):
            done(request, _("Signed. It has not gone yet."))
            return redirect("act", pk)
    except Conflict:
        return errors.conflict(request)
    context = {
        "row": row,
        "household": found.household,
        "icon_name": ACT_ICONS[Act(row.act)],
        "signed_by": ", ".join(found.names[one] for one in row.signed_by if one in found.names),
        "works": permits(actor, Can.ACT_WORK) and row.sent_on is None and row.case.closed_on is None,
        "is_mine": found.is_mine,
    }
    return page(request, "act", form, **context)


@capability(Can.ACT_WORK)
@require_POST
def act_send(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A signed act goes to accounts; what could not go says why, on the page of the act."""
    actor, form = actor_of(request), VersionForm(request.POST)
    if not form.is_valid():
        return errors.unusable(request)
    try:
        actions.send_act(actor=actor, pk=pk, version=form.cleaned_data["version"])
    except Conflict:
        return errors.conflict(request)
    except InvalidInput as problem:
        for messages in problem.fields.values():
            for message in messages:
                todo(request, say(message))
        return redirect("act", pk)
    done(request, _("Sent to accounts: what it says, and nothing else."))
    return redirect("act", pk)


@capability(Can.PREVENTION_READ)
@require_safe
def act_sheet(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The sheet she signs, in her language; both when it is not French or Dutch (P24)."""
    actor = actor_of(request)
    row = queries.act(actor, pk)
    found = queries.place(actor, row.household_id)
    languages = sheet_languages([found.languages.get(one, "") for one in row.concerns])
    names = [found.names[one] for one in row.concerns if one in found.names]
    return page(request, "act_sheet", row=row, names=names, languages=languages, today=actor.today)
