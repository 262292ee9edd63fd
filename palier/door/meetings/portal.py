"""Meetings of tenants: the invitation, will she come, a question in advance, what was said; one question a page."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, door
from palier.door.frame import door_frame
from palier.door.meetings.forms import AskForm, ComeForm
from palier.door.meetings.labels import PROMISES
from palier.kernel.errors import Refused
from palier.kernel.identifiers import new_id
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.participation.meetings import actions, queries
from palier.participation.meetings.rules import standing
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done
from palier.ui.screen import screen


@door(Can.DOOR_ASK)
@require_safe
def my_meetings(request: HttpRequest) -> HttpResponse:
    """Those to come first; then those of which the minutes are there."""
    actor = actor_of(request)
    rows = queries.my_meetings(actor, screen())
    context = {
        "frame": door_frame(actor),
        "coming": sorted((one for one in rows if one.is_to_come(actor.moment)), key=lambda one: one.at),
        "told": [one for one in rows if one.has_minutes],
    }
    return render(request, "door_meetings/my_meetings.html", context)


@door(Can.DOOR_ASK)
@require_safe
def my_meeting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The invitation or, once they are sent, the minutes."""
    actor = actor_of(request)
    one = queries.my_meeting(actor, pk, screen())
    promises = [
        (line, PROMISES[standing(line.state, line.due_on, actor.today)])
        for line in one.lines
        if line.kind == "promise" and line.due_on
    ]
    context = {
        "frame": door_frame(actor),
        "one": one,
        "coming": one.is_to_come(actor.moment),
        "points": [line for line in one.lines if line.kind == "point"],
        "promises": promises,
        "questions": [line for line in one.lines if line.kind == "question"],
        "interpreters": [SPOKEN_LANGUAGES[code].own_name for code in one.interpreters],
    }
    return render(request, "door_meetings/my_meeting.html", context)


@door(Can.DOOR_ASK)
def my_reply(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Do you come? It may be changed until the meeting."""
    actor = actor_of(request)
    one = _to_come(request, pk)
    begun = {"comes": {True: "yes", False: "no"}.get(one.comes), "child_corner": one.wants_corner}  # type: ignore[arg-type]
    form = ComeForm(request.POST or None, initial=begun | ({"persons": one.persons} if one.persons else {}))

    def act() -> None:
        actions.reply_at_her_door(actor=actor, meeting=pk, draft=form.draft)

    if request.method == "POST" and sent(form, act):
        done(request, _("It is noted. You may change your mind."))
        return redirect("my_meeting", pk)
    status = ASKED_TO_MEND if form.is_bound else 200
    context = {"frame": door_frame(actor), "form": form, "one": one}
    return render(request, "door_meetings/my_reply.html", context, status=status)


@door(Can.DOOR_ASK)
def my_question(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A question in advance. It is kept without a name, and not shown again."""
    actor = actor_of(request)
    one, form = _to_come(request, pk), AskForm(request.POST or None)
    key = key_of(request.POST) or new_id()

    def act() -> None:
        actions.ask_at_her_door(actor=actor, meeting=pk, words=form.cleaned_data["words"], key=key)

    if request.method == "POST" and sent(form, act):
        done(request, _("Your question is noted, without your name."))
        return redirect("my_meeting", pk)
    status = ASKED_TO_MEND if form.is_bound else 200
    context = {"frame": door_frame(actor), "form": form, "one": one}
    return render(request, "door_meetings/my_question.html", context, status=status)


def _to_come(request: HttpRequest, pk: uuid.UUID) -> queries.MyMeeting:
    actor = actor_of(request)
    one = queries.my_meeting(actor, pk, screen())
    if not one.is_to_come(actor.moment):
        raise Refused()
    return one
