"""The Method of Equal Shares: every voter holds the same share and supporters buy projects together.

Source: Peters and Skowron, "Proportionality and the Limits of Welfarism" (EC 2020); Peters, Pierczyński and Skowron,
"Proportional Participatory Budgeting with Additive Utilities" (NeurIPS 2021).

All in whole numbers. Money is kept as numerators over one denominator for all, which grows at each purchase, so
that nothing is ever rounded. A project's price per point can only rise while a run goes on (its supporters only grow
poorer), so prices found earlier are lower bounds, and most need not be computed again.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Literal

from palier.engines.budgets.election import Election
from palier.engines.budgets.outcome import Outcome, Reason, Stop, Tie, Why

Utility = Literal["cost", "cardinality"]
Member = tuple[int, int, int]  # ballot group, points of one voter, number of voters

_FINE = 1 << 64  # prices are first compared by their whole part in units of 1 / _FINE, then exactly
_EVER = 1 << 62


@dataclass(slots=True)
class Price:
    """What one point of a project costs: (need + need_slope * steps) / (weight * denominator).

    `need`: what its poor supporters, who give all they have, leave to the others; `weight`: the others' points.
    Exact for the steps of now, and for any number of further steps never above the true price.
    """

    need: int
    need_slope: int
    weight: int
    denominator: int
    rich: list[Member]
    poor: list[Member]
    groups: list[int]  # of the rich


class Method:
    """An election made ready: whole numbers, supporters per project. `run` may be called for any number of steps."""

    def __init__(self, election: Election, utility: Utility = "cost") -> None:
        """O(points on all ballots)."""
        self.election = election
        self.voters = election.voters
        points = lcm(*(points.denominator for ballot in election.ballots for _, points in ballot.points), 1)
        self.scale = lcm(election.budget.denominator, *(project.cost.denominator for project in election.projects))
        self.budget = int(election.budget * self.scale)
        self.growth = self.scale * self.voters  # of a share, a step, over voters * scale
        self.costs = [int(project.cost * self.scale) for project in election.projects]
        self.points = points
        self.members: list[list[Member]] = [[] for _ in election.projects]
        for group, ballot in enumerate(election.ballots):
            for place, given in ballot.points:
                each = given.numerator * (points // given.denominator)  # in whole parts: far faster than fractions
                if each > 0:
                    self.members[place].append((group, each, ballot.voters))
        # Under the utility "cost" a supporter values a project at its cost, else at 1 (times the points given).
        by_cost = utility == "cost" and election.kind == "approval"
        self.worth = [cost if by_cost else 1 for cost in self.costs]
        self.groups = [[group for group, _, _ in members] for members in self.members]
        self.weights = [sum(each * voters for _, each, voters in members) for members in self.members]
        self.kinds = [sorted({each for _, each, _ in members}) for members in self.members]
        self.conflicts = election.in_conflict()

    def enter(self, steps: int) -> tuple[Outcome, list[int]]:
        """What stands before anybody pays, free projects chosen; and the places that compete for money."""
        outcome = Outcome(stopped_because=Stop.NONE_AFFORDABLE, share=self.share(steps))
        for place, members in enumerate(self.members):
            if self.election.projects[place].is_left_out:
                outcome.reasons[place] = Reason(Why.LEFT_OUT)
            elif not members:
                outcome.reasons[place] = Reason(Why.NO_VOTE)
            elif not self.costs[place] and place not in outcome.reasons:
                self.take(outcome, place, Reason(Why.FREE, per_point=Fraction(0), all_they_had=0), {})
        return outcome, [place for place in range(len(self.members)) if place not in outcome.reasons]

    def take(self, outcome: Outcome, place: int, reason: Reason, payments: dict[int, Fraction]) -> None:
        """Chooses a project; what conflicts with it is out, unless it was out before."""
        outcome.selected.append(place)
        outcome.reasons[place] = reason
        outcome.payments.append(payments)
        for other in self.conflicts[place]:
            if other not in outcome.reasons:
                outcome.reasons[other] = Reason(Why.IN_CONFLICT, conflict=place)

    def at_start(self, steps: int) -> int:
        """What each voter holds after `steps`, as a numerator over voters * scale."""
        return self.budget + steps * self.growth

    def share(self, steps: int) -> Fraction:
        """What each voter holds after `steps` units of currency were added, in currency units."""
        return self.election.budget / self.voters + steps if self.voters else Fraction(0)

    def run(
        self, steps: int = 0, *, with_slopes: bool = False, with_numbers: bool = False, with_payments: bool = False
    ) -> tuple[Outcome, int]:
        """One run with a share of budget / voters + `steps`; and how many further steps would surely change nothing.

        That number is 0 unless `with_slopes`. `with_numbers` fills the reasons, `with_payments` who paid what.

        With slopes the share is computed along with its growth: money, prices and payments are straight lines in the
        number of steps as long as the same voters give all they have, and the first step at which a line could cross
        another ends the certainty. Lines of projects not chosen are lower bounds (see `Price`), so they need
        not stay exact to prove that nothing changes.
        """
        return _Run(self, steps, with_slopes, with_numbers, with_payments).result()


class _Run:
    def __init__(self, method: Method, steps: int, with_slopes: bool, with_numbers: bool, with_payments: bool) -> None:
        self.method, self.with_slopes = method, with_slopes
        self.with_numbers, self.with_payments = with_numbers, with_payments
        groups = len(method.election.ballots)
        self.denominator = max(method.voters, 1)
        self.start = method.at_start(steps)
        self.money = [self.start] * groups
        self.slope = [method.growth] * groups if with_slopes else []
        self.outcome, places = method.enter(steps)
        self.still = _EVER
        self.prices: dict[int, Price] = {}
        self.queue: list[tuple[int, int]] = []
        self._enter(places)

    def result(self) -> tuple[Outcome, int]:
        while self.queue:
            tied = self._cheapest()
            if tied:
                self._buy(tied)
        return self.outcome, self.still if self.with_slopes else 0

    def _enter(self, places: list[int]) -> None:
        """Everything wanted enters the queue at a price nobody is too poor for: a lower bound."""
        for place in places:
            members, weight = self.method.members[place], self.method.weights[place]
            need, groups = self.method.costs[place] * self.denominator, self.method.groups[place]
            price = Price(need, 0, weight, self.denominator, members, [], groups)
            self.prices[place] = price
            self.queue.append((self._rank(place, price), place))
        heapq.heapify(self.queue)

    def _rank(self, place: int, price: Price) -> int:
        return price.need * _FINE // (price.weight * price.denominator * self.method.worth[place])

    def _cheapest(self) -> list[int]:
        """The projects with the lowest price per worth, by id; empty when none is affordable any more."""
        best, least = -1, -1
        tied: list[int] = []
        others: list[tuple[int, int]] = []
        while self.queue and (best < 0 or self.queue[0][0] <= best):
            _, place = heapq.heappop(self.queue)
            if place in self.outcome.reasons:
                continue
            if not self._reprice(place):
                continue
            price = self.prices[place]
            rank = self._rank(place, price)
            sign = self._compare(place, least) if tied else -1
            if sign < 0:
                others.extend((best, other) for other in tied)
                best, least, tied = rank, place, [place]
            elif sign == 0:
                tied.append(place)
            else:
                others.append((rank, place))
        for entry in [*others, *((best, place) for place in tied)]:
            heapq.heappush(self.queue, entry)
        return sorted(tied)

    def _compare(self, here: int, there: int) -> int:
        """Below 0 when `here` is cheaper than `there`; both prices are of now."""
        one, other, worth = self.prices[here], self.prices[there], self.method.worth
        return one.need * other.weight * worth[there] - other.need * one.weight * worth[here]

    def _reprice(self, place: int) -> bool:
        """The exact price of now; False, and out, when the supporters together cannot pay.

        Who is too poor to pay in full gives all; that raises the price for the others, who may then be too poor.
        """
        price, money = self.prices[place], self.money
        rich, groups = price.rich, price.groups
        poor = [member for member in price.poor if money[member[0]] or (self.slope and self.slope[member[0]])]
        need = self.method.costs[place] * self.denominator - sum([money[g] * n for g, _, n in poor])
        weight = price.weight
        while rich:
            below = {points: (need * points - 1) // weight for points in self.method.kinds[place]}
            if not self.outcome.payments and self.start > max(below.values()):
                break  # nobody has paid yet: all hold the same
            if min(map(money.__getitem__, groups)) > max(below.values()):
                break
            newly = [member for member in rich if money[member[0]] <= below[member[1]]]
            if not newly:
                break
            rich = [member for member in rich if money[member[0]] > below[member[1]]]
            groups = [member[0] for member in rich]
            poor += newly
            need -= sum([money[g] * n for g, _, n in newly])
            weight -= sum([u * n for _, u, n in newly])
        slope = -sum([self.slope[g] * n for g, _, n in poor]) if self.with_slopes else 0
        self.prices[place] = Price(need, slope, weight, self.denominator, rich, poor, groups)
        if rich:
            return True
        self._while_above_zero(need, slope)
        held = self.method.costs[place] * self.denominator - need
        self.outcome.reasons[place] = Reason(
            Why.SUPPORTERS_SHORT,
            Fraction(held, self.denominator * self.method.scale) if self.with_numbers else None,
        )
        return False

    def _buy(self, tied: list[int]) -> None:
        place = tied[0]
        price = self.prices[place]
        if len(tied) > 1:
            self.outcome.ties.append(Tie(tuple(tied), place, self.outcome.share))
        if self.with_slopes and self.still:
            self._watch(place, price)
            if not self.still:  # the next step may change something: no need to look further
                self.with_slopes, self.slope = False, []
        reason = self._reason(price) if self.with_numbers else Reason(Why.CHOSEN)
        self.method.take(self.outcome, place, reason, self._payments(price) if self.with_payments else {})
        self._pay(price, self.method.kinds[place])

    def _reason(self, price: Price) -> Reason:
        units = price.weight * self.denominator * self.method.scale
        return Reason(
            Why.CHOSEN,
            per_point=Fraction(price.need * self.method.points, units),
            all_they_had=sum(voters for group, _, voters in price.poor if self.money[group]),
        )

    def _payments(self, price: Price) -> dict[int, Fraction]:
        each = Fraction(price.need, price.weight * self.denominator * self.method.scale)
        paid = {group: each * points * voters for group, points, voters in price.rich}
        for group, _, voters in price.poor:
            if self.money[group]:
                paid[group] = Fraction(self.money[group] * voters, self.denominator * self.method.scale)
        return paid

    def _pay(self, price: Price, kinds: list[int]) -> None:
        """Takes the money; the common denominator grows by what the price brings in."""
        shared = gcd(price.need, price.need_slope, price.weight)
        need, need_slope, factor = price.need // shared, price.need_slope // shared, price.weight // shared
        if factor > 1:
            self.money = [one * factor for one in self.money]
            self.slope = [one * factor for one in self.slope]
            self.denominator *= factor
        _subtract(self.money, need, price, kinds)
        if self.with_slopes:
            _subtract(self.slope, need_slope, price, kinds)

    # -- how long nothing changes ------------------------------------------------------------------------------------

    def _while_above_zero(self, value: int, slope: int) -> None:
        """`value` + steps * `slope` must stay above zero (value is)."""
        if slope < 0:
            self.still = min(self.still, max(value - 1, 0) // -slope)

    def _watch(self, chosen: int, price: Price) -> None:
        """Until when would `chosen` be bought now, by the same voters giving all and the same paying in full?"""
        need, rise, weight = price.need, price.need_slope, price.weight
        # Who pays in full can go on doing so: with each step a price falls and what a voter holds rises.
        for group, points, _ in price.poor:  # still cannot, or just
            slope = rise * points - self.slope[group] * weight
            if slope < 0:
                self.still = min(self.still, (need * points - self.money[group] * weight) // -slope)
        worth = self.method.worth
        for _, place in self.queue:
            if place == chosen or place in self.outcome.reasons:
                continue
            other = self.prices[place]
            ours = other.weight * other.denominator * worth[place]
            theirs = weight * price.denominator * worth[chosen]
            slope = other.need_slope * theirs - rise * ours
            if slope < 0:
                self._while_above_zero(other.need * theirs - need * ours, slope)


def _subtract(held: list[int], per_point: int, price: Price, kinds: list[int]) -> None:
    """The rich give `per_point` for each point, the poor all."""
    due = {points: per_point * points for points in kinds}
    if len(due) == 1:
        (same,) = due.values()
        for group in price.groups:
            held[group] -= same
    else:
        for group, points, _ in price.rich:
            held[group] -= due[points]
    for group, _, _ in price.poor:
        held[group] = 0
