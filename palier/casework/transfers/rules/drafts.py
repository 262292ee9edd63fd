"""What the department writes, as plain values."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from decimal import Decimal

from palier.casework.transfers.rules.lists import Kind, Need, Step


@dataclass(frozen=True)
class Wishes:
    """What a household declared on its own form. `sites`, `communes`: only there, when it names any; else anywhere.

    `near`: which school or place. `certificate_seen_on`: that one was seen, and when; it is never kept.
    """

    needs: tuple[Need, ...] = ()
    near: str = ""
    sites: tuple[uuid.UUID, ...] = ()
    communes: tuple[str, ...] = ()
    certificate_seen_on: dt.date | None = None


@dataclass(frozen=True)
class RequestDraft:
    """A transfer that begins. `declared_by`: who filled the form, or was told; `agrees`: to be proposed dwellings."""

    household: uuid.UUID
    kind: Kind
    asked_on: dt.date
    declared_by: tuple[uuid.UUID, ...] = ()
    agrees: bool = True
    other_companies: bool = False
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True)
class AgreementDraft:
    """What the household said at a step, on which day. `move`: to which one, at that step."""

    step: Step
    given: bool
    on: dt.date
    move: uuid.UUID | None = None


@dataclass(frozen=True)
class DecisionDraft:
    """What the department decides about a move, and why. Rents: euros a month, needed where it is mandatory."""

    accept: bool
    motive: str
    rent_now: Decimal | None = None
    rent_there: Decimal | None = None
