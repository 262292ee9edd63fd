"""The eviction clock on procedures written out by hand, and what it can never answer."""

import datetime as dt
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from palier.casework.tenancies.rules import (
    Coming,
    Confidence,
    DoubtKey,
    Fact,
    Owed,
    OwnTerm,
    OwnTermKind,
    Reading,
    Recipient,
    Region,
    RuleCode,
    Stage,
    Unit,
    Why,
    WinterException,
    book,
    clock,
)

SCENARIOS = tomllib.loads((Path(__file__).parent / "eviction_scenarios.toml").read_text())["scenario"]
D = dt.date


def facts_of(scenario: dict) -> list[Fact]:
    own = None
    if "judgment" in scenario:
        told = scenario["judgment"]
        own = OwnTerm(
            OwnTermKind(told["kind"]), told.get("length"), Unit(told.get("unit", "months")), told.get("not_before")
        )
    owed = Owed(Decimal(scenario["owed"]), is_only_ground=True) if "owed" in scenario else None
    return [
        Fact(
            Stage(stage),
            day,
            owed=owed if stage == "petition" else None,
            own_term=own if stage == "judgment" else None,
        )
        for stage, day in scenario["facts"]
    ]


def read(scenario: dict):
    exceptions = frozenset(WinterException(one) for one in scenario.get("exceptions", []))
    return clock(facts_of(scenario), Region.BRUSSELS, scenario["today"], exceptions)


def coming(answer, stage: Stage) -> Coming:
    return next(one for one in answer.coming if one.stage == stage)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[one["name"] for one in SCENARIOS])
def test_the_days_of_a_procedure_are_those_counted_by_hand(scenario):
    answer = read(scenario)

    found = {
        stage: [coming(answer, Stage(stage)).risk.day, coming(answer, Stage(stage)).protection.day]
        for stage in scenario["expect"]
    }
    assert found == scenario["expect"]


@pytest.mark.parametrize(
    "scenario", [one for one in SCENARIOS if "doubts" in one], ids=[one["name"] for one in SCENARIOS if "doubts" in one]
)
def test_what_does_not_fit_is_said_and_nothing_else(scenario):
    found = [[doubt.key.value, doubt.stage.value] for doubt in read(scenario).doubts]

    if scenario.get("other_doubts"):
        found = [doubt for doubt in found if doubt in scenario["doubts"]]
    assert found == scenario["doubts"]


def test_there_are_enough_scenarios_each_with_its_reasoning_and_its_source():
    assert len(SCENARIOS) >= 24
    assert len({one["name"] for one in SCENARIOS}) == len(SCENARIOS)
    assert all(one["by_hand"] and one["source"] and one["expect"] for one in SCENARIOS)
    years = {day.year for one in SCENARIOS for _stage, day in one["facts"]}
    assert years >= {2020, 2022, 2023, 2024, 2025, 2026}


def test_every_day_says_which_rule_made_it_where_it_was_found_and_how_sure_it_is():
    answer = clock([Fact(Stage.PETITION, D(2026, 1, 5))], Region.BRUSSELS, D(2026, 1, 6))

    (bound,) = answer.next.risk.because
    assert (bound.why, bound.since, bound.since_day, bound.term_ends) == (
        Why.TERM,
        Stage.PETITION,
        D(2026, 1, 5),
        D(2026, 2, 14),
    )
    assert [rule.code for rule in bound.rules] == [RuleCode.DAYS_BEFORE_HEARING, RuleCode.MOVED_TO_WORKING_DAY]
    assert all(rule.source and rule.confidence == Confidence.FOUND for rule in bound.rules)


def test_the_two_readings_of_the_fifteen_days_each_show_their_own_source():
    facts = [Fact(Stage.SERVICE, D(2026, 3, 10)), Fact(Stage.BAILIFF_NOTICE, D(2026, 4, 20))]

    eviction = clock(facts, Region.BRUSSELS, D(2026, 4, 20)).eviction

    (shorter,), (longer,) = eviction.risk.because, eviction.protection.because
    assert "justice-en-ligne" in shorter.rules[0].source and shorter.rules[0].unit == Unit.DAYS
    assert "huisvesting.brussels" in longer.rules[0].source and longer.rules[0].unit == Unit.WORKING_DAYS


def test_a_day_that_general_knowledge_made_says_so():
    answer = clock([Fact(Stage.FORMAL_NOTICE, D(2025, 2, 28))], Region.BRUSSELS, D(2025, 2, 28))

    sure = {one.confidence for bound in answer.next.risk.because for one in bound.rules}
    unsure = {one.confidence for bound in answer.next.protection.because for one in bound.rules}
    assert sure == {Confidence.FOUND}
    assert unsure == {Confidence.FOUND, Confidence.GENERAL_KNOWLEDGE}


def test_the_winter_stop_that_runs_or_comes_is_told_with_what_lifts_it():
    before = clock([], Region.BRUSSELS, D(2026, 10, 31)).winter_stop
    within = clock([], Region.BRUSSELS, D(2027, 3, 15), frozenset({WinterException.BEHAVIOUR})).winter_stop
    after = clock([], Region.BRUSSELS, D(2027, 3, 16)).winter_stop

    assert (before.first, before.last, before.is_running) == (D(2026, 11, 1), D(2027, 3, 15), False)
    assert (within.first, within.is_running, within.lifted_by) == (D(2026, 11, 1), True, {WinterException.BEHAVIOUR})
    assert (after.first, after.is_running, after.lifted_by) == (D(2027, 11, 1), False, frozenset())


@pytest.mark.parametrize("exception", list(WinterException))
def test_each_of_the_four_exceptions_lifts_the_winter_stop_and_none_lifts_the_old_one(exception):
    new = [Fact(Stage.SERVICE, D(2026, 11, 2)), Fact(Stage.BAILIFF_NOTICE, D(2026, 11, 2))]
    old = [Fact(Stage.SERVICE, D(2022, 11, 2)), Fact(Stage.BAILIFF_NOTICE, D(2022, 11, 2))]

    lifted = clock(new, Region.BRUSSELS, D(2026, 11, 2), frozenset({exception}))
    held = clock(old, Region.BRUSSELS, D(2022, 11, 2), frozenset({exception}))

    assert lifted.eviction.risk.day == D(2026, 12, 2)
    assert held.eviction.risk.day == D(2023, 3, 1)


def test_an_eviction_in_the_winter_stop_is_a_doubt_with_its_source_and_none_with_an_exception():
    facts = [Fact(Stage.EVICTION, D(2026, 12, 10))]

    doubt = next(d for d in clock(facts, Region.BRUSSELS, D(2026, 12, 11)).doubts if d.key == DoubtKey.IN_WINTER_STOP)
    with_one = clock(facts, Region.BRUSSELS, D(2026, 12, 11), frozenset({WinterException.DANGER})).doubts

    assert (doubt.day, doubt.not_before, doubt.reading) == (D(2026, 12, 10), D(2027, 3, 16), Reading.RISK)
    assert "monardlaw.be" in doubt.rules[0].source
    assert DoubtKey.IN_WINTER_STOP not in {doubt.key for doubt in with_one}


@pytest.mark.parametrize(
    ("petition", "reading", "not_before"),
    [
        (D(2026, 2, 27), Reading.RISK, D(2026, 3, 2)),
        (D(2026, 3, 2), Reading.PROTECTION, D(2026, 3, 3)),
        (D(2026, 3, 3), None, None),
    ],
)
def test_too_soon_by_every_reading_by_the_longer_only_or_not_at_all(petition, reading, not_before):
    facts = [Fact(Stage.FORMAL_NOTICE, D(2026, 2, 2)), Fact(Stage.PETITION, petition)]

    found = [d for d in clock(facts, Region.BRUSSELS, petition).doubts if d.key == DoubtKey.TOO_SOON]

    assert [(d.reading, d.not_before) for d in found] == ([(reading, not_before)] if reading else [])


@pytest.mark.parametrize(
    ("months", "only_ground", "day", "doubted"),
    [
        ("2.99", True, D(2026, 3, 3), [Reading.RISK]),
        ("2.99", False, D(2026, 3, 3), []),
        ("3", True, D(2026, 3, 3), []),
        ("2.99", True, D(2023, 9, 15), [Reading.PROTECTION]),
        ("2.99", True, D(2023, 8, 30), []),
    ],
)
def test_a_small_debt_is_doubted_only_as_the_only_ground_and_since_the_reform(months, only_ground, day, doubted):
    petition = Fact(Stage.PETITION, day, owed=Owed(Decimal(months), only_ground))

    found = [d.reading for d in clock([petition], Region.BRUSSELS, day).doubts if d.key == DoubtKey.DEBT_TOO_SMALL]

    assert found == doubted


def test_who_must_be_told_comes_with_each_stage():
    answer = clock([Fact(Stage.FORMAL_NOTICE, D(2026, 3, 2))], Region.BRUSSELS, D(2026, 3, 2))

    assert {rule.who for rule in answer.tell} == {Recipient.TENANT}
    assert {one.stage: {rule.who for rule in one.tell} for one in answer.coming} == {
        Stage.PETITION: {Recipient.WELFARE_CENTRE},
        Stage.HEARING: {Recipient.TENANT, Recipient.WELFARE_CENTRE},
        Stage.JUDGMENT: {Recipient.WELFARE_CENTRE},
        Stage.SERVICE: {Recipient.TENANT, Recipient.WELFARE_CENTRE},
        Stage.BAILIFF_NOTICE: {Recipient.TENANT, Recipient.WELFARE_CENTRE},
        Stage.EVICTION: {Recipient.SOCIAL_DELEGATE},
    }


def test_who_was_not_told_is_a_doubt_only_when_the_file_says_who_was():
    petition = Fact(Stage.PETITION, D(2026, 3, 2))

    def untold(fact: Fact) -> list[Recipient | None]:
        doubts = clock([fact], Region.BRUSSELS, fact.day).doubts
        return [doubt.who for doubt in doubts if doubt.key == DoubtKey.NOT_TOLD]

    assert untold(petition) == []
    assert untold(replace(petition, told=frozenset())) == [Recipient.WELFARE_CENTRE]
    assert untold(replace(petition, told=frozenset({Recipient.WELFARE_CENTRE}))) == []


def test_an_eviction_without_judgment_lacks_its_title_since_november_2024():
    def keys(day: dt.date) -> set[tuple[DoubtKey, Stage]]:
        return {(d.key, d.stage) for d in clock([Fact(Stage.EVICTION, day)], Region.BRUSSELS, day).doubts}

    assert (DoubtKey.NO_TITLE, Stage.EVICTION) in keys(D(2024, 11, 1))
    assert (DoubtKey.NO_TITLE, Stage.EVICTION) not in keys(D(2024, 10, 31))
    assert (DoubtKey.MISSING, Stage.JUDGMENT) in keys(D(2024, 10, 31))


def test_stages_out_of_order_are_a_doubt():
    facts = [Fact(Stage.PETITION, D(2026, 3, 2)), Fact(Stage.HEARING, D(2026, 2, 2))]

    found = [d for d in clock(facts, Region.BRUSSELS, D(2026, 4, 1)).doubts if d.key == DoubtKey.OUT_OF_ORDER]

    assert [(d.stage, d.since, d.not_before) for d in found] == [(Stage.HEARING, Stage.PETITION, D(2026, 3, 2))]


def test_where_it_stands_is_the_furthest_stage_that_has_happened():
    facts = [
        Fact(Stage.REMINDER, D(2026, 1, 12)),
        Fact(Stage.REPAYMENT_PLAN, D(2026, 2, 2)),
        Fact(Stage.REPAYMENT_PLAN, D(2026, 3, 2)),
        Fact(Stage.PETITION, D(2026, 6, 1)),
    ]

    plan = clock(facts, Region.BRUSSELS, D(2026, 5, 31))

    assert (plan.stands_at, plan.since) == (Stage.REPAYMENT_PLAN, D(2026, 3, 2))
    assert plan.next.stage == Stage.FORMAL_NOTICE  # a plan before any notice spares nothing of the road
    assert clock(facts, Region.BRUSSELS, D(2026, 6, 1)).stands_at == Stage.PETITION
    assert clock([], Region.BRUSSELS, D(2026, 6, 1)).stands_at is None


def test_an_act_that_the_file_leaves_out_was_at_the_latest_on_the_first_day_of_the_next():
    facts = [Fact(Stage.BAILIFF_NOTICE, D(2026, 4, 1)), Fact(Stage.BAILIFF_NOTICE, D(2026, 4, 8))]

    eviction = clock(facts, Region.BRUSSELS, D(2026, 4, 8)).eviction

    month = next(bound for bound in eviction.protection.bounds if bound.since == Stage.SERVICE)
    assert (month.since_day, month.day) == (D(2026, 4, 1), D(2026, 5, 4))  # 1 May is a holiday, then a week-end
    assert Stage.SERVICE not in {bound.since for bound in eviction.risk.bounds}


def test_of_two_judgments_the_later_sets_the_term():
    first = OwnTerm(OwnTermKind.SHORTENED, 8, Unit.DAYS)
    second = OwnTerm(OwnTermKind.LENGTHENED, 2)
    facts = [
        Fact(Stage.JUDGMENT, D(2026, 4, 20), own_term=second),
        Fact(Stage.JUDGMENT, D(2026, 3, 2), own_term=first),
        Fact(Stage.SERVICE, D(2026, 5, 4)),
    ]

    (bound,) = clock(facts, Region.BRUSSELS, D(2026, 5, 4)).eviction.risk.because

    assert (bound.why, bound.own_term, bound.day) == (Why.OWN_TERM, second, D(2026, 7, 6))  # 4 July is a Saturday


@pytest.mark.parametrize("last", [Stage.EVICTION, Stage.AFTER])
def test_nothing_comes_after_an_eviction_or_once_she_has_left(last):
    over = clock([Fact(Stage.FORMAL_NOTICE, D(2026, 3, 2)), Fact(last, D(2026, 7, 1))], Region.BRUSSELS, D(2026, 7, 1))

    assert (over.stands_at, over.coming, over.next, over.eviction) == (last, (), None, None)


@pytest.mark.parametrize("region", [Region.WALLONIA, Region.FLANDERS])
def test_where_no_rule_was_found_nothing_is_guessed(region):
    answer = clock([Fact(Stage.PETITION, D(2026, 3, 2))], region, D(2026, 3, 2))

    assert not answer.has_rules
    assert (answer.coming, answer.winter_stop, answer.tell) == ((), None, ())
    assert {doubt.key for doubt in answer.doubts} == {DoubtKey.MISSING}
    assert clock([], Region.BRUSSELS, D(2026, 3, 2)).has_rules


@pytest.mark.parametrize(
    "said",
    [
        {"kind": OwnTermKind.AGREED},
        {"kind": OwnTermKind.AGREED, "length": 1, "not_before": D(2026, 3, 2)},
        {"kind": OwnTermKind.TENANT_LEFT, "length": 1},
        {"kind": OwnTermKind.SHORTENED, "length": -1},
    ],
)
def test_a_term_of_the_judgment_is_a_length_or_a_day(said):
    with pytest.raises(ValueError):
        OwnTerm(**said)


def test_every_row_has_its_source_and_its_days_in_order():
    everything = book()
    rows = [*everything.terms, *everything.winters, *everything.conditions, *everything.tells]

    assert {rule.code for rule in [*rows, *everything.counting.values()]} == set(RuleCode)
    assert all(rule.source for rule in rows)
    assert all(rule.may_start <= rule.starts for rule in rows if rule.may_start and rule.starts)
    assert all(rule.ends <= rule.may_end for rule in rows if rule.ends and rule.may_end)


def test_the_reform_is_dated_by_every_page_that_names_a_day():
    everything = book()
    rows = [*everything.terms, *everything.winters, *everything.conditions, *everything.tells]
    doubted = {(rule.may_start, rule.starts) for rule in rows if rule.may_start != rule.starts}

    assert list(everything.entry_into_force) == [D(2023, 8, 31), D(2023, 9, 1), D(2023, 10, 9)]
    assert doubted == {(D(2023, 8, 31), D(2023, 10, 9))}
