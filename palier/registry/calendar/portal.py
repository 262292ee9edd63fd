"""What is read without signing in: the page on the door, and the calendars of an address given to a program."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from palier.access.routes import public
from palier.kernel import clock
from palier.registry.calendar import exports, queries
from palier.registry.calendar.labels import SESSION_ICONS, SESSION_KINDS
from palier.registry.calendar.rules.door import DoorDay, Opens, door_days, notices
from palier.registry.calendar.rules.sessions import PUBLIC_KINDS
from palier.ui.frame import Language

LISTED = 7  # days with their hours, for one company; all of them: today only
ANNOUNCED = 14  # days within which a closure is announced
ADDRESSES = {"fr": "/fr/permanences/", "nl": "/nl/zitdagen/"}


def _day(request: HttpRequest) -> dt.date | None:
    """The day asked for, None when none is; what is no date is not there."""
    given = request.GET.get("on", "")
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError as spoilt:
        raise Http404 from spoilt


@public
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """When one can come or call, and when not: the next days of a company, or today everywhere.

    `?on=` shows one day by the rules of today, whatever day it is.
    """
    asked, today = _day(request), clock.today()
    companies = queries.companies()
    slug = request.GET.get("company", "")
    chosen = queries.company(slug) if slug else None
    if slug and chosen is None:
        raise Http404
    first = asked or today
    last = first + dt.timedelta(days=ANNOUNCED - 1 if chosen and not asked else 0)
    language = get_language() or "fr"
    rows = queries.sessions(
        first,
        last,
        organisation=chosen.pk if chosen else None,
        kinds=PUBLIC_KINDS,
        as_today=today if asked else None,
    )
    days: list[DoorDay] = door_days([_opens(row, language) for row in rows], first, last)
    context = {
        "days": days[:LISTED],
        "notices": notices(days),
        "companies": [(one, getattr(one, f"name_{language}")) for one in companies],
        "chosen": chosen,
        "name": getattr(chosen, f"name_{language}") if chosen else "",
        "today": today,
        "asked": asked,
        "kinds": dict(SESSION_KINDS),
        "icons": SESSION_ICONS,
        "door_languages": _languages(request),
    }
    return render(request, "calendar/door.html", context)


def _languages(request: HttpRequest) -> tuple[Language, ...]:
    """The same page in the other language: its address is another one."""
    query = request.GET.copy()
    query.pop("lang", None)
    after = f"?{query.urlencode()}" if query else ""
    return tuple(
        Language(code, code.upper(), name, url=ADDRESSES[code] + after)
        for code, name in (("fr", "Français"), ("nl", "Nederlands"))
    )


def _opens(row: queries.SessionRow, language: str) -> Opens:
    venue = row.venue
    return Opens(
        company=getattr(row.organisation, f"name_{language}"),
        kind=row.kind,
        start=row.span.start,
        end=row.span.end,
        venue=getattr(venue, f"name_{language}") if venue else "",
        address=getattr(venue, f"address_{language}") if venue else "",
        step_free=bool(venue and venue.step_free),
        phone=row.phone,
        closed=row.closed.in_(language) if row.closed else "",
        workers=row.workers,
    )


@public
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """A calendar for a program that was given the address. Withdrawn, unknown, ended: not there, all alike."""
    text = exports.feed_text(secret, language=get_language() or "fr", now=clock.now())
    if text is None:
        raise Http404
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Disposition"] = 'inline; filename="palier.ics"'
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
