"""Pages of the waiting room: the room, who arrives, the moves, what the head is told."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.cases.rules import Channel
from palier.desk.waiting_room import actions, queries
from palier.desk.waiting_room.forms import ArrivalForm, PassOnForm, VersionForm
from palier.desk.waiting_room.queries import Session
from palier.desk.waiting_room.rules import SessionState
from palier.kernel.errors import Conflict
from palier.registry.waiting import actions as waiting
from palier.ui.forms import ASKED_TO_MEND, key_of, say, sent
from palier.ui.notices import done, todo

CONFLICT = 409
NO_SESSION = Session(None, SessionState.NONE)
Move = tuple[Callable[..., Any], str]
MOVES: dict[str, Move] = {  # without words: the room shows it
    "receive": (actions.receive, ""),
    "leave": (waiting.leave, ""),
    "leave_unseen": (waiting.leave_unseen, gettext_noop("Noted: left before.")),
    "back": (waiting.back, gettext_noop("Taken back.")),
    "mark_noted": (waiting.mark_noted, gettext_noop("It is noted.")),
}


def _language() -> str:
    return (get_language() or "fr")[:2]


def _id(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError as spoilt:
        raise Http404 from spoilt


def _address(venue: uuid.UUID) -> str:
    return f"{reverse('waiting_room')}?{urlencode({'venue': str(venue)})}"


def _back(request: HttpRequest) -> str:
    """The room from which one came."""
    venue = _id(request.POST.get("venue") or request.GET.get("venue"))
    return _address(venue) if venue else reverse("waiting_room")


# -- the room -------------------------------------------------------------------------------------------------------


@capability(Can.ARRIVAL_READ)
@require_safe
def waiting_room(request: HttpRequest) -> HttpResponse:
    """Who waits, who is being received, who has gone. Asked by htmx, only what changes."""
    return _room(request, _id(request.GET.get("venue")))


def _room(request: HttpRequest, asked: uuid.UUID | None, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    venue, every, today = queries.here(actor, asked)
    if venue is None:
        choices = [(one, today.get(one.pk, NO_SESSION)) for one in every]
        return render(request, "waiting_room/choose.html", {"choices": choices}, status=status)
    page = queries.room(actor, venue, every, today.get(venue.pk, NO_SESSION), _language())
    context = {"page": page, "here": _address(venue.pk), "channel": Channel.DROP_IN.value}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "waiting_room/room.html#room", context)
    queries.note_room_read(actor, page)
    return render(request, "waiting_room/room.html", context, status=status)


@capability(Can.WORD_READ)
@require_POST
def waiting_room_close(request: HttpRequest) -> HttpResponse:
    """The session is over: who waits has left before, who is received is gone, and what is not noted stays to note."""
    venue = _id(request.POST.get("venue"))
    if venue is None:
        raise Http404
    try:
        actions.close_room(actor=actor_of(request), venue=venue)
    except Conflict as running:
        return _in_the_meantime(request, venue, running)
    done(request, _("The room is closed."))
    return HttpResponseRedirect(_address(venue))


def _in_the_meantime(request: HttpRequest, venue: uuid.UUID, problem: Conflict) -> HttpResponse:
    """The room as it is now, with what happened: nothing was typed, so nothing can be lost."""
    todo(request, " ".join(say(sentence) for sentence in problem.sentences))
    return _room(request, venue, status=CONFLICT)


# -- who arrives ----------------------------------------------------------------------------------------------------


@capability(Can.ARRIVAL_ADD)
def arrival_add(request: HttpRequest) -> HttpResponse:
    """Somebody arrives: of the register, by the name she says, or without one. A name travels in the body only."""
    actor, data = actor_of(request), request.POST
    names = {one.pk: getattr(one, f"name_{_language()}") for one in queries.venues(actor)}
    receivers = queries.receivers(actor)
    looks_up = "choose" in data or data.get("act") in {"look", "unchoose"}
    chosen = _id(data.get("choose")) or (_id(data.get("household")) if data.get("act") != "unchoose" else None)
    if request.method != "POST" or looks_up:
        typed: dict[str, Any] = {name: data.get(name) for name in data} or {"venue": request.GET.get("venue")}
        typed |= {"household": chosen} | ({"who": ""} if "choose" in data else {})
        form = ArrivalForm(None, initial=typed, venues=names, receivers=receivers)
    else:
        form = ArrivalForm(data, venues=names, receivers=receivers)
    if form.is_bound and sent(form, lambda: waiting.arrive(actor=actor, draft=form.draft(), key=key_of(data))):
        done(request, _("Noted: she waits."))
        return HttpResponseRedirect(_address(form.cleaned_data["venue"]))
    wanted = data.get("who", "") if looks_up and chosen is None else ""
    context = {
        "form": form,
        "chosen": queries.somebody(actor, chosen, _language()),
        "wanted": wanted,
        "found": queries.find(actor, wanted, _language()) if wanted.strip() else None,
        "has_venues": bool(names),
        "back": _back(request),
    }
    return render(request, "waiting_room/arrival_add.html", context, status=ASKED_TO_MEND if form.errors else 200)


@capability(Can.ARRIVAL_ADD)
@require_POST
def arrival_find(request: HttpRequest) -> HttpResponse:
    """The households that what is typed may mean, as a fragment. A name never stands in an address."""
    wanted = request.POST.get("who", "")
    context = {"found": queries.find(actor_of(request), wanted, _language()), "wanted": wanted}
    return render(request, "waiting_room/who.html#found", context)


# -- moves ----------------------------------------------------------------------------------------------------------


@capability(Can.ARRIVAL_MOVE)
@require_POST
def arrival_move(request: HttpRequest, pk: uuid.UUID, act: str) -> HttpResponse:
    """One button of the room. `then=note` goes on to the form in which she is written about."""
    actor, form = actor_of(request), VersionForm(request.POST)
    verb, words = MOVES[act]
    row = queries.ticket(actor, pk, _language()).row
    if not form.is_valid():
        raise Http404
    try:
        verb(actor=actor, pk=pk, version=form.cleaned_data["version"])
    except Conflict as quicker:
        return _in_the_meantime(request, row.venue_id, quicker)
    if request.POST.get("then") == "note":
        return HttpResponseRedirect(_writing(pk, row.household_id, _address(row.venue_id)))
    if words:
        done(request, _(words))
    return HttpResponseRedirect(_address(row.venue_id))


def _writing(arrival: uuid.UUID, household: uuid.UUID | None, back: str) -> str:
    """The one-minute form, begun: which household, at the drop-in session, then back to the room."""
    about = {"household": str(household)} if household else {}
    about |= {"arrival": str(arrival), "channel": Channel.DROP_IN.value, "next": back}
    return f"{reverse('capture')}?{urlencode(about)}"


@capability(Can.ARRIVAL_MOVE)
def arrival_pass(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """She waits for somebody in particular, or for whoever is free."""
    actor = actor_of(request)
    ticket = queries.ticket(actor, pk, _language())
    known = {"asked_for": ticket.row.asked_for_id, "version": ticket.row.version}
    form = PassOnForm(request.POST or None, receivers=queries.receivers(actor), initial=known)

    def act() -> None:
        data = form.cleaned_data
        waiting.pass_on(actor=actor, pk=pk, version=data["version"], asked_for=data["asked_for"])

    back = _address(ticket.row.venue_id)
    try:
        if sent(form, act):
            done(request, _("Noted: for whom she waits."))
            return HttpResponseRedirect(back)
    except Conflict as quicker:
        return _in_the_meantime(request, ticket.row.venue_id, quicker)
    context = {"form": form, "ticket": ticket, "back": back}
    return render(request, "waiting_room/pass_on.html", context, status=ASKED_TO_MEND if form.errors else 200)


# -- what the head is told ------------------------------------------------------------------------------------------


@capability(Can.WAITING_COUNT_READ)
@require_safe
def waiting_counts(request: HttpRequest) -> HttpResponse:
    """How many came, by venue and week: numbers, no name, no worker (P28)."""
    return render(request, "waiting_room/counts.html", {"weeks": queries.weeks(actor_of(request), _language())})
