"""The list with its filters, one organisation, one service, and the matrix of seed 003."""

import uuid
from collections.abc import Container

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.kernel import clock
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.partners import queries
from palier.registry.partners.exports.calendars import hours_calendar
from palier.registry.partners.labels import DOMAINS, PARTNER_KINDS, commune_choices, spoken_choices
from palier.registry.partners.labels.hours import in_words
from palier.registry.partners.queries import Wanted
from palier.registry.partners.rules import MATRIX
from palier.registry.partners.rules.exchange.published import published
from palier.registry.partners.rules.freshness import Freshness
from palier.registry.partners.rules.hours import openings
from palier.ui.screen import screen

A_PAGE = 50


def one_of(known: Container[str], asked: str) -> str:
    """A filter of the address; a spoilt one does not filter."""
    return asked if asked in known else ""


@capability(Can.PARTNER_READ)
@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """/partners/?q=&domain=&language=&commune=&kind=&takes=1&old=1: the services looked for."""
    actor, asked = actor_of(request), request.GET
    wanted = Wanted(
        words=asked.get("q", "").replace("\x00", "")[:200],
        domain=one_of(dict(DOMAINS), asked.get("domain", "")),
        language=one_of(SPOKEN_LANGUAGES, asked.get("language", "")),
        commune=one_of(dict(commune_choices(screen())), asked.get("commune", "")),
        kind=one_of(dict(PARTNER_KINDS), asked.get("kind", "")),
        takes=asked.get("takes") == "1",
        old=asked.get("old") == "1" and permits(actor, Can.PARTNER_SET),
    )
    lines = queries.directory(actor, wanted, screen())
    reminds = wanted == Wanted() and permits(actor, Can.PARTNER_SET)
    context = {
        "wanted": wanted,
        "page": Paginator(lines, A_PAGE).get_page(asked.get("page")),
        "number": len(lines),
        "domains": DOMAINS,
        "languages": spoken_choices(screen()),
        "communes": commune_choices(screen()),
        "kinds": PARTNER_KINDS,
        "to_verify": sum(one.fresh is not Freshness.FRESH for one in lines) if reminds else 0,
        "ending": queries.agreements_ending(actor) if reminds else [],
        "alone": [] if wanted != Wanted() else queries.without_service(actor, screen()),
    }
    return render(request, "partners/partners.html", context)


@capability(Can.PARTNER_READ)
@require_safe
def partner_matrix(request: HttpRequest) -> HttpResponse:
    """Kinds of partners by themes: how many services stand where, where none does, and what is done about that."""
    words = dict(DOMAINS)
    actor = actor_of(request)
    rows = queries.matrix(actor)
    mending = queries.mending(actor, rows)
    context = {
        "rows": rows,
        "themes": [words[domain] for domain in MATRIX],
        "mending": mending,
        "mended": [one.domain for one in mending if one.step],
    }
    return render(request, "partners/matrix.html", context)


@capability(Can.PARTNER_READ)
@require_safe
def partner(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One organisation: its services and the agreements with it."""
    actor = actor_of(request)
    context = {
        "partner": queries.partner(actor, pk),
        "services": queries.services_of(actor, pk, screen()),
        "agreements": queries.agreements_of(actor, pk),
        "steps": queries.steps_with(actor, pk),
        "coming": queries.to_come_with(actor, pk),
        "mine": actor.acting_post,
        "today": actor.today,
    }
    return render(request, "partners/partner.html", context)


@capability(Can.PARTNER_READ)
@require_safe
def partner_service(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One service on one sheet: all facts, its people, agreements, and who verified it when."""
    actor = actor_of(request)
    page = queries.service_page(actor, pk)
    service = page.line.service
    context = {
        "page": page,
        "service": service,
        "opening": [in_words(rule) for rule in openings(service.opening)],
        "of_the_file": published(service),
        "today": actor.today,
    }
    return render(request, "partners/service.html", context)


@capability(Can.PARTNER_READ)
@require_safe
def partner_hours(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The hours of a service as a calendar to take along."""
    row = queries.service(actor_of(request), pk)
    answer = HttpResponse(
        hours_calendar(row, language=screen(), now=clock.now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="palier.ics"'
    return answer
