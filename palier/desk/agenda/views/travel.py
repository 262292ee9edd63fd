"""A day put in order: on the screen, and on a sheet with initials. Both are GET: nothing is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.desk.agenda import queries
from palier.desk.agenda.forms import TravelForm
from palier.desk.agenda.labels import CONFIDENCE, MEANS, MEANS_ICONS
from palier.desk.agenda.views.week import day_in_address, language
from palier.kernel.days import ONE_DAY
from palier.ui.forms import ASKED_TO_MEND


@capability(Can.DAY_OPEN)
@require_safe
def order(request: HttpRequest) -> HttpResponse:
    """In which order? `?day=`: of which day; the rest of the address is what she asks of it."""
    return _page(request, "agenda/travel.html")


@capability(Can.DAY_OPEN)
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The same on one A4: initials only, nothing of what was said, no protected address (P11)."""
    return _page(request, "agenda/travel_sheet.html")


def _page(request: HttpRequest, template: str) -> HttpResponse:
    actor = actor_of(request)
    day = day_in_address(request, "day") or actor.today
    travel = queries.travel_day(actor, day, language())
    form = TravelForm(request.GET if "means" in request.GET else None, travel=travel)
    wish = form.wish()
    page = queries.put_in_order(travel, wish) if wish else None
    context: dict[str, Any] = {
        "form": form,
        "travel": travel,
        "page": page,
        "means": dict(MEANS)[wish.means] if wish else "",
        "icons": MEANS_ICONS,
        "icon_of_way": MEANS_ICONS[wish.means] if wish else "",
        "how_sure": CONFIDENCE[page.pace.confidence] if page else "",
        "before": day - ONE_DAY,
        "after": day + ONE_DAY,
        "asked": request.GET.urlencode(),
        "today": actor.today,
    }
    return render(request, template, context, status=200 if wish else ASKED_TO_MEND)
