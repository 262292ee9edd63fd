"""From the furthest stage that has happened to an eviction: the earliest day of each stage between, by one reading."""

import datetime as dt
from collections.abc import Iterator

from palier.casework.tenancies.rules.answer import Bound, Earliest
from palier.casework.tenancies.rules.book import TermRule, book
from palier.casework.tenancies.rules.counting import bounds_of
from palier.casework.tenancies.rules.facts import MILESTONES, History, OwnTerm
from palier.casework.tenancies.rules.keys import Reading, Region, Stage, Why
from palier.casework.tenancies.rules.winter import Exceptions, after_the_stop

Days = dict[Stage, dt.date]


def chain(history: History, region: Region, reading: Reading, exceptions: Exceptions) -> dict[Stage, Earliest]:
    """The earliest day of every milestone that has not happened, in order; each counts on those before it.

    Of a stage that was repeated risk takes the first day, protection the last. One that the file leaves out was at the
    latest on the day of the next it has: protection counts from there, risk leaves its term out.
    """
    passed = history.passed()
    days = _days_of(passed, history, reading)
    before = days.get(passed[-1]) if passed else None
    found: dict[Stage, Earliest] = {}
    for stage in history.coming():
        bounds = [Bound(Why.TODAY, history.today)]
        if before is not None:
            bounds.append(Bound(Why.ORDER, before, since=_before(stage)))
        bounds += terms(stage, days, region, reading, history.own_term())
        bounds += _announced(stage, history, reading)
        if stage == Stage.EVICTION:
            bounds += _winter(bounds, region, reading, exceptions)
        before = days[stage] = max(bound.day for bound in bounds)
        found[stage] = Earliest(reading, before, tuple(bounds))
    return found


def terms(stage: Stage, days: Days, region: Region, reading: Reading, own: OwnTerm | None) -> Iterator[Bound]:
    """For each stage from which a term runs to this one: its end, by the reading; nothing where it has no term.

    A term is that of the rule in force on the day it begins to run.
    """
    for since in book().waits_for(region, stage):
        if since in days:
            bound = _by_reading(book().terms_of(region, stage, since), days[since], reading, own)
            if bound is not None:
                yield bound


def _by_reading(rules: tuple[TermRule, ...], act: dt.date, reading: Reading, own: OwnTerm | None) -> Bound | None:
    """The longest of all readings of the rules that may have held, for protection; for risk the shortest, or none."""
    open_rules = [rule for rule in rules if rule.may_hold_on(act)]
    bounds = [bound for rule in open_rules for bound in bounds_of(rule, act, own)]
    if not bounds or (reading == Reading.RISK and _perhaps_none(open_rules, act)):
        return None
    if reading == Reading.PROTECTION:
        return max(bounds, key=lambda bound: bound.day)
    return min(bounds, key=lambda bound: bound.day)


def _perhaps_none(rules: list[TermRule], day: dt.date) -> bool:
    """Is it open whether any rule held: none surely did, and none is there that the others replaced?"""
    replaced = any(rule.ends is not None and rule.ends < day for rule in rules)
    return not replaced and not any(rule.holds_on(day) for rule in rules)


def _days_of(passed: tuple[Stage, ...], history: History, reading: Reading) -> Days:
    days: Days = {}
    following: dt.date | None = None
    for stage in reversed(passed):
        known = history.happened(stage)
        if known:
            days[stage] = known[-1 if reading == Reading.PROTECTION else 0]
            following = known[0]
        elif following is not None and reading == Reading.PROTECTION:
            days[stage] = following
    return days


def _announced(stage: Stage, history: History, reading: Reading) -> list[Bound]:
    days = history.announced(stage)
    return [Bound(Why.ANNOUNCED, days[-1 if reading == Reading.PROTECTION else 0])] if days else []


def _winter(bounds: list[Bound], region: Region, reading: Reading, exceptions: Exceptions) -> list[Bound]:
    bound = after_the_stop(max(bound.day for bound in bounds), region, reading, exceptions)
    return [] if bound is None else [bound]


def _before(stage: Stage) -> Stage:
    return MILESTONES[MILESTONES.index(stage) - 1]
