"""Reading meetings: the list, one of them on one page, what has changed since."""

import uuid
from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.identity.organisations.queries import name_of
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.participation.meetings import queries
from palier.participation.meetings.forms import SaidForm
from palier.participation.meetings.labels import PARTIES, PROMISE_STATES, STATES
from palier.participation.meetings.rules import State, minutes_due, total
from palier.participation.meetings.views.shared import named
from palier.registry.messaging.queries import mailings_about, report
from palier.registry.messaging.rules.mailings import MailingKind
from palier.ui.screen import screen


@capability(Can.MEETING_READ)
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """/meetings/ : those to come, then those that were."""
    actor = actor_of(request)
    rows = queries.meetings(actor)
    context = {
        "coming": sorted((one for one in rows if one.at > actor.moment), key=lambda one: one.at),
        "past": [one for one in rows if one.at <= actor.moment],
    }
    return render(request, "meetings/meetings.html", context)


@capability(Can.MEETING_READ)
@require_safe
def meeting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One meeting on one page: what was promised, the agenda, the invitation, the room, the minutes."""
    actor = actor_of(request)
    page = queries.page_of(actor, pk)
    row, words = page.meeting, dict(PROMISE_STATES)
    works = permits(actor, Can.MEETING_WORK)
    open_to_text = works and row.state != State.MINUTES_SENT
    context: dict[str, Any] = {
        "row": row,
        "page": page,
        "works": works,
        "where": [name_of(one, screen()) for one in page.places],
        "stairs": [(words, state == row.state) for state, words in STATES],
        "interpreters": [SPOKEN_LANGUAGES[code].name.in_(screen()) for code in row.interpreters],
        "before": [(one, standing, words[standing], named(one.service)) for one, standing in page.before],
        "points": [(one, named(one.service), _said(one) if open_to_text else None) for one in page.points],
        "promises": [(one, standing, words[standing], named(one.service)) for one, standing in page.promises],
        "mine": actor.service,
        "open_to_text": open_to_text,
        "may_propose": row.state in {State.PREPARING, State.INVITED} or open_to_text,
        "attended": [(words, (row.attended or {}).get(party)) for party, words in PARTIES],
        "total": total(row.attended),
        "due": minutes_due(row.at, row.minutes),
        "late": minutes_due(row.at, row.minutes) < actor.moment and row.state != State.MINUTES_SENT,
        "was": row.at <= actor.moment,
    }
    if works:
        context |= _for_who_leads(actor, row)
    return render(request, "meetings/meeting.html", context)


def _said(point: Any) -> SaidForm:
    there = {True: "yes", False: "no"}.get(point.face_present, "")
    begun = {"draft": point.version, "said_fr": point.said_fr, "said_nl": point.said_nl, "face_present": there}
    return SaidForm(initial=begun, auto_id=f"id_{point.pk.hex[-8:]}_%s")


def _for_who_leads(actor: Actor, row: Any) -> dict[str, Any]:
    """How many come, and what became of what was sent."""
    orders = mailings_about(actor, row.pk)
    return {
        "replies": queries.replies(actor, row.pk) if row.state == State.INVITED else None,
        "invited": _told(actor, orders.get(MailingKind.INVITATION)),
        "sent": _told(actor, orders.get(MailingKind.MINUTES)),
    }


def _told(actor: Actor, order: Any) -> Any:
    return (order, report(actor, order)) if order else None


@capability(Can.MEETING_READ)
@require_safe
def meetings_since(request: HttpRequest) -> HttpResponse:
    """/meetings/since/ : what was promised in the last year, and what came of it, on one page."""
    actor, words = actor_of(request), dict(PROMISE_STATES)
    lines = [
        (one, standing, words[standing], named(one.service)) for one, standing in queries.since(actor, actor.today)
    ]
    counted = Counter(standing for _one, standing, *_rest in lines)
    numbers = [(words, counted[state]) for state, words in PROMISE_STATES if counted[state]]
    return render(request, "meetings/since.html", {"lines": lines, "numbers": numbers, "today": actor.today})
