"""The agents' own pages: what waits, one request from the call to the answer, figures."""

import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.fieldwork.interventions import actions, queries
from palier.fieldwork.interventions.forms import JoinForm, MarkForm, PhotoForm, TellForm, VisitForm
from palier.fieldwork.interventions.labels import DONE, SEEN
from palier.fieldwork.interventions.queries.mine import named
from palier.fieldwork.interventions.rules import Outcome
from palier.fieldwork.interventions.views.photos import sent_with
from palier.kernel.errors import Conflict
from palier.kernel.identifiers import new_id
from palier.registry.documents.forms import PHOTO_ACCEPT
from palier.ui import errors
from palier.ui.acts import READ_OR_SEND
from palier.ui.addresses import id_in_address
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done
from palier.ui.screen import screen

A_PAGE = 50


@capability(Can.INTERVENTION_WORK)
@require_safe
def interventions(request: HttpRequest) -> HttpResponse:
    """/interventions/?site=&motive= : what waits, the most important first; what waits too long says so."""
    actor = actor_of(request)
    site, motive = id_in_address(request, "site"), id_in_address(request, "motive")
    rows = queries.filtered(queries.to_do(actor), site, motive)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(row, named(row.place, screen()), row.due_at < actor.moment) for row in page],
        "site": site,
        "motive": motive,
        "sites": [(inside[0][0], name) for name, inside in queries.places(actor, screen())],
        "motives": queries.motives(actor),
        "screen": screen(),
    }
    return render(request, "interventions/interventions.html", context)


@capability(Can.INTERVENTION_WORK)
@require_safe
def intervention(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One request: what was asked, what was seen and done, who is to be told; the history of its place."""
    return _page(request, pk)


def _page(request: HttpRequest, pk: uuid.UUID, status: int = 200, **bound: Any) -> HttpResponse:
    actor = actor_of(request)
    row = queries.intervention(actor, pk)
    marks = {"importance": str(row.importance), "delicate": row.delicate, "by_two": row.by_two, "version": row.version}
    context = {
        "row": row,
        "where": named(row.place, screen()),
        "late": row.due_at < actor.moment,
        "visits": [_told(one) for one in queries.visits_of(actor, pk)],
        "askers": queries.askers_of(actor, pk),
        "joined": queries.joined_to(actor, pk),
        "doubles": queries.doubles(actor, row),
        "history": [_told(one) for one in queries.history_of(actor, row)],
        "seniority": queries.seniority(actor) if row.delicate else [],
        "mark": MarkForm(initial=marks, auto_id="mark_%s"),
        "visit": VisitForm(initial={"id": new_id(), "outcome": Outcome.NOTED}),
        "photos": PhotoForm(auto_id="photos_%s"),
        "me": actor.post,
        "accept": PHOTO_ACCEPT,
        "tell": TellForm(initial={"version": row.version}, auto_id="tell_%s"),
        "screen": screen(),
        **bound,
    }
    return render(request, "interventions/intervention.html", context, status=status)


def _told(visit: Any) -> tuple[Any, str]:
    """A visit and its preset words in one line."""
    words: dict[str, Any] = {**dict(SEEN), **dict(DONE)}
    return visit, ", ".join(str(words[one]) for one in [*visit.seen, *visit.done])


def _act(
    request: HttpRequest, pk: uuid.UUID, form: forms.Form, name: str, act: Callable[[], object], said: str
) -> HttpResponse:
    try:
        if sent(form, act):
            done(request, said)
            return redirect("intervention", pk)
    except Conflict:
        return errors.conflict(request)
    return _page(request, pk, ASKED_TO_MEND, **{name: form})


@capability(Can.INTERVENTION_WORK)
@require_POST
def intervention_mark(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How important, delicate, by two."""
    actor, form = actor_of(request), MarkForm(request.POST, auto_id="mark_%s")
    return _act(request, pk, form, "mark", lambda: actions.mark(actor=actor, pk=pk, **form.values), _("Noted."))


@capability(Can.INTERVENTION_WORK)
@require_POST
def intervention_join(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The same event was asked twice."""
    actor, form = actor_of(request), JoinForm(request.POST)
    said = _("Joined: both who asked are told by the other one.")
    return _act(request, pk, form, "join", lambda: actions.join(actor=actor, pk=pk, **form.cleaned_data), said)


@capability(Can.INTERVENTION_WORK)
@require_POST
def intervention_visit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was seen and done, perhaps with photos. The note stays, whatever becomes of these."""
    actor, form = actor_of(request), VisitForm(request.POST)
    answer = _act(
        request,
        pk,
        form,
        "visit",
        lambda: actions.record_visit(actor=actor, draft=form.draft(pk, actor.moment)),
        _("Noted. Last step: tell who asked."),
    )
    if answer.status_code == HTTPStatus.FOUND and request.FILES:
        return sent_with(request, form.cleaned_data["id"]) or answer
    return answer


@capability(Can.INTERVENTION_WORK)
@require_POST
def intervention_tell(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who asked was told one of the five sentences."""
    actor, form = actor_of(request), TellForm(request.POST, auto_id="tell_%s")

    def act() -> None:
        actions.tell(actor=actor, pk=pk, version=form.cleaned_data["version"], sentence=form.chosen)

    return _act(request, pk, form, "tell", act, _("Told. Who asked is forgotten in thirty days."))


@capability(Can.INTERVENTION_WORK)
@require_POST
def intervention_fault(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Something is broken there: the technical department is told the place."""
    actor, form = actor_of(request), forms.Form(request.POST)
    said = _("Passed on. You see on the page of signals on which day it was received.")
    return _act(request, pk, form, "fault", lambda: actions.pass_on_fault(actor=actor, pk=pk), said)


@capability(Can.INTERVENTION_WORK)
@require_http_methods(READ_OR_SEND[:2])
def intervention_notice(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A neutral visit notice to print, in both languages: that somebody came by, never why."""
    actor = actor_of(request)
    row = queries.intervention(actor, pk)
    return render(request, "interventions/notice.html", {"row": row, "now": actor.moment})


@capability(Can.INTERVENTION_WORK)
@require_safe
def intervention_figures(request: HttpRequest) -> HttpResponse:
    """How long it took, by motive and by site, in the last twelve months."""
    return render(
        request, "interventions/figures.html", {"figures": queries.figures(actor_of(request)), "screen": screen()}
    )
