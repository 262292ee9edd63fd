"""Knows the browser behind each signed-in request: ended, over, locked, or at work."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from palier.identity.accounts import actions, queries, views
from palier.identity.accounts.models import BrowserSession
from palier.identity.accounts.rules import MACHINE_KNOWN, TOUCH_EVERY, is_idle, is_over
from palier.kernel import clock
from palier.ui import notices

SESSION_KEY = "palier_browser"
OPEN_WHILE_LOCKED = {"accounts/unlock/", "accounts/lock/", "accounts/logout/", "healthz"}


class ScreenLockMiddleware:
    """After ten minutes without a request, or when the browser says so, no page answers until the unlock (P45).

    Stands after authentication and before the second lock's token. A program's bearer token is no browser: untouched.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.browser_session, request.new_machine = None, ""
        if not _is_program(request) and request.user.is_authenticated:
            self._recognise(request)
        response = self.get_response(request)
        own = request.browser_session
        if own is not None and not request.user.is_authenticated:
            actions.end(user=own.user_id, session=own.pk)  # she signed out
        if request.new_machine:
            response.set_cookie(
                settings.MACHINE_COOKIE_NAME,
                request.new_machine,
                max_age=int(MACHINE_KNOWN.total_seconds()),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Here and not before: the form's own key (CSRF) has been checked, so that nobody else's form is kept."""
        own = request.browser_session
        if own is None or not own.is_locked or request.resolver_match.route in OPEN_WHILE_LOCKED:
            return None
        return views.locked(request)

    def _recognise(self, request: Any) -> None:
        now, known = clock.now(), request.session.get(SESSION_KEY)
        if known is None:
            request.browser_session = self._begin(request)
            return
        own = queries.browser_session(known, request.user.pk)
        if own is None or is_over(own.begun_at, now):
            logout(request)  # ended from afar, or ten hours have passed
            return
        if not own.is_locked and is_idle(own.touched_at, now, settings.SCREEN_LOCK_MINUTES):
            actions.lock(session=own.pk)
            own.is_locked = True
        if not own.is_locked and now - own.touched_at >= TOUCH_EVERY:
            actions.touch(session=own.pk)
        request.browser_session = own

    def _begin(self, request: Any) -> BrowserSession:
        token = views.machine_token(request)
        own, request.new_machine = actions.begin(
            user=request.user.pk, agent=request.headers.get("User-Agent", ""), machine_token=token
        )
        request.session[SESSION_KEY] = str(own.pk)
        if queries.way_back(request.user.pk):
            notices.todo(
                request, gettext("A new way into your account was prepared. Not by you? Your account page ends it.")
            )
        request.COOKIES[settings.MACHINE_COOKIE_NAME] = request.new_machine  # this very page may set a PIN
        return own


def _is_program(request: HttpRequest) -> bool:
    """By a bearer token and nothing else: with any other header the cookie would still count, and the lock with it."""
    scheme = request.headers.get("Authorization", "").partition(" ")[0]
    return request.path_info.startswith(views.API) and scheme.lower() == "bearer"
