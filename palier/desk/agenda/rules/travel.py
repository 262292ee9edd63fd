"""A day put in order by the engine of rounds: agreed hours stay, what may move goes where it costs least way.

Minutes are counted from midnight. The engine does not prove its order the best; the page says that it is advice.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from palier.desk.agenda.rules.paces import UNKNOWN_WAY, Pace
from palier.engines.bad_input import BadInput
from palier.engines.rounds import Agent, Break, Day, DayPlan, Reason, Travel, Visit, plan_day
from palier.kernel.areas import METRES_EAST, METRES_NORTH
from palier.kernel.positions import Position

SECONDS = 0.3  # a net: a day of ten visits takes a tenth of it
LUNCH = Break(minutes=30, window=(11 * 60 + 30, 13 * 60 + 30))
WHO, BY = "she", "pace"  # the one agent of the engine's day, and her way of travelling


class WhyNot(StrEnum):
    """Why something is not in the order."""

    OUTSIDE_HOURS = "outside_hours"  # even alone, it fits not between leaving and being back
    CLASHES = "clashes"  # its hour stays, and what stands beside it leaves no time for the way
    SESSION = "session"  # these hours are public, and somebody is met elsewhere during them
    NO_TIME = "no_time"  # alone it would fit


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to do at a place. `begins`: when it was agreed; `moves`: the hour may be another one; `session`: hours
    for whoever comes, which give way to somebody who is expected.
    """

    id: str
    place: str
    begins: int
    minutes: int
    moves: bool = False
    session: bool = False

    @property
    def ends(self) -> int:
        return self.begins + self.minutes


@dataclass(frozen=True, slots=True)
class Outing:
    """What is asked: errands, the places where they are (None: nobody knows where), from `office` and back to it."""

    errands: tuple[Errand, ...]
    places: Mapping[str, Position | None]
    office: str
    leaves: int
    back: int
    pace: Pace
    lunch: bool = True


@dataclass(frozen=True, slots=True)
class Leg:
    """A way: when to leave, how long it takes. `metres`: along the streets, None when nobody knows. `free`: minutes
    between the end of what came before and leaving."""

    leaves: int
    minutes: int
    metres: int | None
    free: int

    @property
    def arrives(self) -> int:
        return self.leaves + self.minutes


@dataclass(frozen=True, slots=True)
class Stop:
    """A place, and (errand, begins) of what is done there; none: lunch. `leg` None: one is there already."""

    leg: Leg | None
    place: str
    begins: int
    ends: int
    done: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Order:
    """The stops in order and the way back. `lunch`: None when none was asked, else whether it fits."""

    stops: tuple[Stop, ...]
    back: Leg | None
    left_out: tuple[tuple[str, WhyNot], ...]
    lunch: bool | None


def in_order(outing: Outing) -> Order:
    """The best order found. Lunch gives way rather than leave somebody out."""
    blocks = _blocks(outing.errands)
    plan = _plan(outing, blocks, lunch=True) if outing.lunch else None
    lunch = plan is not None
    if plan is None or plan.unserved:
        without = _plan(outing, blocks, lunch=False)
        if plan is None or (without and len(without.unserved) < len(plan.unserved)):
            plan, lunch = without, False
    assert plan is not None  # without a break there is always a plan, if only an empty one
    stops, back = _walk(outing, plan, blocks)
    left = tuple((one.id, why) for name, why in _left_out(plan, blocks) for one in blocks[name])
    return Order(stops, back, left, lunch if outing.lunch else None)


def _blocks(errands: Iterable[Errand]) -> dict[str, tuple[Errand, ...]]:
    """Agreed hours at one place that overlap (somebody received during a session) stand as one."""
    found: list[list[Errand]] = []
    for one in sorted(errands, key=lambda one: (one.moves, one.place, one.begins, one.id)):
        last = found[-1] if found else None
        if last and not one.moves and last[0].place == one.place and one.begins < max(other.ends for other in last):
            last.append(one)
        else:
            found.append([one])
    return {block[0].id: tuple(block) for block in found}


def _plan(outing: Outing, blocks: Mapping[str, tuple[Errand, ...]], *, lunch: bool) -> DayPlan | None:
    """None when the break finds no place."""
    hours = (outing.leaves, outing.back)
    day = Day(
        places=dict.fromkeys(outing.places),
        agents=(Agent(WHO, BY, outing.office, outing.office, hours, (LUNCH,) if lunch else ()),),
        visits=tuple(_visit(name, block) for name, block in blocks.items()),
        travel={BY: _travel(outing)},
    )
    try:
        return plan_day(day, seconds=SECONDS)
    except BadInput:
        return None


def _visit(name: str, block: tuple[Errand, ...]) -> Visit:
    first = block[0]
    length = max(one.ends for one in block) - first.begins
    return Visit(
        name,
        first.place,
        length,
        urgency=2 if all(one.session for one in block) else 1,
        promised=None if first.moves else (first.begins, first.begins),
    )


def _travel(outing: Outing) -> Travel:
    """All ways as a table, so that one to an unknown place can stand in it too."""
    names = sorted(outing.places)
    metres = [[_metres(outing, one, two) for two in names] for one in names]
    minutes = [[UNKNOWN_WAY if way is None else way / outing.pace.metres_per_minute for way in row] for row in metres]
    return Travel(between=tuple(names), minutes=tuple(map(tuple, minutes)))


def _metres(outing: Outing, one: str, two: str) -> float | None:
    """Metres along the streets."""
    if one == two:
        return 0.0
    here, there = outing.places[one], outing.places[two]
    if here is None or there is None:
        return None
    east = float(here.longitude - there.longitude) * METRES_EAST
    north = float(here.latitude - there.latitude) * METRES_NORTH
    return math.hypot(east, north) * outing.pace.detour


def _walk(
    outing: Outing, plan: DayPlan, blocks: Mapping[str, tuple[Errand, ...]]
) -> tuple[tuple[Stop, ...], Leg | None]:
    """The stops with the way to each. Whoever has time waits at the office, not at somebody's door: she leaves it just
    in time and goes back to it at once.
    """
    shift, moments, names = plan.board.shifts[0], plan.times.moments[0], plan.board.places
    if not any(moment.item >= 0 for moment in moments):
        return (), None
    stops: list[Stop] = []
    here, free_at = shift.start, shift.begins
    for moment in moments:
        minutes = shift.minutes[here][moment.place]
        leaves = free_at if stops and moment.place == shift.end else moment.begins - minutes
        leg = _leg(outing, names[here], names[moment.place], leaves, minutes, leaves - free_at if stops else 0)
        done = () if moment.item < 0 else tuple(_done(plan.board.jobs[moment.item].visits, moment.begins, blocks))
        stops.append(Stop(leg, names[moment.place], moment.begins, moment.ends, done))
        here, free_at = moment.place, moment.ends
    home = shift.minutes[here][shift.end]
    return tuple(stops), _leg(outing, names[here], names[shift.end], free_at, home, 0)


def _done(visits: Iterable[Visit], begins: int, blocks: Mapping[str, tuple[Errand, ...]]) -> Iterable[tuple[str, int]]:
    """Each errand with the minute at which it begins, in order."""
    for visit in visits:
        for one in blocks[visit.id]:
            yield one.id, begins + one.begins - blocks[visit.id][0].begins
        begins += visit.minutes


def _leg(outing: Outing, one: str, two: str, leaves: int, minutes: int, free: int) -> Leg | None:
    if one == two:
        return None
    metres = _metres(outing, one, two)
    return Leg(leaves, minutes, None if metres is None else round(metres), free)


def _left_out(plan: DayPlan, blocks: Mapping[str, tuple[Errand, ...]]) -> Iterable[tuple[str, WhyNot]]:
    for one in plan.unserved:
        yield one.visit, _why_not(one.reason, blocks[one.visit][0])


def _why_not(reason: Reason, errand: Errand) -> WhyNot:
    if reason != Reason.DAY_IS_FULL:
        return WhyNot.OUTSIDE_HOURS
    if errand.session:
        return WhyNot.SESSION
    return WhyNot.NO_TIME if errand.moves else WhyNot.CLASHES
