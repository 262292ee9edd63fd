"""Pure decisions of a network: its two circles, what a tie may be, when it has ended. Values in, values out."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from palier.access.rules import Tier

NAME_AT_MOST = 200
FUNCTION_AT_MOST = 120


class Circle(StrEnum):
    """The two parts of an inventory of resources (seed 004)."""

    PRIMARY = "primary"  # family, friends, neighbours
    SECONDARY = "secondary"  # professionals and institutions


class Side(StrEnum):
    """Where somebody stands: the circles, with inside and outside of the company told apart (seed 000)."""

    PERSON = "person"
    DEPARTMENT = "department"
    OUTSIDE = "outside"


CIRCLE_OF = {Side.PERSON: Circle.PRIMARY, Side.DEPARTMENT: Circle.SECONDARY, Side.OUTSIDE: Circle.SECONDARY}


class Strength(StrEnum):
    """How a tie is felt by who told it. A word, never a mark; it may stay unsaid."""

    SOLID = "solid"
    THERE = "there"
    FRAGILE = "fragile"
    TENSE = "tense"


class Lives(StrEnum):
    """Where a person of the primary circle lives, as told."""

    HERE = "here"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class TieDraft:
    """Somebody or some service around a household. Only who it is must be there.

    `service`: a department of the company; `partner`: a service of the directory; else `name` and `function` in own
    words. `readers`: posts named to read it when it is reinforced, besides its author.
    """

    circle: Circle
    name: str = ""
    function: str = ""
    tie: str = ""
    lives: str = ""
    service: uuid.UUID | None = None
    partner: uuid.UUID | None = None
    strength: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    confided_by: tuple[uuid.UUID, ...] = ()
    concerns: tuple[uuid.UUID, ...] = ()
    tier: Tier = Tier.TEAM
    readers: tuple[uuid.UUID, ...] = ()


def side_of(circle: str, service: uuid.UUID | None) -> Side:
    """On which of the three sides a tie stands."""
    if circle == Circle.PRIMARY:
        return Side.PERSON
    return Side.OUTSIDE if service is None else Side.DEPARTMENT


def is_ended(until: dt.date | None, today: dt.date) -> bool:
    """Its last day has passed: it fades, and stays in the list."""
    return until is not None and until < today
