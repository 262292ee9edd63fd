"""Coming in with a code, the first page behind the door, leaving quickly or for good."""

from allauth.core import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.binding import DOOR_KEY, open_door, shut_doors
from palier.access.routes import public, visitor
from palier.door.digital_identity.portal import may_lead_to_the_provider
from palier.door.frame import door_frame
from palier.door.threshold.forms import CodeForm
from palier.door.threshold.rules import courtesies
from palier.ui.forms import ASKED_TO_MEND


@public
@require_safe
@may_lead_to_the_provider
def door_home(request: HttpRequest) -> HttpResponse:
    """Behind the door: what she can do here. Before it: her code, and every way without one."""
    actor = visitor(request)
    if actor is not None and actor.door_level:
        context = {"frame": door_frame(actor), "level": actor.door_level, "notices": courtesies()}
        return render(request, "threshold/home.html", context)
    return _ask_for_code(request, CodeForm())


def _ask_for_code(request: HttpRequest, form: CodeForm) -> HttpResponse:
    by_identity = settings.IDENTITY_PROVIDER is not None
    context = {"frame": door_frame(None), "form": form, "notices": courtesies(), "by_identity": by_identity}
    return render(request, "threshold/code.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


@public
@require_safe
def door_notice(request: HttpRequest, code: str) -> HttpResponse:
    """What one can do here, in a language that is not of the screen. It asks nothing and keeps nothing."""
    if code not in courtesies():
        raise Http404
    context = {"frame": door_frame(visitor(request)), "notice": courtesies()[code], "notices": courtesies()}
    return render(request, "threshold/notice.html", context)


@public
@require_POST
@may_lead_to_the_provider
def door_code(request: HttpRequest) -> HttpResponse:
    """A code opens the door of its person. Unknown, ended and withdrawn look the same."""
    form = CodeForm(request.POST)
    if request.user.is_authenticated:
        form.add_error(None, _("Somebody is signed in on this machine. Sign out there first."))
    elif form.is_valid():
        if not ratelimit.consume(request, action="door_code", dry_run=True):
            form.add_error("code", _("Too many tries. Wait five minutes, or call."))
        elif token := open_door(form.cleaned_data["code"]):
            shut_doors(request)
            request.session.cycle_key()
            request.session[DOOR_KEY] = token
            return redirect("door_home")
        else:
            ratelimit.consume(request, action="door_code")  # wrong guesses count, and nothing else
            form.add_error("code", _("This code opens nothing. Look at your paper again, or ask for a new one."))
    return _ask_for_code(request, form)


@public
@require_safe
def door_leave(request: HttpRequest) -> HttpResponse:
    """Leave quickly: the session ends, and a page that says nothing stands there instead (P10)."""
    _end(request)
    answer = redirect(settings.LEAVE_TO)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@public
@require_POST
def door_finish(request: HttpRequest) -> HttpResponse:
    """I have finished."""
    _end(request)
    return redirect("door_home")


def _end(request: HttpRequest) -> None:
    """Ends a tenant's session, by code or by account; a worker's stays, should she try the key."""
    if shut_doors(request) or visitor(request) is not None:
        request.session.flush()
