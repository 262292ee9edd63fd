"""Which slots of some hours are still free."""

import datetime as dt
from collections.abc import Iterable, Iterator

from palier.registry.calendar.rules.sessions import Span

STEP = dt.timedelta(minutes=5)
MINUTES = (20, 30, 45, 60, 90)
"""How long an appointment may be offered for."""


def free_slots(openings: Iterable[Span], busy: Iterable[Span], *, minutes: int, now: dt.datetime) -> list[Span]:
    """The slots of `minutes` that fit into `openings` beside what is `busy`, in order; none begins before `now`.

    Slots follow one another from the beginning of an opening; after something busy, and in an opening that has already
    begun, they go on from the next full five minutes. What is left at the end of an opening and is too short is not
    offered. O(openings x busy + slots).
    """
    taken = sorted(((span.start.astimezone(dt.UTC), span.end.astimezone(dt.UTC)) for span in busy), key=lambda one: one)
    found: list[Span] = []
    for opening in sorted(openings, key=lambda one: one.start):
        found.extend(_in_one(opening, taken, dt.timedelta(minutes=minutes), now))
    return found


def _in_one(
    opening: Span, taken: list[tuple[dt.datetime, dt.datetime]], length: dt.timedelta, now: dt.datetime
) -> Iterator[Span]:
    """Reckoned in UTC: an hour is an hour on the day the clock changes too."""
    zone, end = opening.start.tzinfo, opening.end.astimezone(dt.UTC)
    start = opening.start.astimezone(dt.UTC)
    if start < now:
        start = _round_up(now.astimezone(dt.UTC))
    while start + length <= end:
        in_the_way = [until for since, until in taken if since < start + length and start < until]
        if in_the_way:
            start = _round_up(max(in_the_way))
            continue
        yield Span(start.astimezone(zone), (start + length).astimezone(zone))
        start += length


def _round_up(moment: dt.datetime) -> dt.datetime:
    """The next full five minutes, or the moment itself when it is one."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + -(-(moment - midnight) // STEP) * STEP
