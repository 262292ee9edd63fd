"""What was on the ballots, however they were written down, counted together where they are equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from palier.engines.bad_input import BadInput

MOST_CANDIDATES = 2000


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll's ballots. `seats` None when the file does not say.

    `marks`: of ballots that choose some candidates: votes of each candidate on valid ballots, by place.
    `rankings`: of ranked ballots: (places, first preference first) -> how many.
    `void`: why a ballot does not count -> how many (`blank`, `too_many`, `no_first_preference`).
    """

    title: str
    candidates: tuple[str, ...]
    seats: int | None
    valid: int
    void: Mapping[str, int]
    withdrawn: frozenset[int] = frozenset()
    marks: tuple[int, ...] = ()
    rankings: Mapping[tuple[int, ...], int] = field(default_factory=dict)
    is_ranked: bool = False

    @property
    def ballots(self) -> int:
        """All ballots in the box."""
        return self.valid + sum(self.void.values())

    @property
    def running(self) -> tuple[int, ...]:
        """The places of candidates not withdrawn."""
        return tuple(place for place in range(len(self.candidates)) if place not in self.withdrawn)

    def first_preferences(self) -> list[int]:
        """Votes by place: marks, or on ranked ballots the first preference only."""
        if not self.is_ranked:
            return list(self.marks)
        votes = [0] * len(self.candidates)
        for ranking, count in self.rankings.items():
            votes[ranking[0]] += count
        return votes


def checked_names(names: list[str], where: str) -> tuple[str, ...]:
    """Candidates' names: not empty, no two alike (the answer names them); raises `BadInput`."""
    if not 1 <= len(names) <= MOST_CANDIDATES:
        raise BadInput("No candidate, or too many.", where=where, how_to_mend=f"Give 1 to {MOST_CANDIDATES}.")
    seen: set[str] = set()
    for name in names:
        if not name or name in seen:
            raise BadInput(
                "A candidate needs a name of their own.",
                where=f"{where}: {name[:40]!r}",
                how_to_mend="Tell them apart.",
            )
        seen.add(name)
    return tuple(names)
