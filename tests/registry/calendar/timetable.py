"""Sessions set as the head sets them, for a stage."""

import datetime as dt
import uuid

from palier.kernel.language import Bilingual
from palier.kernel.positions import Position
from palier.registry.calendar import actions
from palier.registry.calendar.rules.sessions import Weekly

EVERY_DAY = frozenset(range(1, 8))
LONG_AGO = dt.date(2020, 1, 6)


def venue(stage, name: str = "Siège", position: Position | None = None) -> uuid.UUID:
    with stage.head.acting() as head:
        return actions.keep_venue(
            actor=head,
            pk=None,
            name=Bilingual(name, f"{name} NL"),
            address=Bilingual("rue de l’Essai 1", "Proefstraat 1"),
            step_free=True,
            position=position,
        )


def series(
    stage,
    kind: str = "drop_in",
    where: uuid.UUID | None = None,
    *,
    phone: str = "",
    weekdays: frozenset[int] = EVERY_DAY,
    hours: tuple[str, str] = ("09:00", "12:00"),
    first: dt.date = LONG_AGO,
    last: dt.date | None = None,
) -> uuid.UUID:
    starts, ends = (dt.time.fromisoformat(hour) for hour in hours)
    with stage.head.acting() as head:
        return actions.keep_series(
            actor=head,
            pk=None,
            kind=kind,
            venue=where,
            phone=phone,
            weekly=Weekly(weekdays, starts, ends, first, last),
        )


def duty(stage, of: uuid.UUID, who: str, *, weekdays: frozenset[int] = frozenset()) -> uuid.UUID:
    with stage.head.acting() as head:
        return actions.keep_duty(
            actor=head, pk=None, series=of, post=stage.people[who].post, weekdays=weekdays, first=LONG_AGO, last=None
        )


def closure(
    stage, first: dt.date, last: dt.date | None = None, *, kinds: list[str] | None = None, where=None
) -> uuid.UUID:
    with stage.head.acting() as head:
        return actions.keep_closure(
            actor=head,
            pk=None,
            first=first,
            last=last or first,
            kinds=kinds or [],
            venue=where,
            words=Bilingual("réunion de service", "dienstvergadering"),
        )
