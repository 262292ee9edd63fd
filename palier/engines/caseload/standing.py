"""What a distribution is worth, aim by aim, exactly: whole numbers, no solver.

A distribution is a list with the place of a worker for each place of a site, both in canonical order.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from palier.engines.caseload.team import Site, Team, Worker

STEP = 5  # per cent of the mean: balance is compared in steps, or every site would move for a grain of it
LOTS = 1_000_000

Score = tuple[int, int, int, int, int, int]
AIMS = ("balance", "balance_in_all", "changes", "languages", "neighbours", "lot")


class Standing:
    """A team as tables of whole numbers, and the score of a distribution by them.

    Left out: sites nobody may take (`orphans`) and workers who may take none (`idle`).
    """

    def __init__(self, team: Team, seed: int) -> None:
        working = [worker for worker in team.workers if worker.fraction]
        self.orphans = [site for site in team.sites if not _takers(site, working)]
        self.sites = [site for site in team.sites if _takers(site, working)]
        self.workers = [one for one in working if any(one.id not in site.excluded for site in self.sites)]
        self.tolerance = team.tolerance
        self.weights = [site.weight for site in self.sites]
        self.total = sum(self.weights)
        self.fractions = [worker.fraction for worker in self.workers]
        self.fraction = sum(self.fractions)
        self.takers = [_takers(site, self.workers) for site in self.sites]
        self.unserved = [[_unserved(site, worker) for worker in self.workers] for site in self.sites]
        self.changes = [[_changes(site, worker) for worker in self.workers] for site in self.sites]
        self.lots = [[_lot(seed, site.id, worker.id) for worker in self.workers] for site in self.sites]
        place = {site.id: number for number, site in enumerate(self.sites)}
        self.pairs = [(place[a], place[b]) for a, b in team.neighbours if a in place and b in place]
        self.beside: list[list[int]] = [[] for _ in self.sites]
        for one, other in self.pairs:
            self.beside[one].append(other)
            self.beside[other].append(one)

    def loads(self, given: Sequence[int]) -> list[int]:
        """The weight each worker carries, in thousandths."""
        loads = [0] * len(self.workers)
        for site, worker in enumerate(given):
            loads[worker] += self.weights[site]
        return loads

    def steps(self, worker: int, load: int) -> int:
        """By how many steps `load` is outside what is tolerated for that worker; 0: inside."""
        fair = self.total * self.fractions[worker]
        outside = abs(100 * self.fraction * load - 100 * fair) - self.tolerance * fair
        return -(-outside // (STEP * fair)) if outside > 0 else 0

    def is_too_heavy(self, site: int, worker: int, most_steps: int) -> bool:
        """Whether this site alone puts that worker more than `most_steps` above."""
        fair = self.total * self.fractions[worker]
        return 100 * self.fraction * self.weights[site] > fair * (100 + self.tolerance + STEP * most_steps)

    def least_steps(self) -> int:
        """Fewer steps than these no distribution has: somebody takes the heaviest site; somebody may get none."""
        least = max(min(self._alone(site, worker) for worker in takers) for site, takers in enumerate(self.takers))
        if len(self.workers) > len(self.sites) and self.total:
            least = max(least, self.steps(0, 0))
        return least

    def _alone(self, site: int, worker: int) -> int:
        steps = self.steps(worker, self.weights[site])
        return steps if self.is_too_heavy(site, worker, 0) else 0

    def score(self, given: Sequence[int]) -> Score:
        """The aims in their order, each the smaller the better."""
        steps = [self.steps(worker, load) for worker, load in enumerate(self.loads(given))]
        return (
            max(steps, default=0),
            sum(steps),
            sum(self.changes[site][worker] for site, worker in enumerate(given)),
            sum(self.unserved[site][worker] for site, worker in enumerate(given)),
            sum(given[one] != given[other] for one, other in self.pairs),
            sum(self.lots[site][worker] for site, worker in enumerate(given)),
        )

    def moved(
        self, given: Sequence[int], score: Score, moves: Sequence[tuple[int, int]], loads: Sequence[int]
    ) -> Score:
        """The score after `moves` (site, new worker), each site once, from the score and the loads before."""
        to = dict(moves)
        carried = list(loads)
        changed, unserved, apart, lot = score[2:]
        for site, worker in moves:
            before = given[site]
            carried[before] -= self.weights[site]
            carried[worker] += self.weights[site]
            changed += self.changes[site][worker] - self.changes[site][before]
            unserved += self.unserved[site][worker] - self.unserved[site][before]
            lot += self.lots[site][worker] - self.lots[site][before]
            for other in self.beside[site]:
                if other in to and other < site:
                    continue  # that pair was counted from its other end
                apart += (to.get(other, given[other]) != worker) - (given[other] != before)
        steps = [self.steps(worker, load) for worker, load in enumerate(carried)]
        return max(steps), sum(steps), changed, unserved, apart, lot


def _takers(site: Site, workers: Sequence[Worker]) -> list[int]:
    return [place for place, worker in enumerate(workers) if worker.id not in site.excluded]


def _unserved(site: Site, worker: Worker) -> int:
    return sum(count for spoken, count in site.languages.items() if spoken and not spoken & worker.languages)


def _changes(site: Site, worker: Worker) -> int:
    return sum(count for today, count in site.followed_by.items() if today != worker.id)


def _lot(seed: int, site: str, worker: str) -> int:
    """A number drawn from the seed and the two names only: anybody can draw it again."""
    return 1 + int.from_bytes(sha256(f"{seed}|{site}|{worker}".encode()).digest()[:8], "big") % LOTS
