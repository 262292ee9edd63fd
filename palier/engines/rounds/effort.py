"""How long a search goes on: so many steps, chosen from the size, and a net of seconds beneath."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum

NO_ANSWER = 2**63 - 1  # PyVRP's cost of what cannot be carried out


class Stopped(StrEnum):
    """Why a search ended. The answer is the same byte for byte unless it is TIME."""

    NOTHING_TO_PLAN = "nothing_to_plan"
    STEPS = "steps"  # all the steps that this size is given
    NO_BETTER = "no_better"  # so many steps without a better answer
    TIME = "time"  # the net: --seconds


@dataclass(slots=True)
class Effort:
    """Steps that several searches share, counted down; `until` is a reading of the monotonic clock."""

    steps: int
    patience: int  # steps without a better answer after which one search ends
    until: float
    taken: int = 0
    stopped: Stopped = field(default=Stopped.STEPS)

    @property
    def left(self) -> int:
        """Steps that may still be taken."""
        return max(self.steps - self.taken, 0)

    @property
    def is_out_of_time(self) -> bool:
        """Whether the net has been reached; then `stopped` says so for good."""
        if time.monotonic() >= self.until:
            self.stopped = Stopped.TIME
        return self.stopped is Stopped.TIME


def effort(steps: int, patience: int, seconds: float) -> Effort:
    """An effort of `steps`, ending `seconds` from now at the latest."""
    return Effort(steps, patience, time.monotonic() + seconds)


@dataclass(slots=True)
class Until:
    """A stop rule as PyVRP asks it: called before each step with the best cost so far, true to end."""

    effort: Effort
    most: int
    first_only: bool = False  # end at the first answer that can be carried out
    best: int | None = None
    steps: int = 0
    idle: int = 0

    def __call__(self, best_cost: int) -> bool:
        if self.best is None or best_cost < self.best:
            self.best, self.idle = best_cost, 0
        if (self.first_only and best_cost < NO_ANSWER) or self.effort.is_out_of_time:
            return True
        if self.steps >= self.most:
            self.effort.stopped = Stopped.STEPS
            return True
        if self.idle >= self.effort.patience:
            self.effort.stopped = Stopped.NO_BETTER
            return True
        self.steps += 1
        self.idle += 1
        self.effort.taken += 1
        return False
