"""A lot that anyone can draw again: from a seed made public beforehand, the names, and nothing else.

Each candidate's ticket is the SHA-256 of `seed`, the number of the draw (1, 2, … in this count) and the name, as UTF-8
text with a line feed between them; the smallest ticket, read as hexadecimal, is drawn. The order of the
candidates or of the ballots plays no part, and every later draw is a fresh one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Purpose = Literal["seat", "exclusion", "surplus"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Candidates of equal standing, who was chosen, and how. `purpose`: a seat, an exclusion, whose surplus first."""

    between: tuple[str, ...]
    chosen: str
    how: Literal["lot", "earlier_round"]
    purpose: Purpose
    seed: str | None


@dataclass(slots=True)
class Lots:
    """The draws of one count; every tie met stands in `ties`, in order."""

    seed: str
    ties: list[Tie] = field(default_factory=list)
    drawn: int = 0

    def draw(self, names: Sequence[str], purpose: Purpose) -> str:
        """One of `names` by lot."""
        self.drawn += 1
        chosen = min(sorted(names), key=lambda name: ticket(self.seed, self.drawn, name))
        self.ties.append(Tie(tuple(sorted(names)), chosen, "lot", purpose, self.seed))
        return chosen


def ticket(seed: str, number: int, name: str) -> str:
    """The ticket of a candidate in draw `number`, 64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}\n{number}\n{name}".encode()).hexdigest()
