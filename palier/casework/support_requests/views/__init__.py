"""Asking the support cell, reading the copy again, and the cell's queue."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.support_requests import actions, queries
from palier.casework.support_requests.forms import AskForm, CopyForm, PairForm, VersionForm
from palier.casework.support_requests.labels import DISCIPLINES, GAINS, ICONS, ORIGINS, SITUATIONS, STATES, TRIGGERS
from palier.casework.support_requests.rules import Discipline
from palier.casework.support_requests.views.afterwards import came
from palier.casework.support_requests.views.copying import COPIED, Copy, first_copy, language, next_copy
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done

WORDS: dict[str, dict[str, Any]] = {
    "situations": dict(SITUATIONS),
    "states": dict(STATES),
    "disciplines": dict(DISCIPLINES),
    "triggers": dict(TRIGGERS),
    "origins": dict(ORIGINS),
    "gains": dict(GAINS),
}


@capability(Can.SUPPORT_ASK)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I asked, where it stands, and my own words about myself."""
    rows = [
        (
            row,
            WORDS["states"][row.state],
            ICONS[row.state],
            [WORDS["disciplines"][one] for one in (row.first_discipline, row.second_discipline) if one],
            [WORDS["gains"][one] for one in row.gained],
        )
        for row in queries.mine(actor_of(request))
    ]
    return render(request, "support_requests/mine.html", {"rows": rows})


@capability(Can.SUPPORT_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Two steps, one address: her own words, then the copy. Nothing is kept between them but what the page carries."""
    actor = actor_of(request)
    about = _about(actor, request)
    cells = [(str(one.id), one.name_nl if language() == "nl" else one.name_fr) for one in queries.cells(actor)]

    def make(values: QueryDict) -> CopyForm:
        return CopyForm(values, cells=cells)

    if "read" in request.POST:
        copy = next_copy(request, make)
        return _send(request, actor, about, copy) if copy.leaves else _copy_page(request, about, copy)
    form = AskForm(request.POST or None, cells=cells)
    if not form.is_valid():
        status = ASKED_TO_MEND if form.is_bound else 200
        context = {"form": form, "about": about, "cells": cells}
        return render(request, "support_requests/ask.html", context, status=status)
    return _copy_page(request, about, first_copy(request, make, form, queries.names_of(actor, about) if about else []))


def _about(actor: Actor, request: HttpRequest) -> uuid.UUID | None:
    """The household of the file it is asked from, or None. Raises Refused for one she does not read."""
    given = request.POST.get("household") or request.GET.get("household") or ""
    try:
        pk = uuid.UUID(given)
    except ValueError:
        return None
    return uuid.UUID(str(queries.household(actor, pk).pk))


def _copy_page(request: HttpRequest, about: uuid.UUID | None, copy: Copy) -> HttpResponse:
    context = {"form": copy.form, "about": about, "replaced": copy.replaced}
    return render(request, "support_requests/proof.html", context, status=copy.status)


def _send(request: HttpRequest, actor: Actor, about: uuid.UUID | None, copy: Copy) -> HttpResponse:
    text, tried = (copy.form.cleaned_data[name] for name in COPIED)
    actions.ask(actor=actor, draft=copy.form.draft(text, tried, about), key=key_of(request.POST))
    done(request, _("Sent to the support cell. What you fear is read by your pair alone."))
    return redirect("support_mine")


@capability(Can.SUPPORT_ASK)
@require_POST
def forget(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What she fears is erased."""
    actions.forget_fears(actor=actor_of(request), pk=pk)
    done(request, _("Erased. Nobody can read it any more."))
    return redirect("support_mine")


def _endings(row: queries.Received, today: dt.date) -> list[tuple[queries.Ending, str]]:
    """Whose post ends while this is open, each with her discipline in words."""
    return [(one, str(WORDS["disciplines"][one.discipline])) for one in row.endings(today)]


@capability(Can.SUPPORT_QUEUE)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a pair, by its last day; then what runs; then what is closed."""
    actor = actor_of(request)
    rows = [
        (
            row,
            WORDS["situations"][row.situation],
            WORDS["states"][row.state],
            ICONS[row.state],
            _endings(row, actor.today),
        )
        for row in queries.received(actor)
    ]
    context = {
        "rows": rows,
        "open": [one for one in rows if one[0].is_open],
        "closed": [one for one in rows if not one[0].is_open],
        "today": actor.today,
    }
    return render(request, "support_requests/queue.html", context)


@capability(Can.SUPPORT_QUEUE)
@require_http_methods(["GET", "HEAD", "POST"])
def received(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One request, and its pair."""
    actor = actor_of(request)
    row = queries.opened(actor, pk)
    colleagues = queries.colleagues(actor, pk)
    form = PairForm(
        request.POST or None, colleagues=colleagues, initial={"version": row.version, **_two_of(colleagues)}
    )

    def act() -> None:
        actions.name_pair(actor=actor, pk=pk, pair=form.pair(), version=form.cleaned_data["version"])

    try:
        if request.method == "POST" and sent(form, act):
            done(request, _("The pair is named. Who asked sees the two disciplines."))
            return redirect("support_one", pk)
    except Conflict:
        return errors.conflict(request)
    status = ASKED_TO_MEND if form.is_bound and form.errors else 200
    context = {
        "form": form,
        "row": row,
        "situation": WORDS["situations"][row.situation],
        "state": WORDS["states"][row.state],
        "origin": WORDS["origins"].get(row.origin, ""),
        "triggers": [WORDS["triggers"][one] for one in row.triggers],
        "pair": [
            (name, WORDS["disciplines"][discipline])
            for name, discipline in ((row.first, row.first_discipline), (row.second, row.second_discipline))
            if name
        ],
        "endings": _endings(row, actor.today),
        "today": actor.today,
        "worker": queries.worker(actor, pk),
        "caller": queries.caller(actor, pk),
        "came": came(row),
    }
    return render(request, "support_requests/one.html", context, status=status)


def _two_of(colleagues: list[tuple[str, str]]) -> dict[str, str]:
    """A beginning of two different people and disciplines."""
    return {"second": colleagues[-1][0] if colleagues else "", "second_discipline": Discipline.SOCIAL_WORKER}


@capability(Can.SUPPORT_QUEUE)
@require_POST
def close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It is closed."""
    form = VersionForm(request.POST)
    try:
        if not form.is_valid():
            raise Conflict()
        actions.close(actor=actor_of(request), pk=pk, version=form.cleaned_data["version"])
    except Conflict:
        return errors.conflict(request)
    done(request, _("Closed. The request goes by itself after its term."))
    return redirect("support_queue")
