"""Each rule at its edge, each sentence of a refusal, each tie: small households, worked out by hand.

On 26 November 2026, by brussels-2013 unless another norm is named: two of the same sex share under 18, others under 12.
"""

import datetime as dt
import functools
import itertools
import random
from dataclasses import replace

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.occupancy import MOST_PERSONS, Because, Bedroom, Person, Rule, State, occupancy
from palier.engines.occupancy.ages import age_on, birthday
from palier.engines.occupancy.document import Question, from_json, to_json
from palier.engines.occupancy.matching import maximum_matching
from palier.engines.occupancy.norms import NORMS
from tests.engines.test_occupancy_households import B13, B96, ON, W, household

HEAD = "head f 1985-01-01"
COUPLE = (HEAD, "partner m 1984-01-01")


def because(*words, norm=B13, on=ON):
    """The rule of each person in the order of the words, and with whom she shares."""
    answer = occupancy(on, household(*words), [], NORMS[norm])
    return [(one.rule, one.shares_with) for one in answer.because]


# -- ages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "age", "first_day"),
    [
        ("2014-11-26", 12, "2026-11-26"),
        ("2014-01-01", 12, "2026-01-01"),
        ("2014-12-31", 12, "2026-12-31"),
        ("2008-02-29", 18, "2026-03-01"),  # an ordinary year has no 29 February
        ("2008-02-29", 16, "2024-02-29"),
        ("2008-02-28", 18, "2026-02-28"),
    ],
)
def test_an_age_is_reached_on_the_birthday_and_not_the_day_before(born, age, first_day):
    born, first_day = dt.date.fromisoformat(born), dt.date.fromisoformat(first_day)

    assert birthday(born, age) == first_day
    assert age_on(born, first_day) == age
    assert age_on(born, first_day - dt.timedelta(days=1)) == age - 1


# -- who shares with whom, and why -------------------------------------------------------------------------------

MIXED, SAME = Rule.MIXED_PAIR, Rule.SAME_SEX_PAIR
APART = [(Rule.HEAD, None), (Rule.ALONE, None), (Rule.ALONE, None)]


def sharing(rule):
    return [(Rule.HEAD, None), (rule, "2"), (rule, "1")]


@pytest.mark.parametrize(
    ("elder", "younger", "norm", "expected"),
    [
        # Under 12, 11 on the last day; 12 on the birthday. The elder decides, whichever sex she has.
        ("f 2014-11-27", "m 2020-01-01", B13, sharing(MIXED)),
        ("f 2014-11-26", "m 2020-01-01", B13, APART),
        ("m 2014-11-26", "f 2020-01-01", B13, APART),
        ("f 2017-11-27", "m 2020-01-01", B96, sharing(MIXED)),
        ("f 2017-11-26", "m 2020-01-01", B96, APART),
        # Two of sex x are different from each other.
        ("x 2014-11-27", "x 2020-01-01", B13, sharing(MIXED)),
        ("x 2014-11-26", "x 2020-01-01", B13, APART),
        # The same sex: under 18; by 1996 under 12.
        ("m 2008-11-27", "m 2020-01-01", B13, sharing(SAME)),
        ("m 2008-11-26", "m 2020-01-01", B13, [(Rule.HEAD, None), (Rule.FURTHER_ADULT, None), (Rule.ALONE, None)]),
        ("f 2014-11-27", "f 2020-01-01", B96, sharing(SAME)),
        ("f 2014-11-26", "f 2020-01-01", B96, APART),
        # Wallonia: apart once both are 10 and five years lie between them, to the day.
        ("f 2010-06-01", "f 2015-06-01", W, APART),
        ("f 2010-06-01", "f 2015-05-31", W, sharing(SAME)),
        ("f 2010-06-01", "f 2016-11-26", W, APART),  # the younger is 10 today
        ("f 2010-06-01", "f 2016-11-27", W, sharing(SAME)),  # tomorrow
        ("f 2012-02-29", "f 2016-11-26", W, sharing(SAME)),  # both 10, less than five years
        # Of different sex: both under 10.
        ("m 2016-11-27", "f 2020-01-01", W, sharing(MIXED)),
        ("m 2016-11-26", "f 2020-01-01", W, APART),
    ],
)
def test_two_children_share_until_the_day_their_norm_ends_it(elder, younger, norm, expected):
    assert because(HEAD, f"child {elder}", f"child {younger}", norm=norm) == expected
    # Said the other way round, the same: who is given first decides nothing.
    mirrored = {"1": "2", "2": "1", None: None}
    one, two, three = because(HEAD, f"child {younger}", f"child {elder}", norm=norm)
    assert [one, (three[0], mirrored[three[1]]), (two[0], mirrored[two[1]])] == expected


def test_five_years_after_29_february_is_1_march():
    # Both are 10 in 2028. Born on 28 February 2017 the younger is a day short of five years, on 1 March she is not.
    on = dt.date(2028, 11, 26)
    assert because(HEAD, "child f 2012-02-29", "child f 2017-02-28", norm=W, on=on) == sharing(SAME)
    assert because(HEAD, "child f 2012-02-29", "child f 2017-03-01", norm=W, on=on) == APART


@pytest.mark.parametrize(
    ("words", "norm", "expected"),
    [
        # The couple, and what gives it two rooms: disability or, in Wallonia, 65 years of one of the two.
        (COUPLE, B13, [(Rule.COUPLE, "1"), (Rule.COUPLE, "0")]),
        ((HEAD + " disabled", COUPLE[1]), B13, [(Rule.COUPLE_TWO_ROOMS, None)] * 2),
        ((HEAD, COUPLE[1] + " disabled"), B13, [(Rule.COUPLE_TWO_ROOMS, None)] * 2),
        ((HEAD, "partner m 1961-11-26"), W, [(Rule.COUPLE_TWO_ROOMS, None)] * 2),
        ((HEAD, "partner m 1961-11-27"), W, [(Rule.COUPLE, "1"), (Rule.COUPLE, "0")]),
        (("head f 1961-11-26", COUPLE[1]), W, [(Rule.COUPLE_TWO_ROOMS, None)] * 2),
        ((HEAD, "partner m 1931-01-01"), B13, [(Rule.COUPLE, "1"), (Rule.COUPLE, "0")]),
        # Head and partner live here whatever the custody says.
        ((HEAD + " 0.1",), B13, [(Rule.HEAD, None)]),
        ((HEAD, "partner m 1984-01-01 0.1"), B13, [(Rule.COUPLE, "1"), (Rule.COUPLE, "0")]),
        # Alone at 65 in Wallonia: a second room, on the birthday; also beside a child who does not count.
        (("head f 1961-11-26",), W, [(Rule.SECOND_ROOM, None)]),
        (("head f 1961-11-27",), W, [(Rule.HEAD, None)]),
        (("head f 1961-11-26",), B13, [(Rule.HEAD, None)]),
        (("head f 1961-11-26", "child f 2016-01-01 0.4"), W, [(Rule.SECOND_ROOM, None), (Rule.NOT_COUNTED, None)]),
        (("head f 1961-11-26", "child f 2016-01-01 0.5"), W, [(Rule.HEAD, None), (Rule.ALONE, None)]),
        # Half of the time counts, less does not; who is not counted shares with nobody.
        (
            (HEAD, "child f 2016-01-01 0.49", "child f 2018-01-01 0.5"),
            B13,
            [(Rule.HEAD, None), (Rule.NOT_COUNTED, None), (Rule.ALONE, None)],
        ),
        # A head or a partner shares with no child, even when she is a minor herself.
        (("head f 2010-01-01", "child f 2012-01-01"), B13, [(Rule.HEAD, None), (Rule.ALONE, None)]),
        (
            (HEAD + " disabled", "partner f 2010-01-01", "child f 2012-01-01"),
            B13,
            [(Rule.COUPLE_TWO_ROOMS, None), (Rule.COUPLE_TWO_ROOMS, None), (Rule.ALONE, None)],
        ),
        # An adult is one from her 18th birthday, disabled or not; a minor of role other shares like a child.
        ((HEAD, "child f 2008-11-26 disabled"), B13, [(Rule.HEAD, None), (Rule.FURTHER_ADULT, None)]),
        ((HEAD, "child f 2008-11-27 disabled"), B13, [(Rule.HEAD, None), (Rule.DISABLED, None)]),
        ((HEAD, "child f 2008-11-26", "other f 2007-01-01"), B13, [(Rule.HEAD, None), *[(Rule.FURTHER_ADULT, None)] * 2]),
        ((HEAD, "child f 2016-01-01", "other f 2012-01-01"), B13, sharing(SAME)),
        # A disabled child has its own room, whether elder or younger.
        (
            (HEAD, "child f 2014-01-01", "child f 2016-01-01 disabled"),
            B13,
            [(Rule.HEAD, None), (Rule.ALONE, None), (Rule.DISABLED, None)],
        ),
        (
            (HEAD, "child f 2014-01-01 disabled", "child f 2016-01-01"),
            B13,
            [(Rule.HEAD, None), (Rule.DISABLED, None), (Rule.ALONE, None)],
        ),
    ],
)  # fmt: skip
def test_everybody_has_the_rule_of_her_room(words, norm, expected):
    assert because(*words, norm=norm) == expected


def test_a_norm_without_the_rules_on_disability_lets_everybody_share():
    norm = replace(NORMS[B13], disabled_child_own_room=False, couple_two_rooms_if_disabled=False)
    persons = household(HEAD + " disabled", COUPLE[1], "child f 2014-01-01 disabled", "child f 2016-01-01")
    answer = occupancy(ON, persons, [], norm)

    assert [one.rule for one in answer.because] == [Rule.COUPLE, Rule.COUPLE, SAME, SAME]
    alone = occupancy(ON, household(HEAD, "child f 2014-01-01 disabled"), [], norm)
    assert [one.rule for one in alone.because] == [Rule.HEAD, Rule.ALONE]


# The three differ in one thing only. They are numbered by it, and the first two share; the ids say the opposite.
@pytest.mark.parametrize(
    ("first", "second", "last"),
    [
        ({"born": dt.date(2017, 1, 1)}, {"born": dt.date(2018, 1, 1)}, {"born": dt.date(2019, 1, 1)}),
        ({"role": "child"}, {"role": "child"}, {"role": "other"}),
        ({"sex": "f"}, {"sex": "f"}, {"sex": "m"}),
        ({"disabled": False}, {"disabled": False}, {"disabled": True}),
        ({"custody": 0.5}, {"custody": 0.6}, {"custody": 1.0}),
        ({"role": "child", "sex": "m"}, {"role": "child", "sex": "m"}, {"role": "other", "sex": "f"}),
        ({"sex": "f", "disabled": True}, {"sex": "f", "disabled": True}, {"sex": "m", "disabled": False}),
        ({"disabled": False, "custody": 1.0}, {"disabled": False, "custody": 1.0}, {"disabled": True, "custody": 0.5}),
    ],
)
def test_who_shares_is_settled_by_birth_then_role_sex_disability_and_custody(first, second, last):
    child = Person("", dt.date(2018, 1, 1), "f", "child")
    named = {"c": first, "b": second, "a": last}
    children = [replace(child, id=name, **difference) for name, difference in named.items()]
    norm = replace(NORMS[B13], disabled_child_own_room=False)
    for order in itertools.permutations(children):
        answer = occupancy(ON, [*household(HEAD), *order], [], norm)
        assert {one.id: one.shares_with for one in answer.because} == {"0": None, "a": None, "b": "c", "c": "b"}


def test_what_is_equal_in_all_is_settled_by_the_id():
    child = Person("", dt.date(2018, 1, 1), "f", "child")
    for order in itertools.permutations("abc"):
        answer = occupancy(ON, [*household(HEAD), *(replace(child, id=name) for name in order)], [], NORMS[B13])
        assert answer.because == (
            Because("0", Rule.HEAD), Because("a", SAME, "b"), Because("b", SAME, "a"), Because("c", Rule.ALONE),
        )  # fmt: skip


# -- rooms -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("areas", "needed", "state", "added"),
    [
        # A couple and two sisters: two pairs, two rooms where both are large enough.
        ([], 2, State.OVERCROWDED, 0),
        ([12], 2, State.OVERCROWDED, 0),
        ([12, 12], 2, State.FITTING, 0),
        ([None, 6], 2, State.FITTING, 0),
        ([12, 12, 5], 2, State.UNDER_OCCUPIED, 0),
        ([5, 12, 5, 12], 2, State.OVERSIZED, 0),
        ([5, 12, 5, 12, 12], 2, State.OVERSIZED, 0),
        # One small room splits a pair: large, small and one more. Two small ones: one more, which may be large.
        ([12, 5.99], 3, State.OVERCROWDED, 1),
        ([12, 5, 5], 3, State.FITTING, 1),
        ([12, 5, 5, 5], 3, State.UNDER_OCCUPIED, 1),
        ([5], 3, State.OVERCROWDED, 1),
        ([5, 5], 3, State.OVERCROWDED, 1),
        # Three small ones hold three, so a fourth; four hold everybody.
        ([5, 5, 5], 4, State.OVERCROWDED, 2),
        ([5, 5, 5, 5], 4, State.FITTING, 2),
        ([5, 5, 5, 5, 5], 4, State.UNDER_OCCUPIED, 2),
    ],
)
def test_a_room_under_six_square_metres_holds_one(areas, needed, state, added):
    persons = household(*COUPLE, "child f 2014-01-01", "child f 2016-01-01")
    answer = occupancy(ON, persons, [Bedroom(area) for area in areas], NORMS[B13])

    assert (answer.bedrooms_needed, answer.bedrooms) == (needed, len(areas))
    assert (answer.state, answer.added_by_small_rooms) == (state, added)


def test_the_next_change_looks_at_the_rooms_that_are_here():
    # Sisters of 17 and 10. With two small rooms nobody shares as it is: mother and each sister, three, now and later.
    persons = household(HEAD, "child f 2009-05-05", "child f 2016-05-05")

    assert occupancy(ON, persons, [Bedroom(12), Bedroom(12)], NORMS[B13]).changes_on == dt.date(2027, 5, 5)
    assert occupancy(ON, persons, [Bedroom(5), Bedroom(5), Bedroom(5)], NORMS[B13]).changes_on is None
    # A day earlier than the birthday it is still to come; on the day it is past.
    assert occupancy(dt.date(2027, 5, 4), persons, [], NORMS[B13]).changes_on == dt.date(2027, 5, 5)
    assert occupancy(dt.date(2027, 5, 5), persons, [], NORMS[B13]).changes_on is None


def test_the_next_change_may_be_for_better():
    # At 65 who lives alone gets a second room: in one year and a day.
    alone = household("head f 1962-11-27")

    assert occupancy(ON, alone, [Bedroom()], NORMS[W]).changes_on == dt.date(2027, 11, 27)


# -- households that are none ------------------------------------------------------------------------------------

ANNA = Person("a", dt.date(1990, 1, 1), "f", "head")
CHILDREN = [Person(f"c{number}", dt.date(2015, 1, 1), "f", "child") for number in range(MOST_PERSONS)]


@pytest.mark.parametrize(
    ("persons", "says"),
    [
        ([], "A household has exactly one head. (household) Give one person the role head."),
        (CHILDREN[:1], "A household has exactly one head. (household) Give one person the role head."),
        ([ANNA, replace(ANNA, id="b")], "A household has exactly one head. (household) Give one person the role head."),
        (
            [ANNA, replace(ANNA, id="b", role="partner"), replace(ANNA, id="c", role="partner")],
            "A head has at most one partner. (household) Give further adults the role other.",
        ),
        (
            [ANNA, replace(ANNA, role="child")],
            "Two persons have the same id. (household) Give each person an id of its own.",
        ),
        (
            [ANNA, replace(CHILDREN[0], born=dt.date(2026, 11, 27))],
            "Somebody is born after the day asked. (household) Leave out who is not born yet.",
        ),
        ([ANNA, *CHILDREN], "More than 60 persons. (household) Give one household at a time."),
    ],
)
def test_a_household_that_cannot_be_is_told_in_one_sentence(persons, says):
    with pytest.raises(BadInput) as caught:
        occupancy(ON, persons, [], NORMS[W])
    assert str(caught.value) == says


def test_the_largest_household_and_the_youngest_child_are_let_in():
    assert occupancy(ON, [ANNA, *CHILDREN[1:]], [], NORMS[W]).bedrooms_needed == 31  # head, 29 pairs, one alone
    assert occupancy(ON, [ANNA, replace(CHILDREN[0], born=ON)], [], NORMS[W]).bedrooms_needed == 2


# -- the file ----------------------------------------------------------------------------------------------------

MARY = {"id": "m", "born": "1990-02-20", "sex": "f", "role": "head"}
FILE = {"on": "2026-11-26", "household": [MARY], "bedrooms": [{}]}


def test_what_a_file_leaves_out_has_a_value():
    # A number for an id is read as text; keys that are not known are passed over.
    document = {
        "on": "2026-11-26",
        "household": [
            MARY,
            {"id": 7, "born": "1850-01-01", "sex": "m", "role": "partner", "disabled": True, "custody": 0, "name": "x"},
            {"id": 0, "born": "2016-02-29", "sex": "x", "role": "other", "disabled": False, "custody": 1},
            {"id": "c", "born": "2017-12-31", "sex": "x", "role": "child", "custody": 0.25},
        ],
        "bedrooms": [{}, {"area_m2": None}, {"area_m2": 0}, {"area_m2": 1000}, {"area_m2": 8.5}],
        "why": "nobody reads this",
    }
    assert from_json(document) == Question(
        dt.date(2026, 11, 26),
        (
            Person("m", dt.date(1990, 2, 20), "f", "head", False, 1.0),
            Person("7", dt.date(1850, 1, 1), "m", "partner", True, 0.0),
            Person("0", dt.date(2016, 2, 29), "x", "other", False, 1.0),
            Person("c", dt.date(2017, 12, 31), "x", "child", False, 0.25),
        ),
        (Bedroom(None), Bedroom(None), Bedroom(0.0), Bedroom(1000.0), Bedroom(8.5)),
    )
    assert from_json(FILE | {"on": "2199-12-31"}).on == dt.date(2199, 12, 31)
    assert from_json(FILE | {"bedrooms": []}).bedrooms == ()


def test_the_whole_answer_of_a_dwelling_too_small():
    # Couple and a girl of 11 with her brother: 4 persons. One large room and a small one: three rooms, one of them due
    # to the small one. On 1 December 2026 the girl is 12: mother and father in the large one, each child alone: three
    # all the same, and so it stays.
    document = {
        "on": "2026-11-26",
        "household": [
            {"id": "z", "born": "1985-01-01", "sex": "f", "role": "head"},
            {"id": "y", "born": "1984-01-01", "sex": "m", "role": "partner"},
            {"id": "x", "born": "2014-12-01", "sex": "f", "role": "child"},
            {"id": "w", "born": "2018-01-01", "sex": "m", "role": "child"},
        ],
        "bedrooms": [{"area_m2": 12}, {"area_m2": 5}],
    }
    asked = from_json(document)
    answer = to_json(occupancy(asked.on, asked.household, asked.bedrooms, NORMS[B13]))

    assert list(answer.items()) == [
        ("norm", "brussels-2013"),
        ("bedrooms_needed", 3),
        ("bedrooms", 2),
        ("state", "overcrowded"),
        (
            "because",
            [
                {"id": "w", "rule": "mixed_pair", "shares_with": "x"},
                {"id": "x", "rule": "mixed_pair", "shares_with": "w"},
                {"id": "y", "rule": "couple", "shares_with": "z"},
                {"id": "z", "rule": "couple", "shares_with": "y"},
            ],
        ),
        ("added_by_small_rooms", 1),
        ("changes_on", None),
    ]


DAY = 'Write it like "2026-11-26".'
PERSON_ID = "A person needs an id. (household[1].id) Give a text or a whole number."
CUSTODY = "Not a number in range. (household[1].custody) Write a number from 0 to 1."
AREA = "Not a number in range. (bedrooms[1].area_m2) Write a number from 0 to 1000."


def second(**change):
    """A file whose second person has this changed; None: the key is left out."""
    kept = {key: value for key, value in (MARY | {"role": "child"} | change).items() if value is not None}
    return FILE | {"household": [MARY, kept]}


def room(area):
    return FILE | {"bedrooms": [{}, {"area_m2": area}]}


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ([], "Not an object. (the whole file) Write {…}."),
        (FILE | {"on": None}, f"Not a day. (on) {DAY}"),
        (FILE | {"on": 20261126}, f"Not a day. (on) {DAY}"),
        (FILE | {"on": "26/11/2026"}, f"Not a day. (on) {DAY}"),
        (FILE | {"on": "20261126"}, f"Not a day. (on) {DAY}"),
        (FILE | {"on": "2026-11-26T08:00"}, f"Not a day. (on) {DAY}"),
        (FILE | {"on": "2026-W48-4"}, f"Not a day. (on) {DAY}"),  # the same day, by the week
        (FILE | {"on": "2200-01-01"}, f"Not a day. (on) {DAY}"),
        ({key: FILE[key] for key in ("on", "bedrooms")}, "Not a list. (household) Write […]."),
        ({key: FILE[key] for key in ("on", "household")}, "Not a list. (bedrooms) Write […]."),
        (FILE | {"household": [MARY, 1]}, "Not an object. (household[1]) Write {…}."),
        (FILE | {"bedrooms": [{}, 12]}, "Not an object. (bedrooms[1]) Write {…}."),
        (second(id=None), PERSON_ID),
        (second(id=""), PERSON_ID),
        (second(id=True), PERSON_ID),
        (second(id=1.5), PERSON_ID),
        (second(born=None), f"Not a day. (household[1].born) {DAY}"),
        (second(born="1849-12-31"), f"Not a day. (household[1].born) {DAY}"),
        (second(born="2015-02-29"), f"Not a day. (household[1].born) {DAY}"),
        (second(sex=None), "Not a known word. (household[1].sex) Write one of f, m, x."),
        (second(sex="F"), "Not a known word. (household[1].sex) Write one of f, m, x."),
        (second(role=None), "Not a known word. (household[1].role) Write one of head, partner, child, other."),
        (second(role="boss"), "Not a known word. (household[1].role) Write one of head, partner, child, other."),
        (second(disabled=0), "Not true or false. (household[1].disabled) Write true or false."),
        (second(disabled="no"), "Not true or false. (household[1].disabled) Write true or false."),
        (second(custody=-0.01), CUSTODY),
        (second(custody=1.01), CUSTODY),
        (second(custody=True), CUSTODY),
        (second(custody="1"), CUSTODY),
        (room(-0.01), AREA),
        (room(1000.5), AREA),
        (room(True), AREA),
        (room("12"), AREA),
        (room(float("nan")), AREA),
    ],
)
def test_a_mistake_in_the_file_says_what_where_and_how_to_mend_it(document, says):
    with pytest.raises(BadInput) as caught:
        from_json(document)
    assert str(caught.value) == says


# -- pairs -------------------------------------------------------------------------------------------------------


def most_pairs(count, allowed):
    """The number of pairs of a largest matching, by trying for each person to leave her alone or to pair her."""

    @functools.cache
    def most(left):
        if not left:
            return 0
        one, rest = left[0], left[1:]
        mates = [other for other in rest if (one, other) in allowed]
        return max([most(rest), *(1 + most(tuple(two for two in rest if two != mate)) for mate in mates)])

    return most(tuple(range(count)))


def graphs():
    """Every graph of five, and some thousand of up to eleven, where odd cycles stand in odd cycles."""
    five = list(itertools.combinations(range(5), 2))
    for number in range(2 ** len(five)):
        yield 5, {edge for place, edge in enumerate(five) if number >> place & 1}
    chance = random.Random(1965)
    for _ in range(1500):
        count = chance.randint(6, 11)
        edges = list(itertools.combinations(range(count), 2))
        yield count, set(chance.sample(edges, min(len(edges), chance.randint(count - 1, 2 * count))))


def test_no_set_of_pairs_is_larger_than_the_one_found():
    for count, allowed in graphs():
        pairs = maximum_matching(count, lambda i, j: (i, j) in allowed)
        assert pairs == sorted(pairs)
        assert set(pairs) <= allowed
        assert len({end for pair in pairs for end in pair}) == 2 * len(pairs)
        assert len(pairs) == most_pairs(count, allowed)


def test_each_pair_is_asked_about_once_and_the_numbering_settles_the_rest():
    asked = []
    pairs = maximum_matching(5, lambda i, j: asked.append((i, j)) or True)

    assert asked == list(itertools.combinations(range(5), 2))
    assert pairs == [(0, 1), (2, 3)]  # each takes the first who is free; the last is alone
