"""Ask for help: one question a page, nothing stored before it is sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, door
from palier.door.ask import actions
from palier.door.ask.forms import AskForm
from palier.door.ask.labels import WHENS, WISHES
from palier.door.ask.rules import PAGES, Page, after, before, page_of
from palier.door.frame import door_frame
from palier.kernel.errors import InvalidInput
from palier.kernel.identifiers import new_id
from palier.ui.forms import ASKED_TO_MEND, key_of, mend


@door(Can.DOOR_ASK)
def ask(request: HttpRequest) -> HttpResponse:
    """The question that comes next; the last page shows what will be sent, and to whom."""
    if request.method != "POST":
        return _question(request, Page.WISH, AskForm(page=Page.WISH))
    page = page_of(request.POST.get("page", ""))
    form = AskForm(request.POST, page=page)
    if "back" in request.POST:
        return _question(request, before(page) or Page.WISH, AskForm(initial=request.POST.dict(), page=page))
    if not form.is_valid():
        return _question(request, page, form, status=ASKED_TO_MEND)
    if page != Page.CHECK:
        return _question(request, after(page), form)
    try:
        actions.ask_for_help(actor=actor_of(request), answers=form.answers(), key=key_of(request.POST) or new_id())
    except InvalidInput as problem:
        mend(form, problem)
        return _question(request, page, form, status=ASKED_TO_MEND)
    return redirect("ask_noted")


@door(Can.DOOR_ASK)
@require_safe
def noted(request: HttpRequest) -> HttpResponse:
    """It is noted. What was asked is not said again: who comes after her at this machine reads nothing."""
    return render(request, "ask/noted.html", {"frame": door_frame(actor_of(request))})


def _question(request: HttpRequest, page: Page, form: AskForm, status: int = 200) -> HttpResponse:
    given = form.data if form.is_bound else form.initial
    context: dict[str, Any] = {
        "frame": door_frame(actor_of(request)),
        "form": form,
        "page": page,
        "number": PAGES.index(page) + 1,
        "of": len(PAGES),
        "given": {name: given.get(name, "") for name in ("wish", "phone", "when", "text")},
        "wishes": WISHES,
        "whens": WHENS,
    }
    if page == Page.CHECK and form.is_bound and form.is_valid():
        context["words"] = actions.as_words(form.answers())
    return render(request, f"ask/{page}.html", context, status=status)
