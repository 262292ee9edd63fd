"""The network of a file: its ecomap with the list that says the same, and the services around it in two parts."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from palier.access import queries as readers
from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.casework.network import actions, queries
from palier.casework.network.forms import PERSONS, EndForm, TieForm, add_form, change_form, draft_of
from palier.casework.network.labels import STRENGTHS
from palier.casework.network.rules import Side, side_of
from palier.casework.referrals.labels import STANDING_ICONS, STANDINGS
from palier.kernel.errors import Conflict
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done

IN_CONFLICT = 409


def _language() -> str:
    return (get_language() or "fr")[:2]


@capability(Can.NETWORK_READ)
@require_safe
def network(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who stands around this household, drawn and as a list; the services inside and outside, and how each stands."""
    actor = actor_of(request)
    found = queries.network_of(actor, pk, _language())
    context = {
        "network": found,
        "file": found.file,
        "referred": [(one.row, STANDING_ICONS[one.standing], STANDINGS[one.standing]) for one in found.referred],
        "strengths": dict(STRENGTHS),
        "legend": STRENGTHS,
        "adds": found.file.closed_on is None and permits(actor, Can.NETWORK_WORK),
        "changes": permits(actor, Can.NETWORK_WORK),
    }
    return render(request, "network/network.html", context)


@capability(Can.NETWORK_READ)
@require_safe
def network_apart(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The reinforced ties that name the reader."""
    actor = actor_of(request)
    file, lines = queries.apart(actor, pk, _language())
    context = {"file": file, "lines": lines, "me": actor.post, "strengths": dict(STRENGTHS)}
    return render(request, "network/apart.html", context)


@capability(Can.NETWORK_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def network_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say somebody new on one of the three sides; `to` in the address says which."""
    actor = actor_of(request)
    file = queries.file_of(actor, pk)
    given = request.GET.get("to", "")
    side = Side(given) if given in set(Side) else Side.PERSON
    team = readers.readers_of(actor, [file.subject_id])[file.subject_id]
    names = queries.names_of(actor, file)
    alone = [str(one) for one in file.concerns] if len(file.concerns) == 1 else []
    form = add_form(
        side,
        request.POST or None,
        persons=names,
        listed=_listed(actor, side),
        team={reader.post: reader.name for reader in team if reader.post != actor.post},
        initial=dict.fromkeys(PERSONS, alone),
    )

    def act() -> None:
        actions.add_tie(actor=actor, case=pk, draft=draft_of(form), key=key_of(request.POST))

    if sent(form, act):
        done(request, _("Kept. Nothing was sent to anybody."))
        return redirect("network", pk)
    return _page(request, "add", form, file=file, side=side)


@capability(Can.NETWORK_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def tie_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct what was said of one around the household."""
    actor = actor_of(request)
    row = queries.tie(actor, pk)
    side = side_of(row.circle, row.service_id)
    listed = _listed(actor, side)
    for chosen in (row.service_id, row.partner_id):
        if chosen is not None:
            listed = {chosen: queries.who(row, _language()), **listed}  # it may have left since
    names = queries.names_of(actor, row.case)

    def made(data: QueryDict | None) -> TieForm:
        form = change_form(side, data, persons=names, listed=listed)
        form.initial = {name: _initial(row, name) for name in form.fields}
        return form

    form = made(request.POST or None)

    def act() -> None:
        said = form.columns()
        version = said.pop("version")
        if any(_kept(row, name) != value for name, value in said.items()):  # sent twice: already so
            actions.correct_tie(actor=actor, pk=pk, version=version, **said)

    return _changed(request, "edit", form, act, row, again=made)


@capability(Can.NETWORK_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def tie_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It counts no more."""
    actor = actor_of(request)
    row = queries.tie(actor, pk)

    def made(data: QueryDict | None) -> EndForm:
        return EndForm(data, initial={"until": actor.today, "version": row.version})

    form = made(request.POST or None)

    def act() -> None:
        if row.until != form.cleaned_data["until"]:  # sent twice: already so
            actions.end_tie(actor=actor, pk=pk, **form.cleaned_data)

    return _changed(request, "end", form, act, row, again=made)


def _listed(actor: Actor, side: Side) -> dict[uuid.UUID, str]:
    if side is Side.DEPARTMENT:
        return queries.departments(actor, _language())
    return queries.directory(actor) if side is Side.OUTSIDE else {}


def _kept(row: Any, name: str) -> Any:
    return getattr(row, f"{name}_id" if name in {"service", "partner"} else name)


def _initial(row: Any, name: str) -> Any:
    value = _kept(row, name)
    return [str(one) for one in value] if name in PERSONS else value


def _page(request: HttpRequest, template: str, form: forms.Form, *, status: int = 200, **context: Any) -> HttpResponse:
    """A form's page; 422 when there is something to mend."""
    if form.is_bound and not form.is_valid():
        status = ASKED_TO_MEND
    return render(request, f"network/{template}.html", {"form": form, **context}, status=status)


def _changed(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    act: Callable[[], None],
    row: Any,
    *,
    again: Callable[[QueryDict], forms.Form],
) -> HttpResponse:
    """Back to the network once `act` is done.

    What changed meanwhile is shown beside what was typed, and nothing is saved over it; sent again, it is on what it
    says now.
    """
    context = {"row": row, "name": queries.who(row, _language()), "file": row.case}
    try:
        if sent(form, act):
            done(request, _("Corrected. What it said before stays in its history."))
            return redirect("network", row.case_id)
    except Conflict:
        typed = request.POST.copy()
        typed["version"] = str(row.version)
        return _page(request, template, again(typed), status=IN_CONFLICT, now=row, **context)
    return _page(request, template, form, **context)
