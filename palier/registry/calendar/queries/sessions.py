"""Which sessions fall on which days, who holds them, what closes them. Public: nothing here is about a tenant."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from palier.access.actor import Actor
from palier.identity.organisations.models import Organisation, Post, Replacement
from palier.identity.organisations.rules import OrganisationKind, Role
from palier.kernel.language import Bilingual
from palier.registry.calendar.models import Closure, SessionDuty, SessionSeries, Venue
from palier.registry.calendar.rules.sessions import Shut, Span, Weekly, closed_by, days

HOLDS_SESSIONS = frozenset({Role.SOCIAL_WORKER, Role.TRAINEE, Role.PROXIMITY_AGENT})


@dataclass(frozen=True)
class SessionRow:
    """One session on one day. `closed`: the words of what closes it. `workers`: who holds it that day, by name."""

    series: uuid.UUID
    organisation: Organisation
    service: uuid.UUID
    kind: str
    venue: Venue | None
    phone: str
    span: Span
    closed: Bilingual | None
    posts: tuple[uuid.UUID, ...]
    workers: tuple[str, ...]

    @property
    def start(self) -> dt.datetime:
        return self.span.start

    @property
    def day(self) -> dt.date:
        return self.span.start.date()


def companies() -> list[Organisation]:
    """The organisations that hold sessions, by French name. One query."""
    held = SessionSeries.objects.values("organisation")
    return list(Organisation.objects.filter(pk__in=held).order_by("name_fr"))


def company(slug: str) -> Organisation | None:
    """The housing company of this name in addresses, whether or not it holds sessions."""
    return Organisation.objects.filter(slug=slug, kind=OrganisationKind.COMPANY).first()


def venues(organisation: uuid.UUID | None, today: dt.date) -> list[Venue]:
    """The venues of an organisation that are still in use."""
    rows = Venue.objects.filter(organisation=organisation).filter(Q(until=None) | Q(until__gte=today))
    return list(rows.order_by("name_fr", "pk"))


def _goes_on(today: dt.date) -> Q:
    """Without an end, or not ended yet; what begins later too."""
    return Q(valid__upper_inf=True) | Q(valid__endswith__gt=today)


def series(organisation: uuid.UUID | None, today: dt.date) -> list[SessionSeries]:
    """The series of an organisation that have not ended, by kind and hour."""
    rows = SessionSeries.objects.filter(_goes_on(today), organisation=organisation)
    return list(rows.select_related("venue").order_by("kind", "weekdays", "starts", "pk"))


def duties(of: Sequence[SessionSeries], today: dt.date) -> dict[uuid.UUID, list[SessionDuty]]:
    """Who holds each of these series, now or later. One query."""
    rows = SessionDuty.objects.filter(_goes_on(today), series__in=[one.pk for one in of])
    found: dict[uuid.UUID, list[SessionDuty]] = {one.pk: [] for one in of}
    for row in rows.select_related("post__staff").order_by("valid", "pk"):
        found[row.series_id].append(row)
    return found


def holders(actor: Actor) -> dict[uuid.UUID, str]:
    """The posts of the actor's organisation that may hold a session today, and who holds each."""
    rows = Post.objects.filter(organisation=actor.organisation, role__in=sorted(HOLDS_SESSIONS))
    rows = rows.filter(valid__contains=actor.today).select_related("staff")
    return {row.pk: str(row.staff) for row in rows.order_by("staff__last_name", "staff__first_name", "pk")}


def closures(organisation: uuid.UUID | None, today: dt.date) -> list[Closure]:
    """The closures of an organisation that are not over, the next one first."""
    rows = Closure.objects.filter(organisation=organisation, days__endswith__gt=today)
    return list(rows.select_related("venue").order_by("days", "pk"))


def sessions(
    first: dt.date,
    last: dt.date,
    *,
    organisation: uuid.UUID | None = None,
    kinds: Iterable[str] | None = None,
    as_today: dt.date | None = None,
) -> list[SessionRow]:
    """The sessions from `first` to `last`, both included, in order of time; those that are closed too, and say so.

    `organisation`: of one only. `as_today`: by the rules that hold on that day, whatever day is asked about. As many
    queries for a day as for a year: series, duties, closures, replacements.
    """
    rows = SessionSeries.objects.select_related("organisation", "venue")
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    if kinds is not None:
        rows = rows.filter(kind__in=list(kinds))
    if as_today is None:
        rows = rows.filter(valid__overlap=(first, last + dt.timedelta(days=1)))
    else:
        rows = rows.filter(valid__contains=as_today)
    known = list(rows)
    shuts = _shuts({one.organisation_id for one in known}, first, last)
    holders = _Holders(known, first, last, as_today)
    found = []
    for one in known:
        weekly = _weekly(one, first if as_today else None, as_today)
        for day in days(first, last):
            if weekly.falls_on(day):
                closed = closed_by(day, one.kind, one.venue_id, shuts.get(one.organisation_id, ()))
                posts = holders.on(one.pk, day)
                found.append(
                    SessionRow(
                        series=one.pk,
                        organisation=one.organisation,
                        service=one.service_id,
                        kind=one.kind,
                        venue=one.venue,
                        phone=one.phone,
                        span=weekly.on(day),
                        closed=closed,
                        posts=tuple(post.pk for post in posts),
                        workers=tuple(str(post.staff) for post in posts),
                    )
                )
    return sorted(found, key=lambda row: (row.span.start, row.organisation.name_fr, row.kind, str(row.series)))


def _weekly(one: SessionSeries, first: dt.date | None, as_today: dt.date | None) -> Weekly:
    """Its rule. By the rules of today it is neither begun nor ended: only weekday and week count."""
    begins = one.valid.lower
    if as_today is not None and first is not None and first < begins:
        weeks = -(-(begins - first).days // (7 * one.every_weeks)) * one.every_weeks
        begins -= dt.timedelta(weeks=weeks)
    return Weekly(
        weekdays=frozenset(one.weekdays),
        starts=one.starts,
        ends=one.ends,
        first=begins,
        last=None if as_today or one.valid.upper is None else one.valid.upper - dt.timedelta(days=1),
        every_weeks=one.every_weeks,
    )


def _shuts(organisations: set[uuid.UUID], first: dt.date, last: dt.date) -> dict[uuid.UUID, list[Shut]]:
    rows = Closure.objects.filter(organisation__in=organisations, days__overlap=(first, last + dt.timedelta(days=1)))
    found: dict[uuid.UUID, list[Shut]] = {}
    for row in rows.order_by("days", "pk"):
        found.setdefault(row.organisation_id, []).append(
            Shut(
                first=row.days.lower,
                last=row.days.upper - dt.timedelta(days=1),
                words=Bilingual(row.words_fr, row.words_nl),
                kinds=frozenset(row.kinds),
                venue=row.venue_id,
            )
        )
    return found


class _Holders:
    """Who holds each series on each day: on duty, or standing in for who is. Two queries."""

    def __init__(self, of: Sequence[SessionSeries], first: dt.date, last: dt.date, as_today: dt.date | None) -> None:
        self.as_today = as_today
        self.duties: dict[uuid.UUID, list[SessionDuty]] = {}
        rows = SessionDuty.objects.filter(series__in=[one.pk for one in of]).select_related("post__staff")
        for duty in rows.order_by("pk"):
            self.duties.setdefault(duty.series_id, []).append(duty)
        held = {duty.post_id for some in self.duties.values() for duty in some}
        span = (as_today, as_today + dt.timedelta(days=1)) if as_today else (first, last + dt.timedelta(days=1))
        away = Replacement.objects.filter(absent__in=held, valid__overlap=span).select_related("covering__staff")
        self.away = list(away.order_by("valid", "pk"))

    def on(self, series: uuid.UUID, day: dt.date) -> list[Post]:
        asked = self.as_today or day
        found = [
            self._instead(duty.post, asked)
            for duty in self.duties.get(series, [])
            if asked in duty.valid
            and asked in duty.post.valid
            and (not duty.weekdays or day.isoweekday() in duty.weekdays)
        ]
        return list(dict.fromkeys(found))

    def _instead(self, post: Post, day: dt.date) -> Post:
        return next((row.covering for row in self.away if row.absent_id == post.pk and day in row.valid), post)
