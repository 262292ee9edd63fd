"""A venue, its session of today, and people who come to it."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from palier.kernel.days import BRUSSELS, public_holiday
from palier.registry.calendar.models import SessionDuty, SessionSeries, Venue
from palier.registry.waiting import actions, queries
from palier.registry.waiting.rules import ArrivalDraft
from tests.stage import ALWAYS, Somebody, Stage, put, without_locks

ALL_DAY = (dt.time(0, 0), dt.time(23, 59, 59))
JUST_AFTER_MIDNIGHT = (dt.time(0, 0), dt.time(0, 0, 1))


class Room:
    """A venue of the stage's company; `hours` of its session each day, None: no session."""

    def __init__(self, stage: Stage, hours: tuple[dt.time, dt.time] | None = ALL_DAY, name: str = "Local") -> None:
        self.stage = stage
        with without_locks():
            self.venue = put(Venue(organisation=stage.company, name_fr=f"{name} FR", name_nl=f"{name} NL")).pk
            self.series = self._session(*hours) if hours else None

    def _session(self, starts: dt.time, ends: dt.time) -> uuid.UUID:
        series = put(
            SessionSeries(
                organisation=self.stage.company,
                service=self.stage.service,
                kind="drop_in",
                venue_id=self.venue,
                weekdays=[1, 2, 3, 4, 5, 6, 7],
                starts=starts,
                ends=ends,
                valid=ALWAYS,
            )
        )
        put(SessionDuty(series=series, post_id=self.stage.amina.post, valid=ALWAYS))
        return series.pk  # type: ignore[no-any-return]

    @property
    def url(self) -> str:
        return f"/waiting/?venue={self.venue}"

    def arrives(self, by: Somebody | None = None, *, home: int | None = None, **more: Any) -> uuid.UUID:
        """Somebody has come; noted by the front desk unless said otherwise."""
        household = self.stage.homes[home].household if home is not None else None
        with (by or self.stage.desk).acting() as actor:
            return actions.arrive(actor=actor, draft=ArrivalDraft(self.venue, household=household, **more))

    def received(self, by: Somebody | None = None, **more: Any) -> uuid.UUID:
        """Somebody who is being received."""
        pk = self.arrives(**more)
        with (by or self.stage.amina).acting() as actor:
            actions.receive(actor=actor, pk=pk, version=1)
        return pk

    def gone(self, by: Somebody | None = None, **more: Any) -> uuid.UUID:
        """Somebody who was received and seen off."""
        pk = self.received(by, **more)
        with (by or self.stage.amina).acting() as actor:
            actions.leave(actor=actor, pk=pk, version=2)
        return pk

    def row(self, pk: uuid.UUID) -> Any:
        """How she stands, as Amina sees it."""
        with self.stage.amina.acting() as amina:
            return queries.arrival(amina, pk)


def came_earlier(pk: uuid.UUID, by: dt.timedelta) -> None:
    """Everything about her happened so much earlier."""
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE waiting_arrival SET arrived_at = arrived_at - %(by)s, received_at = received_at - %(by)s,"
            " gone_at = gone_at - %(by)s WHERE id = %(pk)s",
            {"by": by, "pk": pk},
        )
        assert cursor.rowcount == 1


def label(stage: Stage, home: int = 0) -> str:
    """What a household is called."""
    with without_locks() as cursor:
        cursor.execute("SELECT label FROM people_household WHERE id = %s", [stage.homes[home].household])
        return str(cursor.fetchone()[0])


def main(answer: Any) -> str:
    """What the page itself says, without its frame."""
    page = answer.content.decode()
    return str(page[page.index("<main") : page.index("</main>")]) if "<main" in page else str(page)


def today() -> dt.date:
    return dt.datetime.now(BRUSSELS).date()


on_a_day_of_sessions = pytest.mark.skipif(
    public_holiday(today()) is not None, reason="on a legal holiday every session is closed by itself"
)


def until_today() -> DateRange:
    return DateRange(today(), today() + dt.timedelta(days=1))
