"""What is printed: the poster of an activity, the rules of a place, the slip for who brought an idea."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.participation.activities import queries

LANGUAGES = ("fr", "nl")


@capability(Can.ACTIVITY_READ)
@require_safe
def activity_poster(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A4, French and Dutch of equal size, with the days to come."""
    actor = actor_of(request)
    found = queries.page_of(actor, pk)
    row = found.activity
    days = [one for one in found.sessions if one.on >= actor.today][:6]
    halves = [
        (
            code,
            getattr(row, f"title_{code}"),
            getattr(row, f"about_{code}"),
            [(day, getattr(day, f"where_{code}")) for day in days],
            [getattr(place, f"name_{code}") for place in found.places],
            [getattr(partner, f"name_{code}") for partner in found.partners],
        )
        for code in LANGUAGES
    ]
    return render(request, "activities/poster.html", {"row": row, "halves": halves})


@capability(Can.ACTIVITY_READ)
@require_safe
def house_rules_sheet(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The rules of a place for its wall, in both languages."""
    row = queries.one_set_of_rules(actor_of(request), pk)
    halves = [
        (code, getattr(row, f"title_{code}"), getattr(row, f"words_{code}"), getattr(row.place, f"name_{code}"))
        for code in LANGUAGES
    ]
    return render(request, "activities/house_rules_sheet.html", {"row": row, "halves": halves})


@capability(Can.IDEA_NOTE)
@require_safe
def idea_slip(request: HttpRequest) -> HttpResponse:
    """/ideas/slip/?in=fr : A6 for who brought an idea. It says neither who nor what (P44)."""
    chosen = "nl" if request.GET.get("in") == "nl" else "fr"
    workers = [(str(post.staff), post.staff.phone) for post in queries.owners(actor_of(request))]
    return render(
        request,
        "activities/idea_slip.html",
        {"slip_language": chosen, "today": actor_of(request).today, "workers": workers},
    )
