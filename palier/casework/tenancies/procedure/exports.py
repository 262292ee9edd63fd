"""The clock as lines to read: each coming stage with both readings, who must be told, and the rules behind it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from palier.casework.tenancies.procedure.labels import CONFIDENCES, DOUBTS, RULES, STAGES, TOLD
from palier.casework.tenancies.rules import Clock, Coming, Doubt, Rule


@dataclass(frozen=True)
class RuleLine:
    """A rule in words, its source, and how sure it is."""

    words: Any
    source: str
    confidence: Any


@dataclass(frozen=True)
class ComingLine:
    """A coming stage. `shorter`: the day by the shorter reading, when it is another (P38)."""

    stage: Any
    day: dt.date
    shorter: dt.date | None
    announced: tuple[dt.date, ...]
    tell: list[Any]
    rules: list[RuleLine]


@dataclass(frozen=True)
class DoubtLine:
    """A question to ask about the facts."""

    words: Any
    stage: Any
    day: dt.date | None
    not_before: dt.date | None
    who: Any
    rules: list[RuleLine]


@dataclass(frozen=True)
class ClockLines:
    """A whole clock in words."""

    stands_at: Any
    since: dt.date | None
    tell: list[Any]
    winter: Any
    coming: list[ComingLine]
    doubts: list[DoubtLine]


def clock_lines(of: Clock) -> ClockLines:
    """The clock as a page shows it."""
    return ClockLines(
        stands_at=STAGES[of.stands_at] if of.stands_at else None,
        since=of.since,
        tell=_told(rule.who for rule in of.tell),
        winter=of.winter_stop,
        coming=[_coming(one) for one in of.coming],
        doubts=[_doubt(one) for one in of.doubts],
    )


def _coming(one: Coming) -> ComingLine:
    rules = [rule for by in (one.protection, one.risk) for bound in by.bounds for rule in bound.rules]
    return ComingLine(
        stage=STAGES[one.stage],
        day=one.protection.day,
        shorter=one.risk.day if one.risk.day != one.protection.day else None,
        announced=one.announced,
        tell=_told(rule.who for rule in one.tell),
        rules=_rules([*rules, *one.tell]),
    )


def _doubt(one: Doubt) -> DoubtLine:
    return DoubtLine(
        words=DOUBTS[one.key],
        stage=STAGES[one.stage],
        day=one.day,
        not_before=one.not_before,
        who=TOLD[one.who] if one.who else None,
        rules=_rules(one.rules),
    )


def _told(who: Iterable[str]) -> list[Any]:
    return [TOLD[one] for one in dict.fromkeys(who)]


def _rules(rules: Iterable[Rule]) -> list[RuleLine]:
    return [RuleLine(RULES[rule.code], rule.source, CONFIDENCES[rule.confidence]) for rule in dict.fromkeys(rules)]
