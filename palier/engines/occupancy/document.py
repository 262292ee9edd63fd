"""The JSON that `palier engine occupancy` reads and writes; the format is in README.md beside this."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from palier.engines.bad_input import BadInput
from palier.engines.occupancy.rooms import Bedroom, Occupancy, Person, Role, Sex
from palier.engines.values import items, one_object

Word = TypeVar("Word", bound=str)

_FIRST_YEAR, _LAST_YEAR = 1850, 2199  # outside these a day is a typing error


@dataclass(frozen=True, slots=True)
class Question:
    """What a file asks: the first three arguments of `occupancy`."""

    on: dt.date
    household: tuple[Person, ...]
    bedrooms: tuple[Bedroom, ...]


def from_json(document: object) -> Question:
    """A question from parsed JSON; raises `BadInput` naming the first place that cannot be used.

    Needed: `on`, `household` with `id`, `born`, `sex`, `role`; `bedrooms`. Others have defaults
    (`disabled` false, `custody` 1, `area_m2` unknown). Other keys are ignored, so that a file may say more.
    """
    fields = one_object(document, "the whole file")
    return Question(
        on=_day(fields.get("on"), "on"),
        household=tuple(
            _person(entry, f"household[{place}]")
            for place, entry in enumerate(items(fields.get("household"), "household"))
        ),
        bedrooms=tuple(
            _bedroom(entry, f"bedrooms[{place}]")
            for place, entry in enumerate(items(fields.get("bedrooms"), "bedrooms"))
        ),
    )


def to_json(answer: Occupancy) -> dict[str, object]:
    """The answer as JSON values; keys always in this order, persons by id."""
    return {
        "norm": answer.norm,
        "bedrooms_needed": answer.bedrooms_needed,
        "bedrooms": answer.bedrooms,
        "state": answer.state.value,
        "because": [{"id": one.id, "rule": one.rule.value, "shares_with": one.shares_with} for one in answer.because],
        "added_by_small_rooms": answer.added_by_small_rooms,
        "changes_on": answer.changes_on.isoformat() if answer.changes_on else None,
    }


def _person(entry: object, where: str) -> Person:
    fields = one_object(entry, where)
    identifier = fields.get("id")
    if isinstance(identifier, bool) or not isinstance(identifier, (str, int)) or identifier == "":
        raise BadInput("A person needs an id.", where=f"{where}.id", how_to_mend="Give a text or a whole number.")
    disabled = fields.get("disabled", False)
    if not isinstance(disabled, bool):
        raise BadInput("Not true or false.", where=f"{where}.disabled", how_to_mend="Write true or false.")
    sex: Sex = _one_of(fields.get("sex"), get_args(Sex), f"{where}.sex")
    role: Role = _one_of(fields.get("role"), get_args(Role), f"{where}.role")
    custody = _number(fields.get("custody", 1), f"{where}.custody", most=1)
    return Person(str(identifier), _day(fields.get("born"), f"{where}.born"), sex, role, disabled, custody)


def _bedroom(entry: object, where: str) -> Bedroom:
    fields = one_object(entry, where)
    area = fields.get("area_m2")
    return Bedroom(None if area is None else _number(area, f"{where}.area_m2", most=1000))


def _day(value: object, where: str) -> dt.date:
    try:
        if not isinstance(value, str):
            raise ValueError
        day = dt.date.fromisoformat(value)
        if day.isoformat() != value or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise ValueError
        return day
    except ValueError:
        raise BadInput("Not a day.", where=where, how_to_mend='Write it like "2026-11-26".') from None


def _one_of(value: object, words: tuple[Word, ...], where: str) -> Word:
    for word in words:
        if value == word:
            return word
    raise BadInput("Not a known word.", where=where, how_to_mend=f"Write one of {', '.join(words)}.")


def _number(value: object, where: str, *, most: Literal[1, 1000]) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
        raise BadInput("Not a number in range.", where=where, how_to_mend=f"Write a number from 0 to {most}.")
    return float(value)
