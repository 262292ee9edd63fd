"""The rules of `eviction_rules.toml` as values, and which of them held on a day."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from palier.casework.tenancies.rules.keys import (
    ActsOn,
    Confidence,
    Reading,
    Recipient,
    Region,
    RuleCode,
    Stage,
    Unit,
    WinterException,
)

RULES = Path(__file__).parent / "eviction_rules.toml"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule with where it was found and how sure it is. `region` None: it holds in the three.

    `may_start`, `may_end`: first and last day on which it may have held; None: no such day was found. `starts`, `ends`:
    the same by the source that says it latest (earliest), so that between the two it is open whether it held.
    """

    code: RuleCode
    region: Region | None
    may_start: dt.date | None
    starts: dt.date | None
    ends: dt.date | None
    may_end: dt.date | None
    source: str
    confidence: Confidence
    note: str

    def may_hold_on(self, day: dt.date) -> bool:
        """By one source at least, did it hold on that day?"""
        return (self.may_start is None or self.may_start <= day) and (self.may_end is None or day <= self.may_end)

    def holds_on(self, day: dt.date) -> bool:
        """By every source, did it hold on that day?"""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, kw_only=True)
class TermRule(Rule):
    """`stage` not before `length` `unit` after `since`. `judge_may_change`: the judgment may set another."""

    stage: Stage
    since: Stage
    length: int
    unit: Unit
    acts_on: tuple[ActsOn, ...]
    judge_may_change: bool


@dataclass(frozen=True, kw_only=True)
class WinterRule(Rule):
    """No eviction from `first` to `last`, both (month, day) and both included; day 29 of February is its last day."""

    first: tuple[int, int]
    last: tuple[int, int]
    exceptions: frozenset[WinterException]


@dataclass(frozen=True, kw_only=True)
class ConditionRule(Rule):
    """What must be so for a stage. `months`: of rent, where it is an amount."""

    stage: Stage
    months: int | None


@dataclass(frozen=True, kw_only=True)
class TellRule(Rule):
    """Who must be told at a stage."""

    stage: Stage
    who: Recipient


AnyRule = TypeVar("AnyRule", bound=Rule)


@dataclass(frozen=True)
class Book:
    """All rows, in the order of the file. `entry_into_force`: the days named for the reform of 2023, each by a page."""

    terms: tuple[TermRule, ...]
    winters: tuple[WinterRule, ...]
    conditions: tuple[ConditionRule, ...]
    tells: tuple[TellRule, ...]
    counting: dict[RuleCode, Rule]
    entry_into_force: dict[dt.date, str]

    def terms_of(self, region: Region, stage: Stage, since: Stage) -> tuple[TermRule, ...]:
        """The terms that a stage waits for since another, of all times and readings."""
        return tuple(
            rule for rule in self.terms if rule.region == region and rule.stage == stage and rule.since == since
        )

    def waits_for(self, region: Region, stage: Stage) -> tuple[Stage, ...]:
        """The stages from which a term runs to this one."""
        return tuple(dict.fromkeys(r.since for r in self.terms if r.region == region and r.stage == stage))

    def tell(self, region: Region, stage: Stage, day: dt.date) -> tuple[TellRule, ...]:
        """Who must be told when the stage takes place on that day, by one source at least."""
        return tuple(r for r in self.tells if r.region == region and r.stage == stage and r.may_hold_on(day))

    def condition(self, region: Region, code: RuleCode, day: dt.date) -> ConditionRule | None:
        """The condition as it may have held on that day."""
        found = (r for r in self.conditions if r.region == region and r.code == code and r.may_hold_on(day))
        return next(found, None)

    def has_rules(self, region: Region) -> bool:
        """Was any term of this Region found?"""
        return any(rule.region == region for rule in self.terms)


def held(rules: Iterable[AnyRule], day: dt.date, reading: Reading) -> tuple[AnyRule, ...]:
    """Protection counts on every rule that may have held on the day; risk only on what surely did."""
    return tuple(r for r in rules if (r.may_hold_on(day) if reading == Reading.PROTECTION else r.holds_on(day)))


@cache
def book() -> Book:
    """The rules of the file. A row that is not understood raises `ValueError` or `KeyError`: it is ours to mend."""
    told = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return Book(
        terms=tuple(_term(row) for row in told["term"]),
        winters=tuple(_winter(row) for row in told["winter"]),
        conditions=tuple(
            ConditionRule(**_common(row), stage=Stage(row["stage"]), months=row.get("months"))
            for row in told["condition"]
        ),
        tells=tuple(
            TellRule(**_common(row), stage=Stage(row["stage"]), who=Recipient(row["who"])) for row in told["tell"]
        ),
        counting={RuleCode(row["code"]): Rule(**_common(row)) for row in told["counting"]},
        entry_into_force={dt.date.fromisoformat(day): page for day, page in told["entry_into_force"].items()},
    )


def _common(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": RuleCode(row["code"]),
        "region": Region(row["region"]) if "region" in row else None,
        "may_start": row.get("from"),
        "starts": row.get("surely_from", row.get("from")),
        "ends": row.get("surely_until", row.get("until")),
        "may_end": row.get("until"),
        "source": row["source"],
        "confidence": Confidence(row["confidence"]),
        "note": row.get("note", ""),
    }


def _term(row: dict[str, Any]) -> TermRule:
    return TermRule(
        **_common(row),
        stage=Stage(row["stage"]),
        since=Stage(row["since"]),
        length=row["length"],
        unit=Unit(row["unit"]),
        acts_on=tuple(ActsOn(one) for one in row["acts_on"]),
        judge_may_change=row.get("judge_may_change", False),
    )


def _winter(row: dict[str, Any]) -> WinterRule:
    first, last = (tuple(int(part) for part in row[edge].split("-")) for edge in ("first", "last"))
    return WinterRule(
        **_common(row),
        first=(first[0], first[1]),
        last=(last[0], last[1]),
        exceptions=frozenset(WinterException(one) for one in row["exceptions"]),
    )
