"""One year in figures: one's own, or that of the service one heads."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits, require
from palier.desk.year.models import Story
from palier.desk.year.rules import Sessions, Told, span, told
from palier.registry.calendar import queries as calendar
from palier.registry.interpreting import queries as interpreting


@dataclass(frozen=True)
class Year:
    """A year as its page says it. `own`: of the actor herself; else of her whole service, and without stories."""

    number: int
    own: bool
    lists: list[Told]
    sessions: list[Sessions]
    stories: dict[int, Story] = field(default_factory=dict)


def year(actor: Actor, number: int) -> Year:
    """The figures of a year, small ones closed. As many statements for an empty year as for a full one."""
    require(actor, Capability.YEAR_READ)
    own = permits(actor, Capability.YEAR_STORY)
    first, last = span(number, actor.today)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM sec.{'my_year' if own else 'service_year'}(%s, %s)", [first, last])
        rows = cursor.fetchall()
    counts: dict[str, dict[str, int]] = {}
    for name, code, count in rows:
        counts.setdefault(name, {})[code] = count
    used = interpreting.used(actor, first, last)
    counts["interpreted"] = {row.language: row.minutes for row in used}
    calls = {"interpreted": {row.language: row.calls for row in used}}
    return Year(number, own, told(counts, calls), _sessions(actor, number, own), stories(actor, number) if own else {})


def stories(actor: Actor, number: int) -> dict[int, Story]:
    """What she wrote of that year, by place."""
    rows = Story.objects.visible_to(actor, Capability.YEAR_STORY).filter(year=number, expires__gte=actor.today)
    return {row.place: row for row in rows}


def _sessions(actor: Actor, number: int, own: bool) -> list[Sessions]:
    """Sessions that took place: those she held, or those of the whole service."""
    first, last = span(number, actor.today)
    held = Counter(
        row.kind
        for row in calendar.sessions(first, last, organisation=actor.acting_organisation)
        if not row.closed and row.start <= actor.moment
        if (actor.post in row.posts if own else row.service == actor.service)
    )
    return [Sessions(kind, count) for kind, count in held.most_common()]
