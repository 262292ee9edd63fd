"""Which language the screen speaks, and what a browser may keep of a page."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

ACCOUNT_LANGUAGE = "account_language"
"""The session key under which sign-in writes the account's language."""

Answer = Callable[[HttpRequest], HttpResponse]


def _offered(code: str | None) -> str:
    """The code when the screen speaks it, else nothing."""
    return code if code and code in dict(settings.LANGUAGES) else ""


class LanguageMiddleware:
    """A public page's address, then `?lang` (remembered), the account, the browser, French (D10)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = _offered(request.GET.get("lang"))
        language = self._language(request, asked)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if asked:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                asked,
                max_age=365 * 24 * 3600,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    def _language(self, request: HttpRequest, asked: str) -> str:
        session = getattr(request, "session", {})
        return (
            _offered(request.path_info.split("/")[1])
            or asked
            or _offered(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
            or _offered(session.get(ACCOUNT_LANGUAGE))
            or self._from_browser(request)
            or settings.LANGUAGE_CODE
        )

    def _from_browser(self, request: HttpRequest) -> str:
        """First offered language of Accept-Language; `nl-BE` counts as `nl`."""
        header = request.headers.get("Accept-Language", "").lower()
        for code, _weight in parse_accept_lang_header(header):
            if found := _offered(code) or _offered(code.split("-")[0]):
                return found
        return ""


class PrivacyMiddleware:
    """Behind sign-in nothing is stored; leaving clears the cache and our cookies, never drafts (D6).

    One cookie stays: the machine's, without which tomorrow's screen lock would not know its PIN (P45).

    Stands after SessionMiddleware. An expired session is no departure: it clears nothing.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        was_signed_in = has_session and SESSION_KEY in request.session

        response = self.get_response(request)

        is_signed_in = SESSION_KEY in request.session if has_session or request.session.modified else False
        if has_session or is_signed_in or "Authorization" in request.headers:
            response.headers["Cache-Control"] = "no-store, private"
        if was_signed_in and not is_signed_in:
            response.headers["Clear-Site-Data"] = '"cache"'
            for name in (settings.LANGUAGE_COOKIE_NAME, settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
                response.delete_cookie(name, samesite="Lax")
        return response
