"""The lock of the screen, the PIN of this machine, and where an account is signed in."""

import functools
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from palier.identity.accounts import actions, queries
from palier.identity.accounts.actions import Outcome
from palier.identity.accounts.forms import KeptForm, PinForm, UnlockForm
from palier.identity.accounts.rules import TRIES
from palier.ui import notices

API = "/api/"
KEPT = "palier_kept"
BY_SCRIPT = "X-Requested-With"  # our own scripts say so: they take a fragment, never a page

View = Callable[..., HttpResponse]


def own_account(view: View) -> View:
    """For pages that show nothing but the signed-in account itself."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.browser_session is None:  # type: ignore[attr-defined]
            if BY_SCRIPT in request.headers:
                return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
            return redirect_to_login(_next(request), settings.LOGIN_URL)
        return view(request, *args, **kwargs)

    guarded.declares = "signed_in"  # type: ignore[attr-defined]
    return guarded


def machine_token(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.MACHINE_COOKIE_NAME, "")


def _me(request: HttpRequest) -> uuid.UUID:
    """The account behind a request that has passed `own_account` or the lock."""
    assert request.user.pk is not None
    return request.user.pk


def _next(request: HttpRequest) -> str:
    """The address to come back to: one of ours, else the first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


# -- the lock -------------------------------------------------------------------------------------------------


def locked(request: HttpRequest) -> HttpResponse:
    """What any other address answers while the screen is locked. A form that arrives is kept, never lost."""
    if request.path_info.startswith(API):
        return JsonResponse({"detail": gettext("The screen is locked.")}, status=HTTPStatus.LOCKED)
    if BY_SCRIPT in request.headers or "HX-Request" in request.headers:
        return HttpResponse(status=HTTPStatus.LOCKED)
    sealed = KeptForm.of(request).seal(_me(request)) if request.method == "POST" else ""
    back = request.get_full_path() if request.method == "GET" else "/"
    return _door(request, UnlockForm(auto_id="unlock_%s"), back, sealed, HTTPStatus.LOCKED)


def _door(request: HttpRequest, form: UnlockForm, back: str, sealed: str, status: int) -> HttpResponse:
    """The page, or for the cover its fields alone."""
    user: Any = request.user
    has_keys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()
    context = {
        "form": form,
        "next": back,
        "kept": sealed,
        "has_pin": queries.has_pin(user.pk, machine_token(request)),
        "options": webauthn.begin_authentication(user) if has_keys else None,
        "name": user.get_username(),
    }
    template = "accounts/unlock_fields.html" if BY_SCRIPT in request.headers else "accounts/unlock.html"
    return render(request, template, context, status=status)


@own_account
@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """Prove that it is you: passkey, the PIN of this machine, or the password."""
    own = request.browser_session  # type: ignore[attr-defined]
    if not own.is_locked:
        return _unlocked(request)
    if request.method != "POST":
        return _door(request, UnlockForm(auto_id="unlock_%s"), _next(request), "", HTTPStatus.OK)
    form = UnlockForm(request.POST, auto_id="unlock_%s")
    if form.is_valid():
        outcome = actions.unlock(
            user=request.user,  # type: ignore[arg-type]
            session=own.pk,
            machine_token=machine_token(request),
            proof=form.cleaned_data,
        )
        if outcome == Outcome.OPEN:
            return _unlocked(request)
        if outcome == Outcome.ENDED:
            return _turned_out(request)
        form.add_error(
            None, gettext("That is not it. After %(number)s wrong tries you sign in again.") % {"number": TRIES}
        )
    return _door(request, form, _next(request), request.POST.get("kept", ""), HTTPStatus.UNPROCESSABLE_ENTITY)


def _unlocked(request: HttpRequest) -> HttpResponse:
    """Back to where she was; a kept form is sent again by the page that comes."""
    user: Any = request.user
    if BY_SCRIPT in request.headers:
        return JsonResponse({"who": queries.who(user.pk), "csrf": get_token(request)})
    if found := KeptForm.unseal(request.POST.get("kept", ""), user.pk):
        return render(request, "accounts/kept.html", {"kept": found})
    return redirect(_next(request))


def _turned_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    if BY_SCRIPT in request.headers:
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    notices.todo(request, gettext("Five wrong tries: please sign in again."))
    if sealed := request.POST.get("kept"):
        request.session[KEPT] = sealed  # still sealed, and for her alone: it waits for her signing in
        return redirect_to_login(reverse("screen_kept"), settings.LOGIN_URL)
    return redirect_to_login(_next(request), settings.LOGIN_URL)


@own_account
@require_http_methods(["GET", "HEAD"])
def kept(request: HttpRequest) -> HttpResponse:
    """The form that waited for a full sign-in; somebody else finds nothing."""
    found = KeptForm.unseal(request.session.pop(KEPT, ""), _me(request))
    return render(request, "accounts/kept.html", {"kept": found}) if found else redirect("/")


@own_account
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock now: the person asks for it, or her browser after a while without a key."""
    actions.lock(session=request.browser_session.pk)  # type: ignore[attr-defined]
    if BY_SCRIPT in request.headers:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return redirect(_next(request))


@own_account
@require_POST
def here(request: HttpRequest) -> HttpResponse:
    """She is reading: the request itself is all there is to it."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


# -- the PIN of this machine ----------------------------------------------------------------------------------


@own_account
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: HttpRequest) -> HttpResponse:
    """Choose the PIN that lifts the lock on this machine."""
    user, token = _me(request), machine_token(request)
    form = PinForm(request.POST or None)
    if form.is_valid():
        actions.set_pin(user=user, machine_token=token, pin=form.cleaned_data["pin"])
        notices.done(request, gettext("This PIN now lifts the lock on this machine."))
        return redirect("mfa_index")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    has_pin = queries.has_pin(user, token)
    return render(request, "accounts/pin.html", {"form": form, "has_pin": has_pin}, status=status)


@own_account
@require_POST
def pin_removed(request: HttpRequest) -> HttpResponse:
    """Without a PIN the password, or a passkey, lifts the lock here."""
    actions.remove_pin(user=_me(request), machine_token=machine_token(request))
    notices.done(request, gettext("The PIN of this machine is removed."))
    return redirect("mfa_index")


# -- where I am signed in -------------------------------------------------------------------------------------


@own_account
@require_http_methods(["GET", "HEAD"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Each browser in which this account is signed in."""
    own = request.browser_session  # type: ignore[attr-defined]
    places = queries.places(_me(request), own.pk)
    context = {"places": places, "way_back": queries.way_back(_me(request))}
    return render(request, "accounts/sessions.html", context)


@own_account
@require_POST
def way_back_refused(request: HttpRequest) -> HttpResponse:
    """She did not ask for a new way into her account: the slips end."""
    actions.refuse_way_back(user=_me(request))
    notices.done(request, gettext("The slips open nothing any more. Tell the data-protection officer about it."))
    return redirect("account_sessions")


@own_account
@require_POST
def session_ended(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Sign one browser out from afar; what is not one's own, or ended already, changes nothing."""
    actions.end(user=_me(request), session=pk)
    notices.done(request, gettext("Signed out there."))
    return redirect("account_sessions")


@own_account
@require_POST
def other_sessions_ended(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    own = request.browser_session  # type: ignore[attr-defined]
    actions.end_others(user=_me(request), but=own.pk)
    notices.done(request, gettext("You are signed in here only."))
    return redirect("account_sessions")
