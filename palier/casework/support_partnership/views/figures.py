"""A year in figures: for the cell, frozen for the Region, and for a company its own count."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.support_partnership import actions, queries
from palier.casework.support_partnership.forms import YearForm
from palier.casework.support_partnership.labels import TITLES, words_of
from palier.casework.support_partnership.rules.figures import Year, small_cells, years
from palier.casework.support_requests import queries as requests
from palier.kernel.errors import InvalidInput
from palier.ui.forms import say
from palier.ui.notices import done, todo


def _shown(found: Year) -> list[dict[str, Any]]:
    shown = []
    for one in found.lists:
        words = words_of(one.name)
        lines = [(words(line.code), line.number) for line in one.lines]
        shown.append({"title": TITLES[one.name], "lines": lines, "total": one.total, "has_total": one.has_total})
    return shown


@capability(Can.PARTNERSHIP_KEEP)
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """/partnership/year/?year=: this year or the one before; in January, the one that is over."""
    actor = actor_of(request)
    offered = years(actor.today)
    given = request.GET.get("year", "")
    chosen = offered[1] if actor.today.month == 1 else offered[0]
    number = int(given) if given in map(str, offered) else chosen
    found = queries.year(actor, number)
    context = {
        "number": number,
        "offered": offered,
        "lists": _shown(found),
        "median": found.days,
        "at_least": small_cells(actor.today).inside,
        "may_freeze": number < actor.today.year and number not in [one.year for one in queries.frozen(actor)],
    }
    return render(request, "support_partnership/year.html", context)


@capability(Can.PARTNERSHIP_KEEP)
@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    """The year that is over is frozen."""
    form = YearForm(request.POST)
    try:
        if not form.is_valid():
            raise InvalidInput({})
        actions.freeze(actor=actor_of(request), year=form.cleaned_data["year"])
        done(request, _("Frozen: the Region reads it as it stands today, and nothing else."))
    except InvalidInput as problem:
        for messages in problem.fields.values():
            for message in messages:
                todo(request, say(message))
    return redirect("support_frozen")


@capability(Can.SUPPORT_FROZEN)
@require_safe
def frozen(request: HttpRequest) -> HttpResponse:
    """Frozen years, the latest first."""
    actor = actor_of(request)
    dutch = (get_language() or "fr").startswith("nl")
    rows = [(row, row.name_nl if dutch else row.name_fr, _shown(row.figures)) for row in queries.frozen(actor)]
    context = {"rows": rows, "at_least": small_cells(actor.today).sector}
    return render(request, "support_partnership/frozen.html", context)


@capability(Can.SUPPORT_COUNT)
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """How often one's own house asked, by year that is over."""
    return render(request, "support_partnership/asked.html", {"rows": requests.asked_here(actor_of(request))})
