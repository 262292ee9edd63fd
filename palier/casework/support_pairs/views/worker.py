"""Who asked: who comes, the door she opens and shuts, what the pair shares; and the second head of a door in danger."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.support_pairs import actions, queries
from palier.casework.support_pairs.forms import DOOR_FORMS, DayForm, StepForm
from palier.casework.support_pairs.labels import DOOR_ICONS, DOOR_SAYS, DOORS, SECONDS
from palier.casework.support_pairs.rules import Door, Second, Standing
from palier.casework.support_pairs.rules.notes import NoteGroup
from palier.casework.support_pairs.views import shown
from palier.casework.support_requests.labels import DISCIPLINES
from palier.casework.support_requests.queries import Mine
from palier.kernel.errors import Conflict, Refused
from palier.registry.housing import queries as housing
from palier.registry.people import queries as people
from palier.ui import errors
from palier.ui.addresses import id_in_address
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done

PAPERS = ("fr", "nl")


def _pair(actor: Actor, pk: uuid.UUID) -> list[tuple[str, str]]:
    return [(name, shown.said(DISCIPLINES, discipline)) for name, discipline in queries.my_pair(actor, pk)]


def _page(request: HttpRequest, pk: uuid.UUID, mended: DayForm | None = None) -> HttpResponse:
    actor = actor_of(request)
    row = queries.my_request(actor, pk)
    doors = queries.my_doors(actor, pk)
    notes = queries.shared_notes(actor, pk)
    context = {
        "row": row,
        "pair": _pair(actor, pk),
        "doors": [shown.door(one) for one in doors],
        "is_open": any(one.ended_on is None and not one.not_to for one in doors),
        "to_tell": [one.id for one in doors if one.door is Door.GRAVE_DANGER and one.told_on is None],
        "shut": Standing.SHUT,
        "groups": shown.grouped(notes, empty=False),
        "has_plan": any(one.kind.startswith(NoteGroup.CRISIS) for one in notes),
        "steps": StepForm().fields["state"].choices,  # type: ignore[attr-defined]
        "tell": mended or DayForm(initial={"on": actor.today}),
    }
    return render(request, "support_pairs/mine.html", context, status=ASKED_TO_MEND if mended else 200)


@capability(Can.SUPPORT_DOOR)
@require_safe
def mine(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One request of mine with its pair: who comes, the doors, what they share."""
    return _page(request, pk)


@capability(Can.SUPPORT_DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, pk: uuid.UUID, door: str) -> HttpResponse:
    """One of the three doors. Without a pair there is none: nobody could say who comes."""
    actor = actor_of(request)
    if door not in set(Door):
        raise Http404
    row, pair = queries.my_request(actor, pk), _pair(actor, pk)
    if not pair:
        raise Refused()
    members, first = _about(actor, request, row)
    form = DOOR_FORMS[Door(door)](
        request.POST or None,
        screen=shown.screen(),
        seconds=queries.second_heads(actor) if door == Door.GRAVE_DANGER else (),
        initial={**first, "given_on": actor.today},
    )
    try:
        if sent(form, lambda: actions.open_door(actor=actor, draft=form.draft(pk), key=key_of(request.POST))):
            done(
                request,
                _("Noted that a visit was proposed. Nothing left, and nobody comes.")
                if form.draft(pk).is_no
                else _("Noted. The two read it once both have declared."),
            )
            return redirect("support_mine_pair", pk)
    except Conflict:
        return errors.conflict(request)
    context = {
        "form": form,
        "row": row,
        "pair": pair,
        "door": door,
        "title": dict(DOORS)[Door(door)],
        "says": DOOR_SAYS[Door(door)],
        "others": [(value, words, DOOR_ICONS[Door(value)]) for value, words in DOORS],
        "members": members,
    }
    return render(request, "support_pairs/door.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


def _about(actor: Actor, request: HttpRequest, row: Mine) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The persons of the household it was asked from, and the first values of the form; nothing when it was of none."""
    if row.household is None:
        return [], {}
    try:
        found = people.members(actor, row.household)
    except Refused:
        return [], {}
    wanted = id_in_address(request, "person")
    chosen = next((one for one in found if one.person.pk == wanted), found[0] if found else None)
    if chosen is None:
        return [], {}
    homes = housing.homes(actor, [row.household], shown.screen())
    where = homes.get(row.household)
    members = [{"pk": one.person.pk, "name": one.name, "current": one is chosen} for one in found]
    first = {"person": chosen.person.pk, "name": chosen.name, "address": where.address if where else ""}
    return members, first


@capability(Can.SUPPORT_DOOR)
@require_POST
def shut(request: HttpRequest, pk: uuid.UUID, opening: uuid.UUID) -> HttpResponse:
    """The door is shut."""
    actions.shut_door(actor=actor_of(request), pk=opening)
    done(request, _("Shut. Nobody reads it any more, in no copy either."))
    return redirect("support_mine_pair", pk)


@capability(Can.SUPPORT_DOOR)
@require_POST
def tell(request: HttpRequest, pk: uuid.UUID, opening: uuid.UUID) -> HttpResponse:
    """She was told that a door was opened in danger."""
    form = DayForm(request.POST)
    actor = actor_of(request)
    if sent(form, lambda: actions.tell(actor=actor, pk=opening, on=form.cleaned_data["on"])):
        done(request, _("Noted: she knows."))
        return redirect("support_mine_pair", pk)
    return _page(request, pk, form)


@capability(Can.SUPPORT_DOOR)
@require_POST
def mine_step(request: HttpRequest, pk: uuid.UUID, note: uuid.UUID) -> HttpResponse:
    """How a shared step stands."""
    form = StepForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.move_shared_step(actor=actor_of(request), pk=note, state=form.state_of())
    done(request, _("Noted. The pair reads it too."))
    return redirect("support_mine_pair", pk)


@capability(Can.SUPPORT_DOOR)
@require_safe
def mine_plan(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The crisis plan, as far as it is shared, on one sheet."""
    actor = actor_of(request)
    queries.my_request(actor, pk)
    context = {"parts": shown.plan(queries.shared_notes(actor, pk)), "back": ("support_mine_pair", pk)}
    return render(request, "support_pairs/plan_paper.html", context)


@capability(Can.SUPPORT_DOOR)
@require_safe
def sheet(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the visit is, who comes, that she may say no: to hand over, in either language. It names only the pair."""
    actor = actor_of(request)
    queries.my_request(actor, pk)
    asked = request.GET.get("in", "")
    paper = asked if asked in PAPERS else shown.screen()
    context = {"paper": paper, "pair": queries.my_pair(actor, pk), "disciplines": dict(DISCIPLINES), "pk": pk}
    return render(request, "support_pairs/sheet.html", context)


@capability(Can.SUPPORT_SECOND)
@require_safe
def seconds(request: HttpRequest) -> HttpResponse:
    """What colleagues ask me to think over before a door opens in danger."""
    return render(
        request,
        "support_pairs/seconds.html",
        {"rows": queries.asked_of_me(actor_of(request)), "answers": SECONDS},
    )


@capability(Can.SUPPORT_SECOND)
@require_POST
def second(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """My answer, once."""
    answer = request.POST.get("answer", "")
    if answer not in set(Second):
        raise Http404
    actions.answer_as_second(actor=actor_of(request), pk=pk, agrees=answer == Second.AGREED)
    done(request, _("Your answer is noted. You do not read it any more."))
    return redirect("support_seconds")
