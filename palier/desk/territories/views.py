"""Parse the address, ask once, draw."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability
from palier.access.routes import actor_of, capability
from palier.desk.territories import queries
from palier.desk.territories.labels import LISTS
from palier.desk.territories.rules import chosen


@capability(Capability.TERRITORY_READ)
@require_safe
def territories(request: HttpRequest) -> HttpResponse:
    """/territories/?list= : one list of areas, as a map or as tiles, with its table."""
    of = chosen(request.GET.get("list", ""))
    page = queries.territory(actor_of(request), of, get_language() or "fr")
    return render(request, "territories/territories.html", {"page": page, "lists": LISTS, "of": of})
