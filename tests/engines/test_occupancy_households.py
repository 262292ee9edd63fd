"""Twenty households, each worked out by hand from the norm, with the reasoning beside it.

On 26 November 2026. B96, B13, W are brussels-1996, brussels-2013, wallonia.
"""

import datetime as dt

import pytest

from palier.engines.occupancy import Bedroom, Person, State, occupancy
from palier.engines.occupancy.norms import NORMS

ON = dt.date(2026, 11, 26)
B96, B13, W = "brussels-1996", "brussels-2013", "wallonia"
FIT, TIGHT, ONE_MORE, WIDE = State.FITTING, State.OVERCROWDED, State.UNDER_OCCUPIED, State.OVERSIZED


def household(*words: str) -> list[Person]:
    """ "head f 1980-01-01", "child m 2015-02-03 disabled", "child f 2015-02-03 0.4"."""
    persons = []
    for number, text in enumerate(words):
        role, sex, born, *more = text.split()
        custody = next((float(word) for word in more if word[0].isdigit()), 1.0)
        persons.append(
            Person(str(number), dt.date.fromisoformat(born), sex, role, "disabled" in more, custody)  # type: ignore[arg-type]
        )
    return persons


MOTHER, FATHER, OLD = "head f 1985-01-01", "partner m 1984-01-01", "head f 1955-01-01"

# Per case: household, areas of the bedrooms, norm -> rooms needed, state, next day of change.
CASES = {
    # One person, one room; no birthday matters in Brussels.
    "single": ([MOTHER], [12], B13, 1, FIT, None),
    # A couple takes one room. Two rooms: one too many.
    "couple": ([MOTHER, FATHER], [12, 10], B13, 1, ONE_MORE, None),
    # [GK] a couple with a disabled member: two rooms.
    "couple, one disabled": ([MOTHER, FATHER + " disabled"], [12, 10], B13, 2, FIT, None),
    # A child alone with its mother: 1 + 1. Nobody to share with, so nothing changes with age.
    "mother and child": ([MOTHER, "child f 2016-05-05"], [12], B13, 2, TIGHT, None),
    # Two girls under 18 share: 1 + 1. On the elder's 18th birthday, 5 May 2027, three rooms.
    "two girls, B13": ([MOTHER, "child f 2009-05-05", "child f 2016-05-05"], [12, 12], B13, 2, FIT, "2027-05-05"),
    # The same by 1996: the elder is 17, over 12, so one room each: 3; nothing more can change.
    "two girls, B96": ([MOTHER, "child f 2009-05-05", "child f 2016-05-05"], [12, 12], B96, 3, TIGHT, None),
    # Girl and boy under 12 share: 2. The elder turns 12 on 1 December 2026.
    "mixed under 12": ([MOTHER, "child f 2014-12-01", "child m 2018-01-01"], [12, 12], B13, 2, FIT, "2026-12-01"),
    # By 1996 two of different sex share under 9 only; the elder is 11: 3 rooms.
    "mixed, B96": ([MOTHER, "child f 2014-12-01", "child m 2018-01-01"], [12, 12, 9], B96, 3, FIT, None),
    # The day of the 12th birthday itself: no longer under 12.
    "on the birthday": ([MOTHER, "child f 2014-11-26", "child m 2018-01-01"], [12, 12], B13, 3, TIGHT, None),
    # A girl of 14, a boy of 13, a girl of 8, a boy of 6: the girls share and the boys share (greedy by
    # age might put 8 and 6 together and leave the elder two apart): 1 + 2. First change: girl 18.
    "two and two": (
        [MOTHER, FATHER, "child f 2012-01-01", "child m 2013-01-01", "child f 2018-01-01", "child m 2020-01-01"],
        [12, 12, 12], B13, 3, FIT, "2030-01-01",
    ),  # The elder girl, 18, gets a room; 12-year-old girl and 10-year-old boy may not share: 1+1+1+1.
    # Three girls: one pair and one alone: 1 + 2. At 18 the eldest is alone and the two share: still 3. Then
    # the second turns 18 on 2031-01-01: all alone: 4.
    "three girls": (
        [MOTHER, "child f 2010-01-01", "child f 2013-01-01", "child f 2016-01-01"],
        [12, 12, 12], B13, 3, FIT, "2031-01-01",
    ),
    # A disabled child has a room of its own: the sisters do not share: 3.
    "disabled child": ([MOTHER, "child f 2014-01-01 disabled", "child f 2016-01-01"], [12, 12], B13, 3, TIGHT, None),
    # Half of the time counts: two sisters share: 2 (until the elder's 18th birthday).
    "custody at half": ([MOTHER, "child f 2014-01-01 0.5", "child f 2016-01-01 0.5"], [9, 9], B13, 2, FIT, "2032-01-01"),
    # Less than half does not: the mother alone: 1; three rooms are two too many.
    "custody below half": ([MOTHER, "child f 2014-01-01 0.4"], [9, 9, 9], B13, 1, WIDE, None),
    # Grandmother and a son of 20 are further adults: 1 + 1 + 1.
    "further adults": ([MOTHER, "other f 1955-01-01", "child m 2006-01-01"], [9, 9, 9, 9], B13, 3, ONE_MORE, None),
    # Sex x is different from f: the pair follows the mixed age of 12: at 13 and 10: 3 rooms.
    "sex x": ([MOTHER, "child x 2013-01-01", "child f 2016-01-01"], [9, 9], B13, 3, TIGHT, None),
    # Couple needs a room of 6 m2 or more: 5.9 holds one, so one more room: 2, of which 1 is there.
    "small room": ([MOTHER, FATHER], [5.9], B13, 2, TIGHT, None),
    # Wallonia: a person of 71 alone: 2 rooms.
    "single of 71, W": ([OLD], [12], W, 2, TIGHT, None),
    # Wallonia: sisters of 16 and 11, both over 10 and more than 5 years apart: own rooms: 3.
    "wide gap, W": ([MOTHER, "child f 2010-01-01", "child f 2015-06-01"], [9, 9, 9], W, 3, FIT, None),
    # Wallonia: sisters of 16 and 9: the younger is not over 10: they share: 2. She turns 10 on 2027-06-01.
    "gap but young, W": ([MOTHER, "child f 2010-01-01", "child f 2017-06-01"], [9, 9], W, 2, FIT, "2027-06-01"),
    # Wallonia: sisters of 15 and 12, 3 years apart: share until the elder is 18: 2029-01-01.
    "small gap, W": ([MOTHER, "child f 2011-01-01", "child f 2014-01-01"], [9, 9], W, 2, FIT, "2029-01-01"),
    # Wallonia: brother and sister of 9 and 7 share until one is 10: 2027-03-01.
    "mixed, W": ([MOTHER, "child f 2017-03-01", "child m 2019-01-01"], [9, 9], W, 2, FIT, "2027-03-01"),
    # Wallonia: a couple one of whom turns 65 on 15 January 2027: 1 room now, 2 then.
    "couple ageing, W": (["head m 1962-01-15", "partner f 1970-01-01"], [12], W, 1, FIT, "2027-01-15"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_household(name: str) -> None:
    words, areas, norm, needed, state, changes_on = CASES[name]
    answer = occupancy(ON, household(*words), [Bedroom(area) for area in areas], NORMS[norm])
    assert (answer.bedrooms_needed, answer.state) == (needed, state)
    assert answer.changes_on == (dt.date.fromisoformat(changes_on) if changes_on else None)
    assert [one.id for one in answer.because] == [str(number) for number in range(len(words))]
