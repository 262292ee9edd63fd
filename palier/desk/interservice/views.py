"""The table between services: my lines, one line, a new one, the sheet of the meeting."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.desk.interservice import queries
from palier.desk.interservice.forms import AnswerForm, DepartmentForm, RepairForm, SocialForm, VersionForm
from palier.identity.organisations.rules import ServiceKind
from palier.kernel.errors import Conflict
from palier.registry.housing import queries as housing
from palier.registry.interservice import actions
from palier.registry.interservice import queries as registry
from palier.registry.interservice.labels import KIND_ICONS
from palier.registry.interservice.rules import Kind, replies_of
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done

FOUND_AT_MOST = 8
PAGES = "desk_interservice"


def _language() -> str:
    return (get_language() or "fr")[:2]


@capability(Can.INTERSERVICE_READ)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The lines that are not closed, by whose turn it is: mine first, then by the day an answer is due."""
    return render(request, f"{PAGES}/table.html", {"table": queries.table(actor_of(request), _language())})


@capability(Can.INTERSERVICE_READ)
@require_safe
def table_sheet(request: HttpRequest) -> HttpResponse:
    """The sheet of the weekly meeting. A department prints names; a worker's sheet bears initials only."""
    actor = actor_of(request)
    shown = {"lines": queries.table(actor, _language()).all, "today": actor.today, "social": queries.is_social(actor)}
    return render(request, f"{PAGES}/sheet.html", shown)


@capability(Can.INTERSERVICE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def table_line(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One line with its answers; a POST is one answer more."""
    actor = actor_of(request)
    one = queries.one_line(actor, pk, _language())
    form = None
    if one.works:
        side = ServiceKind(str(actor.service_kind))
        form = AnswerForm(request.POST or None, replies=replies_of(side), words=not queries.is_social(actor))
    elif request.method == "POST":
        raise Http404
    try:
        if form is not None and request.method == "POST" and sent(form, _answer(actor, pk, form, request)):
            done(request, _("Answered. The other side reads it at once."))
            return redirect("table_line", pk)
    except Conflict:
        return errors.conflict(request)
    status = ASKED_TO_MEND if form is not None and form.errors else 200
    return render(request, f"{PAGES}/line.html", {"one": one, "line": one.shown.row, "form": form}, status=status)


def _answer(actor: Actor, pk: uuid.UUID, form: AnswerForm, request: HttpRequest) -> Callable[[], object]:
    return lambda: actions.answer(actor=actor, line=pk, draft=form.draft(), key=key_of(request.POST))


@capability(Can.INTERSERVICE_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def table_add(request: HttpRequest) -> HttpResponse:
    """A new line. A name looked up travels in the body, never in an address."""
    actor = actor_of(request)
    home = _home(actor, request.GET.get("household", ""))
    if home is None:
        return _look_up(request, actor)
    form = _form(request, actor, home)
    try:
        if request.method == "POST" and sent(
            form, lambda: actions.begin(actor=actor, draft=form.draft(home.id), key=key_of(request.POST))
        ):
            done(request, _("On the table. The answer comes back to it, and nobody was told why."))
            return redirect("table")
    except Conflict:
        return errors.conflict(request)
    shown = {
        "form": form,
        "home": home,
        "social": queries.is_social(actor),
        "repair": isinstance(form, RepairForm),
        "icons": KIND_ICONS,
    }
    return render(request, f"{PAGES}/add.html", shown, status=ASKED_TO_MEND if form.errors else 200)


def _home(actor: Actor, given: str) -> Any:
    """The household in the address, None without one. What she may not speak of is not there."""
    if not given:
        return None
    try:
        rows = housing.rows(actor, [uuid.UUID(given)], _language())
    except ValueError as spoilt:
        raise Http404 from spoilt
    if not rows or not registry.spoken_of(actor, [rows[0].id]):
        raise Http404
    return rows[0]


def _look_up(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Which household? Of a worker, those she looks after."""
    wanted, found = request.POST.get("who", ""), None
    if request.method == "POST":
        rows = housing.find_households(actor, wanted, _language(), FOUND_AT_MOST)
        hers = registry.spoken_of(actor, [row.id for row in rows])
        found = [row for row in rows if row.id in hers]
    shown = {"wanted": wanted, "found": found, "social": queries.is_social(actor)}
    return render(request, f"{PAGES}/look_up.html", shown)


def _form(request: HttpRequest, actor: Actor, home: Any) -> Any:
    """The form of the actor's side; the shortest one where the address asks for a repair."""
    data = request.POST if request.method == "POST" else None
    found = queries.departments(actor, _language())
    services = [(one.pk, name) for one, name in found]
    if not queries.is_social(actor):
        worker = registry.worker_of(home.id)
        return DepartmentForm(data, services=services, worker=str(worker.staff) if worker else "")
    adults = queries.adults(actor, home.id)
    if request.GET.get("kind") == Kind.REPAIR:
        technical = next((one.pk for one, _name in found if one.kind == ServiceKind.TECHNICAL), None)
        return RepairForm(data, technical=technical, adults=adults)
    return SocialForm(data, services=services, adults=adults)


@capability(Can.INTERSERVICE_ANSWER)
@require_POST
def table_take(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It is mine from now on."""
    return _act(request, pk, actions.take, _("Yours from now on."))


@capability(Can.INTERSERVICE_ANSWER)
@require_POST
def table_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The question is settled."""
    return _act(request, pk, actions.close, _("Closed. It goes by itself after its term."), to="table")


def _act(request: HttpRequest, pk: uuid.UUID, act: Any, words: str, to: str = "") -> HttpResponse:
    form: forms.Form = VersionForm(request.POST)
    if not form.is_valid():
        return errors.unusable(request)
    try:
        act(actor=actor_of(request), line=pk, version=form.cleaned_data["version"])
    except Conflict:
        return errors.conflict(request)
    done(request, words)
    return redirect(to) if to else redirect("table_line", pk)
