"""How many bedrooms a household needs by a norm, and whether its dwelling fits, is tight or wide.

The least number of rooms is a maximum matching: each pair that may share saves one room. The answer
names the rule for each person and the next day on which it will be another answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from palier.engines.bad_input import BadInput
from palier.engines.occupancy.ages import age_on, birthday
from palier.engines.occupancy.matching import maximum_matching
from palier.engines.occupancy.norms import Norm

Sex = Literal["f", "m", "x"]
Role = Literal["head", "partner", "child", "other"]

MOST_PERSONS = 60  # the matching is cubic, and `changes_on` asks it once for each birthday


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the household. `custody` is the share of the time spent here, 0 to 1.

    `role` is towards the head; a head and a partner are a couple. Sex `x` counts as different from
    every other, `x` included.
    """

    id: str
    born: dt.date
    sex: Sex
    role: Role
    disabled: bool = False
    custody: float = 1.0


@dataclass(frozen=True, slots=True)
class Bedroom:
    """A bedroom; an unknown area (None) is taken as large enough for two."""

    area_m2: float | None = None


class State(StrEnum):
    """The official states of occupation: as many rooms as needed, fewer, one more, two or more too many."""

    FITTING = "fitting"
    OVERCROWDED = "overcrowded"
    UNDER_OCCUPIED = "under_occupied"
    OVERSIZED = "oversized"


class Rule(StrEnum):
    """Why a person has the room she has."""

    HEAD = "head"  # the head's own room
    COUPLE = "couple"  # shares with the partner
    COUPLE_TWO_ROOMS = "couple_two_rooms"  # disability or age of one of the two
    SECOND_ROOM = "second_room"  # lives alone and has the age for a second room
    SAME_SEX_PAIR = "same_sex_pair"
    MIXED_PAIR = "mixed_pair"
    DISABLED = "disabled"  # a disabled child has a room of its own
    FURTHER_ADULT = "further_adult"
    ALONE = "alone"  # might share, but with nobody here, or all those are paired already
    NOT_COUNTED = "not_counted"  # spends less time here than the norm asks


@dataclass(frozen=True, slots=True)
class Because:
    """The rule for one person, and with whom she shares, if anybody.

    Pairs are one way to reach the least number of rooms, not an order to put these two together.
    """

    id: str
    rule: Rule
    shares_with: str | None = None


@dataclass(frozen=True, slots=True)
class Occupancy:
    """The answer. `state` follows from `bedrooms` - `bedrooms_needed`.

    `added_by_small_rooms`: how many of the rooms needed are due to rooms too small to share.
    `changes_on`: the first later day on which `bedrooms_needed` differs if nobody comes or goes.
    """

    norm: str
    bedrooms_needed: int
    bedrooms: int
    state: State
    because: tuple[Because, ...]
    added_by_small_rooms: int
    changes_on: dt.date | None


def occupancy(on: dt.date, household: Sequence[Person], bedrooms: Sequence[Bedroom], norm: Norm) -> Occupancy:
    """The occupation of a dwelling with `bedrooms` by `household` on the day `on`, by `norm`.

    Needs exactly one head, at most one partner, distinct ids, nobody born after `on`; else `BadInput`.
    Order and names of persons do not change the numbers. Complexity O(b·n³): n persons, at most
    five birthdays b that count for each. Source of the rules: see each norm's `source`.
    """
    _check(on, household)
    # A canonical order makes the pairs independent of the order in which persons were given.
    persons = sorted(household, key=lambda p: (p.born, p.role, p.sex, p.disabled, p.custody, p.id))
    least, pairs = _least_rooms(on, persons, norm)
    needed = _rooms_here(least, len(pairs), bedrooms, norm)
    return Occupancy(
        norm=norm.name,
        bedrooms_needed=needed,
        bedrooms=len(bedrooms),
        state=_state(len(bedrooms) - needed),
        because=_because(on, persons, pairs, norm),
        added_by_small_rooms=needed - least,
        changes_on=_changes_on(on, persons, bedrooms, norm, needed),
    )


def _check(on: dt.date, household: Sequence[Person]) -> None:
    problem = None
    if len(household) > MOST_PERSONS:
        problem = (f"More than {MOST_PERSONS} persons.", "Give one household at a time.")
    elif sum(person.role == "head" for person in household) != 1:
        problem = ("A household has exactly one head.", "Give one person the role head.")
    elif sum(person.role == "partner" for person in household) > 1:
        problem = ("A head has at most one partner.", "Give further adults the role other.")
    elif len({person.id for person in household}) != len(household):
        problem = ("Two persons have the same id.", "Give each person an id of its own.")
    elif any(person.born > on for person in household):
        problem = ("Somebody is born after the day asked.", "Leave out who is not born yet.")
    if problem:
        raise BadInput(problem[0], where="household", how_to_mend=problem[1])


def _least_rooms(on: dt.date, persons: Sequence[Person], norm: Norm) -> tuple[int, list[tuple[Person, Person]]]:
    """The fewest rooms in a dwelling of large rooms, and the pairs that reach it."""
    counted = [person for person in persons if _is_counted(person, norm)]
    pairs = maximum_matching(len(counted), lambda i, j: _sharing_rule(on, counted[i], counted[j], norm) is not None)
    second = int(_has_second_room(on, counted, norm))
    return len(counted) - len(pairs) + second, [(counted[i], counted[j]) for i, j in pairs]


def _rooms_here(least: int, pairs: int, bedrooms: Sequence[Bedroom], norm: Norm) -> int:
    """The fewest rooms when this dwelling's small rooms hold one person; rooms it lacks may be large."""
    large = sum(room.area_m2 is None or room.area_m2 >= norm.shared_room_from_m2 for room in bedrooms)
    for rooms in range(least, least + pairs):
        shareable = min(large, rooms) + max(rooms - len(bedrooms), 0)
        if least + pairs - min(pairs, shareable) <= rooms:
            return rooms
    return least + pairs  # everybody alone


def _sharing_rule(on: dt.date, one: Person, two: Person, norm: Norm) -> Rule | None:
    """By which rule these two may share a room, or None."""
    roles = {one.role, two.role}
    if roles == {"head", "partner"}:
        return None if _couple_has_two_rooms(on, (one, two), norm) else Rule.COUPLE
    if roles & {"head", "partner"} or not (_may_share(on, one, norm) and _may_share(on, two, norm)):
        return None
    ages = (age_on(one.born, on), age_on(two.born, on))
    if one.sex != two.sex or one.sex == "x":
        return Rule.MIXED_PAIR if max(ages) < norm.mixed_pair_until else None
    if norm.pair_gap_years is None:
        return Rule.SAME_SEX_PAIR if max(ages) < norm.same_sex_pair_until else None
    elder, younger = sorted((one.born, two.born))
    is_wide_gap = birthday(elder, norm.pair_gap_years) <= younger
    ends = is_wide_gap and min(ages) >= norm.same_sex_pair_until
    return None if ends else Rule.SAME_SEX_PAIR


def _may_share(on: dt.date, person: Person, norm: Norm) -> bool:
    is_adult = age_on(person.born, on) >= norm.adult_at
    return not is_adult and not (person.disabled and norm.disabled_child_own_room)


def _couple_has_two_rooms(on: dt.date, couple: Sequence[Person], norm: Norm) -> bool:
    by_disability = norm.couple_two_rooms_if_disabled and any(person.disabled for person in couple)
    by_age = norm.couple_two_rooms_at is not None and any(
        age_on(person.born, on) >= norm.couple_two_rooms_at for person in couple
    )
    return by_disability or by_age


def _has_second_room(on: dt.date, counted: Sequence[Person], norm: Norm) -> bool:
    age = norm.single_two_rooms_at
    return age is not None and len(counted) == 1 and age_on(counted[0].born, on) >= age


def _is_counted(person: Person, norm: Norm) -> bool:
    # Head and partner live here by definition; custody is about who is cared for.
    return person.role in ("head", "partner") or person.custody >= norm.custody_from


def _state(spare: int) -> State:
    if spare < 0:
        return State.OVERCROWDED
    return (State.FITTING, State.UNDER_OCCUPIED, State.OVERSIZED)[min(spare, 2)]


def _because(
    on: dt.date, persons: Sequence[Person], pairs: Sequence[tuple[Person, Person]], norm: Norm
) -> tuple[Because, ...]:
    counted = [person for person in persons if _is_counted(person, norm)]
    mates = {one.id: two for one, two in pairs} | {two.id: one for one, two in pairs}
    reasons = []
    for person in persons:
        mate = mates.get(person.id)
        rule = _sharing_rule(on, person, mate, norm) if mate else _own_room_rule(on, person, counted, norm)
        reasons.append(Because(person.id, rule or Rule.ALONE, mate.id if mate else None))
    return tuple(sorted(reasons, key=lambda reason: reason.id))


def _own_room_rule(on: dt.date, person: Person, counted: Sequence[Person], norm: Norm) -> Rule:
    if person not in counted:
        return Rule.NOT_COUNTED
    if person.role in ("head", "partner"):
        if any(other.role == "partner" for other in counted):
            return Rule.COUPLE_TWO_ROOMS
        return Rule.SECOND_ROOM if _has_second_room(on, counted, norm) else Rule.HEAD
    if age_on(person.born, on) >= norm.adult_at:
        return Rule.FURTHER_ADULT
    return Rule.DISABLED if person.disabled and norm.disabled_child_own_room else Rule.ALONE


def _changes_on(
    on: dt.date, persons: Sequence[Person], bedrooms: Sequence[Bedroom], norm: Norm, needed: int
) -> dt.date | None:
    birthdays = {birthday(person.born, age) for person in persons for age in norm.ages}
    for day in sorted(day for day in birthdays if day > on):
        least, pairs = _least_rooms(day, persons, norm)
        if _rooms_here(least, len(pairs), bedrooms, norm) != needed:
            return day
    return None
