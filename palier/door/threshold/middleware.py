"""Ordinary or clear words at the door, as the browser remembers (P43). No account, no session, no script."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from palier.ui.addresses import address
from palier.ui.clear import speak_clearly

COOKIE = "palier_words"
WORDINGS = ("usual", "clear")
A_YEAR = 365 * 24 * 3600
Answer = Callable[[HttpRequest], HttpResponse]


class ClearWordsMiddleware:
    """On the door's pages: `?words=clear` or `?words=usual`, else what was chosen last. After LanguageMiddleware."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(address("door_home")):
            return self.get_response(request)
        asked = request.GET.get("words", "")
        if (asked if asked in WORDINGS else request.COOKIES.get(COOKIE)) == "clear":
            speak_clearly(get_language() or settings.LANGUAGE_CODE)
        response = self.get_response(request)
        if asked in WORDINGS:
            response.set_cookie(
                COOKIE,
                asked,
                max_age=A_YEAR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response
