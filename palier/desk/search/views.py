"""Parse the address, ask once, draw. The same page answers a form and, in part, the box that searches as one types."""

import io
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability
from palier.access.routes import actor_of, capability
from palier.desk.search import queries
from palier.desk.search.queries import Chosen
from palier.kernel.spreadsheets import write_csv

LONGEST = 200


@capability(Capability.HOUSEHOLD_FIND)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """/search/?q= over everything the actor may see."""
    wanted = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST]
    found = queries.find(actor_of(request), wanted, _language())
    part = "#results" if request.headers.get("HX-Target") == "results" else ""
    return render(request, f"search/search.html{part}", {"wanted": wanted, "found": found})


@capability(Capability.HOUSEHOLD_FIND)
@require_safe
def household_list(request: HttpRequest) -> HttpResponse:
    """/households/: those of a site, by name; filters stand in the address."""
    actor, language = actor_of(request), _language()
    sites = queries.sites(actor, language)
    chosen = _chosen(request, sites)
    part = queries.households(actor, chosen, language) if chosen.site else None
    site = next((one for one in sites if one.id == chosen.site), None)
    context = {"sites": sites, "chosen": chosen, "site": site, "part": part, "query": request.GET.urlencode()}
    return render(request, "search/household_list.html", context)


@capability(Capability.HOUSEHOLD_READ)
@require_safe
def household_export(request: HttpRequest) -> HttpResponse:
    """The list as a CSV that a spreadsheet opens and never runs. Protected addresses are not in it."""
    actor, language = actor_of(request), _language()
    chosen = _chosen(request, queries.sites(actor, language))
    header = [_("Household"), _("Standing"), _("Site"), _("Address"), _("Tenant since"), _("Assigned worker")]
    rows = [
        [one.row.label, str(one.row.standing), one.site, one.address, one.since, one.row.assigned_worker]
        for one in queries.export(actor, chosen, language)
    ]
    stream = io.StringIO(newline="")
    write_csv(stream, header, rows)
    answer = HttpResponse(stream.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{gettext("households")}.csv"'
    return answer


def _language() -> str:
    return get_language() or "fr"


def _chosen(request: HttpRequest, sites: list[queries.Site]) -> Chosen:
    """The filters of the address; without a site, the actor's own first one."""
    known = {str(one.id): one.id for one in sites}
    site: uuid.UUID | None = known.get(request.GET.get("site", ""))
    if site is None and "site" not in request.GET:
        site = next((one.id for one in sites if one.mine), None)
    page = request.GET.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
    return Chosen(site, request.GET.get("name", "").replace("\x00", "")[:LONGEST].strip(), max(1, number))
