"""A good distribution without a solver: today's, completed, then bettered by moves and swaps until none helps.

It gives the solver a beginning, and an answer where the solver finds none in its bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from palier.engines.caseload.standing import Score, Standing

MOST_TRIALS = 400_000  # moves and swaps weighed; 40 sites and 12 workers end by themselves well before

Moves = tuple[tuple[int, int], ...]


def beginning(standing: Standing) -> list[int]:
    """Each site to the worker who follows most of its households today, else the heaviest first to the least loaded."""
    given: dict[int, int] = {}
    loads = [0] * len(standing.workers)
    names = {worker.id: place for place, worker in enumerate(standing.workers)}
    for place, site in enumerate(standing.sites):
        today = [
            (count, -names[name])
            for name, count in site.followed_by.items()
            if count and name in names and names[name] in standing.takers[place]
        ]
        if today:
            given[place] = -max(today)[1]
            loads[given[place]] += site.weight
    for place in sorted(range(len(standing.sites)), key=lambda place: -standing.weights[place]):
        if place not in given:
            given[place] = min(standing.takers[place], key=lambda worker: _after(standing, loads, place, worker))
            loads[given[place]] += standing.weights[place]
    return [given[place] for place in range(len(standing.sites))]


def _after(standing: Standing, loads: Sequence[int], site: int, worker: int) -> tuple[float, int]:
    return (loads[worker] + standing.weights[site]) / standing.fractions[worker], standing.lots[site][worker]


def bettered(standing: Standing, given: Sequence[int], trials: int = MOST_TRIALS) -> list[int]:
    """From `given`, the first move or swap that helps, again and again; never worse. Ends after `trials` weighed."""
    found = list(given)
    score = standing.score(found)
    loads = standing.loads(found)
    while trials > 0:
        for moves in _neighbourhood(standing, found):
            trials -= 1
            after = standing.moved(found, score, moves, loads)
            if after < score or trials <= 0:
                break
        else:
            return found
        if after < score:
            score, loads = _apply(standing, found, moves, after)
    return found


def _neighbourhood(standing: Standing, given: list[int]) -> Iterator[Moves]:
    for site, takers in enumerate(standing.takers):
        for worker in takers:
            if worker != given[site]:
                yield ((site, worker),)
    for one in range(len(given)):
        for other in range(one + 1, len(given)):
            may = given[other] in standing.takers[one] and given[one] in standing.takers[other]
            if given[one] != given[other] and may:
                yield ((one, given[other]), (other, given[one]))


def _apply(standing: Standing, given: list[int], moves: Moves, score: Score) -> tuple[Score, list[int]]:
    for site, worker in moves:
        given[site] = worker
    return score, standing.loads(given)
