"""The erasure by two: one person asks and sees it marked, the officer decides. No page shows a word of the thing."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.rights import actions
from palier.access.rights.forms import AskPurgeForm, KeepForm
from palier.access.rights.labels import PURGE_GROUNDS, PURGE_KINDS, PURGE_STATES
from palier.access.rights.queries import purges as queries
from palier.access.rights.rules import PurgeGround, PurgeKind, PurgeState
from palier.access.routes import actor_of, capability
from palier.kernel.errors import InvalidInput, Refused
from palier.ui.forms import ASKED_TO_MEND, key_of, mend, sent
from palier.ui.notices import done, todo

KINDS: dict[str, Any] = dict(PURGE_KINDS)
GROUNDS: dict[str, Any] = dict(PURGE_GROUNDS)
STATES: dict[str, Any] = dict(PURGE_STATES)


def _back(request: HttpRequest) -> str:
    """The page of this house from which she came; her own list when there is none."""
    asked = request.POST.get("back") or request.GET.get("back", "")
    fine = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if fine and asked.startswith("/") else ""


def _mine(actor: Actor, item: uuid.UUID) -> queries.Mine | None:
    return next((one for one in queries.mine(actor) if one.item == item), None)


@capability(Can.PURGE_ASK)
def purge(request: HttpRequest, kind: str, item: uuid.UUID) -> HttpResponse:
    """Ask that one thing be erased; while it waits, how it stands, with the way back."""
    actor = actor_of(request)
    if kind not in set(PurgeKind):
        raise Refused()
    back, asked = _back(request), _mine(actor, item)
    shown = {"kind": KINDS[kind], "back": back, "officer": queries.has_officer(actor)}
    if asked and asked.state == PurgeState.ASKED:
        return render(request, "rights/purge_waits.html", {**shown, "one": asked, "ground": GROUNDS[asked.ground]})
    day = queries.asked_day(actor, PurgeKind(kind), item)
    form = AskPurgeForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        ground = PurgeGround(form.cleaned_data["ground"])
        actions.ask_purge(actor=actor, kind=PurgeKind(kind), item=item, ground=ground, key=key_of(request.POST))

    if sent(form, act):
        done(request, _("Set aside: from now on only you see it, until the data-protection officer has decided."))
        return redirect(back or "my_purges")
    context = {**shown, "form": form, "day": day, "kept": asked}
    return render(request, "rights/purge.html", context, status=ASKED_TO_MEND if form.errors else 200)


@capability(Can.PURGE_ASK)
@require_safe
def my_purges(request: HttpRequest) -> HttpResponse:
    """What I asked to be erased and waits, and what the officer kept in the last thirty days."""
    actor = actor_of(request)
    lines = [(one, KINDS[one.kind], GROUNDS[one.ground], STATES[one.state]) for one in queries.mine(actor)]
    return render(request, "rights/my_purges.html", {"lines": lines, "officer": queries.has_officer(actor)})


@capability(Can.PURGE_ASK)
@require_POST
def purge_take_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Taken back before it was decided: it is there again for everybody."""
    if actions.take_back_purge(actor=actor_of(request), pk=pk):
        done(request, _("Taken back. It is there again for everybody who read it before."))
    else:
        todo(request, _("It waits no more: the data-protection officer has decided, or you took it back."))
    return redirect(_back(request) or "my_purges")


@dataclass(frozen=True)
class Line:
    """What somebody asks, in words, and the form of the answer."""

    one: queries.Asked
    kind: str
    ground: str
    state: str
    form: KeepForm


def _purges(request: HttpRequest, mended: uuid.UUID | None = None, form: KeepForm | None = None) -> HttpResponse:
    lines = [
        Line(
            one,
            str(KINDS[one.kind]),
            str(GROUNDS[one.ground]),
            str(STATES[one.state]),
            form if form and one.id == mended else KeepForm(auto_id=f"id_{one.id}_%s"),
        )
        for one in queries.asked(actor_of(request))
    ]
    context = {
        "open": [line for line in lines if line.one.state == PurgeState.ASKED],
        "decided": [line for line in lines if line.one.state != PurgeState.ASKED],
        "today": actor_of(request).moment,
    }
    return render(request, "rights/purges.html", context, status=ASKED_TO_MEND if form else 200)


@capability(Can.PURGE_DECIDE)
@require_safe
def purges(request: HttpRequest) -> HttpResponse:
    """What others ask to be erased: a kind, a day, who asks, why. It stands until it is decided."""
    return _purges(request)


@capability(Can.PURGE_DECIDE)
@require_POST
def purge_decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Erase, or keep with a reason. What was erased does not come back."""
    actor, form = actor_of(request), KeepForm(request.POST, auto_id=f"id_{pk}_%s")
    if not form.is_valid():
        return _purges(request, pk, form)
    erases = form.cleaned_data["decision"] == "erase"
    try:
        if erases:
            actions.erase_asked(actor=actor, pk=pk)
        else:
            actions.keep_asked(actor=actor, pk=pk, reason=form.cleaned_data["reason"])
    except InvalidInput as problem:
        mend(form, problem)
        return _purges(request, pk, form)
    done(request, _("Erased. Nothing of it stays but a number.") if erases else _("Kept. Who asked reads your reason."))
    return redirect("purges")
