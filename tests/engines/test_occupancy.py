"""Properties of the occupancy engine, its JSON, and the matching beneath it."""

import datetime as dt
import itertools
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palier.engines.bad_input import BadInput
from palier.engines.occupancy import MOST_PERSONS, Bedroom, Person, Rule, State, occupancy
from palier.engines.occupancy.document import from_json, to_json
from palier.engines.occupancy.matching import maximum_matching
from palier.engines.occupancy.norms import NORMS

ON = dt.date(2026, 11, 26)
norms = st.sampled_from(list(NORMS.values()))
born = st.dates(dt.date(1950, 1, 1), ON)
bedrooms = st.lists(st.builds(Bedroom, st.sampled_from([None, 5.9, 6.0, 12.0])), max_size=8)


@st.composite
def households(draw: st.DrawFn) -> list[Person]:
    roles = ["head", *draw(st.lists(st.sampled_from(["child", "child", "other"]), max_size=7))]
    if draw(st.booleans()):
        roles.append("partner")
    return [
        Person(
            str(number),
            draw(born if role in ("head", "partner", "other") else st.dates(dt.date(2005, 1, 1), ON)),
            draw(st.sampled_from("ffmmx")),
            role,
            draw(st.sampled_from([False, False, True])),
            draw(st.sampled_from([1.0, 0.5, 0.4])),
        )
        for number, role in enumerate(roles)
    ]


@given(households(), bedrooms, norms, st.data())
def test_adding_a_person_never_lowers_the_need(household, rooms, norm, data):
    before = occupancy(ON, household, rooms, norm)
    has_partner = any(person.role == "partner" for person in household)
    role = data.draw(st.sampled_from(["child", "other"] + ["partner"] * (not has_partner)))
    newcomer = Person("new", data.draw(born), data.draw(st.sampled_from("fmx")), role, data.draw(st.booleans()))
    assert occupancy(ON, [*household, newcomer], rooms, norm).bedrooms_needed >= before.bedrooms_needed


@given(households(), bedrooms, norms, st.randoms(use_true_random=False))
def test_order_and_names_change_nothing(household, rooms, norm, random):
    before = occupancy(ON, household, rooms, norm)
    shuffled = random.sample(household, len(household))
    assert occupancy(ON, shuffled, rooms[::-1], norm) == before
    renamed = [replace(person, id=f"p{number}") for number, person in enumerate(shuffled)]
    after = occupancy(ON, renamed, rooms, norm)
    assert (after.bedrooms_needed, after.state, after.changes_on) == (
        before.bedrooms_needed,
        before.state,
        before.changes_on,
    )
    assert sorted(one.rule for one in after.because) == sorted(one.rule for one in before.because)


@settings(max_examples=12, deadline=None)
@given(households(), bedrooms, norms)
def test_changes_on_is_the_first_day_of_change(household, rooms, norm):
    now = occupancy(ON, household, rooms, norm)
    last = now.changes_on or ON + dt.timedelta(days=5 * 366)
    if (last - ON).days > 2000:
        return
    for ahead in range(1, (last - ON).days + 1):
        day = ON + dt.timedelta(days=ahead)
        is_other = occupancy(day, household, rooms, norm).bedrooms_needed != now.bedrooms_needed
        assert is_other == (day == now.changes_on)


@given(households(), bedrooms, norms)
def test_reasons_add_up(household, rooms, norm):
    answer = occupancy(ON, household, rooms, norm)
    counted = [one for one in answer.because if one.rule is not Rule.NOT_COUNTED]
    sharing = [one for one in counted if one.shares_with]
    second = sum(one.rule is Rule.SECOND_ROOM for one in counted)
    assert answer.bedrooms_needed == len(counted) - len(sharing) // 2 + second + answer.added_by_small_rooms
    assert answer.state == {True: State.OVERCROWDED}.get(
        answer.bedrooms < answer.bedrooms_needed,
        [State.FITTING, State.UNDER_OCCUPIED, State.OVERSIZED][
            max(0, min(2, answer.bedrooms - answer.bedrooms_needed))
        ],
    )


@given(st.integers(0, 8), st.sets(st.integers(0, 27)))
def test_matching_is_as_large_as_trying_all(count, edges):
    allowed = [pair for number, pair in enumerate(itertools.combinations(range(count), 2)) if number in edges]

    def most(left: list[tuple[int, int]]) -> int:
        if not left:
            return 0
        (i, j), rest = left[0], left[1:]
        return max(most(rest), 1 + most([pair for pair in rest if not {i, j} & set(pair)]))

    pairs = maximum_matching(count, lambda i, j: (i, j) in allowed)
    assert set(pairs) <= set(allowed)
    assert len({end for pair in pairs for end in pair}) == 2 * len(pairs)
    assert len(pairs) == most(allowed)


def test_largest_household_is_quick():
    household = [Person("h", dt.date(1980, 1, 1), "f", "head")] + [
        Person(f"c{n}", dt.date(2010 + n % 15, 1 + n % 12, 1 + n % 28), "fmx"[n % 3], "child")
        for n in range(MOST_PERSONS - 1)
    ]
    assert occupancy(ON, household, [], NORMS["wallonia"]).bedrooms_needed > 1


QUESTION = {
    "on": "2026-11-26",
    "household": [
        {"id": "anna", "born": "1990-05-01", "sex": "f", "role": "head"},
        {"id": "mia", "born": "2016-03-09", "sex": "f", "role": "child", "custody": 0.5},
        {"id": "tom", "born": "2018-07-30", "sex": "m", "role": "child", "disabled": False},
    ],
    "bedrooms": [{"area_m2": 12.5}, {"area_m2": 9}],
}


def test_json_example_of_the_readme():
    question = from_json(json.loads(json.dumps(QUESTION)))
    answer = to_json(occupancy(question.on, question.household, question.bedrooms, NORMS["brussels-2013"]))
    assert answer == {
        "norm": "brussels-2013",
        "bedrooms_needed": 2,
        "bedrooms": 2,
        "state": "fitting",
        "because": [
            {"id": "anna", "rule": "head", "shares_with": None},
            {"id": "mia", "rule": "mixed_pair", "shares_with": "tom"},
            {"id": "tom", "rule": "mixed_pair", "shares_with": "mia"},
        ],
        "added_by_small_rooms": 0,
        "changes_on": "2028-03-09",
    }


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"on": "26/11/2026"}, "on"),
        ({"on": None}, "on"),
        ({"household": {}}, "household"),
        ({"household": [1]}, "household[0]"),
        ({"household": [{"id": "a", "born": "1990-02-30", "sex": "f", "role": "head"}]}, "household[0].born"),
        ({"household": [{"id": "a", "born": "1990-02-20", "sex": "F", "role": "head"}]}, "household[0].sex"),
        ({"household": [{"id": "a", "born": "1990-02-20", "sex": "f", "role": "boss"}]}, "household[0].role"),
        ({"household": [{"born": "1990-02-20", "sex": "f", "role": "head"}]}, "household[0].id"),
        ({"bedrooms": [{"area_m2": -1}]}, "bedrooms[0].area_m2"),
        ({"bedrooms": [{"area_m2": True}]}, "bedrooms[0].area_m2"),
        ({"bedrooms": [{"area_m2": float("nan")}]}, "bedrooms[0].area_m2"),
    ],
)
def test_bad_input_names_the_place(change, where):
    with pytest.raises(BadInput) as caught:
        from_json(QUESTION | change)
    assert caught.value.where == where
    assert "\n" not in str(caught.value)


def test_households_that_are_none():
    head = Person("a", dt.date(1990, 1, 1), "f", "head")
    for household in (
        [],
        [head, replace(head, id="b")],
        [head, replace(head, role="child")],
        [replace(head, born=dt.date(2030, 1, 1))],
    ):
        with pytest.raises(BadInput):
            occupancy(ON, household, [], NORMS["wallonia"])
