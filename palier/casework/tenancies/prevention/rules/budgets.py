"""The arithmetic of a budget, in euros. Sums stay exact until they are shown.

A year has 52 weeks and 12 months, so a week is 12/52 of a month. What is shown is rounded to the cent, half a cent up;
the remainder of a person and week is rounded down: nobody is told that she has more than she has.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Protocol

from palier.casework.tenancies.prevention.rules.keys import LineKind, Period

WEEKS_A_YEAR = 52
MONTHS_A_YEAR = 12
TIMES_A_YEAR = {Period.WEEK: WEEKS_A_YEAR, Period.MONTH: MONTHS_A_YEAR, Period.QUARTER: 4, Period.YEAR: 1}
CENT = Decimal("0.01")
NOTES_AND_COINS = (50, 20, 10, 5, 2, 1)


class Counted(Protocol):
    """What a line must say to be counted."""

    kind: str
    amount: Decimal
    period: str
    paid: Decimal | None


def _shown(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def _exact(amount: Decimal, period: str) -> Decimal:
    return amount * TIMES_A_YEAR[Period(period)] / MONTHS_A_YEAR


def a_month(line: Counted) -> Decimal:
    """What a line comes to in a month; of a debt, what is paid of it."""
    return _shown(_of_month(line))


def _of_month(line: Counted) -> Decimal:
    if line.kind == LineKind.DEBT:
        return line.paid or Decimal(0)
    return _exact(line.amount, line.period)


def a_week(line: Counted) -> Decimal:
    """What a line comes to in a week."""
    return _shown(_of_month(line) * MONTHS_A_YEAR / WEEKS_A_YEAR)


def a_person_week(of_month: Decimal, persons: int) -> Decimal:
    """A remainder of a month as euros a person and week, rounded down. Raises ValueError for nobody."""
    if persons < 1:
        raise ValueError("A budget is of somebody.")
    return (of_month * MONTHS_A_YEAR / WEEKS_A_YEAR / persons).quantize(CENT, ROUND_FLOOR)


@dataclass(frozen=True)
class Totals:
    """A budget in a month: euros that come, that go, paid on debts, left of debts, and what remains to live on."""

    incomes: Decimal
    charges: Decimal
    on_debts: Decimal
    debts_left: Decimal
    remainder: Decimal
    person_week: Decimal


def totals(lines: Iterable[Counted], persons: int) -> Totals:
    """Counts a budget. A negative remainder says that more goes than comes."""
    held = list(lines)
    comes, goes, paid = (sum((_of_month(one) for one in held if one.kind == kind), Decimal(0)) for kind in LineKind)
    left = sum((one.amount for one in held if one.kind == LineKind.DEBT), Decimal(0))
    remainder = comes - goes - paid
    return Totals(
        _shown(comes), _shown(goes), _shown(paid), _shown(left), _shown(remainder), a_person_week(remainder, persons)
    )


@dataclass(frozen=True)
class Money:
    """One note or coin: its euros."""

    euros: int

    @property
    def is_note(self) -> bool:
        return self.euros >= 5


def in_coins(amount: Decimal) -> list[Money]:
    """A sum as notes and coins, the largest first, to the next whole euro; nothing for nothing."""
    left, found = int(amount.quantize(Decimal(1), ROUND_HALF_UP)), []
    for euros in NOTES_AND_COINS:
        while left >= euros:
            found.append(Money(euros))
            left -= euros
    return found
