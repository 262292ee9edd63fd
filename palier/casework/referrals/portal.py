"""A professional without an account reads a pack and answers: a code, a declaration, the pack (P7). Nothing is kept."""

import functools
import secrets
from collections.abc import Callable
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.binding import acting, close_session, link_asks, open_link, want_link_code
from palier.access.routes import public
from palier.casework.referrals import actions
from palier.casework.referrals.forms import SAID_FORMS, CodeForm, DeclarationForm, SaidForm
from palier.casework.referrals.labels import NEWS, PARTS, REPLIES, WHY
from palier.casework.referrals.queries import links as queries
from palier.casework.referrals.rules import ENDS_AFTER
from palier.casework.referrals.rules.links import declaration
from palier.kernel import clock
from palier.kernel.codes import as_typed
from palier.kernel.errors import Refused
from palier.ui.addresses import address
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.frame import PublicFrame
from palier.ui.notices import done

GONE = 404
LINK_KEY = "palier_link"
DEVICE_COOKIE = "palier_device"
PATH = "/for-you/"

View = Callable[..., HttpResponse]


def _kept_nowhere(view: View) -> View:
    """What a link shows is neither stored by a browser nor found by a search engine."""

    @functools.wraps(view)
    def private(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store, private"
        answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return answer

    return private


def _page(request: HttpRequest, name: str, status: int = 200, **context: Any) -> HttpResponse:
    frame = PublicFrame(home_url="", leave_url=address("link_leave"))
    return render(request, f"referrals/{name}.html", {"frame": frame, **context}, status=status)


def _gone(request: HttpRequest) -> HttpResponse:
    """Unknown, ended, taken back, another browser: one page."""
    return _page(request, "link_gone", GONE)


def _device(request: HttpRequest) -> str:
    return request.COOKIES.get(DEVICE_COOKIE, "")[:100]


@public
@_kept_nowhere
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, reference: str) -> HttpResponse:
    """Something waits: that alone is said, and a code is asked. Looking changes nothing."""
    how = link_asks(as_typed(reference), _device(request))
    if how is None:
        return _gone(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if request.user.is_authenticated:
            form.add_error(None, _("Somebody is signed in on this machine. Sign out there first."))
        elif form.is_valid() and (answer := _opened(request, reference, form)):
            return answer
    status = ASKED_TO_MEND if form.is_bound else 200
    return _page(request, "link_code", status, form=form, how=how, reference=reference)


def _opened(request: HttpRequest, reference: str, form: CodeForm) -> HttpResponse | None:
    """The right code binds the link to this browser and leads on; a wrong one counts, and nothing else."""
    if not ratelimit.consume(request, action="link_code", dry_run=True):
        form.add_error("code", _("Too many tries. Wait five minutes, or call the sender."))
        return None
    device = _device(request) or secrets.token_urlsafe(32)
    token = open_link(as_typed(reference), device, form.cleaned_data["code"])
    if token is None:
        ratelimit.consume(request, action="link_code")
        form.add_error("code", _("This code opens nothing. After five wrong ones, ask for a new one."))
        return None
    request.session.cycle_key()
    request.session[LINK_KEY] = token
    answer = redirect("link_read")
    answer.set_cookie(
        DEVICE_COOKIE,
        device,
        max_age=int(ENDS_AFTER.total_seconds()) + 86_400,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


@public
@_kept_nowhere
@require_POST
def link_code(request: HttpRequest, reference: str) -> HttpResponse:
    """A code by SMS is wanted. Too soon and too often are told alike."""
    if link_asks(as_typed(reference), _device(request)) is None:
        return _gone(request)
    if want_link_code(as_typed(reference), _device(request)):
        done(request, _("The code is on its way to your telephone. It counts for a quarter of an hour."))
    else:
        done(request, _("A code left a moment ago. Wait a minute, or call the sender."))
    return redirect("link", reference)


@public
@_kept_nowhere
@require_http_methods(["GET", "HEAD", "POST"])
def link_read(request: HttpRequest) -> HttpResponse:
    """Name, function and the declaration; once it is confirmed, the pack."""
    with acting(request.session.get(LINK_KEY)):
        head = queries.head() if actions.stay() else None
        if head is None:
            return _gone(request)
        return _read(request, head) if head.is_read else _declared(request, head)


def _declared(request: HttpRequest, head: queries.Head) -> HttpResponse:
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    version = declaration(clock.today())
    if sent(form, lambda: actions.confirm(version=version.since)):
        return redirect("link_read")
    language = _language()
    context = {
        "form": form,
        "head": head,
        "service": head.service(language),
        "company": head.company(language),
        "words": version.text.in_(language),
    }
    return _page(request, "link_declare", ASKED_TO_MEND if form.is_bound else 200, **context)


def _read(request: HttpRequest, head: queries.Head, bound: SaidForm | None = None) -> HttpResponse:
    pack = queries.pack()
    if pack is None:
        return _gone(request)
    words, language = dict(REPLIES), _language()
    forms = [bound if bound and isinstance(bound, one) else one() for one in SAID_FORMS]
    context = {
        "head": head,
        "service": head.service(language),
        "company": head.company(language),
        "pack": pack,
        "parts": [(label, pack.parts[part]) for part, label in PARTS if part in pack.parts],
        "why": dict(WHY).get(pack.why, ""),  # type: ignore[call-overload]
        "forms": [(one, words[one.reply]) for one in forms],
        "news": [(day, dict(NEWS)[code]) for day, code in pack.news],  # type: ignore[index]
        "waits": len(pack.questions) > len(pack.replies),
    }
    return _page(request, "link_pack", ASKED_TO_MEND if bound else 200, **context)


@public
@_kept_nowhere
@require_POST
def link_answer(request: HttpRequest) -> HttpResponse:
    """Taken up, not possible, a day, a question. Answered meanwhile: the page as it stands now."""
    kind = next((one for one in SAID_FORMS if one.reply == request.POST.get("reply")), None)
    with acting(request.session.get(LINK_KEY)):
        head = queries.head() if actions.stay() else None
        if kind is None or head is None or not head.is_read:
            return _gone(request)
        form = kind(request.POST)
        try:
            if not sent(form, lambda: actions.answer(said=form.said(), today=clock.today())):
                return _read(request, head, form)
            done(request, _("The sender reads it from now on."))
        except Refused:
            done(request, _("It was answered meanwhile: look how it stands."))
    return redirect("link_read")


@public
@_kept_nowhere
@require_safe
def link_leave(request: HttpRequest) -> HttpResponse:
    """Leave: the session ends, and a page that says nothing stands there instead. The browser stays bound."""
    token = request.session.pop(LINK_KEY, None)
    if token:
        close_session(token)
    answer = redirect(settings.LEAVE_TO)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _language() -> str:
    return (get_language() or "fr")[:2]
