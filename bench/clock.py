"""Times in milliseconds, told as p50 and p95."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Times:
    """Milliseconds at the middle and near the end of a sorted run."""

    p50: float
    p95: float

    @classmethod
    def of(cls, milliseconds: list[float]) -> "Times":
        ordered = sorted(milliseconds)
        return cls(ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))])

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p95:.1f}"


def repeat(act: Callable[[], Any], times: int = 60) -> Times:
    """Runs `act` five times to warm up, then `times` times."""
    for _ in range(5):
        act()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return Times.of(taken)
