"""A tenant's meetings at her own door: closed functions tell what is hers, she reads no row of any table."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.closed import rows
from palier.access.gate import require
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import Refused
from palier.participation.meetings.rules import State


@dataclass(frozen=True)
class MyLine:
    """A line of an invitation or of minutes. `kind`: point, promise or question; `said`: under it, or its answer."""

    kind: str
    title: str
    said: str
    service: str
    due_on: dt.date | None
    state: str


@dataclass(frozen=True)
class MyMeeting:
    """A meeting to which her home is invited. `comes`: None while she has not said."""

    id: uuid.UUID
    title: str
    at: dt.datetime
    venue: str
    step_free: bool
    quiet_place: bool
    child_corner: bool
    interpreters: tuple[str, ...]
    state: str
    comes: bool | None
    persons: int
    wants_corner: bool
    lines: tuple[MyLine, ...] = field(default=())

    @property
    def has_minutes(self) -> bool:
        return self.state == State.MINUTES_SENT

    def is_to_come(self, moment: dt.datetime) -> bool:
        """May she still say whether she comes?"""
        return self.state == State.INVITED and self.at > moment


def my_meetings(actor: Actor, language: str) -> list[MyMeeting]:
    """Those to come and those of the last year, the latest first. One statement."""
    require(actor, Can.DOOR_ASK)
    return [_mine(row, language) for row in rows("SELECT * FROM sec.my_meetings()")]


def my_meeting(actor: Actor, pk: uuid.UUID, language: str) -> MyMeeting:
    """One of hers, with its agenda or its minutes. Two statements. Raises Refused for any other."""
    require(actor, Can.DOOR_ASK)
    found = [row for row in rows("SELECT * FROM sec.my_meetings()") if row[0] == pk]
    if not found:
        raise Refused()
    dutch = language == "nl"
    lines = tuple(
        MyLine(kind, t_nl if dutch else t_fr, s_nl if dutch else s_fr, v_nl if dutch else v_fr, due_on, state)
        for kind, t_fr, t_nl, s_fr, s_nl, v_fr, v_nl, due_on, state in rows(
            "SELECT * FROM sec.my_meeting_lines(%s)", pk
        )
    )
    return _mine(found[0], language, lines)


def _mine(row: tuple[object, ...], language: str, lines: tuple[MyLine, ...] = ()) -> MyMeeting:
    pk, t_fr, t_nl, at, _minutes, v_fr, v_nl, steps, quiet, corner, spoken, state, comes, persons, wants = row
    dutch = language == "nl"
    return MyMeeting(
        id=pk,  # type: ignore[arg-type]
        title=str(t_nl if dutch else t_fr),
        at=at.astimezone(BRUSSELS),  # type: ignore[attr-defined]
        venue=str(v_nl if dutch else v_fr),
        step_free=bool(steps),
        quiet_place=bool(quiet),
        child_corner=bool(corner),
        interpreters=tuple(spoken),  # type: ignore[arg-type]
        state=str(state),
        comes=comes,  # type: ignore[arg-type]
        persons=int(persons),  # type: ignore[call-overload]
        wants_corner=bool(wants),
        lines=lines,
    )
