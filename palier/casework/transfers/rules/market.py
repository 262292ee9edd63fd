"""From requests and dwellings to the market that the engine `exchanges` knows, and back to moves.

What is filtered here never reaches the search: needs a floor does not answer, dwellings that do not fit by the norm,
places nobody wished for, mandatory transfers too far away or of households that were not met, are exempt or too old.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile
from typing import Any

from palier.casework.transfers.rules.lists import Kind, Need, ToLook
from palier.casework.transfers.rules.mandatory import is_exempt_by_age, is_nearby
from palier.casework.transfers.rules.nearest import Nearest
from palier.casework.transfers.rules.sizes import Declared, size
from palier.engines.exchanges import Dwelling, Entered, Household, Housing, Points, enter, exchanges, keeping
from palier.engines.exchanges.document import to_json
from palier.engines.exchanges.housing import reasons, worth
from palier.engines.occupancy import NORMS

MOST_DWELLINGS = 12  # acceptable ones that a household brings into the search: the nearest
MAX_CYCLE = MAX_CHAIN = 3
SECONDS = 30.0  # a safety net; the search ends by itself
SMALLEST_SHARED = min(norm.shared_room_from_m2 for norm in NORMS.values())


@dataclass(frozen=True)
class Place:
    """A dwelling. `areas`: m² of its bedrooms, None where unknown. `site` None: its building stands alone."""

    id: str
    organisation: str
    building: str
    site: str | None
    commune: str
    floor: int | None
    areas: tuple[float | None, ...]
    longitude: float | None = None
    latitude: float | None = None

    @property
    def where(self) -> tuple[str, float | None, float | None]:
        return self.commune, self.longitude, self.latitude

    @property
    def area(self) -> str:
        return self.site or self.building


@dataclass(frozen=True)
class Candidate:
    """A household that could move, and its dwelling. `excluded`: dwellings that people have not kept for it."""

    household: str
    home: Place
    people: tuple[Declared, ...]
    kind: Kind = Kind.VOLUNTARY
    needs: frozenset[Need] = frozenset()
    sites: frozenset[str] = frozenset()
    communes: frozenset[str] = frozenset()
    waiting_months: int = 0
    met: bool = False
    exempted: bool = False
    elsewhere: bool = False
    excluded: frozenset[str] = frozenset()
    fits: dict[Any, int | None] = field(default_factory=dict, compare=False, repr=False)

    def needed(self, areas: Sequence[float | None], on: dt.date) -> int | None:
        """Bedrooms by the norm in a dwelling of such rooms, with the one more that was declared; None: no answer."""
        small = tuple(area for area in areas if area is not None and area < SMALLEST_SHARED)
        key = (len(areas), small) if small else None
        if key not in self.fits:
            found = size(on, self.people, areas if small else ())
            self.fits[key] = None if found is None else found.bedrooms_needed + (Need.ONE_MORE_ROOM in self.needs)
        return self.fits[key]


@dataclass(frozen=True)
class Moving:
    """A proposed move: the `place`-th of its ring or path, who goes where, and why."""

    loop: int
    is_ring: bool
    place: int
    length: int
    household: str
    there: str
    needed: int
    because: tuple[dict[str, Any], ...]
    to_look: tuple[ToLook, ...]


@dataclass(frozen=True)
class Answer:
    """All moves of a search. `left_out`: mandatory ones that take no part, by why; counted, never named."""

    moves: tuple[Moving, ...]
    candidates: int
    possible: int
    optimal: bool
    left_out: Mapping[str, int]


@dataclass(frozen=True)
class Gathered:
    """What a search is made of. `apart`: pairs of households; `away`: areas where one must not go, by household."""

    on: dt.date
    candidates: tuple[Candidate, ...]
    vacant: tuple[Place, ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()
    away: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kept_rings: tuple[tuple[str, ...], ...] = ()
    kept_paths: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def movers(self) -> tuple[Candidate, ...]:
        """Those who take part: one a dwelling, and of mandatory transfers only who was met and may be made to move."""
        found: dict[str, Candidate] = {}
        for one in sorted(self.candidates, key=lambda one: one.household):
            if self.stays(one) is None:
                found.setdefault(one.home.id, one)
        return tuple(found.values())

    def stays(self, one: Candidate) -> str | None:
        """Why a mandatory transfer takes no part: exempt or not_met; None when it does."""
        if one.kind != Kind.MANDATORY:
            return None
        if one.exempted or is_exempt_by_age((person.born for person in one.people), self.on):
            return "exempt"
        return None if one.met else "not_met"


def solve(gathered: Gathered) -> Answer:
    """The best exchanges, rings up to three households and paths up to three moves; what was kept stands."""
    housing = _housing(gathered)
    entered = enter(housing)
    market, caps = entered.market, (MAX_CYCLE, MAX_CHAIN)
    rings, paths = _standing(gathered, entered)
    if rings or paths:
        market = keeping(market, {"cycles": rings, "chains": paths}, caps)
    answer: Any = to_json(exchanges(market, *caps, seconds=SECONDS), market, caps, 0, entered)
    left_out = [why for one in gathered.candidates if (why := gathered.stays(one))]
    return Answer(
        moves=_moves(gathered, answer),
        candidates=len(gathered.movers),
        possible=len(market.arcs),
        optimal=bool(answer["optimal"]),
        left_out={why: left_out.count(why) for why in sorted(set(left_out))},
    )


def _housing(gathered: Gathered) -> Housing:
    movers = gathered.movers
    places = dict(
        sorted(({one.home.id: one.home for one in movers} | {one.id: one for one in gathered.vacant}).items())
    )
    near = {rooms: _with_rooms(places.values(), rooms) for rooms in {one.needed((), gathered.on) for one in movers}}
    wanted = {move for loop in (*_rings(gathered), *_paths(gathered)) for move in loop[1]}
    wanted = {(who, there) for who, there in wanted if there in places}
    wished = {one.household: _wished(one, places) for one in movers}
    moves = {
        (one.household, there): None
        for one in movers
        for there in _accepts(one, near[one.needed((), gathered.on)], wished[one.household], gathered)
    }
    ids = {one.household for one in movers}
    return Housing(
        households={one.household: _household(one, wished[one.household], gathered.on) for one in movers},
        dwellings={name: _dwelling(place) for name, place in places.items()},
        moves=dict(sorted((moves | dict.fromkeys(wanted)).items())),
        keep_apart=frozenset(pair for pair in gathered.apart if set(pair) <= ids),
    )


def _with_rooms(places: Iterable[Place], needed: int | None) -> Nearest[Place]:
    """Those with so many bedrooms, or one more: small bedrooms may make one more of them needed."""
    return Nearest([place for place in places if needed is not None and len(place.areas) in (needed, needed + 1)])


def _wished(one: Candidate, places: Mapping[str, Place]) -> frozenset[str]:
    """The areas it wished. None once it lives in one: staying where one wanted to stay is no gain of a move."""
    if one.home.area in one.sites or one.home.commune in one.communes:
        return frozenset()
    return one.sites | {place.area for place in places.values() if place.commune in one.communes}


def _household(one: Candidate, wished: frozenset[str], on: dt.date) -> Household:
    return Household(
        id=one.household,
        dwelling=one.home.id,
        bedrooms_needed=one.needed((), on),
        waiting_months=one.waiting_months,
        needs=tuple(sorted(_of_the_floor(one))),
        near=tuple(sorted(wished)),
        mandatory=one.kind == Kind.MANDATORY,
        met=one.met,
        exempt=one.exempted,
    )


def _dwelling(place: Place) -> Dwelling:
    """Whole sites are kept apart, not only buildings: one meets on the lawn too."""
    offers = (Need.NO_STAIRS, Need.GROUND_FLOOR, Need.LIFT) if place.floor == 0 else (Need.LIFT,)
    return Dwelling(place.id, place.area, place.area, len(place.areas), tuple(offers))


def _of_the_floor(one: Candidate) -> frozenset[Need]:
    """Needs that the register can answer: a lift is looked at by people, so it bars no move."""
    return one.needs & {Need.NO_STAIRS, Need.GROUND_FLOOR}


def _accepts(one: Candidate, near: Nearest[Place], wished: frozenset[str], gathered: Gathered) -> list[str]:
    """The nearest dwellings that fit exactly, answer its needs, lie where it wished, and are a gain."""
    bound, gains = gathered.away.get(one.household, frozenset()), _gains(one, wished, gathered.on)
    fitting = (
        place.id
        for place in near.around(one.home)
        if place.area not in bound
        and _may_go(one, place, gathered.on)
        and one.needed(place.areas, gathered.on) == len(place.areas)
        and gains(place)
    )
    return list(islice(fitting, MOST_DWELLINGS))


def _gains(one: Candidate, wished: frozenset[str], on: dt.date) -> Callable[[Place], bool]:
    """Is a move there worth something? Asked of the engine once for each kind of dwelling: all else weighs alike."""
    household, home = _household(one, wished, on), _dwelling(one.home)
    known: dict[tuple[int, str | None, bool], bool] = {}

    def gains(place: Place) -> bool:
        kind = (len(place.areas), place.area if place.area in wished else None, place.floor == 0)
        if kind not in known:
            known[kind] = worth(reasons(household, home, _dwelling(place), Points())) > 0
        return known[kind]

    return gains


def _may_go(one: Candidate, place: Place, on: dt.date) -> bool:
    if place.id == one.home.id or place.id in one.excluded:
        return False
    if place.organisation != one.home.organisation and not one.elsewhere:
        return False
    if _of_the_floor(one) and place.floor != 0:
        return False
    if (one.sites or one.communes) and place.area not in one.sites and place.commune not in one.communes:
        return False
    if one.kind != Kind.MANDATORY or place.area == one.home.area:
        return True
    return is_nearby(one.home.where, place.where, on)


Loop = tuple[list[str], list[tuple[str, str]]]  # as the engine writes it, and who goes where


def _rings(gathered: Gathered) -> list[Loop]:
    """Rings that were kept and whose households still take part."""
    home = {one.household: one.home.id for one in gathered.movers}
    rings = [ring for ring in gathered.kept_rings if set(ring) <= set(home)]
    return [(list(ring), [(who, home[ring[place - 1]]) for place, who in enumerate(ring)]) for ring in rings]


def _paths(gathered: Gathered) -> list[Loop]:
    """Paths that were kept, each from its free dwelling up to the first household that takes no part any more."""
    home = {one.household: one.home.id for one in gathered.movers}
    found: list[Loop] = []
    for path in gathered.kept_paths:
        there = [path[0], *takewhile(lambda one: one in home, path[1:])]
        moves = [(who, there[0] if place == 0 else home[there[place]]) for place, who in enumerate(there[1:])]
        found.append((there, moves))
    return [loop for loop in found if loop[1]]


def _standing(gathered: Gathered, entered: Entered) -> tuple[list[list[str]], list[list[str]]]:
    """Of what was kept, what can still be carried out: the register may have changed since."""
    lived_in = entered.dwellings
    labels = entered.market.labels
    can = {(str(labels[arc.target]), str(lived_in[arc.source])) for arc in entered.market.arcs}
    return (
        [loop for loop, moves in _rings(gathered) if set(moves) <= can],
        [loop for loop, moves in _paths(gathered) if set(moves) <= can],
    )


def _moves(gathered: Gathered, answer: Mapping[str, Any]) -> tuple[Moving, ...]:
    of = {one.household: one for one in gathered.movers}
    said = {move["household"]: move for move in answer["moves"]}
    found = []
    loops = [(True, ring) for ring in answer["cycles"]] + [(False, path[1:]) for path in answer["chains"]]
    for number, (is_ring, households) in enumerate(loops, 1):
        for place, who in enumerate(households):
            move = said[who]
            found.append(
                Moving(
                    loop=number,
                    is_ring=is_ring,
                    place=place,
                    length=len(households),
                    household=who,
                    there=move["to"],
                    needed=of[who].needed((), gathered.on) or 0,
                    because=tuple(move["because"]),
                    to_look=_to_look(of[who], gathered.on),
                )
            )
    return tuple(found)


def _to_look(one: Candidate, on: dt.date) -> tuple[ToLook, ...]:
    """What the register cannot say of this move."""
    known = {Need.LIFT: ToLook.LIFT, Need.NEAR_SCHOOL: ToLook.NEAR_SCHOOL, Need.NEAR_PLACE: ToLook.NEAR_PLACE}
    found = [known[need] for need in Need if need in one.needs and need in known]
    if one.kind == Kind.MANDATORY:
        found += [ToLook.COMFORT, ToLook.RENT]
    return (*found, ToLook.NEW_BUILD) if one.kind == Kind.MANDATORY else tuple(found)
