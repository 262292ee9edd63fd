"""Asking the support cell, reading the copy again, and the cell's queue."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.support_requests import actions, queries
from palier.casework.support_requests.forms import AskForm, CopyForm, PairForm, VersionForm
from palier.casework.support_requests.labels import DISCIPLINES, ICONS, SITUATIONS, STATES, TRIGGERS
from palier.casework.support_requests.rules import TEXT_AT_MOST, Discipline, Proof, first_proof, next_proof
from palier.engines.pseudonymise import Language
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done

COPIED = ("text", "tried")  # what the cell reads
WORDS: dict[str, dict[str, Any]] = {
    "situations": dict(SITUATIONS),
    "states": dict(STATES),
    "disciplines": dict(DISCIPLINES),
    "triggers": dict(TRIGGERS),
}


def _language() -> Language:
    return "nl" if (get_language() or "fr").startswith("nl") else "fr"


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
    cells = [(str(one.id), one.name_nl if _language() == "nl" else one.name_fr) for one in queries.cells(actor)]
    if "read" in request.POST:
        return _send(request, actor, about, cells)
    form = AskForm(request.POST or None, cells=cells)
    if not form.is_valid():
        status = ASKED_TO_MEND if form.is_bound else 200
        return render(
            request, "support_requests/ask.html", {"form": form, "about": about, "cells": cells}, status=status
        )
    names = queries.names_of(actor, about) if about else []
    words = [form.cleaned_data[name] for name in COPIED]
    return _proof(request, about, cells, first_proof(words, _language(), names))


def _about(actor: Actor, request: HttpRequest) -> uuid.UUID | None:
    """The household of the file it is asked from, or None. Raises Refused for one she does not read."""
    given = request.POST.get("household") or request.GET.get("household") or ""
    try:
        pk = uuid.UUID(given)
    except ValueError:
        return None
    return uuid.UUID(str(queries.household(actor, pk).pk))


def _proof(request: HttpRequest, about: uuid.UUID | None, cells: list[Any], proof: Proof) -> HttpResponse:
    """The copies to read again, with what was replaced beside them. Nothing is wrong yet."""
    values = request.POST.copy()
    for name, text in zip(COPIED, proof.texts, strict=True):
        values[name] = text
    form = CopyForm(values, cells=cells)
    form.to_confirm(proof)
    form.full_clean()
    form.errors.clear()
    return _copy_page(request, about, form, proof, 200)


def _copy_page(
    request: HttpRequest, about: uuid.UUID | None, form: CopyForm, proof: Proof, status: int
) -> HttpResponse:
    context = {"form": form, "about": about, "replaced": proof.replaced}
    return render(request, "support_requests/proof.html", context, status=status)


def _send(request: HttpRequest, actor: Actor, about: uuid.UUID | None, cells: list[Any]) -> HttpResponse:
    """She has read it: it leaves, unless something is left that may not, or that she has not looked at."""
    proof = next_proof([request.POST.get(name, "")[:TEXT_AT_MOST] for name in COPIED], _language())
    if proof.replaced:
        return _proof(request, about, cells, proof)
    form = CopyForm(request.POST, cells=cells)
    form.to_confirm(proof)
    if not form.is_valid() or not form.all_seen():
        return _copy_page(request, about, form, proof, ASKED_TO_MEND)
    text, tried = proof.texts
    actions.ask(actor=actor, draft=form.draft(text, tried, about), key=key_of(request.POST))
    done(request, _("Sent to the support cell. Your own words about yourself stayed with you."))
    return redirect("support_mine")


@capability(Can.SUPPORT_ASK)
@require_POST
def forget(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What she fears is erased."""
    actions.forget_fears(actor=actor_of(request), pk=pk)
    done(request, _("Erased. Nobody can read it any more."))
    return redirect("support_mine")


@capability(Can.SUPPORT_QUEUE)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a pair, by its last day; then what runs; then what is closed."""
    actor = actor_of(request)
    rows = [
        (row, WORDS["situations"][row.situation], WORDS["states"][row.state], ICONS[row.state])
        for row in queries.received(actor)
    ]
    return render(request, "support_requests/queue.html", {"rows": rows, "today": actor.today})


@capability(Can.SUPPORT_QUEUE)
@require_http_methods(["GET", "HEAD", "POST"])
def received(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One request, and its pair."""
    actor = actor_of(request)
    row = queries.one(actor, pk)
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
        "triggers": [WORDS["triggers"][one] for one in row.triggers],
        "pair": [
            (name, WORDS["disciplines"][discipline])
            for name, discipline in ((row.first, row.first_discipline), (row.second, row.second_discipline))
            if name
        ],
        "today": actor.today,
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
