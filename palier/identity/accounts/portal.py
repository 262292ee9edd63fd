"""Before any sign-in: the first way into an account, and a new one, with the codes somebody handed over."""

from collections.abc import Callable
from http import HTTPStatus

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palier.identity.accounts import actions
from palier.identity.accounts.forms import FirstForm, NewPasswordForm, WayBackForm
from palier.ui import notices


@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest) -> HttpResponse:
    """Choose a password nobody else knows. Unknown, used, ended and somebody else's code look the same."""
    form = FirstForm(request.POST or None)
    if _opens(request, form, "code", actions.begin_account):
        return redirect(settings.LOGIN_URL)
    return _page(request, "first", form)


@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest) -> HttpResponse:
    """Choose a new password with one slip or two: what opened the account so far opens it no more."""
    form = WayBackForm(request.POST or None)
    if _opens(request, form, "first", actions.come_back):
        return redirect(settings.LOGIN_URL)
    return _page(request, "come_back", form)


def _opens(request: HttpRequest, form: NewPasswordForm, field: str, act: Callable[..., bool]) -> bool:
    """Whether the codes opened the account. Wrong guesses count, and nothing else; an error stands at `field`."""
    if not form.is_valid():
        return False
    if not ratelimit.consume(request, action="first_code", dry_run=True):
        form.add_error(field, _("Too many tries. Wait five minutes."))
        return False
    codes = {name: value for name, value in form.cleaned_data.items() if not name.startswith("password")}
    if not act(**codes, password=form.cleaned_data["password1"]):
        ratelimit.consume(request, action="first_code")
        form.add_error(field, _("This code opens nothing here. Look at your slip again, or ask for a new one."))
        return False
    notices.done(request, _("Your password is kept. Sign in with it now."))
    return True


def _page(request: HttpRequest, name: str, form: NewPasswordForm) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, f"accounts/{name}.html", {"form": form}, status=status)


for page in (first, come_back):
    page.declares = "public"  # type: ignore[attr-defined]
