"""The single transferable vote as Scotland counts its councils.

Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52: weighted
inclusive Gregory method, values to five decimal places, what lies beyond them ignored.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from palier.engines.ballots.lot import Lots, Purpose, Tie
from palier.engines.ballots.poll import Poll

ONE = 100_000  # a vote, in units of the fifth decimal place

Parcel = tuple[tuple[int, ...], int, int, int]  # ranking, place in it, value of each paper, how many papers


@dataclass(frozen=True, slots=True)
class Round:
    """A stage of the count: the votes after it in units of 1 / ONE, by place.

    `excluded` and `surplus_of`: whose papers moved in this stage; `elected`: who was deemed elected at its end.
    `exhausted`: papers that name nobody still in the count; `lost`: what lay beyond the fifth decimal place. With these
    two the votes add up to the ballots.
    """

    votes: tuple[int, ...]
    elected: tuple[int, ...]
    excluded: int | None
    surplus_of: int | None
    exhausted: int
    lost: int


@dataclass(frozen=True, slots=True)
class Count:
    """A count: the elected in order of election, the quota in votes, every stage."""

    elected: tuple[int, ...]
    quota: int
    rounds: tuple[Round, ...]


def scottish_stv(poll: Poll, seats: int, lots: Lots) -> Count:
    """Counts ranked ballots. O(stages * parcels of papers moved).

    Ties: the stage before, the one before that, and so on, as far as the votes differed (rules 49 and 50); by lot when
    they never did. Among several tied candidates those that the latest differing stage sets apart go on to the stage
    before it. Papers of the last candidate excluded are transferred before the remaining ones are
    deemed elected, as the counts of 2007 were published.
    """
    return _Counting(poll, seats, lots).count()


class _Counting:
    def __init__(self, poll: Poll, seats: int, lots: Lots) -> None:
        self.names, self.lots, self.seats = poll.candidates, lots, seats
        self.total = poll.valid * ONE
        self.quota = poll.valid // (seats + 1) + 1
        self.continuing = set(poll.running)
        self.pending: list[int] = []
        self.elected: list[int] = []
        self.parcels: list[list[Parcel]] = [[] for _ in poll.candidates]
        self.votes = [0] * len(poll.candidates)
        self.rounds: list[Round] = []
        self.exhausted = 0
        for ranking, count in poll.rankings.items():
            self._give((ranking, 0, ONE, count))

    def count(self) -> Count:
        self._end_stage(None, None)
        while len(self.elected) < self.seats and self.continuing:
            if self.pending:
                self._transfer_surplus()
            else:
                self._exclude()
        return Count(tuple(self.elected), self.quota, tuple(self.rounds))

    def _give(self, parcel: Parcel) -> None:
        """To the next candidate of the ranking still in the count; to nobody when there is none."""
        ranking, at, value, count = parcel
        while at < len(ranking) and ranking[at] not in self.continuing:
            at += 1
        if at == len(ranking):
            self.exhausted += value * count
        else:
            self.parcels[ranking[at]].append((ranking, at, value, count))
            self.votes[ranking[at]] += value * count

    def _end_stage(self, excluded: int | None, surplus_of: int | None) -> None:
        """Deems elected who reached the quota, and the remaining ones when they just fill the seats left (rule 51)."""
        reached = [place for place in self._by_votes() if self.votes[place] >= self.quota * ONE]
        reached = reached[: self.seats - len(self.elected)]
        self.pending += [place for place in reached if self.votes[place] > self.quota * ONE]
        self.continuing -= set(reached)
        if 0 < len(self.continuing) <= self.seats - len(self.elected) - len(reached):
            reached += self._by_votes()
            self.continuing.clear()
        self.elected += reached
        lost = self.total - sum(self.votes) - self.exhausted
        self.rounds.append(Round(tuple(self.votes), tuple(reached), excluded, surplus_of, self.exhausted, lost))

    def _by_votes(self) -> list[int]:
        return sorted(self.continuing, key=lambda place: (-self.votes[place], self.names[place]))

    def _transfer_surplus(self) -> None:
        """Rule 48: each paper goes on at surplus times its value over the candidate's votes, cut to five places."""
        most = max(self.votes[place] for place in self.pending)
        giver = self._one_of([place for place in self.pending if self.votes[place] == most], max, "surplus")
        self.pending.remove(giver)
        surplus = self.votes[giver] - self.quota * ONE
        moved, self.parcels[giver] = self.parcels[giver], []
        for ranking, at, value, count in moved:
            self._give((ranking, at, surplus * value // self.votes[giver], count))
        self.votes[giver] = self.quota * ONE
        self._end_stage(None, giver)

    def _exclude(self) -> None:
        """Rule 50: the lowest goes out, each paper goes on at the value it came with."""
        least = min(self.votes[place] for place in self.continuing)
        out = self._one_of([place for place in self.continuing if self.votes[place] == least], min, "exclusion")
        self.continuing.discard(out)
        moved, self.parcels[out] = self.parcels[out], []
        self.votes[out] = 0
        for parcel in moved:
            self._give(parcel)
        self._end_stage(out, None)

    def _one_of(self, tied: list[int], best: Callable[[list[int]], int], purpose: Purpose) -> int:
        if len(tied) == 1:
            return tied[0]
        between = tuple(sorted(self.names[place] for place in tied))
        for before in reversed(self.rounds[:-1]):
            wanted = best([before.votes[place] for place in tied])
            tied = [place for place in tied if before.votes[place] == wanted]
            if len(tied) == 1:
                self.lots.ties.append(Tie(between, self.names[tied[0]], "earlier_round", purpose, None))
                return tied[0]
        drawn = self.lots.draw([self.names[place] for place in tied], purpose)
        return self.names.index(drawn)
