"""Activities of a period in numbers: days, people by kind of party, dwellings; few people stay closed (D35, P42)."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.identity.organisations.queries import stock
from palier.kernel.parties import Party
from palier.participation.activities.models import ActivitySession
from palier.participation.activities.rules import people


@dataclass
class Line:
    """One line: of a branch, a kind, a subject, an action, a site. One activity may stand on several lines."""

    of: Any
    activities: set[uuid.UUID] = field(default_factory=set)
    days: int = 0
    dwellings: int = 0
    parties: Counter[Party] = field(default_factory=Counter)

    @property
    def people(self) -> list[int | None]:
        """By kind of party, in their order; None where it is few."""
        return [people(self.parties[one]) for one in Party]


@dataclass(frozen=True)
class Figures:
    """Lines by what they are of, the most days first. No total: with it a closed cell could be computed."""

    by_branch: list[Line]
    by_kind: list[Line]
    by_subject: list[Line]
    by_category: list[Line]
    by_site: list[Line]


class _Tally:
    def __init__(self) -> None:
        self.lines: dict[Any, Line] = {}

    def add(self, keys: Iterable[Any], day: dict[str, Any]) -> None:
        for key in dict.fromkeys(keys):
            line = self.lines.setdefault(key, Line(key))
            line.activities.add(day["activity"])
            line.days += 1
            line.dwellings += day["dwellings"]
            line.parties.update({one: day[one.value] or 0 for one in Party})

    def sorted(self) -> list[Line]:
        return sorted(self.lines.values(), key=lambda line: (-line.days, str(line.of)))


def figures(actor: Actor, first: dt.date, last: dt.date) -> Figures:
    """What was done from `first` to `last`, both included. Two queries, values only."""
    of_site = {one.pk: site for site, inside in stock(actor.organisation) for one in (site, *inside)}
    rows = ActivitySession.objects.visible_to(actor, Capability.ACTIVITY_READ).filter(
        on__range=(first, last), inhabitants__isnull=False
    )
    named = {"branch": "activity__branch", "kind": "activity__kind", "subjects": "activity__subjects",
             "categories": "activity__categories", "places": "activity__places"}  # fmt: skip
    branches, kinds, subjects, categories, sites = (_Tally() for _ in range(5))
    for day in rows.values("activity", "dwellings", *(one.value for one in Party), *named.values()):
        branches.add([day[named["branch"]]], day)
        kinds.add([day[named["kind"]]], day)
        subjects.add(day[named["subjects"]], day)
        categories.add(day[named["categories"]], day)
        sites.add((of_site[pk] for pk in day[named["places"]] if pk in of_site), day)
    return Figures(*(one.sorted() for one in (branches, kinds, subjects, categories, sites)))
