"""Ask that somebody comes by, one question a page; what she asked, for whom she is known in person."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, door
from palier.door.frame import door_frame
from palier.door.passage.forms import MyPassageForm
from palier.door.passage.labels import OTHER, PARTS_AT_HER_DOOR, PICTURES
from palier.door.passage.rules import ASKED_ON, PAGES, Page, after, before, page_of
from palier.fieldwork.interventions import actions, queries
from palier.fieldwork.interventions.labels import SENTENCES
from palier.fieldwork.interventions.rules import PHONE_LINE, line_is_open
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import Conflict, InvalidInput
from palier.kernel.identifiers import new_id
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, key_of, mend
from palier.ui.notices import done
from palier.ui.screen import screen


@door(Can.DOOR_ASK)
def my_passage_ask(request: HttpRequest) -> HttpResponse:
    """/door/passage/ : the question that comes next; the last page shows what will be sent."""
    actor = actor_of(request)
    offered: dict[str, Any] = {
        "motives": queries.motives_at_my_door(actor, screen()),
        "places": queries.places_at_my_door(actor, screen()),
    }
    if request.method != "POST":
        return _question(request, Page.WHAT, MyPassageForm(page=Page.WHAT, **offered), offered)
    page = page_of(request.POST.get("page", ""))
    if "back" in request.POST:
        form = MyPassageForm(initial=request.POST.dict(), page=page, **offered)
        return _question(request, before(page), form, offered)
    form = MyPassageForm(request.POST, page=page, **offered)
    if not form.is_valid():
        return _question(request, form.wrong_on, form, offered, ASKED_TO_MEND)
    if page != Page.CHECK:
        return _question(request, after(page), form, offered)
    try:
        actions.ask_at_my_door(actor=actor, draft=form.draft, key=key_of(request.POST) or new_id())
    except InvalidInput as problem:
        mend(form, problem)
        return _question(request, form.wrong_on, form, offered, ASKED_TO_MEND)
    return redirect("my_passage_noted")


def _question(
    request: HttpRequest, page: Page, form: MyPassageForm, offered: dict[str, Any], status: int = 200
) -> HttpResponse:
    actor, given = actor_of(request), form.data if form.is_bound else form.initial
    chosen = {str(one.id): one for one in (*offered["motives"], *offered["places"])}
    context: dict[str, Any] = {
        "frame": door_frame(actor),
        "form": form,
        "page": page,
        "number": PAGES.index(page) + 1,
        "steps": PAGES,
        "given": {name: given.get(name, "") for name in ASKED_ON},
        "asked_before": [name for name, asked_on in ASKED_ON.items() if asked_on != page],
        "motives": [(one, PICTURES.get(one.code, OTHER)) for one in offered["motives"]],
        "places": offered["places"],
        "motive": chosen.get(given.get("motive", "")),
        "place": chosen.get(given.get("place", "")),
        "part": dict(PARTS_AT_HER_DOOR).get(given.get("part", "")),
        "reads_it_here": actor.door_level >= 2,
        "line": PHONE_LINE,
        "line_is_open": line_is_open(actor.moment.astimezone(BRUSSELS)),
    }
    return render(request, f"passage/{page}.html", context, status=status)


@door(Can.DOOR_ASK)
@require_safe
def my_passage_noted(request: HttpRequest) -> HttpResponse:
    """/door/passage/noted/ : it is noted. What was asked is not said again (P10)."""
    actor = actor_of(request)
    return render(request, "passage/noted.html", {"frame": door_frame(actor), "reads_it_here": actor.door_level >= 2})


@door(Can.DOOR_READ)
@require_safe
def my_passages(request: HttpRequest) -> HttpResponse:
    """/door/passage/mine/ : what she asked, with the sentence that was told."""
    actor, sentences = actor_of(request), dict(SENTENCES)
    mine = [
        (one, sentences[one.sentence] if one.sentence else "") for one in queries.passages_at_my_door(actor, screen())
    ]
    return render(request, "passage/mine.html", {"frame": door_frame(actor), "mine": mine})


class _WhichOne(forms.Form):
    """One of what she asked: its number travels in the body, so that no address says it."""

    passage = forms.UUIDField()


@door(Can.DOOR_READ)
@require_POST
def my_passage_again(request: HttpRequest) -> HttpResponse:
    """/door/passage/mine/again/ : it is not solved."""
    form = _WhichOne(request.POST)
    try:
        if form.is_valid():
            actions.open_again_at_my_door(actor=actor_of(request), pk=form.cleaned_data["passage"])
            done(request, _("It waits again: the agents see it."))
    except Conflict:
        return errors.conflict(request)
    return redirect("my_passages")
