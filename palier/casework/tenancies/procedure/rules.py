"""What accounts note: the kinds of facts, and how a procedure ends."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from palier.casework.tenancies.rules import Stage, WinterException

REMARK_AT_MOST = 200


class FactKind(StrEnum):
    """A balance, or a stage that the landlord's file tells: all of them but what follows an eviction."""

    BALANCE = "balance"
    FIRST_SIGNAL = Stage.FIRST_SIGNAL.value
    REMINDER = Stage.REMINDER.value
    FORMAL_NOTICE = Stage.FORMAL_NOTICE.value
    REPAYMENT_PLAN = Stage.REPAYMENT_PLAN.value
    PETITION = Stage.PETITION.value
    HEARING = Stage.HEARING.value
    JUDGMENT = Stage.JUDGMENT.value
    SERVICE = Stage.SERVICE.value
    BAILIFF_NOTICE = Stage.BAILIFF_NOTICE.value
    EVICTION = Stage.EVICTION.value


ANNOUNCED = frozenset({FactKind.HEARING, FactKind.EVICTION})
"""May lie ahead: the letter that is kept says the day."""

SOON, AHEAD = dt.timedelta(days=10), dt.timedelta(days=30)
"""Within which a hearing or an eviction is told to the referent in her day, and as a date to her head (P26, P27)."""

WITH_TERM = frozenset({FactKind.FORMAL_NOTICE, FactKind.REPAYMENT_PLAN, FactKind.JUDGMENT, FactKind.BAILIFF_NOTICE})
"""May carry a last day of their own: the judge's, or what the two agreed on."""


class End(StrEnum):
    """How it ended. None of them says anything of the person."""

    SETTLED = "settled"
    LEFT = "left"
    EVICTED = "evicted"
    STOPPED = "stopped"


@dataclass(frozen=True)
class ProcedureDraft:
    """What begins a procedure. `monthly_rent`: euros a month."""

    household: uuid.UUID
    begun_on: dt.date
    monthly_rent: Decimal | None = None


@dataclass(frozen=True)
class FactDraft:
    """One fact to note. `amount`: euros owed that day."""

    kind: FactKind
    day: dt.date
    amount: Decimal | None = None
    until: dt.date | None = None
    exception: WinterException | None = None
    remark: str = ""
