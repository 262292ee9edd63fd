"""Which worker follows which site: aims in a strict order, each as good as can be before the next is looked at."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from palier.engines.caseload.search import beginning, bettered
from palier.engines.caseload.solver import Found, Limits, Question, Stopped, by_site, question, solved
from palier.engines.caseload.standing import AIMS, Score, Standing
from palier.engines.caseload.team import Team, checked

BALANCE, IN_ALL, CHANGES, LANGUAGES, NEIGHBOURS, LOT = range(len(AIMS))
SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Aim:
    """What an aim reached, and a `bound` nothing goes below while the earlier aims keep theirs."""

    name: str
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        return self.bound >= self.value


@dataclass(frozen=True, slots=True)
class Tie:
    """A site that `other` could take just as well, together with the other ties of the answer."""

    site: str
    chosen: str
    other: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """The answer: `given[place of site] = place of worker`, both in `standing`'s order.

    `ties`: the nearest other distribution that is as good by every aim; `ties_known`: whether that is certain.
    """

    standing: Standing
    given: tuple[int, ...]
    aims: tuple[Aim, ...]
    ties: tuple[Tie, ...]
    ties_known: bool
    stopped_because: Stopped
    seed: int

    @property
    def optimal(self) -> bool:
        return all(aim.proven for aim in self.aims)


def caseload(team: Team, *, seed: int = 0, seconds: float = SECONDS) -> Distribution:
    """A worker for each site of `team`; raises `BadInput` for a team that cannot be.

    Hard: one worker a site; nobody takes a site from which she is excluded. Then, in this order: (1) the worker
    furthest from her share of the weight is as near as can be, in steps of 5 per cent outside `tolerance` (per cent
    of the share that her fraction of a full time gives her); (2) fewest such steps in all; (3) fewest households who
    change worker; (4) fewest households whose language their worker does not speak; (5) fewest pairs of neighbouring
    sites in two hands.
    What is equal by all is settled by lots drawn from `seed` and the names.

    Method: local search, then one integer programme an aim (lexicographic goal programming), by branch and bound in
    HiGHS. NP-hard (bin packing); the nodes are bounded by the size, and `bound` says what is not proven.
    `seconds` is a safety net only.
    """
    standing = Standing(checked(team), seed)
    if not standing.sites:
        return Distribution(standing, (), (), (), True, "finished", seed)
    search = _Search(standing, seconds)
    search.settle_balance()
    for aim in (IN_ALL, CHANGES, LANGUAGES, NEIGHBOURS):
        search.settle(aim)
    score = standing.score(search.given)
    aims = tuple(Aim(AIMS[place], score[place], search.bounds[place]) for place in range(LOT))
    ties, known = search.draw() if all(aim.proven for aim in aims) else ((), False)
    return Distribution(standing, tuple(search.given), aims, ties, known, search.stopped, seed)


class _Search:
    """The best distribution so far and, by aim, what nothing can be below."""

    def __init__(self, standing: Standing, seconds: float) -> None:
        self.standing = standing
        pairs = len(standing.sites) * len(standing.workers)
        self.limits = Limits(min(5_000, max(20, 480_000 // pairs)), time.monotonic() + seconds)
        self.given = bettered(standing, beginning(standing))
        self.bounds = [0] * len(AIMS)
        self.stopped: Stopped = "finished"

    def settle_balance(self) -> None:
        """One step nearer, again and again, until that is proven impossible or the search ends."""
        self.bounds[BALANCE] = self.standing.least_steps()
        while (steps := self.standing.score(self.given)[BALANCE]) > self.bounds[BALANCE]:
            asked = question(self.standing, steps - 1, with_neighbours=False, with_outside=False)
            found = solved(self.standing, asked, {}, self.limits, None)
            if found.given is not None:
                self._keep(found)
                if self.standing.score(self.given)[BALANCE] < steps:
                    continue
            elif found.stopped == "finished":
                self.bounds[BALANCE] = steps
                return
            self._note(found)
            return

    def settle(self, aim: int) -> None:
        """The best by `aim` among all that are as good by the aims before it."""
        score = self.standing.score(self.given)
        self.bounds[aim] = self._least(aim)
        if score[aim] <= self.bounds[aim]:
            return
        asked = self._asked(score, aim)
        found = solved(self.standing, asked, self._costs(asked, aim), self.limits, self.given)
        self._keep(found)
        if found.given is not None:
            self.bounds[aim] = max(self.bounds[aim], found.bound)
        if aim != LOT or found.stopped == "time":
            self._note(found)

    def draw(self) -> tuple[tuple[Tie, ...], bool]:
        """Settles what is equal by lot. The nearest other distribution as good, as ties; whether that is certain."""
        self.settle(LOT)
        asked = self._asked(self.standing.score(self.given), LOT)
        same = {asked.column[site, worker] for site, worker in enumerate(self.given)}
        asked.at_most(dict.fromkeys(same, 1.0), len(same) - 0.5)
        moved = {place: 1.0 for place in asked.column.values() if place not in same}
        found = solved(self.standing, asked, moved, self.limits, None)
        if found.given is None:
            return (), found.stopped == "finished"
        is_equal = self.standing.score(found.given)[:LOT] == self.standing.score(self.given)[:LOT]
        sites, workers = self.standing.sites, self.standing.workers
        ties = tuple(
            Tie(site.id, workers[mine].id, workers[other].id)
            for site, mine, other in zip(sites, self.given, found.given, strict=True)
            if mine != other
        )
        return (ties, found.stopped == "finished") if is_equal else ((), False)

    def _least(self, aim: int) -> int:
        """What plainly nothing is below: each site by itself with whom suits it best."""
        tables = {CHANGES: self.standing.changes, LANGUAGES: self.standing.unserved}
        if aim == IN_ALL:
            return self.bounds[BALANCE]
        if aim not in tables:
            return 0
        places = enumerate(self.standing.takers)
        return sum(min(tables[aim][site][worker] for worker in takers) for site, takers in places)

    def _asked(self, score: Score, aim: int) -> Question:
        """The question of `aim`, with a row for each aim before it."""
        asked = question(
            self.standing,
            score[BALANCE],
            with_neighbours=aim >= NEIGHBOURS and bool(self.standing.pairs),
            with_outside=score[BALANCE] > 0,
        )
        for earlier in range(IN_ALL, aim):
            costs = self._costs(asked, earlier)
            if any(costs.values()):
                asked.at_most(costs, score[earlier] + 0.5)
        return asked

    def _costs(self, asked: Question, aim: int) -> dict[int, float]:
        if aim == IN_ALL:
            return dict.fromkeys(asked.outside, 1.0)
        if aim == NEIGHBOURS:
            return dict.fromkeys(asked.apart, 1.0)
        tables = {CHANGES: self.standing.changes, LANGUAGES: self.standing.unserved, LOT: self.standing.lots}
        return by_site(asked, tables[aim])

    def _keep(self, found: Found) -> None:
        if found.given is not None and self._is_better(found.given):
            self.given = bettered(self.standing, found.given)

    def _is_better(self, given: Sequence[int]) -> bool:
        """By the exact score: a solver's rounding never passes for an answer."""
        return self.standing.score(given) < self.standing.score(self.given)

    def _note(self, found: Found) -> None:
        is_sure = found.stopped != "finished" or found.given is not None
        stopped: Stopped = found.stopped if is_sure else "nodes"
        if stopped == "time" or self.stopped == "finished":
            self.stopped = stopped
