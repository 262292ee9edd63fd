"""To the provider and back; which of her doors, when she has several."""

import functools
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from allauth.core import ratelimit
from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from palier.access.binding import (
    DOOR_KEY,
    DOOR_LASTS,
    WAITING_KEY,
    WaitingDoor,
    enter_door,
    find_doors,
    shut_doors,
    waiting_doors,
)
from palier.access.routes import View, public
from palier.door.digital_identity.adapter import TurnedAway, lead_there, number_shown
from palier.door.digital_identity.forms import WhichForm
from palier.door.digital_identity.labels import WORDS
from palier.door.digital_identity.rules import Refusal
from palier.door.frame import door_frame
from palier.ui.forms import ASKED_TO_MEND

STATUS = {
    Refusal.SIGNED_IN: HTTPStatus.CONFLICT,
    Refusal.TOO_OFTEN: HTTPStatus.TOO_MANY_REQUESTS,
    Refusal.SILENT: HTTPStatus.SERVICE_UNAVAILABLE,
    Refusal.GIVEN_UP: HTTPStatus.FORBIDDEN,
    Refusal.STALE: HTTPStatus.BAD_REQUEST,
    Refusal.UNTRUSTED: HTTPStatus.BAD_GATEWAY,
    Refusal.TOO_LOW: HTTPStatus.FORBIDDEN,
    Refusal.NOBODY: HTTPStatus.FORBIDDEN,
}


def may_lead_to_the_provider(view: View) -> View:
    """A form of this page may end at the provider's: `form-action` is held against each redirect that follows."""

    @functools.wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        provider = settings.IDENTITY_PROVIDER
        seen = csp_update({"form-action": list(provider.origins)})(view) if provider else view
        return seen(request, *args, **kwargs)  # type: ignore[return-value]

    return opened


def _only_with_a_provider(view: View) -> View:
    @functools.wraps(view)
    def there(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.IDENTITY_PROVIDER is None:
            raise Http404
        if request.user.is_authenticated:
            return _turned_away(request, Refusal.SIGNED_IN)
        return view(request, *args, **kwargs)

    return there


@public
@require_http_methods(["GET", "HEAD", "POST"])
@may_lead_to_the_provider
@_only_with_a_provider
def door_identity(request: HttpRequest) -> HttpResponse:
    """She goes to show who she is. By its address alone, to the page with the button."""
    if request.method != "POST":
        return redirect("door_home")
    if not ratelimit.consume(request, action="door_identity"):
        return _turned_away(request, Refusal.TOO_OFTEN)
    back = request.build_absolute_uri(reverse("door_identity_back"))
    try:
        answer = lead_there(request, back, (get_language() or "fr")[:2])
    except TurnedAway as refused:
        return _turned_away(request, refused.refusal)
    request.session.set_expiry(DOOR_LASTS)
    return answer


@public
@require_GET
@may_lead_to_the_provider
@_only_with_a_provider
def door_identity_back(request: HttpRequest) -> HttpResponse:
    """She comes back: one door opens at once, of several she says which.

    It writes on a GET, as the protocol has it; a state is used once, so a second time opens nothing.
    """
    try:
        number = number_shown(request)
    except TurnedAway as refused:
        if request.session.modified:
            request.session.save()  # Django keeps no session with an answer from 500 on, and the state is spent
        return _turned_away(request, refused.refusal)
    doors = find_doors(number) if number else []
    if not doors:
        return _turned_away(request, Refusal.NOBODY)
    shut_doors(request)
    request.session.cycle_key()
    request.session[WAITING_KEY] = doors
    return _enter(request, doors[0]) if len(doors) == 1 else redirect("door_identity_which")


@public
@require_http_methods(["GET", "HEAD", "POST"])
@may_lead_to_the_provider
@_only_with_a_provider
def door_identity_which(request: HttpRequest) -> HttpResponse:
    """She is a tenant of several companies: which one? Each keeps its own of her, and one page never shows two."""
    doors = waiting_doors(request)
    if not doors:
        return redirect("door_home")
    form = WhichForm(doors, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _enter(request, form.chosen())
    context = {"frame": door_frame(None), "form": form}
    return render(request, "digital_identity/which.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


def _enter(request: HttpRequest, door: WaitingDoor) -> HttpResponse:
    """By this door, and the others are shut."""
    entered = enter_door(door)
    request.session[WAITING_KEY] = [other for other in waiting_doors(request) if other != door]
    shut_doors(request)
    if not entered:
        return _turned_away(request, Refusal.STALE)
    request.session[DOOR_KEY] = door.token
    return redirect("door_home")


def _turned_away(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """In other words one begins again: the address of this page is spent, and stands in none of its links."""
    frame, home = door_frame(None), reverse("door_home")
    languages = tuple(replace(one, url=f"{home}?lang={one.code}") for one in frame.languages)
    context = {
        "frame": replace(frame, languages=languages, clear=None),
        "words": WORDS[refusal],
        "may_try": refusal not in {Refusal.SIGNED_IN, Refusal.NOBODY},
    }
    return render(request, "digital_identity/turned_away.html", context, status=STATUS[refusal])
