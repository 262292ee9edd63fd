"""Pages between services: parse, one call, render."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.ledger import note_read
from palier.access.routes import actor_of, capability
from palier.desk.between_services import queries
from palier.desk.between_services.forms import AnswerForm, QuestionForm, SignalForm
from palier.identity.organisations.rules import ServiceKind
from palier.kernel.errors import Conflict, InvalidInput
from palier.registry.housing import queries as housing
from palier.registry.signals import actions
from palier.registry.signals import queries as registry
from palier.registry.signals.rules import SignalState
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done

FOUND_AT_MOST = 8


def _language() -> str:
    return (get_language() or "fr")[:2]


@capability(Can.SIGNAL_ADD)
@require_safe
def signals(request: HttpRequest) -> HttpResponse:
    """What was received, and my own sentences of this shift."""
    actor = actor_of(request)
    return render(request, "between_services/signals.html", {"signals": queries.page(actor, _language())})


@capability(Can.SIGNAL_ADD)
def signal_add(request: HttpRequest) -> HttpResponse:
    """Tell another service. A name looked up travels in the body, never in an address."""
    actor = actor_of(request)
    home = _home(actor, request.GET.get("household", ""))
    if request.method == "POST" and request.POST.get("act") == "look":
        wanted = request.POST.get("who", "")
        found = housing.find_households(actor, wanted, _language(), FOUND_AT_MOST)
        return _page(request, _form(actor, None, home), home, wanted=wanted, found=found)
    form = _form(actor, request.POST if request.method == "POST" else None, home)
    if form.is_valid():
        try:
            actions.send_signal(actor=actor, draft=form.signal(), key=form.cleaned_data["idempotency_key"])
        except InvalidInput as problem:
            form.take_back(problem)
        except Conflict:
            return errors.conflict(request)
        else:
            done(request, _("Sent. You can read your own sentence again for twelve hours."))
            return redirect("signals")
    return _page(request, form, home)


def _home(actor: Actor, given: str) -> Any:
    """The household in the address, None without one; what is not the actor's to find is not there."""
    if not given:
        return None
    try:
        rows = housing.rows(actor, [uuid.UUID(given)], _language())
    except ValueError as spoilt:
        raise Http404 from spoilt
    if not rows:
        raise Http404
    return rows[0]


def _form(actor: Actor, data: Any, home: Any) -> SignalForm:
    social = actor.service_kind == ServiceKind.SOCIAL
    post = housing.assigned_workers([home.id]).get(home.id) if home and not social else None
    return SignalForm(
        data,
        services=[(one.pk, queries.named(one, _language())) for one in registry.recipients(actor)],
        places=[(one.pk, queries.named(one, _language())) for one in registry.places(actor)],
        worker=(post.service_id, str(post.staff)) if post and post.service_id else None,
        social=social,
        household=home.id if home else None,
    )


def _page(request: HttpRequest, form: SignalForm, home: Any, **more: Any) -> HttpResponse:
    shown = {"form": form, "home": home, **more}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "between_services/signal_add.html", shown, status=status)


@capability(Can.QUESTION_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def question_ask(request: HttpRequest) -> HttpResponse:
    """Ask who looks after a household: the same page, words and answer whether there is a file or not (P1)."""
    actor = actor_of(request)
    home = _home(actor, request.GET.get("household", ""))
    asked = registry.asked_for(actor, home.id) if home else None
    if asked is None or asked.pk == actor.post:
        raise Http404
    form = QuestionForm(request.POST if request.method == "POST" else None)
    try:
        if request.method == "POST" and sent(
            form,
            lambda: actions.ask_colleague(
                actor=actor, household=home.id, key=key_of(request.POST), **form.cleaned_data
            ),
        ):
            done(request, _("Asked. An answer comes on the page of signals, or none does."))
            return redirect("household_file", home.id)
    except Conflict:
        return errors.conflict(request)
    shown = {"form": form, "home": home, "asked": asked}
    return render(request, "between_services/ask.html", shown, status=ASKED_TO_MEND if form.errors else 200)


@capability(Can.QUESTION_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def question_answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Answer a colleague from the closed list."""
    actor = actor_of(request)
    row = registry.question(actor, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    try:
        if request.method == "POST" and sent(
            form, lambda: actions.answer_colleague(actor=actor, pk=pk, **form.cleaned_data)
        ):
            done(request, _("Answered."))
            return redirect("signals")
    except Conflict:
        return errors.conflict(request)
    note_read(actor, "signal_list", ground="is_asked")
    shown = {"form": form, "row": row}
    return render(request, "between_services/answer.html", shown, status=ASKED_TO_MEND if form.errors else 200)


@require_POST
@capability(Can.SIGNAL_READ)
def signal_settle(request: HttpRequest, pk: uuid.UUID, state: str) -> HttpResponse:
    """Received, or done."""
    if state not in {SignalState.RECEIVED, SignalState.DONE}:
        raise Http404
    actions.settle(actor=actor_of(request), pk=pk, state=SignalState(state))
    done(request, _("Noted: received.") if state == SignalState.RECEIVED else _("Noted: done."))
    return redirect("signals")
