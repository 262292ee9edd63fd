"""Reading activities: the list, one of them, what comes by place, figures."""

import datetime as dt
import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.identity.organisations.queries import name_of
from palier.kernel.parties import Party
from palier.participation.activities import queries
from palier.participation.activities.forms import PeriodForm
from palier.participation.activities.labels import APPROACHES, AXES, BRANCHES, KINDS, PARTIES, STAGES, SUBJECTS
from palier.participation.activities.labels.categories import CATEGORIES, CATEGORY_WORDS
from palier.participation.activities.queries.figures import Line
from palier.participation.activities.rules import people
from palier.participation.activities.views.shared import sites_of
from palier.ui.addresses import id_in_address
from palier.ui.screen import screen

A_PAGE = 50
CORNERS = {  # of the drawing: where each kind of party stands around the activity
    Party.INHABITANTS: (160, 30),
    Party.ASSOCIATIONS: (270, 75),
    Party.ADMINISTRATION: (270, 165),
    Party.HOUSING_COMPANY: (160, 210),
    Party.INSTITUTIONS: (50, 165),
    Party.MUNICIPALITY: (50, 75),
}


def _chosen(request: HttpRequest, name: str, offered: list[tuple[Any, Any]]) -> str:
    given = request.GET.get(name, "")
    return given if given in {str(value) for value, _words in offered} else ""


@capability(Can.ACTIVITY_READ)
@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """/activities/?axis=&branch=&subject=&site=&when= : what is done with many, the latest first."""
    actor, sites = actor_of(request), sites_of(actor_of(request))
    filters = queries.Filters(
        axis=_chosen(request, "axis", AXES),
        branch=_chosen(request, "branch", BRANCHES),
        subject=_chosen(request, "subject", SUBJECTS),
        site=id_in_address(request, "site"),
        when="past" if request.GET.get("when") == "past" else "running",
    )
    page = Paginator(queries.activities(actor, filters), A_PAGE).get_page(request.GET.get("page"))
    named = {pk: name for site, name, inside in sites for pk, name in ((site, name), *inside)}
    context = {
        "page": page,
        "lines": [(row, [named[pk] for pk in row.places if pk in named]) for row in page],
        "filters": filters,
        "axes": AXES,
        "branches": BRANCHES,
        "subjects": SUBJECTS,
        "sites": [(pk, name) for pk, name, _inside in sites],
    }
    return render(request, "activities/activities.html", context)


@capability(Can.ACTIVITY_READ)
@require_safe
def activity(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One activity on one page: what was observed, its stages, its days, what was achieved."""
    actor = actor_of(request)
    found, words = queries.page_of(actor, pk), dict[str, Any]([*SUBJECTS, *APPROACHES, *CATEGORIES])
    row, noted = found.activity, {one.stage: one for one in found.stages}
    context = {
        "row": row,
        "found": found,
        "where": [name_of(one, screen()) for one in found.places],
        "subjects": [words[one] for one in row.subjects],
        "approaches": [words[one] for one in row.approaches],
        "categories": [words[one] for one in row.categories],
        "origins": [(one, name_of(one.place, screen())) for one in found.origins],
        "stages": [(name, noted.get(stage)) for stage, name in STAGES],
        "sessions": [(one, _took_part(one)) for one in found.sessions],
        "network": [
            (name, CORNERS[party], bool(found.parties[party]), people(found.parties[party])) for party, name in PARTIES
        ],
        "today": actor.today,
    }
    return render(request, "activities/activity.html", context)


def _took_part(day: Any) -> list[tuple[Any, int | None]]:
    """By kind of party that was there, how many; None: few."""
    counted = day.took_part or {}
    return [(words, people(counted[party])) for party, words in PARTIES if counted.get(party)]


@capability(Can.ACTIVITY_READ)
@require_safe
def activity_agenda(request: HttpRequest) -> HttpResponse:
    """/activities/coming/?site= : what comes by place, to be passed on at the counter and on the telephone."""
    actor, site = actor_of(request), id_in_address(request, "site")
    context = {
        "coming": [(one, [name_of(place, screen()) for place in one.places]) for one in queries.coming(actor, site)],
        "site": site,
        "sites": [(pk, name) for pk, name, _inside in sites_of(actor)],
    }
    return render(request, "activities/coming.html", context)


@capability(Can.ACTIVITY_READ)
@require_safe
def activity_figures(request: HttpRequest) -> HttpResponse:
    """/activities/figures/?first=&last= : what was done in a period; this year when none is said."""
    actor = actor_of(request)
    this_year = {"first": dt.date(actor.today.year, 1, 1), "last": actor.today}
    form = PeriodForm(request.GET if "first" in request.GET else None, initial=this_year)
    first, last = form.days if form.is_bound and form.is_valid() else (this_year["first"], this_year["last"])
    found = queries.figures(actor, first, last)
    context = {
        "form": form,
        "first": first,
        "last": last,
        "parties": [words for _party, words in PARTIES],
        "tables": [
            (_("By branch"), _named(found.by_branch, dict(BRANCHES) | {"": _("no branch said")})),
            (_("By kind"), _named(found.by_kind, dict(KINDS))),
            (_("By subject"), _named(found.by_subject, dict(SUBJECTS))),
            (_("By action of the sector"), _named(found.by_category, CATEGORY_WORDS)),
            (_("By site"), [(name_of(line.of, screen()), line, _people(line)) for line in found.by_site]),
        ],
    }
    return render(request, "activities/figures.html", context)


def _named(lines: list[Line], words: Any) -> list[tuple[Any, Line, Any]]:
    return [(words[line.of], line, _people(line)) for line in lines]


def _people(line: Line) -> list[tuple[Any, int | None]]:
    """How many by kind of party, with their words."""
    return [(words, number) for (_party, words), number in zip(PARTIES, line.people, strict=True)]
