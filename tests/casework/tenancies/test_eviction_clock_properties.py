"""What holds of the eviction clock whatever the facts."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from palier.casework.tenancies.rules import (
    MILESTONES,
    Fact,
    OwnTerm,
    OwnTermKind,
    Reading,
    Region,
    Stage,
    Unit,
    WinterException,
    clock,
)

BRUSSELS = Region.BRUSSELS
days = st.dates(dt.date(2019, 1, 1), dt.date(2029, 12, 31))
exceptions = st.frozensets(st.sampled_from(WinterException), max_size=2)
own_terms = st.none() | st.one_of(
    st.builds(OwnTerm, st.just(OwnTermKind.AGREED), not_before=days),
    st.builds(OwnTerm, st.just(OwnTermKind.LENGTHENED), st.integers(1, 12), st.sampled_from(Unit)),
    st.builds(OwnTerm, st.just(OwnTermKind.SHORTENED), st.integers(0, 20), st.just(Unit.DAYS)),
    st.just(OwnTerm(OwnTermKind.TENANT_LEFT)),
)
facts = st.lists(st.builds(Fact, st.sampled_from(Stage), days, own_term=own_terms), max_size=9)


@st.composite
def procedures(draw: st.DrawFn) -> list[Fact]:
    """A file in order: some of the milestones, each so many days after the one before."""
    day, found = draw(days), []
    for stage in MILESTONES[: draw(st.integers(0, len(MILESTONES) - 1))]:
        if draw(st.integers(0, 5)):
            found.append(Fact(stage, day, own_term=draw(own_terms)))
        day += dt.timedelta(days=draw(st.integers(0, 90)))
    return found


files = facts | procedures()


def days_of(answer, reading: Reading) -> dict[Stage, dt.date]:
    return {one.stage: one.by(reading).day for one in answer.coming}


def in_winter(day: dt.date) -> bool:
    if day < dt.date(2023, 8, 31):
        return day.month in (12, 1, 2)
    return day.month in (11, 12, 1, 2) or (day.month == 3 and day.day <= 15)


@given(files, days)
def test_no_eviction_falls_in_the_winter_stop_unless_an_exception_lifts_it(file, today):
    eviction = clock(file, BRUSSELS, today).eviction

    if eviction is not None:
        assert not in_winter(eviction.risk.day)
        assert not in_winter(eviction.protection.day)


@given(files, days, exceptions)
def test_protection_is_never_before_risk(file, today, lifted):
    for one in clock(file, BRUSSELS, today, lifted).coming:
        assert one.risk.day <= one.protection.day


@given(files, days, exceptions)
def test_each_stage_follows_the_one_before_and_none_lies_in_the_past(file, today, lifted):
    answer = clock(file, BRUSSELS, today, lifted)

    for reading in Reading:
        found = list(days_of(answer, reading).values())
        assert found == sorted(found)
        assert all(day >= today for day in found)


@given(files, days, st.integers(0, 400), exceptions)
def test_a_later_today_makes_nothing_earlier(file, today, later, lifted):
    past = [fact for fact in file if fact.day <= today]
    before = clock(past, BRUSSELS, today, lifted)
    after = clock(past, BRUSSELS, today + dt.timedelta(days=later), lifted)

    assert before.stands_at == after.stands_at
    for reading in Reading:
        then = days_of(after, reading)
        assert all(then[stage] >= day for stage, day in days_of(before, reading).items())


@given(files, days, st.sampled_from(MILESTONES), st.integers(0, 400), exceptions)
def test_a_day_announced_after_all_others_makes_nothing_earlier(file, today, stage, later, lifted):
    last = max([today, *(fact.day for fact in file)])
    announced = Fact(stage, last + dt.timedelta(days=later + 1))
    before = clock(file, BRUSSELS, today, lifted)
    after = clock([*file, announced], BRUSSELS, today, lifted)

    for reading in Reading:
        now, then = days_of(before, reading), days_of(after, reading)
        assert now.keys() == then.keys()
        assert all(then[one] >= day for one, day in now.items())
        earlier = [one for one in now if list(Stage).index(one) < list(Stage).index(stage)]
        assert [then[one] for one in earlier] == [now[one] for one in earlier]


@given(procedures(), st.data(), exceptions)
def test_a_stage_that_happens_on_a_lawful_day_makes_no_later_stage_earlier(file, data, lifted):
    today = max([dt.date(2024, 1, 1), *(fact.day for fact in file)])
    before = clock(file, BRUSSELS, today, lifted)
    next_one = before.next
    if next_one is None:
        return
    day = next_one.protection.day + dt.timedelta(days=data.draw(st.integers(0, 60)))
    after = clock([*file, Fact(next_one.stage, day)], BRUSSELS, day, lifted)

    for reading in Reading:
        then = days_of(after, reading)
        assert all(then[stage] >= was for stage, was in days_of(before, reading).items() if stage in then)


@given(files, days, exceptions, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_changes_nothing(file, today, lifted, random):
    # of two judgments on one day with different terms the file's own order decides which is the last
    judged = [fact for fact in file if fact.stage == Stage.JUDGMENT]
    file = [replace(fact, own_term=None) for fact in file] if len(judged) > 1 else file

    shuffled = random.sample(file, len(file))

    mixed, plain = (clock(one, BRUSSELS, today, lifted) for one in (shuffled, file))
    assert mixed.coming == plain.coming
    assert set(mixed.doubts) == set(plain.doubts)


@given(files, days, exceptions)
def test_every_day_is_made_by_something_and_every_term_has_its_rule(file, today, lifted):
    for one in clock(file, BRUSSELS, today, lifted).coming:
        for earliest in (one.risk, one.protection):
            assert earliest.because
            assert all(bound.rules for bound in earliest.bounds if bound.since_day is not None)
            assert max(bound.day for bound in earliest.bounds) == earliest.day
