"""What a rule answers: what was chosen, in which order, why, and every tie."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Why(StrEnum):
    """Why a project was chosen or not."""

    CHOSEN = "chosen"
    FREE = "chosen_costs_nothing"
    DOES_NOT_FIT = "does_not_fit"
    AFTER_THE_STOP = "after_the_stop"
    BELOW_THRESHOLD = "below_threshold"
    NO_VOTE = "no_vote"
    SUPPORTERS_SHORT = "supporters_short"
    IN_CONFLICT = "in_conflict_with_a_chosen_project"
    LEFT_OUT = "left_out_by_the_organiser"


class Stop(StrEnum):
    """Why a rule ended."""

    ALL_SEEN = "all_projects_seen"
    FIRST_THAT_DOES_NOT_FIT = "first_that_does_not_fit"
    NONE_AFFORDABLE = "no_project_affordable"
    NOTHING_MORE_FITS = "nothing_more_fits"
    NEXT_STEP_OVER_BUDGET = "next_step_over_budget"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Tie:
    """Projects (places) of equal standing when `chosen` was taken first: the smallest id, compared as text.

    `share`: under equal shares, what each voter held in the run where this tie first came up.
    """

    between: tuple[int, ...]
    chosen: int
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One project's fate in numbers; what does not apply is None.

    `left`: money left (greedy) or held by its supporters (equal shares) when it was decided. `conflict`: the
    chosen project it cannot stand beside. `per_point`: under equal shares, what a vote or point cost its supporters.
    `all_they_had`: how many of its `supporters` gave everything they still had.
    """

    why: Why
    left: Fraction | None = None
    conflict: int | None = None
    per_point: Fraction | None = None
    all_they_had: int | None = None


@dataclass(slots=True)
class Outcome:
    """The answer of a rule, by places in `Election.projects`.

    `payments[k]` says what each ballot group (place -> all its voters together) paid for `selected[k]`.
    """

    selected: list[int] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    reasons: dict[int, Reason] = field(default_factory=dict)
    payments: list[dict[int, Fraction]] = field(default_factory=list)
    stopped_because: Stop = Stop.ALL_SEEN
    share: Fraction | None = None
