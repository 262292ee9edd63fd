"""Before any sign-in: the first way into an account, with the code somebody handed over."""

from http import HTTPStatus

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palier.identity.accounts import actions
from palier.identity.accounts.forms import FirstForm
from palier.ui import notices


@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest) -> HttpResponse:
    """Choose a password nobody else knows. Unknown, used, ended and somebody else's code look the same."""
    form = FirstForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        if not ratelimit.consume(request, action="first_code", dry_run=True):
            form.add_error("code", _("Too many tries. Wait five minutes."))
        elif actions.begin_account(login=given["login"], code=given["code"], password=given["password1"]):
            notices.done(request, _("Your password is kept. Sign in with it now."))
            return redirect(settings.LOGIN_URL)
        else:
            ratelimit.consume(request, action="first_code")  # wrong guesses count, and nothing else
            form.add_error("code", _("This code opens nothing here. Look at your slip again, or ask for a new one."))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "accounts/first.html", {"form": form}, status=status)


first.declares = "public"  # type: ignore[attr-defined]
