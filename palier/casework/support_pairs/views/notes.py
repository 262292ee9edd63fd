"""What the pair notes, one kind a form; the crisis plan, to write and on paper."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.support_pairs import actions, queries
from palier.casework.support_pairs.forms import NoteForm, PlanForm, StepForm
from palier.casework.support_pairs.rules.notes import GROUPS, NEEDS_THE_DOOR, NoteGroup, NoteKind
from palier.casework.support_pairs.views import shown
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done

ONE_BY_ONE = {kind.value for group, kinds in GROUPS.items() if group is not NoteGroup.CRISIS for kind in kinds}


@capability(Can.SUPPORT_PAIR)
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """One note of one kind."""
    if kind not in ONE_BY_ONE:
        raise Http404
    actor = actor_of(request)
    state = queries.pair(actor, pk)
    services = queries.services(actor) if kind == NoteKind.ORIENTATION else []
    form = NoteForm(request.POST or None, kind=NoteKind(kind), services=services)
    if sent(form, lambda: actions.note(actor=actor, request=pk, draft=form.draft(), key=key_of(request.POST))):
        done(
            request, _("Noted, for the two of you.") if not form.draft().shared else _("Noted. Who asked reads it too.")
        )
        return redirect("support_pair", pk)
    context = {
        "form": form,
        "pk": pk,
        "no_service": kind == NoteKind.ORIENTATION and not services,
        "no_door": kind in NEEDS_THE_DOOR and not state.for_both,
    }
    return render(request, "support_pairs/note.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


@capability(Can.SUPPORT_PAIR)
@require_POST
def note_share(request: HttpRequest, pk: uuid.UUID, note: uuid.UUID) -> HttpResponse:
    """Who asked reads it, or no longer."""
    shared = request.POST.get("shared") == "yes"
    actions.share(actor=actor_of(request), pk=note, shared=shared)
    done(request, _("Shared with who asked.") if shared else _("No longer shared."))
    return redirect("support_pair", pk)


@capability(Can.SUPPORT_PAIR)
@require_POST
def note_step(request: HttpRequest, pk: uuid.UUID, note: uuid.UUID) -> HttpResponse:
    """How a step stands."""
    form = StepForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.move_step(actor=actor_of(request), pk=note, state=form.state_of())
    done(request, _("Noted, for the two of you."))
    return redirect("support_pair", pk)


@capability(Can.SUPPORT_PAIR)
@require_POST
def erase(request: HttpRequest, pk: uuid.UUID, note: uuid.UUID) -> HttpResponse:
    """It is gone."""
    actions.erase_note(actor=actor_of(request), pk=note)
    done(request, _("Erased. Nobody can read it any more."))
    return redirect("support_pair", pk)


@capability(Can.SUPPORT_PAIR)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The five parts of the crisis plan."""
    actor = actor_of(request)
    queries.pair(actor, pk)
    former = {row.kind.value: row.words for row in queries.notes(actor, pk)}
    form = PlanForm(request.POST or None, initial=former)

    def act() -> None:
        shared = form.cleaned_data["shared"]
        actions.write_plan(actor=actor, request=pk, parts=form.parts(), shared=shared)

    if sent(form, act):
        done(request, _("The plan is written. It prints on one page."))
        return redirect("support_pair", pk)
    context = {"form": form, "pk": pk, "parts": [form[kind.value] for kind in GROUPS[NoteGroup.CRISIS]]}
    return render(request, "support_pairs/plan.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


@capability(Can.SUPPORT_PAIR)
@require_safe
def plan_paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The crisis plan on one sheet."""
    actor = actor_of(request)
    queries.pair(actor, pk)
    context = {"parts": shown.plan(queries.notes(actor, pk)), "back": ("support_pair", pk)}
    return render(request, "support_pairs/plan_paper.html", context)
