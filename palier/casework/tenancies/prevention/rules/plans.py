"""A repayment plan tried out against a budget, month by month. Euros and days; `today` is never asked."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from palier.casework.tenancies.prevention.rules.budgets import a_person_week
from palier.kernel.days import add_months

LAST_DAY_OF_PLAN = 28  # a day that every month has
MONTHS_AT_MOST = 60
DRAFTS_COMPARED = 3


@dataclass(frozen=True)
class Instalment:
    """One month: what is paid, what is then still owed, what remains to live on, a month and a person and week.

    The last two are None while there is no budget to try it on.
    """

    day: dt.date
    paid: Decimal
    owed: Decimal
    remainder: Decimal | None
    person_week: Decimal | None


@dataclass(frozen=True)
class Simulated:
    """A plan tried out. `left`: what is still owed after its last month; `ends_on`: the day on which nothing is.

    `is_bearable`: what remains stays at or above the least in each month; None without a budget.
    """

    instalments: tuple[Instalment, ...]
    left: Decimal
    ends_on: dt.date | None
    lowest: Decimal | None
    is_bearable: bool | None


def simulate(
    *,
    balance: Decimal,
    amount: Decimal,
    day: int,
    months: int,
    first: dt.date,
    remainder: Decimal | None = None,
    persons: int = 1,
    least: Decimal = Decimal(0),
) -> Simulated:
    """Tries a plan out on what remains of a month. `first`: any day of its first month; `least`: a person and week."""
    owed, rows = balance, []
    begins = first.replace(day=min(day, LAST_DAY_OF_PLAN))
    for number in range(months):
        if owed <= 0:
            break
        paid = min(amount, owed)
        owed -= paid
        after = None if remainder is None else remainder - paid
        week = None if after is None else a_person_week(after, persons)
        rows.append(Instalment(add_months(begins, number), paid, owed, after, week))
    weeks = [row.person_week for row in rows if row.person_week is not None]
    lowest = min(weeks) if weeks else None
    return Simulated(
        instalments=tuple(rows),
        left=owed,
        ends_on=rows[-1].day if rows and owed <= 0 else None,
        lowest=lowest,
        is_bearable=None if lowest is None else lowest >= least,
    )
