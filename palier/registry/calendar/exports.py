"""Calendars that other programs read (RFC 5545): sessions, and hours that are taken; nothing about anybody (P48)."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event, vDuration

from palier.identity.organisations.models import Post
from palier.registry.calendar import queries
from palier.registry.calendar.labels import SESSION_KINDS
from palier.registry.calendar.queries.appointments import Feed
from palier.registry.calendar.rules.appointments import FEED_AHEAD, FEED_PAST, FeedKind
from palier.registry.calendar.rules.sessions import PUBLIC_KINDS, SessionKind, Span

READ_AGAIN = dt.timedelta(hours=1)


def feed_text(secret: str, *, language: str, now: dt.datetime) -> bytes | None:
    """The calendar behind an address, from two weeks ago to half a year ahead; None when it stands for nothing.

    Every hour is written in UTC, so that no program has to know when clocks change here; lines end with CRLF and are
    folded at 75 octets (the library does both).
    """
    feed = queries.feed(secret)
    if feed is None:
        return None
    with override(language):
        calendar = _empty(language)
        for event in (*_sessions(feed, secret, language, now), *_busy(feed, secret, now)):
            calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text


def _empty(language: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//Palier//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Palier")
    calendar.add("refresh-interval", vDuration(READ_AGAIN))
    return calendar


def _event(key: str, span: Span, summary: str, now: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_OID, key)}@palier")
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("dtstart", span.start.astimezone(dt.UTC))
    event.add("dtend", span.end.astimezone(dt.UTC))
    event.add("summary", summary)
    return event


def _sessions(feed: Feed, secret: str, language: str, now: dt.datetime) -> list[Event]:
    """Sessions that take place, with the address of their venue: what is posted on the door."""
    kinds = None if feed.kind == FeedKind.WORKER else PUBLIC_KINDS
    rows = queries.sessions(
        (now - FEED_PAST).date(), (now + FEED_AHEAD).date(), organisation=feed.organisation, kinds=kinds
    )
    words = dict(SESSION_KINDS)
    found = []
    for row in rows:
        of_it = {
            FeedKind.WORKER: feed.post in row.posts,
            FeedKind.VENUE: row.venue is not None and row.venue.pk == feed.venue,
            FeedKind.TEAM: row.service == feed.service,
        }
        if row.closed or not of_it[FeedKind(feed.kind)]:
            continue
        event = _event(f"{secret}{row.series}{row.day}", row.span, str(words[SessionKind(row.kind)]), now)
        if row.venue is not None:
            name, street = (getattr(row.venue, f"{part}_{language}") for part in ("name", "address"))
            event.add("location", ", ".join(part for part in (name, street) if part))
        event.add("transp", "TRANSPARENT" if feed.kind == FeedKind.VENUE else "OPAQUE")
        found.append(event)
    return found


def _busy(feed: Feed, secret: str, now: dt.datetime) -> list[Event]:
    """Hours that are taken. In a team's calendar the worker's initials say whose."""
    rows = queries.busy_of_feed(secret, now - FEED_PAST, now + FEED_AHEAD)
    posts = {
        row.pk: row for row in Post.objects.filter(pk__in={worker for _, worker, _ in rows}).select_related("staff")
    }
    found = []
    for pk, worker, span in rows:
        staff = posts[worker].staff
        whose = f" ({staff.first_name[:1]}{staff.last_name[:1]})" if feed.kind == FeedKind.TEAM else ""
        event = _event(f"{secret}{pk}", span, _("Busy") + whose, now)
        event.add("class", "PRIVATE")
        event.add("transp", "OPAQUE")
        found.append(event)
    return found
