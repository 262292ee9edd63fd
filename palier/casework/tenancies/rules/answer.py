"""What the eviction clock answers: for each coming stage two days, what made them, and what does not fit."""

import datetime as dt
from dataclasses import dataclass

from palier.casework.tenancies.rules.book import Rule, TellRule, WinterRule
from palier.casework.tenancies.rules.facts import OwnTerm
from palier.casework.tenancies.rules.keys import DoubtKey, Reading, Recipient, Region, Stage, Why, WinterException


@dataclass(frozen=True)
class Bound:
    """One thing that keeps a stage from happening before `day`.

    `rules`: the rule of the term (or of the winter stop) and those of counting that changed the day; empty for today,
    the order of stages and a day announced. `since`, `since_day`: from where a term runs; `term_ends`: its last day,
    before any move to a working day. `own_term`: the judgment's, in place of the rule's.
    """

    why: Why
    day: dt.date
    rules: tuple[Rule, ...] = ()
    since: Stage | None = None
    since_day: dt.date | None = None
    term_ends: dt.date | None = None
    own_term: OwnTerm | None = None


@dataclass(frozen=True)
class Earliest:
    """The earliest day of a stage by one reading, and all that was counted to find it, in the order it was applied.

    A bound, not a forecast: a court has its own calendar, and nobody is obliged to act on the first day. Where the file
    announces a later day, it is that day.
    """

    reading: Reading
    day: dt.date
    bounds: tuple[Bound, ...]

    @property
    def because(self) -> tuple[Bound, ...]:
        """The bounds that decide: those without which the day would be earlier."""
        return tuple(bound for bound in self.bounds if bound.day == self.day)


@dataclass(frozen=True)
class Coming:
    """A stage that has not happened: from when it can, by both readings; who must be told then.

    `announced`: the later days that the file has for it. `risk.day <= protection.day` always.
    """

    stage: Stage
    protection: Earliest
    risk: Earliest
    announced: tuple[dt.date, ...]
    tell: tuple[TellRule, ...]

    def by(self, reading: Reading) -> Earliest:
        """The earliest day by one of the two readings."""
        return self.protection if reading == Reading.PROTECTION else self.risk


@dataclass(frozen=True)
class WinterStop:
    """The winter stop that runs, or the next one: both days included.

    `lifted_by`: the exceptions given by the judge that this rule knows; empty: nobody is evicted in it.
    """

    first: dt.date
    last: dt.date
    is_running: bool
    lifted_by: frozenset[WinterException]
    rule: WinterRule


@dataclass(frozen=True)
class Doubt:
    """Something contradictory or missing among the facts, with the rule it is measured by.

    `stage`, `day`: what the file says. `since`: the other stage it is compared with. `not_before`: the first day that
    would have been lawful. `reading`: RISK when it is against the shorter reading too, so against every one; PROTECTION
    when only against the longer. `who`: who was not told. `rules` empty: no rule but the order of things.
    """

    key: DoubtKey
    stage: Stage
    day: dt.date | None = None
    since: Stage | None = None
    not_before: dt.date | None = None
    reading: Reading = Reading.RISK
    who: Recipient | None = None
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Clock:
    """Where a procedure stands on `today`, what comes next and when, and what does not fit.

    `stands_at`, `since`: the furthest stage that has happened and its (last) day; None before anything has.
    `tell`: who must have been told of it. `coming`: every stage up to the eviction, in order; empty after one, once she
    has left, and where `has_rules` is false: no rule of the Region was found, and none is guessed. `winter_stop` None:
    none was found.
    """

    region: Region
    today: dt.date
    stands_at: Stage | None
    since: dt.date | None
    tell: tuple[TellRule, ...]
    coming: tuple[Coming, ...]
    winter_stop: WinterStop | None
    doubts: tuple[Doubt, ...]
    has_rules: bool

    @property
    def next(self) -> Coming | None:
        """The stage that comes next; None after an eviction."""
        return self.coming[0] if self.coming else None

    @property
    def eviction(self) -> Coming | None:
        """The earliest days of an eviction, from where it stands."""
        return self.coming[-1] if self.coming else None
