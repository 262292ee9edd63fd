"""Which language, and what a browser may keep."""

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.utils import translation

from palier.ui.middleware import ACCOUNT_LANGUAGE, LanguageMiddleware, PrivacyMiddleware


@pytest.fixture(autouse=True)
def two_languages():
    with (
        override_settings(LANGUAGES=[("fr", "French"), ("nl", "Dutch")], LANGUAGE_CODE="fr"),
        translation.override("fr"),
    ):
        yield


def ask(path="/day", *, accept="", cookie="", account=""):
    request = RequestFactory().get(path, headers={"Accept-Language": accept} if accept else None)
    request.session = SessionStore()
    if account:
        request.session[ACCOUNT_LANGUAGE] = account
    if cookie:
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    return LanguageMiddleware(lambda _request: HttpResponse(translation.get_language()))(request)


@pytest.mark.parametrize(
    ("given", "language"),
    [
        ({}, "fr"),
        ({"accept": "nl-BE,nl;q=0.9,fr;q=0.5"}, "nl"),
        ({"accept": "de,en;q=0.8"}, "fr"),
        ({"accept": "nl", "account": "fr"}, "fr"),
        ({"account": "fr", "cookie": "nl"}, "nl"),
        ({"path": "/day?lang=fr", "account": "nl", "cookie": "nl"}, "fr"),
        ({"path": "/day?lang=xx", "account": "nl"}, "nl"),
        ({"path": "/nl/zitdagen/?lang=fr", "account": "fr"}, "nl"),
        ({"cookie": "../../etc"}, "fr"),
    ],
)
def test_precedence_of_languages(given, language):
    response = ask(**given)

    assert response.content.decode() == language
    assert response.headers["Content-Language"] == language


def test_the_asked_language_is_remembered_and_only_that():
    assert ask("/day?lang=nl").cookies[settings.LANGUAGE_COOKIE_NAME].value == "nl"
    assert not ask("/day").cookies
    assert not ask("/day?lang=xx").cookies


def pass_through(view, *, session_cookie=True, signed_in=True, **headers):
    request = RequestFactory().get("/day", headers=headers or None)
    request.session = SessionStore()
    if session_cookie:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    if signed_in:
        request.session[SESSION_KEY] = "1"
    return PrivacyMiddleware(view)(request)


def page(_request):
    return HttpResponse("x", headers={"Cache-Control": "public, max-age=600"})


def test_nothing_is_stored_behind_sign_in():
    assert pass_through(page).headers["Cache-Control"] == "no-store, private"


def test_nothing_is_stored_of_an_answer_to_a_token():
    response = pass_through(page, session_cookie=False, signed_in=False, Authorization="Bearer x")

    assert response.headers["Cache-Control"] == "no-store, private"


def test_nothing_is_stored_of_the_answer_that_signs_in():
    def sign_in(request):
        request.session[SESSION_KEY] = "1"
        return HttpResponse()

    assert "no-store" in pass_through(sign_in, session_cookie=False, signed_in=False).headers["Cache-Control"]


def test_a_public_page_keeps_its_own_rule():
    response = pass_through(page, session_cookie=False, signed_in=False)

    assert response.headers["Cache-Control"] == "public, max-age=600"


def test_leaving_clears_our_cookies_and_the_cache_but_never_storage_nor_the_machine():
    def leave(request):
        request.session.flush()
        return HttpResponse()

    response = pass_through(leave)

    assert response.headers["Clear-Site-Data"] == '"cache"'
    gone = {name for name, cookie in response.cookies.items() if cookie["max-age"] == 0}
    assert gone == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}


def test_an_expired_session_clears_nothing():
    assert "Clear-Site-Data" not in pass_through(page, signed_in=False).headers
