"""What it gave who asked, what came of it, and that she shows herself to her pair."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.support_requests import actions, queries
from palier.casework.support_requests.forms import EvaluationForm, OutcomeForm, ShowForm
from palier.casework.support_requests.labels import AVERTED, HOMES
from palier.kernel.errors import Conflict, Refused
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done


@capability(Can.SUPPORT_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """She gives the pair her name and a number, so that they can talk."""
    actor = actor_of(request)
    row = queries.my_own(actor, pk)
    if not row.is_open:
        raise Refused()
    form = ShowForm(request.POST or None, initial={"phone": row.shown_phone})
    if request.method == "POST" and sent(
        form, lambda: actions.show_myself(actor=actor, pk=pk, phone=form.cleaned_data["phone"])
    ):
        done(request, _("Your pair reads who you are, until you take it back or the request is closed."))
        return redirect("support_mine")
    return _page(request, "support_requests/show.html", form)


@capability(Can.SUPPORT_ASK)
@require_POST
def hide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """She takes it back."""
    actions.hide_myself(actor=actor_of(request), pk=pk)
    done(request, _("Taken back: your pair no longer reads who you are."))
    return redirect("support_mine")


@capability(Can.SUPPORT_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What it gave her: optional, hers, counted only."""
    actor = actor_of(request)
    row = queries.my_own(actor, pk)
    if row.is_open:
        raise Refused()
    form = EvaluationForm(request.POST or None, initial={"gained": row.gained, "met": row.met, "words": row.own_words})
    if request.method == "POST" and sent(form, lambda: actions.say_what_it_gave(actor=actor, pk=pk, said=form.said())):
        done(request, _("Kept. Nobody reads it but you; it is counted with the others."))
        return redirect("support_mine")
    return _page(request, "support_requests/evaluate.html", form)


@capability(Can.SUPPORT_QUEUE)
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What came of a closed request, by one of its pair."""
    actor = actor_of(request)
    row = queries.one(actor, pk)
    if row.is_open or not row.of_the_pair:
        raise Refused()
    stands = {"home": row.home, "primary": row.network_primary, "secondary": row.network_secondary}
    averted = {"crisis": row.crisis, "neighbours": row.neighbours, "eviction": row.eviction}
    form = OutcomeForm(request.POST or None, initial={"version": row.version, **stands, **averted})

    def act() -> None:
        actions.say_what_came(actor=actor, pk=pk, said=form.said(), version=form.cleaned_data["version"])

    try:
        if request.method == "POST" and sent(form, act):
            done(request, _("Kept. It is only counted."))
            return redirect("support_one", pk)
    except Conflict:
        return errors.conflict(request)
    return _page(request, "support_requests/outcome.html", form, row=row)


def came(row: queries.Received) -> list[tuple[str, Any]]:
    """What came of it, in words; nothing before the pair has said it."""
    if not row.home:
        return []
    homes, averted = ({str(code): words for code, words in one} for one in (HOMES, AVERTED))
    return [
        (_("The home"), homes[row.home]),
        (_("Family and friends newly around the person"), row.network_primary),
        (_("Services newly around the person"), row.network_secondary),
        (_("A crisis was averted"), averted[row.crisis]),
        (_("Trouble with neighbours was averted"), averted[row.neighbours]),
        (_("An eviction was averted"), averted[row.eviction]),
    ]


def _page(request: HttpRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    status = ASKED_TO_MEND if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
