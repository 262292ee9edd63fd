"""What a day asks: places, ways of travelling, agents with hours and breaks, visits. Times in minutes from midnight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_VISITS = 300
MOST_AGENTS = 30
MOST_PLACES = 400
MOST_BREAKS = 4  # of one agent
MIDNIGHT = 24 * 60

Window = tuple[int, int]  # first and last minute, both included


@dataclass(frozen=True, slots=True)
class Travel:
    """How one goes from place to place: by speed over the map, or by a given matrix.

    `metres_per_minute` with `detour` (streets are longer than a straight line), or `between` with `minutes`
    (and `metres`, if known), row = from, column = to.
    """

    metres_per_minute: float | None = None
    detour: float = 1.0
    between: tuple[str, ...] = ()
    minutes: tuple[tuple[float, ...], ...] = ()
    metres: tuple[tuple[float, ...], ...] | None = None


FOOT = Travel(metres_per_minute=75.0, detour=1.3)  # 4.5 km/h
BICYCLE = Travel(metres_per_minute=200.0, detour=1.3)  # 12 km/h, stops at lights included
MODES = {"foot": FOOT, "bicycle": BICYCLE}


@dataclass(frozen=True, slots=True)
class Break:
    """A pause of so many minutes that starts within the window; without a place it is taken where the agent stands."""

    minutes: int
    window: Window
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Agent:
    """Who goes round, by which travel, from where to where, and between which minutes.

    For a plan made again during the day: `done` visits in order, where she is (`at`), from when she is free
    (`free_from`), and how many of her breaks are behind her.
    """

    id: str
    travel: str
    start: str
    end: str
    hours: Window
    breaks: tuple[Break, ...] = ()
    done: tuple[str, ...] = ()
    at: str | None = None
    free_from: int | None = None
    breaks_done: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """What is to be done at a place: it takes `minutes` and starts within the window.

    `urgency` 1 is the most urgent. `together`: two agents at the same time. `agent`: she, or she is one of the
    two. `not_agents`: these are not sent there. `promised`: a window told to the tenant; it is kept.
    """

    id: str
    place: str
    minutes: int
    window: Window = (0, MIDNIGHT)
    urgency: int = 3
    optional: bool = False
    together: bool = False
    agent: str | None = None
    not_agents: frozenset[str] = frozenset()
    promised: Window | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day to be planned. `deadlines`: per urgency, the minute by which such a visit should start.

    `now`: nothing that is not done starts before it. A deadline gives way rather than leave the visit out;
    a window does not.
    """

    places: Mapping[str, tuple[float, float] | None]
    agents: tuple[Agent, ...]
    visits: tuple[Visit, ...]
    travel: Mapping[str, Travel] = field(default_factory=lambda: dict(MODES))
    deadlines: Mapping[int, int] = field(default_factory=dict)
    now: int | None = None
