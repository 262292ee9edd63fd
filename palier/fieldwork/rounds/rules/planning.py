"""A day handed to the engine of rounds and read back as stops. The order is advice; a position is that of a place."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from palier.engines.rounds import Agent, Break, Day, DayPlan, Visit, plan_day
from palier.engines.rounds.why import why
from palier.fieldwork.interventions.rules import Importance
from palier.fieldwork.rounds.rules import (
    BREAK_FROM,
    BREAK_MINUTES,
    BREAK_UNTIL,
    OUTREACH,
    LeftReason,
    Mode,
    StopKind,
    minutes,
)
from palier.kernel.areas import METRES_EAST, METRES_NORTH
from palier.kernel.positions import Position

SECONDS, SECONDS_AGAIN = 0.8, 0.4  # nets: a page that plans answers within two seconds, again within one
BEGUN_WITHIN = {Importance.NOW: 120, Importance.TODAY: 240}
"""Minutes of the shift in which a passage should begin, by importance; what is for this week, before the early evening.
It gives way rather than leave a request out."""
APART = ":"  # between what is no request and whose it is


@dataclass(frozen=True)
class Wish:
    """A request as the engine needs it. `opens`, `closes`: an hour that was promised, in minutes of the day."""

    id: uuid.UUID
    place: uuid.UUID
    importance: int
    minutes: int
    by_two: bool
    opens: int | None = None
    closes: int | None = None


@dataclass(frozen=True)
class Walker:
    """An agent on this day. `at`: where she was last, when the day is planned again; `rested`: her break is behind."""

    post: uuid.UUID
    starts: dt.time
    ends: dt.time
    mode: Mode
    place: uuid.UUID
    at: uuid.UUID | None = None
    rested: bool = False


@dataclass(frozen=True)
class Planned:
    """A stop of somebody. Minutes from midnight; `walk`: minutes from the stop before."""

    post: uuid.UUID
    kind: StopKind
    wish: uuid.UUID | None
    with_post: uuid.UUID | None
    arrives: int
    leaves: int
    walk: int
    why: tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """The stops of everybody, each in order; what is left out, and why; why the search ended."""

    stops: tuple[Planned, ...]
    left: tuple[tuple[uuid.UUID, LeftReason], ...]
    stopped: str


def in_order(
    wishes: Iterable[Wish],
    walkers: Iterable[Walker],
    positions: Mapping[uuid.UUID, Position | None],
    now: int | None = None,
) -> Order:
    """The best order found. `now`: nothing starts before it. Raises BadInput when a break fits nowhere."""
    asked, people = list(wishes), list(walkers)
    known = {place: where for place, where in positions.items() if where is not None}
    left = [(one.id, LeftReason.NO_POSITION) for one in asked if one.place not in known]
    day = Day(
        places={str(place): _metres(where) for place, where in known.items()},
        agents=tuple(_agent(one) for one in people),
        visits=(
            *(_visit(one) for one in asked if one.place in known),
            *(_outreach(one) for one in people if _meets_youth(one, now)),
        ),
        deadlines=_deadlines(max(now or 0, *(minutes(one.starts) for one in people))),
        now=now,
    )
    plan = plan_day(day, seconds=SECONDS if now is None else SECONDS_AGAIN)
    left += [(uuid.UUID(one.visit), LeftReason(one.reason)) for one in plan.unserved if APART not in one.visit]
    stops = tuple(stop for number in range(len(plan.lines)) for stop in _stops(plan, number))
    return Order(stops, tuple(left), plan.stopped_because.value)


def _deadlines(begins: int) -> dict[int, int]:
    """Per importance the minute by which a passage should begin; none for what is done when one is there."""
    early = {int(rank): begins + within for rank, within in BEGUN_WITHIN.items()}
    return {**early, int(Importance.THIS_WEEK): max(minutes(OUTREACH[0]), *early.values())}


def _metres(where: Position) -> tuple[float, float]:
    return float(where.longitude) * METRES_EAST, float(where.latitude) * METRES_NORTH


def _agent(one: Walker) -> Agent:
    begins, ends = minutes(one.starts), minutes(one.ends)
    window = (max(minutes(BREAK_FROM), begins), min(minutes(BREAK_UNTIL), ends - BREAK_MINUTES))
    rests = (Break(BREAK_MINUTES, window),) if window[0] <= window[1] and not one.rested else ()
    at = None if one.at is None else str(one.at)
    return Agent(str(one.post), one.mode.value, str(one.place), str(one.place), (begins, ends), rests, at=at)


def _visit(one: Wish) -> Visit:
    promised = None if one.opens is None or one.closes is None else (one.opens, one.closes)
    return Visit(
        str(one.id), str(one.place), one.minutes, urgency=one.importance, together=one.by_two, promised=promised
    )


def _meets_youth(one: Walker, now: int | None) -> bool:
    begins, ends = (minutes(clock) for clock in OUTREACH)
    return minutes(one.starts) <= begins and minutes(one.ends) >= ends and (now is None or now <= begins)


def _outreach(one: Walker) -> Visit:
    """The early evening is kept free for everybody, at the place from which she goes."""
    begins, ends = (minutes(clock) for clock in OUTREACH)
    name = f"{StopKind.OUTREACH}{APART}{one.post}"
    last, kept = int(Importance.WHEN_THERE), (begins, begins)
    return Visit(name, str(one.place), ends - begins, kept, urgency=last, agent=str(one.post), promised=kept)


def _stops(plan: DayPlan, number: int) -> Iterable[Planned]:
    shift = plan.board.shifts[number]
    before = shift.start
    for at, moment in enumerate(plan.times.moments[number]):
        walk, before = shift.minutes[before][moment.place], moment.place
        post, begins = uuid.UUID(shift.id), moment.begins
        if moment.item < 0:
            yield Planned(post, StopKind.BREAK, None, None, begins, moment.ends, walk, ())
            continue
        reasons = tuple(rule.value for rule in why(plan.board, plan.lines, plan.times, number, at))
        for visit in plan.board.jobs[moment.item].visits:
            is_request = APART not in visit.id
            yield Planned(
                post,
                StopKind.VISIT if is_request else StopKind.OUTREACH,
                uuid.UUID(visit.id) if is_request else None,
                _with(plan, number, moment.item),
                begins,
                begins + visit.minutes,
                walk,
                reasons if is_request else (),
            )
            begins, walk = begins + visit.minutes, 0


def _with(plan: DayPlan, agent: int, item: int) -> uuid.UUID | None:
    others = [number for number, line in enumerate(plan.lines) if item in line and number != agent]
    return uuid.UUID(plan.board.shifts[others[0]].id) if others else None
