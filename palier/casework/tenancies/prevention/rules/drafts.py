"""What is written down while a home is kept. Values only."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from palier.casework.tenancies.prevention.rules.keys import Label, LineKind, Period


@dataclass(frozen=True)
class LineDraft:
    """A line of a budget. `amount`: euros a `period`; of a debt, euros left to pay, and `paid` of it euros a month.

    `whose`: the person it is about; None: all of whom the budget is about.
    """

    kind: LineKind
    label: Label
    amount: Decimal
    period: Period = Period.MONTH
    words: str = ""
    paid: Decimal | None = None
    since: dt.date | None = None
    creditor: str = ""
    whose: uuid.UUID | None = None


@dataclass(frozen=True)
class BudgetDraft:
    """A budget from `month` on (its first day). `persons`: how many live from it."""

    month: dt.date
    persons: int
    confided_by: tuple[uuid.UUID, ...]
    lines: tuple[LineDraft, ...]


@dataclass(frozen=True)
class PlanWords:
    """A plan to try out: euros a month, on that day of the month, from `first` on, for so many months.

    `balance`: euros still owed when it begins; `is_landlords`: read from the landlord's side, not told.
    """

    balance: Decimal
    amount: Decimal
    day: int
    months: int
    first: dt.date
    is_landlords: bool = False


@dataclass(frozen=True)
class ActWords:
    """What an act says: euros, a day, a number of months; each only where the act has it."""

    act: str
    day: dt.date | None = None
    amount: Decimal | None = None
    months: int | None = None
