"""A participatory budget as the rules see it: projects in order of id, equal ballots counted together."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Literal

Kind = Literal["approval", "points", "borda"]


@dataclass(frozen=True, slots=True)
class Project:
    """A project: its cost in currency units; `is_left_out` when the organiser took it out of the running."""

    id: str
    cost: Fraction
    is_left_out: bool = False
    conflicts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ballot:
    """`voters` equal ballots: (place in `Election.projects`, points), by place; 1 point is an approval."""

    points: tuple[tuple[int, Fraction], ...]
    voters: int


@dataclass(frozen=True, slots=True)
class Election:
    """What every rule takes. Projects sorted by id, ballots sorted: the order of a file leaves no trace.

    `threshold` is the least score a project needs under `greedy-threshold`.
    """

    budget: Fraction
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    kind: Kind
    threshold: Fraction = Fraction(0)

    @property
    def voters(self) -> int:
        """How many ballots were cast, empty ones included."""
        return sum(ballot.voters for ballot in self.ballots)

    def scores(self) -> list[Fraction]:
        """Votes (approval), points or Borda points of each project, by place."""
        parts = lcm(*(points.denominator for ballot in self.ballots for _, points in ballot.points), 1)
        totals = [0] * len(self.projects)  # in whole parts: far faster than adding fractions
        for ballot in self.ballots:
            for place, points in ballot.points:
                totals[place] += points.numerator * (parts // points.denominator) * ballot.voters
        return [Fraction(total, parts) for total in totals]

    def supporters(self) -> list[int]:
        """How many voters gave each project anything, by place."""
        totals = [0] * len(self.projects)
        for ballot in self.ballots:
            for place, points in ballot.points:
                totals[place] += ballot.voters if points > 0 else 0
        return totals

    def in_conflict(self) -> list[frozenset[int]]:
        """For each project the places of those it cannot be chosen with; either side may have said so."""
        place = {project.id: number for number, project in enumerate(self.projects)}
        pairs = {
            (number, place[other])
            for number, project in enumerate(self.projects)
            for other in project.conflicts
            if other != project.id
        }
        both = pairs | {(there, here) for here, there in pairs}
        return [frozenset(there for here, there in both if here == number) for number in range(len(self.projects))]
