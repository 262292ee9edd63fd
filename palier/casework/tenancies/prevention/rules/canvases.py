"""A company's own canvas of first contacts: on which days after the first unpaid one help is offered, and how."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from palier.casework.tenancies.prevention.rules.dated import CanvasStep, canvas
from palier.casework.tenancies.prevention.rules.keys import Way

STEPS_AT_MOST = 6
DAYS_AT_MOST = 365


class CanvasState(StrEnum):
    """A company's own canvas counts once somebody else than who proposed it has confirmed it."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True)
class CanvasDraft:
    """A canvas as proposed. `steps`: (days after the first unpaid day, way), by day; `source`: on what it stands."""

    valid_from: dt.date
    steps: tuple[tuple[int, Way], ...]
    source: str

    @property
    def days(self) -> list[int]:
        return [days for days, _ in self.steps]

    @property
    def ways(self) -> list[str]:
        return [way.value for _, way in self.steps]

    def as_steps(self, organisation: str = "") -> list[CanvasStep]:
        """As the house's file has them."""
        return [CanvasStep(organisation, self.valid_from, days, way, self.source) for days, way in self.steps]


def in_force(own: Sequence[CanvasStep], organisation: str, today: dt.date) -> list[CanvasStep]:
    """The canvas that the company confirmed for today, else that of the house's file."""
    return list(own) or canvas(organisation, today)
