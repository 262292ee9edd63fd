"""What the landlord's file says: stages with their day. Nothing that was confided enters here (P8)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from palier.casework.tenancies.rules.keys import OwnTermKind, Recipient, Stage, Unit

MILESTONES = (
    Stage.FORMAL_NOTICE,
    Stage.PETITION,
    Stage.HEARING,
    Stage.JUDGMENT,
    Stage.SERVICE,
    Stage.BAILIFF_NOTICE,
    Stage.EVICTION,
)
"""The stages no eviction can do without, in order. Signals, reminders and plans come at any time, or never."""


@dataclass(frozen=True)
class OwnTerm:
    """Another term between service and eviction than the rule's, as the judgment has it.

    `not_before`: the day it names; else `length` in `unit`, counted from service. Neither is needed when the tenant has
    left: then the term falls. Raises `ValueError` when it says neither, or both.
    """

    kind: OwnTermKind
    length: int | None = None
    unit: Unit = Unit.MONTHS
    not_before: dt.date | None = None

    def __post_init__(self) -> None:
        said = (self.length is not None) + (self.not_before is not None)
        if said != (0 if self.kind == OwnTermKind.TENANT_LEFT else 1):
            raise ValueError("A term of the judgment is a length or a day; for a tenant who left it is neither.")
        if self.length is not None and self.length < 0:
            raise ValueError("A term is not shorter than nothing.")


@dataclass(frozen=True)
class Owed:
    """What is claimed: `months` of rent; `is_only_ground`: nothing else is held against the tenant."""

    months: Decimal
    is_only_ground: bool


@dataclass(frozen=True)
class Fact:
    """A stage and the Brussels day on which it happened; after today, the day that is announced for it.

    `owed`: the claim, where the file says it. `own_term`: of a judgment. `told`: who was told; None: the file does not
    say, and no doubt is made of it.
    """

    stage: Stage
    day: dt.date
    owed: Owed | None = None
    own_term: OwnTerm | None = None
    told: frozenset[Recipient] | None = None


class History:
    """The facts of one procedure as they stand on a day: what happened until then, what is announced for later."""

    def __init__(self, facts: Iterable[Fact], today: dt.date) -> None:
        self.facts = tuple(sorted(facts, key=lambda fact: fact.day))
        self.today = today

    def days(self, stage: Stage) -> tuple[dt.date, ...]:
        """Every day the file has for a stage, past and announced, in order."""
        return tuple(fact.day for fact in self.facts if fact.stage == stage)

    def happened(self, stage: Stage) -> tuple[dt.date, ...]:
        """The days on which it happened, today included, in order; several when it was repeated or put off."""
        return tuple(day for day in self.days(stage) if day <= self.today)

    def announced(self, stage: Stage) -> tuple[dt.date, ...]:
        """The later days announced for it, in order."""
        return tuple(day for day in self.days(stage) if day > self.today)

    def stands_at(self) -> Stage | None:
        """The furthest stage that has happened; None when nothing has."""
        reached = [stage for stage in Stage if self.happened(stage)]
        return reached[-1] if reached else None

    def passed(self) -> tuple[Stage, ...]:
        """The milestones up to the furthest that has happened, those the file leaves out included."""
        reached = [place for place, stage in enumerate(MILESTONES) if self.happened(stage)]
        return MILESTONES[: reached[-1] + 1] if reached else ()

    def coming(self) -> tuple[Stage, ...]:
        """The milestones after these; none once she has left, by eviction or before."""
        return () if self.happened(Stage.AFTER) else MILESTONES[len(self.passed()) :]

    def own_term(self) -> OwnTerm | None:
        """The term of the last judgment that has one."""
        terms = [fact.own_term for fact in self.facts if fact.stage == Stage.JUDGMENT and fact.own_term]
        return terms[-1] if terms else None
