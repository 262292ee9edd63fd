"""What may stand on the table between services: closed lists, the five acts, the days within which an answer is due."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from palier.identity.organisations.rules import Role, ServiceKind
from palier.kernel.days import ONE_DAY, is_working_day

TEXT_AT_MOST = 500
DAYS_AT_MOST = 30  # working days that one may ask for before answering
MONTHS_AT_MOST = 60  # of a plan

DEPARTMENTS = (ServiceKind.TRANSFERS, ServiceKind.ACCOUNTS, ServiceKind.TECHNICAL)
"""The landlord's services at the table (P9, seed 001: "les mutations, la comptabilité et la maintenance")."""

DEPARTMENT_ROLES = (Role.TRANSFERS, Role.ACCOUNTS, Role.TECHNICAL)


class Direction(StrEnum):
    """From which side of the wall to which. No line goes from one social worker to another."""

    TO_SOCIAL = "to_social"
    FROM_SOCIAL = "from_social"
    BETWEEN = "between"  # two departments of the landlord


class Act(StrEnum):
    """The five acts by which something of unpaid rent goes back to accounts, agreed and signed by the tenant (P8)."""

    PLAN_PROPOSED = "plan_proposed"
    REMINDERS_HELD = "reminders_held"
    APPOINTMENT_OFFERED = "appointment_offered"
    PAYMENT_ANNOUNCED = "payment_announced"
    AMOUNT_CONTESTED = "amount_contested"


@dataclass(frozen=True)
class ActDraft:
    """One act to send. Never a reason.

    `amount`: euros, a month for a plan, at once for a payment. `day`: the first payment of a plan, the last day
    of the hold, the day of the appointment, the day on which the payment is expected. `months`: how many payments.
    """

    act: Act
    amount: Decimal | None = None
    day: dt.date | None = None
    months: int | None = None


NEEDED: Mapping[Act, frozenset[str]] = {
    Act.PLAN_PROPOSED: frozenset({"amount", "day", "months"}),
    Act.REMINDERS_HELD: frozenset({"day"}),
    Act.APPOINTMENT_OFFERED: frozenset({"day"}),
    Act.PAYMENT_ANNOUNCED: frozenset({"day"}),
    Act.AMOUNT_CONTESTED: frozenset(),
}
"""What each act must say ..."""

ALLOWED: Mapping[Act, frozenset[str]] = {
    **NEEDED,
    Act.PAYMENT_ANNOUNCED: frozenset({"day", "amount"}),
}
"""... and all it may say."""


class Kind(StrEnum):
    """What a line is about, when it is none of the five acts."""

    REPAIR = "repair"
    VISIT_ARRANGED = "visit_arranged"
    CALL_BACK = "call_back"
    ACCOUNT = "account"
    WORKS = "works"
    MOVE = "move"


SOCIAL_ASKS = (Kind.REPAIR, Kind.VISIT_ARRANGED, Kind.CALL_BACK)
"""All that the social side may begin by itself, beside the acts."""

DOMAINS: Mapping[ServiceKind, tuple[Kind, ...]] = {
    ServiceKind.ACCOUNTS: (Kind.ACCOUNT,),
    ServiceKind.TECHNICAL: (Kind.REPAIR, Kind.WORKS),
    ServiceKind.TRANSFERS: (Kind.MOVE,),
}
"""Each department writes of its own domain, or asks another department about that one's."""


class Spot(StrEnum):
    """The place of a dwelling where a repair is needed."""

    KITCHEN = "kitchen"
    BATHROOM = "bathroom"
    TOILET = "toilet"
    LIVING_ROOM = "living_room"
    BEDROOM = "bedroom"
    ENTRANCE = "entrance"
    CELLAR = "cellar"
    BALCONY = "balcony"
    COMMON_PARTS = "common_parts"
    WHOLE_DWELLING = "whole_dwelling"


class State(StrEnum):
    """Whose turn it is: who was asked, who asked, nobody's any more."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Reply(StrEnum):
    """The closed list of answers. A department may add words to any of its own."""

    VISIT_ARRANGED = "visit_arranged"
    ANSWER_IN = "answer_in"
    CALL_BACK = "call_back"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    ON_DAY = "on_day"
    DONE = "done"
    IN_WORDS = "in_words"


SOCIAL_REPLIES = (Reply.VISIT_ARRANGED, Reply.ANSWER_IN, Reply.CALL_BACK)
"""All that the social side may answer (P9)."""

WITH_DAY = frozenset({Reply.VISIT_ARRANGED, Reply.ON_DAY})


@dataclass(frozen=True)
class LineDraft:
    """One line to begin. `service`: the recipient; None: the worker who looks after the household.

    `person`: for whom the worker asks, which the recipient does not learn; in My file she alone reads the line (P2).
    """

    household: uuid.UUID
    kind: str
    service: uuid.UUID | None = None
    spot: str = ""
    day: dt.date | None = None
    text: str = ""
    person: uuid.UUID | None = None


@dataclass(frozen=True)
class AnswerDraft:
    """One answer. `days`: working days until the answer that follows."""

    reply: Reply
    day: dt.date | None = None
    days: int | None = None
    text: str = ""


def direction(origin: ServiceKind, recipient: ServiceKind) -> Direction:
    """From which side to which."""
    if origin == ServiceKind.SOCIAL:
        return Direction.FROM_SOCIAL
    return Direction.TO_SOCIAL if recipient == ServiceKind.SOCIAL else Direction.BETWEEN


def kinds_between(origin: ServiceKind, recipient: ServiceKind) -> tuple[Kind, ...]:
    """What a line from `origin` to `recipient` may be about."""
    if origin == ServiceKind.SOCIAL:
        return SOCIAL_ASKS
    return (*DOMAINS.get(origin, ()), *DOMAINS.get(recipient, ()))


def replies_of(kind: ServiceKind) -> tuple[Reply, ...]:
    """What a service of this kind may answer."""
    return SOCIAL_REPLIES if kind == ServiceKind.SOCIAL else tuple(Reply)


def state_after(reply: Reply, by_recipient: bool) -> State:
    """Whose turn it is after an answer. That an answer follows answers nothing yet; who asked, asks again."""
    return State.ANSWERED if by_recipient and reply != Reply.ANSWER_IN else State.OPEN


@dataclass(frozen=True)
class DueIn:
    """A dated parameter: within how many working days a kind of line is answered, from a day on."""

    valid_from: dt.date
    days: Mapping[str, int]


DUE_IN = (
    DueIn(
        dt.date(2026, 1, 1),
        {
            Kind.REPAIR: 5,
            Kind.VISIT_ARRANGED: 5,
            Kind.CALL_BACK: 2,
            Kind.ACCOUNT: 10,
            Kind.WORKS: 10,
            Kind.MOVE: 10,
            Act.PLAN_PROPOSED: 5,
            Act.REMINDERS_HELD: 2,
            Act.APPOINTMENT_OFFERED: 5,
            Act.PAYMENT_ANNOUNCED: 5,
            Act.AMOUNT_CONTESTED: 10,
        },
    ),
)
"""The house's own presets, no law behind them; the latest that has begun counts."""


def working_days_after(day: dt.date, number: int) -> dt.date:
    """The working day that lies `number` working days after `day`; the day itself does not count."""
    while number > 0:
        day += ONE_DAY
        number -= is_working_day(day)
    return day


def due_on(kind: str, asked_on: dt.date) -> dt.date:
    """The last day for an answer. A day before the first parameter takes the first one."""
    begun = [one for one in DUE_IN if one.valid_from <= asked_on] or [DUE_IN[0]]
    latest = max(begun, key=lambda one: one.valid_from)
    return working_days_after(asked_on, latest.days[kind])
