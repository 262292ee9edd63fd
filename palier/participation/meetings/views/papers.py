"""Papers of a meeting: posters, the sheet to tick, number cards, minutes, the slip from the counter."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.participation.meetings import queries
from palier.participation.meetings.labels import PARTIES
from palier.registry.messaging import exports
from palier.registry.messaging.queries import plain_sheet
from palier.ui.addresses import id_in_address
from palier.ui.papers import PDF, paper

LINES_A_SHEET = 12
CARDS = 40
POSTER = "a3"


@capability(Can.MEETING_READ)
@require_safe
def meeting_poster(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """For the halls: A3, French and Dutch of equal size (P24)."""
    actor = actor_of(request)
    poster = queries.invitation_poster(actor, queries.page_of(actor, pk))
    return paper(exports.poster_pdf(poster, POSTER), PDF, _("poster.pdf"))


@capability(Can.MEETING_READ)
@require_safe
def since_poster(request: HttpRequest) -> HttpResponse:
    """/meetings/since/poster.pdf?meeting= : three promises and what came of each, A3, for an entrance."""
    actor, of = actor_of(request), id_in_address(request, "meeting")
    found = [(one, standing) for one, standing in queries.since(actor, actor.today) if of in (None, one.meeting_id)]
    if not found:
        raise Http404
    return paper(exports.poster_pdf(queries.since_poster(actor, found), POSTER), PDF, _("poster.pdf"))


@capability(Can.MEETING_READ)
@require_safe
def meeting_minutes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The minutes as they are now, in both languages."""
    actor = actor_of(request)
    draft = queries.minutes(queries.page_of(actor, pk))
    return paper(exports.letters_pdf([plain_sheet(actor, draft)]), PDF, _("minutes.pdf"))


@capability(Can.MEETING_WORK)
@require_safe
def meeting_sheet(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """To tick at each table: no name is asked for, and the sheet is thrown away once it is counted (P41)."""
    row = queries.meeting(actor_of(request), pk, Can.MEETING_WORK)
    context = {"row": row, "lines": range(LINES_A_SHEET), "parties": [words for _party, words in PARTIES]}
    return render(request, "meetings/sheet.html", context)


@capability(Can.MEETING_WORK)
@require_safe
def meeting_cards(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Number cards to print, and who speaks next: in this browser alone, never sent or kept."""
    row = queries.meeting(actor_of(request), pk, Can.MEETING_WORK)
    return render(request, "meetings/cards.html", {"row": row, "numbers": range(1, CARDS + 1)})


@capability(Can.AGENDA_PROPOSE)
@require_safe
def meeting_slip(request: HttpRequest) -> HttpResponse:
    """/meetings/slip/?meeting=&in=fr&for=question : A6 from the counter. It says neither who nor what (P44)."""
    actor, pk = actor_of(request), id_in_address(request, "meeting")
    if pk is None:
        raise Http404
    row = queries.meeting(actor, pk)
    chosen = "nl" if request.GET.get("in") == "nl" else "fr"
    context = {
        "row": row,
        "slip_language": chosen,
        "title": getattr(row, f"title_{chosen}"),
        "venue": getattr(row, f"venue_{chosen}"),
        "for_question": request.GET.get("for") == "question",
        "today": actor.today,
    }
    return render(request, "meetings/slip.html", context)
