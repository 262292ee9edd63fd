"""The rules of most cities: the projects with most votes or points first, as far as the money goes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Literal

from palier.engines.budgets.election import Election
from palier.engines.budgets.outcome import Outcome, Reason, Stop, Tie, Why

Variant = Literal["greedy", "greedy-no-skip", "greedy-threshold", "greedy-per-cost"]


def greedy(election: Election, variant: Variant = "greedy", *, with_payments: bool = False) -> Outcome:
    """Goes through the projects from most to fewest votes (approval) or points, and takes those that fit.

    `greedy` skips what does not fit and goes on; `greedy-no-skip` ends there; `greedy-threshold` skips, and asks
    `election.threshold` points at least; `greedy-per-cost` orders by points per unit of cost, as theory does.
    Equal scores: by id, compared as text. A project nobody voted for is taken when it fits: set a threshold
    of 1 against that. `with_payments` spreads the cost of what was chosen over its supporters.
    O(points on all ballots + projects log projects).
    """
    scores, conflicts = election.scores(), election.in_conflict()
    standing = _standing(election, scores, variant)
    outcome = Outcome()
    left = election.budget
    is_over = False
    for place in _order(standing):
        project = election.projects[place]
        conflict = next((chosen for chosen in outcome.selected if chosen in conflicts[place]), None)
        if project.is_left_out:
            outcome.reasons[place] = Reason(Why.LEFT_OUT)
        elif is_over:
            outcome.reasons[place] = Reason(Why.AFTER_THE_STOP, left)
        elif variant == "greedy-threshold" and scores[place] < election.threshold:
            outcome.reasons[place] = Reason(Why.BELOW_THRESHOLD, left)
        elif conflict is not None:
            outcome.reasons[place] = Reason(Why.IN_CONFLICT, left, conflict)
        elif project.cost > left:
            outcome.reasons[place] = Reason(Why.DOES_NOT_FIT, left)
            is_over = variant == "greedy-no-skip"
        else:
            outcome.reasons[place] = Reason(Why.CHOSEN, left)
            outcome.selected.append(place)
            left -= project.cost
    outcome.stopped_because = Stop.FIRST_THAT_DOES_NOT_FIT if is_over else Stop.ALL_SEEN
    outcome.ties = _ties(standing, outcome)
    outcome.payments = _attributed(election, outcome.selected) if with_payments else [{} for _ in outcome.selected]
    return outcome


def _standing(election: Election, scores: list[Fraction], variant: Variant) -> list[Fraction | None]:
    """What the projects are ordered by; None, before all others, for a wanted project that costs nothing."""
    if variant != "greedy-per-cost":
        return list(scores)
    return [
        None if not project.cost and score > 0 else score / project.cost if project.cost else Fraction(0)
        for project, score in zip(election.projects, scores, strict=True)
    ]


def _order(standing: Sequence[Fraction | None]) -> list[int]:
    return sorted(range(len(standing)), key=lambda place: _rank(standing[place], place))


def _rank(standing: Fraction | None, place: int) -> tuple[bool, Fraction, int]:
    return (standing is not None, -(standing or Fraction(0)), place)


def _ties(standing: Sequence[Fraction | None], outcome: Outcome) -> list[Tie]:
    """Groups of equal standing of which one at least was taken."""
    never = (Why.LEFT_OUT, Why.BELOW_THRESHOLD)
    running = [place for place in _order(standing) if outcome.reasons[place].why not in never]
    found = []
    for _, group in groupby(running, key=lambda place: standing[place]):
        places = tuple(group)
        taken = [place for place in places if place in outcome.reasons and place in outcome.selected]
        if len(places) > 1 and taken:
            found.append(Tie(places, taken[0]))
    return found


def _attributed(election: Election, selected: list[int]) -> list[dict[int, Fraction]]:
    """The cost of each chosen project spread over who voted for it, by points: nobody pays, this only shows."""
    given: dict[int, dict[int, Fraction]] = {place: {} for place in selected}
    for group, ballot in enumerate(election.ballots):
        for place, points in ballot.points:
            if place in given and points > 0:
                given[place][group] = points * ballot.voters
    spread = []
    for place, parts in given.items():
        whole = sum(parts.values())
        spread.append({group: election.projects[place].cost * part / whole for group, part in parts.items()})
    return spread
