"""What the head is told: sums of whole weeks."""

from palier.access.actor import Actor
from palier.desk.waiting_room.rules import Came, WeekTold, span_told, weeks_told
from palier.registry.waiting import queries as waiting


def weeks(actor: Actor, language: str) -> list[WeekTold]:
    """The whole weeks of the last three months, by venue; numbers only, small ones not said."""
    people_came = waiting.counts(actor, *span_told(actor.today))
    return weeks_told(
        Came(
            day=row.day,
            venue=getattr(row.venue, f"name_{language}"),
            arrived=row.arrived,
            received=row.received,
            left_unseen=row.left_unseen,
            interpreters=row.interpreters,
            minutes_waited=row.minutes_waited,
        )
        for row in people_came
    )
