"""Equal shares between two bounds: what is certain for many steps of add1 at once, at a fraction of the cost.

Whoever starts with more ends with more: along one order of purchases a price falls and what a voter keeps rises when
anybody's money rises. So two accounts per ballot group, `most` and `least`, each following the exact rule and rounded
away from the other to whole units, enclose what that group really holds: at one step, or at every step between two.
Where the dearest a project can be is below the cheapest any other can be, it is bought next at all those steps. Where
the bounds leave a choice open there is no answer, and `Method.run` has to decide. All in whole numbers.

The rule is that of `shares`, computed here on arrays.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from palier.engines.budgets.outcome import Outcome, Reason, Tie, Why
from palier.engines.budgets.shares import Member, Method

_MOST = 1 << 62  # no amount, and no sum of amounts, may be larger: numbers of 64 bits
_FINE = 1 << 64  # prices are compared by their whole part in units of 1 / _FINE

Whole = NDArray[np.int64]
Price = tuple[int, int]  # what is still to pay, by so many points: their ratio is the price of a point


class Bounds:
    """An election made ready: the supporters of each project as arrays. `run` may be called for any steps."""

    def __init__(self, method: Method) -> None:
        """O(points on all ballots)."""
        self.method = method
        self.supporters = [
            _Supporters.of(members, points) for members, points in zip(method.members, method.kinds, strict=True)
        ]
        self.fits = sum(method.weights) <= _MOST

    def run(self, first: int, last: int) -> Outcome | None:
        """The outcome of each of the steps `first` to `last`, without numbers; None when that is not certain.

        Its share and its ties are those of `first`. O(rounds * supporters) at worst, on 64 bits.
        """
        poorest, richest = self.method.at_start(first), self.method.at_start(last)
        all_money = richest * self.method.voters
        if not self.fits or not 0 < all_money <= _MOST:
            return None
        try:
            return _Run(self, first, poorest, richest, unit=_MOST // all_money).result()
        except _OpenError:
            return None


class _OpenError(Exception):
    """The bounds leave a choice open."""


@dataclass(frozen=True, slots=True)
class _Supporters:
    """Who supports one project: arrays with one entry a ballot group. `kind` says which of `points` a voter gave."""

    groups: NDArray[np.intp]
    voters: Whole
    weights: Whole
    kind: NDArray[np.intp]
    points: list[int]
    weight: int

    @classmethod
    def of(cls, members: list[Member], points: list[int]) -> _Supporters:
        kind = {each: number for number, each in enumerate(points)}
        weights = [each * voters for _, each, voters in members]
        whole = sum(weights)
        return cls(
            np.array([group for group, _, _ in members], np.intp),
            np.array([voters for _, _, voters in members], np.int64),
            np.array(weights if whole <= _MOST else [], np.int64),
            np.array([kind[each] for _, each, _ in members], np.intp),
            points,
            whole,
        )

    def each(self, amounts: list[int]) -> Whole:
        """An amount per kind, given to every group; above `_MOST` is as good as `_MOST`, nobody holds more."""
        per_kind = np.array([min(amount, _MOST) for amount in amounts], np.int64)
        return per_kind if len(amounts) == 1 else per_kind[self.kind]

    def price(self, money: Whole, cost: int, at_least: Price) -> Price | None:
        """What a point costs, exactly, when each group's voters hold `money`; None when that is not enough.

        `at_least` is a price known to be no higher. Who cannot pay in full gives all, which raises the price for the
        others; that is repeated until it holds.
        """
        held = money[self.groups]
        given = held * self.voters
        if int(given.sum()) < cost:
            return None
        (need, weight), known = at_least, -1
        while True:
            poor = held <= self.each([(need * points - 1) // weight for points in self.points])
            count = int(np.count_nonzero(poor))
            if count == known:
                return need, weight
            known = count
            need, weight = cost - int((given * poor).sum()), self.weight - int((self.weights * poor).sum())

    def pay(self, money: Whole, amounts: list[int]) -> None:
        """Takes an amount per kind from each group's voters, or all they have."""
        money[self.groups] = np.maximum(money[self.groups] - self.each(amounts), 0)


class _Run:
    """One run; raises `_OpenError` at the first choice that is not certain."""

    def __init__(self, bounds: Bounds, first: int, poorest: int, richest: int, unit: int) -> None:
        method = self.method = bounds.method
        self.supporters = bounds.supporters
        groups = len(method.election.ballots)
        self.least = np.full(groups, poorest * unit, np.int64)
        self.most = np.full(groups, richest * unit, np.int64)
        self.costs = [cost * method.voters * unit for cost in method.costs]
        self.outcome, places = method.enter(first)
        self.low: dict[int, Price] = {place: (self.costs[place], method.weights[place]) for place in places}
        self.queue = [(self._rank(place, self.low[place]), place) for place in places]
        heapq.heapify(self.queue)

    def result(self) -> Outcome:
        while tied := self._cheapest():
            self._buy(tied)
        return self.outcome

    def _rank(self, place: int, price: Price) -> int:
        need, weight = price
        return need * _FINE // (weight * self.method.worth[place])

    def _cheapest(self) -> dict[int, Price]:
        """What is bought next with the most it may cost, and what certainly costs the same; none when all is over."""
        place = self._next()
        if place is None:
            return {}
        high = self._high(place)
        ceiling = self._rank(place, high)
        tied, seen = {place: high}, [place]
        while self.queue and self.queue[0][0] <= ceiling:
            _, other = heapq.heappop(self.queue)
            if not self._competes(other):
                continue
            seen.append(other)
            if self._rank(other, self.low[other]) <= ceiling:
                tied[other] = self._high(other)
                self._must_cost_the_same(place, high, other, tied[other])
        for one in seen:
            heapq.heappush(self.queue, (self._rank(one, self.low[one]), one))
        return tied

    def _next(self) -> int | None:
        """The project with the lowest lower bound, out of the queue; what nobody can pay is left out on the way."""
        while self.queue:
            rank, place = heapq.heappop(self.queue)
            if not self._competes(place):
                continue
            now = self._rank(place, self.low[place])
            if now == rank or not self.queue or now <= self.queue[0][0]:
                return place
            heapq.heappush(self.queue, (now, place))
        return None

    def _competes(self, place: int) -> bool:
        """False, and out, when its supporters surely cannot pay; else its lower bound is brought up to date."""
        if place in self.outcome.reasons:
            return False
        price = self.supporters[place].price(self.most, self.costs[place], self.low[place])
        if price is None:
            self.outcome.reasons[place] = Reason(Why.SUPPORTERS_SHORT)
            return False
        self.low[place] = price
        return True

    def _high(self, place: int) -> Price:
        price = self.supporters[place].price(self.least, self.costs[place], self.low[place])
        if price is None:
            raise _OpenError
        return price

    def _must_cost_the_same(self, here: int, high: Price, there: int, other: Price) -> None:
        """Certain only where nobody's rounded money has a part in the prices."""
        worth = self.method.worth
        (need, weight), (others, points) = self.low[here], self.low[there]
        if (high, other) != (self.low[here], self.low[there]) or (
            need * points * worth[there] != others * weight * worth[here]
        ):
            raise _OpenError

    def _buy(self, tied: dict[int, Price]) -> None:
        place = min(tied)
        if len(tied) > 1:
            self.outcome.ties.append(Tie(tuple(sorted(tied)), place, self.outcome.share))
        self.method.take(self.outcome, place, Reason(Why.CHOSEN), {})
        supporters = self.supporters[place]
        need, weight = self.low[place]
        supporters.pay(self.most, [need * points // weight for points in supporters.points])
        need, weight = tied[place]
        supporters.pay(self.least, [-(-need * points // weight) for points in supporters.points])
