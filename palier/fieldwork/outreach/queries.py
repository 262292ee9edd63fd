"""Reads of outreach: evenings, what was seen, and figures by theme, site and month. The agents alone (P22)."""

import datetime as dt
import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.fieldwork.outreach.models import Evening, Observation
from palier.fieldwork.outreach.rules import people
from palier.identity.organisations.models import Place
from palier.identity.organisations.queries import stock
from palier.kernel.errors import Refused

A_PAGE = 30
YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Line:
    """One line of the figures: of a theme, a site or a month. `met`: None when it is small (D35)."""

    of: Any
    evenings: int
    met: int | None
    seen: int


@dataclass(frozen=True)
class Figures:
    """Twelve months: by theme, by site (None: of a site that is gone) and by month, the latest first."""

    by_theme: list[Line]
    by_site: list[Line]
    by_month: list[Line]


def _rows(actor: Actor, model: Any) -> "QuerySet[Any]":
    rows: QuerySet[Any] = model.objects.visible_to(actor, Capability.OUTREACH_WORK)
    return rows.select_related("place").order_by("-on", "-id")


def _at(rows: "QuerySet[Any]", site: uuid.UUID | None) -> "QuerySet[Any]":
    return rows.filter(Q(place=site) | Q(place__parent=site)) if site else rows


def evenings(actor: Actor, site: uuid.UUID | None = None) -> list[Evening]:
    """The latest evenings, of a site with its buildings or of all."""
    return list(_at(_rows(actor, Evening), site)[:A_PAGE])


def observations(actor: Actor, site: uuid.UUID | None = None) -> list[Observation]:
    """What was seen lately, of a site with its buildings or of all."""
    return list(_at(_rows(actor, Observation), site)[:A_PAGE])


def evening(actor: Actor, pk: uuid.UUID) -> Evening:
    """One evening. Raises Refused."""
    found: Evening | None = _rows(actor, Evening).filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def observation(actor: Actor, pk: uuid.UUID) -> Observation:
    """What was seen once. Raises Refused."""
    found: Observation | None = _rows(actor, Observation).filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def figures(actor: Actor) -> Figures:
    """How many evenings, young people and things seen in twelve months. Three statements, values only."""
    since = actor.today - YEAR
    of_site = {one.pk: site for site, inside in stock(actor.organisation) for one in (site, *inside)}
    went = _rows(actor, Evening).filter(on__gte=since).values_list("on", "place", "themes", "met")
    saw = _rows(actor, Observation).filter(on__gte=since).values_list("on", "place", "theme")
    themes, sites, months = _Tally(), _Tally(), _Tally()
    for on, place, about, met in went:
        sites.evening(of_site.get(place), met)
        months.evening(on.replace(day=1), met)
        for theme in about:
            themes.evening(theme, met)
    for on, place, theme in saw:
        for tally, key in ((themes, theme), (sites, of_site.get(place)), (months, on.replace(day=1))):
            tally.seen[key] += 1
    return Figures(themes.lines(), sites.lines(), sorted(months.lines(), key=lambda line: line.of, reverse=True))


class _Tally:
    """Counts by one key."""

    def __init__(self) -> None:
        self.evenings: Counter[Any] = Counter()
        self.met: Counter[Any] = Counter()
        self.seen: Counter[Any] = Counter()

    def evening(self, key: Any, met: int) -> None:
        self.evenings[key] += 1
        self.met[key] += met

    def lines(self) -> list[Line]:
        keys: dict[Any, None] = dict.fromkeys([*self.evenings, *self.seen])
        lines = [Line(key, self.evenings[key], people(self.met[key]), self.seen[key]) for key in keys]
        return sorted(lines, key=lambda line: (-line.evenings, -line.seen, str(line.of)))


def places_named(actor: Actor) -> list[tuple[Place, list[Place]]]:
    """The sites one may choose, with their buildings."""
    return stock(actor.organisation)
