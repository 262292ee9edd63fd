"""The partnership on one page; its presentations, its funding, its dated lines."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.support_partnership import actions, queries
from palier.casework.support_partnership.forms import FundingForm, NoteForm, PresentationForm
from palier.casework.support_partnership.labels import KINDS, NOTES
from palier.casework.support_partnership.rules import RISKS, STATES, NoteKind
from palier.casework.support_partnership.rules.funding import alert_days, drawn
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done

GAINED = (NoteKind.GAINED_BY_HOUSING, NoteKind.GAINED_BY_CARE)


def in_language(rows: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """(id, French, Dutch) as choices in the language of the screen."""
    dutch = (get_language() or "fr").startswith("nl")
    return [(pk, nl if dutch else fr) for pk, fr, nl in rows]


@capability(Can.PARTNERSHIP_KEEP)
@require_safe
def partnership(request: HttpRequest) -> HttpResponse:
    """State, alert, funding in time, agreements, presentations, risks."""
    actor = actor_of(request)
    found = queries.partnership(actor)
    spans = [one.span for one in found.funding]
    latest = {note.kind: note for note in reversed(found.notes)}
    notes, kinds = dict(NOTES), dict(KINDS)
    context = {
        "found": found,
        "line": drawn(spans, actor.today),
        "today": actor.today,
        "days": alert_days(actor.today),
        "risks": [(notes[kind], latest.get(kind)) for kind in RISKS],
        "gained": [(notes[kind], latest.get(kind)) for kind in GAINED],
        "history": [(notes[one.kind], one) for one in found.notes if one.kind in STATES or latest[one.kind] is not one],
        "presentations": [(kinds[one.kind], one) for one in found.presentations],
    }
    return render(request, "support_partnership/partnership.html", context)


@capability(Can.PARTNERSHIP_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def presentation_add(request: HttpRequest) -> HttpResponse:
    """Note a presentation."""
    actor = actor_of(request)
    form = PresentationForm(
        request.POST or None, houses=in_language(queries.houses(actor)), initial={"day": actor.today}
    )
    key = key_of(request.POST)
    return _kept(
        request,
        "presentation",
        form,
        lambda: actions.add_presentation(actor=actor, draft=form.draft, key=key),
    )


@capability(Can.PARTNERSHIP_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def presentation_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct a presentation, or say later what came out of it."""
    actor = actor_of(request)
    row = queries.presentation(actor, pk)
    initial = {name: getattr(row, name) for name in ("version", "day", "kind", "audience", "present", "came_of_it")}
    initial["organisation"] = str(row.before or "")
    form = PresentationForm(request.POST or None, houses=in_language(queries.houses(actor)), initial=initial)
    return _kept(
        request,
        "presentation",
        form,
        lambda: actions.change_presentation(actor=actor, pk=pk, draft=form.draft, version=form.seen),
    )


@capability(Can.PARTNERSHIP_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def funding_add(request: HttpRequest) -> HttpResponse:
    """Note a period that is funded."""
    actor, form, key = actor_of(request), FundingForm(request.POST or None), key_of(request.POST)
    return _kept(request, "funding", form, lambda: actions.add_funding(actor=actor, draft=form.draft, key=key))


@capability(Can.PARTNERSHIP_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def funding_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct a period."""
    actor = actor_of(request)
    row = queries.funding(actor, pk)
    names = ("version", "since", "until", "funder", "decision", "amount", "structural", "half_time_posts")
    form = FundingForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    return _kept(
        request,
        "funding",
        form,
        lambda: actions.change_funding(actor=actor, pk=pk, draft=form.draft, version=form.seen),
    )


@capability(Can.PARTNERSHIP_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def note_add(request: HttpRequest) -> HttpResponse:
    """Add a dated line."""
    actor, key = actor_of(request), key_of(request.POST)
    initial = {"day": actor.today, "kind": request.GET.get("kind", "")}
    form = NoteForm(request.POST or None, initial=initial)
    return _kept(request, "note", form, lambda: actions.add_note(actor=actor, draft=form.draft, key=key))


def _kept(request: HttpRequest, name: str, form: forms.Form, act: Callable[[], Any]) -> HttpResponse:
    try:
        if request.method == "POST" and sent(form, act):
            done(request, _("Kept."))
            return redirect("partnership")
    except Conflict:
        return errors.conflict(request)
    status = ASKED_TO_MEND if form.is_bound and form.errors else 200
    return render(request, f"support_partnership/{name}.html", {"form": form}, status=status)
