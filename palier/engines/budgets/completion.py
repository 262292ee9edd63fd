"""Equal shares leaves money unspent; "add1" raises every voter's share by one unit of currency, again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from palier.engines.budgets.election import Election
from palier.engines.budgets.outcome import Outcome, Stop, Tie, Why
from palier.engines.budgets.shares import Method, Utility
from palier.engines.budgets.walks import Way, walk


@dataclass(frozen=True, slots=True)
class Completed:
    """The answer; `steps` units were added to each share; it took `runs` runs of the method, `exact` of them exact.

    The last run, which fills in the numbers, is always exact and not counted.
    """

    outcome: Outcome
    steps: int
    runs: int
    exact: int


def equal_shares(election: Election, utility: Utility = "cost", *, with_payments: bool = False) -> Outcome:
    """The Method of Equal Shares with a share of budget / voters, nothing completed.

    O(rounds * supporters) at worst on numbers that grow with the rounds; most prices are never computed again.
    """
    return Method(election, utility).run(0, with_numbers=True, with_payments=with_payments)[0]


def add_one(
    election: Election,
    utility: Utility = "cost",
    *,
    with_payments: bool = False,
    may_go_on: Callable[[], bool] = lambda: True,
    way: Way | None = None,
) -> Completed:
    """Equal shares, the share raised by 1 until the money is used: the last outcome that the budget can pay.

    Ends when an outcome leaves no wanted project that would still fit (`nothing_more_fits`), or when the next one costs
    more than the budget (`next_step_over_budget`: the one before is the answer). Steps that provably change
    nothing are jumped over, and large elections are decided between bounds where these are certain (`walks`,
    `bounds`); `way` forces one of the three, for checking, and changes no answer. `may_go_on` is asked
    between steps; when it says no the answer is the last outcome (`time`). The number of steps is finite: once a share
    reaches the dearest project's cost, everything wanted is bought.
    """
    method = Method(election, utility)
    path = walk(method, way)
    steps = 0
    last: Outcome | None = None
    ties: dict[tuple[int, ...], Tie] = {}
    while True:
        outcome, jump = path.at(steps)
        if last is not None and _cost(method, outcome) > method.budget:
            stop, steps = Stop.NEXT_STEP_OVER_BUDGET, steps - 1
            break
        for tie in outcome.ties:
            ties.setdefault(tie.between, tie)
        if _is_exhaustive(method, outcome):
            stop = Stop.NOTHING_MORE_FITS
            break
        if not may_go_on():
            stop = Stop.TIME
            break
        last, steps = outcome, steps + 1 + jump
    final = method.run(steps, with_numbers=True, with_payments=with_payments)[0]
    said = sorted(ties.values(), key=lambda tie: (tie.share or 0, tie.between))
    return Completed(replace(final, stopped_because=stop, ties=said), steps, path.runs, path.exact)


def _cost(method: Method, outcome: Outcome) -> int:
    return sum(method.costs[place] for place in outcome.selected)


def _is_exhaustive(method: Method, outcome: Outcome) -> bool:
    """No project that somebody wants and that conflicts with nothing chosen would still fit."""
    left, chosen = method.budget - _cost(method, outcome), set(outcome.selected)
    return not any(
        reason.why is Why.SUPPORTERS_SHORT and method.costs[place] <= left and not chosen & method.conflicts[place]
        for place, reason in outcome.reasons.items()
    )
