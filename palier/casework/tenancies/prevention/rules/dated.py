"""Dated data of keeping a home: the canvas of first contacts, the least to live on, what of the lease is at stake."""

import csv
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from palier.casework.tenancies.prevention.rules.keys import Side, Stake, Way
from palier.kernel.language import Bilingual

DATA = Path(__file__).parents[1] / "data"
CANVAS, BEARABLE, STAKES = DATA / "canvas.csv", DATA / "bearable.csv", DATA / "stakes.csv"


@dataclass(frozen=True)
class CanvasStep:
    """So many days after the first unpaid day, help is offered so. `organisation`: a company's slug; "": any."""

    organisation: str
    valid_from: dt.date
    days_after: int
    way: Way
    source: str

    def on(self, unpaid_since: dt.date) -> dt.date:
        """The day that falls on."""
        return unpaid_since + dt.timedelta(days=self.days_after)


@dataclass(frozen=True)
class Bearable:
    """The least that must remain, euros a person and week, from a day on; where it comes from and how sure it is."""

    valid_from: dt.date
    person_week: Decimal
    source: Bilingual
    confirmed_on: dt.date | None


@dataclass(frozen=True)
class StakeWords:
    """A right or duty of the lease in plain words, with its legal source; until counsel confirmed it, it says so."""

    stake: Stake
    side: Side
    valid_from: dt.date
    says: Bilingual
    source: Bilingual
    confirmed_on: dt.date | None


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@lru_cache(maxsize=1)
def _canvas() -> tuple[CanvasStep, ...]:
    return tuple(
        CanvasStep(
            row["organisation"],
            dt.date.fromisoformat(row["valid_from"]),
            int(row["days_after"]),
            Way(row["way"]),
            row["source"],
        )
        for row in _rows(CANVAS)
    )


def canvas(organisation: str, today: dt.date) -> list[CanvasStep]:
    """The company's own canvas that holds today, else the one of the house, in the order of days."""
    held = [one for one in _canvas() if one.valid_from <= today]
    mine = [one for one in held if one.organisation == organisation] or [one for one in held if not one.organisation]
    latest = max((one.valid_from for one in mine), default=None)
    return sorted((one for one in mine if one.valid_from == latest), key=lambda one: one.days_after)


@lru_cache(maxsize=1)
def _bearable() -> tuple[Bearable, ...]:
    return tuple(
        Bearable(
            dt.date.fromisoformat(row["valid_from"]),
            Decimal(row["person_week"]),
            Bilingual(row["source_fr"], row["source_nl"]),
            _day(row["confirmed_on"]),
        )
        for row in _rows(BEARABLE)
    )


def bearable(today: dt.date) -> Bearable:
    """The least to live on that holds today."""
    return max((one for one in _bearable() if one.valid_from <= today), key=lambda one: one.valid_from)


@lru_cache(maxsize=1)
def _stakes() -> tuple[StakeWords, ...]:
    return tuple(
        StakeWords(
            Stake(row["code"]),
            Side(row["side"]),
            dt.date.fromisoformat(row["valid_from"]),
            Bilingual(row["says_fr"], row["says_nl"]),
            Bilingual(row["source_fr"], row["source_nl"]),
            _day(row["confirmed_on"]),
        )
        for row in _rows(STAKES)
    )


def stakes(today: dt.date) -> list[StakeWords]:
    """What holds today, rights before duties; of two rows with one code, the later."""
    held: dict[Stake, StakeWords] = {}
    for row in sorted(_stakes(), key=lambda one: one.valid_from):
        if row.valid_from <= today:
            held[row.stake] = row
    order = list(Stake)
    return sorted(held.values(), key=lambda one: (one.side != Side.RIGHT, order.index(one.stake)))
