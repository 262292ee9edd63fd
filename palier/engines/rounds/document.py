"""The JSON of a day, read with care: every place that cannot be used is named. Format: docs/formats/rounds.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from palier.engines.bad_input import BadInput
from palier.engines.rounds.consistency import checked
from palier.engines.rounds.day import MIDNIGHT, MODES, Agent, Break, Day, Travel, Visit, Window
from palier.engines.values import items, one_object, truth

Fields = Mapping[str, object]
Value = TypeVar("Value")

CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
FURTHEST = 1_000_000.0  # metres, of a coordinate
URGENCIES = range(1, 10)
LONGEST_ID = 100


def from_json(document: object) -> Day:
    """A day from parsed JSON; raises `BadInput` naming the first place that cannot be used. Other keys are ignored."""
    fields = one_object(document, "the whole file")
    places = one_object(fields.get("places"), "places")
    travel = dict(MODES) | {
        name: _travel(entry, f"travel.{name}") for name, entry in one_object(fields.get("travel", {}), "travel").items()
    }
    day = Day(
        places={name: _place(entry, f"places.{name}") for name, entry in places.items()},
        agents=_each(fields.get("agents"), "agents", _agent),
        visits=tuple(sorted(_each(fields.get("visits"), "visits", _visit), key=lambda visit: visit.id)),
        travel=travel,
        deadlines=_deadlines(fields.get("deadlines", {})),
        now=_maybe(fields.get("now"), "now", _clock),
    )
    return checked(day)


def _place(entry: object, where: str) -> tuple[float, float] | None:
    if entry is None:
        return None
    if not isinstance(entry, list) or len(entry) != 2:
        raise BadInput("Not a place.", where=where, how_to_mend="Write [x, y] in metres, or null.")
    x, y = (_number(value, where, -FURTHEST, FURTHEST) for value in entry)
    return x, y


def _travel(entry: object, where: str) -> Travel:
    fields = one_object(entry, where)
    if "metres_per_minute" in fields:
        return Travel(
            metres_per_minute=_number(fields["metres_per_minute"], f"{where}.metres_per_minute", 1, 10_000),
            detour=_number(fields.get("detour", 1), f"{where}.detour", 1, 10),
        )
    between = _each(fields.get("between"), f"{where}.between", _name)
    return Travel(
        between=between,
        minutes=_matrix(fields.get("minutes"), f"{where}.minutes", len(between)),
        metres=_maybe(fields.get("metres"), f"{where}.metres", lambda entry, at: _matrix(entry, at, len(between))),
    )


def _matrix(entry: object, where: str, size: int) -> tuple[tuple[float, ...], ...]:
    rows = _each(entry, where, lambda row, row_at: _each(row, row_at, _far))
    if len(rows) != size or any(len(row) != size for row in rows):
        raise BadInput("Not as many rows and columns as places.", where=where, how_to_mend=f"Write {size} by {size}.")
    return rows


def _far(value: object, where: str) -> float:
    return _number(value, where, 0, FURTHEST)


def _agent(entry: object, where: str) -> Agent:
    fields = one_object(entry, where)
    start = _name(fields.get("start"), f"{where}.start")
    return Agent(
        id=_name(fields.get("id"), f"{where}.id"),
        travel=_name(fields.get("travel", "foot"), f"{where}.travel"),
        start=start,
        end=_name(fields.get("end", start), f"{where}.end"),
        hours=_window(fields.get("hours"), f"{where}.hours"),
        breaks=_each(fields.get("breaks", []), f"{where}.breaks", _break),
        done=_each(fields.get("done", []), f"{where}.done", _name),
        at=_maybe(fields.get("at"), f"{where}.at", _name),
        free_from=_maybe(fields.get("free_from"), f"{where}.free_from", _clock),
        breaks_done=_whole(fields.get("breaks_done", 0), f"{where}.breaks_done", 0, 100),
    )


def _break(entry: object, where: str) -> Break:
    fields = one_object(entry, where)
    return Break(
        minutes=_whole(fields.get("minutes"), f"{where}.minutes", 1, MIDNIGHT),
        window=_window(fields.get("window"), f"{where}.window"),
        place=_maybe(fields.get("place"), f"{where}.place", _name),
    )


def _visit(entry: object, where: str) -> Visit:
    fields = one_object(entry, where)
    return Visit(
        id=_name(fields.get("id"), f"{where}.id"),
        place=_name(fields.get("place"), f"{where}.place"),
        minutes=_whole(fields.get("minutes"), f"{where}.minutes", 0, MIDNIGHT),
        window=_window(fields.get("window", ["00:00", "24:00"]), f"{where}.window"),
        urgency=_whole(fields.get("urgency", 3), f"{where}.urgency", URGENCIES[0], URGENCIES[-1]),
        optional=truth(fields.get("optional", False), f"{where}.optional"),
        together=truth(fields.get("together", False), f"{where}.together"),
        agent=_maybe(fields.get("agent"), f"{where}.agent", _name),
        not_agents=frozenset(_each(fields.get("not_agents", []), f"{where}.not_agents", _name)),
        promised=_maybe(fields.get("promised"), f"{where}.promised", _window),
    )


def _deadlines(entry: object) -> dict[int, int]:
    result = {}
    for name, value in one_object(entry, "deadlines").items():
        if name not in {str(urgency) for urgency in URGENCIES}:
            raise BadInput("Not an urgency.", where=f"deadlines.{name}", how_to_mend='Write "1" to "9".')
        result[int(name)] = _clock(value, f"deadlines.{name}")
    return result


def _window(entry: object, where: str) -> Window:
    if not isinstance(entry, list) or len(entry) != 2:
        raise BadInput("Not a window.", where=where, how_to_mend='Write it like ["13:00", "15:30"].')
    opens, closes = (_clock(value, where) for value in entry)
    if closes < opens:
        raise BadInput("The window ends before it begins.", where=where, how_to_mend="Write the earlier hour first.")
    return opens, closes


def _clock(value: object, where: str) -> int:
    if not isinstance(value, str) or not CLOCK.fullmatch(value):
        raise BadInput("Not an hour.", where=where, how_to_mend='Write it like "13:05".')
    hours, minutes = value.split(":")
    return int(hours) * 60 + int(minutes)


def _each(value: object, where: str, read: Callable[[object, str], Value]) -> tuple[Value, ...]:
    return tuple(read(entry, f"{where}[{place}]") for place, entry in enumerate(items(value, where)))


def _maybe(value: object, where: str, read: Callable[[object, str], Value]) -> Value | None:
    return None if value is None else read(value, where)


def _name(value: object, where: str) -> str:
    if not isinstance(value, str) or not value or len(value) > LONGEST_ID or not value.isprintable():
        raise BadInput("Not a name.", where=where, how_to_mend=f"Write a text of 1 to {LONGEST_ID} printable letters.")
    return value


def _whole(value: object, where: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadInput("Not a number in range.", where=where, how_to_mend=f"Write a whole number, {least} to {most}.")
    return value


def _number(value: object, where: str, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
        raise BadInput(
            "Not a number in range.", where=where, how_to_mend=f"Write a number from {least:.0f} to {most:.0f}."
        )
    return float(value)
