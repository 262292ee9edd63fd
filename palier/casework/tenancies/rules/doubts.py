"""What does not fit among the facts, or is missing. A doubt is a question to ask, never a finding against anybody."""

import datetime as dt
from collections.abc import Iterator

from palier.casework.tenancies.rules.answer import Coming, Doubt
from palier.casework.tenancies.rules.book import Rule, book
from palier.casework.tenancies.rules.chain import Days, terms
from palier.casework.tenancies.rules.facts import MILESTONES, Fact, History
from palier.casework.tenancies.rules.keys import DoubtKey, Reading, Region, RuleCode, Stage, Why
from palier.casework.tenancies.rules.winter import Exceptions, stop_on
from palier.kernel.days import ONE_DAY

MOST_CERTAIN_FIRST = (Reading.RISK, Reading.PROTECTION)
BEFORE_THE_COURT = MILESTONES[MILESTONES.index(Stage.PETITION) :]


def doubts(history: History, region: Region, exceptions: Exceptions, coming: tuple[Coming, ...]) -> tuple[Doubt, ...]:
    """Every doubt, in the order of the stages and, within one, of the checks below."""
    found: list[Doubt] = []
    for stage in MILESTONES:
        found += missing(history, region, stage)
        found += out_of_order(history, stage)
        found += too_soon(history, region, stage)
    for one in coming:
        found += announced_too_soon(one)
    found += in_winter_stop(history, region, exceptions)
    found += without_plan(history, region)
    for fact in history.facts:
        found += debt_too_small(fact, region)
        found += not_told(fact, region)
    order = list(Stage)
    return tuple(sorted(found, key=lambda doubt: order.index(doubt.stage)))


def missing(history: History, region: Region, stage: Stage) -> Iterator[Doubt]:
    """A stage that the file leaves out though a later one has happened; the title, where the law names it."""
    if stage in history.passed() and not history.happened(stage):
        evicted = history.happened(Stage.EVICTION)
        rule = book().condition(region, RuleCode.ENFORCEABLE_TITLE, evicted[0]) if evicted else None
        if stage == Stage.JUDGMENT and rule is not None:
            yield Doubt(DoubtKey.NO_TITLE, Stage.EVICTION, evicted[0], since=stage, rules=(rule,))
        else:
            yield Doubt(DoubtKey.MISSING, stage)


def out_of_order(history: History, stage: Stage) -> Iterator[Doubt]:
    """The first day of a stage lies before the first day of one that it follows; said once, of the nearest."""
    days = history.days(stage)
    for earlier in reversed(MILESTONES[: MILESTONES.index(stage)]):
        before = history.days(earlier)
        if days and before and days[0] < before[0]:
            yield Doubt(DoubtKey.OUT_OF_ORDER, stage, days[0], since=earlier, not_before=before[0])
            return


def too_soon(history: History, region: Region, stage: Stage) -> Iterator[Doubt]:
    """A stage that happened before a term had run out; one doubt a term, by the surest reading it is against."""
    days = history.happened(stage)
    for since in book().waits_for(region, stage) if days else ():
        acts = [day for day in history.happened(since) if day <= days[0]]
        for reading in MOST_CERTAIN_FIRST if acts else ():
            act: Days = {since: acts[0 if reading == Reading.RISK else -1]}
            late = [b for b in terms(stage, act, region, reading, history.own_term()) if days[0] < b.day]
            if late:
                yield Doubt(DoubtKey.TOO_SOON, stage, days[0], since, late[0].day, reading, rules=late[0].rules)
                break


def announced_too_soon(coming: Coming) -> Iterator[Doubt]:
    """A stage announced for a day before it can be, with all that must still happen before it."""
    for reading in MOST_CERTAIN_FIRST if coming.announced else ():
        binding = [bound for bound in coming.by(reading).bounds if bound.why in (Why.ORDER, Why.TERM, Why.OWN_TERM)]
        latest = max(binding, key=lambda bound: bound.day, default=None)
        day = coming.announced[0]
        if latest is not None and day < latest.day:
            yield Doubt(DoubtKey.TOO_SOON, coming.stage, day, latest.since, latest.day, reading, rules=latest.rules)
            return


def in_winter_stop(history: History, region: Region, exceptions: Exceptions) -> Iterator[Doubt]:
    """An eviction, past or announced, on a day of the winter stop that no exception lifts."""
    for day in history.days(Stage.EVICTION):
        for reading in MOST_CERTAIN_FIRST:
            stop = stop_on(day, region, reading)
            if stop is not None and not exceptions & stop.rule.exceptions:
                after = stop.last + ONE_DAY
                yield Doubt(DoubtKey.IN_WINTER_STOP, Stage.EVICTION, day, None, after, reading, rules=(stop.rule,))
                break


def without_plan(history: History, region: Region) -> Iterator[Doubt]:
    """A petition with no plan before it in the file: the law lets evict only when none could be set."""
    petitions, plans = history.days(Stage.PETITION), history.days(Stage.REPAYMENT_PLAN)
    if petitions and not (plans and plans[0] <= petitions[0]):
        rule = book().condition(region, RuleCode.PLAN_FIRST, petitions[0])
        if rule is not None:
            reading = _surest(rule, petitions[0])
            yield Doubt(
                DoubtKey.NO_PLAN, Stage.PETITION, petitions[0], Stage.REPAYMENT_PLAN, reading=reading, rules=(rule,)
            )


def debt_too_small(fact: Fact, region: Region) -> Iterator[Doubt]:
    """A claim, from the petition on, of too few months of rent as the only ground."""
    rule = book().condition(region, RuleCode.LEAST_DEBT, fact.day)
    if rule is None or rule.months is None or fact.owed is None or fact.stage not in BEFORE_THE_COURT:
        return
    if fact.owed.is_only_ground and fact.owed.months < rule.months:
        reading = _surest(rule, fact.day)
        yield Doubt(DoubtKey.DEBT_TOO_SMALL, fact.stage, fact.day, reading=reading, rules=(rule,))


def not_told(fact: Fact, region: Region) -> Iterator[Doubt]:
    """Who had to be told of a stage, and by the file was not. A file that does not say makes no doubt."""
    if fact.told is None:
        return
    for rule in book().tell(region, fact.stage, fact.day):
        if rule.who not in fact.told:
            reading = _surest(rule, fact.day)
            yield Doubt(DoubtKey.NOT_TOLD, fact.stage, fact.day, reading=reading, who=rule.who, rules=(rule,))


def _surest(rule: Rule, day: dt.date) -> Reading:
    return Reading.RISK if rule.holds_on(day) else Reading.PROTECTION
