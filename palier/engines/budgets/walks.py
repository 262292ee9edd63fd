"""How add1 goes from step to step: one by one, by jumps over what stands still, or between bounds; same answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from palier.engines.budgets.outcome import Outcome
from palier.engines.budgets.shares import Method

Way = Literal["steps", "jumps", "bounds"]

LARGE = 1_000  # points on all ballots: from here on arrays are faster
_LONGEST_PAUSE = 8  # runs


def walk(method: Method, way: Way | None = None) -> Exact | Bounded:
    """The way that was asked for, or the fastest for that size."""
    if way is None:
        way = "bounds" if sum(map(len, method.members)) >= LARGE else "jumps"
    return Bounded(method) if way == "bounds" else Exact(method, by_jumps=way == "jumps")


class Exact:
    """Each run in exact arithmetic. `runs` counts them."""

    def __init__(self, method: Method, *, by_jumps: bool) -> None:
        self.method, self.by_jumps = method, by_jumps
        self.pace = _Pace()
        self.runs = 0

    @property
    def exact(self) -> int:
        """How many of the runs were exact."""
        return self.runs

    def at(self, steps: int) -> tuple[Outcome, int]:
        """The outcome after `steps`, and how many further steps surely change nothing."""
        self.runs += 1
        looks_ahead = self.by_jumps and self.pace.may_try()
        outcome, jump = self.method.run(steps, with_slopes=looks_ahead)
        if looks_ahead:
            self.pace.tried(paid=jump > 0)
        return outcome, jump


class Bounded:
    """Runs between bounds, over as many steps at once as proves certain; exact where one step alone is not."""

    def __init__(self, method: Method) -> None:
        from palier.engines.budgets.bounds import Bounds  # numpy is loaded by whom it serves

        self.bounds, self.fallback = Bounds(method), Exact(method, by_jumps=True)
        self.pace = _Pace()
        self.width = 1
        self.bounded = 0

    @property
    def runs(self) -> int:
        """All runs, those that ended without an answer included."""
        return self.bounded + self.fallback.runs

    @property
    def exact(self) -> int:
        """How many of the runs were exact."""
        return self.fallback.runs

    def at(self, steps: int) -> tuple[Outcome, int]:
        """The outcome after `steps`, and how many further steps surely change nothing."""
        if self.pace.may_try():
            wider = self._between(steps, 2 * self.width)
            self.pace.tried(paid=wider is not None)
            if wider is not None:
                self.width *= 2
                return wider, self.width - 1
        while self.width:
            outcome = self._between(steps, self.width)
            if outcome is not None:
                return outcome, self.width - 1
            self.width //= 2
        self.width = 1
        return self.fallback.at(steps)

    def _between(self, steps: int, width: int) -> Outcome | None:
        self.bounded += 1
        return self.bounds.run(steps, steps + width - 1)


@dataclass(slots=True)
class _Pace:
    """What costs a run or two and did not pay is left for a while, longer each time."""

    pause: int = 1
    resting: int = 0

    def may_try(self) -> bool:
        self.resting -= 1
        return self.resting < 0

    def tried(self, *, paid: bool) -> None:
        if paid:
            self.pause = 1
        else:
            self.pause, self.resting = min(2 * self.pause, _LONGEST_PAUSE), self.pause
