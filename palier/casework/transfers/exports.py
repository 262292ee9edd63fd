"""A move in words: the norm that justifies it, what it solves, what could break it. And its ring or path, drawn."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palier.casework.transfers.labels import MOVE_ICONS, NEEDS, STATES, TO_LOOK
from palier.casework.transfers.models import Move
from palier.casework.transfers.queries.proposals import Loop
from palier.casework.transfers.rules import MoveState, ToLook
from palier.casework.transfers.rules.drawing import Drawn, path, ring
from palier.casework.transfers.rules.sizes import state_of
from palier.registry.housing.queries import HouseholdRow

NEED_WORDS = {str(value): words for value, words in NEEDS}


@dataclass(frozen=True)
class MoveLine:
    """One move as it is read. `number` counts from 1 in its ring or path."""

    row: Move
    number: int
    icon: str
    home: HouseholdRow | None
    there: str
    norm: str
    solves: list[str]
    breaks: list[str]


@dataclass(frozen=True)
class LoopLine:
    """A ring or path: its drawing, and its moves that this company decides."""

    number: int
    is_ring: bool
    length: int
    drawn: Drawn
    moves: list[MoveLine]
    open: bool

    @property
    def elsewhere(self) -> int:
        """Moves that other companies decide."""
        return self.length - len(self.moves)


def loop_lines(loops: Sequence[Loop], language: str) -> list[LoopLine]:
    """Rings and paths as a page shows them, counted anew from 1."""
    return [
        LoopLine(
            number,
            one.is_ring,
            one.length,
            ring(one.length) if one.is_ring else path(one.length),
            [move_line(move, one.homes, language) for move in one.moves],
            one.open,
        )
        for number, one in enumerate(loops, 1)
    ]


def move_line(move: Move, homes: dict[uuid.UUID, HouseholdRow], language: str) -> MoveLine:
    """One move in words."""
    return MoveLine(
        row=move,
        number=move.place + 1,
        icon=MOVE_ICONS[MoveState(move.state)],
        home=homes.get(move.household_id),
        there=move.there_nl if language == "nl" else move.there_fr,
        norm=_norm(move),
        solves=[_reason(one) for one in move.because],
        breaks=_breaks(move),
    )


def _norm(move: Move) -> str:
    """A year stands in the name of each norm of the Region."""
    needed = ngettext("needs %(number)d bedroom", "needs %(number)d bedrooms", move.needed) % {"number": move.needed}
    values = {
        "year": move.norm.rpartition("-")[2],
        "needed": needed,
        "has": move.bedrooms_home,
        "state": STATES[state_of(move.needed, move.bedrooms_home)],
        "gets": move.bedrooms_there,
        "then": STATES[state_of(move.needed, move.bedrooms_there)],
    }
    return _("Norm of %(year)s: %(needed)s; today %(has)d (%(state)s), there %(gets)d (%(then)s).") % values


def _reason(one: dict[str, Any]) -> str:
    number = one.get("count") or 1
    match one["rule"]:
        case "bedrooms_gained":
            said = ngettext("a bedroom that was missing", "%(number)d bedrooms that were missing", number)
        case "bedrooms_freed":
            said = ngettext("a bedroom too many given up", "%(number)d bedrooms too many given up", number)
        case "bedrooms_more":
            said = ngettext("a bedroom more than needed", "%(number)d bedrooms more than needed", number)
        case "needs_met":
            words = ", ".join(str(NEED_WORDS.get(name, name)) for name in one.get("names", ()))
            return _("a need that was declared: %(needs)s") % {"needs": words}
        case _:
            return _("a place that was wished")
    return said % {"number": number}


def _breaks(move: Move) -> list[str]:
    others = move.length - 1 if move.is_ring else move.place
    found = []
    if others:
        text = ngettext("it waits for one other household", "it waits for %(number)d other households", others)
        found.append(text % {"number": others})
    return [*found, *(str(TO_LOOK[ToLook(one)]) for one in move.to_look)]
