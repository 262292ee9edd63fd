"""Places in a text, what stands there, and how two that overlap are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Place:
    """Characters `start` to `end` (not included) of a text."""

    start: int
    end: int


class Kind(StrEnum):
    """What a text was found to hold; the value is how files name it."""

    PERSON = "person"
    NAME = "name"  # of somebody or something: the detector does not know which
    ADDRESS = "address"
    PLACE = "place"
    SERVICE = "service"
    SCHOOL = "school"
    NATIONAL_NUMBER = "national_number"
    PHONE = "phone"
    MAIL = "mail"
    ACCOUNT = "account"
    PLATE = "plate"
    NUMBER = "number"
    DATE = "date"
    AGE = "age"


@dataclass(frozen=True)
class Found(Place):
    """Something to replace. `said`: what stands instead, where it is not a numbered placeholder (dates, ages)."""

    kind: Kind
    said: str = ""


class Free:
    """Which characters of a text nothing has taken yet: who asks first keeps its place."""

    def __init__(self, text: str) -> None:
        self._taken = bytearray(len(text))

    def takes(self, one: Place) -> list[Place]:
        """Takes what is left of `one`, and says which stretches that was."""
        stretches: list[Place] = []
        start = one.start
        while (start := self._taken.find(0, start, one.end)) >= 0:
            stop = self._taken.find(1, start, one.end)
            stop = one.end if stop < 0 else stop
            stretches.append(Place(start, stop))
            self._taken[start:stop] = b"\x01" * (stop - start)
        return stretches

    def all_of(self, one: Place) -> bool:
        """Has nothing taken any character of `one`?"""
        return self._taken.find(1, one.start, one.end) < 0


def settled(text: str, found: Iterable[Found]) -> list[Found]:
    """None overlaps another, in order of place. The first keeps its place, a later one what is left of its own."""
    free = Free(text)
    kept = [_part(text, one, part) for one in found for part in free.takes(one)]
    return sorted((one for one in kept if one.start < one.end), key=lambda one: one.start)


def _part(text: str, one: Found, part: Place) -> Found:
    """What is left of `one`; where it was cut, without the signs at its ends."""
    start, end = part.start, part.end
    if (start, end) != (one.start, one.end):
        while start < end and not text[start].isalnum():
            start += 1
        while start < end and not text[end - 1].isalnum():
            end -= 1
    return Found(start, end, one.kind, one.said)
