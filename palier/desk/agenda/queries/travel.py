"""A day of mine put in order. What is read is what the agenda shows; what is reckoned is kept nowhere."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from palier.access.actor import Actor
from palier.desk.agenda.labels import WHY_NOT
from palier.desk.agenda.queries.week import Meeting, day_by_day, note_meetings
from palier.desk.agenda.rules.paces import UNKNOWN_WAY, Means, Pace, pace
from palier.desk.agenda.rules.travel import Errand, Leg, Order, Outing, in_order
from palier.kernel.positions import Position
from palier.registry.calendar import queries as calendar
from palier.registry.calendar.models import Venue
from palier.registry.calendar.queries import SessionRow
from palier.registry.calendar.rules.appointments import AppointmentKind, AppointmentState
from palier.registry.calendar.rules.sessions import SessionKind

OFFICE = "office"  # a company without a venue has an office all the same
USUAL = (8 * 60 + 30, 17 * 60)  # when a day on the road begins and ends, if nothing agreed lies outside
MARGIN = 60  # minutes before and after what does
LAST_MINUTE = 24 * 60 - 1

Hour = SessionRow | Meeting


@dataclass(frozen=True)
class TravelDay:
    """What is still to be done on a day, and the venues where it may begin. `free_from`: today, when she can leave."""

    day: dt.date
    hours: tuple[Hour, ...]
    venues: tuple[Venue, ...]
    begins_at: Venue | None
    free_from: dt.datetime | None

    @property
    def visits(self) -> tuple[Meeting, ...]:
        return tuple(one for one in self.hours if isinstance(one, Meeting) and one.row.kind == AppointmentKind.HOME)

    @property
    def usual(self) -> tuple[dt.time, dt.time]:
        """From when to when she is on the road unless she says otherwise: everything agreed lies within."""
        begins = min([USUAL[0], *(_minute(one.start) - MARGIN for one in self.hours)])
        ends = max([USUAL[1], *(_minute(one.start) + _length(one) + MARGIN for one in self.hours)])
        if self.free_from is not None:
            begins = max(begins, _minute(self.free_from))
        return _time(max(begins, 0)), _time(max(min(ends, LAST_MINUTE), begins + 1))


@dataclass(frozen=True)
class TravelWish:
    """What she asks of her day. `moving`: visits whose hour may be another one, in this reckoning only."""

    leaves: dt.time
    back: dt.time
    office: uuid.UUID | None
    means: Means = Means.FOOT
    lunch: bool = True
    moving: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True)
class TravelHour:
    """Something done at a stop, and when; `agreed`: the hour told to the person, when that was another one."""

    what: Hour
    begins: dt.time
    ends: dt.time
    agreed: dt.time | None

    @property
    def meeting(self) -> Meeting | None:
        return self.what if isinstance(self.what, Meeting) else None


@dataclass(frozen=True)
class Way:
    """From one stop to the next. `metres`: along the streets, None when unknown. `free`: minutes before leaving."""

    leaves: dt.time
    arrives: dt.time
    minutes: int
    metres: int | None
    free: int

    @property
    def km(self) -> float | None:
        return None if self.metres is None else self.metres / 1000


@dataclass(frozen=True)
class TravelStop:
    """A stop of the day. Without hours it is lunch."""

    way: Way | None
    begins: dt.time
    ends: dt.time
    hours: tuple[TravelHour, ...]


@dataclass(frozen=True)
class TravelPage:
    """The order, the way back, what does not fit and why (in words), and by site the visits that nobody could place."""

    stops: tuple[TravelStop, ...]
    back: Way | None
    left_out: tuple[tuple[Hour, Any], ...]
    unplaced: tuple[tuple[str, tuple[Meeting, ...]], ...]
    office: Venue | None
    pace: Pace
    lunch: bool | None
    minutes: int  # on the way, all together
    unknown_way: int = UNKNOWN_WAY


def travel_day(actor: Actor, day: dt.date, language: str) -> TravelDay:
    """The actor's own sessions and planned appointments of a day that have not begun. One line of the read ledger."""
    (found,) = day_by_day(actor, day, day, language)
    note_meetings(actor, found.meetings)
    hers, free_from = [one for one in found.hours if _is_hers(one)], None
    if day == actor.today:
        free_from = max([actor.moment, *(_end(one) for one in hers if one.start < actor.moment)])
        hers = [one for one in hers if one.start >= actor.moment]
    venues = calendar.venues(actor.organisation, actor.today)
    held = [one.venue for one in found.sessions if one.venue]
    placed = [one for one in venues if one.position]
    return TravelDay(day, tuple(hers), tuple(venues), next(iter([*held, *placed, *venues]), None), free_from)


def _is_hers(hour: Hour) -> bool:
    if isinstance(hour, Meeting):
        return hour.mine and hour.row.state == AppointmentState.PLANNED
    return hour.kind != SessionKind.APPOINTMENTS  # those hours are free until somebody takes one


def put_in_order(travel: TravelDay, wish: TravelWish) -> TravelPage:
    """The day in order. Reads nothing, writes nothing."""
    office = next((one for one in travel.venues if one.pk == wish.office), None)
    hours = {_name(one): one for one in travel.hours}
    places = {OFFICE: office.position if office else None}
    errands = []
    for name, hour in hours.items():
        place, position = _stands(hour, office)
        moves = isinstance(hour, Meeting) and hour.row.pk in wish.moving
        if not (moves and position is None):  # what may move and stands nowhere cannot be put in an order
            places[place] = position
            session = not isinstance(hour, Meeting)
            errands.append(Errand(name, place, _minute(hour.start), _length(hour), moves, session))
    speed = pace(wish.means, travel.day)
    outing = Outing(tuple(errands), places, OFFICE, _of(wish.leaves), _of(wish.back), speed, wish.lunch)
    order = in_order(outing)
    return TravelPage(
        stops=tuple(
            TravelStop(_way(stop.leg), _time(stop.begins), _time(stop.ends), tuple(_hours(stop.done, hours)))
            for stop in order.stops
        ),
        back=_way(order.back),
        left_out=tuple((hours[name], WHY_NOT[why]) for name, why in order.left_out),
        unplaced=_unplaced(travel.visits),
        office=office,
        pace=speed,
        lunch=order.lunch,
        minutes=_on_the_way(order),
    )


def _stands(hour: Hour, office: Venue | None) -> tuple[str, Position | None]:
    """The place of an hour, under a name, and its position. Calls are made at the office, where nobody listens."""
    if isinstance(hour, Meeting) and hour.row.kind == AppointmentKind.HOME:
        lease = hour.home.lease if hour.home else None
        # Of a protected address not even the building is known here (P11).
        return (str(lease.dwelling.building_id) if lease else _name(hour)), (hour.home.position if hour.home else None)
    venue = (hour.row.venue if isinstance(hour, Meeting) else hour.venue) or office
    if venue is None or (office and venue.pk == office.pk):
        return OFFICE, office.position if office else None
    return str(venue.pk), venue.position


def _unplaced(visits: Iterable[Meeting]) -> tuple[tuple[str, tuple[Meeting, ...]], ...]:
    """Visits without a position, by the name of their site; those whose site is not known here come last."""
    found: dict[str, list[Meeting]] = {}
    for one in visits:
        if one.home is None or one.home.position is None:
            found.setdefault(one.home.place if one.home else "", []).append(one)
    return tuple((site, tuple(found[site])) for site in sorted(found, key=lambda site: (not site, site)))


def _hours(done: Iterable[tuple[str, int]], hours: Mapping[str, Hour]) -> Iterable[TravelHour]:
    for name, begins in done:
        what, agreed = hours[name], _minute(hours[name].start)
        yield TravelHour(
            what, _time(begins), _time(begins + _length(what)), _time(agreed) if agreed != begins else None
        )


def _way(leg: Leg | None) -> Way | None:
    if leg is None:
        return None
    metres = None if leg.metres is None else round(leg.metres, -1)
    return Way(_time(leg.leaves), _time(leg.arrives), leg.minutes, metres, leg.free)


def _on_the_way(order: Order) -> int:
    legs = [*(stop.leg for stop in order.stops), order.back]
    return sum(leg.minutes for leg in legs if leg)


def _name(hour: Hour) -> str:
    return str(hour.row.pk) if isinstance(hour, Meeting) else str(hour.series)


def _length(hour: Hour) -> int:
    return int((_end(hour) - hour.start).total_seconds() // 60)


def _end(hour: Hour) -> dt.datetime:
    return hour.end if isinstance(hour, Meeting) else hour.span.end


def _minute(moment: dt.datetime) -> int:
    """Of the day in Brussels, a minute begun counts."""
    here = timezone.localtime(moment)
    return here.hour * 60 + here.minute + bool(here.second or here.microsecond)


def _of(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _time(minutes: int) -> dt.time:
    return dt.time(*divmod(minutes, 60))
